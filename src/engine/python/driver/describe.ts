import type { DriverStatement } from './statements.ts';

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
