import type { Step } from '../lessons/lesson.ts';
import { fingerprint } from '../lessons/marks.ts';
import type { Draft, Texts } from './drafts.ts';

/** The version of a step: changes when anything changes that a program written for it rests on. */
export function versionOf({ language, setup, start, solution, checks }: Step): string {
  return fingerprint(JSON.stringify([language, setup, start, solution, checks.map(({ code }) => code)]));
}

/** A step as it is now: what its drafts are known by. */
export interface StepVersion {
  readonly name: string;
  readonly version: string;
  readonly start: Texts;
}

/** Whether a draft was made from this version of a step. The first drafts knew only the program that it began with. */
export function madeFrom({ base }: Draft, version: string, start: Texts): boolean {
  return base.startsWith('start:') ? base === `start:${fingerprint(start.code)}` : base === version;
}

/** Whether a draft was made from another version of its step, and says something else than the step as it is now. */
export function outdated(draft: Draft, version: string, start: Texts): boolean {
  if (draft.code === start.code && draft.sql === start.sql) return false;
  return !madeFrom(draft, version, start);
}
