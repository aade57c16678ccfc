import { LONGEST_LABEL, type Edge } from './drawing.ts';
import { classOf } from './edges.ts';
import { clip } from './escape.ts';
import { edgeMark } from './mark-shapes.ts';
import { markerUrl } from './markers.ts';
import { type Box, shape } from './shapes.ts';

/** Width of a loop, how far it stands off its box, and the room for its text, in pixels. */
const LOOP = { width: 40, height: 34, text: 20, margin: 16 } as const;

/** About how wide a letter of a line's text is, in pixels. */
const LETTER = 6.6;

/**
 * Lines from a box to itself. Mermaid draws only one of several, and its text over whatever is next: these stand on the
 * box's corners, the first on top, the second below, and so on.
 */
export function loops(id: string, boxes: ReadonlyMap<string, Box>, edges: readonly Edge[]): { lines: SVGPathElement[]; texts: SVGElement[] } {
  const counts = new Map<string, number>();
  const [lines, texts]: [SVGPathElement[], SVGElement[]] = [[], []];
  for (const [index, edge] of edges.entries()) {
    const box = boxes.get(edge.from);
    if (edge.from !== edge.to || box === undefined) continue;
    const turn = counts.get(edge.from) ?? 0;
    counts.set(edge.from, turn + 1);
    const [line, label] = loop(id, box, edge, turn, index);
    lines.push(...line);
    texts.push(...label);
  }
  return { lines, texts };
}

function loop(id: string, box: Box, edge: Edge, turn: number, index: number): [SVGPathElement[], SVGElement[]] {
  const up = turn % 2 === 0;
  const right = box.x + box.width - LOOP.margin - Math.floor(turn / 2) * (LOOP.width + LOOP.margin);
  const left = right - LOOP.width;
  const edgeY = up ? box.y : box.y + box.height;
  const off = (distance: number): number => (up ? edgeY - distance : edgeY + distance);
  const [start, end] = edge.ends;
  const ends = { 'data-from': edge.from, 'data-to': edge.to, 'data-edge': index };
  const d = `M${left},${edgeY}V${off(20)}C${left},${off(LOOP.height + 4)} ${right},${off(LOOP.height + 4)} ${right},${off(20)}V${edgeY}`;
  const line = [
    shape('path', { class: 'reach', d, ...ends }),
    shape('path', { 'class': `edge${edge.dashed ? ' edge-dashed' : ''} ${classOf(edge)}`.trim(), d, 'marker-start': markerUrl(start, id), 'marker-end': markerUrl(end, id), ...ends }),
  ];
  if (edge.label === '') return [line, []];
  const text = clip(edge.label, LONGEST_LABEL);
  const width = text.length * LETTER + 8;
  const [x, y] = [(left + right) / 2, off(LOOP.height + LOOP.text / 2)];
  return [
    line,
    [
      shape('rect', { class: 'ground', x: x - width / 2, y: y - 9, width, height: 18, rx: 4 }),
      shape('text', { class: `edge-text ${edge.kind}`.trim(), x, y: y + 4, ...ends }, [text]),
      ...(edge.mark ? edgeMark(x, up ? y - 36 : y, edge.mark) : []),
    ],
  ];
}
