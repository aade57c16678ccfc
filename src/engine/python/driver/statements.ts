import { SQLITE_DONE, SQLITE_OK, SQLITE_ROW } from '../../sqlite/c-api.ts';
import type { Connection } from '../../sqlite/connection.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { Statement } from '../../sqlite/statement.ts';
import type { Execution, Recorder } from '../../trace/recorder.ts';
import { isFollowed } from '../../trace/words.ts';
import { Binder, KEPT_ROOM, NEEDS_PYTHON, REFUSED } from './parameters.ts';
import type { Bindable } from './parameters.ts';
import { HEAD } from './python-memory.ts';
import type { PythonMemory } from './python-memory.ts';
import type { Shape } from './rows.ts';

/** A statement as Python knows it, by its number. */
export interface DriverStatement extends Bindable, Shape {
  connection: Connection;
  /** Null for a text without a statement (blank or only comments). */
  statement: Statement | null;
  /** INSERT, UPDATE, DELETE or REPLACE by its first word, as CPython's module tells it: opens a transaction, counts rows. */
  changes: boolean;
  /** Whether it may change a database or a transaction, so that the trace wants to know of it. */
  followed: boolean;
  /** Whether values can be given in their order. */
  nameless: boolean;
  /** Where SQLite keeps the columns' names: another place after it has prepared the statement anew. */
  names: number;
}

/** What an execution answers when it went well: a sum of these. */
const ROW = 1;
const COLUMNS = 2;
/** The result columns are not those of the last execution. */
const COLUMNS_CHANGED = 4;
/** A transaction was begun before. */
const BEGAN = 8;
/** The text held no statement. */
const EMPTY = 16;

/** How a transaction begins, by Python's number for it; the first is `isolation_level=""`. 0 begins none. */
const BEGINNINGS = ['', 'BEGIN ', 'BEGIN DEFERRED', 'BEGIN IMMEDIATE', 'BEGIN EXCLUSIVE'];

/** Binds and steps statements for Python; `RowFetcher` reads their rows. Everything here is on the way of every single execution. */
export class Statements {
  readonly #sqlite: Sqlite;
  readonly #python: PythonMemory;
  readonly #binder: Binder;
  readonly #all: (DriverStatement | undefined)[] = [];
  readonly #free: number[] = [];
  /** The statement that began to run last. */
  current: DriverStatement | undefined;
  readonly #recorder: Recorder;
  /** The last failure in SQLite's words, with its extended code. */
  failure = { code: 0, message: '' };

  constructor(sqlite: Sqlite, python: PythonMemory, recorder: Recorder) {
    this.#sqlite = sqlite;
    this.#recorder = recorder;
    this.#python = python;
    this.#binder = new Binder(sqlite, python.objects);
  }

  get(id: number): DriverStatement {
    const found = this.#all[id];
    if (!found) throw new Error(`There is no statement ${id}.`);
    return found;
  }

  /** Takes a prepared statement into the books; its number. */
  add(connection: Connection, handle: number, sql: string, firstWord: string): number {
    const statement = handle === 0 ? null : new Statement(connection, handle, sql);
    if (statement) connection.remember(statement);
    const id = this.#free.pop() ?? this.#all.length;
    this.#all[id] = {
      connection, statement, handle,
      parameterCount: statement?.parameterCount ?? 0,
      nameless: statement?.parameterNames().every((name) => name === null || name.startsWith('?')) ?? true,
      changes: /^(insert|update|delete|replace)/i.test(firstWord),
      followed: handle !== 0 && isFollowed(sql, this.#sqlite.layout.readOnly(handle)),
      room: 0, roomSize: 0, rawText: false, converted: null, names: 0,
    };
    return id;
  }

  /**
   * Binds the values of the tuple or list at `parameters` and takes the first step, in a transaction if `begin` is given.
   * `ordered`: they are in the statement's order, even if its parameters have names.
   * Returns a sum of `ROW` and its likes, `REFUSED` or `NEEDS_PYTHON`.
   */
  execute(id: number, parameters: number, begin: number, ordered: boolean): number {
    const stmt = this.get(id);
    const bound = ordered || stmt.nameless ? this.#binder.bind(stmt, parameters) : NEEDS_PYTHON;
    if (bound === NEEDS_PYTHON) return NEEDS_PYTHON;
    const refused = bound === REFUSED ? this.refuse(stmt) : 0;
    const began = begin === 0 ? 0 : this.begin(stmt.connection, begin);
    if (began === REFUSED || refused === REFUSED) return REFUSED;
    if (stmt.handle === 0) return EMPTY;
    this.current = stmt;
    const execution = stmt.followed ? this.#recorder.begin(stmt.connection, stmt.handle, stmt.statement?.sql ?? '') : null;
    const code = this.#sqlite.c.step(stmt.handle);
    if (code !== SQLITE_ROW && code !== SQLITE_DONE) {
      this.refuse(stmt);
      this.follow(execution, false);
      return REFUSED;
    }
    this.follow(execution, true);
    if (code === SQLITE_ROW) return this.#note(stmt, 0) + ROW + began;
    const changed = stmt.changes ? this.#sqlite.c.changes(stmt.connection.handle) : 0;
    this.#sqlite.c.reset(stmt.handle);
    return this.#note(stmt, changed) + began;
  }

