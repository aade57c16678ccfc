import type { Lesson, StepMark } from './lesson.ts';

/** The marks of a lesson's steps, in order. */
export function marksOf({ steps }: Lesson): StepMark[] {
  const taken = new Set<string>();
  return steps.map(({ title, checks, quizzes }) => {
    const name = unlike(taken, slugOf(title));
    taken.add(name);
    const asked = checks.length + quizzes.length > 0;
    return { name, task: asked ? fingerprint(JSON.stringify([checks.map(({ code }) => code), quizzes.map(({ question, options }) => [question, options])])) : null };
  });
}

/** The steps in which something is checked, from 1: those that can be passed. */
export function tasksOf(marks: readonly StepMark[]): number[] {
  return marks.flatMap(({ task }, i) => (task === null ? [] : [i + 1]));
}

/** A short text that changes when the text changes (32-bit FNV-1a, in hexadecimal). */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function slugOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'step';
}

/** The name, with a number where it is taken. */
function unlike(taken: ReadonlySet<string>, name: string, number = 2): string {
  if (!taken.has(name)) return name;
  const next = `${name}-${number}`;
  return taken.has(next) ? unlike(taken, name, number + 1) : next;
}
