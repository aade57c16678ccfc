import { describe, expect, it } from 'vitest';
import type { PackedRows } from '../../src/engine/protocol.ts';
import { PACKED, unpackRow, unpackRows } from '../../src/packed-rows.ts';

/** Two rows: an INTEGER, a REAL, a NULL, a TEXT, a BLOB each. */
function packed(texts: [string, string], integers: [bigint, bigint] = [1n, -2n]): PackedRows {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const { integer, real, text, blob, null: none } = PACKED;
  const kinds = new Uint8Array([integer, real, none, text, blob, integer, real, none, text, blob]);
  const slots = new DataView(new ArrayBuffer(80));
  const bytes: number[] = [];
  for (let row = 0; row < 2; row++) {
    const at = row * 40;
    slots.setBigInt64(at, integers[row] ?? 0n, true);
    slots.setFloat64(at + 8, row + 0.5, true);
    for (const [place, data] of [[24, encoded[row] ?? []], [32, [row, 255]]] as const) {
      slots.setUint32(at + place, bytes.length, true);
      bytes.push(...data);
      slots.setUint32(at + place + 4, bytes.length, true);
    }
  }
  return { columns: 5, count: 2, kinds: kinds.buffer, slots: slots.buffer, bytes: new Uint8Array(bytes).buffer };
}

describe('packed rows', () => {
  it.each([[['plain', 'texts']], [['naïve', '🎉']], [['', '\u0000\ufeffx']]] as [[string, string]][])('of %j come out as they went in', (texts) => {
    const rows = packed(texts);
    const expected = [
      [1, 0.5, null, texts[0], new Uint8Array([0, 255])],
      [-2, 1.5, null, texts[1], new Uint8Array([1, 255])],
    ];
    expect(unpackRows(rows)).toEqual(expected);
    expect([unpackRow(rows, 0), unpackRow(rows, 1)]).toEqual(expected);
  });

  it.each([
    [2n ** 31n, 2 ** 31], [-(2n ** 31n) - 1n, -(2 ** 31) - 1], [2n ** 53n - 1n, 2 ** 53 - 1], [-(2n ** 53n) + 1n, -(2 ** 53) + 1],
    [2n ** 53n, 2n ** 53n], [2n ** 63n - 1n, 2n ** 63n - 1n], [-(2n ** 63n), -(2n ** 63n)],
  ])('hold %i as %o', (stored, value) => {
    expect(unpackRow(packed(['', ''], [stored, 0n]), 0)[0]).toBe(value);
  });
});
