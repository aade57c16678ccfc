import { css } from 'lit';
import { isLit, type Marks, type Pointed, type PointingHow, type Thing } from '../kinship/thing.ts';

/** An element with `data-point` whose `thing` can be pointed at. */
export interface Pointable extends HTMLElement {
  thing?: Thing;
  /** Of a row, whose table's key makes it. */
  mark?: string;
}

/** How lit things look beside their place: a bar and a ground, so that colour is not all. */
export const litStyles = css`
  [data-lit] {
    background: var(--jn-accent-soft);
    box-shadow: inset -4px 0 0 var(--jn-accent);
  }
  @media (forced-colors: active) {
    [data-lit] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

/** Says that something is pointed at, or no longer. */
export function point(from: EventTarget, thing: Thing | null, how: PointingHow): void {
  const detail: Pointed = { thing, how };
  from.dispatchEvent(new CustomEvent('junction-point', { detail, bubbles: true, composed: true }));
}

/** Lights up what stands for marked things, and nothing else. */
export function lightUp(root: ParentNode, marks: Marks): void {
  for (const one of root.querySelectorAll<Pointable>('[data-point]')) {
    one.toggleAttribute('data-lit', marks.size > 0 && isMarked(one, marks));
  }
}

function isMarked({ thing, mark }: Pointable, marks: Marks): boolean {
  if (thing?.kind === 'row') return mark !== undefined && marks.has(mark);
  return thing !== undefined && isLit(thing, marks);
}

/**
 * Tells what of a panel's content is pointed at, from the events of an element around it: by pointer, where a click keeps
 * it; and by keyboard, where arrows lead from one to the next and Enter keeps it.
 */
export class PointTeller {
  #last: Thing | null = null;

  constructor(private readonly host: EventTarget) {}

  /** For the `ref` of an element around things that are only looked at: what a click or a key does there is its own. */
  readonly follow = (list: Element | undefined): void => {
    if (!(list instanceof HTMLElement)) return;
    list.addEventListener('pointerover', this.#over);
    list.addEventListener('pointerleave', this.#leave);
    list.addEventListener('focusin', this.#focusIn);
    list.addEventListener('focusout', this.#focusOut);
  };

  /** For the `ref` of the element around the content. */
  readonly attach = (list: Element | undefined): void => {
    if (!(list instanceof HTMLElement)) return;
    this.follow(list);
    list.addEventListener('click', this.#click);
    list.addEventListener('keydown', this.#keyDown);
  };

  readonly #over = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.#tell(thingAt(event.target), 'hover');
  };

  readonly #leave = (): void => this.#tell(null, 'hover');

  readonly #click = (event: MouseEvent): void => {
    // What has a meaning of its own keeps it, and so does selected text.
    const own = event.target instanceof Element && event.target.closest('button, summary, a, input, select') !== null;
    const thing = thingAt(event.target);
    if (!own && thing !== null && getSelection()?.type !== 'Range') point(this.host, thing, 'pin');
  };

  readonly #focusIn = (event: FocusEvent): void => {
    // What has the focus may be inside of a pointable element of its own.
    const [inner] = event.composedPath();
    const thing = inner instanceof Element && inner.matches(':focus-visible') ? thingAt(event.target) : null;
    if (thing !== null) this.#tell(thing, 'focus');
  };

  readonly #focusOut = (): void => this.#tell(null, 'focus');

  readonly #keyDown = (event: KeyboardEvent): void => {
    const { key, target, currentTarget } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
    const inside = target.matches('[data-point]');
    if (!inside && target !== currentTarget) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const next = neighbour(currentTarget, inside ? target : null, key === 'ArrowDown');
      if (next === null) return;
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
    } else if (key === 'Enter' && inside) point(this.host, thingAt(target), 'pin');
    else return;
    event.preventDefault();
  };

  #tell(thing: Thing | null, how: PointingHow): void {
    if (thing === this.#last) return;
    this.#last = thing;
    point(this.host, thing, how);
  }
}

function thingAt(target: EventTarget | null): Thing | null {
  return (target instanceof Element ? target.closest<Pointable>('[data-point]')?.thing : undefined) ?? null;
}

/** The pointable element after or before another; without another the first in sight. */
function neighbour(list: HTMLElement, from: HTMLElement | null, forth: boolean): HTMLElement | null {
  const all = [...list.querySelectorAll<HTMLElement>('[data-point][tabindex]')].filter((one) => one.checkVisibility());
  if (from !== null) return all[all.indexOf(from) + (forth ? 1 : -1)] ?? null;
  const { top } = list.getBoundingClientRect();
  return forth ? (all.find((one) => one.getBoundingClientRect().top >= top) ?? null) : null;
}
