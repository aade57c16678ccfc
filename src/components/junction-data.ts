import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import type { DatabaseInfo, RowsRequest, RowsResult, Schema } from '../engine/protocol.ts';
import { countWords, type Moment, type RowCounts } from '../history/moment.ts';
import { fold, type Marks, noMarks, rowMark, type Thing } from '../kinship/thing.ts';
import { type Entry, entriesOf, pastEntries } from './data-entries.ts';
import { dataStyles } from './data-styles.ts';
import './junction-rows.ts';
import type { JunctionRows } from './junction-rows.ts';
import { pastBanner, pastBannerStyles } from './past-banner.ts';
import { lightUp, litStyles, PointTeller } from './pointable.ts';
import { base, panel } from './styles.ts';
import { count, visibleText } from './text.ts';

/**
 * The tables of a database and their committed rows, or those of a moment of the past; takes in and hands out database files.
 *
 * @fires junction-point - `{ thing, how }`: the table or row that is pointed at
 * @fires junction-database-choose - `{ name }`
 * @fires junction-import - `{ file }`: a file that was chosen or dropped
 * @fires junction-export - `{ name }`
 */
@customElement('junction-data')
export class JunctionData extends LitElement {
  static override styles = [base, panel, pastBannerStyles, dataStyles, litStyles];

  @query('junction-rows') private rows!: JunctionRows | null;
  @query('input[type=file]') private picker!: HTMLInputElement | null;

  @property({ attribute: false }) databases: readonly DatabaseInfo[] = [];
  /** The database that is shown; null while there is none. */
  @property() database: string | null = null;
  /** Its schema; null while it is not known. */
  @property({ attribute: false }) schema: Schema | null = null;
  /** Grows when the data may have changed. */
  @property({ type: Number }) version = 0;
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;
  @property({ attribute: false }) loadRows: ((request: RowsRequest) => Promise<RowsResult>) | null = null;
  /** The moment of the past to show in place of all this; null for now. */
  @property({ attribute: false }) past: Moment | null = null;

  @state() private chosen: string | null = null;
  @state() private dropping = false;
  @state() private entries: readonly Entry[] = [];

  readonly #teller = new PointTeller(this);

  /** Shows the table of which rows are lit, and the first of those. */
  async showLit(): Promise<void> {
    const lit = this.schema?.tables.filter((table) => this.lit.has(`table ${fold(table.name)}`)) ?? [];
    const touched = lit.find((table) => [...this.lit].some((mark) => mark.startsWith(rowMark(table.name, []))));
    if (touched === undefined) return;
    if (!lit.some((table) => table.name === this.#shown?.name)) this.chosen = touched.name;
    await this.updateComplete;
    this.rows?.showLit();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('schema') || changed.has('past')) this.entries = this.past ? pastEntries(this.past) : this.schema ? entriesOf(this.schema) : [];
    if (changed.has('past')) this.follow();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('lit') || this.lit.size > 0) lightUp(this.renderRoot, this.lit);
  }

  protected override render(): TemplateResult {
    return html`
      ${this.renderBar()} ${this.past ? pastBanner(this, this.past, this.#viewsNow) : nothing}
      <div
        class=${this.dropping ? 'main dropping' : 'main'}
        @dragover=${this.onDragOver}
        @dragleave=${() => (this.dropping = false)}
        @drop=${this.onDrop}
      >
        ${this.renderMain()}
      </div>
      <input type="file" hidden accept=".db,.sqlite,.sqlite3,.db3,application/vnd.sqlite3" aria-label="Database file" @change=${this.onPick} />
    `;
  }

  private renderBar(): TemplateResult {
    const { past } = this;
    const shown = past ? past.database : this.database;
    const names = past ? past.databases : this.databases.map(({ name }) => name);
    const info = past ? undefined : this.databases.find(({ name }) => name === shown);
    return html`<div class="bar">
      <span class="grow">
        ${names.length > 1
          ? html`<select aria-label="Database" @change=${this.onChoose}>
              ${names.map((name) => html`<option value=${name} .selected=${name === shown}>${visibleText(name)}</option>`)}
            </select>`
          : html`<b translate="no">${visibleText(shown || 'No database')}</b>`}
        ${info?.uncommitted
          ? html`<span class="pending" title="A connection holds changes that nobody else sees before it commits.">uncommitted changes</span>`
          : nothing}
      </span>
      ${past
        ? nothing
        : html`<button @click=${() => this.picker?.click()}>Import…</button>
            <button ?disabled=${this.database === null} @click=${this.onExport}>Export</button>`}
    </div>`;
  }

