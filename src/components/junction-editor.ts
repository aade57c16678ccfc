import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type Marks, noMarks } from '../kinship/thing.ts';
import type { CodeSurface, EditorLanguage, EditorMarker, LineNote, SurfaceEvents } from './code-surface.ts';
import { gutterView, noteView, problemsView } from './editor-gutter.ts';
import { editorStyles } from './editor-styles.ts';
import { LinePointing, litLines } from './line-pointing.ts';
import { nextPaint } from './patience.ts';
import { PlainSurface } from './plain-surface.ts';
import { base } from './styles.ts';
import { TabKeys } from './tab-keys.ts';

/** Milliseconds for which Monaco can be held back. */
const PATIENCE = 1000;

/**
 * A code editor: a plain text field at first paint, Monaco as soon as it has arrived where the pointer
 * is fine, with the same text, cursor, focus and scroll. On touch screens the text field stays.
 *
 * @fires junction-editor-change - `{ value }`, for the user's own edits only
 * @fires junction-goto-sql - `{ line }`: the statements of a line are asked for
 * @fires junction-point - `{ thing, how }`: the line under the pointer, or the cursor's
 * @fires junction-editor-run - `{ selection, offset }` on Ctrl/Cmd+Enter; `selection` is empty when nothing is selected
 */
@customElement('junction-editor')
export class JunctionEditor extends LitElement {
  static override styles = [base, editorStyles];

  @query('textarea') private area!: HTMLTextAreaElement | null;
  @query('.gutter') private gutter!: HTMLElement | null;

  /** The text. Setting it is not reported as a change. */
  @property() value = '';
  @property() language: EditorLanguage = 'python';
  /** The editor's accessible name. */
  @property() label = 'Editor';
  /** What to say about which line. */
  @property({ attribute: false }) markers: readonly EditorMarker[] = [];
  /** How much each line sent. */
  @property({ attribute: false }) notes: readonly LineNote[] = [];
  /** What is to be lit up: the marks of lines. */
  @property({ attribute: false }) lit: Marks = noMarks;
  /** The line that the panels show a moment of the past of; null for none. */
  @property({ attribute: false }) moment: number | null = null;
  @property({ type: Boolean }) readonly = false;
  /** Leaves the list of markers to the surrounding panel. */
  @property({ type: Boolean }) unlisted = false;

  /** Holds Monaco back, for a second at most: its start and Python's would slow each other down. */
  @property({ type: Boolean }) waits = false;

  @state() private line = 1;
  @state() private upgraded = false;
  @state() private tabLeaves = true;
  @state() private focused = false;

