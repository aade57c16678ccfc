import { SQLITE_BUSY, SQLITE_DONE, SQLITE_ERROR, SQLITE_LOCKED, SQLITE_OK } from '../../sqlite/c-api.ts';
import { Connection } from '../../sqlite/connection.ts';
import { backupPages, reopenInMemory, restartBackup, stepThroughAll } from '../../sqlite/copying.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { REFUSED } from './parameters.ts';
import type { PythonBytearray } from './python-memory.ts';
import type { Statements } from './statements.ts';

/** A copy under way, page by page. */
interface Copy {
  /** Copies so many pages, all of them for −1. Returns SQLite's code. */
  step(pages: number): number;
  readonly remaining: number;
  readonly pages: number;
  /** Ends it, done or not. Returns 0 or `REFUSED`. */
  finish(): number;
}

/** The place of the temporary tables' database among a connection's. */
const TEMP = 1;

/** Copies of whole databases: backups, and to and from bytes. */
export class Copies {
  readonly #sqlite: Sqlite;
  readonly #statements: Statements;

  constructor(sqlite: Sqlite, statements: Statements) {
    this.#sqlite = sqlite;
    this.#statements = statements;
  }

  /**
   * Begins a copy; null when SQLite refuses. A file's copy keeps up with what the source writes meanwhile, that of a database in
   * memory starts over then: `restarts` is for our private files, which pass for such.
   */
  begin(source: Connection, name: string, target: Connection, restarts: boolean): Copy | null {
    const sqlite = this.#sqlite;
    const { c, memory } = sqlite;
    const statements = this.#statements;
    const backup = memory.withString('main', (main) => memory.withString(name, (from) => c.backup_init(target.handle, main, source.handle, from)));
    if (backup === 0) {
      statements.fail(target);
      return null;
    }
    let remaining = 0;
    let pages = 0;
    let failed = SQLITE_OK;
    let changes = source.totalChanges;
    return {
      get remaining() { return remaining; },
      get pages() { return pages; },
      step(count) {
        if (restarts && changes !== source.totalChanges) restartBackup(sqlite, backup);
        changes = source.totalChanges;
        const code = c.backup_step(backup, count);
        ({ remaining, pages } = backupPages(sqlite, backup));
        const primary = code & 0xff;
        if (primary !== SQLITE_OK && primary !== SQLITE_DONE && primary !== SQLITE_BUSY && primary !== SQLITE_LOCKED) failed = code;
        return code;
      },
      finish() {
        if (c.backup_finish(backup) === SQLITE_OK && failed === SQLITE_OK) return 0;
        statements.fail(target);
        return REFUSED;
      },
    };
  }

  /** A database's bytes as this connection sees them; null when there is none of that name, or nothing in it. */
  serialize(connection: Connection, name: string): Uint8Array | null {
    const copy = new this.#sqlite.Database();
    try {
      const target = new Connection(this.#sqlite, copy.db ?? 0);
      // SQLite's own way asks this too; inside a transaction it leaves a reader's lock.
      if (!this.#statements.run(connection, `PRAGMA "${name.replaceAll('"', '""')}".page_count`)) return null;
      return this.#copyAll(connection, name, target) ? copy.export() : null;
    } finally {
      copy.close();
    }
  }

  /**
   * Puts a database of bytes in the place of one of the connection's, whose file stays as it is unless this `overwrites` it.
   * Returns 0 or `REFUSED`.
   */
  deserialize(connection: Connection, name: string, bytes: PythonBytearray, overwrites: boolean): number {
    if (!overwrites && !this.#reopenInMemory(connection, name)) return REFUSED;
    const lent = bytes.getBuffer('u8');
    const loaded = new this.#sqlite.Database(lent.data.slice());
    lent.release();
    try {
      const source = new Connection(this.#sqlite, loaded.db ?? 0);
      return this.#copyAll(source, 'main', connection, name) ? 0 : REFUSED;
    } finally {
      loaded.close();
    }
  }

  #reopenInMemory(connection: Connection, name: string): boolean {
    const [row] = connection.all('SELECT seq FROM pragma_database_list WHERE name = ? COLLATE NOCASE', name);
    const place = Number(row?.[0] ?? TEMP);
    if (place === TEMP) {
      this.#statements.failure = { code: SQLITE_ERROR, message: `unknown database ${name}` };
      return false;
    }
    if (reopenInMemory(this.#sqlite, connection.handle, place) === SQLITE_OK) return true;
    this.#statements.fail(connection);
    return false;
  }

  #copyAll(source: Connection, from: string, target: Connection, to = 'main'): boolean {
    const { c, memory } = this.#sqlite;
    const backup = memory.withString(to, (main) => memory.withString(from, (name) => c.backup_init(target.handle, main, source.handle, name)));
    if (backup === 0) {
      this.#statements.fail(target);
      return false;
    }
    const code = stepThroughAll(this.#sqlite, backup);
    const finished = c.backup_finish(backup);
    if (code === SQLITE_DONE && finished === SQLITE_OK) return true;
    this.#statements.fail(target);
    return false;
  }
}
