import type { Statement } from '../engine/protocol.ts';
import { visibleText } from './text.ts';

const LONGEST = 400;

/** Parameters much as Python writes them: `(1, 'Ann', None)`; empty when there are none. */
export function parametersText(parameters: unknown): string {
  if (parameters === null || parameters === undefined) return '';
  if (Array.isArray(parameters)) {
    if (parameters.length === 0) return '';
    const many = parameters.every((row) => typeof row === 'object' && row !== null && !(row instanceof Uint8Array));
    const open = many ? '[' : '(';
    return cut(`${open}${list(parameters)}${many ? ']' : parameters.length === 1 ? ',)' : ')'}`);
  }
  if (typeof parameters === 'object' && Object.keys(parameters).length === 0) return '';
  return cut(valueText(parameters));
}

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
