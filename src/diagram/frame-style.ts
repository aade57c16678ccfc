import { PALETTES } from './palette.ts';

/** The frame's own style sheet; the picture carries its own. */
export const FRAME_STYLE = `
  html, body { height: 100%; margin: 0; overflow: hidden; }
  html { color-scheme: light; background: ${PALETTES.light.bg}; --accent: ${PALETTES.light.accent}; }
  html[data-theme='dark'] { color-scheme: dark; background: ${PALETTES.dark.bg}; --accent: ${PALETTES.dark.accent}; }
  .stage { position: relative; height: 100%; overflow: hidden; outline: none; cursor: grab; touch-action: none; user-select: none; contain: strict; }
  .stage.dragging { cursor: grabbing; }
  .stage:focus-visible::after { content: ''; position: absolute; inset: 0; border: 2px solid var(--accent); pointer-events: none; }
  .layer { position: absolute; top: 0; left: 0; transform-origin: 0 0; transition: opacity 150ms; }
  .layer svg { display: block; }
  .dimmed .layer { opacity: 0.45; }
  .measuring-room { position: absolute; top: 0; left: -100000px; visibility: hidden; }
  @media (prefers-reduced-motion: reduce) { .layer { transition: none; } }
  @media (forced-colors: active) {
    .layer svg { background: Canvas !important; }
    .layer svg text { fill: CanvasText !important; stroke: none !important; }
    .layer svg .box, .layer svg .head, .layer svg .ground { fill: Canvas !important; }
    .layer svg .box, .layer svg .edge, .layer svg .rule, .layer svg marker * { stroke: CanvasText !important; }
    .layer svg marker circle { fill: Canvas !important; }
    .layer svg .kin > .halo, .layer svg .edge.kin, .layer svg :focus-visible > .halo, .layer svg .edge:focus-visible { stroke: Highlight !important; }
    .layer svg .association-table .box, .layer svg .association-object .box, .layer svg .lit { stroke: Highlight !important; }
  }
`;
