import type { Thing } from '../kinship/thing.ts';
import type { Card, Edge, Row } from './drawing.ts';
import { LONGEST_LABEL, LONGEST_ROW } from './drawing.ts';
import { label, member } from './escape.ts';

/** A line of a class diagram, and how Mermaid writes what is between its boxes: `"1" --> "*"`. */
export interface Line extends Edge {
  arrow: string;
  /** What it stands for; null where that is nothing to point at. */
  thing: Thing | null;
}

/** What the picture needs to know of lines. */
export function edgesOf(lines: readonly Line[]): Edge[] {
  return lines.map(({ from, to, kind, label, ends, dashed }) => ({ from, to, kind, label, ends, dashed }));
}

/** A whole class diagram of cards and lines between them. */
export function classDiagram(title: string, summary: string, wide: boolean, cards: Record<string, Card>, lines: readonly Line[]): string {
  const kinds = new Set(Object.values(cards).map((card) => card.kind));
  return `${[
    'classDiagram',
    `  accTitle: ${label(title)}`,
    `  accDescr: ${label(summary, 200)}`,
    `  direction ${wide ? 'LR' : 'TB'}`,
    ...Object.entries(CLASSES).flatMap(([kind, style]) => (kinds.has(kind) ? [`  classDef ${kind} ${style}`] : [])),
    ...Object.entries(cards).flatMap(([id, card]) => box(id, card)),
    ...lines.map((line) => `  ${line.from} ${line.arrow} ${line.to}${line.label === '' ? '' : ` : ${member(line.label, LONGEST_LABEL)}`}`),
  ].join('\n')}\n`;
}

/** Looks for the text where it is pasted elsewhere; Junction's own picture has its own style. */
const CLASSES: Record<string, string> = {
  declared: 'stroke:#8c867b,stroke-dasharray:4 3',
  failed: 'stroke:#b3261e,stroke-dasharray:3 3',
  pending: 'stroke:#0f6b5c,stroke-width:2px,stroke-dasharray:6 4',
  persistent: 'stroke:#0f6b5c,stroke-width:2px',
  deleting: 'stroke:#b3261e,stroke-width:2px',
  deleted: 'stroke:#b3261e,stroke-dasharray:3 3',
  transient: 'stroke:#8c867b,stroke-dasharray:2 3',
  detached: 'stroke:#8c867b,stroke-dasharray:8 3',
  inserted: 'stroke:#236b2c,stroke-width:2px',
  changed: 'stroke:#7f5600,stroke-width:2px,stroke-dasharray:6 3',
};

function box(id: string, card: Card): string[] {
  const head = `  class ${id}["${label(card.title)}"]${card.kind in CLASSES ? `:::${card.kind}` : ''}`;
  const lines = [...(card.note === '' ? [] : [`    <<${member(card.note)}>>`]), ...card.rows.map((row) => `    ${member(lineOf(row), LONGEST_ROW)}`)];
  return lines.length === 0 ? [head] : [`${head} {`, ...lines, '  }'];
}

/** A row as one text. */
export function lineOf({ name, detail }: Row): string {
  return [name, detail].filter((part) => part !== '').join(' ');
}
