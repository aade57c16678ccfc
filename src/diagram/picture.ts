import { around, rowsOfLoose } from './arrange.ts';
import { cardBox } from './card-box.ts';
import type { Card, Drawing, Edge, Name } from './drawing.ts';
import { edgeLines, edgeTexts } from './edges.ts';
import { loops } from './loops.ts';
import { boxMark } from './mark-shapes.ts';
import { markers } from './markers.ts';
import { type Box, boxOf, shape, translation } from './shapes.ts';
import { boxOfTable, tableBox } from './table-box.ts';
import type { Size } from './view.ts';

/** Free room around a picture, in pixels. */
const PADDING = 18;

/** A drawn diagram, ready to be shown. */
export interface Picture {
  id: string;
  svg: SVGSVGElement;
  /** The style element within, whose text is the theme. */
  style: SVGStyleElement;
  size: Size;
  /** Where each box is, by its id. */
  places: ReadonlyMap<string, Box>;
}

/**
 * Takes Mermaid's layout and draws it in Junction's own hand: plain SVG without HTML inside, which is
 * quick to show, can be pasted anywhere, and holds names as text only.
 * @throws when Mermaid's SVG is not built as version 11 builds it
 */
export function redraw(source: string, id: string, { names, edges }: Pick<Drawing, 'names' | 'edges'>): Picture {
  const parsed = new DOMParser().parseFromString(source, 'text/html').querySelector('svg');
  if (parsed === null) throw new Error('Mermaid made no picture');
  const drawn = [...parsed.querySelectorAll('.nodes > .node')].map((node) => {
    const entity = /(?:entity|classId)-([a-z]\d+)-\d+$/.exec(node.id)?.[1] ?? '';
    const outline = boxOfTable(node, entity);
    const { x, y } = translation(node);
    const name: Name | Card = names[entity] ?? { table: entity, kind: 'entity', columns: [] };
    const element = 'rows' in name ? cardBox(node, outline, entity, name) : tableBox(node, outline, entity, name);
    if ('mark' in name && name.mark) element.append(...boxMark(outline, name.mark));
    element.setAttribute('aria-label', titleOf(name));
    return { entity, outline, element, box: { ...outline, x: outline.x + x, y: outline.y + y } };
  });
  const laidOut = new Map(drawn.map(({ entity, box }) => [entity, box]));
  const own = loops(id, laidOut, edges);
  const lines = [...edgeLines(parsed, id, laidOut, edges), ...own.lines];
  const texts = [...edgeTexts(parsed, edges), ...own.texts];
  for (const line of lines) if (line.matches('.edge')) line.setAttribute('aria-label', lineTitle(edges[Number(line.dataset['edge'])], names));

  const linked = new Set(lines.flatMap(({ dataset }) => [dataset['from'], dataset['to']]));
  const extents = [...lines, ...texts].flatMap((one) => boxOf(one) ?? []);
  const loose = new Map([...laidOut].filter(([entity]) => !linked.has(entity)));
  const moved = rowsOfLoose(loose, [...extents, ...[...laidOut].flatMap(([entity, box]) => (linked.has(entity) ? [box] : []))]);
  const boxes = new Map([...laidOut].map(([entity, box]) => [entity, moved.get(entity) ?? box]));
  for (const { entity, outline, element } of drawn) {
    const to = moved.get(entity);
    if (to !== undefined) element.setAttribute('transform', `translate(${to.x - outline.x}, ${to.y - outline.y})`);
  }

  const { x: left, y: top, width, height } = padded(around([...extents, ...boxes.values()]));
  const style = shape('style');
  const svg = shape(
    'svg',
    { id, 'viewBox': `${left} ${top} ${width} ${height}`, width, height, 'role': 'img', 'aria-labelledby': `${id}-title ${id}-desc` },
    (['title', 'desc'] as const).map((kind) => shape(kind, { id: `${id}-${kind}` }, [parsed.querySelector(kind)?.textContent ?? ''])),
    [style, shape('defs', {}, markers(id))],
    [shape('g', {}, lines), shape('g', {}, drawn.map(({ element }) => element)), shape('g', {}, texts)],
  );
  const places = new Map([...boxes].map(([entity, box]) => [entity, { ...box, x: box.x - left, y: box.y - top }]));
  return { id, svg, style, size: { width, height }, places };
}

/** What a box is called where it cannot be seen. */
function titleOf(name: Name | Card | undefined): string {
  if (name === undefined) return '';
  return 'rows' in name ? name.title : `${name.kind === 'association-table' ? 'Association table' : 'Table'} ${name.table}${name.mark ? `: ${name.mark.words}` : ''}`;
}

function lineTitle(edge: Edge | undefined, names: Drawing['names']): string {
  if (edge === undefined) return '';
  const [from, to] = [edge.from, edge.to].map((id) => titleOf(names[id]));
  return `${edge.label === '' ? 'Line' : edge.label}, from ${from} to ${to}${edge.mark ? `: ${edge.mark.words}` : ''}`;
}

/** With free room around; something even around nothing. */
function padded(box: Box | null): Box {
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 1, height: 1 };
  return { x: x - PADDING, y: y - PADDING, width: width + 2 * PADDING, height: height + 2 * PADDING };
}
