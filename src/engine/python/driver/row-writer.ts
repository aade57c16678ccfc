import type { Sqlite } from '../../sqlite/library.ts';
import { MEM, MEM_FLAG } from '../../sqlite/layout.ts';
import { NUMBER_BYTES, writeNumber, writeText, writeTuple } from './marshal.ts';
import type { PythonObjects } from './objects.ts';

const BUFFER_BYTES = 1 << 17;
const LIST_HEAD = 5;
/** The bits that tell a value's type, and those that tell a text's encoding too. */
const TYPE = 0x3f;
const KIND = TYPE | MEM_FLAG.zeroTail | 0xff_0000;
const UTF8_TEXT = MEM_FLAG.text | 0x01_0000;

/**
 * Makes Python's lists of many rows: writes them in `marshal`'s form, for Python to read them in one go. That costs less than
 * a call for every value. Only the usual values; a row with any other is for `RowMaker`.
 */
export class RowWriter {
  readonly #sqlite: Sqlite;
  readonly #objects: PythonObjects;
  #buffer = 0;
  #used = LIST_HEAD;
  /** Rows written since the last `take`. */
  count = 0;

  constructor(sqlite: Sqlite, objects: PythonObjects) {
    this.#sqlite = sqlite;
    this.#objects = objects;
  }

  /** Appends the current row of a statement; false, with nothing written, when it cannot or has no room left. */
  write(handle: number, columns: number): boolean {
    const objects = this.#objects;
    if (this.#buffer === 0) this.#buffer = objects.allocate(BUFFER_BYTES);
    const { memory, layout } = this.#sqlite;
    const to = objects.bytes;
    const { view } = objects;
    let spare = BUFFER_BYTES - this.#used - 5 - columns * NUMBER_BYTES;
    if (spare < 0) return false;
    let at = writeTuple(to, view, this.#buffer + this.#used, columns);
    const { words, bytes, view: mems } = memory;
    for (let column = 0, mem = layout.resultRow(handle); column < columns; column++, mem += MEM.size) {
      // Flags are the word's lower half, the encoding is the byte above.
      const kind = (words[(mem + MEM.flags) >> 2] as number) & KIND;
      const type = kind & TYPE;
      if (kind === UTF8_TEXT) {
        const length = words[(mem + MEM.length) >> 2] as number;
        spare -= length;
        if (spare < 0) return false;
        at = writeText(to, view, at, bytes, words[(mem + MEM.pointer) >> 2] as number, length);
        if (at < 0) return false;
      } else if (type === MEM_FLAG.integer || type === MEM_FLAG.real) {
        at = writeNumber(to, view, at, mems, mem, type);
      } else if (type === MEM_FLAG.null) {
        to[at++] = 0x4e; // N
      } else return false;
    }
    this.#used = at - this.#buffer;
    this.count++;
    return true;
  }

  /** The rows written, as a Python list. */
  take(): number {
    const objects = this.#objects;
    objects.bytes[this.#buffer] = 0x5b; // [
    objects.view.setInt32(this.#buffer + 1, this.count, true);
    const used = this.#used;
    this.drop();
    return objects.made(objects.c._PyMarshal_ReadObjectFromString(this.#buffer, used));
  }

  drop(): void {
    this.#used = LIST_HEAD;
    this.count = 0;
  }
}
