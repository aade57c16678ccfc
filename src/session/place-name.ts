import type { Place } from './state.ts';

/** A place as part of a key in the storage, e.g. `lesson/association-table/2`. */
export function placeName(place: Place): string {
  return place.kind === 'play' ? 'play' : `${lessonName(place)}/${place.step}`;
}

/** A lesson as part of a key in the storage, e.g. `lesson/association-table`. */
export function lessonName(place: Exclude<Place, { kind: 'play' }>): string {
  return place.kind === 'lesson' ? `lesson/${place.slug}` : `src/${place.url}`;
}
