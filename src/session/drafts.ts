import type { Place } from './state.ts';
import type { DeviceStorage } from './storage.ts';

/** A learner's work at one place. */
export interface Draft {
  readonly code: string;
  readonly sql: string;
  /** Fingerprint of the program that the place began with when the draft was made. */
  readonly base: string;
}

/** Saves and finds drafts. It never runs anything. */
export class Drafts {
  /** @param owner tells apart what must not meet: another page, another playground on this one. */
  constructor(
    private readonly storage: DeviceStorage,
    private readonly owner: () => string = () => '',
  ) {}

  /** The draft of a place, or null when there is none or it cannot be read. */
  load(place: Place): Draft | null {
    const text = this.storage.get(this.#key(place));
    return text === null ? null : parse(text);
  }

  /** True when the draft is safe on the device, false when it is only in memory. */
  save(place: Place, draft: Draft): boolean {
    return this.storage.set(this.#key(place), JSON.stringify({ version: 1, ...draft }));
  }

  remove(place: Place): void {
    this.storage.remove(this.#key(place));
  }

  #key(place: Place): string {
    return `junction:draft:${this.owner()}:${placeName(place)}`;
  }
}

/** A short text that changes when the program changes (32-bit FNV-1a, in hexadecimal). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function placeName(place: Place): string {
  switch (place.kind) {
    case 'play':
      return 'play';
    case 'lesson':
      return `lesson/${place.slug}/${place.step}`;
    case 'src':
      return `src/${place.url}/${place.step}`;
  }
}

/** A draft from another version, or a damaged one, is left alone and not used. */
function parse(text: string): Draft | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { version, code, sql, base } = value as Record<string, unknown>;
    if (version !== 1 || typeof code !== 'string' || typeof sql !== 'string' || typeof base !== 'string') return null;
    return { code, sql, base };
  } catch {
    return null;
  }
}
