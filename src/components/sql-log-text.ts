import type { RowChange, Statement, StatementKind } from '../engine/protocol.ts';
import { isMany } from '../trace-log/filled.ts';
import { filters } from '../trace-log/sections.ts';
import { count, visibleText } from './text.ts';

const LONGEST = 400;
/** Values that are listed. */
const LISTED = 50;

/** Parameters much as Python writes them: `(1, 'Ann', None)`; empty when there are none. */
export function parametersText(parameters: unknown): string {
  if (parameters === null || parameters === undefined) return '';
  if (Array.isArray(parameters)) {
    if (parameters.length === 0) return '';
    const many = isMany(parameters);
    const open = many ? '[' : '(';
    return cut(`${open}${list(parameters)}${many ? ']' : parameters.length === 1 ? ',)' : ')'}`);
  }
  if (typeof parameters === 'object' && Object.keys(parameters).length === 0) return '';
  return cut(valueText(parameters));
}

/**
 * The rows that statements changed, by table: `2 rows inserted into teachers, 1 row deleted from links`; empty when none. Rows
 * that the database itself removed are named by their keys.
 */
export function changesText(statements: readonly Statement[]): string {
  const found = new Map<string, RowChange[]>();
  for (const { kind, changes = [] } of statements) {
    for (const change of changes) {
      const what = kind === 'transaction' ? undone[change.operation] : done[change.operation];
      const words = `${what} ${visibleText(change.table)}${causeText(change, kind)}`;
      const alike = found.get(words);
      if (alike) alike.push(change);
      else found.set(words, [change]);
    }
  }
  const left = statements.reduce((sum, { cut }) => sum + (cut?.rows ?? 0), 0);
  const texts = [...found].map(([words, changes]) => `${count(changes.length, 'row')} ${words}${keysText(changes)}`);
  const text = [...texts, ...(left > 0 ? [`${count(left, 'more row')} changed`] : [])].join(', ');
  // Rows that a rollback changes are those that it puts back.
  return text !== '' && statements.every(({ kind }) => kind === 'transaction') ? `takes back: ${text}` : text;
}

const done = { insert: 'inserted into', update: 'changed in', delete: 'deleted from' };
const undone = { insert: 'deleted from', update: 'changed in', delete: 'inserted into' };
/** Keys of rows that are listed. */
const KEYS = 5;

function causeText({ operation, cause, before, after }: RowChange, kind: StatementKind): string {
  if (cause === undefined) return '';
  if (cause.kind === 'trigger') return ` by the trigger ${visibleText(cause.name)}`;
  if (operation === 'delete') return ' by ON DELETE CASCADE';
  if (kind === 'update') return ' by ON UPDATE';
  const emptied = after?.every((value, i) => value === null || Object.is(value, before?.[i])) ?? false;
  return emptied ? ' by ON DELETE SET NULL' : ' by a foreign key';
}

/** The keys of rows that no statement named. */
function keysText(changes: readonly RowChange[]): string {
  if (changes[0]?.cause === undefined || changes[0].keyColumns.length === 0) return '';
  const keys = changes.slice(0, KEYS).map(({ key }) => (key.length === 1 ? valueText(key[0]) : `(${list(key)})`));
  return `: ${[...keys, ...(changes.length > KEYS ? ['…'] : [])].join(' ')}`;
}

/** The whole log as an SQL script: each statement with its parameters and line as comments. */
export function logScript(statements: readonly Statement[]): string {
  return statements
    .map(({ sql, parameters, line }) => {
      const notes = [line === undefined ? '' : `line ${line}`, parametersText(parameters)].filter(Boolean).join('  ');
      return `${notes ? `-- ${notes.replaceAll('\n', ' ')}\n` : ''}${sql.trim().replace(/;$/, '')};\n`;
    })
    .join('\n');
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return `'${visibleText(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return `<${count(value.length, 'byte')}>`;
  if (Array.isArray(value)) return `(${list(value)}${value.length === 1 ? ',' : ''})`;
  if (typeof value === 'object') {
    if ('$blob' in value) return `<${count(Number(value.$blob), 'byte')}>`;
    return `{${Object.entries(value).slice(0, 50).map(([name, of]) => `'${visibleText(name)}': ${valueText(of)}`).join(', ')}}`;
  }
  return '?';
}

function list(values: readonly unknown[]): string {
  const last = values.at(-1);
  const unsent = typeof last === 'object' && last !== null && '$more' in last ? Number(last.$more) : 0;
  const own = unsent > 0 ? values.slice(0, -1) : values;
  const shown = own.slice(0, LISTED).map(valueText);
  const left = own.length - shown.length + unsent;
  return [...shown, ...(left > 0 ? [`… ${left.toLocaleString('en')} more`] : [])].join(', ');
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** How many statements of each kind there are, without kinds of which there are none. */
export function countsOf(statements: readonly Statement[]): { label: string; kinds: readonly StatementKind[]; n: number }[] {
  const found = new Map<StatementKind, number>();
  for (const { kind } of statements) found.set(kind, (found.get(kind) ?? 0) + 1);
  return filters
    .map(({ label, kinds: of }) => ({ label, kinds: of, n: of.reduce((sum, kind) => sum + (found.get(kind) ?? 0), 0) }))
    .filter(({ n }) => n > 0);
}
