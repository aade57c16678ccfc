import { SQLITE_DONE, SQLITE_ROW } from '../../sqlite/c-api.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { tellUndecodable } from './describe.ts';
import type { PythonObjects } from './objects.ts';
import { HEAD } from './python-memory.ts';
import type { PythonMemory } from './python-memory.ts';
import { RowMaker } from './rows.ts';
import type { DriverStatement, Statements } from './statements.ts';

/** How a fetch ended, in the head. */
const MORE = 0;
const LAST = 1;
const FAILED = 2;
const NOT_TEXT = 4;

/** Reads the rows of statements that have been executed. */
export class RowFetcher {
  readonly #sqlite: Sqlite;
  readonly #python: PythonMemory;
  readonly #statements: Statements;
  readonly #rows: RowMaker;
  #end = MORE;

  constructor(sqlite: Sqlite, python: PythonMemory, statements: Statements) {
    this.#sqlite = sqlite;
    this.#python = python;
    this.#statements = statements;
    this.#rows = new RowMaker(sqlite, python.objects);
  }

  /** A list of up to `most` rows, the current one first; how it ended is in the head. Where it failed there are none. */
  fetch(id: number, most: number): number {
    const stmt = this.#statements.get(id);
    const { objects } = this.#python;
    const rows: number[] = [];
    try {
      this.#ended(MORE);
      while (this.#end === MORE && rows.length < most) {
        const row = this.#next(stmt);
        if (row !== 0) rows.push(row);
      }
      if (this.#end === FAILED || this.#end === NOT_TEXT) drop(objects, rows);
      return objects.makeList(rows);
    } catch (error) {
      drop(objects, rows);
      throw error;
    }
  }

  /** The current row; None where it failed. How it ended is in the head. */
  next(id: number): number {
    const stmt = this.#statements.get(id);
    return this.#next(stmt) || this.#python.objects.c.__Py_NoneStruct;
  }

  /**
   * The current row, with a step on behind it; 0 for none. A step that fails takes the row before it along, as in CPython,
   * where fetching a row looks for the next.
   */
  #next(stmt: DriverStatement): number {
    const { c } = this.#sqlite;
    if (stmt.handle === 0) return this.#ended(LAST);
    const row = this.#rows.make(stmt.handle, c.data_count(stmt.handle), stmt);
    if (row === 0) {
      this.#statements.failure = { code: 0, message: tellUndecodable(this.#sqlite, stmt, this.#rows.undecodable) };
      return this.#ended(NOT_TEXT);
    }
    const code = c.step(stmt.handle);
    if (code === SQLITE_ROW) {
      this.#ended(MORE);
      return row;
    }
    if (code === SQLITE_DONE) {
      if (stmt.changes) this.#python.setHead(HEAD.changes, c.changes(stmt.connection.handle));
      c.reset(stmt.handle);
      this.#ended(LAST);
      return row;
    }
    this.#python.objects.c._Py_DecRef(row);
    this.#statements.refuse(stmt);
    return this.#ended(FAILED);
  }

  /** Leaves in the head how a fetch ended. */
  #ended(end: number): 0 {
    this.#end = end;
    this.#python.setHead(HEAD.end, end);
    return 0;
  }
}

/** Lets go of rows that nobody will get. */
function drop(objects: PythonObjects, rows: number[]): void {
  for (const row of rows.splice(0)) objects.c._Py_DecRef(row);
}
