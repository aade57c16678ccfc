import type { Mark } from './drawing.ts';
import { clip } from './escape.ts';
import { SIZES } from './palette.ts';
import { type Box, shape } from './shapes.ts';

/** About how wide a letter of a mark is, and how high its ground, in pixels. */
const LETTER = 6.2;
const HEIGHT = 18;

/** What was done to a box, on its upper edge. */
export function boxMark(box: Box, mark: Mark): SVGElement[] {
  const width = widthOf(mark);
  return markShapes(box.x + Math.max(box.width - width / 2 - 8, width / 2 - 8), box.y - 2, mark);
}

/** What was done to a line, below its text. */
export function edgeMark(x: number, y: number, mark: Mark): SVGElement[] {
  return markShapes(x, y + HEIGHT, mark);
}

function markShapes(x: number, y: number, mark: Mark): SVGElement[] {
  const width = widthOf(mark);
  return [
    shape('rect', { class: `mark-ground ${mark.kind}`, x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT, rx: HEIGHT / 2 }),
    shape('text', { class: `mark ${mark.kind}`, x, y: y + SIZES.kind * 0.35, 'text-anchor': 'middle' }, [shown(mark)]),
  ];
}

function shown({ kind, words }: Mark): string {
  return `${{ inserted: '+', changed: '±', deleted: '−' }[kind]} ${clip(words)}`;
}

function widthOf(mark: Mark): number {
  return Array.from(shown(mark)).length * LETTER + 14;
}
