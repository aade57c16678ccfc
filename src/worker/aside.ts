import type { CheckReport, CheckRequest } from '../engine/protocol.ts';
import type { Pool } from './pool.ts';
import type { Slot } from './slot.ts';
import { outOfTime, stopped, Task, type Interruption } from './task.ts';
import { asCheckReport } from './untrusted-checks.ts';

/**
 * Checks of the learner's work, each in an engine of its own, which is thrown away: the learner's engine, prompt and
 * databases do not notice. One at a time; a new one breaks off the one before.
 */
export class Aside {
  readonly #pool: Pool;
  readonly #timeLimit: number;
  #task: Task<CheckReport> | undefined;

  constructor(pool: Pool, timeLimit: number) {
    this.#pool = pool;
    this.#timeLimit = timeLimit;
  }

  check(run: number, request: Omit<CheckRequest, 'run'>): Promise<CheckReport> {
    this.interrupt(stopped);
    const task = (this.#task = new Task<CheckReport>(run, brokenCheck));
    this.#work(task, { ...request, run }).catch((error: unknown) => task.settled || task.fail(error));
    return task.promise;
  }

  /** Breaks off what goes on, and ends its engine. */
  interrupt(why: Interruption): void {
    this.#task?.interrupt(why);
  }

  /** An engine broke down by itself. */
  lost(slot: Slot): void {
    if (this.#task?.slot === slot) this.#task.interrupt({ reason: 'memory', message: 'The engine ran out of memory or was ended by the browser.' });
  }

  async #work(task: Task<CheckReport>, request: CheckRequest): Promise<void> {
    await this.#pool.python;
    if (task.settled) return;
    const slot = await this.#pool.spare();
    const clock = this.#timeLimit > 0 ? setTimeout(() => task.interrupt(outOfTime(this.#timeLimit)), this.#timeLimit) : undefined;
    try {
      if (task.settled) return;
      task.slot = slot;
      const report = await Promise.race([slot.call((api) => api.check(request)).then(asCheckReport), task.promise]);
      task.settle(report);
    } finally {
      clearTimeout(clock);
      slot.kill();
      this.#pool.warm();
    }
  }
}

/** The report on a program that did not come to its end. */
function brokenCheck({ message }: Interruption, task: Task<CheckReport>): CheckReport {
  return { checks: [{ name: 'The program runs to its end', passed: false, message }], answers: [], ms: task.elapsed };
}
