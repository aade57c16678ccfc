import type { RowChange, SchemaChange, Table } from '../protocol.ts';
import { readTables, settleTables } from '../sqlite/schema.ts';
import type { FollowedDatabase } from './database.ts';
import type { TableEntry, Via } from './table.ts';
import { differenceOf } from './touches.ts';

/** What a statement did to the schema, and to rows by that. */
export interface SchemaDifference {
  schema: SchemaChange[];
  changes: RowChange[];
  /** Tables whose rows came or went and were too many to be told. */
  cut: string[];
}

/** To be called before a statement that may change the schema. */
export function rememberSchema(via: Via, database: FollowedDatabase): void {
  database.entries(via);
  if (database.known) return;
  const tables = readTables(via.connection, via.schema);
  settleTables(tables);
  database.known = byName(tables);
}

/** What differs since then, after one statement. */
export function schemaDifference(via: Via, database: FollowedDatabase): SchemaDifference {
  const was = database.entries(via);
  const now = database.readEntries(via);
  const gone = [...was.tables].filter(([name]) => !now.tables.has(name)).map(([, entry]) => entry);
  const changed: { entry: TableEntry; former: TableEntry | undefined }[] = [];
  for (const [name, entry] of now.tables) {
    const former = was.tables.get(name) ?? gone.find((other) => other.root === entry.root);
    if (former !== entry || was.indexes.get(name) !== now.indexes.get(name)) changed.push({ entry, former });
  }
  const dropped = gone.filter((entry) => !changed.some(({ former }) => former === entry));

  const result: SchemaDifference = { schema: [], changes: [], cut: [] };
  const told = tell(via, database, changed, gone);
  for (const table of told) {
    const former = changed.find(({ entry }) => entry.name === table.name)?.former?.name;
    result.schema.push({ database: database.name, table: table.name, now: structuredClone(table), ...(former === undefined || former === table.name ? {} : { former }) });
  }
  for (const entry of dropped) {
    dropRows(database, entry, result);
    database.refollow(entry.name);
    result.schema.push({ database: database.name, table: entry.name, now: null });
  }
  for (const { entry, former } of changed) if (former !== entry) alterRows(via, database, entry, former, result);
  return result;
}

/**
 * What differs after a rollback, which may have undone many statements: tables that are not what they were are told anew, with
 * all their rows, after those in whose place they are have been dropped. Rows of other tables are not looked at.
 */
export function schemaRetold(via: Via, database: FollowedDatabase): SchemaDifference {
  const was = database.entries(via);
  const now = database.readEntries(via);
  const came = [...now.tables].filter(([name, entry]) => was.tables.get(name) !== entry).map(([, entry]) => entry);
  const gone = [...was.tables].filter(([name, entry]) => now.tables.get(name) !== entry).map(([, entry]) => entry);
  const indexed = [...now.tables].filter(([name, entry]) => was.tables.get(name) === entry && was.indexes.get(name) !== now.indexes.get(name)).map(([, entry]) => entry);
  const result: SchemaDifference = { schema: [], changes: [], cut: [] };
  for (const { name } of gone) {
    database.refollow(name);
    result.schema.push({ database: database.name, table: name, now: null });
  }
  for (const table of tell(via, database, [...came, ...indexed].map((entry) => ({ entry })), gone)) {
    result.schema.push({ database: database.name, table: table.name, now: structuredClone(table) });
  }
  for (const entry of came) alterRows(via, database, entry, undefined, result);
  return result;
}

/** Brings `known` up to date; the tables that are new or not what they were, those that others made so included. */
function tell(via: Via, database: FollowedDatabase, changed: { entry: TableEntry }[], gone: TableEntry[]): Table[] {
  const known = database.known ?? new Map<string, Table>();
  for (const { name } of gone) known.delete(name.toLowerCase());
  const before = new Map([...known.values()].map((table) => [table, outside(table)]));
  for (const table of readTables(via.connection, via.schema, changed.map(({ entry }) => entry.name))) known.set(table.name.toLowerCase(), table);
  database.known = known;
  const tables = [...known.values()];
  settleTables(tables);
  return tables.filter((table) => before.get(table) !== outside(table));
}

/** What a table owes to others. */
function outside({ kind, foreignKeys }: Table): string {
  return JSON.stringify([kind, foreignKeys]);
}

function dropRows(database: FollowedDatabase, entry: TableEntry, result: SchemaDifference): void {
  const table = database.former(entry.name);
  if (!table) return;
  if (!table.mirror) result.cut.push(entry.name);
  for (const [id, values] of table.mirror ?? []) result.changes.push(table.change('delete', id, values));
}

function alterRows(
  via: Via, database: FollowedDatabase, entry: TableEntry, formerEntry: TableEntry | undefined, result: SchemaDifference,
): void {
  const former = formerEntry && database.former(formerEntry.name);
  if (formerEntry) database.refollow(formerEntry.name);
  const table = database.table(via, entry.name);
  if (!table?.isReadable) return;
  const now = table.readAll(via);
  table.mirror = now;
  table.tooLarge = !now;
  if (now && (!formerEntry || former?.mirror)) result.changes.push(...differenceOf(former ?? table, former?.mirror ?? new Map(), table, now));
  else result.cut.push(entry.name);
}

function byName(tables: readonly Table[]): Map<string, Table> {
  return new Map(tables.map((table) => [table.name.toLowerCase(), table]));
}
