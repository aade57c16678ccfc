import type { StepMark } from '../lessons/lesson.ts';
import { lessonName } from './place-name.ts';
import type { Place } from './state.ts';
import type { DeviceStorage } from './storage.ts';

/** How far a learner has come in a lesson, on this device. Times are ISO texts; null where an older Junction did not note them. */
export interface LessonRecord {
  /** When a step was first passed, by the number that it has now, from 1. */
  readonly passed: Readonly<Record<number, string | null>>;
  /** The step that was open last, and when; 0 and null when none was. */
  readonly step: number;
  readonly seen: string | null;
}

/** How a lesson's record is kept: by the names of the steps, so that it still holds when its author puts others between them. */
interface Kept {
  readonly passed: Readonly<Record<string, { readonly when: string | null; readonly task: string | null }>>;
  readonly at: string;
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

  /** What is known of the place's lesson, which has these steps. */
  record(place: Place, steps: readonly StepMark[]): LessonRecord {
    const { passed, at, seen } = this.#kept(place, steps);
    const when = steps.flatMap((mark, i) => {
      const found = passOf(passed, mark, steps);
      return found === null ? [] : [[i + 1, found.when] as const];
    });
    return { passed: Object.fromEntries(when), step: at === '' ? 0 : Math.max(1, steps.findIndex(({ name }) => name === at) + 1), seen };
  }

  /** Steps of the place's lesson that were passed, from 1, in order. */
  passed(place: Place, steps: readonly StepMark[]): readonly number[] {
    return Object.keys(this.record(place, steps).passed).map(Number).sort((a, b) => a - b);
  }

  /** Adds the place's step; answers all. */
  pass(place: Place, steps: readonly StepMark[]): readonly number[] {
    const step = place.kind === 'play' ? undefined : steps[place.step - 1];
    if (step === undefined) return [];
    const kept = this.#kept(place, steps);
    const when = passOf(kept.passed, step, steps)?.when;
    this.#write(place, { ...kept, passed: { ...kept.passed, [step.name]: { when: when === undefined ? this.now().toISOString() : when, task: step.task } } });
    return this.passed(place, steps);
  }

  /** The place was opened. */
  visit(place: Place, steps: readonly StepMark[]): void {
    const step = place.kind === 'play' ? undefined : steps[place.step - 1];
    if (step !== undefined) this.#write(place, { ...this.#kept(place, steps), at: step.name, seen: this.now().toISOString() });
  }

  /** Keys of everything that is remembered of the place's lesson, in the storage. */
  keys(place: Place): readonly string[] {
    const key = this.#key(place);
    return key === null ? [] : [key, olderKey(place)].filter((name) => this.storage.get(name) !== null);
  }

  /** Whether something is remembered of the place's lesson that cannot be read: damaged, or from a newer Junction. */
  unreadable(place: Place): boolean {
    const [key] = this.keys(place);
    return key !== undefined && read(this.storage.get(key), []) === null;
  }

  /** Calls `listener` whenever progress may have changed, here or in another tab. */
  watch(listener: () => void): () => void {
    return this.storage.watch(({ key }) => {
      if (key === null || key.startsWith('junction:progress:')) listener();
    });
  }

  #kept(place: Place, steps: readonly StepMark[]): Kept {
    const key = this.#key(place);
    return key === null ? nothing : (read(this.storage.get(key) ?? this.storage.get(olderKey(place)), steps) ?? nothing);
  }

  #write(place: Place, kept: Kept): void {
    const key = this.#key(place);
    if (key === null) return;
    if (this.unreadable(place)) this.storage.putAside(key);
    this.storage.set(key, JSON.stringify({ version: 3, ...kept }));
    if (this.storage.get(olderKey(place)) !== null) this.storage.remove(olderKey(place));
  }

  #key(place: Place): string | null {
    return place.kind === 'play' ? null : `junction:progress:${this.site}:${lessonName(place)}`;
  }
}

const nothing: Kept = { passed: {}, at: '', seen: null };

/** Where the first format was kept, which knew no sites. */
function olderKey(place: Place): string {
  return place.kind === 'play' ? '' : `junction:progress:${lessonName(place)}`;
}

/** That a step was passed. One whose title was changed is known by what is checked in it. */
function passOf(passed: Kept['passed'], { name, task }: StepMark, steps: readonly StepMark[]): Kept['passed'][string] | null {
  if (Object.hasOwn(passed, name)) return passed[name] ?? null;
  const gone = Object.entries(passed).find(([other, pass]) => task !== null && pass.task === task && !steps.some((step) => step.name === other));
  return gone?.[1] ?? null;
}

/** Null when there is nothing that can be read. Older formats knew steps by their numbers: they are taken as the steps stand now. */
function read(text: string | null, steps: readonly StepMark[]): Kept | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { version, steps: numbers, passed, step, at, seen } = value as Record<string, unknown>;
    if (version === 1 && Array.isArray(numbers)) return { ...nothing, passed: numbered(numbers.map((number) => [String(number), null]), steps) };
    if (typeof passed !== 'object' || passed === null) return null;
    const entries = Object.entries(passed);
    if (version === 2) return { passed: numbered(entries, steps), at: steps[Math.min(Number(step), steps.length) - 1]?.name ?? '', seen: timeOf(seen) };
    return version === 3 ? { passed: named(entries), at: typeof at === 'string' ? at : '', seen: timeOf(seen) } : null;
  } catch {
    return null;
  }
}

function numbered(entries: [string, unknown][], steps: readonly StepMark[]): Kept['passed'] {
  const known = entries.flatMap(([number, when]) => {
    const step = steps[Number(number) - 1];
    return step === undefined ? [] : [[step.name, { when: timeOf(when), task: step.task }] as const];
  });
  return Object.fromEntries(known);
}

function named(entries: [string, unknown][]): Kept['passed'] {
  const known = entries.flatMap(([name, pass]) => {
    if (typeof pass !== 'object' || pass === null) return [];
    const { when, task } = pass as Record<string, unknown>;
    return [[name, { when: timeOf(when), task: typeof task === 'string' ? task : null }] as const];
  });
  return Object.fromEntries(known);
}

function timeOf(value: unknown): string | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
}
