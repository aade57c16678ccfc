import type { Sqlite } from '../../sqlite/library.ts';
import type { DriverStatement } from './statements.ts';

/** CPython puts the words of this refusal together in so many bytes, as ASCII. */
const REFUSAL_BYTES = 198;

/** Names of the result columns, separated by NULs. */
export function columnNames({ statement }: DriverStatement): string {
  return statement?.columnNames().join('\0') ?? '';
}

/** Declared types of the result columns, separated by NULs; empty for an expression. */
export function declaredTypes({ statement }: DriverStatement): string {
  return Array.from({ length: statement?.columnCount ?? 0 }, (_, column) => statement?.declaredType(column) ?? '').join('\0');
}

/** Names of the parameters with their first character, separated by NULs; empty for a plain `?`. */
export function parameterNames({ statement }: DriverStatement): string {
  return statement?.parameterNames().map((name) => name ?? '').join('\0') ?? '';
}

/** Says how values are to come; `converted` lists the columns with a converter, separated by commas. */
export function setShape(stmt: DriverStatement, rawText: boolean, converted: string): void {
  stmt.rawText = rawText;
  stmt.converted = null;
  if (converted === '') return;
  stmt.converted = new Uint8Array(stmt.statement?.columnCount ?? 0);
  for (const column of converted.split(',')) stmt.converted[Number(column)] = 1;
}

/** Why a column of the current row is not a `str`. */
export function tellUndecodable({ c, memory }: Sqlite, { handle }: DriverStatement, column: number): string {
  const ascii = (text: number): string =>
    Array.from(memory.bytes.subarray(text, memory.bytes.indexOf(0, text)), (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('');
  const text = ascii(c.column_text(handle, column));
  return `Could not decode to UTF-8 column '${ascii(c.column_name(handle, column))}' with text '${text}'`.slice(0, REFUSAL_BYTES);
}
