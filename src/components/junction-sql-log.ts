import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RunResult, SessionEvent, Statement, StatementKind, Transaction } from '../engine/protocol.ts';
import { type Marks, noMarks, statementMark } from '../kinship/thing.ts';
import { numbersOf } from '../trace-log/brackets.ts';
import { logOf } from '../trace-log/log.ts';
import { entriesOf, filters, sectionsOf, type Entry } from '../trace-log/sections.ts';
import { copyText } from './clipboard.ts';
import type { JunctionFold } from './junction-fold.ts';
import { lightUp, litStyles, PointTeller } from './pointable.ts';
import { sqlLogStyles } from './sql-log-styles.ts';
import { countsOf, logScript } from './sql-log-text.ts';
import { sectionView, type LogView } from './sql-log-view.ts';
import { base, panel } from './styles.ts';
import { count } from './text.ts';

/** Entries that are shown at first, and that come when more are asked for. */
const CHUNK = 200;
/** Entries in the page at once. */
const MOST = 600;

const kinds = filters.flatMap(({ kinds: each }): readonly StatementKind[] => each);

/**
 * Every statement that the program sent to SQLite, oldest first, by the line and the doing of the session that sent it,
 * with its values, its rows, its time and its transaction. Repeated ones are folded.
 *
 * @fires junction-goto-line - `{ line }`: a line of the program, from 1
 * @fires junction-point - `{ thing, how }`: the line, the session's doing or the statement that is pointed at
 */
@customElement('junction-sql-log')
export class JunctionSqlLog extends LitElement {
  static override styles = [base, panel, sqlLogStyles, litStyles];

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

  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;
  /** The statement after which the databases are shown; null for now. */
  @property({ attribute: false }) at: Statement | null = null;

  /** The first entry that is shown, and the one after the last. */
  @state() private shown: readonly [from: number, to: number] = [0, 0];
  @state() private values = true;
  @state() private without: ReadonlySet<StatementKind> = new Set();
  /** The line that the editor sent the reader to. */
  @state() private sought: number | null = null;
  @state() private copied: 'no' | 'yes' | 'refused' = 'no';

  #entries: readonly Entry[] = [];
  #program: readonly string[] = [];
  #several = false;
  #numbers: ReadonlyMap<number, number> = new Map();
  #counts: readonly { label: string; kinds: readonly StatementKind[]; n: number }[] = [];
  #atEnd = true;
  readonly #teller = new PointTeller(this);
  #hidden = true;
  /** Brought to the front, it shows what has been lit meanwhile. */
  readonly #seen = new ResizeObserver(() => {
    const hidden = this.offsetHeight === 0;
    if (this.#hidden && !hidden && this.lit.size > 0) this.showLit();
    else if (this.#hidden && !hidden) void this.#showMoment();
    this.#hidden = hidden;
  });

