import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RowsRequest, RowsResult, SqlValue } from '../engine/protocol.ts';
import type { TableState } from '../history/history.ts';
import { markOfRow, type Marks, noMarks, type PointingHow } from '../kinship/thing.ts';
import { unpackRows } from '../packed-rows.ts';
import { cellStyles } from './cells.ts';
import { PAST_CUT, pastCells, pastRowStyles, pastSign, widestOf } from './past-rows.ts';
import { point } from './pointable.ts';
import { ROW, PAGE, RowPages, scrollTo, viewOf } from './row-window.ts';
import { contentWidth, headWidth, renderCell, renderHead, type RowsColumn } from './rows-cells.ts';
import { rowsStyles } from './rows-styles.ts';
import { base } from './styles.ts';
import { visibleText } from './text.ts';

/**
 * A table's rows, however many: only those in sight are in the page, and only pages near them are asked
 * for. When the data changes the old rows stay until the new ones are there.
 *
 * @fires junction-point - `{ thing, how }`: the row that is pointed at, by the pointer or by the arrow keys
 */
@customElement('junction-rows')
export class JunctionRows extends LitElement {
  static override styles = [base, cellStyles, rowsStyles, pastRowStyles];

  @query('.scroll') private scroller!: HTMLElement | null;
  @query('.head') private head!: HTMLElement | null;

  @property() database: string | null = null;
  @property() table = '';
  @property({ attribute: false }) columns: readonly RowsColumn[] = [];
  /** Rows that the table is said to have; the answers correct it. */
  @property({ type: Number }) total = 0;
  /** Grows when the data may have changed. */
  @property({ type: Number }) version = 0;
  /** Names of the columns of the primary key, in key order. */
  @property({ attribute: false }) primaryKey: readonly string[] = [];
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;
  @property({ attribute: false }) loadRows: ((request: RowsRequest) => Promise<RowsResult>) | null = null;
  /** The table as it was; null to ask for its rows of now. */
  @property({ attribute: false }) past: TableState | null = null;

  @state() private scrollPlace = 0;
  @state() private viewHeight = 400;
  @state() private message = '';
  @state() private widths: readonly number[] = [];
  /** The row that the arrow keys have come to. */
  @state() private at: number | null = null;
  @state() private focused = false;

