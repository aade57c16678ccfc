import type { DatabaseName, QueryError, QueryResult, ResultSet } from '../protocol.ts';
import { unpackRows } from '../../packed-rows.ts';
import type { Connection } from './connection.ts';
import type { Databases } from './databases.ts';
import { SqliteError } from './error.ts';
import { packRows } from './row-packer.ts';
import { skipBlank, SqlText } from './sql-text.ts';

/** Rows of one statement that are shown. */
export const SHOWN_ROWS = 1000;
/** Bytes of all results of one query that are shown, roughly. */
const SHOWN_BYTES = 8 << 20;
/** Bytes of one text or blob that are shown. */
const SHOWN_CELL = 1 << 20;
/** Results that are kept; a longer script still runs to its end. */
const SHOWN_RESULTS = 1000;

/**
 * Runs all statements of `sql` on the console's own connection, each with its result, up to the first that fails. A
 * transaction that is begun stays open for the next query. Rows beyond the limits are not fetched.
 */
export function query(databases: Databases, sql: string, name?: DatabaseName): QueryResult {
  const start = performance.now();
  const results: ResultSet[] = [];
  const done = (): { results: ResultSet[]; changes: number; ms: number } =>
    ({ results, changes: changes(), ms: performance.now() - start });
  let changes = (): number => 0;
  try {
    const connection = databases.console(name);
    const before = connection.totalChanges;
    changes = () => connection.totalChanges - before;
    const error = runAll(connection, sql, results);
    return error ? { status: 'error', error, ...done() } : { status: 'ok', ...done() };
  } catch (error) {
    return { status: 'error', error: told(error), ...done() };
  }
}

/** Adds each statement's result to `results`; answers what went wrong, if anything did. */
function runAll(connection: Connection, sql: string, results: ResultSet[]): QueryError | undefined {
  const nul = sql.indexOf('\0');
  if (nul >= 0) return { message: 'the query contains a null character', offset: nul };
  const bytes = new TextEncoder().encode(sql);
  const text = new SqlText(connection.sqlite, bytes);
  let room = SHOWN_BYTES;
  try {
    for (;;) {
      const begun = text.offset;
      const from = skipBlank(bytes, begun);
      try {
        const statement = text.next(connection);
        if (!statement) return undefined;
        const own = decode(bytes.subarray(from, text.offset)).trim();
        const before = connection.totalChanges;
        let read;
        let columns;
        try {
          read = packRows(statement, { rows: SHOWN_ROWS, bytes: room, cell: SHOWN_CELL });
          columns = statement.columnNames();
        } finally {
          statement.finalize();
        }
        room = Math.max(0, room - read.size);
        // Only now are the changes counted: an INSERT … RETURNING that was not read to its end has just ended.
        const touched = connection.totalChanges > before ? connection.changes : 0;
        if (results.length < SHOWN_RESULTS) results.push({ columns, rows: unpackRows(read.rows), truncated: read.more, sql: own, changes: touched });
      } catch (error) {
        const place = error instanceof SqliteError && error.byteOffset >= 0 ? { at: decode(bytes.subarray(0, begun + error.byteOffset)).length } : {};
        return { ...told(error), offset: decode(bytes.subarray(0, from)).length, ...place };
      }
    }
  } finally {
    text.release();
  }
}

function told(error: unknown): QueryError {
  if (error instanceof SqliteError) return { message: error.message, code: error.code };
  // A value that fits neither SQLite's memory nor a JS string.
  if (error instanceof RangeError) return { message: 'out of memory' };
  throw error;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
