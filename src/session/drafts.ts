import { lessonName, placeName, type Spot } from './place-name.ts';
import type { Place } from './state.ts';
import { madeFrom, type StepVersion } from './step-version.ts';
import type { DeviceStorage, Kept } from './storage.ts';

/** What the two editors hold. */
export interface Texts {
  readonly code: string;
  readonly sql: string;
}

/** A learner's work at one place. */
export interface Draft extends Texts {
  /** Version of the step that it was made from; see `step-version.ts`. */
  readonly base: string;
  /** What another tab made of the same step meanwhile, until the learner has chosen. */
  readonly other: Texts | null;
  /** Number of its step when it was saved, from 1. */
  readonly step?: number;
}

/** What was found at a place. What is damaged, or from a newer Junction, is left where it is. */
export type Found = { readonly status: 'none' } | { readonly status: 'draft'; readonly draft: Draft } | { readonly status: 'unreadable' };

/** Saves and finds drafts. It never runs anything, and never writes over what it has not seen. */
export class Drafts {
  /** What this page last read or wrote, by key. */
  readonly #seen = new Map<string, string | null>();

  /** @param owner tells apart what must not meet: another site on this host, another playground on this page. */
  constructor(
    private readonly storage: DeviceStorage,
    private readonly owner: (place: Place) => string = () => '',
  ) {}

  load(place: Spot): Found {
    const key = this.#key(place);
    const text = this.storage.get(key);
    this.#seen.set(key, text);
    return read(text);
  }

  /** Whether the place's draft is another than the one that this page last read or wrote. */
  changed(place: Spot): boolean {
    const key = this.#key(place);
    return this.storage.get(key) !== (this.#seen.get(key) ?? null);
  }

  /** Whether the place had a draft, and somebody took it away. */
  gone(place: Spot): boolean {
    const key = this.#key(place);
    return (this.#seen.get(key) ?? null) !== null && this.storage.get(key) === null;
  }

  /** Saves a draft; what another tab has saved meanwhile becomes its `other`, and is answered. */
  save(place: Spot, draft: Draft): { kept: Kept; other: Texts | null } {
    const other = this.#meanwhile(place, draft) ?? draft.other;
    return { kept: this.#write(place, JSON.stringify({ version: 2, ...draft, other, ...(place.kind === 'play' ? {} : { step: place.step }) })), other };
  }

  /** Removes a draft, because its texts are those that the step begins with; answers what another tab has saved meanwhile. */
  remove(place: Spot, start: Texts): Texts | null {
    const other = this.#meanwhile(place, start);
    if (other !== null) return other;
    const key = this.#key(place);
    this.#seen.set(key, null);
    this.storage.remove(key);
    return null;
  }

  /**
   * Moves what is kept of a lesson to where its steps stand now: drafts by number, as they once were kept, and drafts of
   * steps that have another title. A draft goes to the step that it was made from, else to the one that has its number.
   */
  settle(place: Exclude<Place, { kind: 'play' }>, steps: readonly StepVersion[]): void {
    const prefix = `junction:draft:${this.owner(place)}:${lessonName(place)}/`;
    const keyOf = ({ name }: StepVersion): string => `${prefix}#${name}`;
    const own = new Set(steps.map(keyOf));
    const lost = this.storage.keys(prefix).filter((key) => !own.has(key) && /^(?:#[\p{L}\p{N}-]+|\d{1,4})$/u.test(key.slice(prefix.length)));
    const rules = [
      (draft: Draft | null, step: StepVersion) => draft !== null && madeFrom(draft, step.version, step.start),
      (draft: Draft | null, step: StepVersion, tail: string) => steps.indexOf(step) + 1 === (/^\d/.test(tail) ? Number(tail) : draft?.step),
    ];
    for (const belongs of rules) {
      for (const key of lost) {
        const text = this.storage.get(key);
        const found = read(text);
        const draft = found.status === 'draft' ? found.draft : null;
        const step = steps.find((one) => belongs(draft, one, key.slice(prefix.length)) && this.storage.get(keyOf(one)) === null);
        if (text !== null && step && this.storage.set(keyOf(step), text) === 'device') this.storage.remove(key);
      }
    }
  }

  /** Calls `listener` when a draft was changed, here or in another tab; not when the device was cleared, which is nobody's edit. */
  watch(listener: (elsewhere: boolean) => void): () => void {
    return this.storage.watch(({ key, elsewhere }) => {
      if (key?.startsWith('junction:draft:')) listener(elsewhere);
    });
  }

  /** What another tab has saved at a place since this one last looked, where it differs. */
  #meanwhile(place: Spot, mine: Texts): Texts | null {
    if (!this.changed(place)) return null;
    const found = read(this.storage.get(this.#key(place)));
    if (found.status !== 'draft') return null;
    const { code, sql } = found.draft;
    return code === mine.code && sql === mine.sql ? null : { code, sql };
  }

  #write(place: Spot, text: string): Kept {
    const key = this.#key(place);
    if (read(this.storage.get(key)).status === 'unreadable') this.storage.putAside(key);
    this.#seen.set(key, text);
    return this.storage.set(key, text);
  }

  #key(place: Spot): string {
    return `junction:draft:${this.owner(place)}:${placeName(place)}`;
  }
}

function read(text: string | null): Found {
  if (text === null) return { status: 'none' };
  try {
    const value: unknown = JSON.parse(text);
    const draft = typeof value === 'object' && value !== null ? parse(value as Record<string, unknown>) : null;
    return draft === null ? { status: 'unreadable' } : { status: 'draft', draft };
  } catch {
    return { status: 'unreadable' };
  }
}

function parse({ version, code, sql, base, other, step }: Record<string, unknown>): Draft | null {
  if (typeof code !== 'string' || typeof sql !== 'string' || typeof base !== 'string') return null;
  // The first format knew the program that a step begins with, and nothing of other tabs.
  if (version === 1) return { code, sql, base: `start:${base}`, other: null };
  return version === 2 ? { code, sql, base, other: textsOf(other), ...(typeof step === 'number' ? { step } : {}) } : null;
}

function textsOf(value: unknown): Texts | null {
  if (typeof value !== 'object' || value === null) return null;
  const { code, sql } = value as Record<string, unknown>;
  return typeof code === 'string' && typeof sql === 'string' ? { code, sql } : null;
}
