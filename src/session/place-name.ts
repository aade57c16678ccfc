import type { Place } from './state.ts';

/** A place, and of a step its name, which stays when the author puts other steps before it; see `marksOf`. */
export type Spot = Place & { readonly name?: string };

/** A place as part of a key in the storage, e.g. `lesson/association-table/#two-foreign-keys`. Before steps had names it ended with their number. */
export function placeName(spot: Spot): string {
  if (spot.kind === 'play') return 'play';
  return `${lessonName(spot)}/${spot.name === undefined ? spot.step : `#${spot.name}`}`;
}

/** A lesson as part of a key in the storage, e.g. `lesson/association-table`. */
export function lessonName(place: Exclude<Place, { kind: 'play' }>): string {
  return place.kind === 'lesson' ? `lesson/${place.slug}` : `src/${place.url}`;
}
