import { LONGEST_LABEL, type Edge } from './drawing.ts';
import { clip } from './escape.ts';
import { edgeMark } from './mark-shapes.ts';
import { markerUrl } from './markers.ts';
import { type Box, shape, translation } from './shapes.ts';

interface Point {
  x: number;
  y: number;
}

/** How far a line leaves a table at a right angle before it bends, in pixels. */
const STUB = 26;

/** The lines between boxes; `boxes` by id, `edges` in the order of the text. */
export function edgeLines(parsed: Element, id: string, boxes: ReadonlyMap<string, Box>, edges: readonly Edge[]): SVGPathElement[] {
  return [...parsed.querySelectorAll('path.relationshipLine, path.relation')].flatMap((line) => {
    const { index, ...ends } = endsOf(line);
    const edge = edges[index];
    if (edge === undefined || edge.from === edge.to) return [];
    const [start, end] = edge.ends.map((one) => markerUrl(one, id));
    const points = pointsOf(line);
    const d = points.length < 2 ? (line.getAttribute('d') ?? '') : curve(withStubs(points, boxes.get(ends['data-from']), boxes.get(ends['data-to'])));
    const place = { ...ends, 'data-edge': index };
    return [
      shape('path', { class: 'reach', d, ...place }),
      shape('path', { 'class': `edge${edge.dashed ? ' edge-dashed' : ''} ${classOf(edge)}`.trim(), d, 'marker-start': start ?? 'none', 'marker-end': end ?? 'none', ...place }),
    ];
  });
}

/** The names on the lines, each on a ground of its own, so that no line runs through the letters. */
export function edgeTexts(parsed: Element, edges: readonly Edge[]): SVGElement[] {
  return [...parsed.querySelectorAll('.edgeLabels > .edgeLabel')].flatMap((group) => {
    const { index, ...ends } = endsOf(group.querySelector('[data-id]'));
    const edge = edges[index];
    if (edge === undefined || edge.from === edge.to || edge.label === '') return [];
    const { x, y } = translation(group);
    const width = Number(group.querySelector('foreignObject')?.getAttribute('width')) + 6;
    return [
      shape('rect', { class: 'ground', x: x - width / 2, y: y - 9, width, height: 18, rx: 4 }),
      shape('text', { class: `edge-text ${edge.kind}`.trim(), x, y: y + 4, ...ends, 'data-edge': index }, [clip(edge.label, LONGEST_LABEL)]),
      ...(edge.mark ? edgeMark(x, y, edge.mark) : []),
    ];
  });
}

/**
 * The two boxes of an edge and its place in the text, from the id that Mermaid gives it:
 * `id_entity-t0-0_entity-t1-1_0`, counted from 0, or `id_m0_m1_1`, counted from 1.
 */
function endsOf(edge: Element | null): { 'index': number; 'data-from': string; 'data-to': string } {
  const id = edge?.getAttribute('data-id') ?? '';
  const table = /^id_entity-(t\d+)-\d+_entity-(t\d+)-\d+_(\d+)$/.exec(id);
  const [, from = '', to = '', place = '0'] = table ?? /^id_([a-z]\d+)_([a-z]\d+)_(\d+)$/.exec(id) ?? [];
  return { 'index': Number(place) - (table === null ? 1 : 0), 'data-from': from, 'data-to': to };
}

/** The points that the layout gave a line: Mermaid leaves them in base64. */
function pointsOf(line: Element): Point[] {
  try {
    const points: unknown = JSON.parse(atob(line.getAttribute('data-points') ?? ''));
    return Array.isArray(points) ? points.filter(isPoint) : [];
  } catch {
    return [];
  }
}

function isPoint(value: unknown): value is Point {
  const { x, y } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Point>;
  return Number.isFinite(x) && Number.isFinite(y);
}

function withStubs(points: Point[], from: Box | undefined, to: Box | undefined): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return points;
  return [first, ...stub(first, from), ...points.slice(1, -1), ...stub(last, to), last];
}

/** The point straight out of the side of the box on which `at` is. */
function stub(at: Point, box: Box | undefined): Point[] {
  if (box === undefined) return [];
  const sides = [
    { off: Math.abs(at.y - box.y), to: { x: at.x, y: at.y - STUB } },
    { off: Math.abs(at.y - box.y - box.height), to: { x: at.x, y: at.y + STUB } },
    { off: Math.abs(at.x - box.x), to: { x: at.x - STUB, y: at.y } },
    { off: Math.abs(at.x - box.x - box.width), to: { x: at.x + STUB, y: at.y } },
  ];
  return [sides.reduce((best, side) => (side.off < best.off ? side : best)).to];
}

/** A uniform cubic B-spline that begins and ends at the outer points, along their legs. */
function curve(points: Point[]): string {
  const at = (index: number): Point => points[Math.min(Math.max(index, 0), points.length - 1)] ?? { x: 0, y: 0 };
  const mix = (a: Point, b: Point, share: number): string => `${round(a.x + (b.x - a.x) * share)},${round(a.y + (b.y - a.y) * share)}`;
  const joint = (index: number): string => {
    const [a, b, c] = [at(index - 1), at(index), at(index + 1)];
    return `${round((a.x + 4 * b.x + c.x) / 6)},${round((a.y + 4 * b.y + c.y) / 6)}`;
  };
  const bends = points.slice(0, -1).map((point, index) => `C${mix(point, at(index + 1), 1 / 3)} ${mix(point, at(index + 1), 2 / 3)} ${joint(index + 1)}`);
  return `M${mix(at(0), at(0), 0)}L${joint(0)}${bends.join('')}L${mix(at(points.length), at(points.length), 0)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A line's classes in the style sheet: what it is, and what a stop did to it. */
export function classOf({ kind, mark }: Edge): string {
  return mark ? `${kind} marked ${mark.kind}`.trim() : kind;
}
