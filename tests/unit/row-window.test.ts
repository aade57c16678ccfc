import { describe, expect, it } from 'vitest';
import type { PackedRows } from '../../src/engine/protocol.ts';
import { PAGE, ROW, RowPages, TALLEST, viewOf } from '../../src/components/row-window.ts';

describe('the window of rows', () => {
  it('shows what is in sight, with a margin', () => {
    expect(viewOf(1000, 0, 280)).toEqual({ height: 28_000, first: 0, last: 16, top: 0 });
    const view = viewOf(1000, 100 * ROW, 280);
    expect([view.first, view.last, view.top]).toEqual([94, 116, 94 * ROW]);
  });

  it.each([1_000_000, 100_000_000])('reaches the last of %i rows in a height that browsers draw', (total) => {
    const height = 280;
    const end = viewOf(total, TALLEST - height, height);
    expect(end.height).toBe(TALLEST);
    expect(end.last).toBe(total);
    // The last row ends exactly where the content does.
    expect(end.top + (end.last - end.first) * ROW).toBeCloseTo(TALLEST, 3);
  });

  it('passes over no row of a million on the way', () => {
    const passedOver: number[] = [];
    let seen = 0;
    for (let top = 0; top <= TALLEST - 280; top += 100) {
      const { first, last } = viewOf(1_000_000, top, 280, 0);
      if (first > seen) passedOver.push(first);
      seen = last;
    }
    expect(passedOver).toEqual([]);
    expect(seen).toBeGreaterThan(999_980);
  });

  it('copes with no rows and with places beyond the end', () => {
    expect(viewOf(0, 500, 280)).toEqual({ height: 0, first: 0, last: 0, top: 0 });
    expect(viewOf(3, 9_999, 280).last).toBe(3);
  });
});

/** A page with nothing but a row of one integer. */
const oneRow = (value: number): PackedRows =>
  ({ columns: 1, count: 1, kinds: new Uint8Array([1]).buffer, slots: new Int32Array([value, 0]).buffer, bytes: new ArrayBuffer() });

describe('known rows', () => {
  it('are wanted again when the data has changed, and stay until then', () => {
    const pages = new RowPages();
    expect(pages.wanted(0, 10, 1)).toBe(0);
    pages.put(0, oneRow(1), 1);
    expect(pages.wanted(0, 10, 1)).toBeNull();
    expect(pages.wanted(0, PAGE + 1, 1)).toBe(1);
    expect(pages.wanted(0, 10, 2)).toBe(0);
    expect(pages.row(0)).toEqual([1]);
    expect(pages.row(1)).toBeUndefined();
  });

  it('are forgotten, the oldest first, when there are many', () => {
    const pages = new RowPages();
    for (let page = 0; page < 100; page++) pages.put(page, oneRow(page), 1);
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(99 * PAGE)).toEqual([99]);
  });
});
