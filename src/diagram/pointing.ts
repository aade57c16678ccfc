import type { PointingHow } from '../kinship/thing.ts';
import type { Spot } from './frame-api.ts';

/** A pointer that has moved less between press and release has chosen, not dragged, in pixels. */
const STILL = 4;

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Lets the boxes and lines of the picture be pointed at, and lights them up. By pointer: hover, and a click to keep.
 * By keyboard: Tab leads to them, arrows from one to the next (a box, its lines, the next box), Enter keeps, Escape lets go.
 */
export class Pointing {
  private spots: SVGElement[] = [];
  private pressed: { spot: Spot | null; x: number; y: number } | null = null;
  private kin: { boxes: readonly string[]; edges: readonly number[] } = { boxes: [], edges: [] };

  constructor(
    private readonly stage: HTMLElement,
    private readonly layer: HTMLElement,
    private readonly tell: (spot: Spot | null, how: PointingHow) => void,
    private readonly reveal: (element: Element) => void,
  ) {
    stage.addEventListener('pointerover', (event) => this.hover(event.target));
    stage.addEventListener('pointerleave', () => this.hover(null));
    stage.addEventListener('pointerdown', ({ target, clientX, clientY }) => (this.pressed = { spot: spotOf(target), x: clientX, y: clientY }));
    stage.addEventListener('pointerup', (event) => this.release(event));
    stage.addEventListener('pointercancel', () => (this.pressed = null));
    // The pointer moves the picture; the keyboard then goes on from there.
    layer.addEventListener('mousedown', (event) => (event.preventDefault(), stage.focus({ preventScroll: true })));
    layer.addEventListener('keydown', (event) => this.key(event));
    layer.addEventListener('focusin', ({ target }) => this.focused(target));
    layer.addEventListener('focusout', () => this.tell(null, 'focus'));
    stage.addEventListener('keydown', (event) => event.key === 'Escape' && this.tell(null, 'pin'));
  }

  /** Takes in a picture that has come to the stage. */
  adopt(svg: SVGSVGElement): void {
    svg.setAttribute('role', 'group');
    const boxes = [...svg.querySelectorAll<SVGElement>('[data-entity]')];
    const edges = new Set(svg.querySelectorAll<SVGElement>('.edge[data-edge]'));
    this.spots = boxes.flatMap((box) => {
      const { entity } = box.dataset;
      const own = [...edges].filter(({ dataset }) => dataset['from'] === entity || dataset['to'] === entity);
      for (const edge of own) edges.delete(edge);
      return [box, ...own];
    });
    this.spots.forEach((spot, index) => {
      spot.setAttribute('role', 'img');
      spot.tabIndex = index === 0 ? 0 : -1;
    });
    this.light(this.kin.boxes, this.kin.edges);
  }

  /** Lights up boxes by id and lines by place, and nothing else. */
  light(boxes: readonly string[], edges: readonly number[]): void {
    this.kin = { boxes, edges };
    const [lit, lines] = [new Set(boxes), new Set(edges)];
    for (const one of this.layer.querySelectorAll<SVGElement>('[data-entity], [data-edge]')) {
      const { entity, edge } = one.dataset;
      one.classList.toggle('kin', entity === undefined ? lines.has(Number(edge)) : lit.has(entity));
    }
  }

  private hover(target: EventTarget | null): void {
    if (this.stage.classList.contains('dragging')) return;
    this.near(target);
    this.tell(spotOf(target), 'hover');
  }

  private release({ clientX, clientY }: PointerEvent): void {
    const from = this.pressed;
    this.pressed = null;
    if (from !== null && Math.hypot(clientX - from.x, clientY - from.y) < STILL) this.tell(from.spot, 'pin');
  }

  private focused(target: EventTarget | null): void {
    // The browser scrolls to what has the focus; here the picture moves.
    this.stage.scrollTo(0, 0);
    const index = this.spots.findIndex((spot) => spot === target);
    const spot = this.spots[index];
    if (spot === undefined || !spot.matches(':focus-visible')) return;
    this.spots.forEach((one) => (one.tabIndex = one === spot ? 0 : -1));
    this.reveal(spot);
    this.tell(spotOf(spot), 'focus');
  }

  private key(event: KeyboardEvent): void {
    const at = this.spots.findIndex((spot) => spot === event.target);
    if (at === -1 || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) this.spots[step(at, this.spots.length - 1)]?.focus({ preventScroll: true });
    else if (event.key === 'Enter' || event.key === ' ') this.tell(spotOf(event.target), 'pin');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Marks at once the table under the pointer and its relationships, or the relationship and its two tables. */
  private near(target: EventTarget | null): void {
    const at = target instanceof Element ? target.closest<SVGElement>('[data-entity], [data-from]') : null;
    const entity = at?.dataset['entity'];
    const { from, to } = at?.dataset ?? {};
    for (const one of this.layer.querySelectorAll<SVGElement>('[data-entity], [data-from]')) {
      const mine = one.dataset;
      const touches = entity === undefined ? mine['entity'] === from || mine['entity'] === to : mine['from'] === entity || mine['to'] === entity;
      const same = one === at || (entity === undefined && mine['from'] === from && mine['to'] === to);
      one.classList.toggle('lit', at !== null && (same || touches));
    }
  }
}

/** What an element of the picture belongs to. */
function spotOf(target: EventTarget | null): Spot | null {
  const at = target instanceof Element ? target.closest<SVGElement>('[data-entity], [data-edge]') : null;
  const { entity, edge } = at?.dataset ?? {};
  if (entity !== undefined) return { box: entity };
  return edge === undefined ? null : { edge: Number(edge) };
}
