import summaries, { defaults } from 'virtual:junction-lessons';
import type { Lesson, LessonSummary } from './lesson.ts';

export { fetchLesson } from './remote.ts';

/** Each lesson's text is a file of its own, fetched when it is opened; so is the parser. */
const files = import.meta.glob<string>(['/lessons/*.md', '!/lessons/README.md'], { query: '?raw', import: 'default' });

/** The bundled lessons, in the course's order. */
export function catalog(): readonly LessonSummary[] {
  return summaries;
}

/** A bundled lesson. Rejects with a sentence when there is none of that name or it did not arrive. */
export async function loadLesson(slug: string): Promise<Lesson> {
  const load = files[`/lessons/${slug}.md`];
  if (!load) throw new Error(`There is no lesson named “${slug}”.`);
  const [text, { parseLesson }] = await Promise.all([load(), import('./parse.ts')]).catch(() => {
    throw new Error('The lesson could not be loaded. Check the connection and try again.');
  });
  return parseLesson(text, `${slug}.md`, defaults);
}
