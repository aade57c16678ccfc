import type { SqlValue } from '../engine/protocol.ts';

/** Something that can be pointed at, in whatever panel. Tables and rows are those of the database that the panels show. */
export type Thing =
  | { kind: 'line'; /** Of the program, from 1. */ line: number }
  | { kind: 'input'; /** At the prompt, from 0. */ input: number }
  | { kind: 'event'; /** Id of a session's doing. */ event: number }
  | { kind: 'statements'; /** Ids: one, or several that are shown as one. */ ids: readonly number[] }
  | { kind: 'table'; table: string }
  | RowThing
  | KeyThing
  | { kind: 'class'; model: string }
  | RelationshipThing
  | { kind: 'object'; /** Id in the facts. */ object: string }
  | LinkThing;

/** A row as a grid shows it. */
export interface RowThing {
  kind: 'row';
  table: string;
  /** Names of the columns of `values`. */
  columns: readonly string[];
  values: readonly SqlValue[];
}

/** A foreign key of a table: a line of the diagram of the tables. */
export interface KeyThing {
  kind: 'foreign-key';
  table: string;
  columns: readonly string[];
  /** The table that it leads to. */
  to: string;
}

export interface RelationshipThing {
  kind: 'relationship';
  model: string;
  key: string;
}

/** Two objects that an attribute joins. */
export interface LinkThing {
  kind: 'link';
  /** Ids of the objects. */
  from: string;
  to: string;
  /** The attribute of `from`. */
  name: string;
}

/** How it is pointed at: passing by, by the keyboard, or to be kept until another is chosen. */
export type PointingHow = 'hover' | 'focus' | 'pin';

/** What panels tell in `junction-point`; null where nothing is pointed at any more. */
export interface Pointed {
  thing: Thing | null;
  how: PointingHow;
}

/** What to light up: each thing by its mark. Replaced when it changes, the same object while it does not. */
export type Marks = ReadonlySet<string>;

export const noMarks: Marks = new Set();

/** What tells a thing from all others, as text. Several statements have a mark each, so theirs is the first one's. */
export function markOf(thing: Exclude<Thing, RowThing>): string {
  switch (thing.kind) {
    case 'line':
      return `line ${thing.line}`;
    case 'input':
      return `input ${thing.input}`;
    case 'event':
      return `event ${thing.event}`;
    case 'statements':
      return statementMark(thing.ids[0] ?? 0);
    case 'table':
      return `table ${fold(thing.table)}`;
    case 'foreign-key':
      return `key ${fold(thing.table)} ${thing.columns.map(fold).join()} ${fold(thing.to)}`;
    case 'class':
      return `class ${thing.model}`;
    case 'relationship':
      return `relationship ${thing.model}.${thing.key}`;
    case 'object':
      return `object ${thing.object}`;
    case 'link':
      return `link ${thing.from} ${thing.name} ${thing.to}`;
  }
}

/** Whether marks mean a thing; of several statements any. Rows have marks that their tables' keys make: `markOfRow`. */
export function isLit(thing: Exclude<Thing, RowThing>, marks: Marks): boolean {
  return thing.kind === 'statements' ? thing.ids.some((id) => marks.has(statementMark(id))) : marks.has(markOf(thing));
}

export function isSame(one: Thing, other: Thing): boolean {
  const text = (thing: Thing): string => (thing.kind === 'row' ? rowMark(thing.table, thing.values) : markOf(thing));
  return text(one) === text(other);
}

export function statementMark(id: number): string {
  return `statement ${id}`;
}

/** The mark of a row: `key` are the values of its primary key, in key order, or all of its values where there is none. */
export function rowMark(table: string, key: readonly SqlValue[]): string {
  return `row ${fold(table)} ${key.map(textOf).join('\0')}`;
}

/** The mark of a row by the columns that tell rows apart; all of them where the table has no primary key. */
export function markOfRow(table: string, primaryKey: readonly string[], columns: readonly string[], values: readonly SqlValue[]): string {
  return rowMark(table, keyOf(primaryKey, columns, values));
}

/** The values that tell a row from others. */
export function keyOf(primaryKey: readonly string[], columns: readonly string[], values: readonly SqlValue[]): readonly SqlValue[] {
  return primaryKey.length === 0 ? values : primaryKey.map((name) => values[columns.findIndex((column) => fold(column) === fold(name))] ?? null);
}

/** SQLite folds the case of ASCII letters only. */
export function fold(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A value as text that differs where values differ; an integer is the same however large a type holds it. */
export function textOf(value: SqlValue): string {
  if (value instanceof Uint8Array) return `blob ${value.join()}`;
  return typeof value === 'string' ? `'${value}` : String(value);
}
