import { readFileSync } from 'node:fs';
import type { Step } from '../../lessons/lesson.ts';
import { Obstacle } from '../report.ts';
import { Engines } from './engines.ts';
import { readLessons, type LessonFile } from './read.ts';

/** A solution with one change to a line that the learner writes. */
interface Mutant {
  /** What was changed. */
  name: string;
  /** Line of the solution, from 1. */
  line: number;
  code: string;
}

/** What became of a step's mutants. */
export interface Mutated {
  file: string;
  number: number;
  step: Step;
  mutants: number;
  /** Those that passed all checks, and for which the step gives no reason. */
  survivors: Mutant[];
  /** Reasons that excuse nothing. */
  idle: string[];
}

/** Changes the solutions in the ways in which learners get them wrong, and tells which changes no check catches. Gives the exit code. */
export async function mutate(files: string[]): Promise<number> {
  const engines = await Engines.start();
  const found = await survivors(readLessons(files), engines);
  await engines.close();
  for (const { file, number, step, mutants, survivors: left, idle } of found) {
    console.log(`${left.length + idle.length === 0 ? '✓' : '✗'} ${file}:${step.line}: step ${number}, ${mutants} changes, ${left.length === 0 ? 'all caught or excused' : `${left.length} not caught`}`);
    for (const { name, line, code } of left) console.log(`    line ${line}: ${name}\n        ${code.split('\n')[line - 1]?.trim() ?? ''}`);
    for (const reason of idle) console.log(`    this reason excuses nothing: ${reason}`);
  }
  const wrong = found.reduce((sum, { survivors: left, idle }) => sum + left.length + idle.length, 0);
  console.log(wrong === 0 ? '\nNo change goes unnoticed without a reason.' : '\nA change that no check catches needs a check, or a line in a survivors block: “the change: why it is well”.');
  return wrong === 0 ? 0 : 1;
}

/** Runs all mutants of all steps that have checks. */
export async function survivors(lessons: readonly LessonFile[], engines: Engines): Promise<Mutated[]> {
  const steps = lessons.flatMap(({ file, lesson }) => lesson.steps.map((step, i) => ({ file, step, number: i + 1 })).filter(({ step }) => step.checks.length > 0 && step.solution !== null));
  const mutants = await mutantsOf(steps.map(({ step }) => step), engines);
  return Promise.all(
    steps.map(async ({ file, step, number }, i) => {
      const own = mutants[i] ?? [];
      const alive = await Promise.all(own.map(async (mutant) => ((await passes(step, mutant, engines)) ? [mutant] : [])));
      const reasons = step.survivors.map((survivor) => ({ ...survivor, used: false }));
      const left = alive.flat().filter(({ name, line }) => {
        const reason = reasons.find(({ mutation }) => name.startsWith(mutation) || `line ${line}` === mutation || `line ${line} ${name}`.startsWith(mutation));
        if (reason) reason.used = true;
        return !reason;
      });
      return { file, number, step, mutants: own.length, survivors: left, idle: reasons.flatMap(({ used, mutation }) => (used ? [] : [mutation])) };
    }),
  );
}

/** The mutants of each step, made by Python, which alone can read Python. */
async function mutantsOf(steps: readonly Step[], engines: Engines): Promise<Mutant[][]> {
  const input = JSON.stringify(steps.map(({ solution, start, language }) => [solution, start, language]));
  const program = readFileSync(new URL('./mutants.py', import.meta.url), 'utf8');
  const done = await engines.do({ kind: 'print', code: `INPUT = ${JSON.stringify(input)}\n${program}` });
  if (done?.kind !== 'print' || done.result.status !== 'ok') throw new Obstacle(`The mutants could not be made: ${done?.kind === 'print' ? (done.result.error?.traceback ?? '') : 'Python broke down'}`);
  return JSON.parse(done.result.stdout) as Mutant[][];
}

async function passes({ language, setup, checks }: Step, { code }: Mutant, engines: Engines): Promise<boolean> {
  const result = await engines.do({ kind: 'check', request: { language, setup, code, checks, asks: [] } });
  return result?.kind === 'check' && result.report.checks.every(({ passed }) => passed);
}
