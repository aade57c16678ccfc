import type { DeviceStorage } from './storage.ts';

/** Texts of the storage as they were before a change, by key; null where there was none. */
export type Before = ReadonlyMap<string, string | null>;

/** A file with a learner's work may have this many characters. */
const largest = 20_000_000;

/** Everything that is kept of a learner's work on a site: drafts, progress, a name. It can be saved as a file, loaded, forgotten, and had back. */
export class Records {
  /** @param site the folder of the site: drafts of its lessons, and progress, begin with it */
  constructor(
    private readonly storage: DeviceStorage,
    private readonly site: string,
  ) {}

  /** Forgets the programs and the progress of a lesson, or of all; answers what was there. */
  forget(slug: string | null): Before {
    const { draft, progress } = this.#prefixes;
    const keys = this.storage.keys('junction:').filter((key) => {
      if (slug !== null) return key.startsWith(`${draft}lesson/${slug}/`) || key === `${progress}lesson/${slug}` || key === `junction:progress:lesson/${slug}`;
      return [`${draft}lesson/`, `${draft}src/`, progress, 'junction:progress:lesson/', 'junction:progress:src/'].some((prefix) => key.startsWith(prefix));
    });
    return this.#change(new Map(keys.map((key) => [key, null])));
  }

  /** Puts back what was there. */
  restore(before: Before): void {
    this.#change(before);
  }

  /** The whole work as the text of a file. What could not be read is in it too. */
  backup(now = new Date()): string {
    const records: Record<string, string> = {};
    for (const [kind, prefix] of Object.entries(this.#prefixes)) {
      for (const key of this.storage.keys(prefix)) records[`${kind}/${key.slice(prefix.length)}`] = this.storage.get(key) ?? '';
    }
    return `${JSON.stringify({ junction: 'work', version: 1, saved: now.toISOString(), records }, null, 1)}\n`;
  }

  /** Takes in what `backup` gave, on this device or another; answers what was there. Throws a sentence where the file is another. */
  load(text: string): Before {
    const records = text.length > largest ? null : parse(text);
    if (records === null) throw new Error('This file holds no work that Junction could load. It takes files that were made by “Save to a file”.');
    const { draft, progress, name } = this.#prefixes;
    const prefixes: Record<string, string> = { draft, progress, name };
    const change = new Map<string, string | null>();
    for (const [relative, record] of Object.entries(records)) {
      const [kind = '', ...rest] = relative.split('/');
      const prefix = Object.hasOwn(prefixes, kind) ? prefixes[kind] : undefined;
      if (prefix !== undefined && typeof record === 'string') change.set(prefix + rest.join('/'), record);
    }
    return this.#change(change);
  }

  /** What the learner wants to be called. */
  get name(): string {
    return this.storage.get(this.#prefixes.name) ?? '';
  }
  set name(name: string) {
    if (name === '') this.storage.remove(this.#prefixes.name);
    else this.storage.set(this.#prefixes.name, name);
  }

  get #prefixes(): { draft: string; progress: string; name: string; aside: string } {
    return { draft: `junction:draft:${this.site}:`, progress: `junction:progress:${this.site}:`, name: `junction:name:${this.site}`, aside: 'junction:aside:' };
  }

  #change(change: Before): Before {
    const before = new Map([...change.keys()].map((key) => [key, this.storage.get(key)]));
    for (const [key, text] of change) {
      if (text === null) this.storage.remove(key);
      else this.storage.set(key, text);
    }
    return before;
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { junction, version, records } = value as Record<string, unknown>;
    return junction === 'work' && version === 1 && typeof records === 'object' && records !== null ? (records as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
