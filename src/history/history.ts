import type { BaseTable, DatabaseName, Schema, Statement, Table, TraceBase } from '../engine/protocol.ts';
import { Track } from './track.ts';
import type { RowState } from './track.ts';

export type { RowId, RowState } from './track.ts';

/** What a run or a prompt input tells of databases. */
export interface HistoryPart {
  base?: readonly TraceBase[];
  statements: readonly Statement[];
}

/** A moment at which the databases can be looked at: after a statement that changed something. */
export interface Stop {
  index: number;
  /** `start` is before everything; `outside` is a change that no statement of the program made: the console's, an import. */
  kind: 'start' | 'statement' | 'outside';
  /** Absent unless a statement made the stop. */
  statement?: Statement;
  /** The database that changed; empty at the start. */
  database: DatabaseName;
  inserted: number;
  changed: number;
  deleted: number;
  /** Whether tables came, went or changed. */
  schema: boolean;
}

/** A table at a stop. */
export interface TableState {
  table: Table;
  columns: readonly string[];
  /** In the order of their rowids or keys, those that this stop deleted included. */
  rows: readonly RowState[];
  /** What this stop did to the table itself. */
  mark?: 'created' | 'altered' | 'dropped';
  /** True when not all rows are known. */
  cut: boolean;
}

type Tracks = Map<string, Track>;

/**
 * The databases at every moment of a run and of the prompt inputs after it. Made once for a program and carried on by `with`,
 * which leaves the former as it was; stops are numbered from 0, the start.
 */
export class History {
  readonly stops: readonly Stop[];
  /** All tables there ever were, by database. Later histories add to them what earlier ones do not look at. */
  readonly #tracks: Map<DatabaseName, Track[]>;
  /** The tables there are at the last stop, by name in lower case. */
  readonly #now: Map<DatabaseName, Tracks>;

  static readonly empty = new History([{ index: 0, kind: 'start', database: '', inserted: 0, changed: 0, deleted: 0, schema: false }], new Map(), new Map());

  private constructor(stops: readonly Stop[], tracks: Map<DatabaseName, Track[]>, now: Map<DatabaseName, Tracks>) {
    this.stops = stops;
    this.#tracks = tracks;
    this.#now = now;
  }

  static of(parts: readonly HistoryPart[]): History {
    return parts.reduce((history: History, part) => history.with(part), History.empty);
  }

  /** The history with what came after it. */
  with({ base = [], statements }: HistoryPart): History {
    const isFirst = this.stops.length === 1 && this.#tracks.size === 0;
    const stops = [...this.stops];
    const tracks = isFirst ? new Map<DatabaseName, Track[]>() : this.#tracks;
    const now = isFirst ? new Map<DatabaseName, Tracks>() : this.#now;
    const builder = new Builder(stops, tracks, now);
    for (const each of base) builder.base(each, isFirst);
    for (const statement of statements) builder.statement(statement);
    return new History(stops, tracks, now);
  }

  /** Names of the databases that there are at a stop, or were until it. */
  databasesAt(stop: number): DatabaseName[] {
    return [...this.#tracks.keys()].filter((name) => this.tablesAt(stop, name).length > 0);
  }

  /** The tables of a database at a stop, those that it dropped included, in the order of their creation. */
  tablesAt(stop: number, database: DatabaseName): Table[] {
    return this.#at(stop, database).map(({ table }) => table);
  }

  /** A table at a stop; undefined when it was not there. */
  tableAt(stop: number, database: DatabaseName, name: string): TableState | undefined {
    const found = this.#at(stop, database).find(({ table }) => table.name.toLowerCase() === name.toLowerCase());
    return found && stateOf(found.track, found.table, stop);
  }

  /** All tables of a database at a stop, with their rows. */
  stateAt(stop: number, database: DatabaseName): TableState[] {
    return this.#at(stop, database).map(({ track, table }) => stateOf(track, table, stop));
  }

  /** The schema of a database at a stop, rows counted. Views and triggers are not followed. */
  schemaAt(stop: number, database: DatabaseName): Schema {
    const tables = this.#at(stop, database).filter(({ track }) => track.tableAt(stop)).map(({ track, table }) => ({ ...table, rowCount: track.countAt(stop) }));
    return { database, tables, views: [], triggers: [] };
  }

  /** The stop at which the databases are as they were when a statement had run. */
  stopOf(statement: Pick<Statement, 'id'>): number {
    return this.stops.findLast((stop) => stop.statement !== undefined && stop.statement.id <= statement.id)?.index ?? 0;
  }

  #at(stop: number, database: DatabaseName): { track: Track; table: Table }[] {
    return (this.#tracks.get(database) ?? []).flatMap((track) => {
      const table = track.tableAt(stop) ?? track.tableAt(stop - 1);
      return table ? [{ track, table }] : [];
    });
  }
}

