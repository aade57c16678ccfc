import { sqlTokens, type SqlToken } from './sql-tokens.ts';

/** Characters that a line of a list may have. */
const WIDTH = 64;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** What begins a line of its own outside of parentheses, and what begins one that is indented. */
const CLAUSES = words('select from where group having order limit values set returning union except intersect');
const INNER = words('join left right full cross inner natural and or');
/** What begins no line after another word. */
const UNBROKEN: ReadonlySet<string> = new Set(['default values', 'delete from']);
/** After these a join's next word goes on in the line. */
const JOINED = words('left right full cross inner natural outer');

/** A statement with a line for each of its parts, in pieces that say what they are. */
export function formattedSql(sql: string): SqlToken[] {
  const tokens = spaced(sqlTokens(sql.trim()));
  const lines = new Lines();
  const table = tokens[0]?.text.toLowerCase() === 'create' && tokens.some(({ text }) => text.toLowerCase() === 'table');
  let depth = 0;
  let before = '';
  let between = false;
  for (const [i, { gap, ...token }] of tokens.entries()) {
    const word = token.text.toLowerCase();
    if (word === ')') depth = Math.max(0, depth - 1);
    const isPart = token.kind === 'keyword' && depth === 0 && !table;
    if (isPart && CLAUSES.has(word) && !UNBROKEN.has(`${before} ${word}`)) lines.next(0);
    else if (isPart && INNER.has(word) && !JOINED.has(before) && !(word === 'and' && between)) lines.next(2);
    else if (table && word === ')' && depth === 0) lines.next(0);
    else if (gap && before === ',' && lines.width + roomFor(tokens, i) > WIDTH) lines.next(4);
    else if (gap) lines.space();
    lines.add(token);
    if (word === '(') depth += 1;
    if (table && depth === 1 && (word === '(' || word === ',')) lines.next(2);
    if (word.startsWith('--')) lines.next(0);
    if (word === 'between' || word === 'and') between = word === 'between';
    before = word;
  }
  return lines.pieces;
}

/** The tokens that are not blank, each with whether blank space stands before it. */
function spaced(tokens: readonly SqlToken[]): (SqlToken & { gap: boolean })[] {
  return tokens.flatMap((token, i) => (token.kind === 'gap' ? [] : [{ ...token, gap: tokens[i - 1]?.kind === 'gap' }]));
}

/** Characters of the list's item that begins at a token, the comma behind it included; those of a long one in part. */
function roomFor(tokens: readonly (SqlToken & { gap: boolean })[], from: number): number {
  let room = 1;
  let depth = 0;
  for (let i = from; i < tokens.length && room < WIDTH; i++) {
    const { text, gap } = tokens[i] ?? { text: '', gap: false };
    if (text === '(') depth++;
    else if (text === ')') depth--;
    if (depth < 0 || (depth === 0 && CLAUSES.has(text.toLowerCase()))) break;
    room += text.length + (gap ? 1 : 0);
    if (depth === 0 && text === ',') break;
  }
  return room;
}

/** Lines in the making. */
class Lines {
  readonly pieces: SqlToken[] = [];
  /** Characters in the line so far. */
  width = 0;
  #empty = true;

  add(piece: SqlToken): void {
    this.pieces.push(piece);
    this.width += piece.text.length;
    this.#empty = false;
  }

  space(): void {
    if (!this.#empty) this.add({ kind: 'gap', text: ' ' });
  }

  /** Begins a line, unless this one is empty. */
  next(indent: number): void {
    if (this.#empty) return;
    this.pieces.push({ kind: 'gap', text: `\n${' '.repeat(indent)}` });
    this.width = indent;
    this.#empty = true;
  }
}
