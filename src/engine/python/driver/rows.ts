import type { Sqlite } from '../../sqlite/library.ts';
import { MEM, MEM_FLAG } from '../../sqlite/layout.ts';
import type { PythonObjects } from './objects.ts';

/** How the columns of a result become Python values. */
export interface Shape {
  /** Text becomes `(bytes,)`, for Python to make what the program's `text_factory` wants. */
  rawText: boolean;
  /** 1 for a column with a converter: its bytes, whatever it is. */
  converted: Uint8Array | null;
}

/** The bits that tell a value's type, and those that tell a text's encoding too. */
const TYPE = 0x3f;
const KIND = TYPE | MEM_FLAG.zeroTail | 0xff_0000;
const UTF8_TEXT = MEM_FLAG.text | 0x01_0000;

/** Makes Python's tuples of SQLite's rows, straight from one memory into the other. */
export class RowMaker {
  readonly #sqlite: Sqlite;
  readonly #objects: PythonObjects;
  /** Column of the text that is not UTF-8. */
  undecodable = 0;

  constructor(sqlite: Sqlite, objects: PythonObjects) {
    this.#sqlite = sqlite;
    this.#objects = objects;
  }

  /** The current row of a statement; 0 when a text of it is not UTF-8. */
  make(handle: number, columns: number, shape: Shape): number {
    const objects = this.#objects;
    const { memory, layout } = this.#sqlite;
    const plain = shape.converted === null && !shape.rawText;
    const tuple = objects.makeTuple(columns);
    const items = objects.items(tuple) >> 2;
    let { words, bytes, doubles } = memory;
    let mem = layout.resultRow(handle);
    for (let column = 0; column < columns; column++, mem += MEM.size) {
      // Flags are the word's lower half, the encoding is the byte above.
      const kind = (words[(mem + MEM.flags) >> 2] as number) & KIND;
      let value: number;
      if (!plain || ((kind & TYPE) !== MEM_FLAG.integer && (kind & TYPE) !== MEM_FLAG.real && (kind & TYPE) !== MEM_FLAG.null && kind !== UTF8_TEXT)) {
        value = this.#makeRare(handle, column, shape);
        ({ words, bytes, doubles } = memory);
      } else if (kind === UTF8_TEXT) {
        value = objects.makeText(bytes, words[(mem + MEM.pointer) >> 2] as number, words[(mem + MEM.length) >> 2] as number);
      } else if ((kind & TYPE) === MEM_FLAG.integer) {
        value = objects.makeInteger(words[mem >> 2] as number, words[(mem >> 2) + 1] as number);
      } else if ((kind & TYPE) === MEM_FLAG.real) {
        value = objects.makeReal(doubles[mem >> 3] as number);
      } else {
        value = objects.c.__Py_NoneStruct;
      }
      if (value === 0) {
        this.undecodable = column;
        objects.c._Py_DecRef(tuple);
        return 0;
      }
      objects.words[items + column] = value;
    }
    return tuple;
  }

  /** Any value: a blob, a text in UTF-16, a whole REAL that is kept as an integer, bytes for a converter. 0 for text that is not UTF-8. */
  #makeRare(handle: number, column: number, { rawText, converted }: Shape): number {
    const objects = this.#objects;
    const { memory, layout } = this.#sqlite;
    const mem = layout.resultRow(handle) + column * MEM.size;
    const flags = memory.view.getUint16(mem + MEM.flags, true);
    if (flags & MEM_FLAG.null) return objects.c.__Py_NoneStruct;
    const asBytes = converted !== null && converted[column] === 1;
    if (!asBytes && flags & MEM_FLAG.integer) return objects.makeInteger(memory.view.getInt32(mem, true), memory.view.getInt32(mem + 4, true));
    if (!asBytes && flags & MEM_FLAG.real) return objects.makeReal(memory.view.getFloat64(mem, true));
    if (!asBytes && flags & MEM_FLAG.integerReal) return objects.makeReal(Number(memory.view.getBigInt64(mem, true)));
    // SQLite makes plain bytes of it first, and keeps them in its `Mem`.
    this.#makePlain(handle, column, (flags & MEM_FLAG.blob) === 0);
    const start = memory.pointer(mem + MEM.pointer);
    const length = memory.pointer(mem + MEM.length);
    if (asBytes || !(flags & MEM_FLAG.text)) return objects.makeBytes(memory.bytes, start, length);
    if (!rawText) return objects.makeText(memory.bytes, start, length);
    const wrapped = objects.makeTuple(1);
    const bytes = objects.makeBytes(memory.bytes, start, length);
    objects.words[objects.items(wrapped) >> 2] = bytes;
    return wrapped;
  }

  #makePlain(handle: number, column: number, isText: boolean): void {
    const { c } = this.#sqlite;
    const pointer = isText ? c.column_text(handle, column) : c.column_blob(handle, column);
    if (pointer === 0 && c.column_bytes(handle, column) > 0) throw new RangeError('out of memory');
  }
}
