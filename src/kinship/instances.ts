import type { ObjectFact, ObjectFacts, ObjectLink, SqlValue, Table } from '../engine/protocol.ts';
import type { Classes } from './classes.ts';
import { push } from './many.ts';
import { readNamedValues, readValues } from './python-values.ts';
import { fold, type LinkThing, rowMark, textOf } from './thing.ts';

/** The program's objects by the rows that store them, and their links by the rows of association tables. */
export class Instances {
  readonly #objects = new Map<string, ObjectFact>();
  readonly #byRow = new Map<string, ObjectFact[]>();
  readonly #rows = new Map<string, string[]>();
  readonly #linksByRow = new Map<string, ObjectLink[]>();
  readonly #links: readonly ObjectLink[];

  constructor(
    facts: ObjectFacts | null,
    private readonly classes: Classes,
    private readonly table: (name: string) => Table | undefined,
  ) {
    this.#links = facts?.links ?? [];
    for (const one of facts?.objects ?? []) {
      this.#objects.set(one.id, one);
      const key = one.identity === null ? null : readValues(one.identity);
      if (key === null) continue;
      const marks = classes.tablesOf(one.model).map((name) => rowMark(name, key));
      this.#rows.set(one.id, marks);
      for (const mark of marks) push(this.#byRow, mark, one);
    }
    for (const link of this.#links) {
      const row = pairOf(link);
      if (row !== null) push(this.#linksByRow, row, link);
    }
  }

  object(id: string): ObjectFact | undefined {
    return this.#objects.get(id);
  }

  /** Ids of the objects that a row stores. */
  ofRow(mark: string): string[] {
    return (this.#byRow.get(mark) ?? []).map((one) => one.id);
  }

  /** The marks of an object's rows: in the table of its class, and in those of the classes above. */
  rowsOf(id: string): readonly string[] {
    return this.#rows.get(id) ?? [];
  }

  link({ from, to, name }: LinkThing): ObjectLink | undefined {
    return this.#links.find((one) => one.from === from && one.to === to && one.name === name);
  }

  /** Links that a row of an association table stores. */
  linksOf(table: string, columns: readonly string[], values: readonly SqlValue[]): readonly ObjectLink[] {
    const keys = new Set(this.table(table)?.foreignKeys.flatMap((key) => key.columns.map(fold)));
    const parts = columns.flatMap((name, index) => (keys.has(fold(name)) ? [[name, values[index] ?? null] as const] : []));
    return this.#linksByRow.get(pairMark(table, parts)) ?? [];
  }

  /** Links whose foreign key is in the row of this object. */
  heldBy(id: string): ObjectLink[] {
    return this.#links.filter((link) => link.secondary === null && this.childOf(link) === id);
  }

  /** Which of the two objects has the foreign key in its row; null where an association table stores the pair. */
  childOf(link: ObjectLink): string | null {
    if (link.secondary !== null) return null;
    const model = this.object(link.from)?.model ?? '';
    return this.classes.relationship(model, link.name)?.direction === 'many-to-one' ? link.from : link.to;
  }

  /** Links of a relationship, from either of its sides. */
  linksAlong(model: string, key: string): ObjectLink[] {
    const isSide = (id: string, name: string | null): boolean => name === key && this.object(id)?.model === model;
    return this.#links.filter((link) => isSide(link.from, link.name) || isSide(link.to, link.back));
  }

  /** The mark of the association row of a link, as far as its values tell the row. */
  rowOf(link: ObjectLink): string | null {
    const table = link.secondary === null ? undefined : this.table(link.secondary);
    if (table === undefined) return null;
    const values = new Map([...readNamedValues(link.row ?? '')].map(([name, value]) => [fold(name), value]));
    const names = table.primaryKey.length === 0 ? table.columns.map((column) => column.name) : table.primaryKey;
    return names.every((name) => values.has(fold(name))) ? rowMark(table.name, names.map((name) => values.get(fold(name)) ?? null)) : null;
  }
}

/** The ends of a link as its association row has them; null where there is none, or nothing is known of it. */
function pairOf({ secondary, row }: ObjectLink): string | null {
  if (secondary === null || row === null) return null;
  return pairMark(secondary, [...readNamedValues(row)]);
}

function pairMark(table: string, parts: readonly (readonly [string, SqlValue])[]): string {
  return [fold(table), ...parts.map(([name, value]) => `${fold(name)}=${textOf(value)}`).sort()].join('\0');
}
