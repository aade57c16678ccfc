import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DatabaseInfo, QueryResult, ResultSet, Schema } from '../engine/protocol.ts';
import { type RowSource, sourceOf } from '../kinship/result-rows.ts';
import { type Marks, noMarks } from '../kinship/thing.ts';
import type { EditorMarker } from './code-surface.ts';
import { placeOf } from './editing.ts';
import './junction-editor.ts';
import type { JunctionEditor } from './junction-editor.ts';
import './junction-result-table.ts';
import { sqlConsoleStyles } from './sql-console-styles.ts';
import { base } from './styles.ts';
import { count, duration, firstLine, visibleText } from './text.ts';

/** Rows of one statement that the engine hands over at most. */
const SHOWN = 1_000;

/**
 * SQL on the same databases as the program: an editor above, each statement's answer below.
 *
 * @fires junction-editor-change - `{ value }`
 * @fires junction-sql-run - `{ sql, offset }`: the selection or everything, and where it begins in the text
 * @fires junction-point - `{ thing, how }`: the row of an answer that is pointed at
 * @fires junction-database-choose - `{ name }`
 */
@customElement('junction-sql-console')
export class JunctionSqlConsole extends LitElement {
  static override styles = [base, sqlConsoleStyles];

  @query('junction-editor') private editor!: JunctionEditor | null;

  /** The text of the editor. */
  @property() value = '';
  /** How the last run ended; null before the first. */
  @property({ attribute: false }) result: QueryResult | null = null;
  /** Whether a query is running, or cannot run yet. */
  @property({ type: Boolean }) busy = false;
  /** Holds the editor's better half back; see `junction-editor`. */
  @property({ type: Boolean }) waits = false;
  /** The database that queries go to; null while there is none. */
  @property() database: string | null = null;
  @property({ attribute: false }) databases: readonly DatabaseInfo[] = [];
  /** Of the database that is shown: it tells whose rows an answer shows. */
  @property({ attribute: false }) schema: Schema | null = null;
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;
  /** The other panels show a moment of the past. */
  @property({ type: Boolean }) past = false;

  /** What the result's error says about the text; gone with the next edit. */
  @state() private markers: readonly EditorMarker[] = [];

  /** Where the text that was run began in `value`. */
  #offset = 0;
  /** The database that the result is of. */
  #asked: string | null = null;
  /** Whose rows each answer shows. */
  #sources: readonly (RowSource | null)[] = [];

  override focus(): void {
    this.editor?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('result')) {
      this.markers = this.#markersOf(this.result);
      this.#asked = this.database;
    }
    if (changed.has('result') || changed.has('schema')) this.#sources = this.#sourcesOf(this.result);
  }

  protected override render(): TemplateResult {
    return html`
      <junction-editor
        language="sql"
        label="SQL editor"
        unlisted
        ?waits=${this.waits}
        .value=${this.value}
        .markers=${this.markers}
        @junction-editor-change=${this.onChange}
        @junction-editor-run=${this.onEditorRun}
      ></junction-editor>
      <div class="bar">
        <button class="primary" ?disabled=${this.busy} @click=${this.run}>Run SQL</button>
        <span class=${this.busy ? 'hint' : 'hint keys'}>${this.busy ? 'Running…' : 'Ctrl+Enter runs the selection, or everything.'}</span>
        ${this.databases.length > 1
          ? html`<label
              >Database
              <select @change=${this.onChoose}>
                ${this.databases.map(({ name }) => html`<option value=${name} ?selected=${name === this.database}>${name}</option>`)}
              </select></label
            >`
          : nothing}
      </div>
      ${this.past ? html`<p class="past">The other panels show the past. SQL is run on the live database, as it is now.</p>` : nothing}
      <div class="results" tabindex="0" role="region" aria-label="Results" aria-busy=${this.busy}>${this.renderResult()}</div>
    `;
  }

  private renderResult(): TemplateResult {
    const { result } = this;
    if (!result) {
      return html`<p class="quiet">
        Answers appear here. The console sees what is committed: what your program has not committed yet is not there.
      </p>`;
    }
    const sets = result.results.map((set, i) => this.renderSet(set, i));
    switch (result.status) {
      case 'ok':
        return html`${sets}
          <p class="quiet total">
            ${sets.length === 0 ? 'There was no statement to run. ' : `${count(sets.length, 'statement')}, `}${duration(result.ms)}
          </p>`;
      case 'error': {
        const place = this.markers[0];
        return html`${sets}
          <div class="error">
            <p>${visibleText(result.error.message)}</p>
            ${place
              ? html`<p class="meta">
                  In the statement at
                  <button @click=${() => this.editor?.goToLine(place.line, place.column ?? 1)}>line ${place.line}</button>${sets.length
                    ? '. The statements before it were run.'
                    : '.'}
                </p>`
              : nothing}
          </div>`;
      }
      default:
        return result satisfies never;
    }
  }

  private renderSet(set: ResultSet, index: number): TemplateResult {
    const head = visibleText(firstLine(set.sql));
    const meta =
      set.columns.length > 0
        ? set.truncated
          ? `showing the first ${count(set.rows.length || SHOWN, 'row')}`
          : count(set.rows.length, 'row')
        : set.changes > 0
          ? `${count(set.changes, 'row')} changed`
          : 'done';
    return html`<div class="set" role="group" aria-label="Result ${index + 1}">
      <p class="head"><code translate="no">${head}</code><span class="meta">${meta}</span></p>
      ${set.columns.length > 0
        ? html`<junction-result-table .columns=${set.columns} .rows=${set.rows} .source=${this.#sources[index] ?? null} .lit=${this.lit} label="Result ${index + 1}: ${head}"></junction-result-table>`
        : nothing}
    </div>`;
  }

  private onChange(event: CustomEvent<{ value: string }>): void {
    this.value = event.detail.value;
    this.markers = [];
  }

  private onEditorRun(event: Event): void {
    event.stopPropagation();
    this.run();
  }

  private run(): void {
    if (this.busy) return;
    const selection = this.editor?.selection ?? '';
    this.#offset = selection === '' ? 0 : (this.editor?.selectionOffset ?? 0);
    const detail = { sql: selection === '' ? this.value : selection, offset: this.#offset };
    this.dispatchEvent(new CustomEvent('junction-sql-run', { detail, bubbles: true, composed: true }));
  }

  private onChoose(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const detail = { name: event.target.value };
    this.dispatchEvent(new CustomEvent('junction-database-choose', { detail, bubbles: true, composed: true }));
  }

  #sourcesOf(result: QueryResult | null): (RowSource | null)[] {
    const { schema } = this;
    return schema === null || schema.database !== this.#asked ? [] : (result?.results ?? []).map((set) => sourceOf(set, schema));
  }

  #markersOf(result: QueryResult | null): EditorMarker[] {
    if (result?.status !== 'error' || result.error.offset === undefined) return [];
    const at = this.#offset + result.error.offset;
    // The failing statement may begin with the line end that follows the one before it.
    const start = at + (/^\s*/.exec(this.value.slice(at))?.[0].length ?? 0);
    return [{ ...placeOf(this.value, start), message: visibleText(result.error.message) }];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-sql-console': JunctionSqlConsole;
  }
}
