import type { DatabaseFile, DatabaseInfo, DatabaseName, ExportResult, ImportResult } from '../protocol.ts';
import { SQLITE_BUSY, SQLITE_CANTOPEN, SQLITE_LOCKED } from './c-api.ts';
import { Connection } from './connection.ts';
import { DatabaseFileState } from './database-file.ts';
import { SqliteError } from './error.ts';
import { Files } from './files.ts';
import { checkImport } from './import-check.ts';
import type { Sqlite } from './library.ts';
import { DEFAULT_DATABASE, databaseName, fileInSql, fileOf, isInternalFile, isPrivateName, nameOfFile, privateName } from './names.ts';

/** All databases of an engine, by name. */
export class Databases {
  /** Told the name of each database that is a file, when it comes and whenever a program opens it. */
  onFile: (name: DatabaseName) => void = () => {};
  /** Told the name of each database that SQL is about to open, by ATTACH, and that nobody has opened before. */
  onUnknown: (name: DatabaseName) => void = () => {};
  readonly #sqlite: Sqlite;
  readonly #files: Files;
  /** In the order in which they came. */
  readonly #known = new Map<DatabaseName, DatabaseFileState>();
  /** Private databases that several connections share, by their key. */
  readonly #shared = new Map<string, DatabaseFileState>();
  #privates = 0;
  #names = '';

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
    this.#files = new Files(sqlite);
    sqlite.vfs.onDatabaseOpening = (path) => {
      if (!isInternalFile(path) && !this.#known.has(nameOfFile(path))) this.onUnknown(nameOfFile(path));
    };
    // Files that SQL itself makes or opens: ATTACH, VACUUM INTO.
    sqlite.vfs.fileFor = fileInSql;
    sqlite.vfs.onDatabaseOpened = (path) => {
      if (!isInternalFile(path) && !this.#known.has(nameOfFile(path))) this.#keep(this.#state(nameOfFile(path)));
    };
  }

  /** A program's own connection to a file, which is made if there is none. `path` as Python has it, `folder` its working directory. */
  open(path: string, folder?: string): Connection {
    const [state, connection] = this.#opened(databaseName(path, folder), (file) => Connection.open(this.#sqlite, file.file));
    this.#keep(state);
    state.program.add(connection);
    connection.onClose(() => state.program.delete(connection));
    return connection;
  }

  /** A `:memory:` database, gone when its last connection closes. Connections that give the same `key` share one. */
  openPrivate(key?: string): Connection {
    const state = (key === undefined ? undefined : this.#shared.get(key)) ?? this.#newPrivate(key);
    const connection = Connection.open(this.#sqlite, state.file);
    connection.exec('PRAGMA journal_mode = MEMORY');
    state.program.add(connection);
    connection.onClose(() => {
      state.program.delete(connection);
      if (state.program.size === 0) this.#drop(state);
    });
    return connection;
  }

  /** The database that a program's connection was opened to. */
  nameOf(connection: Connection): DatabaseName | undefined {
    for (const state of this.#known.values()) if (state.program.has(connection)) return state.name;
    return undefined;
  }

  /** Whether a `:memory:` database ends when this connection to it closes. */
  endsWith(connection: Connection): boolean {
    for (const state of this.#known.values()) if (state.program.has(connection)) return !state.isFile && state.program.size === 1;
    return false;
  }

  /** Deletes a file; false when there is none. */
  remove(path: string, folder?: string): boolean {
    const state = this.#known.get(databaseName(path, folder));
    if (state) this.#drop(state);
    return state !== undefined;
  }

  /** The console's connection. Without a name: to the first database, or to a new one. */
  console(name?: DatabaseName): Connection {
    const wanted = this.#wanted(name) ?? DEFAULT_DATABASE;
    if (isPrivateName(wanted) && !this.#known.has(wanted)) throw new SqliteError(`There is no database ${wanted}.`, SQLITE_CANTOPEN);
    return this.#opened(wanted, (file) => file.console)[1];
  }

  /** A connection that sees what is committed; undefined when there is no such database. */
  viewer(name: DatabaseName): Connection | undefined {
    return this.#known.get(this.#wanted(name) ?? '')?.viewer;
  }

  /** The database that is meant when none is named. */
  first(): DatabaseName | undefined {
    return this.list()[0]?.name;
  }

  /** All databases, those with tables first, otherwise in the order in which they came. */
  list(): DatabaseInfo[] {
    const infos = [...this.#known.values()].flatMap((state) => {
      const info = state.info();
      return this.#shows(state, info) ? [info] : [];
    });
    return infos.sort((a, b) => Number(b.tables > 0) - Number(a.tables > 0));
  }

  /** What has been committed, come or gone since the last call. */
  poll(): { changed: boolean; schema: boolean } {
    const all = [...this.#known.values()];
    const names = all.map((state) => state.name).join('\0');
    const came = names !== this.#names;
    this.#names = names;
    const polled = all.map((state) => state.poll());
    const schema = came || polled.some((state) => state.schema);
    return { changed: schema || polled.some((state) => state.data), schema };
  }

  /** A file's bytes as last committed. */
  export(name?: DatabaseName): ExportResult {
    const wanted = this.#wanted(name);
    const state = wanted === undefined ? undefined : this.#known.get(wanted);
    if (!state) return { status: 'error', message: wanted === undefined ? 'There is no database yet.' : `There is no database ${wanted}.` };
    return { status: 'ok', bytes: this.#files.read(state.file) };
  }

  /** Puts a file in the place of a database (of the first one, when none is named), or refuses and changes nothing. */
  import(bytes: Uint8Array, name?: DatabaseName): ImportResult {
    const checked = checkImport(bytes, this.#files);
    if ('problem' in checked) return { status: 'error', message: checked.problem };
    const wanted = this.#wanted(name);
    const isLost = wanted !== undefined && isPrivateName(wanted) && !this.#known.has(wanted);
    const target = wanted === undefined || isLost ? DEFAULT_DATABASE : wanted;
    const isNew = !this.#known.has(target);
    const state = this.#state(target);
    try {
      this.#files.write(state.file, checked);
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      if (isNew) this.#known.delete(state.name);
      const locked = error.primary === SQLITE_BUSY || error.primary === SQLITE_LOCKED;
      return { status: 'error', message: locked ? `${state.name} is in use: a transaction on it is still open. Commit it or roll it back first.` : `${error.message}.` };
    }
    this.#keep(state);
    return { status: 'ok', database: state.info() };
  }

  /** All databases as last committed. */
  snapshot(): DatabaseFile[] {
    return this.list().map(({ name }) => ({ name, bytes: this.#files.read(this.#state(name).file) }));
  }

  /** Replaces all databases. No program may be running. */
  restore(files: readonly DatabaseFile[]): void {
    for (const state of [...this.#known.values()]) this.#drop(state);
    for (const { name, bytes } of files) {
      const state = isPrivateName(name) ? this.#newPrivate(undefined, name) : this.#state(name);
      this.#keep(state);
      // All its connections are closed: a plain write will do, which is much quicker than a transaction.
      this.#files.put(state.file, bytes);
    }
  }

  /** The database that a name, or a path, or no name, means. */
  #wanted(name: DatabaseName | undefined): DatabaseName | undefined {
    if (name === undefined || name.trim() === '') return this.first();
    return isPrivateName(name) ? name : databaseName(name);
  }

  /** Opens a database in some way; one that cannot be opened is not taken for known. */
  #opened(name: DatabaseName, open: (state: DatabaseFileState) => Connection): [DatabaseFileState, Connection] {
    const isNew = !this.#known.has(name);
    const state = this.#state(name);
    try {
      return [state, open(state)];
    } catch (error) {
      if (isNew) this.#known.delete(name);
      throw error;
    }
  }

  #state(name: DatabaseName): DatabaseFileState {
    let state = this.#known.get(name);
    if (!state) {
      state = new DatabaseFileState(this.#sqlite, name, fileOf(name), true);
      this.#known.set(name, state);
    }
    return state;
  }

  #keep(state: DatabaseFileState): void {
    state.kept = true;
    if (state.isFile) this.onFile(state.name);
  }

  #newPrivate(key?: string, name?: DatabaseName): DatabaseFileState {
    // A private database that was restored belongs to no program: the first new one takes its place.
    if (name === undefined) for (const state of [...this.#known.values()]) if (!state.isFile && state.program.size === 0) this.#drop(state);
    const own = name ?? privateName((taken) => this.#known.has(taken));
    const state = new DatabaseFileState(this.#sqlite, own, `/tmp/memory-${++this.#privates}`, false);
    state.kept = true;
    this.#known.set(own, state);
    if (key !== undefined) this.#shared.set(key, state);
    return state;
  }

  #drop(state: DatabaseFileState): void {
    state.close();
    this.#files.remove(state.file);
    this.#known.delete(state.name);
    for (const [key, shared] of this.#shared) if (shared === state) this.#shared.delete(key);
  }

  /** A file that only the console has opened and nobody has written to is not shown. */
  #shows(state: DatabaseFileState, info: DatabaseInfo): boolean {
    return state.kept || info.size > 0;
  }
}
