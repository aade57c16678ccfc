/** The pages of the site, by their hash. Steps count from 1. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'play' }
  | { readonly page: 'lesson'; readonly slug: string; readonly step: number }
  | { readonly page: 'missing' };

/** The page that a hash names: `#/`, `#/play`, `#/lesson/<slug>`, `#/lesson/<slug>/<step>`. */
export function parseRoute(hash: string): Route {
  const [page = '', slug, step, ...rest] = hash.replace(/^#?\/?/, '').replace(/\/$/, '').split('/');
  if (page === '') return { page: 'home' };
  if (page === 'play' && slug === undefined) return { page: 'play' };
  if (page !== 'lesson' || slug === undefined || rest.length > 0) return { page: 'missing' };
  const name = decode(slug);
  const number = step === undefined ? 1 : Number(step);
  return name === '' || !Number.isInteger(number) || number < 1 ? { page: 'missing' } : { page: 'lesson', slug: name, step: number };
}

/** The hash of a step. */
export function lessonHash(slug: string, step: number): string {
  return `#/lesson/${encodeURIComponent(slug)}/${step}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
