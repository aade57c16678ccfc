import type { Column, Schema, Table } from '../engine/protocol.ts';
import { label, word } from './escape.ts';
import { compositeUniques, isUniqueAlone, relationshipsOf, sameName } from './relationships.ts';
import type { Relationship } from './relationships.ts';

/** The room that the picture has: it decides where tables stand. */
export type Room = 'wide' | 'square' | 'tall';

/** What a box or a row of the picture stands for. */
export interface Name {
  table: string;
  kind: Table['kind'] | 'missing';
  columns: string[];
}

export interface ErDiagram {
  /** Mermaid's `erDiagram` text. Entities are named `t0`, `t1` …; real names are only in escaped labels. */
  text: string;
  /** What each entity id stands for; `columns` in the order of the rows. */
  names: Record<string, Name>;
  /** Why the schema is too large to draw, in a plain sentence; null when it is not. */
  tooLarge: string | null;
}

/** The most that is drawn. Beyond it a picture takes minutes and cannot be read. */
export const LIMITS = { tables: 200, columns: 2_500, relationships: 500 } as const;

/**
 * Draws a schema as an entity-relationship diagram: keys, types, NOT NULL, UNIQUE, and cardinality as the
 * foreign keys and unique keys make it. Association tables are marked by the class `association`,
 * association objects by `object`, tables that are referred to but do not exist by `missing`.
 */
export function erDiagram(schema: Schema, room: Room = 'wide'): ErDiagram {
  const all = relationshipsOf(schema);
  const ids = new Map(schema.tables.map((table, index) => [table, `t${index}`]));
  const missing = missingTables(all, schema.tables.length);
  const names: Record<string, Name> = {};
  for (const [table, id] of ids) names[id] = { table: table.name, kind: table.kind, columns: table.columns.map((one) => one.name) };
  for (const [table, id] of missing) names[id] = { table, kind: 'missing', columns: [] };

  const idOf = (one: Relationship): string | undefined =>
    one.parent === null ? [...missing].find(([name]) => sameName(name, one.parentName))?.[1] : ids.get(one.parent);
  const lines = [
    'erDiagram',
    `  accTitle: ${label('Tables and their relationships')}`,
    `  accDescr: ${summary(schema, all)}`,
    `  direction ${room === 'wide' ? 'LR' : 'TB'}`,
    ...classes(schema, missing.size > 0),
    ...schema.tables.flatMap((table) => entity(table, ids.get(table) ?? '', all)),
    ...[...missing].map(([name, id]) => `  ${id}["${label(`${name} (missing)`)}"]:::missing`),
    ...all.map((one) => edge(one, ids.get(one.child) ?? '', idOf(one) ?? '', room)),
  ];
  return { text: `${lines.join('\n')}\n`, names, tooLarge: tooLarge(schema, all) };
}

/** How a panel of that size, in pixels, is best filled. */
export function roomOf(width: number, height: number): Room {
  if (width > height * 2) return 'wide';
  return width < height * 0.8 ? 'tall' : 'square';
}

function entity(table: Table, id: string, all: readonly Relationship[]): string[] {
  const mark = { 'entity': '', 'association-table': ':::association', 'association-object': ':::object' }[table.kind];
  const head = `  ${id}["${label(table.name)}"]${mark}`;
  if (table.columns.length === 0) return [head];
  return [`${head} {`, ...table.columns.map((column) => attribute(table, column, all)), '  }'];
}

function attribute(table: Table, column: Column, all: readonly Relationship[]): string {
  const isForeign = all.some((one) => one.child === table && one.key.columns.some((name) => sameName(name, column.name)));
  const keys = [
    ...(column.primaryKey > 0 ? ['PK'] : []),
    ...(isForeign ? ['FK'] : []),
    ...(isUniqueAlone(table, column.name) ? ['UK'] : []),
  ];
  const together = compositeUniques(table).some((set) => set.some((name) => sameName(name, column.name)));
  const notes = [...(column.notNull ? ['not null'] : []), ...(together ? ['unique together'] : [])];
  const parts = [word(column.type || '—'), word(column.name), keys.join(', '), notes.length > 0 ? `"${notes.join('; ')}"` : ''];
  return `    ${parts.filter((part) => part !== '').join(' ')}`;
}

/**
 * One relationship. Between the two tables that it joins, an association stands like a bridge: its later
 * keys are drawn from it, its first one towards it. A square room has the association under its parents.
 */
function edge(one: Relationship, child: string, parent: string, room: Room): string {
  const many = one.single ? 'o' : 'o{';
  const line = one.identifying ? '--' : '..';
  const text = `"${label(one.key.columns.join(', '))}"`;
  const later = one.child.foreignKeys.indexOf(one.key) > 0;
  if (one.child.kind !== 'entity' && later && room !== 'square') {
    return `  ${child} ${one.single ? '|o' : '}o'}${line}${one.required ? '||' : 'o|'} ${parent} : ${text}`;
  }
  return `  ${parent} ${one.required ? '||' : '|o'}${line}${one.single ? 'o|' : many} ${child} : ${text}`;
}

function missingTables(all: readonly Relationship[], first: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const one of all) {
    if (one.parent !== null || [...found.keys()].some((name) => sameName(name, one.parentName))) continue;
    found.set(one.parentName, `t${first + found.size}`);
  }
  return found;
}

/** Colours for the text where it is pasted elsewhere; Junction's own picture has its own style. */
function classes(schema: Schema, missing: boolean): string[] {
  const has = (kind: Table['kind']): boolean => schema.tables.some((table) => table.kind === kind);
  return [
    ...(has('association-table') ? ['  classDef association stroke:#0f6b5c,stroke-width:2px'] : []),
    ...(has('association-object') ? ['  classDef object stroke:#0f6b5c,stroke-width:2px,stroke-dasharray:6 3'] : []),
    ...(missing ? ['  classDef missing stroke:#b3261e,stroke-dasharray:3 3'] : []),
  ];
}

function summary(schema: Schema, all: readonly Relationship[]): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return label(`${count(schema.tables.length, 'table')} and ${count(all.length, 'relationship')}`);
}

function tooLarge(schema: Schema, all: readonly Relationship[]): string | null {
  const columns = schema.tables.reduce((sum, table) => sum + table.columns.length, 0);
  const measured = { tables: schema.tables.length, columns, relationships: all.length };
  for (const what of ['tables', 'columns', 'relationships'] as const) {
    if (measured[what] > LIMITS[what]) {
      return `This database has ${measured[what].toLocaleString('en')} ${what}; a picture is drawn of up to ${LIMITS[what].toLocaleString('en')}. The text version has them all.`;
    }
  }
  return null;
}
