import type { RowChange, SqlValue, Table } from '../engine/protocol.ts';

/** What tells a row from the others of its table, through all its versions. */
export type RowId = number | bigint | string;

/** A row's values from a stop on; null from where it is gone. */
interface Version {
  stop: number;
  values: readonly SqlValue[] | null;
}

/** A row as it is to be shown at a stop. */
export interface RowState {
  id: RowId;
  values: readonly SqlValue[];
  /** What this stop did to it; a deleted row is there for this one stop. */
  mark?: 'inserted' | 'changed' | 'deleted';
  /** The values before, of a changed row. */
  before?: readonly SqlValue[];
}

/**
 * One table from its creation to its end, under whatever names: each row's versions by the stops that made them. Nothing is
 * copied; a state is found by looking up each row's version, so every stop costs the same.
 */
export class Track {
  /** How the schema had it, from which stop on; null from where it is gone. */
  readonly #schemas: { stop: number; table: Table | null }[] = [];
  readonly #rows = new Map<RowId, Version[]>();
  #order: RowId[] | undefined;
  /** From this stop on not all of its rows are known. */
  cutFrom = Infinity;

  constructor(stop: number, table: Table) {
    this.define(stop, table);
  }

  define(stop: number, table: Table | null): void {
    this.#schemas.push({ stop, table });
  }

  /** Whether rows are kept that a stop has. */
  cut(stop: number): void {
    this.cutFrom = Math.min(this.cutFrom, stop);
  }

  /** The table as it was; null when it was not there. */
  tableAt(stop: number): Table | null {
    return last(this.#schemas, stop)?.table ?? null;
  }

  apply(stop: number, change: RowChange): void {
    const id = idOf(change.rowid, change.keyColumns, change.after ?? change.before ?? change.key);
    if (change.operation === 'delete') this.#add(stop, id, null);
    else if (change.after) this.#add(stop, id, change.after);
    else this.cut(stop);
  }

  /** Makes the rows those of a table that was read anew; answers how many came, changed and went. */
  replace(stop: number, rows: readonly { rowid?: number | bigint; values: readonly SqlValue[] }[], keyColumns: readonly number[]): { inserted: number; changed: number; deleted: number } {
    const counts = { inserted: 0, changed: 0, deleted: 0 };
    const here = new Set<RowId>();
    for (const { rowid, values } of rows) {
      const id = idOf(rowid, keyColumns, values);
      here.add(id);
      const former = this.#rows.get(id)?.at(-1)?.values;
      if (former && isSame(former, values)) continue;
      counts[former ? 'changed' : 'inserted']++;
      this.#add(stop, id, values);
    }
    for (const [id, versions] of this.#rows) {
      if (here.has(id) || !versions.at(-1)?.values) continue;
      counts.deleted++;
      this.#add(stop, id, null);
    }
    return counts;
  }

  /** Takes all rows away, with the table. */
  clear(stop: number): void {
    for (const [id, versions] of this.#rows) if (versions.at(-1)?.values) this.#add(stop, id, null);
  }

  /** The rows at a stop in the order of their ids, with what the stop did to them. */
  rowsAt(stop: number): RowState[] {
    const rows: RowState[] = [];
    for (const id of this.#ids()) {
      const versions = this.#rows.get(id) ?? [];
      const place = placeOf(versions, stop);
      const version = versions[place];
      if (!version) continue;
      const before = versions[place - 1]?.values;
      if (version.stop < stop) {
        if (version.values) rows.push({ id, values: version.values });
      } else if (!version.values) {
        if (before) rows.push({ id, values: before, mark: 'deleted' });
      } else rows.push(before ? { id, values: version.values, mark: 'changed', before } : { id, values: version.values, mark: 'inserted' });
    }
    return rows;
  }

  /** How many rows there are at a stop. */
  countAt(stop: number): number {
    let count = 0;
    for (const versions of this.#rows.values()) if (last(versions, stop)?.values) count++;
    return count;
  }

  #add(stop: number, id: RowId, values: readonly SqlValue[] | null): void {
    const versions = this.#rows.get(id);
    if (!versions) {
      this.#order = undefined;
      this.#rows.set(id, [{ stop, values }]);
      return;
    }
    // A statement may change a row twice, a foreign key's action after it: it is one change then.
    if (versions.at(-1)?.stop === stop) versions.pop();
    versions.push({ stop, values });
  }

  #ids(): readonly RowId[] {
    this.#order ??= [...this.#rows.keys()].sort(byId);
    return this.#order;
  }
}

/** Rowids by number, keys as text after them in the order of the alphabet. */
function byId(a: RowId, b: RowId): number {
  if (typeof a === 'string' || typeof b === 'string') return typeof a === typeof b ? (a < b ? -1 : 1) : typeof a === 'string' ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function idOf(rowid: number | bigint | undefined, keyColumns: readonly number[], values: readonly SqlValue[]): RowId {
  return rowid ?? keyText(keyColumns, values);
}

/** The values in some of a row's columns as text that differs where they differ. */
export function keyText(places: readonly number[], values: readonly SqlValue[]): string {
  return places.map((place) => {
    const value = values[place] ?? null;
    return `${typeof value} ${value instanceof Uint8Array ? [...value].join() : String(value)}`;
  }).join('\0');
}

function last<V extends { stop: number }>(versions: readonly V[], stop: number): V | undefined {
  return versions[placeOf(versions, stop)];
}

/** Place of the last version made at a stop or before it; -1 for none. */
function placeOf(versions: readonly { stop: number }[], stop: number): number {
  let place = versions.length - 1;
  while (place >= 0 && (versions[place]?.stop ?? 0) > stop) place--;
  return place;
}

function isSame(a: readonly SqlValue[], b: readonly SqlValue[]): boolean {
  return a.length === b.length && a.every((value, i) => isSameValue(value, b[i] ?? null));
}

/** Whether two stored values are the same, BLOBs byte by byte. */
export function isSameValue(a: SqlValue, b: SqlValue): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return a.length === b.length && a.every((byte, i) => byte === b[i]);
  return Object.is(a, b);
}
