import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './styles.ts';

/** The least that either side keeps, and the step of an arrow key, as parts of the whole. */
const least = 0.12;
const arrowStep = 0.02;
/** What a click steps through, for those who do not drag. */
const presets = [0.3, 0.5, 0.7];

/**
 * The handle between two panes: drag it, click it to step through sizes, or use the arrow keys, Home,
 * End and Enter (which folds the first pane away and brings it back). It is a window splitter as the
 * ARIA practices describe it; the element itself has the role, so that `aria-controls` can reach the pane.
 *
 * @fires junction-split - `{ share }`: the part of the space that the first pane is to get
 */
@customElement('junction-splitter')
export class JunctionSplitter extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        position: relative;
        flex: none;
        touch-action: none;
        cursor: col-resize;
        width: 12px;
      }
      :host([direction='column']) {
        width: auto;
        height: 12px;
        cursor: row-resize;
      }
      .grip {
        position: absolute;
        inset: 0;
        margin: auto;
        width: 4px;
        height: 36px;
        border-radius: 2px;
        background: var(--jn-line);
        transition: background 0.15s;
      }
      :host([direction='column']) .grip {
        width: 36px;
        height: 4px;
      }
      :host(:hover) .grip,
      :host([dragging]) .grip,
      :host(:focus-visible) .grip {
        background: var(--jn-accent);
      }
      :host(:focus-visible) {
        outline: var(--jn-focus);
        outline-offset: -3px;
        border-radius: var(--jn-radius);
      }
      @media (forced-colors: active) {
        .grip {
          background: ButtonText;
        }
      }
    `,
  ];

  @property({ reflect: true }) direction: 'row' | 'column' = 'row';
  @property({ type: Number }) share = 0.5;
  @property({ type: Boolean, reflect: true }) dragging = false;

  #folded: number | null = null;
  #moved = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'separator';
    this.tabIndex = 0;
    this.title = 'Drag to resize, or click to step through sizes';
    this.addEventListener('pointerdown', this.onPointerDown);
    this.addEventListener('keydown', this.onKeyDown);
  }

  protected override render(): TemplateResult {
    return html`<div class="grip"></div>`;
  }

  protected override updated(): void {
    // A vertical bar stands between panes in a row.
    this.setAttribute('aria-orientation', this.direction === 'row' ? 'vertical' : 'horizontal');
    this.setAttribute('aria-valuemin', '0');
    this.setAttribute('aria-valuemax', '100');
    this.setAttribute('aria-valuenow', String(Math.round(this.share * 100)));
  }

  private onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.focus({ preventScroll: true });
    this.setPointerCapture(event.pointerId);
    this.#moved = false;
    const from = { x: event.clientX, y: event.clientY };
    const onMove = (move: PointerEvent): void => {
      if (!this.#moved && Math.hypot(move.clientX - from.x, move.clientY - from.y) < 4) return;
      this.#moved = true;
      this.dragging = true;
      this.#set(this.#shareAt(move));
    };
    const onEnd = (): void => {
      this.removeEventListener('pointermove', onMove);
      this.dragging = false;
      if (!this.#moved) this.#set(presets.find((preset) => preset > this.share + 0.01) ?? presets[0] ?? 0.5);
    };
    this.addEventListener('pointermove', onMove);
    this.addEventListener('lostpointercapture', onEnd, { once: true });
  }

  private onKeyDown(event: KeyboardEvent): void {
    const [less, more] = this.direction === 'row' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const { key } = event;
    if (key === less) this.#set(this.share - arrowStep);
    else if (key === more) this.#set(this.share + arrowStep);
    else if (key === 'Home') this.#set(0);
    else if (key === 'End') this.#set(1);
    else if (key === 'Enter') this.#fold();
    else return;
    event.preventDefault();
  }

  #fold(): void {
    const back = this.#folded;
    this.#folded = back === null ? this.share : null;
    this.#send(back ?? 0);
  }

  #set(share: number): void {
    this.#folded = null;
    this.#send(Math.min(1 - least, Math.max(least, share)));
  }

  #send(share: number): void {
    this.dispatchEvent(new CustomEvent('junction-split', { detail: { share }, bubbles: true, composed: true }));
  }

  #shareAt(event: PointerEvent): number {
    const box = this.parentElement?.getBoundingClientRect();
    if (box === undefined) return this.share;
    return this.direction === 'row' ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-splitter': JunctionSplitter;
  }
}
