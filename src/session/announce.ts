import type { QueryResult, RunResult } from '../engine/protocol.ts';
import type { CheckResult } from './work.ts';

/** No announcement is longer: a screen reader should be done with it in a few seconds. */
const limit = 150;

/** One sentence on how a program ended, e.g. `Finished: 3 lines of output, 5 statements.` */
export function announceRun(result: RunResult, stoppedBecause: string | null, plainly?: string): string {
  switch (result.status) {
    case 'ok': {
      const exit = result.exitCode === undefined ? '' : ` It exited with code ${result.exitCode}.`;
      const output = result.truncated ? 'more output than is shown' : lines(result.stdout + result.stderr);
      return `Finished: ${output}, ${count(result.statements.length, 'statement')}.${exit}`;
    }
    case 'error':
      return clip(stoppedBecause ?? errorSentence(result, plainly));
    case 'stopped':
      return clip(stoppedBecause ?? 'Stopped.');
  }
}

/** What a prompt input answered: its output when that is short, else a summary. */
export function announceInput(result: RunResult, stoppedBecause: string | null, plainly?: string): string {
  const output = (result.stdout + result.stderr).trim();
  if (result.status === 'ok') return output === '' ? 'Done.' : output.length <= limit ? output : `${lines(output)}.`;
  return announceRun(result, stoppedBecause, plainly);
}

/** What checks found, e.g. `2 of 3 passed. Not passed: The key has two columns.` */
export function announceCheck({ passed, checks }: CheckResult): string {
  if (checks.length === 0) return 'This step has nothing to check.';
  if (passed) return `All passed: ${checks.length} of ${checks.length}.`;
  const failed = checks.filter((check) => !check.passed);
  return clip(`${checks.length - failed.length} of ${checks.length} passed. Not passed: ${failed[0]?.name ?? ''}. ${failed[0]?.message ?? ''}`);
}

/** How SQL ended: rows of the last answer, or rows changed, or the error. */
export function announceQuery(result: QueryResult): string {
  if (result.status === 'error') return clip(`SQL error: ${result.error.message}`);
  const last = result.results.findLast((set) => set.columns.length > 0);
  if (last !== undefined) return `${last.truncated ? 'First ' : ''}${count(last.rows.length, 'row')}.`;
  return `Done: ${count(result.changes, 'row')} changed.`;
}

/** In plain words where there are any, else in Python's. */
function errorSentence(result: RunResult, plainly: string | undefined): string {
  const { error } = result;
  if (error === undefined) return 'The program ended with an error.';
  const name = error.type.split('.').at(-1) ?? error.type;
  const where = error.line === undefined ? 'Error' : `Error at line ${error.line}`;
  if (plainly !== undefined) return `${where}: ${plainly.replaceAll('`', '')}`;
  const message = error.message.split('\n', 1)[0] ?? '';
  return `${where}: ${name}${message === '' ? '' : `: ${message}`}`;
}

function lines(output: string): string {
  if (output === '') return 'no output';
  let ends = 0;
  for (let at = output.indexOf('\n'); at !== -1; at = output.indexOf('\n', at + 1)) ends += 1;
  return `${count(output.endsWith('\n') ? ends : ends + 1, 'line')} of output`;
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}

function clip(text: string): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
