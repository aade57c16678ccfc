import { PACKED } from '../../packed-rows.ts';
import type { PackedRows, SqlValue } from '../protocol.ts';
import { SQLITE_DONE, SQLITE_ROW } from './c-api.ts';
import { MEM, MEM_FLAG } from './layout.ts';
import type { Memory } from './memory.ts';
import type { Statement } from './statement.ts';
import { readValue } from './values.ts';

/** Runs of bytes from here on are copied by the engine's own copy, shorter ones byte by byte. */
const LONG = 64;
/** The bits that tell a value's type, and those that tell a text's encoding too. */
const TYPE = 0x3f;
const KIND = TYPE | MEM_FLAG.zeroTail | 0xff_0000;
const UTF8_TEXT = MEM_FLAG.text | 0x01_0000;

/** What to read at most; without limit unless given. */
export interface ReadLimits {
  rows?: number;
  /** No further row is begun once so many bytes are read. */
  bytes?: number;
  /** Longer texts and blobs are cut. */
  cell?: number;
}

/** How to read. */
export interface ReadOptions extends ReadLimits {
  /** Rows that are expected. */
  expected?: number;
  /** The last column is not packed but told, of the last row. */
  marked?: boolean;
}

export interface ReadRows {
  rows: PackedRows;
  /** True when there were more rows, or a longer value, than the limits let through. */
  more: boolean;
  /** Bytes of text and blobs in SQLite, at least; numbers are counted as 8. */
  size: number;
  /** The last row's last column, with `marked`. */
  mark: SqlValue;
}

/** Steps through a statement's rows and copies what SQLite's memory holds of them; nothing is decoded. */
export function packRows(statement: Statement, options: ReadOptions = {}): ReadRows {
  const { rows: maxRows = Infinity, bytes: maxBytes = Infinity, cell: maxCell = Infinity, expected = 16, marked = false } = options;
  const { memory, c, layout } = statement.connection.sqlite;
  const { handle } = statement;
  let packer: Packer | undefined;
  let mark: SqlValue = null;
  for (let count = 0; ; count++) {
    const code = c.step(handle);
    // Only now: a step may have found the table altered.
    packer ??= new Packer(memory, Math.max(0, c.column_count(handle) - (marked ? 1 : 0)), expected, maxCell);
    if (code === SQLITE_DONE) return { ...packer.end(count), more: packer.cut, mark };
    if (code !== SQLITE_ROW) throw statement.connection.error(code);
    if (count >= maxRows || packer.size >= maxBytes) return { ...packer.end(count), more: true, mark };
    const row = layout.resultRow(handle);
    packer.add(row, statement);
    if (marked && count === expected - 1) mark = readValue(memory, row + packer.columns * MEM.size);
  }
}

class Packer {
  readonly #memory: Memory;
  readonly columns: number;
  readonly #maxCell: number;
  #kinds: Uint8Array<ArrayBuffer>;
  /** Two words per cell: a number's 64 bits, or where a text or blob begins and ends in `#bytes`. */
  #slots: Int32Array<ArrayBuffer>;
  #bytes: Uint8Array<ArrayBuffer>;
  #cells = 0;
  #used = 0;
  size = 0;
  cut = false;

  constructor(memory: Memory, columns: number, rows: number, maxCell: number) {
    this.#memory = memory;
    this.columns = columns;
    this.#maxCell = maxCell;
    this.#kinds = new Uint8Array(rows * columns);
    this.#slots = new Int32Array(rows * columns * 2);
    this.#bytes = new Uint8Array(rows * columns * 4);
  }

