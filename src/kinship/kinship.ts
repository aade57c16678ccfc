import type { Statement } from '../engine/protocol.ts';
import { Gathering } from './gathering.ts';
import { type KinshipFacts, Lookup } from './lookup.ts';
import { fold, type KeyThing, keyOf, type LinkThing, markOf, type Marks, noMarks, type RelationshipThing, rowMark, type RowThing, type Thing } from './thing.ts';
import { sentenceOf } from './words.ts';

export type { KinshipFacts } from './lookup.ts';

/** What belongs together with something that is pointed at. */
export interface Kin {
  /** The marks of all of it, its own included. */
  marks: Marks;
  /** In one sentence: `Line 12: 2 statements, 3 rows of teacher_students.` */
  says: string;
}

export const noKin: Kin = { marks: noMarks, says: '' };

/**
 * Finds kin along the chain line – event – statement – rows – edges. From a line it goes forth, from a row or an edge back,
 * and from each place to what else stands for the same: the table's class, the row's object, the foreign key's relationship.
 * It does not turn round: of a statement that inserted ten rows, one row leads to the statement and not to the other nine.
 */
export class Kinship {
  readonly #facts: KinshipFacts;
  /** Made when it is first asked for: most runs are not pointed at. */
  #made: Lookup | null = null;

  constructor(facts: KinshipFacts) {
    this.#facts = facts;
  }

  /** Whether it was made of these. */
  isOf(facts: KinshipFacts): boolean {
    const own = this.#facts;
    return own.statements === facts.statements && own.events === facts.events && own.schema === facts.schema && own.models === facts.models && own.objects === facts.objects;
  }

  of(thing: Thing): Kin {
    const kin = new Gathering(this.#lookup);
    this.#gather(kin, thing);
    return { marks: kin.marks, says: sentenceOf(thing, kin, this.#lookup) };
  }

  get #lookup(): Lookup {
    return (this.#made ??= new Lookup(this.#facts));
  }

  #gather(kin: Gathering, thing: Thing): void {
    if (thing.kind !== 'row') kin.marks.add(markOf(thing));
    switch (thing.kind) {
      case 'line':
        return forth(kin, this.#lookup.ofLine(thing.line));
      case 'input':
        return forth(kin, this.#lookup.ofInput(thing.input));
      case 'event': {
        const event = this.#lookup.events.get(thing.event);
        if (event) kin.about(event);
        return forth(kin, this.#lookup.ofEvent(thing.event));
      }
      case 'statements':
        return forth(kin, thing.ids.flatMap((id) => this.#lookup.statement(id) ?? []));
      case 'table':
        kin.table(thing.table);
        return back(kin, this.#lookup.ofTable(thing.table));
      case 'row':
        return this.#row(kin, thing);
      case 'foreign-key':
        return this.#key(kin, thing);
      case 'class':
        for (const table of this.#lookup.classes.tablesOf(thing.model).slice(0, 1)) {
          kin.table(table);
          back(kin, this.#lookup.ofTable(table));
        }
        return back(kin, this.#lookup.about(({ entity }) => entity === thing.model));
      case 'relationship':
        return this.#relationship(kin, thing);
      case 'object':
        return this.#object(kin, thing.object);
      case 'link':
        return this.#link(kin, thing);
    }
  }

  #row(kin: Gathering, { table, columns, values }: RowThing): void {
    kin.table(table);
    kin.values(table, columns, values);
    this.#stored(kin, rowMark(table, keyOf(this.#lookup.table(table)?.primaryKey ?? [], columns, values)));
  }

  /** A row, and the statements that changed it. */
  #stored(kin: Gathering, mark: string): void {
    kin.row(mark);
    for (const track of this.#lookup.tracks.byMark(mark)) back(kin, track.statements);
  }

  #key(kin: Gathering, { table: name, columns, to }: KeyThing): void {
    for (const each of [name, to]) kin.table(each);
    const table = this.#lookup.table(name);
    const key = table?.foreignKeys.find((one) => fold(one.table) === fold(to) && one.columns.map(fold).join() === columns.map(fold).join());
    if (table === undefined || key === undefined) return;
    kin.key(table, key);
    this.#written(kin, name, columns);
    for (const one of this.#lookup.classes.using(name, columns)) this.#sentFor(kin, one);
  }

  #relationship(kin: Gathering, thing: RelationshipThing): void {
    kin.relationship(thing.model, thing.key);
    this.#sentFor(kin, thing);
    for (const { table, key } of kin.keysOf(thing.model, thing.key)) this.#written(kin, table.name, key.columns);
    for (const link of this.#lookup.instances.linksAlong(thing.model, thing.key)) kin.link(link);
  }

  #object(kin: Gathering, id: string): void {
    const object = this.#lookup.instances.object(id);
    if (object === undefined) return;
    kin.marks.add(markOf({ kind: 'class', model: object.model }));
    for (const table of this.#lookup.classes.tablesOf(object.model)) kin.table(table);
    for (const mark of this.#lookup.instances.rowsOf(id)) this.#stored(kin, mark);
  }

  #link(kin: Gathering, thing: LinkThing): void {
    const { instances, tracks } = this.#lookup;
    const link = instances.link(thing);
    if (link === undefined) return;
    kin.link(link);
    const model = instances.object(link.from)?.model;
    if (model !== undefined) kin.relationship(model, link.name);
    const row = instances.rowOf(link);
    if (row !== null) this.#stored(kin, row);
    // The row of a pair may have a key that the pair does not tell.
    for (const { track } of link.secondary === null ? [] : tracks.all()) {
      if (!instances.linksOf(track.table, track.columns, track.values ?? []).includes(link)) continue;
      for (const mark of track.marks) kin.row(mark);
      back(kin, track.statements);
    }
    const child = instances.childOf(link);
    for (const mark of child === null ? [] : instances.rowsOf(child)) this.#stored(kin, mark);
  }

  /** The statements that wrote columns of a table: rows that came and went with a value there, and values that changed. */
  #written(kin: Gathering, table: string, columns: readonly string[]): void {
    for (const { change, statement } of this.#lookup.tracks.all()) {
      if (fold(change.table) !== fold(table)) continue;
      const places = columns.map((name) => change.columns.findIndex((column) => fold(column) === fold(name)));
      const { before, after } = change;
      const changed = change.operation !== 'update' || before === undefined || places.some((place) => before[place] !== after?.[place]);
      if (changed && places.every((place) => (after ?? before)?.[place] !== null)) back(kin, [statement]);
    }
  }

  /** The statements that were sent to load or to write a relationship, from either side. */
  #sentFor(kin: Gathering, { model, key }: RelationshipThing): void {
    const names = new Set(this.#lookup.classes.pairOf(model, key).map((one) => `${one.model}.${one.key}`));
    back(kin, this.#lookup.about(({ attribute }) => attribute !== undefined && names.has(attribute)));
    back(kin, this.#lookup.writing(names));
  }
}

function forth(kin: Gathering, statements: Iterable<Statement>): void {
  for (const statement of statements) {
    kin.statement(statement);
    kin.effects(statement);
  }
}

function back(kin: Gathering, statements: Iterable<Statement>): void {
  for (const statement of statements) kin.statement(statement);
}
