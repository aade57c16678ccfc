import type { Sqlite } from '../../sqlite/library.ts';
import { MEM, MEM_FLAG } from '../../sqlite/layout.ts';
import { isAscii, isUtf8 } from '../../sqlite/utf8.ts';
import { copy } from './parameters.ts';
import { HEAD_BYTES } from './python-memory.ts';
import type { PythonMemory } from './python-memory.ts';

/** The row does not fit into what is left of the buffer; `needed` says how much it wants. */
export const NO_ROOM = -1;
/** A text of the row is not UTF-8; `undecodable` says which. */
export const UNDECODABLE = -2;

const LIST_HEAD = 5;
/** Most bytes that a number takes (`l`, its count and five digits), and more than the heads of a text. */
export const NUMBER_BYTES = 15;
export const NUMBER = MEM_FLAG.integer | MEM_FLAG.real | MEM_FLAG.integerReal;
const UTF8 = 1;

/** How the columns of a result become Python values. */
export interface Shape {
  /** Text becomes `(bytes,)`, for Python to make what the program's `text_factory` wants. */
  rawText: boolean;
  /** 1 for a column with a converter: its bytes, whatever it is. */
  converted: Uint8Array | null;
}

/** Writes rows from SQLite's memory into Python's, as `marshal` wants to read them: a list of tuples. */
export class RowWriter {
  readonly #sqlite: Sqlite;
  readonly #python: PythonMemory;
  /** Bytes that the whole shared buffer needs for the row that had no room. */
  needed = 0;
  /** Column of the text that is not UTF-8. */
  undecodable = 0;

  constructor(sqlite: Sqlite, python: PythonMemory) {
    this.#sqlite = sqlite;
    this.#python = python;
  }

  /** Begins a list. */
  begin(): void {
    this.#python.claim();
    this.#python.used = LIST_HEAD;
  }

  /** Ends the list. What was written behind its last row is not read. */
  end(rows: number): void {
    const { view, bytes, payload } = this.#python;
    bytes[payload] = 0x5b; // [
    view.setInt32(payload + 1, rows, true);
    this.#python.used = 0;
  }

  /** Appends the current row of a statement. Returns 0, `NO_ROOM` or `UNDECODABLE`; only 0 leaves something written. */
  write(handle: number, columns: number, shape: Shape): number {
    const python = this.#python;
    const to = python.bytes;
    const view = python.view;
    const out = python.payload;
    let spare = python.end - out - python.used - 5 - columns * NUMBER_BYTES;
    if (spare < 0) return this.#full(handle, columns);

    let at = writeTuple(to, view, out + python.used, columns);
    const row = this.#sqlite.layout.resultRow(handle);
    let { bytes: from, view: mems } = this.#sqlite.memory;
    for (let column = 0; column < columns; column++) {
      const mem = row + column * MEM.size;
      let flags = mems.getUint16(mem + MEM.flags, true);
      if (flags & MEM_FLAG.null) {
        to[at++] = 0x4e; // N
        continue;
      }
      const converted = shape.converted !== null && shape.converted[column] === 1;
      if (!converted && flags & NUMBER) {
        at = writeNumber(to, view, at, mems, mem, flags);
        continue;
      }
      // UTF-16, zeros that are not written out, numbers for a converter: SQLite makes plain bytes of them first.
      if (flags & MEM_FLAG.zeroTail || flags & NUMBER || (flags & MEM_FLAG.text && from[mem + MEM.encoding] !== UTF8)) {
        this.#makeBytes(handle, column, flags);
        ({ bytes: from, view: mems } = this.#sqlite.memory);
        flags = mems.getUint16(mem + MEM.flags, true);
      }
      const length = mems.getUint32(mem + MEM.length, true);
      const start = mems.getUint32(mem + MEM.pointer, true);
      spare -= length;
      if (spare < 0) return this.#full(handle, columns);
      if (converted || !(flags & MEM_FLAG.text)) at = writeBytes(to, view, at, from, start, length);
      else if (shape.rawText) at = writeBytes(to, view, writeTuple(to, view, at, 1), from, start, length);
      else {
        at = writeText(to, view, at, from, start, length);
        if (at < 0) {
          this.undecodable = column;
          return UNDECODABLE;
        }
      }
    }
    python.used = at - out;
    return 0;
  }

  #makeBytes(handle: number, column: number, flags: number): void {
    const { c } = this.#sqlite;
    const pointer = flags & (MEM_FLAG.text | NUMBER) ? c.column_text(handle, column) : c.column_blob(handle, column);
    if (pointer === 0 && c.column_bytes(handle, column) > 0) throw new RangeError('out of memory');
  }