  /** Brings the statements of a line into view. @returns false when the line sent none */
  async showLine(line: number): Promise<boolean> {
    await this.updateComplete;
    if (!this.statements.some((statement) => statement.line === line && statement.input === undefined)) return false;
    this.without = new Set();
    await this.updateComplete;
    const at = this.#entries.findIndex((entry) => entry.line === line && entry.input === undefined);
    if (at < this.shown[0] || at + CHUNK > this.shown[1]) this.shown = [at, Math.min(at + MOST, this.#entries.length)];
    this.sought = line;
    this.#atEnd = false;
    await this.updateComplete;
    const head = this.renderRoot.querySelector<HTMLElement>(`button[data-line="${line}"]`);
    head?.closest('.group')?.scrollIntoView({ block: 'start' });
    head?.focus({ preventScroll: true });
    return head !== null;
  }

  /** Brings the statement of the moment into view, wherever it is folded; the focus stays where it is. */
  async #showMoment(): Promise<void> {
    const { at } = this;
    if (!at) return;
    if (this.without.has(at.kind)) this.without = new Set();
    await this.updateComplete;
    const place = this.#entries.findIndex(({ items }) => items.some(({ statements }) => statements.includes(at)));
    if (place >= 0 && (place < this.shown[0] || place >= this.shown[1])) this.shown = [Math.max(0, place - CHUNK), Math.min(place + CHUNK, this.#entries.length)];
    this.#atEnd = false;
    await this.updateComplete;
    const fold = this.renderRoot.querySelector<JunctionFold>('junction-fold.at');
    await fold?.unfold();
    (this.renderRoot.querySelector('.entry.at') ?? fold)?.scrollIntoView({ block: 'center' });
  }

  /** Brings the first of what is lit into view. */
  showLit(): void {
    const at = this.#entries.findIndex(({ items }) => items.some((item) => item.statements.some(({ id }) => this.lit.has(statementMark(id)))));
    if (at === -1) return;
    if (at < this.shown[0] || at >= this.shown[1]) this.shown = [at, Math.min(at + MOST, this.#entries.length)];
    this.#atEnd = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector('.entry[data-lit]')?.scrollIntoView({ block: 'nearest' }));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const all: PropertyValues = changed;
    if (changed.has('program')) this.#program = this.program.split('\n');
    if (changed.has('statements')) {
      this.#several = new Set(this.statements.filter(({ connection }) => connection > 0).map(({ database }) => database)).size > 1;
      this.#counts = countsOf(this.statements);
      this.sought = null;
      this.copied = 'no';
    }
    if (!['statements', 'events', 'transactions', 'without'].some((name) => all.has(name))) return;
    const former = this.#entries.length;
    this.#numbers = numbersOf(this.transactions);
    this.#entries = entriesOf(logOf(this, { kinds: new Set(kinds.filter((kind) => !this.without.has(kind))), muted: true }));
    const before = changed.get('statements');
    // A new run begins a new log, and so does another filter; a longer one goes on with the same.
    const begins = all.has('without') || (before && this.statements[0] !== before[0]);
    if (begins) this.#atEnd = true;
    const { length } = this.#entries;
    const from = begins || former === 0 ? length - CHUNK : this.#atEnd ? Math.max(this.shown[0], length - MOST) : this.shown[0];
    const to = begins || this.#atEnd || this.shown[1] === former ? length : this.shown[1];
    this.shown = [Math.max(0, from, to - MOST), to];
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('statements') && this.#atEnd && this.scroller) this.scroller.scrollTop = this.scroller.scrollHeight;
    // After whatever else was rendered, so that what has just come is lit too.
    if (changed.has('lit') || this.lit.size > 0) lightUp(this.renderRoot, this.lit);
    if (changed.has('at')) void this.#showMoment();
  }

  protected override render(): TemplateResult {
    return html`
      <p class="intro">Every SQL statement that your program sends to the database, with the line that sent it and what the session was doing. Point at one, and its rows and edges light up in the other panels.</p>
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
    const [from, to] = this.shown;
    const { length } = this.#entries;
    const view: LogView = { values: this.values, program: this.#program, at: this.at, several: this.#several, numbers: this.#numbers, goTo: (line) => this.goTo(line) };
    return html`
      ${this.renderBar()}
      <p class="visually-hidden" id="keys">Arrow keys go from one statement to the next; Enter keeps what belongs to it lit in all panels.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="SQL log" aria-describedby="keys" @scroll=${this.onScroll} ${ref(this.#teller.attach)}>
        ${from > 0 ? html`<button class="step" @click=${() => this.goOn(-1)}>Show ${count(Math.min(from, CHUNK), 'earlier statement')}</button>` : nothing}
        ${length === 0 ? html`<p class="empty">The filter hides all of them.</p>` : nothing}
        ${guard([this.#entries, from, to, this.values, this.#program, this.sought, this.at], () => {
          const sections = sectionsOf(this.#entries.slice(from, to));
          return html`<ol>
            ${repeat(sections, ({ id }) => id, (one) => html`<li class="group ${one.line === this.sought && one.input === undefined ? 'lit' : ''}">${sectionView(one, view)}</li>`)}
          </ol>`;
        })}
        ${to < length ? html`<button class="step" @click=${() => this.goOn(1)}>Show ${count(Math.min(length - to, CHUNK), 'later statement')}</button>` : nothing}
      </div>
    `;
  }

  private renderBar(): TemplateResult {
    return html`<div class="bar">
      <div class="kinds" role="group" aria-label="Kinds that are shown">
        <span class="count">${count(this.statements.length, 'statement')}</span>
        ${this.#counts.map(({ label, kinds: of, n }) => {
          const [first] = of;
          return html`<button aria-pressed=${first === undefined || !this.without.has(first)} @click=${() => this.toggle(of)}>${label} <span class="n">${n.toLocaleString('en')}</span></button>`;
        })}
      </div>
      <label class="values"><input type="checkbox" .checked=${this.values} @change=${() => (this.values = !this.values)} />Values in place</label>
      <button class="copy" @click=${this.copy}>${this.copied === 'yes' ? 'Copied' : this.copied === 'refused' ? 'The browser refused' : 'Copy as SQL'}</button>
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

  /** Shows earlier or later statements, gives up those farthest from them, and keeps what was being read where it is. */
  private async goOn(way: 1 | -1): Promise<void> {
    const { length } = this.#entries;
    const from = Math.max(0, this.shown[0] - (way < 0 ? CHUNK : 0));
    const to = Math.min(length, this.shown[1] + (way > 0 ? CHUNK : 0));
    const read = [...this.renderRoot.querySelectorAll<HTMLElement>('.entry')].at(way < 0 ? 0 : -1);
    const id = read?.dataset['id'];
    const top = read?.getBoundingClientRect().top ?? 0;
    this.shown = way < 0 ? [from, Math.min(to, from + MOST)] : [Math.max(from, to - MOST), to];
    await this.updateComplete;
    const now = id === undefined ? null : this.renderRoot.querySelector(`.entry[data-id="${id}"]`);
    if (this.scroller && now) this.scroller.scrollTop += now.getBoundingClientRect().top - top;
    if (this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement === null) this.scroller?.focus({ preventScroll: true });
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
