import type { Step } from '../lessons/lesson.ts';
import type { Draft, Texts } from './drafts.ts';

/** The version of a step: changes when anything changes that a program written for it rests on. */
export function versionOf({ language, setup, start, solution, checks }: Step): string {
  return fingerprint(JSON.stringify([language, setup, start, solution, checks.map(({ code }) => code)]));
}

/** Whether a draft was made from another version of its step, and says something else than the step as it is now. */
export function outdated(draft: Draft, version: string, start: Texts): boolean {
  if (draft.code === start.code && draft.sql === start.sql) return false;
  return draft.base.startsWith('start:') ? draft.base !== `start:${fingerprint(start.code)}` : draft.base !== version;
}

/** A short text that changes when the text changes (32-bit FNV-1a, in hexadecimal). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
