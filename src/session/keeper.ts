import { outdated } from './step-version.ts';
import type { Drafts, Texts } from './drafts.ts';
import type { Spot } from './place-name.ts';
import type { Kept } from './storage.ts';
import type { Store } from './store.ts';

/** How long the learner may type before the draft is saved (ms). */
const saveDelay = 500;

const unsafe: Record<Exclude<Kept, 'device'>, string> = {
  refused: 'Not saved on this device: the browser does not let this page store anything. Your work stays until you close the page.',
  full: 'Not saved on this device: the browser’s storage for this site is full. Your work stays until you close the page.',
};

/** Keeps the desk's texts as the place's draft, beside what another tab or a changed lesson sets against them. */
export class Keeper {
  /** Null while there is nothing to keep. */
  #place: Spot | null = null;
  #start: Texts = { code: '', sql: '' };
  /** Versions of the step: as it is, and as it was when the draft was begun. */
  #version = '';
  #base = '';
  #other: Texts | null = null;
  /** The texts as they were last read or saved. */
  #kept: Texts = { code: '', sql: '' };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly drafts: Drafts,
    /** Puts texts from another tab on the desk. */
    private readonly follow: (texts: Texts, elsewhere: boolean) => void,
  ) {
    drafts.watch((elsewhere) => this.#changed(elsewhere));
  }

  /** Begins to keep the texts of a place; answers its draft, else what it begins with. */
  enter(place: Spot, start: Texts, version: string): Texts {
    clearTimeout(this.#timer);
    this.#place = place;
    this.#start = start;
    this.#version = version;
    return this.#load();
  }

  /** Keeps nothing from now on. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#place = null;
    this.#oppose();
  }

  /** The learner has changed a text. */
  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), saveDelay);
  }

  /** Saves the texts where they differ from what is kept, or where what was kept is gone. */
  save(): void {
    clearTimeout(this.#timer);
    if (this.#place === null) return;
    if (!same(this.#texts, this.#kept) || this.drafts.gone(this.#place)) this.#put(this.#place, this.#texts);
    else this.#changed(true);
  }

  /** The learner's own texts are wanted; there is nothing to choose any more. */
  keepMine(): void {
    if (this.#place === null) return;
    if (this.#other === null) this.#base = this.#version;
    this.#other = null;
    this.#put(this.#place, this.#texts);
    this.#oppose();
  }

  get #texts(): Texts {
    const { code, sql } = this.store.state;
    return { code, sql };
  }

  #load(): Texts {
    const found = this.#place === null ? null : this.drafts.load(this.#place);
    const draft = found?.status === 'draft' ? found.draft : null;
    this.#base = draft === null || !outdated(draft, this.#version, this.#start) ? this.#version : draft.base;
    this.#other = draft?.other ?? null;
    this.#kept = draft === null ? this.#start : { code: draft.code, sql: draft.sql };
    if (found?.status === 'unreadable') {
      const text = 'What was saved for this step cannot be read: it is damaged, or from a newer Junction. It stays on this device; you see the step’s beginning.';
      this.store.notify({ kind: 'warning', text });
    }
    this.#oppose();
    return this.#kept;
  }

  /** No draft is kept of texts that the step begins with. */
  #put(place: Spot, texts: Texts): void {
    let other = this.#other;
    if (same(texts, this.#start) && other === null) other = this.drafts.remove(place, this.#start);
    if (!same(texts, this.#start) || other !== null) {
      const saved = this.drafts.save(place, { ...texts, base: this.#base, other });
      other = saved.other;
      this.#say(saved.kept);
    }
    this.#kept = texts;
    if (other === this.#other) return;
    this.#other = other;
    this.#oppose();
  }

  #say(kept: Kept): void {
    this.store.dismiss(({ text }) => kept === 'device' && Object.values(unsafe).includes(text));
    if (kept !== 'device') this.store.notify({ kind: 'warning', text: unsafe[kept], actions: ['save-file'] });
  }

  /** A draft was changed by somebody else. What the learner types here meanwhile is set against it when it is saved. */
  #changed(elsewhere: boolean): void {
    if (this.#place === null || !this.drafts.changed(this.#place) || !same(this.#texts, this.#kept)) return;
    const texts = this.#load();
    if (!same(texts, this.#texts)) this.follow(texts, elsewhere);
  }

  /** Shows what there is to choose. */
  #oppose(): void {
    this.store.dismiss(({ actions }) => actions?.includes('keep-mine') ?? false);
    if (this.#place !== null && this.#other !== null) {
      this.store.update({ rival: { from: 'tab', texts: this.#other } });
      const text = 'Another tab has changed this step too. You see what this tab has; what the other has is kept.';
      this.store.notify({ kind: 'warning', text, actions: ['keep-mine', 'compare', 'take-other'] });
    } else if (this.#place !== null && this.#base !== this.#version) {
      this.store.update({ rival: { from: 'lesson', texts: this.#start } });
      const text = 'This step has changed since you worked on it. You see your own version.';
      this.store.notify({ kind: 'info', text, actions: ['keep-mine', 'compare', 'start-over'] });
    } else if (this.store.state.rival !== null) this.store.update({ rival: null });
  }
}

function same(one: Texts, other: Texts): boolean {
  return one.code === other.code && one.sql === other.sql;
}
