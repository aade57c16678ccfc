import type { Box } from './shapes.ts';

/** From how many boxes without lines on they are moved; fewer may stay where the layout put them. */
const FEW = 3;

/** Room between boxes that were moved, in pixels. */
const GAP = 32;

/** How much wider than high a picture should be. */
const ASPECT = 1.5;

/**
 * New places, by their ids, for boxes that no line touches: the layout puts them all in one long row or column. They go
 * in rows under the rest, `linked`; `loose` has their present places.
 */
export function rowsOfLoose(loose: ReadonlyMap<string, Box>, linked: readonly Box[]): Map<string, Box> {
  if (loose.size <= FEW) return new Map(loose);
  const rest = around(linked);
  const area = [...loose.values()].reduce((sum, box) => sum + (box.width + GAP) * (box.height + GAP), 0);
  const width = Math.max(rest?.width ?? 0, Math.sqrt((area + (rest?.width ?? 0) * (rest?.height ?? 0)) * ASPECT));
  const left = rest?.x ?? 0;
  let [x, y, height] = [left, rest === null ? 0 : rest.y + rest.height + 2 * GAP, 0];
  const places = new Map<string, Box>();
  for (const [id, box] of loose) {
    if (x > left && x + box.width > left + width) [x, y, height] = [left, y + height + GAP, 0];
    places.set(id, { ...box, x, y });
    x += box.width + GAP;
    height = Math.max(height, box.height);
  }
  return places;
}

/** The smallest box around others; null around none. */
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.x + box.width)), Math.max(...boxes.map((box) => box.y + box.height))];
  return { x, y, width: right - x, height: bottom - y };
}
