import type { DatabaseName, RowChange, SchemaChange, TraceCut } from '../protocol.ts';
import type { Connection } from '../sqlite/connection.ts';
import { SqliteError } from '../sqlite/error.ts';
import { Hooks } from '../sqlite/hooks.ts';
import type { Sqlite } from '../sqlite/library.ts';
import { keepWithin, MOST_TEXT } from './budget.ts';
import { FollowedConnection } from './connection.ts';
import type { Running } from './connection.ts';
import { FollowedDatabase } from './database.ts';
import type { Plan, PlannedTable } from './plan.ts';
import { rememberSchema, schemaDifference, schemaRetold } from './schema-changes.ts';
import type { SchemaDifference } from './schema-changes.ts';
import { changesIn, cutOf, mirror, mirrorAll } from './settle.ts';

/** Changed rows that are kept of one run. */
const MOST_CHANGES = 100_000;

/** What an execution changed. Python notes the number of the last one with each statement that it logs. */
export interface TraceRecord {
  serial: number;
  changes: RowChange[];
  schema: SchemaChange[];
  cut: TraceCut;
  /** SQLite rolled the transaction back by itself. */
  rolledBack: boolean;
  /** A transaction was begun. */
  began?: true;
}

/** An execution between its `begin` and its `end`. */
export interface Execution {
  followed: FollowedConnection;
  plan: Plan;
  running: Running;
  tables: readonly PlannedTable[];
  inTransaction: boolean;
}

/**
 * Records what a program's statements change, row by row. SQLite tells which rows a statement touches, not what was in
 * them: so before a statement that may disturb rows, its tables are read (once; from then on a copy is kept up to date), and
 * touched rows are read after it. Nothing of that is seen by the program: no counter, no message, no callback of its own.
 */
export class Recorder {
  /** Whether anything is to be recorded. */
  enabled = false;
  /** Databases that hold what no statement has put there. */
  readonly untold = new Set<DatabaseName>();
  /** Number of the last record. */
  serial = 0;
  readonly #hooks: Hooks;
  readonly #connections = new Map<Connection, FollowedConnection>();
  readonly #databases = new Map<DatabaseName, FollowedDatabase>();
  readonly #names: DatabaseName[] = [];
  #records: TraceRecord[] = [];
  #room = MOST_CHANGES;
  /** Grows when a schema changes: plans go stale. */
  #version = 0;

  constructor(sqlite: Sqlite) {
    this.#hooks = new Hooks(sqlite);
  }

