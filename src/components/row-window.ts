import type { PackedRows, SqlValue } from '../engine/protocol.ts';
import { unpackRow } from '../packed-rows.ts';

/** Height of a row in pixels. */
export const ROW = 28;
/** A browser draws no element much taller than this (Firefox is the first to give up, at 17.9 million). */
export const TALLEST = 12_000_000;
/** Rows asked for at once. */
export const PAGE = 100;
const PAGES_KEPT = 30;

/** What a scrolled view of `total` rows shows. All in pixels, but `first` and `last` (rows, `last` excluded). */
export interface View {
  /** Height of the whole scrolled content. */
  height: number;
  first: number;
  last: number;
  /** Where the first row shown begins in the content. */
  top: number;
}

/**
 * The rows in sight at a scroll position. Where all rows would be too tall for the browser, the content is
 * shorter and scrolling goes through it faster; the last row is still the last.
 */
export function viewOf(total: number, scrollTop: number, height: number, margin = 6): View {
  const real = total * ROW;
  const tall = Math.min(real, TALLEST);
  const reach = Math.max(1, tall - height);
  const at = Math.min(Math.max(0, scrollTop), reach);
  // The same place in the rows as they would be unscaled.
  const place = real === tall ? at : (at / reach) * (real - height);
  const first = Math.max(0, Math.floor(place / ROW) - margin);
  const last = Math.min(total, Math.ceil((place + height) / ROW) + margin);
  return { height: tall, first, last, top: at + first * ROW - place };
}

/** The scroll position from which a row is in sight, as near to the present one as can be. */
export function scrollTo(index: number, total: number, scrollTop: number, height: number): number {
  const real = total * ROW;
  const tall = Math.min(real, TALLEST);
  const reach = Math.max(1, tall - height);
  const stretch = real === tall ? 1 : (real - height) / reach;
  const place = scrollTop * stretch;
  const wanted = Math.min(Math.max(place, index * ROW + ROW - height), index * ROW);
  return wanted === place ? scrollTop : wanted / stretch;
}

/** The rows known of one table, decoded when they are asked for: pages by number, the ones longest unused dropped first. */
export class RowPages {
  #pages = new Map<number, { rows: PackedRows; version: number }>();

  row(index: number): SqlValue[] | undefined {
    const rows = this.#pages.get(Math.floor(index / PAGE))?.rows;
    return rows && index % PAGE < rows.count ? unpackRow(rows, index % PAGE) : undefined;
  }

  /** The first known row that fits; null when none does. */
  find(fits: (row: SqlValue[]) => boolean): number | null {
    for (const [page, { rows }] of [...this.#pages].sort(([a], [b]) => a - b)) {
      for (let i = 0; i < rows.count; i++) if (fits(unpackRow(rows, i))) return page * PAGE + i;
    }
    return null;
  }

  put(page: number, rows: PackedRows, version: number): void {
    this.#pages.delete(page);
    this.#pages.set(page, { rows, version });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(oldest);
    }
  }

  /** The first page in sight that is missing or older than `version`; null when all are there. */
  wanted(first: number, last: number, version: number): number | null {
    for (let page = Math.floor(first / PAGE); page * PAGE < last; page++) {
      if (this.#pages.get(page)?.version !== version) return page;
    }
    return null;
  }
}
