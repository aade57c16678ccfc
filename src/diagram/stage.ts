import type { DiagramEvents, Theme } from './frame-api.ts';
import { listen, type Moves } from './gestures.ts';
import { pictureStyle } from './palette.ts';
import type { Picture } from './picture.ts';
import { Pointing } from './pointing.ts';
import { fit, follow, keepInRoom, type Size, type View, zoomAt } from './view.ts';

/** How much one press of a button or key zooms. */
const ZOOM_STEP = 1.25;

/** Free room that is left around what is brought into sight, in pixels. */
const EDGE = 8;

/** Shows one picture in the frame, with place and zoom that outlive it. */
export class Stage implements Moves {
  private readonly element: HTMLElement;
  private readonly layer: HTMLElement;
  private readonly pointing: Pointing;
  private picture: Picture | null = null;
  private view: View = { x: 0, y: 0, scale: 1 };
  /** True until the learner moves the picture: then it is fitted again whenever it or the room changes. */
  private fitted = true;
  /** Which diagram is shown, and how the others were left. */
  private diagram = '';
  private readonly left = new Map<string, { view: View; fitted: boolean }>();

  constructor(
    parent: HTMLElement,
    private readonly events: Pick<DiagramEvents, 'view' | 'point'>,
  ) {
    this.layer = document.createElement('div');
    this.layer.className = 'layer';
    this.element = document.createElement('div');
    this.element.className = 'stage';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'region');
    this.element.append(this.layer);
    parent.append(this.element);
    listen(this.element, this);
    this.pointing = new Pointing(this.element, this.layer, (spot, how) => this.events.point(spot, how), (element) => this.reveal(element));
    new ResizeObserver(() => this.settle()).observe(this.element);
  }

  set label(text: string) {
    this.element.setAttribute('aria-label', text);
  }

  set dimmed(on: boolean) {
    this.element.classList.toggle('dimmed', on);
  }

  get shown(): Picture | null {
    return this.picture;
  }

  /** Puts a picture in the place of the former one: what was in the middle stays there, or each diagram is found as it was left. */
  show(picture: Picture, diagram: string): void {
    const anchor = diagram === this.diagram ? this.anchor(picture) : null;
    if (diagram !== this.diagram) this.turnTo(diagram);
    if (anchor !== null && !this.fitted) this.view = follow(this.view, anchor.before, anchor.after);
    this.picture = picture;
    this.layer.replaceChildren(picture.svg);
    this.pointing.adopt(picture.svg);
    this.settle();
  }

  theme(theme: Theme): void {
    document.documentElement.dataset['theme'] = theme;
    if (this.picture !== null) this.picture.style.textContent = pictureStyle(this.picture.id, theme);
  }

  pan(dx: number, dy: number): boolean {
    return this.move({ ...this.view, x: this.view.x + dx, y: this.view.y + dy });
  }

  zoomAt(factor: number, x: number, y: number): void {
    this.move(zoomAt(this.view, factor, x, y));
  }

  zoom(how: 'in' | 'out' | 'fit' | 'actual'): void {
    const { width, height } = this.room();
    if (how === 'fit') {
      this.fitted = true;
      this.settle();
      return;
    }
    const factor = { in: ZOOM_STEP, out: 1 / ZOOM_STEP, actual: 1 / this.view.scale }[how];
    this.zoomAt(factor, width / 2, height / 2);
  }

  light(boxes: readonly string[], edges: readonly number[]): void {
    this.pointing.light(boxes, edges);
  }

  /** Moves the picture until all of an element can be seen, or its beginning. */
  private reveal(element: Element): void {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const { width, height } = this.room();
    const way = (start: number, end: number, room: number): number => (start < EDGE ? EDGE - start : Math.max(Math.min(0, room - EDGE - end), EDGE - start));
    const [dx, dy] = [way(left, right, width), way(top, bottom, height)];
    if (dx !== 0 || dy !== 0) this.pan(dx, dy);
  }

  private move(to: View): boolean {
    if (this.picture === null) return false;
    const next = keepInRoom(to, this.picture.size, this.room());
    const { x, y, scale } = this.view;
    if (Math.hypot(next.x - x, next.y - y) < 0.5 && next.scale === scale) return false;
    this.fitted = false;
    this.view = next;
    this.apply();
    return true;
  }

  private turnTo(diagram: string): void {
    this.left.set(this.diagram, { view: this.view, fitted: this.fitted });
    ({ view: this.view, fitted: this.fitted } = this.left.get(diagram) ?? { view: this.view, fitted: true });
    this.diagram = diagram;
  }

  /** Fits or keeps the picture after it or the room has changed. */
  private settle(): void {
    const room = this.room();
    if (this.picture === null || room.width === 0 || room.height === 0) return;
    this.view = this.fitted ? fit(this.picture.size, room) : keepInRoom(this.view, this.picture.size, room);
    this.apply();
  }

  private apply(): void {
    const { x, y, scale } = this.view;
    this.layer.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.events.view(scale, this.fitted);
  }

  private room(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** The table nearest to the middle of the frame that both pictures have, and its two places. */
  private anchor(next: Picture): { before: { x: number; y: number }; after: { x: number; y: number } } | null {
    const room = this.room();
    const x = (room.width / 2 - this.view.x) / this.view.scale;
    const y = (room.height / 2 - this.view.y) / this.view.scale;
    const shared = [...(this.picture?.places ?? [])].flatMap(([table, before]) => {
      const after = next.places.get(table);
      const distance = Math.hypot(before.x + before.width / 2 - x, before.y + before.height / 2 - y);
      return after === undefined ? [] : [{ before, after, distance }];
    });
    return shared.sort((a, b) => a.distance - b.distance)[0] ?? null;
  }
}
