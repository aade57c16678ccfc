import { SQLITE_OK, SQLITE_STATIC } from '../../sqlite/c-api.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { copy } from './objects.ts';
import type { PythonObjects } from './objects.ts';

/** A value that only Python can judge: it must adapt it, or find the words for its refusal. */
export const NEEDS_PYTHON = -2;
/** SQLite refused a value. */
export const REFUSED = -1;

/** What binding needs of a statement. */
export interface Bindable {
  handle: number;
  parameterCount: number;
  /** Its block of SQLite's memory with the texts and blobs bound last, which SQLite reads in place; 0 for none. */
  room: number;
  roomSize: number;
}

const SMALLEST_ROOM = 256;
/** A larger block is given back after use. */
export const KEPT_ROOM = 65_536;

/** Binds Python's values: numbers as they are, texts and blobs copied once into SQLite's memory, and read there in place. */
export class Binder {
  readonly #sqlite: Sqlite;
  readonly #objects: PythonObjects;
  /** Bytes of the statement's room that are taken. */
  #used = 0;

  constructor(sqlite: Sqlite, objects: PythonObjects) {
    this.#sqlite = sqlite;
    this.#objects = objects;
  }

  /** Binds a tuple's or list's values. Returns 0, `REFUSED` or `NEEDS_PYTHON`. */
  bind(stmt: Bindable, row: number): number {
    const objects = this.#objects;
    const items = objects.items(row);
    const count = stmt.parameterCount;
    if (items < 0 || objects.size(row) !== count) return NEEDS_PYTHON;
    this.#used = 0;
    for (let index = 1; index <= count; index++) {
      const result = this.#bindValue(stmt, index, objects.word(items + index * 4 - 4));
      if (result === SQLITE_OK) continue;
      if (result !== NO_ROOM) return result;
      // With room for all of them, from the start again: what was bound before is no longer where it was.
      this.#makeRoom(stmt, this.#measure(items, count));
      this.#used = 0;
      index = 0;
    }
    return SQLITE_OK;
  }

  /** Gives the statement's room back. */
  release(stmt: Bindable): void {
    if (stmt.room !== 0) this.#sqlite.memory.release(stmt.room);
    stmt.room = 0;
    stmt.roomSize = 0;
  }

  #bindValue(stmt: Bindable, index: number, value: number): number {
    const { c } = this.#sqlite;
    const objects = this.#objects;
    const python = objects.c;
    const type = objects.typeOf(value);
    if (type === python._PyLong_Type) {
      return objects.isSmall(value) ? check(c.bind_int(stmt.handle, index, objects.integer(value))) : this.#bindLong(stmt.handle, index, value);
    }
    if (type === python._PyUnicode_Type) {
      const ascii = objects.ascii(value);
      if (ascii !== 0) return this.#bindBytes(stmt, index, ascii, objects.size(value), c.bind_text);
      const utf8 = objects.utf8(value);
      return utf8 ? this.#bindBytes(stmt, index, utf8.start, utf8.length, c.bind_text) : NEEDS_PYTHON;
    }
    if (type === python._PyFloat_Type) return check(c.bind_double(stmt.handle, index, objects.real(value)));
    // A blob at no place is NULL.
    if (value === python.__Py_NoneStruct) return check(c.bind_blob(stmt.handle, index, 0, 0, SQLITE_STATIC));
    if (value === python.__Py_TrueStruct) return check(c.bind_int(stmt.handle, index, 1));
    if (value === python.__Py_FalseStruct) return check(c.bind_int(stmt.handle, index, 0));
    if (type === python._PyBytes_Type) return this.#bindBytes(stmt, index, objects.bytesAt(value), objects.size(value), c.bind_blob);
    return NEEDS_PYTHON;
  }

  #bindBytes(stmt: Bindable, index: number, start: number, length: number, bind: BindBytes): number {
    const place = this.#used;
    // One byte at least, so that there is room even for nothing.
    this.#used += length + 1;
    if (this.#used > stmt.roomSize) return NO_ROOM;
    copy(this.#objects.bytes, start, this.#sqlite.memory.bytes, stmt.room + place, length);
    return check(bind(stmt.handle, index, stmt.room + place, length, SQLITE_STATIC));
  }

  /** An int that 31 bits do not hold. */
  #bindLong(handle: number, index: number, value: number): number {
    const big = this.#objects.big(value);
    if (big === undefined || BigInt.asIntN(64, big) !== big) return NEEDS_PYTHON;
    const result = check(this.#sqlite.c.bind_int(handle, index, 0));
    if (result === SQLITE_OK) this.#sqlite.layout.setInteger(handle, index, big);
    return result;
  }

  /** Bytes that the texts and blobs of a row need. */
  #measure(items: number, count: number): number {
    const objects = this.#objects;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const value = objects.word(items + i * 4);
      const type = objects.typeOf(value);
      if (type === objects.c._PyBytes_Type) total += objects.size(value) + 1;
      else if (type === objects.c._PyUnicode_Type) total += (objects.ascii(value) !== 0 ? objects.size(value) : (objects.utf8(value)?.length ?? 0)) + 1;
    }
    return total;
  }

  #makeRoom(stmt: Bindable, length: number): void {
    if (stmt.room !== 0) this.#sqlite.c.clear_bindings(stmt.handle);
    this.release(stmt);
    const size = Math.max(SMALLEST_ROOM, length > KEPT_ROOM ? length : length * 2);
    stmt.room = this.#sqlite.memory.allocate(size);
    stmt.roomSize = size;
  }
}

/** The statement's room does not hold the value. */
const NO_ROOM = -3;

type BindBytes = (stmt: number, index: number, start: number, length: number, destructor: number) => number;

function check(code: number): number {
  return code === SQLITE_OK ? SQLITE_OK : REFUSED;
}
