import type { DatabaseName, Table } from '../protocol.ts';
import { quoted } from '../sqlite/identifier.ts';
import { FollowedTable } from './table.ts';
import type { TableEntry, Via } from './table.ts';

/** A database's schema as `sqlite_schema` lists it. */
export interface SchemaEntries {
  tables: Map<string, TableEntry>;
  /** What indexes a table has, as text, by the table's name in lower case. */
  indexes: Map<string, string>;
}

/** A database as it is followed, whichever connection writes to it: SQLite lets only one at a time. */
export class FollowedDatabase {
  readonly name: DatabaseName;
  /** The tables as the page is told of them, by name in lower case; null while no statement has touched the schema. */
  known: Map<string, Table> | null = null;
  #entries: SchemaEntries | null = null;
  #tables = new Map<string, FollowedTable>();
  #byRoot = new Map<number, TableEntry>();

  constructor(name: DatabaseName) {
    this.name = name;
  }

  /** The schema as last read; read now if it is not known. */
  entries(via: Via): SchemaEntries {
    return this.#entries ?? this.readEntries(via);
  }

  /** Reads the schema anew. */
  readEntries(via: Via): SchemaEntries {
    const former = this.#entries?.tables;
    const entries: SchemaEntries = { tables: new Map(), indexes: new Map() };
    for (const [type, name, table, root, sql] of via.connection.all(`SELECT type, name, tbl_name, rootpage, sql FROM ${quoted(via.schema)}.sqlite_schema ORDER BY rowid`)) {
      const key = String(table).toLowerCase();
      if (type === 'index') entries.indexes.set(key, `${entries.indexes.get(key) ?? ''}${name}:${sql}\n`);
      // A virtual table has no page of its own; what is stored for it lies in others.
      else if (type === 'table' && Number(root) > 0 && !key.startsWith('sqlite_')) {
        const entry = { name: String(name), root: Number(root), sql: String(sql) };
        const known = former?.get(key);
        entries.tables.set(key, known && isSame(known, entry) ? known : entry);
      }
    }
    this.#entries = entries;
    this.#byRoot = new Map([...entries.tables.values()].map((entry) => [entry.root, entry]));
    return entries;
  }

  /** The table whose rows begin at a page; undefined for an index, or one of SQLite's own. */
  tableAt(via: Via, root: number): FollowedTable | undefined {
    this.entries(via);
    const entry = this.#byRoot.get(root);
    return entry && this.#follow(via, entry);
  }

  table(via: Via, name: string): FollowedTable | undefined {
    const entry = this.entries(via).tables.get(name.toLowerCase());
    return entry && this.#follow(via, entry);
  }

  /** A table as it was followed until now, though the schema may have gone on. */
  former(name: string): FollowedTable | undefined {
    return this.#tables.get(name.toLowerCase());
  }

  /** Follows a table from now on by what the schema says now. */
  refollow(name: string): void {
    this.#tables.delete(name.toLowerCase());
  }

  get followed(): Iterable<FollowedTable> {
    return this.#tables.values();
  }

  readPending(): void {
    for (const table of this.#tables.values()) table.readPending();
  }

  /** Forgets rows that may have changed unseen. Pending ones must have been read. */
  forgetRows(): void {
    for (const table of this.#tables.values()) {
      table.pending.clear();
      table.mirror = null;
      table.tooLarge = false;
    }
  }

  /** Forgets everything. */
  forget(): void {
    this.#entries = null;
    this.#tables = new Map();
    this.#byRoot = new Map();
    this.known = null;
  }

  #follow(via: Via, entry: TableEntry): FollowedTable {
    const key = entry.name.toLowerCase();
    let table = this.#tables.get(key);
    if (table?.entry !== entry) {
      const former = table;
      table = new FollowedTable(via, entry);
      if (former?.entry.sql === entry.sql) {
        table.mirror = former.mirror;
        table.tooLarge = former.tooLarge;
      }
      this.#tables.set(key, table);
    }
    return table;
  }
}

function isSame(a: TableEntry, b: TableEntry): boolean {
  return a.name === b.name && a.root === b.root && a.sql === b.sql;
}