  #pages = new RowPages();
  #loading = false;
  /** Which table the pages are of; an answer for another one comes too late. */
  #subject = '';
  #resized = new ResizeObserver(() => this.measure());

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.scroller) this.#resized.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const subject = JSON.stringify([this.database, this.table, this.columns.map(({ name }) => name)]);
    if (subject !== this.#subject) {
      this.#subject = subject;
      this.#pages = new RowPages();
      this.message = '';
      this.widths = this.columns.map(headWidth);
      this.scrollPlace = 0;
      this.at = null;
      if (this.scroller) this.scroller.scrollTop = 0;
    } else if (changed.has('version')) this.message = '';
    if (changed.has('past')) this.#travel();
  }

  protected override firstUpdated(): void {
    if (this.scroller) this.#resized.observe(this.scroller);
    this.measure();
  }

  protected override updated(): void {
    void this.#load();
  }

  protected override render(): TemplateResult {
    const view = viewOf(this.total, this.scrollPlace, this.viewHeight);
    const digits = String(this.total).length + (this.past ? 2 : 0);
    const columns = [digits, ...this.widths].map((width) => `calc(${width}ch + 24px)`).join(' ');
    return html`
      <p class="visually-hidden" id="keys">Arrow keys go from row to row; Enter keeps what belongs to the row lit in all panels.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Rows of ${this.table}" aria-describedby="keys" @scroll=${this.onScroll} @focus=${this.onFocus} @blur=${this.onBlur} @keydown=${this.onKeyDown} @pointerleave=${() => point(this, null, 'hover')}>
        <div
          class="table"
          role="table"
          aria-label=${this.table}
          aria-rowcount=${this.total + 1}
          aria-colcount=${this.columns.length + 1}
          style="--columns: ${columns}"
        >
          <div class="row head" role="row" aria-rowindex="1">
            <div role="columnheader"><span class="visually-hidden">Row</span></div>
            ${this.columns.map((column) => renderHead(column))}
          </div>
          ${this.total === 0
            ? nothing
            : html`<div class="body" role="rowgroup" style="height: ${view.height}px">
                <div class="rows" role="presentation" style="transform: translateY(${view.top}px)">${this.renderRows(view.first, view.last)}</div>
              </div>`}
        </div>
        ${this.message ? html`<p class="error">${this.message}</p>` : this.total === 0 ? html`<p>No rows yet.</p>` : nothing}
        ${this.past?.cut ? html`<p>${PAST_CUT}</p>` : nothing}
      </div>
    `;
  }

  private renderRows(first: number, last: number): TemplateResult[] {
    const result: TemplateResult[] = [];
    for (let i = first; i < last; i++) {
      const state = this.past?.rows[i];
      const row = this.#valuesOf(i);
      const isLit = row !== undefined && this.lit.size > 0 && this.lit.has(markOfRow(this.table, this.primaryKey, this.#names, row));
      result.push(html`<div
        class="row ${state?.mark ?? ''} ${isLit ? 'lit' : ''} ${this.focused && this.at === i ? 'at' : ''}"
        role="row"
        aria-rowindex=${i + 2}
        @pointerenter=${(event: PointerEvent) => event.pointerType !== 'touch' && this.#point(i, 'hover')}
        @click=${() => getSelection()?.type !== 'Range' && this.#point(i, 'pin')}
      >
        <div class="cell index" role="rowheader" title=${state?.mark ?? nothing}>${state?.mark ? pastSign(state.mark) : nothing}${i + 1}</div>
        ${state ? pastCells(state, renderCell) : row ? row.map((value) => renderCell(value)) : this.columns.map(() => html`<div class="cell coming" role="cell">…</div>`)}
      </div>`);
    }
    return result;
  }

  private onScroll(): void {
    if (this.scroller) this.scrollPlace = this.scroller.scrollTop;
  }

  private onFocus(): void {
    this.focused = this.scroller?.matches(':focus-visible') ?? false;
    if (this.focused && this.at !== null) this.#point(this.at, 'focus');
  }

  private onBlur(): void {
    this.focused = false;
    point(this, null, 'focus');
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || this.total === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      // The first press finds the first row in sight.
      const seen = viewOf(this.total, this.scrollPlace, this.viewHeight, 0).first;
      const next = this.at === null ? seen : this.at + (event.key === 'ArrowDown' ? 1 : -1);
      this.at = Math.min(Math.max(0, next), this.total - 1);
      this.focused = true;
      this.#bringIntoView(this.at);
      this.#point(this.at, 'focus');
    } else if (event.key === 'Enter' && this.at !== null) this.#point(this.at, 'pin');
    else return;
    event.preventDefault();
  }

  /** Brings the first lit row of those that are known into view. @returns whether there is one */
  showLit(): boolean {
    const isLit = (row: readonly SqlValue[]): boolean => this.lit.has(markOfRow(this.table, this.primaryKey, this.#names, row));
    const then = this.past?.rows.findIndex(({ values }) => isLit(values));
    const found = then === undefined ? this.#pages.find(isLit) : then < 0 ? null : then;
    if (found !== null) this.#bringIntoView(found);
    return found !== null;
  }

  get #names(): readonly string[] {
    return this.columns.map(({ name }) => name);
  }

  #point(index: number, how: PointingHow): void {
    const values = this.#valuesOf(index);
    if (values !== undefined) point(this, { kind: 'row', table: this.table, columns: this.#names, values }, how);
  }

  #valuesOf(index: number): readonly SqlValue[] | undefined {
    return this.past ? this.past.rows[index]?.values : this.#pages.row(index);
  }

  #bringIntoView(index: number): void {
    if (this.scroller) this.scroller.scrollTop = scrollTo(index, this.total, this.scroller.scrollTop, this.viewHeight);
  }

  private measure(): void {
    if (this.scroller) this.viewHeight = Math.max(ROW, this.scroller.clientHeight - (this.head?.offsetHeight ?? ROW));
  }

  /** Asks for what is in sight and missing, one page at a time; what is in sight then is asked for next. */
  async #load(): Promise<void> {
    const { loadRows } = this;
    if (this.past || this.#loading || !loadRows || this.message || !this.table || !this.isConnected) return;
    const view = viewOf(this.total, this.scrollPlace, this.viewHeight);
    const { version } = this;
    // Of an empty table the first page is asked for too: it may have filled since.
    const page = this.#pages.wanted(view.first, Math.max(view.last, 1), version);
    if (page === null) return;
    const subject = this.#subject;
    this.#loading = true;
    const request: RowsRequest = { table: this.table, offset: page * PAGE, limit: PAGE };
    if (this.database !== null) request.database = this.database;
    const answer = await loadRows(request).catch((): RowsResult => ({ status: 'error', message: 'The rows could not be read.' }));
    this.#loading = false;
    if (subject === this.#subject && !this.past) this.#take(answer, page, version);
    this.requestUpdate();
  }

  /** Shows the rows of then, the first that was changed in sight; or, back in the present, asks for all anew. */
  #travel(): void {
    const { past } = this;
    if (!past) {
      this.#pages = new RowPages();
      return;
    }
    this.message = '';
    this.total = past.rows.length;
    const first = past.rows.findIndex(({ mark }) => mark !== undefined);
    const sample = past.rows.slice(Math.max(0, first), Math.max(0, first) + PAGE).map(widestOf);
    this.widths = this.columns.map((column, i) => Math.max(this.widths[i] ?? 0, contentWidth(sample, i), headWidth(column)));
    if (first >= 0) void this.updateComplete.then(() => this.#bringIntoView(first));
  }

  #take(answer: RowsResult, page: number, version: number): void {
    if (answer.status === 'error') {
      this.message = visibleText(answer.message);
      return;
    }
    this.#pages.put(page, answer.rows, version);
    this.total = answer.total;
    if (page === 0 || this.widths.every((width, i) => width === headWidth(this.columns[i]))) {
      const rows = unpackRows(answer.rows);
      this.widths = this.columns.map((column, i) => Math.max(this.widths[i] ?? 0, contentWidth(rows, i), headWidth(column)));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-rows': JunctionRows;
  }
}
