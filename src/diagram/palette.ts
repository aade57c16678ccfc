import type { Theme } from './frame-api.ts';

/** The colours of a picture: the values of the design tokens of the same names, for a frame that they do not reach. */
export interface Palette {
  bg: string;
  surface: string;
  raised: string;
  line: string;
  lineStrong: string;
  text: string;
  muted: string;
  accent: string;
  accentSoft: string;
  bad: string;
  good: string;
  warn: string;
  warnSoft: string;
  badSoft: string;
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    bg: '#fbfaf8', surface: '#ffffff', raised: '#f4f2ee', line: '#e2ded6', lineStrong: '#8c867b', text: '#23211e',
    muted: '#645f57', accent: '#0f6b5c', accentSoft: '#e2f1ed', bad: '#b3261e', good: '#236b2c', warn: '#7f5600', warnSoft: '#fdf3dc', badSoft: '#fdecea',
  },
  dark: {
    bg: '#16181c', surface: '#1c1f24', raised: '#262a31', line: '#343942', lineStrong: '#7d8592', text: '#e8e6e1',
    muted: '#a9aeb8', accent: '#5cc9b3', accentSoft: '#1f3a35', bad: '#ff9d94', good: '#7fcf8a', warn: '#e8b95a', warnSoft: '#3a3020', badSoft: '#3d2424',
  },
};

export const FONT = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const MONO = "ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** Sizes of text, in pixels. Mermaid measures with them, and the picture is drawn with them. */
export const SIZES = { name: 15, column: 14, type: 12, keys: 11, notes: 11.5, edge: 12, kind: 11, card: 13 } as const;

/** Height that the words `association table` take under a table's name, in pixels. */
export const KIND_ROOM = 15;

/** Free room at the edges of a class's box, in pixels. */
export const CARD_PADDING = 7;

/** Mermaid's own boxes while it measures: the fonts of the picture, and no line breaks. */
export const MEASURE_STYLE = `
  foreignObject div { max-width: none !important; }
  .label.name { font-size: ${SIZES.name}px; font-weight: 650; }
  .label.name p { padding: 2px 0; }
  .association .label.name p, .object .label.name p { padding-bottom: ${2 + KIND_ROOM}px; min-width: 110px; }
  .label.attribute-name { font-size: ${SIZES.column}px; }
  .label.attribute-type { font: ${SIZES.type}px ${MONO}; }
  .label.attribute-keys { font-size: ${SIZES.keys}px; font-weight: 650; }
  .label.attribute-comment { font-size: ${SIZES.notes}px; }
  .annotation-group p { width: 0; font-size: ${SIZES.kind}px; line-height: 1.3; }
  .label-group p { font-size: ${SIZES.name}px; font-weight: 650; }
  .members-group p { font-size: ${SIZES.type}px; line-height: 1.5; min-width: 150px; }
  .edgeLabel, .edgeLabel p { font-size: ${SIZES.edge}px; background: none; }
`;

/** How what a stop of the past did looks: colour, ground and dashes. */
const MARKS = [['inserted', 'good', 'accentSoft', 'none'], ['changed', 'warn', 'warnSoft', '6 3'], ['deleted', 'bad', 'badSoft', '3 3']] as const;