  #surface: CodeSurface | null = null;
  #endWait: () => void = () => undefined;
  #tabs = new TabKeys();
  #pointing = new LinePointing(this, () => this.notes.length > 0);
  // In the capture phase, before the surface inside sees the key.
  #keys = { handleEvent: (event: KeyboardEvent) => this.onKeyDown(event), capture: true };
  #events: SurfaceEvents = {
    edited: (value) => {
      this.value = value;
      this.dispatchEvent(new CustomEvent('junction-editor-change', { detail: { value }, bubbles: true, composed: true }));
    },
    moved: (line) => {
      if (line === this.line) return;
      this.line = line;
      if (this.focused) this.#pointing.focus(line);
    },
    hovered: (line) => this.#pointing.hover(line),
    asked: (line) => void this.dispatchEvent(new CustomEvent('junction-goto-sql', { detail: { line }, bubbles: true, composed: true })),
    run: () => {
      const detail = { selection: this.selection, offset: this.selectionOffset };
      this.dispatchEvent(new CustomEvent('junction-editor-run', { detail, bubbles: true, composed: true }));
    },
  };

  /** The selected text; empty when there is only a cursor. */
  get selection(): string {
    const { start, end } = this.#surface?.selection() ?? { start: 0, end: 0 };
    return this.value.slice(start, end);
  }

  /** Where the selection begins in `value`. */
  get selectionOffset(): number {
    return this.#surface?.selection().start ?? 0;
  }

  override focus(): void {
    void this.updateComplete.then(() => this.#surface?.focus());
  }

  /** Focuses a line, from 1. */
  goToLine(line: number, column = 1): void {
    void this.updateComplete.then(() => this.#surface?.reveal(line, column));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved elsewhere in the page, it starts again as a text field, with the same text.
    this.#surface?.dispose();
    this.#surface = null;
    this.upgraded = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#surface) this.#start();
    else if (changed.has('value') && this.#surface.value() !== this.value) this.#surface.setValue(this.value);
    if (changed.has('waits') && !this.waits) this.#endWait();
    if (changed.has('readonly')) this.#surface?.setReadonly(this.readonly);
    if (changed.has('language')) this.#surface?.setLanguage(this.language);
    if (changed.has('markers') || changed.has('upgraded')) this.#surface?.setMarkers(this.markers);
    if (changed.has('notes') || changed.has('upgraded')) this.#surface?.setNotes(this.notes);
    if (changed.has('lit')) this.#surface?.setLit(litLines(this.value, this.lit));
    if (changed.has('moment') || changed.has('upgraded')) this.#surface?.setMoment(this.moment);
  }

  protected override render(): TemplateResult {
    // Warnings have a panel of their own.
    const note = this.notes.find(({ line }) => line === this.line);
    const marked = this.unlisted ? [] : this.markers.filter(({ severity }) => severity !== 'warning').slice(0, 5);
    return html`
      <div
        class="frame"
        @keydown=${this.#keys}
        @pointerdown=${this.onPointerDown}
        @focusin=${this.onFocusIn}
        @focusout=${this.onFocusOut}
      >
        ${this.upgraded
          ? html`<div class="monaco"></div>`
          : html`<div class="plain">
              <div class=${this.notes.length ? 'gutter roomy' : 'gutter'} aria-hidden="true">${this.renderGutter()}</div>
              <textarea
                aria-label=${this.label}
                aria-describedby="keys"
                autocapitalize="off"
                autocomplete="off"
                autocorrect="off"
                spellcheck="false"
                translate="no"
                wrap="off"
                @scroll=${this.onScroll}
              ></textarea>
            </div>`}
      </div>
      <div class="foot">
        <p class=${this.focused ? 'keys' : 'visually-hidden'} id="keys">
          ${this.tabLeaves ? 'Tab moves on through the page. Type or click, and it indents.' : 'Tab indents. Escape, then Tab, leaves the editor.'}
          Ctrl+M switches.
        </p>
        ${this.moment === null ? nothing : html`<p class="then">The panels show the database after a statement of line ${this.moment}.</p>`}
        ${note ? noteView(note, this.#events.asked, (line) => this.#pointing.keep(line)) : nothing} ${problemsView(marked, (line, column) => this.goToLine(line, column))}
      </div>
    `;
  }

  /** Brings the first lit line into view. */
  showLit(): void {
    const [first] = litLines(this.value, this.lit);
    if (first !== undefined) this.#surface?.show(first);
  }

  private renderGutter(): unknown {
    return gutterView(this.value.split('\n').length, this.markers, this.notes, litLines(this.value, this.lit), this.moment, this.#events.asked);
  }

  private onScroll(): void {
    if (this.gutter && this.area) this.gutter.style.transform = `translateY(${-this.area.scrollTop}px)`;
  }

  private onKeyDown(event: KeyboardEvent): void {
    const verdict = this.#tabs.key(event);
    if (verdict === 'toggle') event.preventDefault();
    if (verdict === 'hide') this.#surface?.closePopups();
    if (verdict !== 'pass') event.stopPropagation();
    this.tabLeaves = this.#tabs.leaves;
  }

  private onPointerDown(): void {
    this.#tabs.pressed();
    this.tabLeaves = this.#tabs.leaves;
  }

  private onFocusIn(): void {
    if (!this.focused) this.#tabs.entered();
    if (!this.focused) this.#pointing.focus(this.line);
    this.focused = true;
    this.tabLeaves = this.#tabs.leaves;
  }

  private onFocusOut(event: FocusEvent): void {
    const inside = event.relatedTarget instanceof Node && this.renderRoot.contains(event.relatedTarget);
    this.focused = inside;
    if (!inside) this.#pointing.focus(null);
  }

  /** Makes the text field live, and sends for Monaco where it can be used. */
  #start(): void {
    if (!this.area) return;
    this.area.value = this.value;
    this.area.readOnly = this.readonly;
    this.#surface = new PlainSurface(this.area, this.language, this.#events);
    this.#surface.setMarkers(this.markers);
    if (matchMedia('(pointer: fine)').matches) void this.#upgrade();
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#endWait = resolve;
      setTimeout(resolve, this.waits ? PATIENCE : 0);
    });
  }

  async #upgrade(): Promise<void> {
    const plain = this.#surface;
    await nextPaint();
    await this.#wait();
    // Offline, or blocked: the text field stays, and is enough.
    const monaco = await import('./monaco.ts').catch(() => null);
    if (!monaco || !plain || this.#surface !== plain || !this.area) return;
    const focused = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement === this.area;
    const { start, end } = plain.selection();
    const top = plain.scrollTop();
    plain.dispose();
    this.upgraded = true;
    await this.updateComplete;
    const host = this.renderRoot.querySelector<HTMLElement>('.monaco');
    // It may have left the page meanwhile.
    if (!host || this.#surface !== plain) return;
    this.#surface = monaco.createMonacoSurface(host, {
      value: this.value,
      language: this.language,
      label: this.label,
      describedBy: 'keys',
      readonly: this.readonly,
      events: this.#events,
    });
    this.#surface.setMarkers(this.markers);
    this.#surface.setNotes(this.notes);
    this.#surface.setLit(litLines(this.value, this.lit));
    this.#surface.setMoment(this.moment);
    this.#surface.select(start, end);
    this.#surface.setScrollTop(top);
    if (focused) {
      if (!this.tabLeaves) this.#tabs.pressed();
      this.#surface.focus();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-editor': JunctionEditor;
  }
}
