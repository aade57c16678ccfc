import { SQLITE_DONE, SQLITE_ROW } from '../../sqlite/c-api.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { tellUndecodable } from './describe.ts';
import { HEAD } from './python-memory.ts';
import type { PythonMemory } from './python-memory.ts';
import { RowList } from './row-list.ts';
import { RowWriter } from './row-writer.ts';
import { RowMaker } from './rows.ts';
import type { DriverStatement, Statements } from './statements.ts';

/** How a fetch ended, in the head. */
const MORE = 0;
const LAST = 1;
const FAILED = 2;
const NOT_TEXT = 4;

/** Rows from which on it pays to write them down for Python. */
const FEW = 2;

/** Reads the rows of statements that have been executed. */
export class RowFetcher {
  readonly #sqlite: Sqlite;
  readonly #python: PythonMemory;
  readonly #statements: Statements;
  readonly #rows: RowMaker;
  /** Undefined while somebody uses it: a step may call Python, which may fetch something else. */
  #writer: RowWriter | undefined;

  constructor(sqlite: Sqlite, python: PythonMemory, statements: Statements) {
    this.#sqlite = sqlite;
    this.#python = python;
    this.#statements = statements;
    this.#rows = new RowMaker(sqlite, python.objects);
    this.#writer = new RowWriter(sqlite, python.objects);
  }

  /** A list of up to `most` rows, the current one first; how it ended is in the head. Where it failed there are none. */
  fetch(id: number, most: number): number {
    const stmt = this.#statements.get(id);
    const { objects } = this.#python;
    const writer = this.#writer;
    this.#writer = undefined;
    const rows = new RowList(objects, stmt.converted === null && !stmt.rawText ? writer : undefined);
    try {
      const end = this.#fetchInto(rows, stmt, most);
      this.#python.setHead(HEAD.end, end);
      if (end === FAILED || end === NOT_TEXT) rows.drop();
      return rows.take();
    } finally {
      rows.drop();
      this.#writer = writer;
    }
  }

  /** The current row; None where it failed. How it ended is in the head. */
  next(id: number): number {
    const stmt = this.#statements.get(id);
    const { c } = this.#python.objects;
    const row = stmt.handle === 0 ? 0 : this.#make(stmt);
    const end = stmt.handle === 0 ? LAST : row === 0 ? NOT_TEXT : this.#step(stmt);
    this.#python.setHead(HEAD.end, end);
    if (end === FAILED) c._Py_DecRef(row);
    return row === 0 || end === FAILED ? c.__Py_NoneStruct : row;
  }

  #fetchInto(rows: RowList, stmt: DriverStatement, most: number): number {
    if (stmt.handle === 0) return LAST;
    const columns = this.#sqlite.c.data_count(stmt.handle);
    let end = MORE;
    for (let count = 0; end === MORE && count < most; count++) {
      if (count < FEW || !rows.write(stmt.handle, columns)) {
        const row = this.#make(stmt);
        if (row === 0) return NOT_TEXT;
        rows.append(row);
      }
      end = this.#step(stmt);
    }
    return end;
  }

  /** The current row as a tuple; 0 when a text of it is not UTF-8. */
  #make(stmt: DriverStatement): number {
    const row = this.#rows.make(stmt.handle, this.#sqlite.c.data_count(stmt.handle), stmt);
    if (row === 0) this.#statements.failure = { code: 0, message: tellUndecodable(this.#sqlite, stmt, this.#rows.undecodable) };
    return row;
  }

  /** Steps on behind a row. A step that fails takes that row along, as in CPython, where fetching a row looks for the next. */
  #step(stmt: DriverStatement): number {
    const { c } = this.#sqlite;
    const code = c.step(stmt.handle);
    if (code === SQLITE_ROW) return MORE;
    if (code !== SQLITE_DONE) {
      this.#statements.refuse(stmt);
      return FAILED;
    }
    if (stmt.changes) this.#python.setHead(HEAD.changes, c.changes(stmt.connection.handle));
    c.reset(stmt.handle);
    return LAST;
  }
}
