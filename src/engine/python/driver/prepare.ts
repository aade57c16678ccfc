import { SQLITE_OK } from '../../sqlite/c-api.ts';
import type { Connection } from '../../sqlite/connection.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { REFUSED } from './parameters.ts';
import type { Statements } from './statements.ts';

/** The text holds more than one statement. */
const SEVERAL = -3;

/** Prepares the only statement of `sql`; its number, `REFUSED` or `SEVERAL`. */
export function prepareOne(sqlite: Sqlite, statements: Statements, connection: Connection, sql: string): number {
  const { c, memory } = sqlite;
  const cells = memory.allocate(8);
  try {
    return memory.withString(sql, (text, length) => {
      const code = c.prepare_v2(connection.handle, text, length + 1, cells, cells + 4);
      if (code !== SQLITE_OK) {
        statements.fail(connection);
        return REFUSED;
      }
      const handle = memory.pointer(cells);
      const rest = memory.bytes.subarray(memory.pointer(cells + 4), text + length);
      if (skipSpace(rest, 0) < rest.length) {
        c.finalize(handle);
        return SEVERAL;
      }
      const lead = memory.bytes.subarray(text, text + length);
      return statements.add(connection, handle, sql, memory.text(text + skipSpace(lead, 0), 7));
    });
  } finally {
    memory.release(cells);
  }
}

/** Where blanks and comments end, as CPython's module sees them: a semicolon is neither. */
function skipSpace(sql: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = sql[at];
    if (byte === undefined) return sql.length;
    if (byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d) at++;
    else if (byte === 0x2d && sql[at + 1] === 0x2d) {
      at = sql.indexOf(0x0a, at);
      if (at === -1) return sql.length;
    } else if (byte === 0x2f && sql[at + 1] === 0x2a) {
      at = sql.indexOf(0x2a, at + 2);
      while (at !== -1 && sql[at + 1] !== 0x2f) at = sql.indexOf(0x2a, at + 1);
      if (at === -1) return sql.length;
      at += 2;
    } else return at;
  }
}
