import MarkdownIt from 'markdown-it';
import { blockOf, headed } from './blocks.ts';
import { frontMatter, type Defaults } from './front-matter.ts';
import { LessonError, type Lesson, type LessonProblem, type Step } from './lesson.ts';
import { notesOf, stepOf, type Part } from './step.ts';

/**
 * Reads a lesson's Markdown. `file` is its name for messages, and its slug is that name without folder
 * and ending; `defaults` is what the course says for all its lessons. Throws `LessonError` with
 * everything that is wrong.
 */
export function parseLesson(text: string, file: string, defaults: Defaults = {}): Lesson {
  const { meta, body, bodyLine } = frontMatter(text, file, defaults);
  const problems: LessonProblem[] = [];
  const [intro, ...parts] = partsOf(body, bodyLine, problems);
  const common = intro?.blocks ?? [];
  for (const { kind, line } of common) {
    if (!['setup', 'live', 'check', 'notes'].includes(kind)) problems.push({ line, text: `the introduction cannot hold this block: ${kind} belongs under a ## heading` });
  }
  if (parts.length === 0) problems.push({ line: bodyLine, text: 'a lesson needs a step: a heading that begins with ##' });
  const steps: Step[] = [];
  for (const part of parts) steps.push(stepOf(part, steps.at(-1), common, problems));
  if (problems.length > 0) throw new LessonError(file, problems.sort((a, b) => a.line - b.line));
  return { slug: slugOf(file), ...meta, intro: (intro?.prose ?? []).join('\n').trim(), notes: notesOf(common), steps };
}

/** A file's name without folder, ending and query. */
export function slugOf(file: string): string {
  return (file.split(/[?#]/, 1)[0] ?? '').split('/').at(-1)?.replace(/\.md$/, '') ?? '';
}

/** Cuts the body at its second-level headings and takes the blocks with a part to play out of the prose. */
function partsOf(body: string, bodyLine: number, problems: LessonProblem[]): Part[] {
  const lines = body.split(/\r?\n/);
  const parts: Part[] = [{ title: '', line: bodyLine, prose: [], blocks: [] }];
  let next = 0;
  const copyTo = (end: number): void => {
    parts.at(-1)?.prose.push(...lines.slice(next, end));
  };
  const tokens = new MarkdownIt({ html: false }).parse(body, {});
  tokens.forEach((token, i) => {
    if (!token.map || token.level > 0) return;
    const [from, to] = token.map;
    const line = bodyLine + from;
    if (token.type === 'heading_open' && token.tag === 'h1') {
      problems.push({ line, text: 'the title stands in the front matter; a step begins with ##' });
    } else if (token.type === 'heading_open' && token.tag === 'h2') {
      copyTo(from);
      next = to;
      parts.push({ title: tokens[i + 1]?.content.trim() ?? '', line, prose: [], blocks: [] });
    } else if (token.type === 'fence') {
      const block = blockOf(token, line, problems);
      if (!block) return;
      copyTo(from);
      next = to;
      parts.at(-1)?.blocks.push(block);
      // What is live is read with the prose, but for what the author says of its end.
      if (block.kind === 'live') {
        const { code } = headed(block.text, 'fails');
        parts.at(-1)?.prose.push(`${token.markup}${token.info}`, ...code.replace(/\n$/, '').split('\n'), token.markup);
      }
    }
  });
  copyTo(lines.length);
  return parts;
}
