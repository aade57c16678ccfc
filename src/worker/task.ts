import type { DatabaseFile, OutputChunk, QueryResult, RunResult } from '../engine/protocol.ts';
import type { Slot } from './slot.ts';

/** Why a call was broken off. */
export interface Interruption {
  reason: 'stopped' | 'time-limit' | 'fatal' | 'memory' | 'lost';
  /** One or two sentences for the learner. */
  message: string;
}

/** The learner pressed Stop, or something else takes the call's place. */
export const stopped: Interruption = { reason: 'stopped', message: 'Stopped.' };

/** The engine that worked on the call is gone. */
export const outOfMemory: Interruption = { reason: 'memory', message: 'The engine ran out of memory or was ended by the browser. It is being started again.' };

/** The engine is gone, though nothing was asked of it. */
export function brokenDown(reason: string): Interruption {
  return { reason: 'lost', message: `The engine broke down and is being started again. ${reason}`.trim() };
}

/** The interruption of a call that took too long (ms). */
export function outOfTime(timeLimit: number): Interruption {
  const seconds = timeLimit / 1000;
  return { reason: 'time-limit', message: `Stopped after ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, the time limit. Does a loop never end?` };
}

/** A call that may take as long as a learner's program: one of them runs at a time, and it can be broken off. */
export class Task<Result> {
  readonly run: number;
  readonly promise: Promise<Result>;
  /** The engine that works on it; undefined while it waits for its turn. */
  slot: Slot | undefined;
  /** The databases as they were before it began. */
  before: DatabaseFile[] = [];
  settled = false;
  readonly #interrupted: (why: Interruption, task: Task<Result>) => Result;
  readonly #started = performance.now();
  #resolve: (result: Result) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #printed = { stdout: '', stderr: '' };

  /** `interrupted` makes the result of a call that was broken off. */
  constructor(run: number, interrupted: (why: Interruption, task: Task<Result>) => Result) {
    this.run = run;
    this.#interrupted = interrupted;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get elapsed(): number {
    return performance.now() - this.#started;
  }

  get printed(): { stdout: string; stderr: string } {
    return this.#printed;
  }

  /** Remembers what was printed, for the result of a program that is stopped. */
  note({ stream, text }: OutputChunk): void {
    if (stream !== 'note') this.#printed[stream] += text;
  }

  settle(result: Result): void {
    this.settled = true;
    this.#resolve(result);
  }

  fail(error: unknown): void {
    this.settled = true;
    this.#reject(error);
  }

  interrupt(why: Interruption): void {
    if (!this.settled) this.settle(this.#interrupted(why, this));
  }
}

/** A program's result when it was broken off: what it had printed, and why it ended unless the learner knows. */
export function brokenRun(why: Interruption, task: Task<RunResult>): RunResult {
  const byClock = why.reason === 'stopped' || why.reason === 'time-limit';
  return {
    status: byClock ? 'stopped' : 'error',
    ...task.printed,
    ...(why.reason === 'stopped' ? {} : { error: { type: titles[why.reason], message: why.message, traceback: '' } }),
    statements: [],
    events: [],
    transactions: [],
    warnings: [],
    ms: task.elapsed,
  };
}

/** The same for SQL typed into the console. */
export function brokenQuery(why: Interruption, task: Task<QueryResult>): QueryResult {
  const message = why.reason === 'stopped' ? 'Stopped.' : why.message;
  return { status: 'error', results: [], changes: 0, ms: task.elapsed, error: { message } };
}

const titles = { 'time-limit': 'Time limit', fatal: 'Python', memory: 'Memory', lost: 'Engine' } as const;
