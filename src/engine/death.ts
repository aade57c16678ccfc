import type { FatalReason } from './python/interpreter.ts';

/** What ended Python, in words for the learner. */
export function tellDeath(reason: FatalReason): string {
  if (reason.kind === 'exited') {
    return 'The program ended Python itself, as os._exit() does. Python has to be started again.';
  }
  if (/call stack|recursion|stack overflow/i.test(reason.message)) {
    return 'Python ran out of stack: something is nested too deeply, or calls itself without end. Python has to be started again.';
  }
  if (/memory|allocation/i.test(reason.message)) {
    return 'Python ran out of memory. It has to be started again.';
  }
  return `Python broke down (${reason.message}). It has to be started again.`;
}
