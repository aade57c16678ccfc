import type { CheckReport, CheckRequest, QueryResult } from './protocol.ts';
import { query } from './sqlite/console.ts';
import type { Databases } from './sqlite/databases.ts';
import { DEFAULT_DATABASE } from './sqlite/names.ts';

/**
 * What Python's checks are told, as JSON. SQL is run here, as the SQL console would run it; Python looks at what it
 * left. A Python program is run by Python.
 */
export function checkRequest(databases: Databases, request: CheckRequest): string {
  if (request.language === 'python') return JSON.stringify(request);
  const first = query(databases, request.setup, DEFAULT_DATABASE);
  const result = first.status === 'ok' ? query(databases, request.code, DEFAULT_DATABASE) : first;
  const text = first.status === 'ok' ? request.code : request.setup;
  const answer = result.results.findLast(({ columns }) => columns.length > 0);
  const uncommitted = databases.list().some((database) => database.uncommitted);
  return JSON.stringify(
    {
      ...request,
      database: DEFAULT_DATABASE,
      ended: { status: result.status, ...errorOf(result, text), ...(uncommitted ? { unsaved: {} } : {}) },
      ...(answer ? { answer: { columns: answer.columns, rows: answer.rows } } : {}),
    },
    (_, value: unknown) => (typeof value === 'bigint' ? { $int: String(value) } : value instanceof Uint8Array ? { $blob: hex(value) } : value),
  );
}

/** The report on a program during which Python died. */
export function deadReport(message: string, ms: number): CheckReport {
  return { checks: [{ name: 'The program runs to its end', passed: false, message }], answers: [], ms };
}

function errorOf(result: QueryResult, text: string): object {
  if (result.status === 'ok') return {};
  const { message, offset, at } = result.error;
  const place = at ?? offset;
  return { error: { type: 'SQL error', message, ...(place === undefined ? {} : { line: text.slice(0, place).split('\n').length }) } };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
