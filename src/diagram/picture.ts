import type { Name } from './er.ts';
import { clip } from './escape.ts';
import { tableBox } from './table-box.ts';
import { shape, translation } from './shapes.ts';
import type { Size } from './view.ts';

/** A drawn diagram, ready to be shown. */
export interface Picture {
  id: string;
  svg: SVGSVGElement;
  /** The style element within, whose text is the theme. */
  style: SVGStyleElement;
  size: Size;
  /** The middle of each table, by entity id. */
  places: Map<string, { x: number; y: number }>;
}

/**
 * Takes Mermaid's layout and draws it in Junction's own hand: plain SVG without HTML inside, which is
 * quick to show, can be pasted anywhere, and holds names as text only.
 * @throws when Mermaid's SVG is not built as version 11 builds it
 */
export function redraw(source: string, id: string, names: Record<string, Name>): Picture {
  const parsed = new DOMParser().parseFromString(source, 'text/html').querySelector('svg');
  if (parsed === null) throw new Error('Mermaid made no picture');
  const [left = 0, top = 0, width = 0, height = 0] = (parsed.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);

  const places: Picture['places'] = new Map();
  const tables = [...parsed.querySelectorAll('.nodes > .node')].map((node) => {
    const entity = /entity-(t\d+)-\d+$/.exec(node.id)?.[1] ?? '';
    const at = translation(node);
    places.set(entity, { x: at.x - left, y: at.y - top });
    return tableBox(node, entity, names[entity] ?? { table: entity, kind: 'entity', columns: [] });
  });
  const style = shape('style');
  const svg = shape(
    'svg',
    { id, xmlns: 'http://www.w3.org/2000/svg', viewBox: `${left} ${top - HEADROOM} ${width} ${height + HEADROOM}`, width, height: height + HEADROOM },
    accessibleText(parsed, id),
    [style, shape('defs', {}, [...parsed.querySelectorAll('marker')]), shape('g', {}, edges(parsed)), shape('g', {}, tables), shape('g', {}, edgeTexts(parsed))],
  );
  for (const place of places.values()) place.y += HEADROOM;
  return { id, svg, style, size: { width, height: height + HEADROOM }, places };
}

/** Room above the topmost table for the words that say what kind it is. */
const HEADROOM = 16;

function accessibleText(parsed: Element, id: string): Element[] {
  return (['title', 'desc'] as const).map((kind) => shape(kind, { id: `${id}-${kind}` }, [parsed.querySelector(kind)?.textContent ?? '']));
}

function edges(parsed: Element): Element[] {
  return [...parsed.querySelectorAll('path.relationshipLine')].map((line) => {
    const dashed = line.classList.contains('edge-pattern-dashed') ? ' edge-dashed' : '';
    const markers: Record<string, string> = {};
    for (const name of ['marker-start', 'marker-end']) markers[name] = line.getAttribute(name) ?? 'none';
    return shape('path', { class: `edge${dashed}`, d: line.getAttribute('d') ?? '', ...markers, ...ends(line) });
  });
}

function edgeTexts(parsed: Element): Element[] {
  return [...parsed.querySelectorAll('.edgeLabels > .edgeLabel')].flatMap((group) => {
    const text = group.textContent.trim();
    const at = translation(group);
    return text === '' ? [] : [shape('text', { class: 'edge-text', x: at.x, y: at.y + 4, ...ends(group.querySelector('[data-id]')) }, [clip(text)])];
  });
}

/** The two tables of an edge, from the id that Mermaid gives it: `id_entity-t0-0_entity-t1-1_0`. */
function ends(edge: Element | null): Record<string, string> {
  const [, from = '', to = ''] = /^id_entity-(t\d+)-\d+_entity-(t\d+)-\d+_/.exec(edge?.getAttribute('data-id') ?? '') ?? [];
  return { 'data-from': from, 'data-to': to };
}
