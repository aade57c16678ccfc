import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { normalizePath, type Plugin } from 'vite';
import { frontMatter, type Defaults } from '../lessons/front-matter.ts';
import type { CourseLesson, CourseTitle } from '../lessons/lesson.ts';
import { parseLesson } from '../lessons/parse.ts';
import { marksOf } from '../lessons/marks.ts';
import { lessonsFolder, nameFor } from './lessons/folder.ts';
import { courseFiles } from './lessons/read.ts';

const NAME = 'virtual:junction-lessons';
const RESOLVED = `\0${NAME}`;
/** Where the development server has the lessons' files as they are at the moment. */
const ADDRESS = '/@lesson/';
/** A course's pictures: a folder beside its lessons, and a folder of the site. */
const PICTURES = 'pictures';
const pictureTypes: Record<string, string> = { '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.webp': 'image/webp', '.gif': 'image/gif', '.svg': 'image/svg+xml' };

/**
 * Gives the page its list of lessons as data, so that the first paint needs neither YAML nor Markdown parser; each
 * lesson's text is a file of its own; its pictures are files of the site. While developing, a lesson that is saved is shown anew where it is open.
 */
export function lessonsPlugin(): Plugin {
  const folder = lessonsFolder();
  let developing = false;
  /** What the page's list shows. */
  let told = '';
  return {
    name: 'junction:lessons',
    configResolved: ({ command }) => {
      developing = command === 'serve';
    },
    resolveId: (source) => (source === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      this.addWatchFile(join(folder, 'course.yaml'));
      const course = readCourse();
      for (const { slug } of course.summaries) this.addWatchFile(join(folder, `${slug}.md`));
      told = shown(course);
      const texts = course.summaries.map(({ slug }) => {
        const path = JSON.stringify(developing ? `${ADDRESS}${slug}.md` : `${normalizePath(join(folder, slug))}.md?raw`);
        return `${JSON.stringify(slug)}: ${developing ? `() => fetch(${path}).then((answer) => answer.text())` : `() => import(${path}).then((file) => file.default)`}`;
      });
      const { title, summary } = course;
      return `export const course = ${JSON.stringify({ title, summary })};\nexport const defaults = ${JSON.stringify(course.defaults)};\nexport const texts = {\n${texts.join(',\n')}\n};\nexport default ${JSON.stringify(course.summaries)};`;
    },
    configureServer({ middlewares, watcher }) {
      watcher.add(folder);
      middlewares.use(ADDRESS, (request, response, next) => {
        const file = join(folder, basename(request.url?.split('?', 1)[0] ?? ''));
        if (!file.endsWith('.md') || !existsSync(file)) return next();
        response.setHeader('content-type', 'text/markdown; charset=utf-8').setHeader('cache-control', 'no-store').end(readFileSync(file));
      });
      middlewares.use(`/${PICTURES}/`, (request, response, next) => {
        const name = decodeURIComponent(basename(request.url?.split('?', 1)[0] ?? ''));
        if (!picturesIn(folder).includes(name)) return next();
        response.setHeader('content-type', pictureTypes[extname(name)] ?? '').end(readFileSync(join(folder, PICTURES, name)));
      });
    },
    generateBundle() {
      for (const name of picturesIn(folder)) this.emitFile({ type: 'asset', fileName: `${PICTURES}/${name}`, source: readFileSync(join(folder, PICTURES, name)) });
    },
    hotUpdate({ file }) {
      if (this.environment.name !== 'client' || !file.endsWith('.md') || dirname(file) !== normalizePath(folder)) return undefined;
      // The list is part of the page, so that another list needs another page. A broken lesson says so by itself.
      const now = attempt(() => {
        const course = readCourse();
        parseLesson(readFileSync(file, 'utf8'), nameFor(file), course.defaults);
        return shown(course);
      });
      if (now !== null && now !== told) return undefined;
      // The marks of the steps are for the course page: it gets them when it is loaded next.
      const list = this.environment.moduleGraph.getModuleById(RESOLVED);
      if (list) this.environment.moduleGraph.invalidateModule(list);
      this.environment.hot.send('junction:lesson', { slug: basename(file, '.md') });
      return [];
    },
  };
}

/** The part of the list that the page around an open lesson shows. */
function shown(course: ReturnType<typeof readCourse>): string {
  return JSON.stringify(course, (key, value: unknown) => (key === 'steps' ? [] : value));
}

/** The lessons that course.yaml names, in its order, and what it says for all of them. Throws where a file is missing or wrong. */
export function readCourse(): CourseTitle & { summaries: CourseLesson[]; defaults: Defaults } {
  const { title, summary, defaults, sections, paths } = courseFiles();
  const summaries = paths.map((path) => {
    const slug = basename(path, '.md');
    return { slug, section: sections[slug] ?? '', ...summaryOf(readFileSync(path, 'utf8'), nameFor(path), defaults) };
  });
  return { title, summary, summaries, defaults };
}

/** A lesson with a fault below its front matter is listed all the same: it says itself what is wrong, where it is opened. */
function summaryOf(text: string, file: string, defaults: Defaults): Omit<CourseLesson, 'slug' | 'section'> {
  const { title, summary, minutes } = frontMatter(text, file, defaults).meta;
  const lesson = attempt(() => parseLesson(text, file, defaults));
  return { title, summary, minutes, steps: lesson === null ? [] : marksOf(lesson) };
}

function picturesIn(folder: string): string[] {
  const pictures = join(folder, PICTURES);
  return existsSync(pictures) ? readdirSync(pictures).filter((name) => extname(name) in pictureTypes) : [];
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
