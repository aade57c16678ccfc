import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import type { ConsoleEntry } from '../session/state.ts';
import { type Marks, noMarks, type Thing } from '../kinship/thing.ts';
import { promptLines, toBlocks, type ConsoleBlock } from './console-text.ts';
import './junction-explanation.ts';
import type { JunctionExplanation } from './junction-explanation.ts';
import './junction-prompt.ts';
import type { JunctionPrompt } from './junction-prompt.ts';
import { lightUp, litStyles, PointTeller } from './pointable.ts';
import { base, panel } from './styles.ts';
import { count } from './text.ts';

/**
 * What the program printed, and Python's prompt below it. It follows the end of the output as long as
 * the reader is there; it says nothing aloud by itself.
 *
 * @fires junction-console-input - `{ source }`: a whole input was entered at the prompt
 * @fires junction-console-clear - the output is to be emptied
 * @fires junction-console-download - the whole output is wanted as a file
 * @fires junction-point - `{ thing, how }`: the input, or the line of an error, that is pointed at
 * @fires junction-goto-line - `{ line }`: a line of the program, from 1
 */
@customElement('junction-console')
export class JunctionConsole extends LitElement {
  static override styles = [
    base,
    panel,
    litStyles,
    css`
      .scroll {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: var(--jn-space-2) var(--jn-space-3);
        overscroll-behavior: contain;
      }
      .log {
        font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
        tab-size: 4;
        contain: content;
      }
      .log:focus-visible {
        outline-offset: 4px;
      }
      .block:focus-visible,
      .error:focus-visible {
        outline-offset: -2px;
      }
      .block {
        margin: 0;
        font: inherit;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        unicode-bidi: isolate;
        overflow: hidden;
      }
      .stderr {
        color: var(--jn-warn);
      }
      .note {
        margin: var(--jn-space-1) 0;
        color: var(--jn-muted);
        font-family: var(--jn-font);
        font-size: var(--jn-text-s);
      }
      .input {
        color: var(--jn-muted);
      }
      .error {
        margin: var(--jn-space-2) 0;
        padding: var(--jn-space-2) var(--jn-space-3);
        border-inline-start: 3px solid var(--jn-bad);
        border-radius: 0 var(--jn-radius) var(--jn-radius) 0;
        background: var(--jn-bad-soft);
      }
      .error .block {
        color: var(--jn-bad);
      }
      .error button {
        margin-top: var(--jn-space-1);
        padding-inline: 0;
        color: var(--jn-accent);
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .cut {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--jn-space-1) var(--jn-space-3);
        margin: 0 0 var(--jn-space-2);
        padding: var(--jn-space-1) var(--jn-space-3);
        border-radius: var(--jn-radius);
        background: var(--jn-warn-soft);
        font-size: var(--jn-text-s);
      }
      .cut button {
        text-decoration: underline;
        text-underline-offset: 3px;
      }
    `,
  ];

  @query('.scroll') private scroller!: HTMLElement | null;
  @query('junction-prompt') private prompt!: JunctionPrompt | null;
  @query('.error:last-child > junction-explanation') private lastWords!: JunctionExplanation | null;

  /** What there is to show, in order; replaced, never changed in place. */
  @property({ attribute: false }) entries: readonly ConsoleEntry[] = [];
  /** Whether Python can take an input. */
  @property({ type: Boolean }) ready = false;
  /** Whether Python is at work. */
  @property({ type: Boolean }) busy = false;
  /** Earlier inputs, oldest first. */
  @property({ attribute: false }) history: readonly string[] = [];
  /** Asks Python whether an input is unfinished. */
  @property({ attribute: false }) needsMore: (source: string) => Promise<boolean> = () => Promise.resolve(false);
  /** Characters of the output that are not among `entries`. */
  @property({ type: Number }) truncated = 0;
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;

  #atEnd = true;
  readonly #teller = new PointTeller(this);
  /** Where a long explanation begins, when it was scrolled to instead of the end. */
  #held = -1;

