import type { RowChange } from '../protocol.ts';
import type { Identity, Rows } from './mirror.ts';
import { isSameRow } from './table.ts';
import type { FollowedTable, Via } from './table.ts';

/** SQLite's numbers for what its update hook tells of. */
export const DELETED = 9;
const INSERTED = 18;
const UPDATED = 23;

/** What SQLite told of one row while a statement ran. */
export interface Touch {
  table: FollowedTable;
  id: Identity;
  operation: number;
  cause?: RowChange['cause'];
}

/** All that it told of one row, in one. */
interface TouchedRow {
  inserted: boolean;
  onlyInserted: boolean;
  cause: RowChange['cause'] | undefined;
}

/** Whether a row was touched whose former self is not known, because the statement gave it another rowid. */
export function hasStranger(table: FollowedTable, touches: readonly Touch[]): boolean {
  const { mirror } = table;
  if (!mirror) return false;
  const [only] = touches;
  if (touches.length < 2) return only?.operation === UPDATED && !mirror.has(only.id);
  const here = new Set<Identity>();
  return touches.some(({ id, operation }) => {
    if (operation === INSERTED) here.add(id);
    return operation === UPDATED && !mirror.has(id) && !here.has(id);
  });
}

/**
 * The net changes of rows that SQLite told of. Rows that were only inserted are left to be read later, unless `now`;
 * others are read at once.
 */
export function changesOf(via: Via, table: FollowedTable, touches: readonly Touch[], now: boolean): RowChange[] {
  const [only] = touches;
  if (!only) return [];
  if (touches.length === 1) {
    const change = changeOf(via, table, only.id, firstTouched(only), now);
    return change ? [change] : [];
  }
  const rows = new Map<Identity, TouchedRow>();
  for (const touch of touches) {
    const row = rows.get(touch.id);
    if (!row) rows.set(touch.id, firstTouched(touch));
    else if (touch.operation !== INSERTED) row.onlyInserted = false;
  }
  const changes: RowChange[] = [];
  for (const [id, row] of rows) {
    const change = changeOf(via, table, id, row, now);
    if (change) changes.push(change);
  }
  return changes;
}

function firstTouched({ table, id, operation, cause }: Touch): TouchedRow {
  const inserted = operation === INSERTED;
  return { inserted: inserted && !table.mirror?.has(id), onlyInserted: inserted, cause };
}

function changeOf(via: Via, table: FollowedTable, id: Identity, row: TouchedRow, now: boolean): RowChange | undefined {
  const change = row.inserted && row.onlyInserted && !now ? pending(via, table, id) : netChange(via, table, id, row);
  // Not a copy: one that is pending will be completed.
  if (change && row.cause) change.cause = row.cause;
  return change;
}

function pending(via: Via, table: FollowedTable, id: Identity): RowChange {
  const change = table.change('insert', id);
  table.pending.set(id, change);
  table.pendingOn = via;
  return change;
}

function netChange(via: Via, table: FollowedTable, id: Identity, row: TouchedRow): RowChange | undefined {
  const { mirror } = table;
  const after = table.readOne(via, id);
  if (!mirror && !row.inserted) {
    // Too large a table for its former rows to be known.
    const { key, ...change } = table.change(after ? 'update' : 'delete', id);
    return { ...change, key: after ? table.keyOf(id, after) : key };
  }
  const before = row.inserted ? undefined : mirror?.get(id);
  if (after) mirror?.set(id, after);
  else mirror?.delete(id);
  if (after && before) return table.change('update', id, before, after);
  if (after) return table.change('insert', id, undefined, after);
  return before ? table.change('delete', id, before) : undefined;
}

/** What differs between the rows as they were and as they are now; undefined when that cannot be told. The mirror is then as they are now. */
export function difference(via: Via, table: FollowedTable): RowChange[] | undefined {
  const { mirror } = table;
  const now = mirror && table.readAll(via);
  if (!mirror || !now) {
    table.mirror = null;
    return undefined;
  }
  table.mirror = now;
  return differenceOf(table, mirror, table, now);
}

/** The same for a table that was another one before: altered, or made anew. */
export function differenceOf(
  formerTable: FollowedTable, former: Rows, table: FollowedTable, now: Rows,
): RowChange[] {
  const changes: RowChange[] = [];
  for (const [id, before] of former) if (!now.has(id)) changes.push(formerTable.change('delete', id, before));
  for (const [id, after] of now) {
    const before = former.get(id);
    if (!before) changes.push(table.change('insert', id, undefined, after));
    else if (!isSameRow(before, after)) changes.push(table.change('update', id, before, after));
  }
  return changes;
}
