import { SQLITE_OK } from './c-api.ts';
import type { Connection } from './connection.ts';
import type { Sqlite } from './library.ts';
import { Statement } from './statement.ts';

/** SQL in SQLite's memory, for preparing its statements one after the other. Offsets are bytes of its UTF-8. */
export class SqlText {
  readonly #sqlite: Sqlite;
  readonly #start: number;
  readonly #length: number;
  #at = 0;

  constructor(sqlite: Sqlite, sql: string | Uint8Array) {
    const bytes = typeof sql === 'string' ? new TextEncoder().encode(sql) : sql;
    this.#sqlite = sqlite;
    this.#length = bytes.length;
    this.#start = sqlite.memory.allocate(bytes.length + 1);
    sqlite.memory.bytes.set(bytes, this.#start);
    sqlite.memory.bytes[this.#start + bytes.length] = 0;
  }

  /** Where the next statement will be looked for. */
  get offset(): number {
    return this.#at;
  }

  get length(): number {
    return this.#length;
  }

  /** Prepares the next statement; null when only blanks, comments or semicolons are left. Throws what SQLite refuses. */
  next(connection: Connection): Statement | null {
    const { c, memory } = this.#sqlite;
    const cells = memory.allocate(8);
    try {
      while (this.#at < this.#length) {
        const from = this.#at;
        const code = c.prepare_v2(connection.handle, this.#start + from, this.#length - from + 1, cells, cells + 4);
        if (code !== SQLITE_OK) throw connection.error(code);
        const handle = memory.pointer(cells);
        const end = memory.pointer(cells + 4) - this.#start;
        // A NUL inside ends the text for SQLite: it would stay where it is.
        this.#at = end > from ? end : this.#length;
        if (handle === 0) continue;
        const statement = new Statement(connection, handle, memory.text(this.#start + from, this.#at - from));
        connection.remember(statement);
        return statement;
      }
      return null;
    } finally {
      memory.release(cells);
    }
  }

  release(): void {
    this.#sqlite.memory.release(this.#start);
  }
}

const SPACES = new Set([0x20, 0x09, 0x0a, 0x0c, 0x0d]);
const SEMICOLON = 0x3b;

/**
 * Where the next statement begins in UTF-8 `sql` at or after `from`: behind blanks, comments and stray
 * semicolons. The text's length when nothing is left.
 */
export function skipBlank(sql: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = sql[at];
    if (byte === undefined) return sql.length;
    if (SPACES.has(byte) || byte === SEMICOLON) at++;
    else if (byte === 0x2d && sql[at + 1] === 0x2d) at = endOf(sql, [0x0a], at + 2);
    else if (byte === 0x2f && sql[at + 1] === 0x2a) at = endOf(sql, [0x2a, 0x2f], at + 2);
    else return at;
  }
}

/** Index just behind the first `mark` at or after `from`; the text's length when there is none. */
function endOf(sql: Uint8Array, mark: readonly number[], from: number): number {
  for (let at = from; at < sql.length; at++) {
    if (mark.every((byte, i) => sql[at + i] === byte)) return at + mark.length;
  }
  return sql.length;
}
