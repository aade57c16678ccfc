import type { DatabaseName, RowChange } from '../protocol.ts';
import type { Connection } from '../sqlite/connection.ts';
import { nameOfFile } from '../sqlite/names.ts';
import type { FollowedDatabase } from './database.ts';
import { Plans } from './plan.ts';
import type { PlannedTable, PlannedWrite } from './plan.ts';
import type { FollowedTable } from './table.ts';
import type { Touch } from './touches.ts';
import { Undo } from './undo.ts';

/** `Vdbe.pFrame`: the trigger's program that is running; 0 in the statement's own. `VdbeFrame.token` is its `Trigger`. */
const FRAME = 216;
const FRAME_TOKEN = 24;

/** A database as a connection knows it. */
export interface Attached {
  /** SQLite's name for it: `main`, or what ATTACH gave it. */
  schema: string;
  /** Null for `temp`, which nobody else can see. */
  database: FollowedDatabase | null;
}

/** A statement that is running, and what SQLite has told of rows since it began. */
export interface Running {
  handle: number;
  touches: Touch[];
  /** Names of tables that were touched and are not followed. */
  strangers: Set<string>;
  /** Tables that have been met, by the address of their name. */
  met: Map<number, FollowedTable>;
}

/** A connection of the program whose statements are followed. */
export class FollowedConnection {
  readonly connection: Connection;
  /** In the order in which the program opened them, from 1. */
  readonly number: number;
  readonly name: DatabaseName;
  readonly undo = new Undo();
  /** True when the open transaction has changed a schema. */
  changedSchema = false;
  /** Innermost last: a function called from SQL may execute statements itself. */
  readonly running: Running[] = [];
  readonly plans = new Plans();
  /** Place of the hook in SQLite's table of functions; 0 for none. */
  #slot = 0;
  #attached: Attached[] | null = null;
  readonly #databaseOf: (name: DatabaseName) => FollowedDatabase;

  constructor(connection: Connection, number: number, name: DatabaseName, databaseOf: (name: DatabaseName) => FollowedDatabase) {
    this.connection = connection;
    this.number = number;
    this.name = name;
    this.#databaseOf = databaseOf;
  }

  /** Has SQLite tell of changed rows. */
  listen(): void {
    if (this.#slot !== 0) return;
    const { sqlite, handle } = this.connection;
    const hook = (_data: number, operation: number, schema: number, table: number, rowid: bigint): void => this.#touched(operation, schema, table, rowid);
    this.#slot = sqlite.addFunction(hook as (...args: never[]) => void, 'viiiij');
    sqlite.c.update_hook(handle, this.#slot, 0);
    this.connection.onClose(() => this.#giveBack());
  }

  stopListening(): void {
    if (this.#slot === 0) return;
    this.connection.sqlite.c.update_hook(this.connection.handle, 0, 0);
    this.#giveBack();
  }

  /** The tables that a statement may write, and that can be followed. */
  tablesOf(writes: readonly PlannedWrite[]): PlannedTable[] {
    return writes.flatMap((write) => {
      const attached = this.attached[write.database];
      if (!attached?.database) return [];
      const via = { connection: this.connection, schema: attached.schema };
      const table = attached.database.tableAt(via, write.root);
      return table?.isReadable ? [{ via, table, write }] : [];
    });
  }

  #touched(operation: number, schema: number, name: number, rowid: bigint): void {
    const running = this.running.at(-1);
    const table = running?.met.get(name) ?? this.#meet(schema, name, running);
    if (!table) return;
    if (!running) {
      // Somebody else's statement on the program's connection.
      table.mirror = null;
      return;
    }
    const near = Number(rowid);
    const touch: Touch = { table, id: Number.isSafeInteger(near) ? near : rowid, operation };
    const { memory } = this.connection.sqlite;
    const frame = running.handle === 0 ? 0 : memory.pointer(running.handle + FRAME);
    if (frame !== 0) touch.cause = causeOf(memory.string(memory.pointer(memory.pointer(frame + FRAME_TOKEN))));
    running.touches.push(touch);
  }

  #giveBack(): void {
    if (this.#slot !== 0) this.connection.sqlite.removeFunction(this.#slot);
    this.#slot = 0;
  }

  /** The connection's databases, by SQLite's numbers for them. */
  get attached(): Attached[] {
    this.#attached ??= this.#readAttached();
    return this.#attached;
  }

  /** After ATTACH and DETACH. */
  forgetAttached(): void {
    this.#attached = null;
  }

  /** The followed databases that it can write to. */
  get databases(): { schema: string; database: FollowedDatabase }[] {
    return this.attached.flatMap(({ schema, database }) => (database ? [{ schema, database }] : []));
  }

  /** Names a change's database where that is another one than the connection's own. */
  nameDatabase(change: RowChange): void {
    const home = this.databases.find(({ database }) => database.former(change.table)?.columns === change.columns)?.database.name;
    if (home !== undefined && home !== this.name) change.database = home;
  }

  #meet(schema: number, name: number, running: Running | undefined): FollowedTable | undefined {
    const { memory } = this.connection.sqlite;
    const schemaName = memory.string(schema);
    const tableName = memory.string(name);
    const database = this.attached.find((each) => each.schema === schemaName)?.database;
    const table = database?.former(tableName);
    if (table) running?.met.set(name, table);
    else if (database && !tableName.startsWith('sqlite_')) running?.strangers.add(tableName);
    return table;
  }

  #readAttached(): Attached[] {
    const attached: Attached[] = [];
    for (const [number, schema, file] of this.connection.all('PRAGMA database_list')) {
      const own = schema === 'main';
      const path = String(file ?? '');
      attached[Number(number)] = {
        schema: String(schema),
        database: own ? this.#databaseOf(this.name) : schema === 'temp' || path === '' ? null : this.#databaseOf(nameOfFile(path)),
      };
    }
    return Array.from(attached, (each) => each ?? { schema: '', database: null });
  }
}

function causeOf(trigger: string): NonNullable<RowChange['cause']> {
  return trigger === '' ? { kind: 'foreign-key' } : { kind: 'trigger', name: trigger };
}
