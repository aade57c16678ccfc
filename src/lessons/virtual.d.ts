/** Made at build time by src/build/lessons-plugin.ts from course.yaml and each lesson's front matter. */
declare module 'virtual:junction-lessons' {
  import type { LessonSummary } from './lesson.ts';
  import type { Defaults } from './front-matter.ts';
  /** Front matter that holds for every lesson without its own. */
  export const defaults: Defaults;
  /** Each lesson's Markdown, by its slug, fetched when it is asked for. */
  export const texts: Record<string, () => Promise<string>>;
  const lessons: LessonSummary[];
  export default lessons;
}
