import { SQLITE_OK, SQLITE_STATIC } from '../../sqlite/c-api.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import type { PythonMemory } from './python-memory.ts';

/** A value that only Python can judge: it must adapt it, or find the words for its refusal. */
export const NEEDS_PYTHON = -2;
/** SQLite refused a value. */
export const REFUSED = -1;

/** What binding needs of a statement. */
export interface Bindable {
  handle: number;
  parameterCount: number;
  /** Its block of SQLite's memory with the values bound last, which SQLite reads in place; 0 for none. */
  room: number;
  roomSize: number;
}

const SMALLEST_ROOM = 256;
/** A larger block is given back after use. */
export const KEPT_ROOM = 65_536;

/** Binds values from Python's `marshal` bytes (version 2): copied once into SQLite's memory, and read there in place. */
export class Binder {
  readonly #sqlite: Sqlite;
  readonly #python: PythonMemory;
  #at = 0;

  constructor(sqlite: Sqlite, python: PythonMemory) {
    this.#sqlite = sqlite;
    this.#python = python;
  }

  /** Copies the `bytes` object at `address` into the statement's room and goes to its start. */
  load(stmt: Bindable, address: number): void {
    const { start, end } = this.#python.bytesAt(address);
    const length = end - start;
    if (length > stmt.roomSize) this.#makeRoom(stmt, length);
    copy(this.#python.bytes, start, this.#sqlite.memory.bytes, stmt.room, length);
    this.#at = stmt.room;
  }

  /** Enters a list; returns its length. */
  enter(): number {
    this.#at += 5;
    return this.#sqlite.memory.view.getInt32(this.#at - 4, true);
  }

  /** Binds the tuple or list that comes next. Returns 0, `REFUSED` or `NEEDS_PYTHON`; only after 0 can it go on. */
  bindRow(stmt: Bindable): number {
    const { bytes, view } = this.#sqlite.memory;
    const code = bytes[this.#at];
    if (code !== 0x28 && code !== 0x5b) return NEEDS_PYTHON; // ( [
    const count = view.getInt32(this.#at + 1, true);
    if (count !== stmt.parameterCount) return NEEDS_PYTHON;
    this.#at += 5;
    for (let index = 1; index <= count; index++) {
      const result = this.#bindValue(stmt.handle, index, bytes, view);
      if (result !== SQLITE_OK) return result;
    }
    return SQLITE_OK;
  }

  /** Gives the statement's room back. */
  release(stmt: Bindable): void {
    if (stmt.room !== 0) this.#sqlite.memory.release(stmt.room);
    stmt.room = 0;
    stmt.roomSize = 0;
  }

  #bindValue(handle: number, index: number, bytes: Uint8Array, view: DataView): number {
    const { c } = this.#sqlite;
    const at = this.#at + 1;
    switch (bytes[this.#at]) {
      case 0x69: // i: an int of 32 bits
        this.#at = at + 4;
        return check(c.bind_int(handle, index, view.getInt32(at, true)));
      case 0x75: { // u: a str
        const length = view.getInt32(at, true);
        this.#at = at + 4 + length;
        if (hasSurrogate(bytes, at + 4, this.#at)) return NEEDS_PYTHON;
        return check(c.bind_text(handle, index, at + 4, length, SQLITE_STATIC));
      }
      case 0x4e: // N: a blob at no place is NULL
        this.#at = at;
        return check(c.bind_blob(handle, index, 0, 0, SQLITE_STATIC));
      case 0x67: // g: a float
        this.#at = at + 8;
        return check(c.bind_double(handle, index, view.getFloat64(at, true)));
      case 0x54: // T
        this.#at = at;
        return check(c.bind_int(handle, index, 1));
      case 0x46: // F
        this.#at = at;
        return check(c.bind_int(handle, index, 0));
      case 0x6c: // l
        return this.#bindLong(handle, index, view, at);
      case 0x73: { // s: bytes or another buffer
        const length = view.getInt32(at, true);
        this.#at = at + 4 + length;
        return check(c.bind_blob(handle, index, at + 4, length, SQLITE_STATIC));
      }
      default:
        return NEEDS_PYTHON;
    }
  }

  /** An int that 32 bits do not hold. */
  #bindLong(handle: number, index: number, view: DataView, at: number): number {
    const count = Math.abs(view.getInt32(at, true));
    this.#at = at + 4 + count * 2;
    if (count > 5) return NEEDS_PYTHON;
    const value = readLong(view, at);
    if (BigInt.asIntN(64, value) !== value) return NEEDS_PYTHON;
    const result = check(this.#sqlite.c.bind_int(handle, index, 0));
    if (result === SQLITE_OK) this.#sqlite.layout.setInteger(handle, index, value);
    return result;
  }

  #makeRoom(stmt: Bindable, length: number): void {
    if (stmt.room !== 0) this.#sqlite.c.clear_bindings(stmt.handle);
    this.release(stmt);
    const size = Math.max(SMALLEST_ROOM, length > KEPT_ROOM ? length : length * 2);
    stmt.room = this.#sqlite.memory.allocate(size);
    stmt.roomSize = size;
  }
}

function check(code: number): number {
  return code === SQLITE_OK ? SQLITE_OK : REFUSED;
}

/** An int as `marshal` writes it behind its `l`: a signed count of 15-bit digits, the lowest first. */
export function readLong(view: DataView, at: number): bigint {
  const signed = view.getInt32(at, true);
  let value = 0n;
  for (let i = Math.abs(signed) - 1; i >= 0; i--) value = (value << 15n) | BigInt(view.getUint16(at + 4 + i * 2, true));
  return signed < 0 ? -value : value;
}

/** Short runs byte by byte, long ones by the engine's own copy. */
export function copy(from: Uint8Array, start: number, to: Uint8Array, at: number, length: number): void {
  if (length > 64) {
    to.set(from.subarray(start, start + length), at);
    return;
  }
  for (let i = 0; i < length; i++) to[at + i] = from[start + i] ?? 0;
}

/** True when UTF-8 as Python's `surrogatepass` writes it holds half a surrogate pair, which no UTF-8 may. */
function hasSurrogate(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 256) {
    // Looked for in the text alone: a search in all of the memory goes on to its end.
    const text = bytes.subarray(start, end);
    for (let at = text.indexOf(0xed); at !== -1; at = text.indexOf(0xed, at + 1)) {
      if ((text[at + 1] ?? 0) >= 0xa0) return true;
    }
    return false;
  }
  for (let at = start; at < end; at++) if (bytes[at] === 0xed && (bytes[at + 1] ?? 0) >= 0xa0) return true;
  return false;
}
