import type { Place } from './state.ts';
import type { DeviceStorage } from './storage.ts';

/** Remembers on this device which steps of a lesson were passed. */
export class Progress {
  constructor(private readonly storage: DeviceStorage) {}

  /** Steps of the place's lesson that were passed, from 1, in order. */
  passed(place: Place): readonly number[] {
    const key = keyOf(place);
    return key === null ? [] : parse(this.storage.get(key));
  }

  /** Adds the place's step; answers all. */
  pass(place: Place): readonly number[] {
    const key = keyOf(place);
    if (key === null || place.kind === 'play') return [];
    const steps = [...new Set([...this.passed(place), place.step])].sort((a, b) => a - b);
    this.storage.set(key, JSON.stringify({ version: 1, steps }));
    return steps;
  }
}

function keyOf(place: Place): string | null {
  switch (place.kind) {
    case 'play':
      return null;
    case 'lesson':
      return `junction:progress:lesson/${place.slug}`;
    case 'src':
      return `junction:progress:src/${place.url}`;
  }
}

/** What is damaged, or from another version, counts as nothing. */
function parse(text: string | null): readonly number[] {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return [];
    const { version, steps } = value as Record<string, unknown>;
    return version === 1 && Array.isArray(steps) ? steps.filter((step): step is number => Number.isInteger(step) && step > 0) : [];
  } catch {
    return [];
  }
}
