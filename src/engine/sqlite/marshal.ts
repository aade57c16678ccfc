import { SQLITE_BLOB, SQLITE_FLOAT, SQLITE_INTEGER, SQLITE_TEXT } from './c-api.ts';
import { MEM } from './layout.ts';
import type { Memory } from './memory.ts';
import { isAscii, isUtf8 } from './utf8.ts';
import { classOf, readReal } from './values.ts';

/*
 * CPython's marshal format, which `marshal.loads` reads in C: one letter for the type, then the value, little-endian.
 * Written here: N none, i 32-bit int, l longer int in 15-bit digits, g float, z short ASCII, u UTF-8, s bytes,
 * ( tuple, ) short tuple, [ list.
 */
const NONE = 0x4e, INT = 0x69, LONG = 0x6c, FLOAT = 0x67, SHORT_ASCII = 0x7a, UNICODE = 0x75, BYTES = 0x73;
const TUPLE = 0x28, SHORT_TUPLE = 0x29, LIST = 0x5b;

/** A growing buffer of marshalled values. Numbers and sizes are the caller's to keep consistent. */
export class MarshalWriter {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What has been written: a view, good until the next write. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  none(): void {
    this.#room(1);
    this.#bytes[this.#length++] = NONE;
  }

  /** An integer from its two 32-bit halves (`high` signed, `low` unsigned). */
  integer(high: number, low: number): void {
    this.#room(16);
    if (high === 0 && low < 0x8000_0000 || high === -1 && low >= 0x8000_0000) {
      this.#bytes[this.#length] = INT;
      this.#view.setUint32(this.#length + 1, low, true);
      this.#length += 5;
      return;
    }
    const negative = high < 0;
    let magnitude = (BigInt(high) << 32n) + BigInt(low);
    if (negative) magnitude = -magnitude;
    const start = this.#length;
    let at = start + 5;
    for (; magnitude > 0n; magnitude >>= 15n) {
      this.#view.setUint16(at, Number(magnitude & 0x7fffn), true);
      at += 2;
    }
    const digits = (at - start - 5) / 2;
    this.#bytes[start] = LONG;
    this.#view.setInt32(start + 1, negative ? -digits : digits, true);
    this.#length = at;
  }

  float(value: number): void {
    this.#room(9);
    this.#bytes[this.#length] = FLOAT;
    this.#view.setFloat64(this.#length + 1, value, true);
    this.#length += 9;
  }

  /** Text from well-formed UTF-8 bytes; `ascii` when all are below 128. */
  text(bytes: Uint8Array, start: number, length: number, ascii: boolean): void {
    if (ascii && length < 256) {
      this.#room(length + 2);
      this.#bytes[this.#length] = SHORT_ASCII;
      this.#bytes[this.#length + 1] = length;
      this.#length += 2;
      this.#copy(bytes, start, length);
    } else {
      this.#sized(UNICODE, bytes, start, length);
    }
  }

  bytes(bytes: Uint8Array, start: number, length: number): void {
    this.#sized(BYTES, bytes, start, length);
  }

  /** Opens a tuple of `items` values, which must follow. */
  tuple(items: number): void {
    this.#room(5);
    if (items < 256) {
      this.#bytes[this.#length] = SHORT_TUPLE;
      this.#bytes[this.#length + 1] = items;
      this.#length += 2;
    } else {
      this.#container(TUPLE, items);
    }
  }

  /** Opens a list of `items` values, which must follow. */
  list(items: number): void {
    this.#container(LIST, items);
  }

  #container(type: number, items: number): void {
    this.#room(5);
    this.#bytes[this.#length] = type;
    this.#view.setInt32(this.#length + 1, items, true);
    this.#length += 5;
  }

  #sized(type: number, bytes: Uint8Array, start: number, length: number): void {
    this.#room(length + 5);
    this.#bytes[this.#length] = type;
    this.#view.setInt32(this.#length + 1, length, true);
    this.#length += 5;
    this.#copy(bytes, start, length);
  }

  #copy(bytes: Uint8Array, start: number, length: number): void {
    const target = this.#bytes;
    let at = this.#length;
    // For short ones a loop beats making a view.
    if (length < 64) for (let i = start, end = start + length; i < end; i++) target[at++] = bytes[i] as number;
    else target.set(bytes.subarray(start, start + length), at);
    this.#length += length;
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + bytes));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** How TEXT crosses: as `str`, or as `bytes` of what is stored. */
export type TextAs = 'str' | 'bytes';

/**
 * Appends the value at `mem`, which must not be unready. Text that is not UTF-8 becomes a one-item list of its bytes, a
 * shape that no other value has; true is returned then.
 */
export function writeValue(memory: Memory, mem: number, writer: MarshalWriter, textAs: TextAs = 'str'): boolean {
  const { view, bytes } = memory;
  switch (classOf(memory, mem)) {
    case SQLITE_INTEGER:
      writer.integer(view.getInt32(mem + 4, true), view.getUint32(mem, true));
      return false;
    case SQLITE_FLOAT:
      writer.float(readReal(memory, mem));
      return false;
    case SQLITE_TEXT: {
      const start = view.getUint32(mem + MEM.pointer, true);
      const length = view.getUint32(mem + MEM.length, true);
      if (textAs === 'bytes') {
        writer.bytes(bytes, start, length);
        return false;
      }
      const ascii = isAscii(bytes, start, length);
      if (ascii || isUtf8(bytes, start, length)) {
        writer.text(bytes, start, length, ascii);
        return false;
      }
      writer.list(1);
      writer.bytes(bytes, start, length);
      return true;
    }
    case SQLITE_BLOB:
      writer.bytes(bytes, view.getUint32(mem + MEM.pointer, true), view.getUint32(mem + MEM.length, true));
      return false;
    default:
      writer.none();
      return false;
  }
}
