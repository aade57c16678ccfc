import { clip } from './escape.ts';
import { LONGEST_ROW, type Card, type Row } from './drawing.ts';
import { CARD_PADDING, SIZES } from './palette.ts';
import { type Box, shape, translation } from './shapes.ts';
import { head, text } from './table-box.ts';

/**
 * One class or object, in the outline that Mermaid gave it: its title, a word under it, then its rows. Texts come
 * from `card`, whatever has become of them on their way through Mermaid.
 */
export function cardBox(node: Element, box: Box, id: string, card: Card): SVGGElement {
  const places = [...node.querySelectorAll('.members-group > .label')].map((row) => middleOf(row, node.querySelector('.members-group')));
  const first = places[0];
  const height = first === undefined ? box.height : first.y - first.height / 2 - CARD_PADDING / 2 - box.y;
  return shape(
    'g',
    { 'class': `table card ${card.kind}`, 'data-entity': id, 'transform': node.getAttribute('transform') ?? '' },
    [shape('rect', { class: 'box', rx: 7, ...box }), head(box, height, places.length === 0)],
    title(card, box.y + height / 2),
    card.rows.flatMap((row, index) => {
      const place = places[index];
      return place === undefined ? [] : rowShapes(row, box, place, index === 0);
    }),
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
function rowShapes(row: Row, box: Box, place: { y: number; height: number }, isFirst: boolean): SVGElement[] {
  const left = box.x + CARD_PADDING + 2 + (row.name === '' ? 10 : 0);
  const line = text(row.tone, '', left, place.y, SIZES.column);
  const name = clip(row.name, LONGEST_ROW);
  const room = LONGEST_ROW - name.length;
  if (name !== '') line.append(shape('tspan', { class: 'column' }, [name]));
  if (row.detail !== '') line.append(shape('tspan', { class: 'detail', dx: name === '' ? 0 : 7 }, [clip(row.detail, room)]));
  const above = place.y - place.height / 2;
  const rule = isFirst || row.ruled === true ? [shape('line', { class: 'rule', x1: box.x + 1, x2: box.x + box.width - 1, y1: above, y2: above })] : [];
  return [...rule, line];
}

/** The middle of a row that Mermaid placed, and its height. */
function middleOf(row: Element, group: Element | null): { y: number; height: number } {
  const height = Number(row.querySelector('foreignObject')?.getAttribute('height'));
  return { y: translation(group).y + translation(row).y + height / 2, height };
}
