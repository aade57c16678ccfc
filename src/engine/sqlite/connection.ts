import type { SqlValue } from '../protocol.ts';
import { SQLITE_OK } from './c-api.ts';
import { SqliteError } from './error.ts';
import type { Sqlite } from './library.ts';
import { SqlText } from './sql-text.ts';
import { Statement } from './statement.ts';

/** Statements that a connection keeps for reuse, as many as CPython's module does. */
const KEPT_STATEMENTS = 128;

/** A connection of its own to a file of SQLite's file system, with its own transaction and its own locks. */
export class Connection {
  readonly sqlite: Sqlite;
  /** The `sqlite3*`; 0 once closed. */
  handle: number;
  readonly #open = new Set<Statement>();
  /** Idle statements by their text, the one used last at the end. */
  readonly #idle = new Map<string, Statement>();
  readonly #whenClosed: (() => void)[] = [];

  /** Wraps a `sqlite3*`; `Connection.open` makes one. */
  constructor(sqlite: Sqlite, handle: number) {
    this.sqlite = sqlite;
    this.handle = handle;
    sqlite.layout.prepareConnection(handle);
    // Pages of an open transaction stay in memory, so that others can go on reading what is committed.
    this.exec('PRAGMA cache_spill = OFF');
  }

  /** Opens a file, which is made if there is none; throws a `SqliteError` when it cannot be. */
  static open(sqlite: Sqlite, fileName: string): Connection {
    const { c, memory } = sqlite;
    const out = memory.allocate(4);
    try {
      const code = memory.withString(fileName, (name) => c.open(name, out));
      const handle = memory.pointer(out);
      if (code === SQLITE_OK) return new Connection(sqlite, handle);
      const message = handle === 0 ? 'out of memory' : memory.string(c.errmsg(handle));
      c.close_v2(handle);
      throw new SqliteError(message, code);
    } finally {
      memory.release(out);
    }
  }

  /** True while a transaction is open. */
  get inTransaction(): boolean {
    return !this.sqlite.layout.autocommit(this.handle);
  }

  /** True while an open transaction has begun to write. */
  get hasUncommitted(): boolean {
    return this.handle !== 0 && this.inTransaction && this.sqlite.layout.transactionState(this.handle) === 2;
  }

  /** Rows that the last INSERT, UPDATE or DELETE touched itself. */
  get changes(): number {
    return this.sqlite.c.changes(this.handle);
  }

  /** Rows touched since the connection was opened, by triggers too. */
  get totalChanges(): number {
    return this.sqlite.layout.totalChanges(this.handle);
  }

  get lastRowid(): bigint {
    return this.sqlite.layout.lastRowid(this.handle);
  }

  /** Prepares the first statement of `sql`; null when there is none (blank, or only comments). */
  prepare(sql: string | Uint8Array): Statement | null {
    const text = new SqlText(this.sqlite, sql);
    try {
      return text.next(this);
    } finally {
      text.release();
    }
  }

  /** Runs all statements of `sql`, dropping rows; throws at the first that fails. For SQL of our own. */
  exec(sql: string): void {
    const code = this.sqlite.memory.withString(sql, (text) => this.sqlite.c.exec(this.handle, text, 0, 0, 0));
    if (code !== SQLITE_OK) throw this.error(code);
  }

  /** Runs one statement and returns all its rows. For SQL of our own; statements are kept for reuse. */
  all(sql: string, ...parameters: SqlValue[]): SqlValue[][] {
    const statement = this.acquire(sql);
    if (!statement) return [];
    try {
      return statement.bindAll(parameters).all();
    } finally {
      this.release(statement);
    }
  }

  /** A statement for exclusive use, prepared or taken from the idle ones; null when `sql` holds none. Hand it back with `release`. */
  acquire(sql: string): Statement | null {
    const idle = this.#idle.get(sql);
    if (!idle) return this.prepare(sql);
    this.#idle.delete(sql);
    return idle;
  }

  /** Keeps an acquired statement for the next who wants its text. */
  release(statement: Statement): void {
    if (statement.handle === 0) return;
    statement.reset().clearBindings();
    if (this.#idle.has(statement.sql)) return statement.finalize();
    this.#idle.set(statement.sql, statement);
    for (const oldest of this.#idle.values()) {
      if (this.#idle.size <= KEPT_STATEMENTS) break;
      this.#idle.delete(oldest.sql);
      oldest.finalize();
    }
  }

  /** The last failure as an exception. */
  error(code: number): SqliteError {
    const { c, memory, layout } = this.sqlite;
    return new SqliteError(memory.string(c.errmsg(this.handle)), code, layout.errorOffset(this.handle));
  }

  /** Notes a statement, so that `close` can finalize it. */
  remember(statement: Statement): void {
    this.#open.add(statement);
  }

  forget(statement: Statement): void {
    this.#open.delete(statement);
  }

  /** Has `action` run once the connection is closed. */
  onClose(action: () => void): void {
    this.#whenClosed.push(action);
  }

  /** Closes, rolling back what is not committed; may be called twice. */
  close(): void {
    if (this.handle === 0) return;
    this.#idle.clear();
    for (const statement of this.#open) statement.finalize();
    this.sqlite.c.close_v2(this.handle);
    this.handle = 0;
    for (const action of this.#whenClosed.splice(0)) action();
  }
}
