import { SQLITE_DONE, SQLITE_OK } from './c-api.ts';
import { Connection } from './connection.ts';
import { SqliteError } from './error.ts';
import type { Sqlite } from './library.ts';

/** Whole database files in and out of SQLite's file system. */
export class Files {
  readonly #sqlite: Sqlite;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  /** A file's bytes as last committed, whoever holds it locked. */
  read(file: string): Uint8Array {
    const connection = Connection.open(this.#sqlite, file);
    try {
      return this.#export(connection);
    } catch {
      return this.#readLocked(file);
    } finally {
      connection.close();
    }
  }

  /** Puts a whole database in a file's place, as one transaction; throws `database is locked` when somebody writes there. */
  write(file: string, bytes: Uint8Array): void {
    this.withLoaded(bytes, (source) => {
      const target = Connection.open(this.#sqlite, file);
      try {
        this.#copy(source, 'main', target);
      } finally {
        target.close();
      }
    });
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
    for (const suffix of ['', '-journal', '-wal', '-shm']) this.#sqlite.vfs.remove(`/${file.replace(/^\//, '')}${suffix}`);
  }

  /** Reads past all locks. What is not committed is not in the file: connections spill nothing (see `Connection`). */
  #readLocked(file: string): Uint8Array {
    const path = encodeURIComponent(file.replace(/^\//, '')).replaceAll('%2F', '/');
    const reader = Connection.open(this.#sqlite, ':memory:');
    try {
      reader.exec(`ATTACH 'file:///${path.replaceAll("'", "''")}?immutable=1' AS source`);
      const copy = new this.#sqlite.Database();
      try {
        const target = new Connection(this.#sqlite, copy.db ?? 0);
        this.#copy(reader, 'source', target);
        return copy.export();
      } finally {
        copy.close();
      }
    } finally {
      reader.close();
    }
  }

  #export(connection: Connection): Uint8Array {
    const exporter = new this.#sqlite.Database();
    const own = exporter.db;
    try {
      exporter.db = connection.handle;
      return exporter.export();
    } finally {
      exporter.db = own;
      exporter.close();
    }
  }

  #copy(source: Connection, schema: string, target: Connection): void {
    const { c, memory } = this.#sqlite;
    const backup = memory.withString('main', (main) =>
      memory.withString(schema, (from) => c.backup_init(target.handle, main, source.handle, from)));
    if (backup === 0) throw target.error(1);
    const code = c.backup_step(backup, -1);
    const finished = c.backup_finish(backup);
    if (code === SQLITE_DONE && finished === SQLITE_OK) return;
    throw (code & 0xff) === 5 ? new SqliteError('database is locked', 5) : target.error(code);
  }
}
