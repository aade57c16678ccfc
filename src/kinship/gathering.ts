import type { ForeignKey, ObjectLink, SessionEvent, SqlValue, Statement, Table } from '../engine/protocol.ts';
import type { Lookup } from './lookup.ts';
import type { RowTrack, TrackedChange } from './row-tracks.ts';
import { fold, markOf, markOfRow, rowMark, statementMark } from './thing.ts';

/** Gathers kin, mark by mark, and what is to be said of them. */
export class Gathering {
  readonly marks = new Set<string>();
  readonly statements = new Set<Statement>();
  readonly lines = new Set<number>();
  readonly inputs = new Set<number>();
  /** The rows that the statements changed, by table. */
  readonly rows = new Map<string, Set<RowTrack>>();

  constructor(private readonly lookup: Lookup) {}

  // Back along the chain

  /** A statement, and where it came from. */
  statement(statement: Statement): void {
    const { id, line, input, event } = statement;
    this.statements.add(statement);
    this.marks.add(statementMark(id));
    if (input !== undefined) {
      this.inputs.add(input);
      this.marks.add(markOf({ kind: 'input', input }));
    } else if (line !== undefined) {
      this.lines.add(line);
      this.marks.add(markOf({ kind: 'line', line }));
    }
    for (const each of this.lookup.chainOf(event)) this.marks.add(markOf({ kind: 'event', event: each.id }));
  }

  // Forth along the chain

  /** What a statement changed, read and was sent for. */
  effects(statement: Statement): void {
    const changes = this.lookup.tracks.changesOf(statement);
    for (const { track } of changes) this.rows.set(track.table, (this.rows.get(track.table) ?? new Set()).add(track));
    for (const each of changes) this.#change(each);
    const tables = this.lookup.tablesOf(statement);
    for (const table of tables) this.table(table);
    if (changes.length === 0) this.#joined(tables);
    const event = this.lookup.events.get(statement.event ?? -1);
    if (event) this.about(event);
    if (statement.subject !== undefined) this.#attribute(statement.subject);
    for (const { source } of statement.cascades ?? []) this.#attribute(source);
  }

  /** What an event is about: a class, a relationship, an object. */
  about({ entity, attribute, key }: SessionEvent): void {
    if (attribute !== undefined) this.#attribute(attribute);
    if (entity === undefined) return;
    this.marks.add(markOf({ kind: 'class', model: entity }));
    if (key === undefined) return;
    for (const table of this.lookup.classes.tablesOf(entity)) this.row(rowMark(table, key));
  }

  // Sideways

  table(name: string): void {
    this.marks.add(markOf({ kind: 'table', table: name }));
    for (const model of this.lookup.classes.ofTable(name)) this.marks.add(markOf({ kind: 'class', model }));
  }

  /** A row by its mark, and the objects that it stores. */
  row(mark: string): void {
    this.marks.add(mark);
    for (const object of this.lookup.instances.ofRow(mark)) this.marks.add(markOf({ kind: 'object', object }));
  }

  /** What the values of a row lead to: the foreign keys that are not NULL, what they stand for, and the ends of an association. */
  values(tableName: string, columns: readonly string[], values: readonly SqlValue[], only?: (column: string) => boolean): void {
    const table = this.lookup.table(tableName);
    if (table === undefined) return;
    const at = (name: string): SqlValue => values[columns.findIndex((column) => fold(column) === fold(name))] ?? null;
    const used = table.foreignKeys.filter((key) => key.columns.every((name) => at(name) !== null) && (only === undefined || key.columns.some(only)));
    for (const key of used) {
      this.key(table, key);
      const parent = table.kind === 'entity' ? undefined : this.lookup.table(key.table);
      if (parent && sameSet(parent.primaryKey, key.referred)) this.row(rowMark(parent.name, parent.primaryKey.map((name) => at(key.columns[key.referred.findIndex((one) => fold(one) === fold(name))] ?? ''))));
    }
    if (used.length === 0) return;
    for (const link of this.lookup.instances.linksOf(tableName, columns, values)) this.link(link);
    const own = markOfRow(tableName, table.primaryKey, columns, values);
    for (const id of this.lookup.instances.ofRow(own)) for (const link of this.lookup.instances.heldBy(id)) this.link(link);
  }

  /** A foreign key and the relationships that write it. */
  key(table: Table, key: ForeignKey): void {
    this.marks.add(markOf({ kind: 'foreign-key', table: table.name, columns: key.columns, to: key.table }));
    for (const one of this.lookup.classes.using(table.name, key.columns)) this.marks.add(markOf(one));
  }

  /** A relationship with its partner, and the tables and keys that it goes through. */
  relationship(model: string, name: string): void {
    for (const one of this.lookup.classes.pairOf(model, name)) this.marks.add(markOf(one));
    for (const { table, key } of this.keysOf(model, name)) {
      this.table(table.name);
      this.marks.add(markOf({ kind: 'foreign-key', table: table.name, columns: key.columns, to: key.table }));
    }
  }

  /** The foreign keys that a relationship goes through. */
  keysOf(model: string, name: string): { table: Table; key: ForeignKey }[] {
    const one = this.lookup.classes.relationship(model, name);
    if (one === undefined) return [];
    const own = new Set(one.foreignKeys.map(fold));
    const names = one.secondary === null ? one.foreignKeys.map((key) => key.slice(0, key.lastIndexOf('.'))) : [one.secondary];
    return [...new Set(names)].flatMap((each) => {
      const table = this.lookup.table(each);
      const keys = table?.foreignKeys.filter((key) => own.size === 0 || key.columns.every((column) => own.has(fold(`${table.name}.${column}`)))) ?? [];
      return table === undefined ? [] : keys.map((key) => ({ table, key }));
    });
  }

  /** A link and the two objects. */
  link(link: ObjectLink): void {
    this.marks.add(markOf({ kind: 'link', from: link.from, to: link.to, name: link.name }));
    for (const object of [link.from, link.to]) this.marks.add(markOf({ kind: 'object', object }));
  }

  #change({ change, track }: TrackedChange): void {
    for (const mark of track.marks) this.row(mark);
    this.table(track.table);
    const { before, after, columns } = change;
    const values = after ?? before;
    if (values === undefined) return;
    const isOther = (name: string): boolean => {
      const place = columns.findIndex((column) => fold(column) === fold(name));
      return before?.[place] !== after?.[place];
    };
    // An UPDATE leads only to what it has changed; one that sets a key to NULL to where it led.
    if (change.operation !== 'update' || before === undefined) return this.values(track.table, columns, values);
    for (const each of [before, values]) this.values(track.table, columns, each, isOther);
  }

  /** The keys between tables that one statement names. */
  #joined(tables: ReadonlySet<string>): void {
    for (const name of tables) {
      const table = this.lookup.table(name);
      for (const key of table?.foreignKeys ?? []) if (table && tables.has(fold(key.table)) && fold(key.table) !== name) this.key(table, key);
    }
  }

  /** `Teacher`, or `Teacher.students`. */
  #attribute(name: string): void {
    const dot = name.indexOf('.');
    this.marks.add(markOf({ kind: 'class', model: dot === -1 ? name : name.slice(0, dot) }));
    if (dot !== -1) this.relationship(name.slice(0, dot), name.slice(dot + 1));
  }
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length > 0 && some.length === others.length && some.every((name) => others.some((other) => fold(other) === fold(name)));
}
