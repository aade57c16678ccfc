import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseCourse } from '../../lessons/course.ts';
import { LessonError, type Lesson } from '../../lessons/lesson.ts';
import { parseLesson } from '../../lessons/parse.ts';
import { inProject } from '../paths.ts';
import { Obstacle } from '../report.ts';

/** A lesson and the file that it was read from, as a person would name it. */
export interface LessonFile {
  file: string;
  lesson: Lesson;
}

export const lessonsFolder = (): string => inProject('lessons');

/** The lessons in these files, or all of the course. A file that cannot be used is an `Obstacle` that says file and line. */
export function readLessons(files: readonly string[] = []): LessonFile[] {
  try {
    const { defaults, lessons } = parseCourse(readFileSync(join(lessonsFolder(), 'course.yaml'), 'utf8'), 'lessons/course.yaml');
    const chosen = files.length > 0 ? files.map((file) => resolve(file)) : lessons.map((slug) => join(lessonsFolder(), `${slug}.md`));
    return chosen.map((path) => {
      const file = path.startsWith(lessonsFolder()) ? `lessons/${basename(path)}` : path;
      return { file, lesson: parseLesson(readText(path, file), file, defaults) };
    });
  } catch (error) {
    if (error instanceof LessonError) throw new Obstacle(error.message);
    throw error;
  }
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Obstacle(`There is no lesson ${file}.`);
  }
}