  override focus(): void {
    this.prompt?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('lit') || changed.has('entries')) lightUp(this.renderRoot, this.lit);
    if (!this.#atEnd || (!changed.has('entries') && !changed.has('busy'))) return;
    this.toEnd();
    void this.lastWords?.updateComplete.then(() => this.toEnd());
  }

  protected override render(): TemplateResult {
    const { blocks, hidden } = toBlocks(this.entries);
    const cut = this.truncated + hidden;
    return html`
      <div class="scroll" @scroll=${this.onScroll} @click=${this.onClick} @keydown=${this.onKeyDown}>
        ${cut > 0
          ? html`<p class="cut">
              <span>${count(cut, 'character')} of the output ${cut === 1 ? 'is' : 'are'} not shown.</span>
              <button @click=${() => this.emit('junction-console-download')}>Download everything</button>
            </p>`
          : nothing}
        <p class="visually-hidden" id="keys">Arrow keys go from one input or error to the next; Enter keeps what belongs to it lit in all panels.</p>
        <div
          class="log"
          role="log"
          aria-live="off"
          aria-label="Output"
          aria-describedby="keys"
          tabindex="0"
          translate="no"
          ${ref(this.#teller.attach)}
        >
          ${blocks.map((block) => this.renderBlock(block))}
        </div>
        <junction-prompt
          .ready=${this.ready}
          .busy=${this.busy}
          .history=${this.history}
          .needsMore=${this.needsMore}
          @junction-prompt-resize=${this.onPromptResize}
        ></junction-prompt>
      </div>
    `;
  }

  private renderBlock(block: ConsoleBlock): TemplateResult {
    switch (block.kind) {
      case 'error': {
        const { line, explanation, text } = block;
        const thing = lineThing(line ?? explanation?.line);
        if (explanation) {
          return html`<div class="error" data-point .thing=${thing} tabindex=${thing ? -1 : nothing}><junction-explanation .explanation=${explanation} .original=${text} .line=${line ?? null}></junction-explanation></div>`;
        }
        return html`<div class="error" data-point .thing=${thing} tabindex=${thing ? -1 : nothing}>
          <pre class="block">${text}</pre>
          ${line === undefined ? nothing : html`<button @click=${() => this.emit('junction-goto-line', { line })}>Go to line ${line}</button>`}
        </div>`;
      }
      case 'input':
        return this.renderInput(block.text, block.input);
      case 'stdout':
      case 'stderr':
      case 'note':
        return html`<pre class="block ${block.kind}">${block.text}</pre>`;
      default:
        return block satisfies never;
    }
  }

  private renderInput(text: string, input: number | undefined): TemplateResult {
    const thing: Thing | undefined = input === undefined ? undefined : { kind: 'input', input };
    return html`<pre class="block input" data-point .thing=${thing} tabindex=${thing ? -1 : nothing}>${promptLines(text)}</pre>`;
  }

  private onScroll(): void {
    const box = this.scroller;
    if (box) this.#atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 32 || Math.abs(box.scrollTop - this.#held) < 2;
  }

  private onPromptResize(): void {
    if (this.#atEnd) this.toEnd();
  }

  /** A click beside the text is meant for the prompt, as in a terminal; a selection is left alone. */
  private onClick(event: MouseEvent): void {
    const target = event.composedPath()[0];
    if (target === this.scroller && getSelection()?.isCollapsed !== false) this.focus();
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey && !event.altKey && !event.metaKey && event.key.toLowerCase() === 'l') {
      event.preventDefault();
      this.emit('junction-console-clear');
    }
  }

  /** Shows the end; of an explanation that is longer than the panel, the beginning. */
  private toEnd(): void {
    const box = this.scroller;
    if (!box) return;
    const top = this.lastWords && box.scrollTop + this.lastWords.getBoundingClientRect().top - box.getBoundingClientRect().top - 16;
    const end = box.scrollHeight - box.clientHeight;
    this.#held = top !== null && top < end ? Math.max(0, Math.floor(top)) : -1;
    box.scrollTop = this.#held === -1 ? end : this.#held;
  }

  private emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-console': JunctionConsole;
  }
}

function lineThing(line: number | undefined): Thing | undefined {
  return line === undefined ? undefined : { kind: 'line', line };
}
