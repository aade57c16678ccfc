import type { SqlValue } from '../engine/protocol.ts';

const VALUE = String.raw`\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^,]+)`;

/** Values as Python writes them, one behind the other: `1, 'a'`; null when one is of a kind that SQLite does not store as it is. */
export function readValues(text: string): SqlValue[] | null {
  const values = [...text.matchAll(new RegExp(VALUE, 'g'))].map(([part]) => read(part.trim()));
  return values.every((value) => value !== undefined) ? values : null;
}

/** Named values: `teacher_id=1, student_id=2`; those that are not known are left out. */
export function readNamedValues(text: string): Map<string, SqlValue> {
  const found = new Map<string, SqlValue>();
  for (const [, name = '', part = ''] of text.matchAll(new RegExp(`([^=,\\s][^=]*)=(${VALUE})`, 'g'))) {
    const value = read(part.trim());
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

function read(text: string): SqlValue | undefined {
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return Number(text === 'True');
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) return Number(text);
  if (!/^(['"]).*\1$/s.test(text)) return undefined;
  // What else a backslash may stand for is rare in keys.
  return text.slice(1, -1).replaceAll(/\\([\\'"])/g, '$1').replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}
