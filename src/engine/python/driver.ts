import type { Connection } from '../sqlite/connection.ts';
import type { Databases } from '../sqlite/databases.ts';
import { SqliteError } from '../sqlite/error.ts';
import type { Sqlite } from '../sqlite/library.ts';
import { Hooks } from '../sqlite/hooks.ts';
import { Recorder } from '../trace/recorder.ts';
import type { Silenced } from '../sqlite/hooks.ts';
import { Copies } from './driver/copies.ts';
import { Callbacks } from './driver/callbacks.ts';
import { columnNames, declaredTypes, parameterNames, setShape } from './driver/describe.ts';
import { LiveFiles } from './driver/live-files.ts';
import type { PythonFiles } from './driver/live-files.ts';
import { Functions } from './driver/functions.ts';
import { prepareOne } from './driver/prepare.ts';
import { HEAD, PythonMemory } from './driver/python-memory.ts';
import type { PythonBytearray } from './driver/python-memory.ts';
import { Script } from './driver/script.ts';
import { Statements } from './driver/statements.ts';

/** A number that tells Python that SQLite refused; the words are in `errorMessage()` and `errorCode()`. */
const REFUSED = -1;

/**
 * What Junction's Python module `sqlite3` calls, as `_junction_sql`: connections and statements by number, values through
 * Python's memory (see `PythonMemory`). Numbers and short strings are the only things that Pyodide converts here.
 */
