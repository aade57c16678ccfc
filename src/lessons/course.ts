import * as v from 'valibot';
import { LineCounter, isMap, isScalar, parseDocument } from 'yaml';
import { defaultsSchema, type Defaults } from './front-matter.ts';
import { LessonError, type CourseTitle } from './lesson.ts';

/** What `course.yaml` says. */
export interface Course extends CourseTitle {
  /** Front matter of every lesson that does not give its own. */
  defaults: Defaults;
  /** The lessons' names, in order. */
  lessons: string[];
  /** Titles of the course's parts, by the names of their lessons; no entry where a lesson stands before the first part. */
  sections: Record<string, string>;
}

const line = v.pipe(v.string('must be a text'), v.trim(), v.nonEmpty('must not be empty'));
const name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'must be names in small letters, digits and hyphens'));
const entry = v.union([name, v.strictObject({ section: line })], 'must be names of files without .md, or “section: Title”');

const schema = v.strictObject({
  title: v.optional(line, 'Lessons'),
  summary: v.optional(line),
  defaults: v.optional(defaultsSchema, {}),
  lessons: v.array(entry, 'must be a list of file names without .md'),
});

/** Reads a course. Throws `LessonError` with file and line. */
export function parseCourse(text: string, file: string): Course {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new LessonError(file, [{ line: lines.linePos(broken.pos[0]).line, text: broken.message.split('\n')[0] ?? 'not YAML' }]);
  const result = v.safeParse(schema, document.toJS({ maxAliasCount: 0 }));
  if (result.success) {
    const { title, summary = '', defaults, lessons: entries } = result.output;
    const lessons = entries.filter((one) => typeof one === 'string');
    const twice = lessons.find((slug, i, all) => all.indexOf(slug) !== i);
    if (twice !== undefined) throw new LessonError(file, [{ line: 1, text: `${twice} is listed twice` }]);
    return { title, summary, defaults: withoutUndefined(defaults), lessons, sections: sectionsOf(entries) };
  }
  const problems = result.issues.map((issue) => {
    const path = (issue.path ?? []).map(({ key }) => String(key));
    const pair = isMap(document.contents) ? document.contents.items.find(({ key }) => isScalar(key) && key.value === path[0]) : undefined;
    const at = isScalar(pair?.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : 1;
    const unknown = issue.type === 'strict_object' && issue.expected === 'never';
    return { line: at, text: unknown ? `knows no key "${path.join('.')}"` : `${path[0] ?? 'the course'} ${issue.type === 'strict_object' ? 'is missing' : issue.message}` };
  });
  throw new LessonError(file, problems);
}

/** The last heading before each lesson. */
function sectionsOf(entries: readonly v.InferOutput<typeof entry>[]): Record<string, string> {
  const named = entries.map((one, i) => {
    const heading = entries.slice(0, i).findLast((before) => typeof before !== 'string');
    return typeof one === 'string' && typeof heading === 'object' ? [[one, heading.section]] : [];
  });
  return Object.fromEntries(named.flat()) as Record<string, string>;
}

/** An optional key that is not there is not one whose value is undefined. */
function withoutUndefined(defaults: v.InferOutput<typeof defaultsSchema>): Defaults {
  return Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined)) as Defaults;
}
