import type { Column, ModelFacts, Schema, Table } from '../engine/protocol.ts';
import type { TableState } from '../history/history.ts';
import type { Thing } from '../kinship/thing.ts';
import type { Drawing, Edge, End, Mark, Name, Room } from './drawing.ts';
import { count, LONGEST_LABEL } from './drawing.ts';
import { ChangeMarks } from './change-marks.ts';
import { label, word } from './escape.ts';
import { logicalLinks, type LogicalLink } from './logical.ts';
import { RelationshipNames } from './relationship-names.ts';
import { compositeUniques, isUniqueAlone, relationshipsOf, sameName } from './relationships.ts';
import type { Relationship } from './relationships.ts';

export interface ErOptions {
  /** The room that the picture has; `wide` unless said otherwise. */
  room?: Room;
  /** The program's models, whose relationships name the lines. */
  models?: ModelFacts | null;
  /** Draws the many-to-many relationships as they are meant: an association table is a line, not a box. */
  logical?: boolean;
  /** The same tables at a stop of the past, which did something to them. */
  past?: readonly TableState[];
}

/** The most that is drawn. Beyond it a picture takes minutes and cannot be read. */
export const LIMITS = { tables: 200, columns: 2_500, relationships: 500 } as const;

/**
 * Draws a schema as an entity-relationship diagram: keys, types, NOT NULL, UNIQUE, and cardinality as the
 * foreign keys and unique keys make it. Association tables are marked by the class `association`,
 * association objects by `object`, tables that are referred to but do not exist by `missing`.
 */
export function erDiagram(schema: Schema, { room = 'wide', models = null, logical = false, past = [] }: ErOptions = {}): Drawing {
  const all = relationshipsOf(schema);
  const links = logical ? logicalLinks(schema, all) : [];
  const asLines = new Set(links.map((link) => link.through));
  const tables = schema.tables.filter((table) => !asLines.has(table));
  const keys = all.filter((one) => !asLines.has(one.child));
  const ids = new Map(tables.map((table, index) => [table, `t${index}`]));
  const missing = missingTables(keys, tables.length);
  const marks = new ChangeMarks(past);
  const names: Record<string, Name> = {};
  for (const [table, id] of ids) names[id] = { table: table.name, kind: table.kind, columns: table.columns.map((one) => one.name), ...marked(marks.table(table)) };
  for (const [table, id] of missing) names[id] = { table, kind: 'missing', columns: [] };

  const idOf = (one: Relationship): string =>
    (one.parent === null ? [...missing].find(([name]) => sameName(name, one.parentName))?.[1] : ids.get(one.parent)) ?? '';
  const known = new RelationshipNames(models);
  const lines = [
    ...links.map((link) => withMark(linkLine(link, idOf(link.ends[0]), idOf(link.ends[1]), known), marks.link(link.through, link.ends.flatMap((end) => end.key.columns)))),
    ...keys.map((one) => withMark(keyLine(one, ids.get(one.child) ?? '', idOf(one), room, known), marks.key(one.child, one.key.columns))),
  ];
  const text = [
    'erDiagram',
    `  accTitle: ${label('Tables and their relationships')}`,
    `  accDescr: ${label(`${count(tables.length, 'table')} and ${count(lines.length, 'relationship')}`)}`,
    `  direction ${room === 'wide' ? 'LR' : 'TB'}`,
    ...classes(tables, missing.size > 0),
    ...tables.flatMap((table) => entity(table, ids.get(table) ?? '', all)),
    ...[...missing].map(([name, id]) => `  ${id}["${label(`${name} (missing)`)}"]:::missing`),
    ...lines.map((line) => line.text),
  ];
  return {
    text: `${text.join('\n')}\n`,
    names,
    edges: lines.map((line) => line.edge),
    things: { boxes: Object.fromEntries(Object.entries(names).map(([id, { table }]) => [id, { kind: 'table', table }])), edges: lines.map((line) => line.thing) },
    tooLarge: tooLarge(schema, all),
  };
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

interface ErLine {
  text: string;
  edge: Edge;
  thing: Thing;
}

/**
 * One foreign key. Between the two tables that it joins, an association stands like a bridge: its later
 * keys are drawn from it, its first one towards it. A square room has the association under its parents.
 */
function keyLine(one: Relationship, child: string, parent: string, room: Room, known: RelationshipNames): ErLine {
  const line = one.identifying ? '--' : '..';
  const shown = [one.key.columns.join(', '), known.ofKey(one)].filter(Boolean).join(' · ');
  const text = `"${label(shown, LONGEST_LABEL)}"`;
  const far: End = one.required ? 'onlyOne' : 'zeroOrOne';
  const near: End = one.single ? 'zeroOrOne' : 'zeroOrMore';
  const edge = { kind: '', label: shown, dashed: !one.identifying } as const;
  const thing: Thing = { kind: 'foreign-key', table: one.child.name, columns: one.key.columns, to: one.parentName };
  const later = one.child.foreignKeys.indexOf(one.key) > 0;
  if (one.child.kind !== 'entity' && later && room !== 'square') {
    return { thing, edge: { ...edge, from: child, to: parent, ends: [near, far] }, text: `  ${child} ${one.single ? '|o' : '}o'}${line}${one.required ? '||' : 'o|'} ${parent} : ${text}` };
  }
  return { thing, edge: { ...edge, from: parent, to: child, ends: [far, near] }, text: `  ${parent} ${one.required ? '||' : '|o'}${line}${one.single ? 'o|' : 'o{'} ${child} : ${text}` };
}

/** One association table as a line. Where a key is unique, its parent is joined at most once. */
function linkLine(link: LogicalLink, from: string, to: string, known: RelationshipNames): ErLine {
  const [first, second] = link.ends;
  const turned = from === to ? `${first.key.columns.join(', ')} → ${second.key.columns.join(', ')}` : '';
  const shown = [link.through.name, known.ofLink(link) || turned, ...link.notes].filter(Boolean).join(' · ');
  const ends = `${second.single ? '|o' : '}o'}--${first.single ? 'o|' : 'o{'}`;
  const joined: [End, End] = [second.single ? 'zeroOrOne' : 'zeroOrMore', first.single ? 'zeroOrOne' : 'zeroOrMore'];
  return { thing: { kind: 'table', table: link.through.name }, edge: { from, to, kind: 'many-to-many', label: shown, ends: joined, dashed: false }, text: `  ${from} ${ends} ${to} : "${label(shown, LONGEST_LABEL)}"` };
}

function withMark(line: ErLine, mark: Mark | undefined): ErLine {
  return { ...line, edge: { ...line.edge, ...marked(mark) } };
}

function marked(mark: Mark | undefined): { mark?: Mark } {
  return mark ? { mark } : {};
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
function classes(tables: readonly Table[], missing: boolean): string[] {
  const has = (kind: Table['kind']): boolean => tables.some((table) => table.kind === kind);
  return [
    ...(has('association-table') ? ['  classDef association stroke:#0f6b5c,stroke-width:2px'] : []),
    ...(has('association-object') ? ['  classDef object stroke:#0f6b5c,stroke-width:2px,stroke-dasharray:6 3'] : []),
    ...(missing ? ['  classDef missing stroke:#b3261e,stroke-dasharray:3 3'] : []),
  ];
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
