import { cardBox } from './card-box.ts';
import type { Drawing } from './drawing.ts';
import { edgeLines, edgeTexts } from './edges.ts';
import { markers } from './markers.ts';
import { type Box, shape, translation } from './shapes.ts';
import { boxOfTable, tableBox } from './table-box.ts';
import type { Size } from './view.ts';

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
  const [left = 0, top = 0, width = 0, height = 0] = (parsed.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);

  const boxes = new Map<string, Box>();
  const shapes = [...parsed.querySelectorAll('.nodes > .node')].map((node) => {
    const entity = /(?:entity|classId)-([a-z]\d+)-\d+$/.exec(node.id)?.[1] ?? '';
    const box = boxOfTable(node, entity);
    const { x, y } = translation(node);
    boxes.set(entity, { ...box, x: box.x + x, y: box.y + y });
    const name = names[entity] ?? { table: entity, kind: 'entity', columns: [] };
    return 'rows' in name ? cardBox(node, box, entity, name) : tableBox(node, box, entity, name);
  });
  const style = shape('style');
  const svg = shape(
    'svg',
    { id, 'viewBox': `${left} ${top} ${width} ${height}`, width, height, 'role': 'img', 'aria-labelledby': `${id}-title ${id}-desc` },
    (['title', 'desc'] as const).map((kind) => shape(kind, { id: `${id}-${kind}` }, [parsed.querySelector(kind)?.textContent ?? ''])),
    [style, shape('defs', {}, markers(id))],
    [shape('g', {}, edgeLines(parsed, id, boxes, edges)), shape('g', {}, shapes), shape('g', {}, edgeTexts(parsed, edges))],
  );
  const places = new Map([...boxes].map(([entity, box]) => [entity, { ...box, x: box.x - left, y: box.y - top }]));
  return { id, svg, style, size: { width, height }, places };
}
