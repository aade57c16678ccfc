import type { Statement } from '../engine/protocol.ts';
import { count, visibleText } from './text.ts';

const LONGEST = 400;

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

/** Whether parameters are those of `executemany`: many rows of them. */
export function isMany(parameters: unknown): boolean {
  return Array.isArray(parameters) && parameters.length > 0 && parameters.every((row) => typeof row === 'object' && row !== null && !(row instanceof Uint8Array));
}

/** The rows that statements changed, by table: `2 rows inserted into teachers, 1 row deleted from links`; empty when none. */
export function changesText(statements: readonly Statement[]): string {
  const counts = new Map<string, number>();
  for (const { changes = [] } of statements) {
    for (const { table, operation, cause } of changes) {
      const why = cause === undefined ? '' : cause.kind === 'trigger' ? ` by the trigger ${cause.name}` : ' by a foreign key';
      const key = `${done[operation]} ${visibleText(table)}${why}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const left = statements.reduce((sum, { cut }) => sum + (cut?.rows ?? 0), 0);
  return [...[...counts].map(([key, n]) => `${count(n, 'row')} ${key}`), ...(left > 0 ? [`${count(left, 'more row')} changed`] : [])].join(', ');
}

const done = { insert: 'inserted into', update: 'changed in', delete: 'deleted from' };

/** The whole log as an SQL script: each statement with its parameters and line as comments. */
export function logScript(statements: readonly Statement[]): string {
  return statements
    .map(({ sql, parameters, line }) => {
      const notes = [line === undefined ? '' : `line ${line}`, parametersText(parameters)].filter(Boolean).join('  ');
      return `${notes ? `-- ${notes.replaceAll('\n', ' ')}\n` : ''}${sql.trim()};\n`;
    })
    .join('\n');
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return `'${visibleText(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  if (Array.isArray(value)) return `(${list(value)}${value.length === 1 ? ',' : ''})`;
  if (typeof value === 'object') {
    return `{${Object.entries(value).slice(0, 50).map(([name, of]) => `'${visibleText(name)}': ${valueText(of)}`).join(', ')}}`;
  }
  return '?';
}

function list(values: readonly unknown[]): string {
  const shown = values.slice(0, 50).map(valueText);
  if (values.length > shown.length) shown.push(`… ${values.length - shown.length} more`);
  return shown.join(', ');
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
