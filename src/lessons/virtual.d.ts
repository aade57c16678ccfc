/** Made at build time by src/build/lessons-plugin.ts from course.yaml and each lesson's front matter. */
declare module 'virtual:junction-lessons' {
  import type { LessonSummary } from './lesson.ts';
  const lessons: LessonSummary[];
  export default lessons;
}
