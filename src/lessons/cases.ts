import type { CheckReport, CheckRequest, QueryResult } from '../engine/protocol.ts';
import type { Lesson, Prediction, Step } from './lesson.ts';

/** What an engine is asked to do: checks, or SQL after a program. */
export type CaseJob =
  | { kind: 'check'; request: Omit<CheckRequest, 'run'> }
  | { kind: 'query'; before: { language: 'python' | 'sql'; setup: string; code: string }; sql: string };
export type CaseResult = { kind: 'check'; report: CheckReport } | { kind: 'query'; result: QueryResult };

/** Something that a lesson says about a program, to be proved. */
export interface Case {
  /** Step, from 1. */
  step: number;
  kind: 'start' | 'solution' | 'mistake' | 'prediction' | 'live';
  /** What it is called among others of its kind. */
  name: string;
  /** Line in the lesson's file. */
  line: number;
  job: CaseJob;
  /** Says what is wrong with the outcome; empty when all is well. */
  judge(result: CaseResult | null): string;
}

/** Everything that is to be proved of a lesson. */
export function casesOf({ steps }: Lesson): Case[] {
  return steps.flatMap((step, i) => casesOfStep(step, i + 1));
}

/** What a lesson lacks that no run can show. */
export function gapsOf({ steps }: Lesson): { line: number; text: string }[] {
  return steps.flatMap(({ checks, mistakes, hints, solution, quizzes, predictions, line }) => {
    const gaps: string[] = [];
    if (solution !== null && checks.length === 0) gaps.push('the step has a solution and no check');
    if (checks.length > 0 && mistakes.length === 0) gaps.push('the step has checks and no mistake: which wrong program do they answer?');
    if (checks.length > 0 && hints.length === 0) gaps.push('the step has checks and no hint');
    if (checks.length + quizzes.length + predictions.length === 0) gaps.push('the step asks for nothing: it needs a check, a quiz or a predict block');
    return gaps.map((text) => ({ line, text }));
  });
}

function casesOfStep(step: Step, number: number): Case[] {
  const { language, setup, checks } = step;
  const check = (code: string): CaseJob => ({ kind: 'check', request: { language, setup, code, checks, asks: [] } });
  const of = (kind: Case['kind'], name: string, line: number, job: CaseJob, judge: (result: CaseResult) => string): Case => ({
    step: number,
    kind,
    name,
    line,
    job,
    judge: (result) => (result === null ? 'it took too long, or the engine broke down' : judge(result)),
  });
  const proved = checks.length > 0;
  // Where a result is to be predicted, it may be an error.
  const runs = !proved && step.predictions.length === 0;
  return [
    ...(proved ? [of('start', 'start', step.line, check(step.start), judged(failsSomewhere))] : []),
    ...(runs ? [of('start', 'start', step.line, check(step.start), (result) => ended(endOf(result), null))] : []),
    ...step.solutions.map(({ code, line }, i) => of('solution', `solution ${i + 1}`, line, check(code), judged(passes))),
    ...step.mistakes.map(({ code, line, says }) => of('mistake', says, line, check(code), judged((report) => failsWith(report, says)))),
    ...step.predictions.map((prediction) => {
      const code = prediction.of === 'start' ? step.start : (step.solution ?? step.start);
      const job: CaseJob = { kind: 'check', request: { language, setup, code, checks: [], asks: [prediction.answer] } };
      return of('prediction', prediction.answer, prediction.line, job, judged((report) => answers(report, prediction)));
    }),
    ...step.lives.map(({ code, line, fails, ...live }) => {
      const job: CaseJob =
        live.language === 'sql'
          ? { kind: 'query', before: { language, setup, code: step.solution ?? step.start }, sql: code }
          : { kind: 'check', request: { language: 'python', setup: language === 'python' ? setup : '', code, checks: [], asks: [] } };
      return of('live', code.trim().split('\n', 1)[0] ?? '', line, job, (result) => ended(endOf(result), fails));
    }),
  ];
}

function judged(judge: (report: CheckReport) => string): (result: CaseResult) => string {
  return (result) => {
    if (result.kind !== 'check') return 'it was not checked';
    const broken = result.report.checks.find(({ lesson }) => lesson);
    return broken ? `${broken.name}: ${broken.message}` : judge(result.report);
  };
}

function passes({ checks }: CheckReport): string {
  const failed = checks.filter(({ passed }) => !passed);
  return failed.length === 0 ? '' : `it should pass: ${failed.map(({ name, message }) => `${name}: ${message}`).join(' | ')}`;
}

function failsSomewhere({ checks }: CheckReport): string {
  return checks.every(({ passed }) => passed) ? 'the start passes all checks already' : '';
}

function failsWith({ checks }: CheckReport, says: string): string {
  const failed = checks.filter(({ passed, tested }) => !passed && tested !== false);
  if (failed.length === 0) return 'it should fail, and passes all checks';
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');
  if (failed.some(({ message }) => plain(message).includes(plain(says)))) return '';
  return `it should be answered with “${says}”; it is told: ${failed.map(({ message }) => message).join(' | ')}`;
}

function answers(report: CheckReport, { choices }: Prediction): string {
  const [answer] = report.answers;
  if (!answer) return 'it has no answer';
  if ('error' in answer) return `its answer cannot be found: ${answer.error}`;
  if (choices.length > 0 && !choices.includes(answer.text)) return `a run answers ${answer.text}, which is none of the choices`;
  return '';
}

function endOf(result: CaseResult): string {
  if (result.kind === 'query') return errorOf(result.result);
  return result.kind === 'check' ? (result.report.checks.find(({ passed }) => !passed)?.message ?? '') : '';
}

function errorOf(result: QueryResult): string {
  return result.status === 'error' ? result.error.message : '';
}

function ended(error: string, fails: string | null): string {
  if (fails === null) return error === '' ? '' : `it should run to its end; it ends with: ${error}`;
  return error.includes(fails) ? '' : `it should fail with “${fails}”; ${error === '' ? 'it runs to its end' : `it ends with: ${error}`}`;
}
