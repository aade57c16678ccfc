import type { Token } from 'markdown-it';
import type { LessonLanguage, LessonProblem } from './lesson.ts';

/** What may stand after ```` ```python ````, ```` ```sql ```` and ```` ```diff ````. */
const roles = {
  python: ['setup', 'start', 'solution', 'check', 'mistake', 'order', 'live'],
  sql: ['setup', 'start', 'solution', 'mistake', 'order', 'live'],
  diff: ['start', 'solution', 'mistake'],
} as const;
/** Blocks that are a word alone. */
const words = ['hint', 'predict', 'quiz', 'notes', 'survivors'] as const;
/** Code that is only shown. */
const shown = ['python', 'sql', 'pycon', 'text', 'html', 'json', 'bash', 'diff'];

type Role = (typeof roles)[keyof typeof roles][number];
export type BlockKind = Role | (typeof words)[number];

/** One fenced block with a part to play. */
export interface Block {
  kind: BlockKind;
  /** `diff` changes another program; null for blocks that are not code. */
  language: LessonLanguage | 'diff' | null;
  text: string;
  /** Line of its fence in the file, from 1. */
  line: number;
}

/** The part that a fenced block plays; null for code that is only shown, and for what is wrong. */
export function blockOf(token: Token, line: number, problems: LessonProblem[]): Block | null {
  const info = token.info.trim();
  const [first = '', role, ...rest] = info.split(/\s+/);
  const fail = (text: string): null => {
    problems.push({ line, text });
    return null;
  };
  if (rest.length > 0) return fail(`unknown block "${info}": at most two words`);
  const word = role === undefined ? words.find((known) => known === first) : undefined;
  if (word) return token.content.trim() === '' ? fail(`an empty ${word}`) : { kind: word, language: null, text: token.content, line };
  if (role === undefined) {
    if (shown.includes(first || 'text')) return null;
    return fail(`unknown block "${info}"; code that is only shown may be ${shown.join(', ')}, a block without code ${words.join(', ')}`);
  }
  if (first !== 'python' && first !== 'sql' && first !== 'diff') return fail(`unknown block "${info}"; code with a part to play is python, sql or diff`);
  const kind = (roles[first] as readonly Role[]).find((known) => known === role);
  if (!kind) return fail(`unknown block "${info}"; after ${first} may come ${roles[first].join(', ')}`);
  return { kind, language: first, text: token.content, line };
}

/** Takes the first line `# says: …` (or another key) off a block. */
export function headed(text: string, key: string): { words: string | null; code: string } {
  const match = new RegExp(`^(?:#|--)[ \\t]*${key}:[ \\t]*(\\S.*)\\n`).exec(text);
  return { words: match?.[1]?.trim() ?? null, code: text.slice(match?.[0].length ?? 0) };
}
