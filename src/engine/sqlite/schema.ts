import type { Column, DatabaseName, ForeignKey, Schema, SqlValue, Table } from '../protocol.ts';
import { kindOf } from './association.ts';
import type { Connection } from './connection.ts';
import { SqliteError } from './error.ts';
import { quoted } from './identifier.ts';

// One statement for all tables, not one per table: `m` is the table, in the order of creation.
const TABLES = `SELECT m.name, m.sql, m.sql LIKE 'CREATE VIRTUAL TABLE%' FROM main.sqlite_schema m
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  AND m.name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow') ORDER BY m.rowid`;
const PLAIN = `FROM main.sqlite_schema m JOIN`;
const WHERE = `WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL TABLE%' ORDER BY m.rowid`;
const COLUMNS = `SELECT m.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden ${PLAIN} pragma_table_xinfo(m.name, 'main') x ${WHERE}, x.cid`;
const COLUMNS_OF = `SELECT ?1, name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?1, 'main') ORDER BY cid`;
const KEYS = `SELECT m.name, f.id, f."from", f."table", f."to", f.on_delete, f.on_update
  ${PLAIN} pragma_foreign_key_list(m.name, 'main') f ${WHERE}, f.id DESC, f.seq`;
const INDEXES = `SELECT m.name, i.name, i."unique", i.origin, i.partial, c.name
  ${PLAIN} pragma_index_list(m.name, 'main') i JOIN pragma_index_xinfo(i.name, 'main') c ${WHERE.replace(' ORDER', ' AND c.key ORDER')}, i.seq DESC, c.seqno`;
const OTHERS = `SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY rowid`;

/** Reads schemas, and remembers each until something is committed. */
export class SchemaReader {
  readonly #seen = new WeakMap<Connection, { version: string; schema: Schema }>();

  /** The committed schema of the database that `viewer` looks at; the last one read while it is locked or beyond reading. */
  read(viewer: Connection, database: DatabaseName): Schema {
    const seen = this.#seen.get(viewer);
    try {
      const version = String(viewer.all('PRAGMA data_version'));
      if (seen?.version === version) return seen.schema;
      const schema = readSchema(viewer, database);
      this.#seen.set(viewer, { version, schema });
      return schema;
    } catch (error) {
      if (error instanceof SqliteError) return seen?.schema ?? emptySchema(database);
      throw error;
    }
  }
}

/** A schema without anything in it, for a database that does not exist. */
export function emptySchema(database: DatabaseName): Schema {
  return { database, tables: [], views: [], triggers: [] };
}

function readSchema(viewer: Connection, database: DatabaseName): Schema {
  const tables = readTables(viewer);
  for (const table of tables) table.rowCount = Number(tolerantly(viewer, `SELECT count(*) FROM main.${quoted(table.name)}`)[0]?.[0] ?? 0);
  settleTables(tables);
  const others = viewer.all(OTHERS).map((row) => row.map(String));
  return {
    database,
    tables,
    views: others.filter(([type]) => type === 'view').map(([, name = '', , sql = '']) => (
      { name, columns: tolerantly(viewer, COLUMNS_OF, name).map((row) => String(row[1])), sql }
    )),
    triggers: others.filter(([type]) => type === 'trigger').map(([, name = '', table = '', sql = '']) => ({ name, table, sql })),
  };
}

/**
 * The tables of a connection's database, all or those named, each by itself: what depends on the others is left to
 * `settleTables`, and rows are not counted. `schema` is the connection's name for the database.
 */
