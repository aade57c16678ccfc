import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RunResult, SessionEvent, Statement, StatementKind, Transaction } from '../engine/protocol.ts';
import { logOf, type LogGroup } from '../trace-log/log.ts';
import { filters, itemCount, sectionsOf } from '../trace-log/sections.ts';
import { copyText } from './clipboard.ts';
import { sqlLogStyles } from './sql-log-styles.ts';
import { logScript } from './sql-log-text.ts';
import { sectionView, type LogView } from './sql-log-view.ts';
import { base, panel } from './styles.ts';
import { count } from './text.ts';

/** Folded statements in the page at once; earlier ones come on request, as many again. */
const CHUNK = 200;

const kinds = filters.flatMap(({ kinds: each }): readonly StatementKind[] => each);

/**
 * Every statement that the program sent to SQLite, oldest first, by the line and the doing of the session that sent it,
 * with its values, its rows, its time and its transaction. Repeated ones are folded.
 *
 * @fires junction-goto-line - `{ line }`: a line of the program, from 1
 */
@customElement('junction-sql-log')
export class JunctionSqlLog extends LitElement {
  static override styles = [base, panel, sqlLogStyles];

  @query('.scroll') private scroller!: HTMLElement | null;

  /** In the order in which they were sent; replaced, never changed in place. */
  @property({ attribute: false }) statements: readonly Statement[] = [];
  @property({ attribute: false }) events: readonly SessionEvent[] = [];
  @property({ attribute: false }) transactions: readonly Transaction[] = [];
  /** The program that ran. */
  @property({ attribute: false }) program = '';
  /** Whether it runs now. */
  @property({ type: Boolean }) busy = false;
  /** How it ended; null before it has. */
  @property({ attribute: false }) ended: RunResult['status'] | null = null;

  @state() private shown = CHUNK;
  @state() private values = true;
  @state() private without: ReadonlySet<StatementKind> = new Set();
  /** The line that the editor sent the reader to. */
  @state() private lit: number | null = null;
  @state() private copied: 'no' | 'yes' | 'refused' = 'no';

  #log: readonly LogGroup[] = [];
  #program: readonly string[] = [];
  #atEnd = true;

  /** Brings the statements of a line into view. @returns false when the line sent none */
  async showLine(line: number): Promise<boolean> {
    await this.updateComplete;
    if (!this.statements.some((statement) => statement.line === line && statement.input === undefined)) return false;
    this.without = new Set();
    await this.updateComplete;
    // All there is from the line's first statement on.
    const at = this.#log.findIndex((group) => group.line === line && group.input === undefined);
    this.shown = Math.max(this.shown, itemCount(this.#log.slice(at)));
    this.lit = line;
    this.#atEnd = false;
    await this.updateComplete;
    const head = this.renderRoot.querySelector<HTMLElement>(`button[data-line="${line}"]`);
    head?.closest('.group')?.scrollIntoView({ block: 'start' });
    head?.focus({ preventScroll: true });
    return head !== null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('program')) this.#program = this.program.split('\n');
    const all: PropertyValues = changed;
    if (['statements', 'events', 'transactions', 'without'].some((name) => all.has(name))) {
      this.#log = logOf(this, { kinds: new Set(kinds.filter((kind) => !this.without.has(kind))), muted: true });
    }
    if (!changed.has('statements')) return;
    const before = changed.get('statements');
    // A new run begins a new log; a longer one goes on with the same.
    if (before && this.statements[0] !== before[0]) {
      this.shown = CHUNK;
      this.#atEnd = true;
    }
    this.lit = null;
    this.copied = 'no';
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('statements') && this.#atEnd && this.scroller) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  protected override render(): TemplateResult {
    return html`
      <p class="intro">Every SQL statement that your program sends to the database, with the line and the doing of the session that caused it.</p>
      ${this.statements.length === 0 ? html`<p class="empty">${this.emptyWords}</p>` : this.renderLog()}
    `;
  }

  private get emptyWords(): string {
    if (this.busy) return 'The program is running. Its SQL is listed here when it has ended.';
    if (this.ended === 'error') return 'No SQL: the program ended with an error before it sent any.';
    if (this.ended === 'stopped') return 'No SQL: the program was stopped, and what it sent was not kept.';
    return this.ended === 'ok' ? 'No SQL: the program sent nothing to a database.' : 'No SQL yet. Run a program, and every statement that it sends to the database is listed here.';
  }

  private renderLog(): TemplateResult {
    const items = itemCount(this.#log);
    const left = Math.max(0, items - this.shown);
    const view: LogView = { values: this.values, program: this.#program, goTo: (line) => this.goTo(line) };
    const shown = [this.#log, this.shown, this.values, this.#program, this.lit];
    return html`
      ${this.renderBar()}
      <div class="scroll" tabindex="0" role="region" aria-label="SQL log" @scroll=${this.onScroll}>
        ${left > 0 ? html`<button class="earlier" @click=${this.onEarlier}>Show ${count(Math.min(left, this.shown), 'earlier statement')}</button>` : nothing}
        ${items === 0 ? html`<p class="empty">The filter hides all of them.</p>` : nothing}
        ${guard(shown, () => {
          const sections = sectionsOf(this.#log, this.shown);
          return html`<ol>
            ${repeat(sections, ({ id }) => id, (one) => html`<li class="group ${one.line === this.lit && one.input === undefined ? 'lit' : ''}">${sectionView(one, view)}</li>`)}
          </ol>`;
        })}
      </div>
    `;
  }

  private renderBar(): TemplateResult {
    const counted = filters.map((filter) => ({ ...filter, n: this.statements.filter(({ kind }) => filter.kinds.some((each) => each === kind)).length }));
    return html`<div class="bar" role="group" aria-label="What is shown">
      <span class="count">${count(this.statements.length, 'statement')}</span>
      ${counted
        .filter(({ n }) => n > 0)
        .map(({ label, kinds: of, n }) => html`<button aria-pressed=${!this.without.has(of[0])} @click=${() => this.toggle(of)}>${label} ${n.toLocaleString('en')}</button>`)}
      <button class="values end" aria-pressed=${this.values} @click=${() => (this.values = !this.values)}>Values in place</button>
      <button @click=${this.copy}>${this.copied === 'yes' ? 'Copied' : this.copied === 'refused' ? 'The browser refused' : 'Copy as SQL'}</button>
    </div>`;
  }

  private toggle(of: readonly StatementKind[]): void {
    const hide = !of.some((kind) => this.without.has(kind));
    this.without = new Set(kinds.filter((kind) => (of.includes(kind) ? hide : this.without.has(kind))));
  }

  private goTo(line: number): void {
    this.dispatchEvent(new CustomEvent('junction-goto-line', { detail: { line }, bubbles: true, composed: true }));
  }

  private onScroll(): void {
    const box = this.scroller;
    if (box) this.#atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 32;
  }

  /** Puts earlier statements above, and keeps what was being read where it is. */
  private async onEarlier(): Promise<void> {
    const below = this.scroller ? this.scroller.scrollHeight - this.scroller.scrollTop : 0;
    this.shown *= 2;
    await this.updateComplete;
    if (this.scroller) this.scroller.scrollTop = this.scroller.scrollHeight - below;
  }

  private async copy(): Promise<void> {
    this.copied = (await copyText(logScript(this.statements))) ? 'yes' : 'refused';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-sql-log': JunctionSqlLog;
  }
}
