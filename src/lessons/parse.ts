import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { frontMatter } from './front-matter.ts';
import { LessonError, type Lesson, type LessonLanguage, type LessonProblem, type Prediction, type Step } from './lesson.ts';

/** What may stand after ```` ```python ```` or ```` ```sql ````. */
const ROLES = ['setup', 'start', 'solution', 'check', 'mistake', 'live'] as const;
type Role = (typeof ROLES)[number];
/** Code that is only shown. */
const SHOWN = ['python', 'sql', 'pycon', 'text', 'html', 'json', 'bash', 'diff'];

/** One fenced block with a part to play. */
interface Block {
  kind: Exclude<Role, 'live'> | 'hint' | 'predict';
  language: LessonLanguage | null;
  text: string;
  line: number;
}

/** A stretch of the file: the introduction, or a step. */
interface Part {
  title: string;
  line: number;
  prose: string[];
  blocks: Block[];
}

/**
 * Reads a lesson's Markdown. `file` is its name for messages, and its slug is that name without folder
 * and ending. Throws `LessonError` with everything that is wrong.
 */
export function parseLesson(text: string, file: string): Lesson {
  const { meta, body, bodyLine } = frontMatter(text, file);
  const problems: LessonProblem[] = [];
  const [intro, ...parts] = partsOf(body, bodyLine, problems);
  if (intro && intro.blocks.length > 0) {
    problems.push({ line: intro.blocks[0]?.line ?? bodyLine, text: 'the introduction cannot hold this block: it belongs under a ## heading' });
  }
  if (parts.length === 0) problems.push({ line: bodyLine, text: 'a lesson needs a step: a heading that begins with ##' });
  const steps: Step[] = [];
  for (const part of parts) steps.push(stepOf(part, steps.at(-1), problems));
  if (problems.length > 0) throw new LessonError(file, problems.sort((a, b) => a.line - b.line));
  return { slug: slugOf(file), ...meta, intro: (intro?.prose ?? []).join('\n').trim(), steps };
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
    }
  });
  copyTo(lines.length);
  return parts;
}

/** The part that a fenced block plays; null for code that is only shown. */
function blockOf(token: Token, line: number, problems: LessonProblem[]): Block | null {
  const [word = '', role, ...rest] = token.info.trim().split(/\s+/);
  const text = token.content;
  const fail = (problem: string): null => {
    problems.push({ line, text: problem });
    return null;
  };
  if (rest.length > 0) return fail(`unknown block "${token.info.trim()}": at most two words`);
  if ((word === 'hint' || word === 'predict') && role === undefined) {
    return text.trim() === '' ? fail(`an empty ${word}`) : { kind: word, language: null, text, line };
  }
  if (word === 'python' || word === 'sql') {
    if (role === undefined || role === 'live') return null;
    const kind = ROLES.find((known) => known === role);
    if (!kind || kind === 'live') return fail(`unknown block "${word} ${role}"; there are ${ROLES.join(', ')}, hint and predict`);
    return { kind, language: word, text, line };
  }
  if (role !== undefined || !SHOWN.includes(word || 'text')) {
    return fail(`unknown block "${token.info.trim()}"; code that is only shown may be ${SHOWN.join(', ')}`);
  }
  return null;
}

function stepOf(part: Part, before: Step | undefined, problems: LessonProblem[]): Step {
  const of = (kind: Block['kind']): Block[] => part.blocks.filter((block) => block.kind === kind);
  const one = (kind: Block['kind']): Block | undefined => {
    const [first, second] = of(kind);
    if (second) problems.push({ line: second.line, text: `a second ${kind} block in this step` });
    return first;
  };
  if (part.title === '') problems.push({ line: part.line, text: 'a step needs a title' });
  const start = one('start');
  const setup = one('setup');
  const solutions = of('solution');
  const language = (start ?? solutions[0])?.language ?? before?.language ?? 'python';
  for (const block of [...solutions, ...of('mistake')]) {
    if (block.language !== language) problems.push({ line: block.line, text: `this step is in ${language}, the ${block.kind} in ${block.language ?? 'nothing'}` });
  }
  for (const block of [...of('check'), ...of('setup')]) {
    if (block.language !== 'python') problems.push({ line: block.line, text: `a ${block.kind} block is written in python` });
  }
  return {
    title: part.title,
    prose: part.prose.join('\n').trim(),
    language,
    setup: setup?.text ?? '',
    start: start?.text ?? (before?.language === language ? (before.solution ?? before.start) : ''),
    solution: solutions[0]?.text ?? null,
    solutions: solutions.map(({ text }) => text),
    checks: of('check').map(({ text }) => text),
    mistakes: of('mistake').map((block) => {
      const match = /^(?:#|--)\s*says:\s*(.+)\n/.exec(block.text);
      if (!match) problems.push({ line: block.line, text: 'a mistake begins with a comment "says: …": words that its answer must hold' });
      return { says: match?.[1]?.trim() ?? '', code: block.text.slice(match?.[0].length ?? 0) };
    }),
    hints: of('hint').map(({ text }) => text.trim()),
    predictions: of('predict').map((block) => predictionOf(block, problems)),
    line: part.line,
  };
}

function predictionOf({ text, line }: Block, problems: LessonProblem[]): Prediction {
  const match = /^([\s\S]+?)\n\s*answer:\s*(.+)\s*$/.exec(text.trimEnd());
  if (!match) problems.push({ line, text: 'a predict block is a question and a last line "answer: …"' });
  return { question: match?.[1]?.trim() ?? '', answer: match?.[2]?.trim() ?? '' };
}
