import type { CourseLesson } from '../lessons/lesson.ts';
import { courseProgress, type CourseProgress } from './course-progress.ts';
import { Progress } from './progress.ts';
import { Records, type Before } from './records.ts';
import type { DeviceStorage } from './storage.ts';

/** What the course page and the summary show. */
export interface BookState {
  readonly course: CourseProgress;
  readonly name: string;
  /** Whether the device keeps anything. */
  readonly works: boolean;
  /** Whether something is kept that cannot be read. */
  readonly unreadable: boolean;
  /** What was done last, or could not be done. */
  readonly notice: { readonly text: string; readonly undo: boolean } | null;
}

/** The learner's way through the course, as this device remembers it: to be looked at, saved, loaded and forgotten. */
export class CourseBook {
  readonly #progress: Progress;
  readonly #records: Records;
  #before: Before | null = null;
  #notice: BookState['notice'] = null;

  /** @param changed called after each change, here or in another tab */
  constructor(
    private readonly storage: DeviceStorage,
    site: string,
    private readonly lessons: readonly CourseLesson[],
    private readonly changed: () => void,
  ) {
    this.#progress = new Progress(storage, site);
    this.#records = new Records(storage, site);
  }

  /** Begins to tell of changes; returns the way to stop it. */
  watch(): () => void {
    return this.storage.watch(({ key }) => {
      if (key === null || key.startsWith('junction:progress:') || key.startsWith('junction:name:')) this.changed();
    });
  }

  get state(): BookState {
    const at = (slug: string) => ({ kind: 'lesson', slug, step: 1 }) as const;
    return {
      course: courseProgress(this.lessons, ({ slug, steps }) => this.#progress.record(at(slug), steps)),
      name: this.#records.name,
      works: this.storage.works,
      unreadable: this.lessons.some(({ slug }) => this.#progress.unreadable(at(slug))),
      notice: this.#notice,
    };
  }

  /** Forgets a lesson's programs and progress, or those of all. */
  forget(slug: string | null): void {
    const title = this.lessons.find((lesson) => lesson.slug === slug)?.title;
    this.#did(this.#records.forget(slug), title === undefined ? 'All lessons are as they were at the beginning.' : `“${title}” is as it was at the beginning.`);
  }

  /** The text of a file that `load` takes. */
  save(): string {
    return this.#records.backup();
  }

  /** Takes in a saved file; what is wrong with it becomes a notice. */
  async load(file: Pick<Blob, 'text'>): Promise<void> {
    try {
      this.#did(this.#records.load(await file.text()), 'The work in the file is here now.');
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error), false);
    }
  }

  undo(): void {
    if (this.#before !== null) this.#records.restore(this.#before);
    this.dismiss();
  }

  dismiss(): void {
    this.#before = null;
    this.#notice = null;
    this.changed();
  }

  set name(name: string) {
    this.#records.name = name;
  }

  #did(before: Before, text: string): void {
    this.#before = before;
    this.#say(text, true);
  }

  #say(text: string, undo: boolean): void {
    this.#notice = { text, undo };
    this.changed();
  }
}
