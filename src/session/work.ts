import type { Answer, Check } from '../engine/protocol.ts';

/** What `check` answers. Without checks nothing was proved, so `passed` is false. */
export interface CheckResult {
  readonly passed: boolean;
  readonly checks: readonly Check[];
}

/** A learner's guess, and what a run said; null while it goes on. */
export interface Guess {
  readonly guess: string;
  readonly answer: Answer | null;
  /** Whether they agree; null until the answer is there. */
  readonly right: boolean | null;
}

/** Code of the prose that was run in place, and what came of it. */
export interface LiveRun {
  readonly running: boolean;
  readonly output: string;
  readonly error: string;
  /** The answer of SQL that has one. */
  readonly rows: { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[]; readonly truncated: boolean } | null;
}

/** How far the learner has come with the step, and with the lesson. */
export interface Work {
  readonly checking: boolean;
  /** The last check of this step, and the program that it looked at. */
  readonly checked: { readonly code: string; readonly result: CheckResult } | null;
  /** The options that were chosen last, by quiz; no entry, no answer yet. */
  readonly quizzes: Readonly<Record<number, readonly number[]>>;
  /** By prediction. */
  readonly guesses: Readonly<Record<number, Guess>>;
  /** By the code of the live block. */
  readonly lives: Readonly<Record<string, LiveRun>>;
  /** Steps of the lesson that were passed on this device, from 1. */
  readonly passed: readonly number[];
}

export const noWork: Work = { checking: false, checked: null, quizzes: {}, guesses: {}, lives: {}, passed: [] };
