import summaries, { course, defaults, texts } from 'virtual:junction-lessons';
import type { CourseLesson, CourseTitle, Lesson } from './lesson.ts';

export { fetchLesson } from './remote.ts';

/** The bundled lessons, in the course's order. */
export function catalog(): readonly CourseLesson[] {
  return summaries;
}

/** What the course says of itself. */
export function courseTitle(): CourseTitle {
  return course;
}

/** A bundled lesson; its text and the parser are fetched when it is opened. Rejects with a sentence when there is none of that name or it did not arrive. */
export async function loadLesson(slug: string): Promise<Lesson> {
  const load = Object.hasOwn(texts, slug) ? texts[slug] : undefined;
  if (!load) throw new Error(`There is no lesson named “${slug}”.`);
  const [text, { parseLesson }] = await Promise.all([load(), import('./parse.ts')]).catch(() => {
    throw new Error('The lesson could not be loaded. Check the connection and try again.');
  });
  return parseLesson(text, `${slug}.md`, defaults);
}

/** Calls `listener` with a lesson's name whenever its author has saved it; that happens on the development server only. */
export function onLessonSaved(listener: (slug: string) => void): void {
  import.meta.hot?.on('junction:lesson', ({ slug }: { slug: string }) => listener(slug));
}
