import type { Schema, Table } from '../engine/protocol.ts';
import { countMarks, type Moment, type RowCounts } from '../history/moment.ts';
import type { RowsColumn } from './rows-cells.ts';

/** A table or view as the list shows it. */
export interface Entry {
  name: string;
  /** Null for a view, whose rows nobody has counted. */
  rows: number | null;
  badge: string;
  primaryKey: readonly string[];
  columns: readonly RowsColumn[];
  /** What a stop of the past did to its rows. */
  counts?: RowCounts;
}

const BADGES: Record<Table['kind'], string> = {
  entity: '',
  'association-table': 'association table',
  'association-object': 'association object',
};

/** The tables of a schema, then its views. */
export function entriesOf(schema: Schema): Entry[] {
  const tables = schema.tables.map((table) => ({ name: table.name, rows: table.rowCount, badge: BADGES[table.kind], primaryKey: table.primaryKey, columns: columnsOf(table) }));
  const views = schema.views.map(({ name, columns }) => ({
    name,
    rows: null,
    badge: 'view',
    primaryKey: [],
    columns: columns.map((column) => ({ name: column, type: '', marks: [] })),
  }));
  return [...tables, ...views];
}

/** The tables of a moment; what its stop did to a table goes before what kind of table it is. */
export function pastEntries(past: Moment): Entry[] {
  return past.tables.map(({ table, rows, mark, cut }) => {
    const counts = countMarks(rows);
    return { name: table.name, rows: cut ? null : rows.length - counts.deleted, badge: mark ?? BADGES[table.kind], primaryKey: table.primaryKey, columns: columnsOf(table), counts };
  });
}

function columnsOf(table: Table): RowsColumn[] {
  return table.columns.map((column) => ({
    name: column.name,
    type: column.type,
    marks: [
      ...(column.primaryKey > 0 ? [{ text: 'PK', title: table.primaryKey.length > 1 ? `Primary key, with ${others(table, column.name)}` : 'Primary key' }] : []),
      ...table.foreignKeys
        .filter(({ columns }) => columns.includes(column.name))
        .map(({ table: target, referred }) => ({ text: 'FK', title: `Foreign key to ${target} (${referred.join(', ')})` })),
    ],
  }));
}

function others(table: Table, column: string): string {
  return table.primaryKey.filter((name) => name !== column).join(', ');
}
