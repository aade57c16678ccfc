import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Order } from '../lessons/lesson.ts';
import { moved, shuffled } from './shuffle.ts';
import { base } from './styles.ts';
import { task } from './task-styles.ts';

interface Line {
  readonly id: number;
  readonly text: string;
  /** Left out of the program. */
  readonly out: boolean;
}

/**
 * Lines to be put in order: by dragging them, with the buttons beside them, or with the arrow keys on a handle. Where
 * there are lines too many, each can be left out. What is tested is the program that they make.
 *
 * @fires junction-order - `{ lines }`: these lines, in this order, are wanted in the program
 */
@customElement('junction-order')
export class JunctionOrder extends LitElement {
  static override styles = [
    base,
    task,
    css`
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--jn-space-1);
        margin: var(--jn-space-2) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--jn-space-1);
        border: 1px solid var(--jn-line);
        border-radius: var(--jn-radius);
        background: var(--jn-bg);
      }
      li.dragged {
        border-color: var(--jn-accent);
        background: var(--jn-accent-soft);
      }
      li.out code {
        color: var(--jn-muted);
        text-decoration: line-through;
      }
      code {
        flex: 1;
        min-width: 0;
        padding: var(--jn-space-1) 0;
        font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .handle {
        min-width: 32px;
        min-height: 32px;
        justify-content: center;
        cursor: grab;
        touch-action: none;
      }
      .small {
        min-width: 28px;
        justify-content: center;
      }
    `,
  ];

  @property({ attribute: false }) order: Order | null = null;

  @state() private lines: readonly Line[] = [];
  /** The line that is dragged. */
  @state() private dragged: number | null = null;
  /** What was done last, for screen readers. */
  @state() private said = '';

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('order')) return;
    const { lines, extra } = this.order ?? { lines: [], extra: [] };
    this.lines = shuffled([...lines, ...extra]).map((text, id) => ({ id, text, out: false }));
    this.said = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.order) return nothing;
    const extra = this.order.extra.length > 0;
    return html`<div class="box">
      <strong>Put the lines in order</strong>
      ${extra ? html`<p class="quiet">Not all of them are needed: leave out those that are not.</p>` : nothing}
      <ol @pointermove=${this.onMove} @pointerup=${this.onDrop} @pointercancel=${this.onDrop}>
        ${repeat(
          this.lines,
          ({ id }) => id,
          (line, i) => html`<li class="${line.out ? 'out' : ''} ${line.id === this.dragged ? 'dragged' : ''}">
            <button
              class="handle"
              aria-label="Line ${i + 1}: ${line.text.trim()}. Arrow keys move it."
              @pointerdown=${(event: PointerEvent) => this.onGrab(event, line.id)}
              @keydown=${(event: KeyboardEvent) => this.onKey(event, i)}
            >
              <span aria-hidden="true">⠿</span>
            </button>
            <code translate="no">${line.text}</code>
            ${extra
              ? html`<button class="small" aria-pressed=${line.out ? 'true' : 'false'} aria-label="Leave out: ${line.text.trim()}" title="Leave out" @click=${() => this.#leaveOut(line.id)}>✕</button>`
              : nothing}
            <button class="small" ?disabled=${i === 0} aria-label="Up: ${line.text.trim()}" @click=${() => this.#move(i, i - 1)}>↑</button>
            <button class="small" ?disabled=${i === this.lines.length - 1} aria-label="Down: ${line.text.trim()}" @click=${() => this.#move(i, i + 1)}>↓</button>
          </li>`,
        )}
      </ol>
      <div class="buttons">
        <button class="outlined" @click=${this.onUse}>Put them into the program</button>
      </div>
      <div class="visually-hidden" role="status">${this.said}</div>
    </div>`;
  }

  private onKey(event: KeyboardEvent, from: number): void {
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: this.lines.length - 1 }[event.key];
    if (to === undefined || to < 0 || to >= this.lines.length) return;
    event.preventDefault();
    this.#move(from, to);
    void this.updateComplete.then(() => this.renderRoot.querySelectorAll<HTMLElement>('.handle')[to]?.focus());
  }

  private onGrab(event: PointerEvent, id: number): void {
    this.dragged = id;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  private onMove(event: PointerEvent): void {
    if (this.dragged === null) return;
    const from = this.lines.findIndex(({ id }) => id === this.dragged);
    const rows = [...this.renderRoot.querySelectorAll('li')].map((row) => row.getBoundingClientRect());
    const to = rows.findIndex(({ top, bottom }) => event.clientY >= top && event.clientY <= bottom);
    const [mine, its] = [rows[from], rows[to]];
    if (!mine || !its || from === to) return;
    // Rows differ in height: not before the line would stay under the pointer in its new place.
    const stays = to > from ? event.clientY > its.bottom - mine.height : event.clientY < its.top + mine.height;
    if (stays) this.#move(from, to);
  }

  private onDrop(): void {
    this.dragged = null;
  }

  private onUse(): void {
    const lines = this.lines.filter(({ out }) => !out).map(({ text }) => text);
    this.dispatchEvent(new CustomEvent('junction-order', { detail: { lines }, bubbles: true, composed: true }));
  }

  #move(from: number, to: number): void {
    const text = this.lines[from]?.text.trim() ?? '';
    this.lines = moved(this.lines, from, to);
    this.said = `${text}: now line ${to + 1} of ${this.lines.length}`;
  }

  #leaveOut(id: number): void {
    this.lines = this.lines.map((line) => (line.id === id ? { ...line, out: !line.out } : line));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-order': JunctionOrder;
  }
}
