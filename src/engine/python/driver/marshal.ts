import { MEM_FLAG } from '../../sqlite/layout.ts';
import { isAscii, isUtf8 } from '../../sqlite/utf8.ts';
import { copy } from './objects.ts';

/*
 * Values in the form of Python's `marshal`: how the arguments of callbacks cross, and what they answer.
 */

/** Most bytes that a number takes (`l`, its count and five digits), and more than the heads of a text. */
export const NUMBER_BYTES = 15;
/** The `Mem` flags of a number. */
export const NUMBER = MEM_FLAG.integer | MEM_FLAG.real | MEM_FLAG.integerReal;

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

/** An int as `marshal` writes it behind its `l`: a signed count of 15-bit digits, the lowest first. */
export function readLong(view: DataView, at: number): bigint {
  const signed = view.getInt32(at, true);
  let value = 0n;
  for (let i = Math.abs(signed) - 1; i >= 0; i--) value = (value << 15n) | BigInt(view.getUint16(at + 4 + i * 2, true));
  return signed < 0 ? -value : value;
}
