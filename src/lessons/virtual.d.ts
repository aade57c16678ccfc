/** Made at build time by src/build/lessons-plugin.ts from course.yaml and each lesson's front matter. */
declare module 'virtual:junction-lessons' {
  import type { CourseLesson, CourseTitle } from './lesson.ts';
  import type { Defaults } from './front-matter.ts';
  /** What the course says of itself. */
  export const course: CourseTitle;
  /** Front matter that holds for every lesson without its own. */
  export const defaults: Defaults;
  /** Each lesson's Markdown, by its slug, fetched when it is asked for. */
  export const texts: Record<string, () => Promise<string>>;
  const lessons: CourseLesson[];
  export default lessons;
}
