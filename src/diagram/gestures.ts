/** What hands can do with the picture. */
export interface Moves {
  /** Moves the picture by pixels. @returns whether there was room to move */
  pan(dx: number, dy: number): boolean;
  /** Zooms around a point of the frame, in pixels. */
  zoomAt(factor: number, x: number, y: number): void;
  /** Zooms around the middle, or to all of the picture, or to its natural size. */
  zoom(how: 'in' | 'out' | 'fit' | 'actual'): void;
}

/** Pixels that an arrow key moves. */
const STEP = 48;

const ZOOM_KEYS: Record<string, 'in' | 'out' | 'fit' | 'actual'> = { '+': 'in', '=': 'in', '-': 'out', '_': 'out', '0': 'fit', '1': 'actual' };

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

/**
 * Turns pointers, the wheel and keys on `stage` into moves. What does not move the picture is left to the
 * page: a wheel at the picture's end scrolls on, and Tab leaves.
 */
export function listen(stage: HTMLElement, moves: Moves): void {
  listenToPointers(stage, moves);
  stage.addEventListener(
    'wheel',
    (event) => {
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? stage.clientHeight : 1;
      // A pinch on a touchpad arrives as a wheel with Ctrl held.
      if (event.ctrlKey || event.metaKey) moves.zoomAt(Math.exp((-event.deltaY * unit) / 300), event.offsetX, event.offsetY);
      else if (!moves.pan(-(event.shiftKey ? event.deltaY : event.deltaX) * unit, -(event.shiftKey ? 0 : event.deltaY) * unit)) return;
      event.preventDefault();
    },
    { passive: false },
  );
  stage.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zoom = ZOOM_KEYS[event.key];
    const arrow = ARROWS[event.key];
    if (zoom !== undefined) moves.zoom(zoom);
    else if (arrow !== undefined) moves.pan(...arrow);
    else return;
    event.preventDefault();
  });
  stage.addEventListener('dblclick', (event) => moves.zoomAt(event.shiftKey ? 1 / 1.5 : 1.5, event.offsetX, event.offsetY));
}

/** One pointer drags; two pinch. */
function listenToPointers(stage: HTMLElement, moves: Moves): void {
  const held = new Map<number, { x: number; y: number }>();
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    stage.setPointerCapture(event.pointerId);
    stage.classList.add('dragging');
  });
  stage.addEventListener('pointermove', (event) => {
    const before = held.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    // Half of each finger's way moves what is between them.
    const share = other === undefined ? 1 : 0.5;
    moves.pan((now.x - before.x) * share, (now.y - before.y) * share);
    if (other !== undefined) {
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      moves.zoomAt(factor, (now.x + other.x) / 2, (now.y + other.y) / 2);
    }
    held.set(event.pointerId, now);
  });
  const release = (event: PointerEvent): void => {
    held.delete(event.pointerId);
    if (held.size === 0) stage.classList.remove('dragging');
  };
  stage.addEventListener('pointerup', release);
  stage.addEventListener('pointercancel', release);
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