  /** Adds the row at `mem`, an array of `Mem`. */
  add(mem: number, statement: Statement): void {
    const begin = this.#cells;
    const end = begin + this.columns;
    if (end > this.#kinds.length) this.#grow(end);
    const kinds = this.#kinds;
    const slots = this.#slots;
    const memory = this.#memory;
    const most = Math.min(this.#maxCell, LONG);
    let { words, bytes } = memory;
    let to = this.#bytes;
    let used = this.#used;
    let size = 0;
    for (let cell = begin; cell < end; cell++, mem += MEM.size) {
      // Flags are the word's lower half, the encoding is the byte above.
      const kind = (words[(mem + MEM.flags) >> 2] as number) & KIND;
      const type = kind & TYPE;
      if (type === MEM_FLAG.integer || type === MEM_FLAG.real) {
        kinds[cell] = type === MEM_FLAG.integer ? PACKED.integer : PACKED.real;
        slots[cell * 2] = words[mem >> 2] as number;
        slots[cell * 2 + 1] = words[(mem >> 2) + 1] as number;
        size += 8;
        continue;
      }
      if (type === MEM_FLAG.null) {
        kinds[cell] = PACKED.null;
        continue;
      }
      const length = words[(mem + MEM.length) >> 2] as number;
      if (kind === UTF8_TEXT && length < most && used + length <= to.length) {
        // The usual text, here and now.
        kinds[cell] = PACKED.text;
        slots[cell * 2] = used;
        for (let from = words[(mem + MEM.pointer) >> 2] as number, last = from + length; from < last; from++) to[used++] = bytes[from] as number;
        slots[cell * 2 + 1] = used;
        size += length;
        continue;
      }
      // Blobs, long texts, UTF-16, zeros not written out, reals kept as integers. Memory may grow here.
      mem = statement.readyRow() + (cell - begin) * MEM.size;
      this.#used = used;
      this.#addRare(cell, mem);
      ({ words, bytes } = memory);
      to = this.#bytes;
      used = this.#used;
    }
    this.#used = used;
    this.size += size;
    this.#cells = end;
  }

  end(count: number): Pick<ReadRows, 'rows' | 'size'> {
    const rows: PackedRows = {
      columns: this.columns,
      count,
      kinds: cut(this.#kinds.buffer, this.#cells),
      slots: cut(this.#slots.buffer, this.#cells * 8),
      bytes: cut(this.#bytes.buffer, this.#used),
    };
    return { rows, size: this.size };
  }

  #addRare(cell: number, mem: number): void {
    const { view } = this.#memory;
    const flags = view.getUint16(mem + MEM.flags, true);
    if (flags & MEM_FLAG.integer) {
      this.#kinds[cell] = PACKED.integer;
      this.#slots[cell * 2] = view.getInt32(mem, true);
      this.#slots[cell * 2 + 1] = view.getInt32(mem + 4, true);
      this.size += 8;
    } else if (flags & (MEM_FLAG.real | MEM_FLAG.integerReal)) {
      const value = flags & MEM_FLAG.real ? view.getFloat64(mem, true) : Number(view.getBigInt64(mem, true));
      this.#kinds[cell] = PACKED.real;
      new Float64Array(this.#slots.buffer)[cell] = value;
      this.size += 8;
    } else {
      const isText = (flags & MEM_FLAG.text) !== 0;
      this.#kinds[cell] = isText ? PACKED.text : PACKED.blob;
      this.#addBytes(cell, this.#memory.pointer(mem + MEM.pointer), this.#memory.pointer(mem + MEM.length), isText);
    }
  }

  #addBytes(cell: number, start: number, length: number, isText: boolean): void {
    this.size += length;
    const from = this.#memory.bytes;
    let kept = length;
    if (length > this.#maxCell) {
      this.cut = true;
      kept = isText ? wholeCharacters(from, start, this.#maxCell) : this.#maxCell;
    }
    const at = this.#used;
    const end = at + kept;
    if (end > this.#bytes.length) this.#bytes = enlarged(this.#bytes, new Uint8Array(Math.max(end, this.#bytes.length * 2)));
    const to = this.#bytes;
    if (kept >= LONG) to.set(from.subarray(start, start + kept), at);
    else for (let i = 0; i < kept; i++) to[at + i] = from[start + i] as number;
    this.#used = end;
    this.#slots[cell * 2] = at;
    this.#slots[cell * 2 + 1] = end;
  }

  #grow(cells: number): void {
    const capacity = Math.max(cells, this.#kinds.length * 2);
    this.#kinds = enlarged(this.#kinds, new Uint8Array(capacity));
    this.#slots = enlarged(this.#slots, new Int32Array(capacity * 2));
  }
}

/** A buffer's first bytes. */
function cut(buffer: ArrayBuffer, length: number): ArrayBuffer {
  return length === buffer.byteLength ? buffer : buffer.slice(0, length);
}

function enlarged<Kind extends Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(old: Kind, fresh: Kind): Kind {
  fresh.set(old);
  return fresh;
}

/** How many of `length` bytes of UTF-8 make whole characters. */
function wholeCharacters(bytes: Uint8Array, start: number, length: number): number {
  let end = length;
  while (end > 0 && length - end < 4 && ((bytes[start + end] ?? 0) & 0xc0) === 0x80) end--;
  return end;
}
