import { unpackRows } from '../../packed-rows.ts';
import type { RowChange, SqlValue } from '../protocol.ts';
import type { Connection } from '../sqlite/connection.ts';
import { quoted } from '../sqlite/identifier.ts';
import { packRows } from '../sqlite/row-packer.ts';
import { Mirror } from './mirror.ts';
import type { Identity, Rows } from './mirror.ts';

/** Rows that a table may have for its values to be kept. */
export const MOST_ROWS = 20_000;
/** Characters of a text, or bytes of a blob, that are kept. */
const LONGEST_VALUE = 4_096;
const MOST_BYTES = 16 << 20;
/** Room that is made for rows at first. */
const EXPECTED_ROWS = 512;
const ROWID_NAMES = ['rowid', '_rowid_', 'oid'];
/** Fewer rows than these are looked up one by one. */
const FEW = 8;

/** A connection, and the name by which it knows the database: `main`, unless it was attached. */
export interface Via {
  connection: Connection;
  schema: string;
}

/** What `sqlite_schema` says of a table. */
export interface TableEntry {
  name: string;
  root: number;
  sql: string;
}

/** SQL that reads a table. */
interface Texts {
  schema: string;
  all: string;
  one: string;
  span: string;
  count: string;
}

/** A table as it is followed: how its rows are read, what they were, and which inserted ones are still to be read. */
export class FollowedTable {
  readonly entry: TableEntry;
  readonly columns: readonly string[];
  /** Places of the primary key in `columns`, in key order. */
  readonly keyPlaces: readonly number[];
  readonly withoutRowid: boolean;
  /** Whether one of its constraints says ON CONFLICT REPLACE. */
  readonly replaces: boolean;
  /** The rows as they are now, those in `pending` aside; null while nobody has needed them. */
  mirror: Rows | null = null;
  /** Too many rows to keep: of what changes only the keys are told. */
  tooLarge = false;
  /** Rows that were inserted and not read yet: their changes, to be completed. */
  readonly pending = new Map<Identity, RowChange>();
  /** Where they were inserted. */
  pendingOn: Via | null = null;
  /** Set when a value was cut; whoever tells of it takes it back. */
  hasCut = false;
  readonly #rowid: string | null;
  #known: Texts | null = null;

  constructor({ connection, schema }: Via, entry: TableEntry) {
    this.entry = entry;
    const info = connection.all('SELECT name, pk, hidden FROM pragma_table_xinfo(?1, ?2) ORDER BY cid', entry.name, schema).filter(([, , hidden]) => hidden !== 1);
    this.columns = info.map(([name]) => String(name));
    this.keyPlaces = info.flatMap(([, pk], place) => (Number(pk) > 0 ? [[Number(pk), place] as const] : [])).sort(([a], [b]) => a - b).map(([, place]) => place);
    const [listed] = connection.all('SELECT wr FROM pragma_table_list WHERE schema = ?1 AND name = ?2', schema, entry.name);
    this.withoutRowid = listed?.[0] === 1;
    this.replaces = /on\s+conflict\s+replace/i.test(entry.sql);
    const taken = new Set(this.columns.map((name) => name.toLowerCase()));
    this.#rowid = this.withoutRowid ? null : ROWID_NAMES.find((name) => !taken.has(name)) ?? this.#integerKey() ?? null;
  }

  /** Whether rows can be told apart at all: three columns that take all names of the rowid leave nothing. */
  get isReadable(): boolean {
    return this.withoutRowid || this.#rowid !== null;
  }

