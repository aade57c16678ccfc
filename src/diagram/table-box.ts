import type { Name } from './drawing.ts';
import { clip } from './escape.ts';
import { KIND_ROOM, SIZES } from './palette.ts';
import { type Box, boxOf, shape, translation } from './shapes.ts';

/** The four cells of a row, in the order in which Mermaid writes them. */
const CELLS = ['attribute-type', 'attribute-name', 'attribute-keys', 'attribute-comment'] as const;

/** How far a halo stands from its box, in pixels. */
const HALO = 4;

const KINDS: Partial<Record<Name['kind'], string>> = {
  'association-table': 'association table',
  'association-object': 'association object',
};

/**
 * The outline of a table, around the origin of its group.
 * @throws when the box is not built as Mermaid 11 builds it
 */
export function boxOfTable(node: Element, entity: string): Box {
  const box = boxOf(node.querySelector('.outer-path path') ?? node.querySelector('rect'));
  if (box === null) throw new Error(`Mermaid made no box for ${entity}`);
  return box;
}

/**
 * One table, in the outline that Mermaid gave it: its name, then a row for each column with the name
 * before the type. Names come from `name`, whatever has become of them on their way through Mermaid.
 */
export function tableBox(node: Element, box: Box, entity: string, name: Name): SVGGElement {
  const rows = [...node.querySelectorAll('[class^="row-rect"]')].map((row) => boxOf(row.querySelector('path')) ?? box);
  const headHeight = (rows[0]?.y ?? box.y + box.height) - box.y;
  const missing = name.kind === 'missing';
  return shape(
    'g',
    { 'class': `table ${name.kind}`, 'data-entity': entity, 'transform': node.getAttribute('transform') ?? '' },
    [halo(box), shape('rect', { class: 'box', rx: 7, ...box })],
    missing ? [] : [head(box, headHeight, rows.length === 0)],
    title(name, box.y + headHeight / 2),
    rows.flatMap((row, index) => [
      shape('line', { class: 'rule', x1: box.x + 1, x2: box.x + box.width - 1, y1: row.y, y2: row.y }),
      ...cells(node, box, row, index, name.columns[index] ?? ''),
    ]),
  );
}

/** The table's name, and under it what kind of table it is, when that is worth saying. */
function title(name: Name, middle: number): SVGTextElement[] {
  const shown = name.kind === 'missing' ? `${clip(name.table)} (missing)` : clip(name.table);
  const kind = KINDS[name.kind];
  if (kind === undefined) return [text('name', shown, 0, middle, SIZES.name, 'middle')];
  return [
    text('name', shown, 0, middle - KIND_ROOM / 2, SIZES.name, 'middle'),
    text('kind', kind, 0, middle + SIZES.name / 2 + 1, SIZES.kind, 'middle'),
  ];
}

/** A line around the box, seen while it is lit. */
export function halo({ x, y, width, height }: Box): SVGRectElement {
  return shape('rect', { class: 'halo', x: x - HALO, y: y - HALO, width: width + 2 * HALO, height: height + 2 * HALO, rx: 7 + HALO });
}

/** The band behind the name, within the rounded corners of the box. */
export function head(box: Box, height: number, alone: boolean): SVGPathElement {
  const [left, top, right, bottom] = [box.x + 1, box.y + 1, box.x + box.width - 1, box.y + height - (alone ? 1 : 0)];
  const foot = alone ? `V${bottom - 6}q0,6 -6,6H${left + 6}q-6,0 -6,-6` : `V${bottom}H${left}`;
  return shape('path', { class: 'head', d: `M${left},${top + 6}q0,-6 6,-6H${right - 6}q6,0 6,6${foot}Z` });
}

/** Mermaid puts types first; here the name comes first, and the type takes what is left of the two. */
function cells(node: Element, box: Box, row: Box, index: number, column: string): SVGTextElement[] {
  const found = CELLS.map((cell) => node.querySelectorAll(`.${cell}`)[index] ?? null);
  const [typeX = 0, nameX = 0, keysX = 0, notesX = 0] = found.map((cell) => translation(cell).x);
  const [type = '', , keys = '', notes = ''] = found.map((cell) => cell?.textContent.trim() ?? '');
  const middle = row.y + row.height / 2;
  const widthOfNames = nextColumn(node, nameX, keysX, notesX, box) - nameX;
  return [
    text('column', clip(column), typeX, middle, SIZES.column),
    text('type', type, typeX + widthOfNames, middle, SIZES.type),
    text('keys', keys.replaceAll(',', ' '), keysX, middle, SIZES.keys),
    text('notes', notes, notesX, middle, SIZES.notes),
  ].filter((one) => one.textContent !== '');
}

/** Where the cell after the name begins: keys or notes, when some row of the table has them, or the edge. */
function nextColumn(node: Element, nameX: number, keysX: number, notesX: number, box: Box): number {
  const has = (cell: string): boolean => [...node.querySelectorAll(`.${cell}`)].some((one) => one.textContent.trim() !== '');
  if (has('attribute-keys')) return keysX;
  return has('attribute-comment') ? notesX : Math.max(nameX, box.x + box.width);
}

/** Text whose letters are centred on a line. */
export function text(kind: string, content: string, x: number, middle: number, size: number, anchor?: string): SVGTextElement {
  // A third of the size below the middle is where a line of letters looks centred, in every renderer.
  const place = { class: kind, x, y: middle + size * 0.35 };
  return shape('text', anchor === undefined ? place : { ...place, 'text-anchor': anchor }, [content]);
}
