import { Gone } from './slot.ts';
import type { Slot } from './slot.ts';
import { outOfTime } from './task.ts';
import type { Interruption, Task } from './task.ts';
import type { EngineVerbs } from './engine-spawner.ts';

/** Calls that may take as long as a learner's program: one works at a time, the others wait in order. */
export class Turns {
  #tasks: Task<never>[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  readonly #whenIdle: () => void;

  /** `whenIdle` is called whenever the last call has ended. */
  constructor(whenIdle: () => void) {
    this.#whenIdle = whenIdle;
  }

  get idle(): boolean {
    return this.#tasks.length === 0;
  }

  /** Does `work` when its turn comes, and lets it be broken off at any time. */
  take<Result>(task: Task<Result>, work: (task: Task<Result>) => Promise<void>): Promise<Result> {
    const listed = task as unknown as Task<never>;
    this.#tasks.push(listed);
    const turn = this.#turn.then(async () => {
      if (task.settled) return;
      await Promise.race([persist(task, work).catch((error: unknown) => task.settled || task.fail(error)), task.promise]);
    });
    this.#turn = turn.catch(() => undefined).then(() => {
      this.#tasks = this.#tasks.filter((other) => other !== listed);
      if (this.idle) this.#whenIdle();
    });
    return task.promise;
  }

  /** The call that an engine works on. */
  workingOn(slot: Slot): Task<never> | undefined {
    return this.#tasks.find((task) => task.slot === slot && !task.settled);
  }

  /** Breaks off all calls, or those that an engine works on. */
  interrupt(why: Interruption, slot?: Slot): void {
    for (const task of this.#tasks) if (slot === undefined || task.slot === slot) task.interrupt(why);
  }
}

/** Begins again when the engine breaks down before it was asked. */
async function persist<Result>(task: Task<Result>, work: (task: Task<Result>) => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work(task);
    } catch (error) {
      if (!(error instanceof Gone) || task.settled || task.slot) throw error;
    }
  }
}

/** Asks an engine for the result of a call; the clock (ms, 0 for none) rings when it takes too long. */
export async function watched<T>(
  task: Pick<Task<unknown>, 'settled' | 'slot'>, slot: Slot, ask: (api: EngineVerbs) => Promise<T>, timeLimit: number, ring: (why: Interruption) => void,
): Promise<T> {
  await slot.data;
  if (task.settled) throw new Gone();
  task.slot = slot;
  const clock = timeLimit > 0 ? setTimeout(() => ring(outOfTime(timeLimit)), timeLimit) : undefined;
  try {
    return await slot.call(ask);
  } finally {
    clearTimeout(clock);
  }
}
