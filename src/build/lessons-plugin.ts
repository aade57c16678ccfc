import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Plugin } from 'vite';
import { frontMatter } from '../lessons/front-matter.ts';
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
      const summaries = readCourse(folder, (file) => this.addWatchFile(file));
      return `export default ${JSON.stringify(summaries)};`;
    },
  };
}

/** The lessons that course.yaml names, in its order. Throws where a file is missing or wrong. */
export function readCourse(folder: string, watch: (file: string) => void = () => undefined): LessonSummary[] {
  const courseFile = join(folder, 'course.yaml');
  watch(courseFile);
  const course: unknown = parse(readFileSync(courseFile, 'utf8'));
  const slugs = typeof course === 'object' && course !== null && 'lessons' in course ? course.lessons : null;
  if (!Array.isArray(slugs) || !slugs.every((slug) => typeof slug === 'string')) {
    throw new Error('lessons/course.yaml must hold a list named lessons, of file names without .md');
  }
  return slugs.map((slug: string) => {
    const file = join(folder, `${slug}.md`);
    watch(file);
    const { title, summary, minutes } = frontMatter(readFileSync(file, 'utf8'), `lessons/${slug}.md`).meta;
    return { slug, title, summary, minutes };
  });
}
