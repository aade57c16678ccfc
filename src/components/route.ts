/**
 * How a lesson is shown: to its learner, to its author (with solutions, checks and their results), as slides, as the
 * playground in large type for showing code live, as the speaker's notes to the slides, or on paper.
 */
const lessonViews = ['learn', 'author', 'present', 'live', 'notes', 'print'] as const;
export type LessonView = (typeof lessonViews)[number];

/** A lesson of the course by its `slug`, or one from elsewhere by its address `src`: one of the two. Steps count from 1. */
export interface LessonRoute {
  readonly page: 'lesson';
  readonly slug: string | null;
  readonly src: string | null;
  readonly step: number;
  readonly view: LessonView;
}

/** The pages of the site, by their hash. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'play' }
  | { readonly page: 'summary' }
  | LessonRoute
  /** `lesson` is the slug that was asked for, where that is all that is wrong. */
  | { readonly page: 'missing'; readonly lesson?: string };

/**
 * The page that a hash names: `#/`, `#/play`, `#/summary`, `#/lesson/<slug>`, `#/lesson/<slug>/<step>`,
 * `#/lesson?src=<address>&step=<step>`; a lesson's view follows as `?author`, `?present`, …
 */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = cut(hash.replace(/^#?\/?/, ''), '?');
  const [page = '', slug, step, ...rest] = path.replace(/\/$/, '').split('/');
  if (page === '') return { page: 'home' };
  if ((page === 'play' || page === 'summary') && slug === undefined) return { page };
  if (page !== 'lesson' || rest.length > 0) return { page: 'missing' };
  const asked = new URLSearchParams(query);
  const view = lessonViews.find((name) => asked.has(name)) ?? 'learn';
  const src = asked.get('src');
  const name = slug === undefined ? '' : decode(slug);
  const number = Number((slug === undefined ? asked.get('step') : step) ?? 1);
  if (!Number.isInteger(number) || number < 1) return { page: 'missing' };
  if (name !== '') return { page: 'lesson', slug: name, src: null, step: number, view };
  return slug === undefined && src ? { page: 'lesson', slug: null, src, step: number, view } : { page: 'missing' };
}

/** The hash of a step of the course. */
export function lessonHash(slug: string, step: number): string {
  return `#/lesson/${encodeURIComponent(slug)}/${step}`;
}

/** The hash of a step of any lesson, in any view. */
export function routeHash({ slug, src, step, view }: Omit<LessonRoute, 'page'>): string {
  const shown = view === 'learn' ? '' : view;
  if (slug !== null) return lessonHash(slug, step) + (shown && `?${shown}`);
  return `#/lesson?src=${encodeURIComponent(src ?? '')}&step=${step}${shown && `&${shown}`}`;
}

/** Cuts a text at the first sign of this kind. */
function cut(text: string, sign: string): string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