export function createDriver(sqlite: Sqlite, databases: Databases, recorder = new Recorder(sqlite)): object {
  const python = new PythonMemory();
  const statements = new Statements(sqlite, python, recorder);
  const hooks = new Hooks(sqlite);
  const callbacks = new Callbacks(sqlite, hooks, python, () => statements.current?.statement?.sql ?? '');
  const functions = new Functions(sqlite, hooks, callbacks, python);
  const files = new LiveFiles(sqlite, databases);
  const copies = new Copies(sqlite, statements);
  const connections = new Map<number, Connection>();
  const abandoned = new Set<number>();
  const silenced = new Map<number, Silenced>();
  /** Connections to `:memory:`, whose main database is a file of ours. */
  const privates = new WeakSet<Connection>();
  let last = 0;

  const connection = (id: number): Connection => {
    const found = connections.get(id);
    if (!found) throw new Error(`There is no connection ${id}.`);
    return found;
  };
  /** Runs what may throw SQLite's refusal; Python gets `REFUSED` then. */
  const attempt = (action: () => number): number => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      statements.failure = { code: error.code, message: error.message };
      return REFUSED;
    }
  };
  /** Passes SQLite's code on, its words kept for an exception. */
  const settle = (id: number, code: number): number => {
    if (code !== 0) statements.fail(connection(id));
    return code;
  };
  const isPrivate = (id: number, name: string): boolean => privates.has(connection(id)) && name.toLowerCase() === 'main';
  const keep = (opened: Connection): number => {
    connections.set(++last, opened);
    recorder.opened(opened, databases.nameOf(opened) ?? '');
    return last;
  };

  return {
    version: sqlite.version,
    attach: (buffer: PythonBytearray) => {
      python.attach(buffer);
      python.setHead(HEAD.serial, recorder.serial);
    },
    errorCode: () => statements.failure.code,
    errorMessage: () => statements.failure.message,

    // Databases
    exists: (path: string, folder: string) => files.has(path, folder),
    mountFiles: (python: PythonFiles) => files.mount(python),
    open: (path: string, folder: string, descriptor: number) => attempt(() => {
      files.settle(descriptor, path, folder);
      return keep(databases.open(path, folder));
    }),
    openPrivate: (key: string) => attempt(() => {
      const opened = databases.openPrivate(key === '' ? undefined : key);
      privates.add(opened);
      return keep(opened);
    }),
    forbidWriting: (id: number) => sqlite.layout.forbidWriting(connection(id).handle),
    close: (id: number) => {
      if (python.visiting) {
        // A function has closed the connection that called it: SQLite must come back from there first.
        abandoned.add(id);
        return;
      }
      for (const each of [id, ...abandoned]) {
        const leaving = connections.get(each);
        if (!leaving) continue;
        statements.leave(leaving);
        recorder.closing(leaving, databases.endsWith(leaving));
        python.setHead(HEAD.serial, recorder.serial);
        leaving.close();
        connections.delete(each);
      }
      abandoned.clear();
    },

    // Connections
    inTransaction: (id: number) => connection(id).inTransaction,
    totalChanges: (id: number) => connection(id).totalChanges,
    begin: (id: number, kind: number) => statements.begin(connection(id), kind),
    run: (id: number, sql: string) => (statements.run(connection(id), sql) ? 0 : REFUSED),

    // Callbacks, hooks and settings
    connectCallbacks: callbacks.connect.bind(callbacks),
    createFunction: (id: number, name: string, count: number, fn: number, deterministic: boolean) =>
      settle(id, functions.scalar(connection(id), name, count, fn, deterministic)),
    createAggregate: (id: number, name: string, count: number, fn: number, window: boolean) =>
      settle(id, functions.aggregate(connection(id), name, count, fn, window)),
    createCollation: (id: number, name: string, fn: number) => attempt(() => callbacks.setCollation(connection(id), name, fn)),
    setTrace: (id: number, fn: number) => callbacks.setTrace(connection(id), fn),
    setAuthorizer: (id: number, fn: number) => callbacks.setAuthorizer(connection(id), fn),
    setProgress: (id: number, fn: number, steps: number) => callbacks.setProgress(connection(id), fn, steps),
    interrupt: (id: number) => hooks.interrupt(connection(id).handle),
    limit: (id: number, category: number) => hooks.limit(connection(id).handle, category),
    setLimit: (id: number, category: number, limit: number) => hooks.setLimit(connection(id).handle, category, limit),
    isOn: (id: number, option: number) => hooks.isOn(connection(id).handle, option) ?? null,
    setOn: (id: number, option: number, on: boolean) => hooks.setOn(connection(id).handle, option, on),
    silence: (id: number) => void silenced.set(id, hooks.silence(connection(id).handle)),
    restore: (id: number) => {
      const before = silenced.get(id);
      if (before) hooks.restore(connection(id).handle, before);
      silenced.delete(id);
    },
    changes: (id: number) => connection(id).changes,
    setChanges: (id: number, changes: number, total: number) => hooks.setChanges(connection(id).handle, changes, total),

    // Copies of whole databases
    backup: (source: number, name: string, target: number) => copies.begin(connection(source), name, connection(target), isPrivate(source, name)),
    serialize: (id: number, name: string) => copies.serialize(connection(id), name),
    deserialize: (id: number, name: string, bytes: PythonBytearray) => copies.deserialize(connection(id), name, bytes, isPrivate(id, name)),

    // Statements
    prepare: (id: number, sql: string) => prepareOne(sqlite, statements, connection(id), sql),
    finalize: (id: number) => statements.finalize(id),
    execute: statements.execute.bind(statements),
    executeMany: statements.executeMany.bind(statements),
    fetch: statements.fetch.bind(statements),
    reset: statements.reset.bind(statements),
    shape: (id: number, rawText: boolean, converted: string) => setShape(statements.get(id), rawText, converted),
    columnNames: (id: number) => columnNames(statements.get(id)),
    declaredTypes: (id: number) => declaredTypes(statements.get(id)),
    parameterNames: (id: number) => parameterNames(statements.get(id)),
    parameterCount: (id: number) => statements.get(id).parameterCount,
    isChange: (id: number) => statements.get(id).changes,
    readOnly: (id: number) => sqlite.layout.readOnly(statements.get(id).handle),
    script: (id: number, sql: string) => new Script(sqlite, statements, recorder, connection(id), sql),
  };
}
