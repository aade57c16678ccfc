import type { StatementKind } from '../protocol.ts';

const BLANK = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$)|;)+/;
const KINDS: Record<string, StatementKind> = {
  select: 'select', values: 'select', explain: 'select', insert: 'insert', replace: 'insert', update: 'update', delete: 'delete',
  create: 'ddl', drop: 'ddl', alter: 'ddl', begin: 'transaction', commit: 'transaction', end: 'transaction', rollback: 'transaction',
  savepoint: 'transaction', release: 'transaction', pragma: 'pragma',
};

const NAME = `("(?:[^"]|"")*"|'[^']*'|\`[^\`]*\`|\\[[^\\]]*\\]|\\w+)`;
const BRACKET = new RegExp(`^(?:(begin)\\b|(commit|end)\\b|(savepoint)\\s+${NAME}|(release)\\s+(?:savepoint\\s+)?${NAME}|(rollback)(?:\\s+transaction)?(?:\\s+to\\s+(?:savepoint\\s+)?${NAME})?)`, 'i');

/** What a statement does to the transactions of its connection. */
export type Bracket =
  | { verb: 'begin' | 'commit' | 'rollback' }
  | { verb: 'savepoint' | 'release' | 'rollback to'; name: string };

/** A statement's first word in lower case, blanks and comments aside. */
export function firstWord(sql: string): string {
  return /^[a-z]+/i.exec(sql.replace(BLANK, ''))?.[0].toLowerCase() ?? '';
}

export function kindOf(sql: string): StatementKind {
  const word = firstWord(sql);
  return KINDS[word === 'with' ? mainVerb(sql) : word] ?? 'other';
}

/** What begins or ends in a statement's text; undefined for one that leaves transactions alone. */
export function bracketOf(sql: string): Bracket | undefined {
  const match = BRACKET.exec(sql.replace(BLANK, ''));
  if (!match) return undefined;
  const [, begin, commit, savepoint, savepointName = '', release, releaseName = '', , rollbackName] = match;
  if (begin) return { verb: 'begin' };
  if (commit) return { verb: 'commit' };
  if (savepoint) return { verb: 'savepoint', name: plain(savepointName) };
  if (release) return { verb: 'release', name: plain(releaseName) };
  return rollbackName === undefined ? { verb: 'rollback' } : { verb: 'rollback to', name: plain(rollbackName) };
}

/** The verb behind a WITH clause: the first that stands outside all brackets. */
function mainVerb(sql: string): string {
  let depth = 0;
  for (const [part] of sql.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[()]|\b(?:select|values|insert|replace|update|delete)\b/gi)) {
    if (part === '(') depth++;
    else if (part === ')') depth--;
    else if (depth === 0 && /^[a-z]/i.test(part)) return part.toLowerCase();
  }
  return '';
}

function plain(name: string): string {
  return /^["'`[]/.test(name) ? name.slice(1, -1) : name;
}

/** Whether a statement may change a database, or a transaction: SQLite takes those that begin and end one for read-only. */
export function isFollowed(sql: string, readOnly: boolean): boolean {
  if (readOnly) return bracketOf(sql) !== undefined || ['attach', 'detach'].includes(firstWord(sql));
  return firstWord(sql) !== 'pragma';
}
