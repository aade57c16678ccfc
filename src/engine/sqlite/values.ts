import type { SqlValue } from '../protocol.ts';
import { SQLITE_BLOB, SQLITE_FLOAT, SQLITE_INTEGER, SQLITE_NULL, SQLITE_TEXT } from './c-api.ts';
import { MEM, MEM_FLAG } from './layout.ts';
import type { Memory } from './memory.ts';

/** A value's storage class: INTEGER 1, REAL 2, TEXT 3, BLOB 4, NULL 5. */
export type StorageClass = 1 | 2 | 3 | 4 | 5;

const TYPE_MASK = 0x3f;
const UTF8 = 1;

/** Storage class by `Mem` flags, exactly as `sqlite3_value_type` tells it. */
const CLASS_OF: readonly StorageClass[] = Array.from({ length: TYPE_MASK + 1 }, (_, flags) => {
  if (flags & MEM_FLAG.null) return SQLITE_NULL;
  if (flags & MEM_FLAG.integer) return SQLITE_INTEGER;
  if (flags & (MEM_FLAG.real | MEM_FLAG.integerReal)) return SQLITE_FLOAT;
  return flags & MEM_FLAG.text ? SQLITE_TEXT : SQLITE_BLOB;
});

/** The storage class of the value at `mem`. */
export function classOf(memory: Memory, mem: number): StorageClass {
  return CLASS_OF[memory.view.getUint16(mem + MEM.flags, true) & TYPE_MASK] ?? SQLITE_NULL;
}

/** True for a text or blob whose bytes must first be brought into shape: UTF-16, or zeros not written out. */
export function isUnready(memory: Memory, mem: number): boolean {
  const flags = memory.view.getUint16(mem + MEM.flags, true);
  return (flags & MEM_FLAG.zeroTail) !== 0 || ((flags & MEM_FLAG.text) !== 0 && memory.bytes[mem + MEM.encoding] !== UTF8);
}

/** An INTEGER: a number while that is exact, else a bigint. */
function readInteger(memory: Memory, mem: number): number | bigint {
  const { view } = memory;
  const high = view.getInt32(mem + 4, true);
  // Within ±2^52 two 32-bit halves make an exact double without a detour through bigint.
  if (high >= -0x100000 && high < 0x100000) return high * 0x1_0000_0000 + view.getUint32(mem, true);
  const value = view.getBigInt64(mem, true);
  const rounded = Number(value);
  return Number.isSafeInteger(rounded) ? rounded : value;
}

/** A REAL. SQLite keeps some whole ones as integers inside. */
function readReal(memory: Memory, mem: number): number {
  const { view } = memory;
  const asInteger = view.getUint16(mem + MEM.flags, true) & MEM_FLAG.integerReal;
  return asInteger ? Number(view.getBigInt64(mem, true)) : view.getFloat64(mem, true);
}

/** Where the bytes of a TEXT or BLOB lie. */
export function bytesOf(memory: Memory, mem: number): { pointer: number; length: number } {
  return { pointer: memory.pointer(mem + MEM.pointer), length: memory.pointer(mem + MEM.length) };
}

/** The value at `mem` (a column of the current row, or a function's `sqlite3_value*`), which must not be unready. */
export function readValue(memory: Memory, mem: number): SqlValue {
  switch (classOf(memory, mem)) {
    case SQLITE_INTEGER: return readInteger(memory, mem);
    case SQLITE_FLOAT: return readReal(memory, mem);
    case SQLITE_NULL: return null;
    case SQLITE_TEXT: {
      const { pointer, length } = bytesOf(memory, mem);
      return memory.text(pointer, length);
    }
    case SQLITE_BLOB: {
      const { pointer, length } = bytesOf(memory, mem);
      return memory.bytes.slice(pointer, pointer + length);
    }
  }
}
