import { lessonName } from './place-name.ts';
import type { Place } from './state.ts';
import type { DeviceStorage } from './storage.ts';

/** How far a learner has come in a lesson, on this device. Times are ISO texts; null where an older Junction did not note them. */
export interface LessonRecord {
  /** When a step was first passed, by its number, from 1. */
  readonly passed: Readonly<Record<number, string | null>>;
  /** The step that was open last, and when; 0 and null when none was. */
  readonly step: number;
  readonly seen: string | null;
}

export const noRecord: LessonRecord = { passed: {}, step: 0, seen: null };

/** Remembers on this device which steps of a lesson were passed, and where the learner was last. */
export class Progress {
  /**
   * @param site the folder of the site, so that two courses on one host do not meet
   * @param now tells the time
   */
  constructor(
    private readonly storage: DeviceStorage,
    private readonly site = '',
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** What is known of the place's lesson. */
  record(place: Place): LessonRecord {
    const key = this.#key(place);
    return key === null ? noRecord : (read(this.storage.get(key) ?? this.storage.get(olderKey(place))) ?? noRecord);
  }

  /** Steps of the place's lesson that were passed, from 1, in order. */
  passed(place: Place): readonly number[] {
    return Object.keys(this.record(place).passed).map(Number).sort((a, b) => a - b);
  }

  /** Adds the place's step; answers all. */
  pass(place: Place): readonly number[] {
    if (place.kind === 'play') return [];
    const record = this.record(place);
    this.#write(place, { ...record, passed: { [place.step]: this.now().toISOString(), ...record.passed } });
    return this.passed(place);
  }

  /** The place was opened. */
  visit(place: Place): void {
    if (place.kind !== 'play') this.#write(place, { ...this.record(place), step: place.step, seen: this.now().toISOString() });
  }

  /** Keys of everything that is remembered of the place's lesson, in the storage. */
  keys(place: Place): readonly string[] {
    const key = this.#key(place);
    return key === null ? [] : [key, olderKey(place)].filter((name) => this.storage.get(name) !== null);
  }

  /** Whether something is remembered of the place's lesson that cannot be read: damaged, or from a newer Junction. */
  unreadable(place: Place): boolean {
    const [key] = this.keys(place);
    return key !== undefined && read(this.storage.get(key)) === null;
  }

  /** Calls `listener` whenever progress may have changed, here or in another tab. */
  watch(listener: () => void): () => void {
    return this.storage.watch(({ key }) => {
      if (key === null || key.startsWith('junction:progress:')) listener();
    });
  }

  #write(place: Place, record: LessonRecord): void {
    const key = this.#key(place);
    if (key === null) return;
    if (this.unreadable(place)) this.storage.putAside(key);
    this.storage.set(key, JSON.stringify({ version: 2, ...record }));
    if (this.storage.get(olderKey(place)) !== null) this.storage.remove(olderKey(place));
  }

  #key(place: Place): string | null {
    return place.kind === 'play' ? null : `junction:progress:${this.site}:${lessonName(place)}`;
  }
}

/** Where the first format was kept, which knew no sites. */
function olderKey(place: Place): string {
  return place.kind === 'play' ? '' : `junction:progress:${lessonName(place)}`;
}

/** Null when there is nothing that can be read. */
function read(text: string | null): LessonRecord | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { version, steps, passed, step, seen } = value as Record<string, unknown>;
    if (version === 1 && Array.isArray(steps)) return { ...noRecord, passed: passedSteps(steps.map((number) => [String(number), null])) };
    if (version !== 2 || typeof passed !== 'object' || passed === null) return null;
    return { passed: passedSteps(Object.entries(passed)), step: Number.isInteger(step) ? Number(step) : 0, seen: timeOf(seen) };
  } catch {
    return null;
  }
}

function passedSteps(entries: [string, unknown][]): LessonRecord['passed'] {
  return Object.fromEntries(entries.filter(([step]) => /^[1-9]\d{0,3}$/.test(step)).map(([step, when]) => [step, timeOf(when)]));
}

function timeOf(value: unknown): string | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
}
