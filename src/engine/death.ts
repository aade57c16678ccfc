import type { FatalReason } from './python/interpreter.ts';
import type { RunError } from './protocol.ts';

const AGAIN = 'Python has to be started again.';
const PROGRAM = 'main.py';

/** What ended Python, in words for the learner, and where in their program. */
export function tellDeath(reason: FatalReason): RunError {
  const line = reason.calls.find(({ file }) => file === PROGRAM)?.line;
  return { type: 'Python', message: `${why(reason)} ${AGAIN}`, traceback: '', ...(line === undefined ? {} : { line }) };
}

/** Of a Python that could not even tell how the program ended, which happens where there is no memory left to tell it in. */
export function tellExhaustion(): RunError {
  return { type: 'Python', message: `${OUT_OF_MEMORY} ${AGAIN}`, traceback: '' };
}

/** Of a Python in which a program has replaced what Python itself stands on, `builtins.len` say; `report` is the traceback of our part. */
export function tellSpoiled(report: string): RunError {
  const last = report.trim().split('\n').at(-1) ?? '';
  return { type: 'Python', message: `Python no longer works as it should${last && ` (${last})`}: the program may have replaced something that it needs itself. ${AGAIN}`, traceback: '' };
}

const OUT_OF_MEMORY = 'Python ran out of memory.';

function why({ kind, message }: FatalReason): string {
  if (kind === 'exited') return 'The program ended Python itself, as os._exit() does.';
  if (/unreachable/.test(message)) return 'The program ended Python itself, as os.abort() does.';
  if (/call stack|recursion|stack overflow/i.test(message)) {
    return 'Python ran out of stack: something is nested too deeply, or calls itself without end.';
  }
  if (/out of memory|allocation/i.test(message)) return OUT_OF_MEMORY;
  return `Python broke down (${message}).`;
}
