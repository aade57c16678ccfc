import { SQLITE_DONE, SQLITE_OK } from './c-api.ts';
import { Connection } from './connection.ts';
import { SqliteError } from './error.ts';
import type { Sqlite } from './library.ts';

/** Where a database's header says by which kind of journal it is read. */
const READ_VERSION = 19;
const WAL = 2;
/** A file for a moment, named like private databases, which are counted from 1. */
const COPY = '/tmp/memory-0';

/** Whole database files in and out of SQLite's file system. */
export class Files {
  readonly #sqlite: Sqlite;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** A file's bytes as last committed, whoever holds it locked: connections write to it when they commit, not before (see `Connection`). */
  read(file: string): Uint8Array {
    const bytes = this.#sqlite.vfs.read(path(file)) ?? new Uint8Array();
    return bytes[READ_VERSION] === WAL ? this.#readWithLog(file, bytes) : bytes;
  }

  /** Puts a whole database in a file's place, as one transaction; throws `database is locked` when somebody writes there. */
  write(file: string, bytes: Uint8Array): void {
    this.withLoaded(bytes, (source) => {
      const target = Connection.open(this.#sqlite, file);
      try {
        this.#copy(source, target);
      } finally {
        target.close();
      }
    });
  }

  /** Makes a file of bytes that `read` gave. Nobody may have it open. */
  put(file: string, bytes: Uint8Array): void {
    this.#sqlite.vfs.write(path(file), bytes);
  }

  /** Opens bytes as a database of their own while `use` runs. */
  withLoaded<T>(bytes: Uint8Array, use: (connection: Connection) => T): T {
    const loaded = new this.#sqlite.Database(bytes);
    try {
      return use(new Connection(this.#sqlite, loaded.db ?? 0));
    } finally {
      loaded.close();
    }
  }

  /** Removes a file and what belongs to it. Connections that have it open keep what they see. */
  remove(file: string): void {
    for (const suffix of ['', '-journal', '-wal', '-shm']) this.#sqlite.vfs.remove(path(file) + suffix);
  }

  /** A file of which a part may lie in its write-ahead log; `plain` without that, when SQLite cannot read it. */
  #readWithLog(file: string, plain: Uint8Array): Uint8Array {
    try {
      const source = Connection.open(this.#sqlite, file);
      try {
        const target = Connection.open(this.#sqlite, COPY);
        try {
          this.#copy(source, target);
        } finally {
          target.close();
        }
      } finally {
        source.close();
      }
      return this.#sqlite.vfs.read(COPY) ?? plain;
    } catch (error) {
      if (error instanceof SqliteError) return plain;
      throw error;
    } finally {
      this.remove(COPY);
    }
  }

  #copy(source: Connection, target: Connection): void {
    const { c, memory } = this.#sqlite;
    const backup = memory.withString('main', (main) => c.backup_init(target.handle, main, source.handle, main));
    if (backup === 0) throw target.error(1);
    const code = c.backup_step(backup, -1);
    const finished = c.backup_finish(backup);
    if (code === SQLITE_DONE && finished === SQLITE_OK) return;
    throw (code & 0xff) === 5 ? new SqliteError('database is locked', 5) : target.error(code);
  }
}

function path(file: string): string {
  return file.startsWith('/') ? file : `/${file}`;
}
