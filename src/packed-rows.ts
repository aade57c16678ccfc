import type { PackedRows, SqlValue } from './engine/protocol.ts';

/** SQLite's storage classes, by which each cell's value is kept. */
export const PACKED = { integer: 1, real: 2, text: 3, blob: 4, null: 5 } as const;

/** One row, decoded. Blobs are copies. */
export function unpackRow(packed: PackedRows, row: number): SqlValue[] {
  return unpackerOf(packed)(row);
}

/** A function that decodes any of the rows, for those who want several, one by one. */
export function unpackerOf(packed: PackedRows): (row: number) => SqlValue[] {
  const cells = cellsOf(packed);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = (start: number, end: number) => decoder.decode(cells.bytes.subarray(start, end));
  return (row) => decode(packed, cells, row, text);
}

/** All rows, decoded. */
export function unpackRows(packed: PackedRows): SqlValue[][] {
  const cells = cellsOf(packed);
  const { bytes } = cells;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  // In one go: where each byte is a character of its own, the texts are found in the whole by their places.
  const all = decoder.decode(bytes);
  const text = all.length === bytes.length
    ? (start: number, end: number) => all.substring(start, end)
    : (start: number, end: number) => decoder.decode(bytes.subarray(start, end));
  const rows = new Array<SqlValue[]>(packed.count);
  for (let row = 0; row < rows.length; row++) rows[row] = decode(packed, cells, row, text);
  return rows;
}

interface Cells {
  kinds: Uint8Array;
  words: Int32Array;
  doubles: Float64Array;
  bytes: Uint8Array;
}

function cellsOf({ kinds, slots, bytes }: PackedRows): Cells {
  return { kinds: new Uint8Array(kinds), words: new Int32Array(slots), doubles: new Float64Array(slots), bytes: new Uint8Array(bytes) };
}

function decode({ columns }: PackedRows, { kinds, words, doubles, bytes }: Cells, row: number, text: (start: number, end: number) => string): SqlValue[] {
  const values = new Array<SqlValue>(columns).fill(null);
  for (let column = 0, cell = row * columns; column < columns; column++, cell++) {
    const low = words[cell * 2] ?? 0;
    const high = words[cell * 2 + 1] ?? 0;
    switch (kinds[cell]) {
      case PACKED.integer:
        values[column] = high === low >> 31 ? low : integer(low, high);
        break;
      case PACKED.real:
        values[column] = doubles[cell] ?? null;
        break;
      case PACKED.text:
        values[column] = text(low, high);
        break;
      case PACKED.blob:
        values[column] = bytes.slice(low, high);
        break;
    }
  }
  return values;
}

/** A number while that is exact, else a bigint. */
function integer(low: number, high: number): number | bigint {
  // Within ±2^52 two 32-bit halves make an exact double without a detour through bigint.
  if (high >= -0x100000 && high < 0x100000) return high * 0x1_0000_0000 + (low >>> 0);
  const value = (BigInt(high) << 32n) | BigInt(low >>> 0);
  const rounded = Number(value);
  return Number.isSafeInteger(rounded) ? rounded : value;
}
