import type { LessonSummary } from '../lessons/lesson.ts';
import { parseRoute, type Route } from './route.ts';

/** The page that a hash names; a lesson that the course does not have is none. */
export function knownRoute(hash: string, lessons: readonly LessonSummary[]): Route {
  const route = parseRoute(hash);
  if (route.page !== 'lesson' || route.slug === null || lessons.some(({ slug }) => slug === route.slug)) return route;
  return { page: 'missing', lesson: route.slug };
}

/** What the browser's tab says. */
export function titleOf(route: Route, lessons: readonly LessonSummary[]): string {
  switch (route.page) {
    case 'home':
      return 'Junction';
    case 'play':
      return 'Playground · Junction';
    case 'summary':
      return 'Summary · Junction';
    case 'missing':
      return 'No such page · Junction';
    case 'lesson':
      return `${lessons.find((lesson) => lesson.slug === route.slug)?.title ?? (route.src === null ? 'Lesson' : 'A lesson from elsewhere')} · Junction`;
  }
}

/** How a lesson is shown outside of the playground; null when it is not. */
export function readerView(route: Route): 'present' | 'notes' | 'print' | null {
  if (route.page !== 'lesson') return null;
  const { view } = route;
  return view === 'present' || view === 'notes' || view === 'print' ? view : null;
}

/** Whether the page's own address says `?author`: then all lessons are their author's. */
export function isAuthorsPage(): boolean {
  return new URLSearchParams(location.search).has('author');
}
