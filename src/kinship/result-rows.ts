import type { ResultSet, Schema, SqlValue } from '../engine/protocol.ts';
import { NamedTables } from './named-tables.ts';
import { fold, keyOf, type RowThing } from './thing.ts';

/** The table whose rows a query's result shows, with their primary keys. */
export interface RowSource {
  table: string;
  primaryKey: readonly string[];
  /** Names of the result's columns; empty where one is not the table's. */
  columns: readonly string[];
}

/**
 * Finds which table's rows a result shows. SQLite does not tell, so names must: a column is a table's when it bears its
 * name, once, and nothing else in the statement does. Null when no table's key is whole, or several tables' are.
 */
export function sourceOf({ sql, columns }: Pick<ResultSet, 'sql' | 'columns'>, schema: Schema): RowSource | null {
  const named = new NamedTables(schema.tables.map(({ name }) => fold(name))).in(sql);
  const tables = schema.tables.filter(({ name }) => named.has(fold(name))).map((table) => ({ ...table, names: new Set(table.columns.map(({ name }) => fold(name))) }));
  const folded = columns.map(fold);
  const isKnown = (name: string): boolean =>
    folded.indexOf(name) === folded.lastIndexOf(name) && tables.filter(({ names }) => names.has(name)).length === 1 && !isAlias(name, sql);
  const whole = tables.filter(({ primaryKey }) => primaryKey.length > 0 && primaryKey.map(fold).every((name) => folded.includes(name) && isKnown(name)));
  const [table] = whole;
  if (table === undefined || whole.length > 1) return null;
  return { table: table.name, primaryKey: table.primaryKey, columns: columns.map((name, i) => (table.names.has(folded[i] ?? '') && isKnown(folded[i] ?? '') ? name : '')) };
}

/** A row of a result as its table's; null where an outer join found none. */
export function rowOf({ table, primaryKey, columns }: RowSource, values: readonly SqlValue[]): RowThing | null {
  return keyOf(primaryKey, columns, values).includes(null) ? null : { kind: 'row', table, columns, values };
}

/** Whether something else is given the name: `count(*) AS id`. */
function isAlias(name: string, sql: string): boolean {
  const words = fold(sql).split(/[\s"`[\](),]+/);
  return words.some((word, i) => word === name && words[i - 1] === 'as');
}
