import type { Column, Schema, Table } from '../engine/protocol.ts';
import { count } from './drawing.ts';
import { compositeUniques, isUniqueAlone, manyToManyOf, pairIsUnique, relationshipsOf, sameName } from './relationships.ts';
import type { ManyToMany, Relationship } from './relationships.ts';
import type { Words } from './words.ts';

/** A schema in words. */
export interface TextVersion {
  /** E.g. `3 tables, 2 relationships.` */
  summary: string;
  tables: TableText[];
  /** One sentence for each many-to-many, then one for each foreign key. */
  relationships: string[];
}

export interface TableText {
  name: string;
  /** E.g. `association table`. */
  kind: string;
  columns: ColumnText[];
  /** Keys that span columns, e.g. `Primary key: teacher_id, student_id`. */
  keys: string[];
}

export interface ColumnText {
  name: string;
  /** As declared; empty when none was. */
  type: string;
  /** E.g. `primary key`, `not null`, `foreign key to teachers.id`. */
  marks: string[];
}

/** The same, as all diagrams are put in words. */
export function tablesWords(schema: Schema): Words {
  const { summary, tables, relationships } = textVersion(schema);
  return {
    summary,
    lists: [{ title: 'Relationships', items: relationships }],
    title: 'Tables',
    tables: tables.map(({ name, kind, columns, keys }) => ({
      name,
      kind,
      marked: kind !== 'table',
      head: ['Column', 'Type', 'Keys and rules'],
      rows: columns.map((column) => [column.name, column.type || '—', column.marks.join(', ')]),
      notes: keys,
    })),
  };
}

/** Says in words what `erDiagram` draws. */
export function textVersion(schema: Schema): TextVersion {
  const all = relationshipsOf(schema);
  return {
    summary: `${count(schema.tables.length, 'table')}, ${count(all.length, 'relationship')}.`,
    tables: schema.tables.map((table) => describeTable(table, all)),
    relationships: [...manyToManyOf(all).map(describeLink), ...all.map(describeKey)],
  };
}

function describeTable(table: Table, all: readonly Relationship[]): TableText {
  const composite = table.primaryKey.length > 1 ? [`Primary key: ${table.primaryKey.join(', ')}`] : [];
  return {
    name: table.name,
    kind: { 'entity': 'table', 'association-table': 'association table', 'association-object': 'association object' }[table.kind],
    columns: table.columns.map((column) => describeColumn(table, column, all)),
    keys: [...composite, ...compositeUniques(table).map((set) => `Unique together: ${set.join(', ')}`)],
  };
}

function describeColumn(table: Table, column: Column, all: readonly Relationship[]): ColumnText {
  const foreign = all
    .filter((one) => one.child === table)
    .flatMap((one) =>
      one.key.columns.flatMap((name, index) =>
        sameName(name, column.name) ? [`foreign key to ${one.parentName}.${one.key.referred[index] ?? '?'}`] : [],
      ),
    );
  return {
    name: column.name,
    type: column.type,
    marks: [
      ...(column.primaryKey > 0 ? [table.primaryKey.length > 1 ? 'part of the primary key' : 'primary key'] : []),
      ...foreign,
      ...(isUniqueAlone(table, column.name) ? ['unique'] : []),
      ...(column.notNull ? ['not null'] : []),
      ...(column.default === null ? [] : [`default ${column.default}`]),
    ],
  };
}

function describeLink({ through, ends }: ManyToMany): string {
  const parents = ends.map((end) => end.parentName);
  const names = [...new Set(parents)];
  const by = through.kind === 'association-object' ? `the association object ${through.name}` : through.name;
  if (ends.some((end) => end.single)) return `${list(names)} are joined by ${by}, which some of them can enter only once.`;
  const once = ends.length === 2 ? (pairIsUnique(through, ends) ? '; a pair is stored at most once' : '; nothing keeps a pair from being stored twice') : '';
  const whole = ends.every((end) => end.required) ? '' : '; a row may lack one of them';
  if (names.length === 1) return `${names.join('')} rows are many-to-many with each other through ${by}${once}${whole}.`;
  return `${list(names)} are many-to-many through ${by}${once}${whole}.`;
}

function describeKey(one: Relationship): string {
  const parent = one.parentName;
  const referred = one.key.referred.map((name) => `${parent}.${name}`);
  const path = `${one.key.columns.join(', ')} → ${referred.length > 0 ? referred.join(', ') : parent}`;
  if (one.parent === null) return `${one.child.name} refers to ${parent}, but there is no such table (${path}).`;
  const each = `Each ${one.child.name} row belongs to ${one.required ? 'exactly one' : 'one'} ${parent} row${one.required ? '' : ' or to none'} (${path})`;
  const back = one.single ? 'has at most one' : 'can have many';
  return `${each}; each ${parent} row ${back}.`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