  private renderMain(): TemplateResult {
    const { past } = this;
    if (past && this.entries.length === 0) return html`<p class="empty">There were no tables yet.</p>`;
    if (!past && this.database === null) {
      return html`<div class="empty">
        <p>There is no database yet. Run a program that creates one, type SQL, or bring a file of your own.</p>
        <button class="outlined" @click=${() => this.picker?.click()}>Import an SQLite file</button>
      </div>`;
    }
    if (!past && !this.schema) return html`<p class="empty">Reading the tables…</p>`;
    const shown = this.#shown;
    if (!shown) {
      return html`<div class="empty"><p>This database has no tables yet. In a program, <code>db.create_all()</code> makes them.</p></div>`;
    }
    return html`
      <ul aria-label="Tables" ${ref(this.#teller.follow)}>
        ${this.entries.map((entry) => this.renderEntry(entry, entry === shown))}
      </ul>
      <junction-rows
        .database=${past ? past.database : this.database}
        .table=${shown.name}
        .past=${past?.table(shown.name) ?? null}
        .columns=${shown.columns}
        .total=${shown.rows ?? 0}
        .version=${this.version}
        .primaryKey=${shown.primaryKey}
        .lit=${this.lit}
        .loadRows=${this.loadRows}
      ></junction-rows>
    `;
  }

  /** What is said of the views that the database has now. */
  get #viewsNow(): string {
    const views = this.schema?.database === this.past?.database ? (this.schema?.views.length ?? 0) : 0;
    return views === 0 ? '' : `Its ${views === 1 ? 'view is' : 'views are'} not followed through time: go back to now to see ${views === 1 ? 'it' : 'them'}.`;
  }

  get #shown(): Entry | undefined {
    return this.entries.find(({ name }) => name === this.chosen) ?? this.entries[0];
  }

  private renderEntry({ name, rows, badge, counts }: Entry, current: boolean): TemplateResult {
    const thing: Thing = { kind: 'table', table: name };
    return html`<li>
      <button aria-current=${current} data-point .thing=${thing} @click=${() => (this.chosen = name)}>
        <span class="name" translate="no">${visibleText(name)}</span>
        ${rows === null
          ? nothing
          : html`<span class="rows" aria-hidden="true">${rows.toLocaleString('en')}</span><span class="visually-hidden">${count(rows, 'row')}</span>`}
        ${badge ? html`<span class="badge">${badge}</span>` : nothing} ${counts ? renderCounts(counts) : nothing}
      </button>
    </li>`;
  }

  /** Brings what a stop has changed to the front, unless it is there. */
  private follow(): void {
    const touched = this.entries.filter(({ counts, badge }) => (counts && countWords(counts) !== '') || badge === 'created');
    if (touched[0] && !touched.some(({ name }) => name === this.chosen)) this.chosen = touched[0].name;
  }

  private onChoose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.emit('junction-database-choose', { name: event.target.value });
  }

  private onExport(): void {
    if (this.database !== null) this.emit('junction-export', { name: this.database });
  }

  private onPick(): void {
    const file = this.picker?.files?.[0];
    if (file) this.emit('junction-import', { file });
    // So that the same file can be chosen again.
    if (this.picker) this.picker.value = '';
  }

  private onDragOver(event: DragEvent): void {
    if (this.past || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  }

  private onDrop(event: DragEvent): void {
    this.dropping = false;
    const file = event.dataTransfer?.files[0];
    if (this.past || !file) return;
    event.preventDefault();
    this.emit('junction-import', { file });
  }

  private emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-data': JunctionData;
  }
}

function renderCounts(counts: RowCounts): TemplateResult | typeof nothing {
  const words = countWords(counts);
  return words === '' ? nothing : html`<span class="counts">${words}</span>`;
}
