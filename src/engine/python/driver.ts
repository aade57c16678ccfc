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
import { RowFetcher } from './driver/fetching.ts';
import { Functions } from './driver/functions.ts';
import { prepareOne } from './driver/prepare.ts';
import { Natives } from './driver/natives.ts';
import type { NativeFunction, Plain } from './driver/natives.ts';
import { PythonObjects } from './driver/objects.ts';
import { HEAD, PythonMemory } from './driver/python-memory.ts';
import type { PythonBytearray } from './driver/python-memory.ts';
import { Script } from './driver/script.ts';
import { Statements } from './driver/statements.ts';
import type { PythonModule } from './python-c.ts';

/** A number that tells Python that SQLite refused; the words are in `errorMessage()` and `errorCode()`. */
const REFUSED = -1;

/** Makes the driver once Python is there. */
export type DriverMaker = (module: PythonModule) => object;

export interface DriverOptions {
  /** What tells the trace. */
  recorder?: Recorder;
  /** Called after the commits of Python's connections. */
  onCommit?: () => void;
}

/**
 * What Junction's Python module `sqlite3` calls, as `_junction_sql`: connections and statements by number. What every statement
 * goes through are built-in functions that read and make Python's objects themselves; Pyodide converts for the rest.
 */
export function createDriver(sqlite: Sqlite, databases: Databases, options: DriverOptions = {}): DriverMaker {
  return (module) => driverOf(sqlite, databases, new PythonObjects(module), options);
}

function driverOf(sqlite: Sqlite, databases: Databases, objects: PythonObjects, { recorder = new Recorder(sqlite), onCommit }: DriverOptions): object {
  const { c } = objects;
  const natives = new Natives(objects);
  const python = new PythonMemory(objects);
  const statements = new Statements(sqlite, python, recorder);
  const fetcher = new RowFetcher(sqlite, python, statements);
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

  const argument = (args: number, place: number): number => objects.integer(objects.word(args + place * 4));
  /** What stands on the way of every statement. */
  const quick: Record<string, NativeFunction> = {
    execute: (args, count) => objects.makeInteger(statements.execute(argument(args, 0), objects.word(args + 4), argument(args, 2), count > 3)),
    executeMany: (args) => objects.makeInteger(statements.executeMany(argument(args, 0), objects.word(args + 4))),
    fetch: (args) => fetcher.fetch(argument(args, 0), argument(args, 1)),
    next: (args) => fetcher.next(argument(args, 0)),
  };
  /** What takes and gives plain values and is asked often. */
  const plain: Record<string, (...args: never[]) => Plain> = {
    errorCode: () => statements.failure.code,
    errorMessage: () => statements.failure.message,
    inTransaction: (id: number) => connection(id).inTransaction,
    totalChanges: (id: number) => connection(id).totalChanges,
    changes: (id: number) => connection(id).changes,
    begin: (id: number, kind: number) => statements.begin(connection(id), kind),
    run: (id: number, sql: string) => {
      const done = statements.run(connection(id), sql);
      if (sql === 'COMMIT') onCommit?.();
      return done ? 0 : REFUSED;
    },
    limit: (id: number, category: number) => hooks.limit(connection(id).handle, category),
    prepare: (id: number, sql: string) => prepareOne(sqlite, statements, connection(id), sql),
    finalize: (id: number) => statements.finalize(id),
    reset: (id: number) => statements.reset(id),
    shape: (id: number, rawText: boolean, converted: string) => setShape(statements.get(id), rawText, converted),
    columnNames: (id: number) => columnNames(statements.get(id)),
    declaredTypes: (id: number) => declaredTypes(statements.get(id)),
    parameterNames: (id: number) => parameterNames(statements.get(id)),
    parameterCount: (id: number) => statements.get(id).parameterCount,
    isChange: (id: number) => statements.get(id).changes,
    readOnly: (id: number) => sqlite.layout.readOnly(statements.get(id).handle),
  };

  return {
    version: sqlite.version,
    attach: (buffer: PythonBytearray) => {
      python.attach(buffer);
      python.setHead(HEAD.serial, recorder.serial);
    },
    /** Appends the built-in functions to Python's list; `rethrow` is the address of the function below as Python has it. */
    giveNatives: (list: number, rethrow: number) => {
      natives.connect(rethrow);
      const made = [
        ...Object.entries(quick).map(([name, fn]) => natives.make(name, fn)),
        ...Object.entries(plain).map(([name, fn]) => natives.makePlain(name, fn)),
      ];
      for (const fn of made) {
        c._PyList_Append(list, fn);
        c._Py_DecRef(fn);
      }
    },
    rethrow: () => natives.rethrow(),

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
    setLimit: (id: number, category: number, limit: number) => hooks.setLimit(connection(id).handle, category, limit),
    isOn: (id: number, option: number) => hooks.isOn(connection(id).handle, option) ?? null,
    setOn: (id: number, option: number, on: boolean) => hooks.setOn(connection(id).handle, option, on),
    silence: (id: number) => void silenced.set(id, hooks.silence(connection(id).handle)),
    restore: (id: number) => {
      const before = silenced.get(id);
      if (before) hooks.restore(connection(id).handle, before);
      silenced.delete(id);
    },
    setChanges: (id: number, changes: number, total: number) => hooks.setChanges(connection(id).handle, changes, total),

    // Copies of whole databases
    backup: (source: number, name: string, target: number) => {
      recorder.overwritten(connection(target));
      return copies.begin(connection(source), name, connection(target), isPrivate(source, name));
    },
    serialize: (id: number, name: string) => copies.serialize(connection(id), name),
    deserialize: (id: number, name: string, bytes: PythonBytearray) => {
      recorder.overwritten(connection(id));
      return copies.deserialize(connection(id), name, bytes, isPrivate(id, name));
    },

    // Statements
    script: (id: number, sql: string) => new Script(sqlite, statements, recorder, connection(id), sql),
  };
}
