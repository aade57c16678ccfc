import { casesOf, gapsOf, type Case } from '../../lessons/cases.ts';
import type { Engines } from './engines.ts';
import type { LessonFile } from './read.ts';

/** Python may take this long (ms) for a step and its checks. */
const MOST_TIME = 2_000;

/** What came of a case. */
export interface Outcome {
  file: string;
  case: Case;
  /** What is wrong; empty when it was proved. */
  problem: string;
  /** Milliseconds in Python; 0 where none was measured. */
  ms: number;
}

/** A lesson's proof. */
export interface Proof {
  file: string;
  title: string;
  steps: string[];
  outcomes: Outcome[];
  /** What no run can show, as `file:line: …`. */
  gaps: string[];
}

/** Runs everything that the lessons say. */
export async function prove(lessons: readonly LessonFile[], engines: Engines): Promise<Proof[]> {
  return Promise.all(
    lessons.map(async ({ file, lesson }) => ({
      file,
      title: lesson.title,
      steps: lesson.steps.map(({ title }) => title),
      outcomes: await Promise.all(casesOf(lesson).map((each) => outcome(file, each, engines))),
      gaps: gapsOf(lesson).map(({ line, text }) => `${file}:${line}: ${text}`),
    })),
  );
}

async function outcome(file: string, each: Case, engines: Engines): Promise<Outcome> {
  const result = await engines.do(each.job);
  return { file, case: each, problem: each.judge(result?.kind === 'print' ? null : result), ms: result?.kind === 'check' ? result.report.ms : 0 };
}

/** Measures again, one by one, the solutions that took long while everything ran at once; tells of those that still do. */
export async function slow(proofs: readonly Proof[], engines: Engines): Promise<string[]> {
  const problems: string[] = [];
  for (const { file, case: each, ms: first } of proofs.flatMap(({ outcomes }) => outcomes)) {
    let ms = first;
    for (let tries = 0; tries < 3 && each.kind === 'solution' && ms > MOST_TIME; tries += 1) {
      const result = await engines.do(each.job);
      if (result?.kind === 'check') ms = Math.min(ms, result.report.ms);
    }
    if (each.kind === 'solution' && ms > MOST_TIME) problems.push(`${file}:${each.line}: ${each.name} takes Python ${Math.round(ms)} ms; at most ${MOST_TIME} are allowed`);
  }
  return problems;
}

/** The proof as lines of a table, and what is wrong, as `file:line: …`. */
export function told(proofs: readonly Proof[]): { table: string[]; problems: string[] } {
  const table = proofs.flatMap(({ file, title, steps, outcomes }) => [
    `\n${title}  (${file})`,
    ...steps.map((name, i) => {
      const own = outcomes.filter((each) => each.case.step === i + 1);
      const cells = kinds.map((kind) => cell(kind, own.filter((each) => each.case.kind === kind))).join('');
      const slowest = Math.max(0, ...own.map(({ ms }) => ms));
      return `  ${own.some(({ problem }) => problem !== '') ? '✗' : '✓'} ${fit(`${i + 1} ${name}`, 34)}${cells}${slowest > 0 ? `${Math.round(slowest)} ms` : ''}`;
    }),
  ]);
  const problems = proofs.flatMap(({ gaps, outcomes }) => [
    ...gaps,
    ...outcomes.flatMap(({ file, case: { line, kind, name }, problem }) => (problem === '' ? [] : [`${file}:${line}: ${kind} “${name}”: ${problem}`])),
  ]);
  return { table, problems };
}

const kinds = ['start', 'solution', 'mistake', 'prediction', 'live'] as const;

function cell(kind: string, own: readonly Outcome[]): string {
  const good = own.filter(({ problem }) => problem === '').length;
  return fit(own.length === 0 ? '' : `${kind} ${good}/${own.length}`, 15);
}

function fit(text: string, width: number): string {
  return (text.length < width ? text : `${text.slice(0, width - 2)}…`).padEnd(width);
}
