import { describe, expect, it } from 'vitest';
import { tokens } from '../../src/components/styles.ts';
import { FONT, PALETTES } from '../../src/diagram/palette.ts';
import { fit, follow, keepInRoom, SCALES, zoomAt } from '../../src/diagram/view.ts';

const room = { width: 600, height: 400 };

describe('the view', () => {
  it('fits all of a picture into the middle, and never enlarges it', () => {
    expect(fit({ width: 100, height: 100 }, room)).toEqual({ x: 250, y: 150, scale: 1 });
    const wide = fit({ width: 1136, height: 100 }, room);
    expect(wide).toEqual({ x: 16, y: 175, scale: 0.5 });
  });
  it('zooms around a point, within limits', () => {
    const view = zoomAt({ x: 10, y: 20, scale: 1 }, 2, 110, 120);
    expect(view).toEqual({ x: -90, y: -80, scale: 2 });
    expect(zoomAt(view, 1000, 0, 0).scale).toBe(SCALES.most);
    expect(zoomAt(view, 0, 0, 0).scale).toBe(SCALES.least);
  });
  it('never loses the picture', () => {
    const picture = { width: 200, height: 100 };
    expect(keepInRoom({ x: 5000, y: -5000, scale: 1 }, picture, room)).toEqual({ x: 300, y: 100, scale: 1 });
  });
  it('keeps a shared point where it was', () => {
    const next = follow({ x: 10, y: 10, scale: 2 }, { x: 50, y: 60 }, { x: 80, y: 40 });
    expect(10 + 50 * 2).toBe(next.x + 80 * next.scale);
    expect(10 + 60 * 2).toBe(next.y + 40 * next.scale);
  });
});

describe('the palette', () => {
  it('holds the design tokens, which do not reach into the frame', () => {
    const css = tokens.cssText;
    for (const [name, light] of Object.entries(PALETTES.light)) {
      const token = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const dark = PALETTES.dark[name as keyof typeof PALETTES.dark];
      expect(css).toContain(`--jn-${token}: light-dark(${light}, ${dark})`);
    }
    expect(css).toContain(`--jn-font: ${FONT}`);
  });
});
