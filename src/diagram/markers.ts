import type { End } from './drawing.ts';
import { shape } from './shapes.ts';

/** The ends of lines, drawn towards a box whose edge is at x = 0. */
const SHAPES: Record<Exclude<End, 'none'>, { bars: string; ring: number | null }> = {
  onlyOne: { bars: 'M-6,-6V6M-11,-6V6', ring: null },
  zeroOrOne: { bars: 'M-7,-6V6', ring: -14.5 },
  oneOrMore: { bars: 'M0,-7L-11,0L0,7M-15,-6V6', ring: null },
  zeroOrMore: { bars: 'M0,-7L-11,0L0,7', ring: -15.5 },
  arrow: { bars: 'M-9,-5L-1,0L-9,5', ring: null },
  triangle: { bars: 'M-13,-7L-1,0L-13,7Z', ring: null },
};

/** Markers for the picture with that id. */
export function markers(id: string): SVGMarkerElement[] {
  return Object.entries(SHAPES).map(([kind, { bars, ring }]) =>
    shape(
      'marker',
      { 'id': `${id}-${kind}`, 'class': kind, 'viewBox': '-22 -9 24 18', 'markerWidth': 24, 'markerHeight': 18, 'markerUnits': 'userSpaceOnUse', 'orient': 'auto-start-reverse' },
      [shape('path', { d: bars })],
      ring === null ? [] : [shape('circle', { cx: ring, cy: 0, r: 4 })],
    ),
  );
}

/** The reference to a marker of the picture with that id. */
export function markerUrl(end: End, id: string): string {
  return end === 'none' ? 'none' : `url(#${id}-${end})`;
}
