import type { Lesson } from '../lessons/lesson.ts';
import { marksOf } from '../lessons/marks.ts';
import type { Drafts, Texts } from './drafts.ts';
import { Keeper } from './keeper.ts';
import type { Spot } from './place-name.ts';
import { starterCode, starterSql } from './starter.ts';
import { stepOf, type Place } from './state.ts';
import { versionOf } from './step-version.ts';
import type { Store } from './store.ts';

/** Where lessons come from. Both reject with a sentence for the learner. */
export interface LessonSource {
  load(slug: string): Promise<Lesson>;
  fetch(url: string): Promise<Lesson>;
}

const followed = 'Another tab has changed this step. You see what it made of it.';

/** The learner's desk: the place, its lesson, the two texts and their draft. */
export class Desk {
  readonly #keeper: Keeper;
  /** Texts that were set from outside before a place was open: they win over draft and start. */
  #given: Partial<Texts> = {};
  /** The texts before the last replacement. */
  #before: Texts | null = null;
  #question = 0;

  constructor(
    private readonly store: Store,
    private readonly drafts: Drafts,
    private readonly lessons: LessonSource,
    private readonly entered: (place: Place) => void,
  ) {
    this.#keeper = new Keeper(store, drafts, (texts, elsewhere) => this.#follow(texts, elsewhere));
  }

  async open(place: Place): Promise<void> {
    this.save();
    const question = ++this.#question;
    const known = this.#knownLesson(place);
    if (place.kind === 'play') {
      this.store.update({ lesson: { status: 'none' } });
      this.#adopt(place, { code: starterCode, sql: starterSql }, { spot: place, version: '' });
      return;
    }
    try {
      if (known === null) {
        this.#keeper.leave();
        this.store.update({ place, start: null, lesson: { status: 'loading' } });
      }
      const lesson = known ?? (await (place.kind === 'lesson' ? this.lessons.load(place.slug) : this.lessons.fetch(place.url)));
      if (question !== this.#question) return;
      const asked = Math.max(1, Math.trunc(place.step) || 1);
      const step = Math.min(asked, lesson.steps.length);
      this.store.update({ lesson: { status: 'ready', lesson } });
      this.#adopt({ ...place, step }, startOf(lesson, step), this.#keeping({ ...place, step }, lesson));
      if (asked > step) this.store.notify({ kind: 'info', text: `This lesson has no step ${asked}. You see its last, step ${step}.` });
    } catch (error) {
      if (question !== this.#question) return;
      this.store.update({ lesson: { status: 'error', message: error instanceof Error ? error.message : String(error) } });
      this.#adopt(place, { code: '', sql: '' }, null);
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
      if (step !== place.step || now.code !== before?.code || now.sql !== before.sql) this.#adopt({ ...place, step }, now, this.#keeping({ ...place, step }, lesson));
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

  /** Puts back the text that the place begins with, in the language of the place. */
  startOver(): void {
    const { start, rival } = this.store.state;
    const language = stepOf(this.store.state)?.language ?? 'python';
    if (start === null) return;
    this.replace(language, language === 'sql' ? start.sql : start.code, 'The program is as it was at the beginning.');
    if (rival?.from === 'lesson') this.#keeper.keepMine();
  }

  /** Replaces a text in a way that can be undone; `saying` tells the learner. */
  replace(language: 'python' | 'sql', text: string, saying: string): void {
    this.#replace(language === 'python' ? { code: text } : { sql: text }, saying);
  }

  undo(): void {
    if (this.#before !== null) this.#edit(this.#before);
    this.#before = null;
  }

  /** Saves the texts where they differ from what the place begins with; else there is no draft to keep. */
  save(): void {
    this.#keeper.save();
  }

  /** The learner's own texts stay, whatever the lesson or another tab has. */
  keepMine(): void {
    this.#keeper.keepMine();
  }

  /** The texts of the other tab, or of the changed lesson, are wanted instead. */
  takeOther(): void {
    const { rival } = this.store.state;
    if (rival?.from === 'lesson') this.startOver();
    if (rival?.from !== 'tab') return;
    this.#replace(rival.texts, 'You see what the other tab made of this step.');
    this.#keeper.keepMine();
  }

  #replace(change: Partial<Texts>, saying: string): void {
    const { code, sql } = this.store.state;
    const texts = { code, sql, ...change };
    if (texts.code === code && texts.sql === sql) return;
    this.#forgetUndo();
    this.#before = { code, sql };
    this.#edit(texts);
    this.store.notify({ kind: 'info', text: saying, actions: ['undo'] });
  }

  /** Another tab's texts come on the desk. While they keep coming, what was here before the first of them can be had back. */
  #follow(texts: Texts, elsewhere: boolean): void {
    const { code, sql, notices } = this.store.state;
    const before = notices.some(({ text }) => text === followed) ? this.#before : { code, sql };
    this.#forgetUndo();
    this.store.update(texts);
    if (!elsewhere) return;
    this.#before = before;
    this.store.notify({ kind: 'info', text: followed, actions: ['undo'] });
  }

  #forgetUndo(): void {
    this.#before = null;
    this.store.dismiss(({ actions }) => actions?.includes('undo') ?? false);
  }

  #edit(change: Partial<Texts>): void {
    this.store.update(change);
    this.#keeper.touch();
  }

  /** Puts a place's texts on the desk: given ones, else the draft, else what it begins with. Where they are not to be kept, `kept` is null. */
  #adopt(place: Place, start: Texts, kept: { spot: Spot; version: string } | null): void {
    this.#forgetUndo();
    this.entered(place);
    this.#keeper.leave();
    const texts = { ...(kept === null ? start : this.#keeper.enter(kept.spot, start, kept.version)), ...this.#given };
    this.#given = {};
    this.store.update({ place, start, ...texts, lastRun: null, entries: [], truncated: 0, queryResult: null });
  }

  /** Where the texts of a step are kept, and its version; what was kept of the lesson before is put where its steps are now. */
  #keeping(place: Exclude<Place, { kind: 'play' }>, lesson: Lesson): { spot: Spot; version: string } {
    const marks = marksOf(lesson);
    const steps = lesson.steps.map((step, i) => ({ name: marks[i]?.name ?? '', version: versionOf(step), start: startOf(lesson, i + 1) }));
    const { name = '', version = '' } = steps[place.step - 1] ?? {};
    this.#keeper.leave();
    this.drafts.settle(place, steps);
    return { spot: { ...place, name }, version };
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
