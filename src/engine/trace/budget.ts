import type { SqlValue } from '../protocol.ts';
import type { TraceRecord } from './recorder.ts';

/** Characters and bytes, or so, of the values that one result carries. */
export const MOST_TEXT = 16 << 20;

/** Drops values of changed rows when there would be more than a page can take; keys stay, and the cut is told. */
export function keepWithin(records: readonly TraceRecord[], most: number): void {
  let room = most;
  for (const record of records) {
    const cut = new Set<string>();
    for (const change of record.changes) {
      if (room >= 0) room -= sizeOf(change.before) + sizeOf(change.after);
      if (room >= 0) continue;
      delete change.before;
      delete change.after;
      cut.add(change.table);
    }
    if (cut.size > 0) record.cut = { ...record.cut, tables: [...new Set([...(record.cut.tables ?? []), ...cut])] };
  }
}

/** About how much a row's values weigh. */
export function sizeOf(values: readonly SqlValue[] | undefined): number {
  if (!values) return 0;
  let size = 8 * values.length;
  for (const value of values) if (typeof value === 'string' || value instanceof Uint8Array) size += value.length;
  return size;
}
