import type { ModelFacts, ObjectFacts, Schema, SessionEvent, Statement, Table } from '../engine/protocol.ts';
import { chainOf } from '../trace-log/log.ts';
import { Classes } from './classes.ts';
import { Instances } from './instances.ts';
import { push } from './many.ts';
import { NamedTables } from './named-tables.ts';
import { RowTracks } from './row-tracks.ts';
import { fold } from './thing.ts';

/** What kinship is found in: a run with the inputs after it, and what the panels show. */
export interface KinshipFacts {
  statements: readonly Statement[];
  events: readonly SessionEvent[];
  /** Of the database that the panels show. */
  schema: Schema | null;
  models: ModelFacts | null;
  objects: ObjectFacts | null;
}

/** The same facts, looked up by what can be pointed at. */
export class Lookup {
  readonly tracks: RowTracks;
  readonly classes: Classes;
  readonly instances: Instances;
  readonly events: ReadonlyMap<number, SessionEvent>;
  readonly #statements: ReadonlyMap<number, Statement>;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #named: NamedTables;
  readonly #byLine = new Map<number, Statement[]>();
  readonly #byInput = new Map<number, Statement[]>();
  readonly #byEvent = new Map<number, Statement[]>();
  readonly #byTable = new Map<string, Statement[]>();
  readonly #database: string | null;

  constructor({ statements, events, schema, models, objects }: KinshipFacts) {
    this.#database = schema?.database ?? null;
    this.#tables = new Map((schema?.tables ?? []).map((table) => [fold(table.name), table]));
    this.#named = new NamedTables(this.#tables.keys());
    this.#statements = new Map(statements.map((statement) => [statement.id, statement]));
    this.events = new Map(events.map((event) => [event.id, event]));
    this.tracks = new RowTracks(statements, this.#database);
    this.classes = new Classes(models);
    this.instances = new Instances(objects, this.classes, (name) => this.table(name));
    for (const statement of statements) this.#add(statement);
  }

  statement(id: number): Statement | undefined {
    return this.#statements.get(id);
  }

  table(name: string): Table | undefined {
    return this.#tables.get(fold(name));
  }

  ofLine(line: number): readonly Statement[] {
    return this.#byLine.get(line) ?? [];
  }

  ofInput(input: number): readonly Statement[] {
    return this.#byInput.get(input) ?? [];
  }

  /** What a session's doing sent, and what was done as part of it. */
  ofEvent(event: number): readonly Statement[] {
    return this.#byEvent.get(event) ?? [];
  }

  /** Statements that changed a table, or that name it. */
  ofTable(table: string): readonly Statement[] {
    return this.#byTable.get(fold(table)) ?? [];
  }

  /** Statements that events of a sort sent themselves. */
  *about(isIt: (event: SessionEvent) => boolean): Iterable<Statement> {
    for (const statement of this.#statements.values()) {
      const event = statement.event === undefined ? undefined : this.events.get(statement.event);
      if (event && isIt(event)) yield statement;
    }
  }

  /** Statements of flushes that wrote one of these, or were led to their rows by one: `Teacher.students`. */
  *writing(subjects: ReadonlySet<string>): Iterable<Statement> {
    for (const statement of this.#statements.values()) {
      const { subject = '', cascades = [] } = statement;
      if (subjects.has(subject) || cascades.some(({ source }) => subjects.has(source))) yield statement;
    }
  }

  /** Folded names of the tables that a statement names or changed, in the database that is shown. */
  tablesOf(statement: Statement): Set<string> {
    const tables = new Set(this.tracks.changesOf(statement).map(({ track }) => fold(track.table)));
    for (const { database, table } of statement.schema ?? []) if (this.#isShown(database)) tables.add(fold(table));
    if (this.#isShown(statement.database)) for (const name of this.#named.in(statement.sql)) tables.add(name);
    return tables;
  }

  /** Something that a session did and what that was part of, the outermost first. */
  chainOf(id: number | undefined): SessionEvent[] {
    return chainOf(id, this.events);
  }

  #isShown(database: string): boolean {
    return this.#database === null || database === '' || database === this.#database;
  }

  #add(statement: Statement): void {
    const { line, input, event } = statement;
    if (input !== undefined) push(this.#byInput, input, statement);
    else if (line !== undefined) push(this.#byLine, line, statement);
    for (const { id } of this.chainOf(event)) push(this.#byEvent, id, statement);
    for (const table of this.tablesOf(statement)) push(this.#byTable, table, statement);
  }
}