export function readTables(connection: Connection, schema = 'main', names?: readonly string[]): Table[] {
  const within = (sql: string): string => (schema === 'main' ? sql : sql.replaceAll('main.', `${quoted(schema)}.`).replaceAll("'main'", `'${schema.replaceAll("'", "''")}'`));
  const ask = (sql: string): SqlValue[][] => (names
    ? connection.all(within(sql).replace(' ORDER BY', ' AND m.name IN (SELECT value FROM json_each(?1)) ORDER BY'), JSON.stringify(names))
    : connection.all(within(sql)));
  const columns = groupBy(ask(COLUMNS), ([table]) => String(table));
  const keys = groupBy(ask(KEYS), ([table]) => String(table));
  const indexes = groupBy(ask(INDEXES), ([table]) => String(table));
  return ask(TABLES).map(([nameValue, sql, virtual]): Table => {
    const name = String(nameValue);
    const columnRows = virtual ? tolerantly(connection, within(COLUMNS_OF), name) : columns.get(name) ?? [];
    const primaryKey = columnRows.filter((row) => Number(row[5]) > 0).sort((a, b) => Number(a[5]) - Number(b[5])).map((row) => String(row[1]));
    return {
      name,
      kind: 'entity',
      columns: columnRows.filter((row) => row[6] !== 1).map(columnOf),
      primaryKey,
      foreignKeys: foreignKeysOf(keys.get(name) ?? []),
      ...indexesOf(indexes.get(name) ?? []),
      rowCount: 0,
      sql: String(sql),
    };
  });
}

/** Settles what depends on all tables: what foreign keys refer to, and what kind each table is. */
export function settleTables(tables: readonly Table[]): void {
  resolve(tables);
  for (const table of tables) table.kind = kindOf(table, tables);
}

/** Rows, or none where SQLite refuses: a view of what is gone, a virtual table whose module is not there. */
function tolerantly(viewer: Connection, sql: string, ...parameters: SqlValue[]): SqlValue[][] {
  try {
    return viewer.all(sql, ...parameters);
  } catch (error) {
    if (error instanceof SqliteError) return [];
    throw error;
  }
}

function columnOf([, name, type, notNull, value, primaryKey, hidden]: SqlValue[]): Column {
  return {
    name: String(name),
    type: String(type ?? ''),
    notNull: notNull === 1,
    default: value === null || value === undefined ? null : String(value),
    primaryKey: Number(primaryKey),
    generated: hidden === 2 || hidden === 3,
  };
}

/** Groups the columns of each key. `referred` is still as declared: empty where the declaration names no columns. */
function foreignKeysOf(rows: SqlValue[][]): ForeignKey[] {
  return [...groupBy(rows, ([, id]) => id).values()].map((parts) => {
    const [, , , table, , onDelete, onUpdate] = parts[0] ?? [];
    return {
      columns: parts.map((part) => String(part[2])),
      table: String(table),
      referred: parts.flatMap((part) => (part[4] === null ? [] : [String(part[4])])),
      onDelete: String(onDelete),
      onUpdate: String(onUpdate),
    };
  });
}

/** What was created as an index, and what is unique by an index or a constraint: whole columns, all rows. */
function indexesOf(rows: SqlValue[][]): Pick<Table, 'uniques' | 'indexes'> {
  const all = [...groupBy(rows, ([, name]) => String(name))].map(([name, parts]) => {
    const [, , unique, origin, partial] = parts[0] ?? [];
    const columns = parts.map((part) => (part[5] === null ? null : String(part[5])));
    return { name, columns, unique: unique === 1, partial: partial === 1, origin };
  });
  return {
    uniques: all
      .filter((index) => index.unique && !index.partial && index.origin !== 'pk')
      .flatMap(({ columns }) => (columns.every((column) => column !== null) ? [columns] : [])),
    indexes: all.filter((index) => index.origin === 'c').map(({ name, columns, unique, partial }) => ({ name, columns, unique, partial })),
  };
}

/** Gives foreign keys the names that tables and columns really have, and the primary key where no column is named. */
function resolve(tables: readonly Table[]): void {
  const byName = new Map(tables.map((table) => [table.name.toLowerCase(), table]));
  for (const key of tables.flatMap((table) => table.foreignKeys)) {
    const target = byName.get(key.table.toLowerCase());
    if (!target) continue;
    key.table = target.name;
    key.referred = key.referred.length > 0
      ? key.referred.map((name) => target.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name ?? name)
      : [...target.primaryKey];
  }
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
