import * as v from 'valibot';
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import { LessonError, lessonPanels, type LessonProblem } from './lesson.ts';

const line = v.pipe(v.string('must be a text'), v.trim(), v.nonEmpty('must not be empty'));

/** Everything that front matter may say; anything else is an error. */
const schema = v.strictObject({
  title: line,
  summary: line,
  minutes: v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1')),
  objectives: v.optional(v.array(line, 'must be a list'), []),
  panels: v.optional(
    v.array(v.picklist(lessonPanels, (issue) => `knows no panel ${issue.received}; there are ${lessonPanels.join(', ')}`), 'must be a list'),
    [],
  ),
});

export type FrontMatter = v.InferOutput<typeof schema>;
/** Values of front matter that hold for every lesson of a course that does not give its own. */
export type Defaults = Partial<FrontMatter>;
/** What a course may say for all its lessons. */
export const defaultsSchema = v.strictObject({
  minutes: v.optional(schema.entries.minutes),
  panels: v.optional(schema.entries.panels.wrapped),
});

/**
 * Splits a lesson's file into its front matter and the rest. `bodyLine` is the line on which the rest
 * begins, from 1. Throws `LessonError`.
 */
export function frontMatter(text: string, file: string, defaults: Defaults = {}): { meta: FrontMatter; body: string; bodyLine: number } {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) {
    throw new LessonError(file, [{ line: 1, text: 'a lesson begins with front matter: a line ---, keys such as title, and another line ---' }]);
  }
  const lines = new LineCounter();
  const source = match[1] ?? '';
  const document = parseDocument(source, { lineCounter: lines, maxAliasCount: 0 } as object);
  // Line 1 of the YAML is line 2 of the file.
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  if (document.errors.length > 0) {
    throw new LessonError(
      file,
      document.errors.map((error) => ({ line: lineAt(error.pos[0]), text: `front matter: ${error.message.split('\n')[0] ?? 'not YAML'}` })),
    );
  }
  const own: unknown = document.toJS({ maxAliasCount: 0 });
  const result = v.safeParse(schema, isMap(document.contents) ? { ...defaults, ...(own as object) } : own);
  if (!result.success) throw new LessonError(file, result.issues.map((issue) => problemOf(issue, document, lineAt)));
  const bodyLine = match[0].split('\n').length;
  return { meta: result.output, body: text.slice(match[0].length), bodyLine };
}

function problemOf(issue: v.BaseIssue<unknown>, document: Document, lineAt: (offset: number) => number): LessonProblem {
  const path = (issue.path ?? []).map(({ key }) => key);
  const key = String(path[0] ?? '');
  const at = offsetOf(document, path);
  if (issue.type === 'strict_object') {
    const known = Object.keys(schema.entries);
    if (known.includes(key)) return { line: 1, text: `front matter lacks ${key}` };
    return path.length === 0
      ? { line: 1, text: 'front matter must be keys and values' }
      : { line: lineAt(at), text: `front matter knows no key "${key}"; there are ${known.join(', ')}` };
  }
  return { line: lineAt(at), text: `${key} ${issue.message}` };
}

/** Where a value, or at least its key, stands in the YAML. */
function offsetOf(document: Document, path: readonly unknown[]): number {
  const node = document.getIn(path, true);
  if (path.length > 1 && isNode(node) && node.range) return node.range[0];
  if (!isMap(document.contents)) return 0;
  const pair = document.contents.items.find(({ key }) => isScalar(key) && key.value === path[0]);
  return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : 0;
}
