import type { CourseLesson } from '../lessons/lesson.ts';
import { tasksOf } from '../lessons/marks.ts';
import type { LessonRecord } from './progress.ts';

/** A lesson, and how far the learner has come in it. */
export interface LessonProgress extends CourseLesson {
  /** The steps in which something is checked, from 1. */
  readonly tasks: readonly number[];
  /** How many of its tasks were passed. */
  readonly passed: number;
  readonly done: boolean;
  /** When the last of its tasks was first passed (ISO); null while it is not done, and where that was not noted. */
  readonly when: string | null;
  /** Whether the learner has been there. */
  readonly begun: boolean;
  /** The step that was open last; 1 before. */
  readonly step: number;
}

/** How far the learner has come in the course. */
export interface CourseProgress {
  /** In the course's order. */
  readonly lessons: readonly LessonProgress[];
  readonly begun: boolean;
  /** Lessons that are done, and lessons that have something to do. */
  readonly done: number;
  readonly total: number;
  /** What is not done yet, in the lessons' own minutes. */
  readonly minutesLeft: number;
  /** Where to go on; null when everything is done. */
  readonly next: LessonProgress | null;
}

/** Sums up what is remembered of each lesson. */
export function courseProgress(lessons: readonly CourseLesson[], recordOf: (lesson: CourseLesson) => LessonRecord): CourseProgress {
  const records = lessons.map((lesson) => ({ lesson: progressOf(lesson, recordOf(lesson)), seen: recordOf(lesson).seen ?? '' }));
  const all = records.map(({ lesson }) => lesson);
  const withTasks = all.filter(({ tasks }) => tasks.length > 0);
  // Times as texts of one form are in order as texts.
  const last = records.filter(({ lesson }) => lesson.begun).reduce((a, b) => (b.seen >= a.seen ? b : a), { lesson: null as LessonProgress | null, seen: '' }).lesson;
  const after = last === null ? all : [...all.slice(all.indexOf(last)), ...all];
  const left = withTasks.reduce((sum, { done, minutes, passed, tasks }) => sum + (done ? 0 : minutes * (1 - passed / tasks.length)), 0);
  return {
    lessons: all,
    begun: last !== null,
    done: withTasks.filter(({ done }) => done).length,
    total: withTasks.length,
    minutesLeft: Math.round(left),
    next: after.find(({ done }) => !done) ?? null,
  };
}

/** A lesson without tasks is done when its last step was seen. */
function progressOf(lesson: CourseLesson, { passed, step, seen }: LessonRecord): LessonProgress {
  const steps = lesson.steps.length;
  const tasks = tasksOf(lesson.steps);
  const times = tasks.filter((task) => task in passed).map((task) => passed[task] ?? null);
  const done = tasks.length > 0 ? times.length === tasks.length : steps > 0 && step >= steps;
  const known = times.filter((time) => time !== null).sort();
  return {
    ...lesson,
    tasks,
    passed: times.length,
    done,
    when: !done ? null : tasks.length === 0 ? seen : known.length === times.length ? (known.at(-1) ?? null) : null,
    begun: step > 0 || times.length > 0,
    step: Math.min(Math.max(1, step), Math.max(1, steps)),
  };
}
