import type { ModelFacts, Schema, SqlValue, Table } from '../engine/protocol.ts';
import type { TableState } from '../history/history.ts';
import { changedPlaces } from '../history/moment.ts';
import { keyText, type RowState } from '../history/track.ts';
import { classDiagram, edgesOf, type Line } from './cards.ts';
import type { Card, Drawing, Edge, Room } from './drawing.ts';
import { count } from './drawing.ts';
import { clip } from './escape.ts';
import { logicalLinks } from './logical.ts';
import { relationshipsOf, sameName } from './relationships.ts';

/** The most rows that are drawn as boxes, association rows as lines, and columns of a row. */
export const ROW_LIMITS = { boxes: 40, lines: 120, columns: 8 } as const;

/** A moment of the past, as far as a diagram of its rows needs it. */
export interface PastRows {
  schema: Schema;
  tables: readonly TableState[];
}

interface Box {
  id: string;
  state: TableState;
  row: RowState;
}

/**
 * Draws the rows of a moment like objects: a box for each, lines for foreign keys and for association rows. What the
 * moment's stop did is marked, and comes first where not all rows can be drawn.
 */
export function rowsDiagram(past: PastRows, models: ModelFacts | null, room: Room = 'wide'): Drawing {
  const relationships = relationshipsOf(past.schema);
  const links = logicalLinks(past.schema, relationships);
  const asLines = new Set(links.map(({ through }) => through.name));
  const boxes = mostTelling(past.tables.filter(({ table }) => !asLines.has(table.name)));
  const find = finder(boxes);

  const keyLines = boxes.flatMap((box) =>
    relationships.filter(({ child }) => sameName(child.name, box.state.table.name)).flatMap(({ key, parentName }): Line[] => {
      const parent = find(parentName, key.referred)(box.state, key.columns)(box.row);
      return parent ? [line(box.id, parent.id, key.columns.join(', '), box.row.mark === 'changed' ? undefined : box.row.mark, '')] : [];
    }),
  );
  const linkLines = links.flatMap(({ through, ends: [first, second] }): Line[] => {
    const state = past.tables.find(({ table }) => table.name === through.name);
    if (!state) return [];
    const [one, other] = [first, second].map(({ key, parentName }) => find(parentName, key.referred)(state, key.columns));
    return state.rows.flatMap((row): Line[] => {
      const from = one?.(row);
      const to = from && other?.(row);
      if (!from || !to) return [];
      const pair = [...first.key.columns, ...second.key.columns].map((column) => shown(valueOf(state, row, column)));
      return [{ ...line(from.id, to.id, `${through.name} (${pair.join(', ')})`, row.mark, 'many-to-many'), thing: thingOf(state, row) }];
    });
  });
  const lines = [...linkLines.filter(({ kind }) => kind !== 'many-to-many'), ...linkLines.filter(({ kind }) => kind === 'many-to-many'), ...keyLines].slice(0, ROW_LIMITS.lines);
  const cards = Object.fromEntries(boxes.map((box) => [box.id, cardOf(box, models)]));
  return {
    text: classDiagram('Rows', rowsSummary(past), room !== 'tall', cards, lines),
    names: cards,
    edges: edgesOf(lines),
    things: { boxes: Object.fromEntries(boxes.map(({ id, state, row }) => [id, thingOf(state, row)])), edges: lines.map(({ thing }) => thing) },
    tooLarge: null,
  };
}

/** Finds the box of the row that another row's columns refer to: first by what they refer to, then by where they are, then by row. */
function finder(boxes: readonly Box[]) {
  return (table: string, referred: readonly string[]) => {
    const found = new Map(boxes.toReversed().filter(({ state }) => sameName(state.table.name, table)).map((box) => [keyText(placesOf(box.state, referred), box.row.values), box]));
    return (state: TableState, columns: readonly string[]) => {
      const places = placesOf(state, columns);
      return (row: RowState): Box | undefined => (places.some((place) => (row.values[place] ?? null) === null) ? undefined : found.get(keyText(places, row.values)));
    };
  };
}

function placesOf({ columns }: TableState, names: readonly string[]): number[] {
  return names.map((name) => columns.findIndex((column) => sameName(column, name)));
}

/** E.g. `12 rows in 3 tables`. */
export function rowsSummary({ tables }: PastRows): string {
  return `${count(rowsOf(tables), 'row')} in ${count(tables.length, 'table')}`;
}

/** How many rows the picture leaves out. */
export function rowsLeftOut({ schema, tables }: PastRows): number {
  const asLines = new Set(logicalLinks(schema, relationshipsOf(schema)).map(({ through }) => through.name));
  return Math.max(0, rowsOf(tables.filter(({ table }) => !asLines.has(table.name))) - ROW_LIMITS.boxes);
}

function rowsOf(tables: readonly TableState[]): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0);
}

/** What the stop touched, then the first rows of each table in turn; in the order of tables and rows. */
function mostTelling(tables: readonly TableState[]): Box[] {
  const marked = tables.flatMap((state) => state.rows.filter(({ mark }) => mark !== undefined).slice(0, ROW_LIMITS.boxes));
  const chosen = new Set<RowState>(marked.slice(0, ROW_LIMITS.boxes));
  for (let place = 0; chosen.size < ROW_LIMITS.boxes && tables.some(({ rows }) => place < rows.length); place++) {
    for (const { rows } of tables) {
      const row = rows[place];
      if (row && chosen.size < ROW_LIMITS.boxes) chosen.add(row);
    }
  }
  return tables.flatMap((state) => state.rows.filter((row) => chosen.has(row)).map((row) => ({ state, row }))).map((box, i) => ({ id: `o${i}`, ...box }));
}

function cardOf({ state, row }: Box, models: ModelFacts | null): Card {
  const { table, columns } = state;
  const model = models?.models.find((one) => one.inherits === null && sameName(one.table ?? '', table.name));
  const key = table.primaryKey.map((column) => shown(valueOf(state, row, column)));
  const changed = new Set(changedPlaces(row));
  const rows = columns.slice(0, ROW_LIMITS.columns).map((name, i) => {
    const value = shown(row.values[i] ?? null);
    return { name, detail: changed.has(i) ? `${shown(row.before?.[i] ?? null)} → ${value}` : value, tone: changed.has(i) ? 'changed' as const : 'plain' as const };
  });
  const left = columns.length - rows.length;
  return {
    title: `${model?.name ?? table.name} ${key.length > 0 ? key.join(', ') : String(row.id)}`,
    kind: row.mark ?? 'persistent',
    note: row.mark ?? '',
    rows: left > 0 ? [...rows, { name: '', detail: `… ${left} more`, tone: 'quiet' }] : rows,
  };
}

function line(from: string, to: string, words: string, mark: RowState['mark'], plain: Edge['kind']): Line {
  return {
    from, to, thing: null, arrow: mark === 'deleted' ? '..' : plain === '' ? '-->' : '--', kind: mark ?? plain,
    label: mark ? `${words}, ${mark}` : words, ends: ['none', plain === '' ? 'arrow' : 'none'], dashed: mark === 'deleted',
  };
}

function thingOf({ table, columns }: TableState, { values }: RowState) {
  return { kind: 'row' as const, table: table.name, columns, values };
}

function valueOf(state: { table: Table; columns: readonly string[] } | undefined, { values }: RowState, column: string): SqlValue {
  return values[(state?.columns ?? []).findIndex((name) => sameName(name, column))] ?? null;
}

/** A value in few characters. */
export function shown(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `BLOB, ${count(value.length, 'byte')}`;
  return typeof value === 'string' ? `'${clip(value, 28)}'` : String(value);
}
