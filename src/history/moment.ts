import type { DatabaseName, Schema } from '../engine/protocol.ts';
import type { History, Stop, TableState } from './history.ts';
import { isSameValue, type RowState } from './track.ts';

/** Rows that a stop inserted, changed and deleted. */
export interface RowCounts {
  inserted: number;
  changed: number;
  deleted: number;
}

/** One database as it was at a stop: what panels show of the past. Tables are looked up when they are asked for, and kept. */
export class Moment {
  readonly stop: Stop;
  readonly database: DatabaseName;
  /** The last stop's number. */
  readonly last: number;
  readonly #history: History;
  #tables: readonly TableState[] | undefined;

  constructor(history: History, stop: number, database: DatabaseName) {
    this.stop = history.stops[stop] ?? NO_STOP;
    this.last = history.stops.length - 1;
    this.database = database;
    this.#history = history;
  }

  /** All databases that there are at the stop, or were until it. */
  get databases(): DatabaseName[] {
    return this.#history.databasesAt(this.stop.index);
  }

  /** The tables in the order of their creation, those that the stop dropped included. */
  get tables(): readonly TableState[] {
    this.#tables ??= this.#history.stateAt(this.stop.index, this.database);
    return this.#tables;
  }

  /** A table by its name; undefined when it was not there. */
  table(name: string): TableState | undefined {
    return this.tables.find(({ table }) => table.name.toLowerCase() === name.toLowerCase());
  }

  /** The schema, with the tables that the stop dropped. Views and triggers are not followed. */
  get schema(): Schema {
    const tables = this.tables.map(({ table, rows }) => ({ ...table, rowCount: rows.filter(({ mark }) => mark !== 'deleted').length }));
    return { database: this.database, tables, views: [], triggers: [] };
  }
}

const NO_STOP: Stop = { index: 0, kind: 'start', database: '', inserted: 0, changed: 0, deleted: 0, schema: false };

/** How many of these rows a stop inserted, changed and deleted. */
export function countMarks(rows: readonly RowState[]): RowCounts {
  const counts = { inserted: 0, changed: 0, deleted: 0 };
  for (const { mark } of rows) if (mark) counts[mark]++;
  return counts;
}

/** `2 inserted, 1 deleted`; empty when nothing was done. */
export function countWords(counts: RowCounts): string {
  return (['inserted', 'changed', 'deleted'] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => `${counts[what].toLocaleString('en')} ${what}`)
    .join(', ');
}

/** The values of a changed row that are not what they were, by column; none where the columns are others than before. */
export function changedPlaces({ values, before }: Pick<RowState, 'values' | 'before'>): number[] {
  if (!before || before.length !== values.length) return [];
  return values.flatMap((value, place) => (isSameValue(value, before[place] ?? null) ? [] : [place]));
}
