/** Times and spans of a course in words. Pure. */

/** A day for people, `22 November 2026`; empty for none. */
export function dayOf(time: string | null): string {
  return time === null ? '' : new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** How long something takes, as a person would say it: `12 minutes`, `about 2 h 20 min`. */
export function aboutMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const tens = Math.round(minutes / 10) * 10;
  return `about ${Math.floor(tens / 60)} h${tens % 60 === 0 ? '' : ` ${tens % 60} min`}`;
}
