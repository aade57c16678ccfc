import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCourse, type Course } from '../../lessons/course.ts';
import { LessonError, type Lesson } from '../../lessons/lesson.ts';
import { parseLesson } from '../../lessons/parse.ts';
import { Obstacle } from '../report.ts';
import { fromUser, lessonsFolder, nameFor } from './folder.ts';

/** A lesson and the file that it was read from, as a person would name it. */
export interface LessonFile {
  file: string;
  lesson: Lesson;
}

/** The lessons in these files, or all of the course. What is wrong with them is an `Obstacle` that says all of it, with file and line. */
export function readLessons(files: readonly string[] = []): LessonFile[] {
  const wrong: string[] = [];
  const attempt = <T>(work: () => T): T[] => {
    try {
      return [work()];
    } catch (error) {
      if (!(error instanceof LessonError) && !(error instanceof Obstacle)) throw error;
      wrong.push(error.message);
      return [];
    }
  };
  const lessons = attempt(courseFiles).flatMap(({ defaults, paths }) =>
    (files.length > 0 ? files.map(fromUser) : paths).flatMap((path) =>
      attempt(() => {
        const file = nameFor(path);
        return { file, lesson: parseLesson(readText(path, file), file, defaults) };
      }),
    ),
  );
  if (wrong.length > 0) throw new Obstacle(wrong.join('\n'));
  return lessons;
}

/** What is wrong with the course, as lines; empty when nothing is. */
export function courseProblems(): string {
  try {
    readLessons();
    return '';
  } catch (error) {
    if (error instanceof Obstacle) return error.message;
    throw error;
  }
}

/** What course.yaml says, and the files that it lists. Throws `LessonError` where one of them is not there. */
export function courseFiles(): Course & { paths: string[] } {
  const folder = lessonsFolder();
  const path = join(folder, 'course.yaml');
  const file = nameFor(path);
  if (!existsSync(path)) {
    const make = `npm run lessons -- new my-lesson --lessons ${nameFor(folder)}`;
    throw new Obstacle(existsSync(folder) ? `There is no ${file}: it lists the lessons of a course. “${make}” makes one.` : `There is no folder ${nameFor(folder)}. “${make}” makes it.`);
  }
  const text = readFileSync(path, 'utf8');
  const course = parseCourse(text, file);
  const missing = course.lessons.filter((slug) => !existsSync(join(folder, `${slug}.md`)));
  if (missing.length > 0) {
    throw new LessonError(
      file,
      missing.map((slug) => ({ line: lineOf(text, slug), text: `${slug} is listed, and there is no ${slug}.md` })),
    );
  }
  return { ...course, paths: course.lessons.map((slug) => join(folder, `${slug}.md`)) };
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Obstacle(`There is no lesson ${file}.`);
  }
}

/** The line on which a word of its own stands, from 1. */
function lineOf(text: string, word: string): number {
  const at = text.split('\n').findIndex((line) => line.split('#', 1)[0]?.split(/[\s,[\]"']+/).includes(word));
  return Math.max(0, at) + 1;
}
