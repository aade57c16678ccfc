import type { SqlValue } from '../protocol.ts';
import { SQLITE_DONE, SQLITE_ROW } from './c-api.ts';
import { MEM, MEM_FLAG } from './layout.ts';
import type { Statement } from './statement.ts';
import { readInteger, readValue } from './values.ts';

/** Texts from here on are decoded by themselves; shorter ones are gathered and decoded together. */
const LONG_TEXT = 1024;
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

export interface ReadRows {
  rows: SqlValue[][];
  /** True when there were more rows, or a longer value, than the limits let through. */
  more: boolean;
  /** Bytes of text and blobs read, at least; numbers are counted as 8. */
  bytes: number;
}

/**
 * Steps through a statement's rows and reads them straight from SQLite's memory. Short texts are gathered and decoded
 * in one go, which is what makes this faster than asking for one column after the other.
 */
export function readRows(statement: Statement, limits: ReadLimits = {}): ReadRows {
  const { rows: maxRows = Infinity, bytes: maxBytes = Infinity, cell: maxCell = Infinity } = limits;
  const { memory, c, layout } = statement.connection.sqlite;
  const { handle } = statement;
  const rows: SqlValue[][] = [];
  const texts = new TextGatherer();
  let size = 0;
  let cut = false;
  let empty: SqlValue[] = [];
  for (;;) {
    const code = c.step(handle);
    if (code !== SQLITE_ROW) {
      texts.flush();
      if (code === SQLITE_DONE) return { rows, more: cut, bytes: size };
      throw statement.connection.error(code);
    }
    if (rows.length >= maxRows || size >= maxBytes) {
      texts.flush();
      return { rows, more: true, bytes: size };
    }
    if (empty.length === 0) empty = new Array<SqlValue>(c.data_count(handle)).fill(null);
    const row = empty.slice();
    rows.push(row);
    let { words, doubles, bytes } = memory;
    let mem = layout.resultRow(handle);
    for (let i = 0; i < row.length; i++, mem += MEM.size) {
      // Flags are the word's lower half, the encoding is the byte above.
      const kind = (words[(mem + MEM.flags) >> 2] as number) & KIND;
      if (kind === UTF8_TEXT) {
        const length = words[(mem + MEM.length) >> 2] as number;
        const start = words[(mem + MEM.pointer) >> 2] as number;
        size += length;
        if (length < LONG_TEXT && length <= maxCell) {
          texts.add(bytes, start, length, row, i);
        } else {
          cut ||= length > maxCell;
          row[i] = memory.text(start, length > maxCell ? wholeCharacters(bytes, start, maxCell) : length);
        }
      } else if ((kind & TYPE) === MEM_FLAG.integer) {
        const low = words[mem >> 2] as number;
        row[i] = words[(mem >> 2) + 1] === low >> 31 ? low : readInteger(memory, mem);
        size += 8;
      } else if ((kind & TYPE) === MEM_FLAG.real) {
        row[i] = doubles[mem >> 3] as number;
        size += 8;
      } else if ((kind & TYPE) !== MEM_FLAG.null) {
        // The rare ones: blobs, UTF-16, zeros not written out, reals kept as integers. Memory may grow here.
        mem = statement.readyRow() + i * MEM.size;
        const value = readValue(memory, mem);
        const long = (value instanceof Uint8Array || typeof value === 'string') && value.length > maxCell;
        cut ||= long;
        row[i] = long ? value.slice(0, maxCell) : value;
        ({ words, doubles, bytes } = memory);
        size += words[(mem + MEM.length) >> 2] as number;
      }
    }
  }
}

/** Collects the bytes of texts and puts the decoded strings in their cells. */
class TextGatherer {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #bytes = new Uint8Array(1 << 18);
  #length = 0;
  #seen = 0;
  /** The row of each text; its column and its end. */
  readonly #rows: SqlValue[][] = new Array<SqlValue[]>(1 << 14);
  readonly #columns = new Int32Array(1 << 14);
  readonly #ends = new Int32Array(1 << 14);
  #count = 0;

  add(bytes: Uint8Array, start: number, length: number, row: SqlValue[], column: number): void {
    if (this.#length + length > this.#bytes.length || this.#count === this.#ends.length) this.flush();
    const target = this.#bytes;
    let at = this.#length;
    let seen = this.#seen;
    for (let i = start, end = start + length; i < end; i++) {
      const byte = bytes[i] as number;
      target[at++] = byte;
      seen |= byte;
    }
    this.#seen = seen;
    this.#length = at;
    this.#rows[this.#count] = row;
    this.#columns[this.#count] = column;
    this.#ends[this.#count++] = at;
  }

  flush(): void {
    const bytes = this.#bytes.subarray(0, this.#length);
    const ascii = this.#seen < 0x80;
    const all = ascii ? this.#decoder.decode(bytes) : '';
    let start = 0;
    for (let i = 0; i < this.#count; i++) {
      const end = this.#ends[i] as number;
      (this.#rows[i] as SqlValue[])[this.#columns[i] as number] = ascii ? all.substring(start, end) : this.#decoder.decode(bytes.subarray(start, end));
      start = end;
    }
    this.#count = this.#length = this.#seen = 0;
  }
}

/** How many of `length` bytes of UTF-8 make whole characters. */
function wholeCharacters(bytes: Uint8Array, start: number, length: number): number {
  let end = length;
  while (end > 0 && length - end < 4 && ((bytes[start + end] ?? 0) & 0xc0) === 0x80) end--;
  return end;
}