  count(via: Via): number {
    return Number(via.connection.all(this.#texts(via.schema).count)[0]?.[0]);
  }

  /** All rows; null when there are too many. */
  readAll({ connection, schema }: Via): Rows | null {
    const statement = connection.acquire(this.#texts(schema).all);
    if (!statement) return null;
    try {
      const { rows, more, size } = packRows(statement, { rows: MOST_ROWS, bytes: MOST_BYTES, cell: LONGEST_VALUE, expected: EXPECTED_ROWS });
      if (more && (rows.count >= MOST_ROWS || size >= MOST_BYTES)) return null;
      if (more) this.hasCut = true;
      return this.withoutRowid ? new Map(unpackRows(rows).map((row) => this.#identified(row))) : new Mirror(rows);
    } finally {
      connection.release(statement);
    }
  }

  /** The row of a rowid as it is now. */
  readOne({ connection, schema }: Via, id: Identity): SqlValue[] | undefined {
    const statement = connection.acquire(this.#texts(schema).one);
    if (!statement) return undefined;
    try {
      statement.bind(1, id);
      if (!statement.step()) return undefined;
      const values = statement.row();
      for (let place = 0; place < values.length; place++) values[place] = this.#clipped(values[place] ?? null);
      return values;
    } finally {
      connection.release(statement);
    }
  }

  /** Completes the changes of inserted rows. To be called before anything else happens to them. */
  readPending(): void {
    const via = this.pendingOn;
    if (this.pending.size === 0 || !via || via.connection.handle === 0) return;
    const read = this.pending.size <= FEW ? undefined : this.#readSpan(via);
    for (const [id, change] of this.pending) {
      const values = read ? read.get(id) : this.readOne(via, id);
      if (!values) continue;
      change.after = values;
      change.key = this.keyOf(id, values);
      this.mirror?.set(id, values);
    }
    this.pending.clear();
    this.pendingOn = null;
  }

  /** Values of the primary key; the rowid where there is none. */
  keyOf(id: Identity, values: readonly SqlValue[] | undefined): SqlValue[] {
    if (!values || this.keyPlaces.length === 0) return typeof id === 'string' ? [] : [id];
    return this.keyPlaces.map((place) => values[place] ?? null);
  }

  /** A row change in this table's words. */
  change(operation: RowChange['operation'], id: Identity, before?: SqlValue[], after?: SqlValue[]): RowChange {
    const change: RowChange = { table: this.entry.name, operation, columns: this.columns, keyColumns: this.keyPlaces, key: this.keyOf(id, after ?? before) };
    if (typeof id !== 'string') change.rowid = id;
    if (before) change.before = before;
    if (after) change.after = after;
    return change;
  }

  /** The rows between the first and the last pending one; undefined when too many others lie between. */
  #readSpan(via: Via): Map<Identity, SqlValue[]> | undefined {
    const ids = [...this.pending.keys()].map((id) => BigInt(id));
    const low = ids.reduce((a, b) => (a < b ? a : b));
    const high = ids.reduce((a, b) => (a > b ? a : b));
    if (high - low > BigInt(4 * ids.length)) return undefined;
    const { connection, schema } = via;
    const statement = connection.acquire(this.#texts(schema).span);
    if (!statement) return undefined;
    try {
      const { rows, more } = packRows(statement.bindAll([low, high]), { cell: LONGEST_VALUE, expected: ids.length });
      if (more) this.hasCut = true;
      return new Map(unpackRows(rows).map((row) => this.#identified(row)));
    } finally {
      connection.release(statement);
    }
  }

  /** The statements that read it, by the name that a connection has for its database. */
  #texts(schema: string): Texts {
    const known = this.#known;
    if (known?.schema === schema) return known;
    const source = `${quoted(schema)}.${quoted(this.entry.name)}`;
    const rowid = this.#rowid ?? 'NULL';
    const made = {
      schema,
      all: `SELECT ${rowid}, * FROM ${source}${this.withoutRowid ? '' : ` ORDER BY ${rowid}`}`,
      one: `SELECT * FROM ${source} WHERE ${rowid} = ?1`,
      span: `SELECT ${rowid}, * FROM ${source} WHERE ${rowid} BETWEEN ?1 AND ?2`,
      count: `SELECT count(*) FROM ${source}`,
    };
    this.#known = made;
    return made;
  }

  #identified(row: SqlValue[]): [Identity, SqlValue[]] {
    const values = row.slice(1);
    const id = row[0];
    if (typeof id === 'number' || typeof id === 'bigint') return [id, values];
    return [this.keyPlaces.map((place) => textOf(values[place] ?? null)).join('\0'), values];
  }

  #integerKey(): string | undefined {
    const [place] = this.keyPlaces;
    return this.keyPlaces.length === 1 && place !== undefined && /\bINTEGER\s+PRIMARY\s+KEY\b/i.test(this.entry.sql) ? quoted(this.columns[place] ?? '') : undefined;
  }

  #clipped(value: SqlValue): SqlValue {
    if ((typeof value !== 'string' && !(value instanceof Uint8Array)) || value.length <= LONGEST_VALUE) return value;
    this.hasCut = true;
    return typeof value === 'string' ? `${value.slice(0, LONGEST_VALUE)}…` : value.slice(0, LONGEST_VALUE);
  }
}

function textOf(value: SqlValue): string {
  return value instanceof Uint8Array ? `b${Array.from(value).join()}` : `${typeof value} ${value}`;
}

/** Whether two rows hold the same values. */
export function isSameRow(a: readonly SqlValue[], b: readonly SqlValue[]): boolean {
  return a.length === b.length && a.every((value, i) => isSameValue(value, b[i] ?? null));
}

function isSameValue(a: SqlValue, b: SqlValue): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return a.length === b.length && a.every((byte, i) => byte === b[i]);
  return Object.is(a, b);
}
