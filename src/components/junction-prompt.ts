import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { pastedInputs, promptSource } from './console-text.ts';
import { indent, newline, outdent } from './editing.ts';
import { applyEdit } from './plain-surface.ts';
import { promptStyles } from './prompt-styles.ts';
import { base } from './styles.ts';

/**
 * Python's prompt: Enter runs an input that is whole and continues one that is not, Shift+Enter always
 * makes a new line, Up and Down go through the history.
 *
 * @fires junction-console-input - `{ source }`
 * @fires junction-prompt-resize - it grew or shrank by a line
 */
@customElement('junction-prompt')
export class JunctionPrompt extends LitElement {
  static override styles = [base, promptStyles];

  @query('textarea') private area!: HTMLTextAreaElement | null;

  @property({ type: Boolean }) ready = false;
  @property({ type: Boolean }) busy = false;
  /** Earlier inputs, oldest first. */
  @property({ attribute: false }) history: readonly string[] = [];
  @property({ attribute: false }) needsMore: (source: string) => Promise<boolean> = () => Promise.resolve(false);

  @state() private lines = 1;

  /** Place in the history; its length means the input being written. */
  #at = 0;
  #draft = '';
  #asking = false;
  /** Where in the text the first Enter that was typed ahead stands, as a line end; -1 when there is none. */
  #early = -1;
  /** An input was sent, and nothing has been heard since. */
  #sent = false;
  /** Inputs of a pasted transcript that wait for their turn. */
  #queue: string[] = [];
  #leaveByTab = true;

  override focus(): void {
    this.area?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('history')) this.#at = this.history.length;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('lines')) this.dispatchEvent(new CustomEvent('junction-prompt-resize'));
    if (changed.has('busy') && this.#free) this.#next();
    if (!this.ready) {
      this.#queue = [];
      this.#early = -1;
    }
  }

  protected override render(): TemplateResult {
    const idle = !this.ready || this.busy;
    const reason = this.busy ? 'Python is running; what you type waits for it.' : this.ready ? '' : 'The prompt opens when Python is ready.';
    return html`
      <div class=${idle ? 'row idle' : 'row'} @click=${this.focus}>
        <div class="marks" aria-hidden="true">${['>>>', ...Array<string>(this.lines - 1).fill('...')].join('\n')}</div>
        <textarea
          rows=${this.lines}
          aria-label="Python prompt"
          aria-describedby="why"
          autocapitalize="off"
          autocomplete="off"
          autocorrect="off"
          spellcheck="false"
          translate="no"
          ?readonly=${!this.ready}
          @input=${this.onInput}
          @keydown=${this.onKeyDown}
          @paste=${this.onPaste}
          @focus=${() => (this.#leaveByTab = true)}
        ></textarea>
      </div>
      ${reason ? html`<p id="why">${reason}</p>` : nothing}
    `;
  }

  private onInput(): void {
    this.#leaveByTab = false;
    this.#resize();
  }

  private onKeyDown(event: KeyboardEvent): void {
    const area = this.area;
    if (!area || event.isComposing || area.readOnly) return;
    const { value, selectionStart: start, selectionEnd: end } = area;
    if (event.key === 'Enter' && !event.altKey) {
      event.preventDefault();
      const lastLine = !value.slice(end).includes('\n');
      if (event.shiftKey || !lastLine) applyEdit(area, newline(value, start, end));
      else if (!this.#free) this.#wait(area);
      else void this.#enter(value);
    } else if (event.key === 'ArrowUp' && plain(event) && !value.slice(0, start).includes('\n')) {
      this.#recall(event, -1);
    } else if (event.key === 'ArrowDown' && plain(event) && !value.slice(end).includes('\n')) {
      this.#recall(event, 1);
    } else if (event.key === 'Escape') {
      this.#leaveByTab = true;
    } else if (event.key === 'Tab' && !this.#leaveByTab && value !== '' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      const edit = event.shiftKey ? outdent(value, start, end) : indent(value, start, end);
      if (edit) applyEdit(area, edit);
    }
  }

  private onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const area = this.area;
    if (!area || area.readOnly || !/(^|\n)\s*>>>( |$)/m.test(text)) return;
    event.preventDefault();
    const inputs = pastedInputs(text);
    const last = inputs.pop() ?? '';
    const { selectionStart: from, selectionEnd: to } = area;
    applyEdit(area, { from, to, insert: last, start: from + last.length, end: from + last.length });
    // All but the last run at once, as in a terminal; the last waits for Enter.
    this.#queue.push(...inputs);
    if (this.#free) this.#next();
  }

  /**
   * Enter after `typed`, with which the text begins; what follows it was typed ahead, while Python was
   * thinking. An Enter typed ahead is a line end in that text, and is taken in its turn.
   */
  async #enter(typed: string): Promise<void> {
    const area = this.area;
    if (!area) return;
    this.#asking = true;
    this.#early = -1;
    for (let more = true; more; ) {
      const source = promptSource(typed);
      more = source.trim() !== '' && (await this.needsMore(source).catch(() => false));
      // What was asked about has been changed since, or is gone.
      if (!area.value.startsWith(typed) || !this.ready) break;
      const ahead = area.value.slice(typed.length);
      const end = ahead.indexOf('\n');
      if (!more) {
        this.#set(ahead);
        this.#early = end;
        if (source.trim() !== '') this.#send(source.trimEnd());
        break;
      }
      const now = end < 0 ? ahead : ahead.slice(0, end);
      const next = typed + newline(typed, typed.length, typed.length).insert + now;
      this.#set(end < 0 ? next : next + ahead.slice(end + 1));
      if (end < 0) break;
      typed = next;
    }
    this.#asking = false;
    if (this.#free) this.#next();
  }

  get #free(): boolean {
    return this.ready && !this.busy && !this.#sent && !this.#asking;
  }

  #send(source: string): void {
    this.#at = this.history.length;
    // Whoever listens tells of being busy a moment later.
    this.#sent = true;
    setTimeout(() => {
      this.#sent = false;
      if (this.#free) this.#next();
    });
    this.dispatchEvent(new CustomEvent('junction-console-input', { detail: { source }, bubbles: true, composed: true }));
  }

  /** Python is free: what waits has its turn. */
  #next(): void {
    const source = this.#queue.shift();
    if (source !== undefined) {
      this.#send(source);
      return;
    }
    const value = this.area?.value ?? '';
    const end = this.#early;
    this.#early = -1;
    if (end < 0 || value[end] !== '\n') return;
    const typed = value.slice(0, end);
    this.#set(typed + value.slice(end + 1));
    void this.#enter(typed);
  }

  /** An Enter that comes too early is kept as a line end. */
  #wait(area: HTMLTextAreaElement): void {
    const at = area.value.length;
    applyEdit(area, { from: at, to: at, insert: '\n', start: at + 1, end: at + 1 });
    if (!this.#asking && this.#early < 0) this.#early = at;
  }

  #recall(event: KeyboardEvent, step: number): void {
    const to = this.#at + step;
    if (to < 0 || to > this.history.length) return;
    event.preventDefault();
    if (this.#at === this.history.length) this.#draft = this.area?.value ?? '';
    this.#at = to;
    this.#set(this.history[to] ?? this.#draft);
  }

  #set(text: string): void {
    if (!this.area) return;
    this.area.value = text;
    this.area.setSelectionRange(text.length, text.length);
    this.#resize();
  }

  #resize(): void {
    this.lines = (this.area?.value ?? '').split('\n').length;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-prompt': JunctionPrompt;
  }
}

function plain(event: KeyboardEvent): boolean {
  return !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
}
