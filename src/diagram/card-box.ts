import { LONGEST_ROW, type Card, type Row } from './drawing.ts';
import { clip } from './escape.ts';
import { CARD_PADDING, SIZES } from './palette.ts';
import { type Box, shape } from './shapes.ts';
import { halo, head, text } from './table-box.ts';

/** Heights of the head, without and with a note under the title, in pixels. */
const HEADS = { bare: 30, noted: 42 } as const;

/**
 * One class or object, in the outline that Mermaid gave it: its title, a word under it, then its rows, which share
 * the height that is left. Texts come from `card`, whatever has become of them on their way through Mermaid.
 */
export function cardBox(node: Element, box: Box, id: string, card: Card): SVGGElement {
  const none = card.rows.length === 0;
  const headHeight = none ? box.height : Math.min(card.note === '' ? HEADS.bare : HEADS.noted, box.height / 2);
  const top = box.y + headHeight;
  const pitch = (box.height - headHeight - CARD_PADDING / 2) / Math.max(1, card.rows.length);
  return shape(
    'g',
    { 'class': `table card ${card.kind}`, 'data-entity': id, 'transform': node.getAttribute('transform') ?? '' },
    [halo(box), shape('rect', { class: 'box', rx: 7, ...box }), head(box, headHeight, none)],
    title(card, box.y + headHeight / 2),
    card.rows.flatMap((row, index) => rowShapes(row, box, top + index * pitch + 1, pitch, index === 0)),
  );
}

/** The title, and under it the note, together centred in the head. */
function title({ title: name, note }: Card, middle: number): SVGTextElement[] {
  if (note === '') return [text('name', clip(name), 0, middle, SIZES.name, 'middle')];
  return [
    text('name', clip(name), 0, middle - SIZES.kind * 0.65, SIZES.name, 'middle'),
    text('kind', clip(note), 0, middle + SIZES.name * 0.6, SIZES.kind, 'middle'),
  ];
}

/** Name and detail in one line of text, so that the detail begins where the name ends. */
function rowShapes(row: Row, box: Box, top: number, height: number, isFirst: boolean): SVGElement[] {
  const left = box.x + CARD_PADDING + 3 + (row.name === '' ? 10 : 0);
  const line = text(row.tone, '', left, top + height / 2, SIZES.card);
  const name = clip(row.name, LONGEST_ROW);
  if (name !== '') line.append(shape('tspan', { class: 'column' }, [name]));
  if (row.detail !== '') line.append(shape('tspan', { class: 'detail', dx: name === '' ? 0 : 7 }, [clip(row.detail, LONGEST_ROW - name.length)]));
  const rule = isFirst || row.ruled === true ? [shape('line', { class: 'rule', x1: box.x + 1, x2: box.x + box.width - 1, y1: top - 1, y2: top - 1 })] : [];
  return [...rule, line];
}