function stateOf(track: Track, table: Table, stop: number): TableState {
  const former = track.tableAt(stop - 1);
  const now = track.tableAt(stop);
  const mark = former === now ? undefined : !now ? 'dropped' as const : former ? 'altered' as const : stop > 0 ? 'created' as const : undefined;
  return { table, columns: table.columns.map(({ name }) => name), rows: track.rowsAt(stop), cut: track.cutFrom <= stop, ...(mark ? { mark } : {}) };
}

/** Adds what happens to the tracks, stop by stop. */
class Builder {
  readonly #stops: Stop[];
  readonly #tracks: Map<DatabaseName, Track[]>;
  readonly #now: Map<DatabaseName, Tracks>;

  constructor(stops: Stop[], tracks: Map<DatabaseName, Track[]>, now: Map<DatabaseName, Tracks>) {
    this.#stops = stops;
    this.#tracks = tracks;
    this.#now = now;
  }

  /** What a database held before the statements that follow: at the start, or as a change from outside. */
  base({ database, tables }: TraceBase, atStart: boolean): void {
    // Before the first stop: nothing has been done to it yet.
    const stop = atStart ? -1 : this.#stops.length;
    const counts = { inserted: 0, changed: 0, deleted: 0 };
    const now = this.#tablesOf(database);
    const listed = new Set(tables.map(({ table }) => table.name.toLowerCase()));
    let schema = false;
    for (const name of [...now.keys()]) {
      if (listed.has(name)) continue;
      this.#drop(stop, database, name);
      schema = true;
    }
    for (const each of tables) {
      schema = this.#take(stop, database, each, counts) || schema;
    }
    // A replaced engine tells everything again, the same or not.
    const changed = schema || counts.inserted + counts.changed + counts.deleted > 0;
    if (!atStart && changed) this.#stops.push({ index: stop, kind: 'outside', database, ...counts, schema });
  }

  statement(statement: Statement): void {
    const { changes = [], schema = [], cut } = statement;
    const stop = this.#stops.length;
    const isStop = changes.length > 0 || schema.length > 0;
    for (const change of schema) {
      if (change.now) this.#define(stop, change.database, change.now, change.former);
      else this.#drop(stop, change.database, change.table.toLowerCase());
    }
    const counts = { inserted: 0, changed: 0, deleted: 0 };
    for (const change of changes) {
      counts[COUNTED[change.operation]]++;
      this.#tablesOf(change.database ?? statement.database).get(change.table.toLowerCase())?.apply(stop, change);
    }
    for (const name of cut?.tables ?? []) this.#tablesOf(statement.database).get(name.toLowerCase())?.cut(stop);
    if (cut?.rows) for (const track of this.#tablesOf(statement.database).values()) track.cut(stop);
    if (isStop) {
      const database = schema[0]?.database ?? changes[0]?.database ?? statement.database;
      this.#stops.push({ index: stop, kind: 'statement', statement, database, ...counts, schema: schema.length > 0 });
    }
  }

  #take(stop: number, database: DatabaseName, { table, keyColumns, rows, cut }: BaseTable, counts: { inserted: number; changed: number; deleted: number }): boolean {
    const known = this.#tablesOf(database).get(table.name.toLowerCase());
    const isNew = !known || known.tableAt(stop)?.sql !== table.sql;
    const track = isNew ? this.#define(stop, database, table, known && table.name) : known;
    const { inserted, changed, deleted } = track.replace(stop, rows, keyColumns);
    counts.inserted += inserted;
    counts.changed += changed;
    counts.deleted += deleted;
    if (cut) track.cut(stop);
    return isNew;
  }

  #define(stop: number, database: DatabaseName, table: Table, former?: string): Track {
    const now = this.#tablesOf(database);
    const key = table.name.toLowerCase();
    const known = now.get(former?.toLowerCase() ?? key);
    if (known) {
      if (former !== undefined) now.delete(former.toLowerCase());
      now.set(key, known);
      known.define(stop, table);
      return known;
    }
    const made = new Track(stop, table);
    now.set(key, made);
    const all = this.#tracks.get(database);
    if (all) all.push(made);
    else this.#tracks.set(database, [made]);
    return made;
  }

  #drop(stop: number, database: DatabaseName, name: string): void {
    const now = this.#tablesOf(database);
    const track = now.get(name);
    track?.clear(stop);
    track?.define(stop, null);
    now.delete(name);
  }

  #tablesOf(database: DatabaseName): Tracks {
    const known = this.#now.get(database);
    if (known) return known;
    const made: Tracks = new Map();
    this.#now.set(database, made);
    return made;
  }
}

const COUNTED = { insert: 'inserted', update: 'changed', delete: 'deleted' } as const;