  /** Begins a run or an input; what is in the databases may have been changed by others, unless a transaction has held them off. */
  start(enabled: boolean): void {
    this.enabled = enabled;
    if (!enabled) for (const followed of this.#connections.values()) followed.stopListening();
    this.untold.clear();
    this.#room = MOST_CHANGES;
    this.#records = [];
    this.#version++;
    const held = new Set([...this.#connections.values()].filter(({ connection }) => connection.hasUncommitted).map(({ name }) => name));
    for (const database of this.#databases.values()) if (!enabled || !held.has(database.name)) database.forget();
  }

  /** The program has opened a connection. Numbers are given in that order, from 1. */
  opened(connection: Connection, name: DatabaseName): void {
    const followed = new FollowedConnection(connection, this.#names.length + 1, name, (wanted) => this.#database(wanted));
    this.#connections.set(connection, followed);
    connection.onClose(() => this.#connections.delete(connection));
    this.#names.push(name);
  }

  /** The database of a connection, by its number; empty for one that is not known. */
  databaseOf(connection: number): DatabaseName {
    return this.#names[connection - 1] ?? '';
  }

  /** Before a connection closes, with what it has not committed; `ends` when its database goes with it. */
  closing(connection: Connection, ends = false): void {
    const followed = this.#connections.get(connection);
    if (!followed || !this.enabled) return;
    this.#quietly(followed, () => {
      for (const { database } of followed.databases) database.readPending();
      const changes = connection.inTransaction ? followed.undo.rollback() : [];
      const [main] = followed.databases;
      const tables = ends && main ? [...main.database.entries({ connection, schema: 'main' }).tables.values()] : [];
      if (changes.length === 0 && !followed.changedSchema && tables.length === 0) return;
      this.#forget(followed);
      const schema = tables.map(({ name }) => ({ database: followed.name, table: name, now: null }));
      this.#keep({ changes, schema, cut: {}, rolledBack: connection.inTransaction });
    });
  }

  /** A whole database is copied into a connection's: what is in it then, nobody is told before the next input. */
  overwritten(connection: Connection): void {
    const followed = this.#connections.get(connection);
    if (!followed || !this.enabled) return;
    this.untold.add(followed.name);
    this.#quietly(followed, () => this.#forget(followed));
  }

  /**
   * Before a statement that may change something (`handle` is its `sqlite3_stmt*`, 0 for a text that is run as it is); null when
   * nothing is to be recorded.
   */
  begin(connection: Connection, handle: number, sql: string): Execution | null {
    const followed = this.enabled ? this.#connections.get(connection) : undefined;
    if (!followed) return null;
    return this.#quietly(followed, () => this.#begin(followed, handle, sql)) ?? null;
  }

  /** After it, or when it was refused. */
  end(execution: Execution, done: boolean): void {
    const { followed } = execution;
    followed.running.splice(followed.running.indexOf(execution.running), 1);
    if (followed.connection.handle === 0) return;
    const told = this.#quietly(followed, () => this.#end(execution, done));
    if (!told && execution.tables.length > 0) this.#keep({ changes: [], schema: [], rolledBack: false, cut: { tables: execution.tables.map(({ table }) => table.entry.name) } });
  }

  /** Everything recorded since the last call, complete. */
  take(): TraceRecord[] {
    for (const followed of this.#connections.values()) this.#quietly(followed, () => followed.databases.forEach(({ database }) => database.readPending()));
    const records = this.#records;
    this.#records = [];
    keepWithin(records, MOST_TEXT);
    return records;
  }

  #begin(followed: FollowedConnection, handle: number, sql: string): Execution {
    const { connection } = followed;
    followed.listen();
    const plan = followed.plans.of(connection, sql, this.#version);
    if (plan.undoes || plan.defines || plan.word === 'vacuum' || plan.word === 'detach') for (const { database } of followed.databases) database.readPending();
    if (plan.defines) for (const { schema, database } of followed.databases) rememberSchema({ connection, schema }, database);
    if (plan.word === 'alter') for (const { schema, database } of followed.databases) mirrorAll({ connection, schema }, database);
    const tables = plan.tables ??= followed.tablesOf(plan.writes);
    for (const { via, table, write } of tables) if (write.disturbs || table.withoutRowid || table.replaces || plan.replaces) mirror(via, table);
    const running: Running = { handle, touches: [], strangers: new Set(), met: plan.met };
    followed.running.push(running);
    return { followed, plan, running, tables, inTransaction: connection.inTransaction };
  }

  #end({ followed, plan, running, tables, inTransaction }: Execution, done: boolean): true {
    const { connection, undo } = followed;
    const { bracket } = plan;
    const cutTables = running.strangers;
    let changes: RowChange[] = [];
    let schema: SchemaChange[] = [];
    const rolledBack = inTransaction && !connection.inTransaction && !(done && (bracket?.verb === 'commit' || bracket?.verb === 'rollback' || bracket?.verb === 'release'));

    if (done && bracket?.verb === 'savepoint') undo.savepoint(bracket.name);
    else if (done && bracket?.verb === 'release') undo.release(bracket.name);
    else if (rolledBack || (done && (bracket?.verb === 'rollback' || bracket?.verb === 'rollback to'))) {
      changes = bracket?.verb === 'rollback to' && !rolledBack ? undo.rollbackTo(bracket.name) : undo.rollback();
      for (const { database } of followed.databases) database.forgetRows();
      if (followed.changedSchema) {
        const retold = this.#schemaAfter(followed, schemaRetold);
        const names = new Set(retold.schema.map(({ table }) => table));
        schema = retold.schema;
        changes = [...changes.filter(({ table }) => !names.has(table)), ...retold.changes];
        for (const name of retold.cut) cutTables.add(name);
      }
    } else {
      changes = changesIn(plan, tables, running.touches, done, cutTables);
      if (done && plan.defines) {
        const differing = this.#schemaAfter(followed, schemaDifference);
        schema = differing.schema;
        changes.push(...differing.changes);
        for (const name of differing.cut) cutTables.add(name);
        if (schema.length > 0) followed.changedSchema = true;
      }
      if (followed.attached.length > 2) for (const change of changes) followed.nameDatabase(change);
      if (connection.inTransaction) undo.add(changes);
    }
    if (plan.word === 'vacuum') this.#forget(followed);
    if (plan.word === 'attach' || plan.word === 'detach') followed.forgetAttached();
    if (!connection.inTransaction) {
      undo.clear();
      followed.changedSchema = false;
    }
    const record: Omit<TraceRecord, 'serial'> = { changes, schema, rolledBack, cut: cutOf(tables, cutTables) };
    if (done && bracket?.verb === 'begin') record.began = true;
    this.#keep(record);
    return true;
  }

  #schemaAfter(followed: FollowedConnection, compare: typeof schemaDifference): SchemaDifference {
    this.#version++;
    const differences = followed.databases.filter(({ database }) => database.known).map(({ schema, database }) => compare({ connection: followed.connection, schema }, database));
    return { schema: differences.flatMap((each) => each.schema), changes: differences.flatMap((each) => each.changes), cut: differences.flatMap((each) => each.cut) };
  }

  #keep(record: Omit<TraceRecord, 'serial'>): void {
    const { changes, schema, cut, rolledBack, began } = record;
    const isCut = cut.tables !== undefined || cut.values !== undefined;
    if (changes.length === 0 && schema.length === 0 && !rolledBack && !began && !isCut) return;
    this.serial++;
    const missing = Math.max(0, changes.length - this.#room);
    this.#room -= changes.length - missing;
    const kept: TraceRecord = { serial: this.serial, changes, schema, cut, rolledBack };
    if (began) kept.began = true;
    if (missing > 0) {
      kept.changes = changes.slice(0, changes.length - missing);
      kept.cut = { ...cut, rows: missing };
    }
    this.#records.push(kept);
  }

  #forget(followed: FollowedConnection): void {
    this.#version++;
    for (const { database } of followed.databases) database.forget();
  }

  #database(name: DatabaseName): FollowedDatabase {
    const known = this.#databases.get(name);
    if (known) return known;
    const made = new FollowedDatabase(name);
    this.#databases.set(name, made);
    return made;
  }

  /** Looks something up on the program's own connection, unseen by its callbacks. Undefined when SQLite refuses. */
  #quietly<Result>(followed: FollowedConnection, look: () => Result): Result | undefined {
    return this.#hooks.quietly(followed.connection.handle, () => {
      try {
        return look();
      } catch (error) {
        if (error instanceof SqliteError) return undefined;
        throw error;
      }
    });
  }
}