/** The picture's style sheet, for the SVG element with that id. */
export function pictureStyle(id: string, theme: Theme): string {
  const c = PALETTES[theme];
  const rules: [string, string][] = [
    ['', `font-family: ${FONT}; background: ${c.bg}`],
    ['text', `fill: ${c.text}; white-space: pre`],
    ['.box', `fill: ${c.surface}; stroke: ${c.lineStrong}; stroke-width: 1`],
    ['.head', `fill: ${c.raised}`],
    ['.rule', `stroke: ${c.line}; stroke-width: 1`],
    ['.name', `font-size: ${SIZES.name}px; font-weight: 650`],
    ['.column', `font-size: ${SIZES.column}px`],
    ['.type', `font-family: ${MONO}; font-size: ${SIZES.type}px; fill: ${c.muted}`],
    ['.keys', `font-size: ${SIZES.keys}px; font-weight: 650; fill: ${c.accent}`],
    ['.notes', `font-size: ${SIZES.notes}px; fill: ${c.muted}`],
    ['.kind', `font-size: ${SIZES.kind}px; letter-spacing: 0.02em; fill: ${c.accent}`],
    ['.association-table .box, .association-object .box', `stroke: ${c.accent}; stroke-width: 2`],
    ['.association-object .box', 'stroke-dasharray: 6 4'],
    ['.association-table .head, .association-object .head', `fill: ${c.accentSoft}`],
    ['.card .detail', `font-size: ${SIZES.type}px; fill: ${c.muted}`],
    ['.card .column', `font-size: ${SIZES.card}px`],
    ['.card .link .column', 'font-weight: 600'],
    ['.card .link .detail', `fill: ${c.text}`],
    ['.card .proxy .column, .card .proxy .detail', `fill: ${c.accent}`],
    ['.card .changed .column, .card .changed .detail', `fill: ${c.accent}; font-weight: 600`],
    ['.persistent .box', `stroke: ${c.accent}; stroke-width: 1.5`],
    ['.pending .box', `stroke: ${c.accent}; stroke-width: 2; stroke-dasharray: 6 4`],
    ['.pending .head', `fill: ${c.accentSoft}`],
    ['.transient .box, .declared .box', 'stroke-dasharray: 3 3'],
    ['.detached .box', 'stroke-dasharray: 9 3'],
    ['.deleting .box, .deleted .box, .failed .box', `stroke: ${c.bad}; stroke-width: 2`],
    ['.deleted .box, .failed .box', 'stroke-dasharray: 3 3'],
    ['.deleting .kind, .deleted .kind, .failed .kind', `fill: ${c.bad}`],
    ['.missing .box', `stroke: ${c.bad}; stroke-dasharray: 3 3`],
    ['.missing .name', `fill: ${c.bad}`],
    ['.edge', `fill: none; stroke: ${c.lineStrong}; stroke-width: 1.5`],
    ['.edge-dashed', 'stroke-dasharray: 5 4'],
    ['.edge.many-to-many', `stroke: ${c.accent}; stroke-width: 2`],
    ['.edge.pending', `stroke: ${c.accent}; stroke-width: 2; stroke-dasharray: 6 4`],
    ['.edge.removed', `stroke: ${c.bad}; stroke-width: 2; stroke-dasharray: 3 4`],
    ['.edge.unsaved, .edge.viewonly', 'stroke-dasharray: 2 4'],
    ['.edge.proxy', `stroke: ${c.accent}; stroke-dasharray: 1.5 5; stroke-linecap: round; stroke-width: 2.5`],
    ['.edge-text', `font-size: ${SIZES.edge}px; fill: ${c.muted}; text-anchor: middle`],
    ['.edge-text.many-to-many, .edge-text.pending, .edge-text.proxy', `fill: ${c.accent}`],
    ['.edge-text.removed', `fill: ${c.bad}`],
    ['.ground', `fill: ${c.bg}`],
    ['.mark', `font-size: ${SIZES.kind}px; font-weight: 650`],
    ...MARKS.flatMap(([kind, color, ground, dash]): [string, string][] => [
      [`.mark.${kind}`, `fill: ${c[color]}`],
      [`.mark-ground.${kind}`, `fill: ${c[ground]}; stroke: ${c[color]}; stroke-width: 1; stroke-dasharray: ${dash}`],
      [`.edge.${kind}`, `stroke: ${c[color]}; stroke-width: 2.5; stroke-dasharray: ${dash}`],
      [`.edge-text.${kind}`, `fill: ${c[color]}`],
      [`.card.${kind} .box`, `stroke: ${c[color]}; stroke-width: 2; stroke-dasharray: ${dash}`],
      [`.card.${kind} .head`, `fill: ${c[ground]}`],
      [`.card.${kind} .kind`, `fill: ${c[color]}; font-weight: 650`],
    ]),
    ['marker path', `fill: none; stroke-linecap: round; stroke: ${c.lineStrong}; stroke-width: 1.5`],
    ['marker circle', `fill: ${c.bg}; stroke: ${c.lineStrong}; stroke-width: 1.5`],
    ['marker.triangle path', `fill: ${c.bg}`],
    ['.lit .box', `stroke: ${c.accent}; stroke-width: 2`],
    ['.edge.lit', `stroke: ${c.accent}; stroke-width: 2.5`],
    ['.edge-text.lit', `fill: ${c.accent}`],
    ['.reach', 'fill: none; stroke: transparent; stroke-width: 14'],
    ['.halo', 'fill: none; stroke: none'],
    ['.kin > .halo', `stroke: ${c.accent}; stroke-width: 3`],
    ['.edge.kin', `stroke: ${c.accent}; stroke-width: 4`],
    ['.edge-text.kin', `fill: ${c.accent}; font-weight: 700; text-decoration: underline`],
    [':focus-visible', 'outline: none'],
    [':focus-visible > .halo', `stroke: ${c.text}; stroke-width: 3`],
    ['.edge:focus-visible', `stroke: ${c.text}; stroke-width: 5`],
  ];
  return rules.map(([selector, body]) => `${scope(id, selector)} { ${body}; }`).join('\n');
}

function scope(id: string, selector: string): string {
  return selector.split(',').map((one) => `#${id} ${one.trim()}`.trim()).join(', ');
}
