import type { TraceBase } from '../protocol.ts';
import type { Connection } from '../sqlite/connection.ts';
import type { Databases } from '../sqlite/databases.ts';
import { SqliteError } from '../sqlite/error.ts';
import { readTables, settleTables } from '../sqlite/schema.ts';
import { MOST_TEXT, sizeOf } from './budget.ts';
import { FollowedDatabase } from './database.ts';

/** Knows whether somebody else has changed a database since the last run or input, and reads it then. */
export class Bases {
  readonly #databases: Databases;
  /** The version of each database when it was last left, by the connection that looks at it. */
  #left = new WeakMap<Connection, string>();
  #names: readonly string[] = [];

  constructor(databases: Databases) {
    this.#databases = databases;
  }

  /** The databases that are not as they were left; undefined when there are none. */
  read(): TraceBase[] | undefined {
    const bases = this.#databases.list().flatMap(({ name }) => this.#read(name) ?? []);
    // What is gone is told as empty.
    const listed = new Set(this.#databases.list().map(({ name }) => name));
    const gone = this.#names.filter((name) => !listed.has(name)).map((database) => ({ database, tables: [] }));
    return bases.length + gone.length > 0 ? [...bases, ...gone] : undefined;
  }

  /** Takes the databases as they are now for what the page knows, those aside that hold more than it was told. */
  leave(untold: ReadonlySet<string>): void {
    this.#names = this.#databases.list().map(({ name }) => name);
    for (const name of this.#names) {
      const viewer = this.#databases.viewer(name);
      const version = viewer && versionOf(viewer);
      if (viewer && version !== undefined && !untold.has(name)) this.#left.set(viewer, version);
    }
  }

  #read(name: string): TraceBase | undefined {
    const viewer = this.#databases.viewer(name);
    if (!viewer) return undefined;
    const version = versionOf(viewer);
    if (version === undefined || this.#left.get(viewer) === version) return undefined;
    try {
      return baseOf(viewer, name);
    } catch (error) {
      if (error instanceof SqliteError) return undefined;
      throw error;
    }
  }
}

function baseOf(connection: Connection, name: string): TraceBase {
  const via = { connection, schema: 'main' };
  const database = new FollowedDatabase(name);
  const tables = readTables(connection);
  settleTables(tables);
  let room = MOST_TEXT;
  return {
    database: name,
    tables: tables.map((table) => {
      const followed = database.table(via, table.name);
      const all = room >= 0 && followed?.isReadable ? followed.readAll(via) : null;
      const rows = Array.from(all ?? [], ([id, values]) => (typeof id === 'string' ? { values } : { rowid: id, values }));
      room -= rows.reduce((sum, { values }) => sum + sizeOf(values), 0);
      return {
        table,
        columns: followed?.columns ?? table.columns.map((column) => column.name),
        keyColumns: followed?.keyPlaces ?? [],
        rows: room >= 0 ? rows : [],
        ...(all && room >= 0 ? {} : { cut: true as const }),
      };
    }),
  };
}

function versionOf(viewer: Connection): string | undefined {
  try {
    return String(viewer.all('PRAGMA data_version'));
  } catch (error) {
    if (error instanceof SqliteError) return undefined;
    throw error;
  }
}
