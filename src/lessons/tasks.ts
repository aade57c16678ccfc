import type { Lesson } from './lesson.ts';

/** The steps of a lesson in which something is checked, from 1: those that can be passed. */
export function tasksOf({ steps }: Lesson): number[] {
  return steps.flatMap(({ checks, quizzes }, i) => (checks.length + quizzes.length > 0 ? [i + 1] : []));
}
