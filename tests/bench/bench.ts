import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { kilobytes, transferSizes } from '../../src/build/bundle-budget.ts';

/** A way of doing the job. It is timed from call to return, unless it gives its own milliseconds. */
export type Way = () => Promise<number | void> | number | void;

/** One comparison of Junction with its peer, in the same process and the same minutes. */
export interface Comparison {
  name: string;
  /** The ratio that ours ÷ peer should not exceed. */
  goal: number;
  ours: Way;
  peer: Way;
  /** How often each is measured, in turn; the medians are compared. 5 unless told. */
  rounds?: number;
}

/** What a file `tests/bench/<name>.bench.ts` exports as `default`: its comparisons, made when its turn comes. */
export type BenchFile = () => Promise<Comparison[]>;

/** `npm run bench [part of a file's name …]`: measures, and prints ratios and transfer sizes. */
export async function bench(names: string[]): Promise<number> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.bench.ts'));
  const rows: string[][] = [];
  for (const file of files.sort()) {
    if (names.length > 0 && !names.some((name) => file.includes(name))) continue;
    const module = (await import(join(import.meta.dirname, file))) as { default: BenchFile };
    for (const comparison of await module.default()) {
      console.log(`${comparison.name} …`);
      rows.push(await measure(comparison));
    }
  }
  print(['Ours ÷ peer', 'ratio', 'goal', 'ours', 'peer'], rows);
  print(['Transfer', 'brotli'], transferSizes().map(({ part, bytes }) => [part, kilobytes(bytes)]));
  return 0;
}

async function measure({ name, goal, ours, peer, rounds = 5 }: Comparison): Promise<string[]> {
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await time(ours));
    theirs.push(await time(peer));
  }
  const ratio = median(mine) / median(theirs);
  return [name, ratio.toFixed(2), `≤ ${goal}${ratio > goal ? ' ✗' : ''}`, `${median(mine).toFixed(1)} ms`, `${median(theirs).toFixed(1)} ms`];
}

async function time(way: Way): Promise<number> {
  const start = performance.now();
  const told = await way();
  return told ?? performance.now() - start;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? NaN) + (sorted[sorted.length >> 1] ?? NaN)) / 2;
}

function print(head: string[], rows: string[][]): void {
  if (rows.length === 0) return;
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) => cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ');
  console.log(`\n${line(head)}\n${widths.map((width) => '-'.repeat(width)).join('   ')}`);
  for (const row of rows) console.log(line(row));
}
