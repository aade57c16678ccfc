import type { Lesson } from '../lessons/lesson.ts';
import { fingerprint, type Drafts } from './drafts.ts';
import { starterCode, starterSql } from './starter.ts';
import type { Place } from './state.ts';
import type { Store } from './store.ts';

/** Where lessons come from. Both reject with a sentence for the learner. */
export interface LessonSource {
  load(slug: string): Promise<Lesson>;
  fetch(url: string): Promise<Lesson>;
}

interface Texts {
  readonly code: string;
  readonly sql: string;
}

/** How long the learner may type before the draft is saved (ms). */
const saveDelay = 500;

/** The learner's desk: the place, its lesson, the two texts and their draft. */
export class Desk {
  /** Texts that were set from outside before a place was open: they win over draft and start. */
  #given: Partial<Texts> = {};
  /** The texts before the last replacement. */
  #before: Texts | null = null;
  #question = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly drafts: Drafts,
    private readonly lessons: LessonSource,
    private readonly entered: (place: Place) => void,
  ) {}

  async open(place: Place): Promise<void> {
    this.save();
    const question = ++this.#question;
    const known = this.#knownLesson(place);
    if (place.kind === 'play') {
      this.store.update({ lesson: { status: 'none' } });
      this.#adopt(place, { code: starterCode, sql: starterSql });
      return;
    }
    try {
      if (known === null) {
        this.store.update({ place, start: null, lesson: { status: 'loading' } });
      }
      const lesson = known ?? (await (place.kind === 'lesson' ? this.lessons.load(place.slug) : this.lessons.fetch(place.url)));
      if (question !== this.#question) return;
      const step = Math.min(Math.max(1, Math.trunc(place.step) || 1), lesson.steps.length);
      this.store.update({ lesson: { status: 'ready', lesson } });
      this.#adopt({ ...place, step }, startOf(lesson, step));
    } catch (error) {
      if (question !== this.#question) return;
      this.store.update({ lesson: { status: 'error', message: error instanceof Error ? error.message : String(error) } });
      this.#adopt(place, { code: '', sql: '' });
    }
  }

  /** Reads the open lesson of the course anew, as its author has just saved it. The learner's texts stay; a text that was not touched follows. */
  async refresh(): Promise<void> {
    const { place } = this.store.state;
    if (place.kind !== 'lesson') return;
    this.save();
    const question = ++this.#question;
    try {
      const lesson = await this.lessons.load(place.slug);
      if (question !== this.#question) return;
      const step = Math.min(place.step, lesson.steps.length);
      const [now, before] = [startOf(lesson, step), this.store.state.start];
      this.store.update({ lesson: { status: 'ready', lesson } });
      if (step !== place.step || now.code !== before?.code || now.sql !== before.sql) this.#adopt({ ...place, step }, now);
    } catch (error) {
      if (question === this.#question) this.store.update({ lesson: { status: 'error', message: error instanceof Error ? error.message : String(error) } });
    }
  }

  setCode(code: string): void {
    if (this.store.state.start === null) this.#given = { ...this.#given, code };
    this.#edit({ code });
  }

  setSql(sql: string): void {
    if (this.store.state.start === null) this.#given = { ...this.#given, sql };
    this.#edit({ sql });
  }

  startOver(): void {
    const { start } = this.store.state;
    if (start !== null) this.replace('python', start.code, 'The program is as it was at the beginning.');
  }

  /** Replaces a text in a way that can be undone; `saying` tells the learner. */
  replace(language: 'python' | 'sql', text: string, saying: string): void {
    const { code, sql } = this.store.state;
    if (text === (language === 'python' ? code : sql)) return;
    this.store.dismiss((notice) => notice.action !== undefined);
    this.#before = { code, sql };
    this.#edit(language === 'python' ? { code: text } : { sql: text });
    this.store.notify({ kind: 'info', text: saying, action: 'undo' });
  }

  undo(): void {
    if (this.#before !== null) this.#edit(this.#before);
    this.#before = null;
  }

  /** Saves the texts where they differ from what the place begins with; else there is no draft to keep. */
  save(): void {
    clearTimeout(this.#timer);
    const { place, code, sql, start } = this.store.state;
    if (start === null) return;
    if (code === start.code && sql === start.sql) {
      this.drafts.remove(place);
      return;
    }
    const safe = this.drafts.save(place, { code, sql, base: fingerprint(start.code) });
    if (safe) return;
    const text = 'Not saved on this device: the browser does not let this page store anything. Your work stays until you close the page.';
    this.store.notify({ kind: 'warning', text });
  }

  #edit(change: Partial<Texts>): void {
    this.store.update(change);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), saveDelay);
  }

  /** Puts a place's texts on the desk: given ones, else the draft, else what it begins with. */
  #adopt(place: Place, start: Texts): void {
    const draft = this.drafts.load(place);
    const texts = { ...start, ...(draft === null ? {} : { code: draft.code, sql: draft.sql }), ...this.#given };
    const outdated = draft !== null && draft.base !== fingerprint(start.code) && draft.code !== start.code;
    this.#given = {};
    this.#before = null;
    this.store.dismiss((notice) => notice.action === 'start-over' || notice.action === 'undo');
    this.entered(place);
    this.store.update({ place, start, ...texts, lastRun: null, entries: [], truncated: 0, queryResult: null });
    if (!outdated) return;
    const text = 'This step has changed since you worked on it. You see your own version.';
    this.store.notify({ kind: 'info', text, action: 'start-over' });
  }

  /** The open lesson when the place is another step of it. */
  #knownLesson(place: Place): Lesson | null {
    const { lesson, place: here } = this.store.state;
    if (lesson.status !== 'ready') return null;
    const same =
      (place.kind === 'lesson' && here.kind === 'lesson' && place.slug === here.slug) ||
      (place.kind === 'src' && here.kind === 'src' && place.url === here.url);
    return same ? lesson.lesson : null;
  }
}

/** What the editors hold when a step begins. */
function startOf(lesson: Lesson, step: number): Texts {
  const { language, start } = lesson.steps[step - 1] ?? { language: 'python', start: '' };
  return language === 'sql' ? { code: '', sql: start } : { code: start, sql: '' };
}