  #full(handle: number, columns: number): number {
    const row = this.#sqlite.layout.resultRow(handle);
    const { view } = this.#sqlite.memory;
    this.needed = HEAD_BYTES + LIST_HEAD + 5 + columns * NUMBER_BYTES;
    for (let mem = row; mem < row + columns * MEM.size; mem += MEM.size) {
      // Thrice, because UTF-16 may grow when it becomes UTF-8.
      if (view.getUint16(mem + MEM.flags, true) & (MEM_FLAG.text | MEM_FLAG.blob)) this.needed += 3 * view.getUint32(mem + MEM.length, true);
    }
    return NO_ROOM;
  }
}

/** The head of a tuple; returns where its first item goes. */
export function writeTuple(to: Uint8Array, view: DataView, at: number, items: number): number {
  if (items < 256) {
    to[at] = 0x29; // )
    to[at + 1] = items;
    return at + 2;
  }
  to[at] = 0x28; // (
  view.setInt32(at + 1, items, true);
  return at + 5;
}

/** The INTEGER or REAL at `mem`. */
export function writeNumber(to: Uint8Array, view: DataView, at: number, mems: DataView, mem: number, flags: number): number {
  if (flags & MEM_FLAG.integer) {
    const low = mems.getInt32(mem, true);
    const high = mems.getInt32(mem + 4, true);
    if (high !== low >> 31) return writeLong(to, view, at, low, high);
    to[at] = 0x69; // i
    view.setInt32(at + 1, low, true);
    return at + 5;
  }
  to[at] = 0x67; // g
  // SQLite keeps some whole REALs as integers inside.
  view.setFloat64(at + 1, flags & MEM_FLAG.integerReal ? Number(mems.getBigInt64(mem, true)) : mems.getFloat64(mem, true), true);
  return at + 9;
}

/** An int beyond 32 bits: the count of its 15-bit digits, negative for a negative one, then the digits. */
function writeLong(to: Uint8Array, view: DataView, at: number, low: number, high: number): number {
  const negative = high < 0;
  let lo = low >>> 0;
  let hi = high >>> 0;
  if (negative) {
    lo = (~lo + 1) >>> 0;
    hi = (~hi + (lo === 0 ? 1 : 0)) >>> 0;
  }
  const digits = [lo & 0x7fff, (lo >>> 15) & 0x7fff, ((lo >>> 30) | (hi << 2)) & 0x7fff, (hi >>> 13) & 0x7fff, hi >>> 28];
  let count = 5;
  while (count > 0 && digits[count - 1] === 0) count--;
  to[at] = 0x6c; // l
  view.setInt32(at + 1, negative ? -count : count, true);
  for (let i = 0; i < count; i++) view.setUint16(at + 5 + i * 2, digits[i] ?? 0, true);
  return at + 5 + count * 2;
}

/** Bytes as they are. */
export function writeBytes(to: Uint8Array, view: DataView, at: number, from: Uint8Array, start: number, length: number): number {
  to[at] = 0x73; // s
  view.setInt32(at + 1, length, true);
  copy(from, start, to, at + 5, length);
  return at + 5 + length;
}

/** Text as short ASCII, long ASCII or UTF-8; −1 when it is not UTF-8. */
export function writeText(to: Uint8Array, view: DataView, at: number, from: Uint8Array, start: number, length: number): number {
  if (length < 64) {
    let seen = 0;
    for (let i = 0; i < length; i++) {
      const byte = from[start + i] ?? 0;
      seen |= byte;
      to[at + 2 + i] = byte;
    }
    if (seen < 0x80) {
      to[at] = 0x7a; // z
      to[at + 1] = length;
      return at + 2 + length;
    }
  }
  to[at] = isAscii(from, start, length) ? 0x61 : 0x75; // a, u
  if (to[at] === 0x75 && !isUtf8(from, start, length)) return -1;
  view.setInt32(at + 1, length, true);
  copy(from, start, to, at + 5, length);
  return at + 5 + length;
}
