import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { parseCourse } from '../lessons/course.ts';
import { frontMatter, type Defaults } from '../lessons/front-matter.ts';
import type { LessonSummary } from '../lessons/lesson.ts';

const NAME = 'virtual:junction-lessons';
const RESOLVED = `\0${NAME}`;

/** Gives the page its list of lessons as data, so that the first paint needs neither YAML nor Markdown parser. */
export function lessonsPlugin(root: string): Plugin {
  const folder = join(root, 'lessons');
  return {
    name: 'junction:lessons',
    resolveId: (source) => (source === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const { summaries, defaults } = readCourse(folder, (file) => this.addWatchFile(file));
      return `export const defaults = ${JSON.stringify(defaults)};\nexport default ${JSON.stringify(summaries)};`;
    },
  };
}

/** The lessons that course.yaml names, in its order, and what holds for all of them. Throws where a file is missing or wrong. */
export function readCourse(folder: string, watch: (file: string) => void = () => undefined): { summaries: LessonSummary[]; defaults: Defaults } {
  const courseFile = join(folder, 'course.yaml');
  watch(courseFile);
  const { defaults, lessons } = parseCourse(readFileSync(courseFile, 'utf8'), 'lessons/course.yaml');
  const summaries = lessons.map((slug) => {
    const file = join(folder, `${slug}.md`);
    watch(file);
    const { title, summary, minutes } = frontMatter(readFileSync(file, 'utf8'), `lessons/${slug}.md`, defaults).meta;
    return { slug, title, summary, minutes };
  });
  return { summaries, defaults };
}