  /** Executes once per item of the list at `rows`. Returns as `execute` does; rows that come back are dropped. */
  executeMany(id: number, rows: number): number {
    const stmt = this.get(id);
    const { objects } = this.#python;
    const { c } = this.#sqlite;
    const db = stmt.connection.handle;
    this.current = stmt;
    let changed = 0;
    let result: number = SQLITE_OK;
    let row = 0;
    const execution = stmt.followed ? this.#recorder.begin(stmt.connection, stmt.handle, stmt.statement?.sql ?? '') : null;
    // A step may call Python: the list is looked at anew each time.
    for (; row < objects.size(rows); row++) {
      const bound = this.#binder.bind(stmt, objects.word(objects.items(rows) + row * 4));
      if (bound !== SQLITE_OK) {
        result = bound === REFUSED ? this.refuse(stmt) : bound;
        break;
      }
      const code = c.step(stmt.handle);
      if (code !== SQLITE_DONE && code !== SQLITE_ROW) {
        result = this.refuse(stmt);
        break;
      }
      // As in CPython, what a statement with RETURNING changes is not counted.
      if (stmt.changes && code === SQLITE_DONE) changed += c.changes(db);
      c.reset(stmt.handle);
    }
    this.follow(execution, result === SQLITE_OK);
    const noted = this.#note(stmt, changed);
    this.#python.setHead(HEAD.executed, row);
    if (stmt.roomSize > KEPT_ROOM) {
      c.clear_bindings(stmt.handle);
      this.#binder.release(stmt);
    }
    return result === SQLITE_OK ? noted : result;
  }

  reset(id: number): void {
    const handle = this.#all[id]?.handle;
    if (handle) this.#sqlite.c.reset(handle);
  }

  /** Takes leave of a connection's statements: Python still knows their numbers, SQLite soon not the statements. */
  leave(connection: Connection): void {
    for (const stmt of this.#all) {
      if (stmt?.connection !== connection) continue;
      stmt.handle = 0;
      this.#binder.release(stmt);
    }
  }

  /** Forgets a statement; nothing happens when its connection has been closed. */
  finalize(id: number): void {
    const stmt = this.#all[id];
    if (!stmt) return;
    stmt.statement?.finalize();
    this.#binder.release(stmt);
    this.#all[id] = undefined;
    this.#free.push(id);
  }

  /** Begins a transaction unless one is open: 0, `BEGAN` or `REFUSED`. */
  begin(connection: Connection, kind: number): number {
    if (!this.#sqlite.layout.autocommit(connection.handle)) return 0;
    return this.run(connection, BEGINNINGS[kind] ?? 'BEGIN') ? BEGAN : REFUSED;
  }

  /** Runs SQL of our own that gives no rows. */
  run(connection: Connection, sql: string): boolean {
    const { c, memory } = this.#sqlite;
    const execution = this.#recorder.begin(connection, 0, sql);
    const code = memory.withString(sql, (text) => c.exec(connection.handle, text, 0, 0, 0));
    if (code !== SQLITE_OK) this.fail(connection);
    this.follow(execution, code === SQLITE_OK);
    return code === SQLITE_OK;
  }

  /** Has the trace record what an execution changed; Python finds the record's number in the head. */
  follow(execution: Execution | null, done: boolean): void {
    if (!execution) return;
    this.#recorder.end(execution, done);
    this.#python.setHead(HEAD.serial, this.#recorder.serial);
  }

  /** Leaves the numbers of an execution where Python finds them; returns the flags of its columns. */
  #note(stmt: DriverStatement, changed: number): number {
    const { view, start } = this.#python;
    view.setBigInt64(start + HEAD.lastRowid, this.#sqlite.layout.lastRowid(stmt.connection.handle), true);
    view.setInt32(start + HEAD.changes, changed, true);
    if (stmt.handle === 0 || this.#sqlite.c.column_count(stmt.handle) === 0) return 0;
    const names = this.#sqlite.layout.columnNames(stmt.handle);
    if (names === stmt.names) return COLUMNS;
    stmt.names = names;
    return COLUMNS | COLUMNS_CHANGED;
  }

  /** Keeps the words of the last failure; the statement goes back to its start. */
  refuse(stmt: DriverStatement): typeof REFUSED {
    this.fail(stmt.connection);
    if (stmt.handle !== 0) this.#sqlite.c.reset(stmt.handle);
    return REFUSED;
  }

  /** Keeps the words of a connection's last failure. */
  fail(connection: Connection): void {
    const { c, memory, layout } = this.#sqlite;
    this.failure = { code: layout.errorCode(connection.handle), message: memory.string(c.errmsg(connection.handle)) };
  }
}
