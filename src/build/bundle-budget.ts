import { existsSync, readFileSync, statSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { inProject } from './paths.ts';
import { filesIn } from './stamp.ts';

/** Brotli bytes of the JavaScript that must arrive before the page shows readable text. */
const firstTextBudget = 60_000;

/** What a visitor's browser fetches for one purpose, in brotli bytes. */
export interface Transfer {
  part: string;
  bytes: number;
}

/** Which files of dist/assets/ belong to which part; the first match counts. */
const partsByName: [string, RegExp][] = [
  ['Python’s memory image', /\/python-image/],
  ['Python packages', /\/packages/],
  ['Python itself', /\/(python|pyodide)/],
  ['SQL', /\/(sql-wasm|engine\.html)/],
  ['diagram', /\/diagram-/],
  ['editor', /\/(monaco|codicon)/],
];

/** Transfer sizes of the built site, part by part. */
export function transferSizes(): Transfer[] {
  const sums = new Map<string, number>([['shell (JavaScript before the first text)', shellSize()]]);
  for (const path of sentFiles()) {
    const part = partsByName.find(([, pattern]) => pattern.test(path))?.[0];
    if (part !== undefined) sums.set(part, (sums.get(part) ?? 0) + size(path));
  }
  return [...sums].map(([part, bytes]) => ({ part, bytes }));
}

/** A sentence for every budget that the built site breaks. */
export function budgetProblems(): string[] {
  const bytes = shellSize();
  return bytes <= firstTextBudget ? [] : [`index.html needs ${kilobytes(bytes)} of JavaScript (brotli) before its first text; the budget is ${kilobytes(firstTextBudget)}.`];
}

/** Brotli bytes for people: `12.3 kB`. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** index.html names its entry script and everything that this imports at once. */
function shellSize(): number {
  const page = readFileSync(inProject('dist/index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => match[1] ?? '');
  return [...new Set(scripts)].reduce((sum, path) => sum + size(`dist/${path}`), 0);
}

function sentFiles(): string[] {
  return ['dist/engine.html', ...filesIn('dist/assets')].filter((path) => !/\.(br|gz|packed|map)$/.test(path));
}

function size(path: string): number {
  const compressed = inProject(`${path}.br`);
  return existsSync(compressed) ? statSync(compressed).size : brotliCompressSync(readFileSync(inProject(path))).length;
}
