import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Statement } from '../engine/protocol.ts';
import { logScript, parametersText } from './sql-log-text.ts';
import { base, panel } from './styles.ts';
import { count, duration, visibleText } from './text.ts';

/** Statements in the page at once; earlier ones come on request, as many again. */
const CHUNK = 200;
const LONGEST = 2_000;

/**
 * Every statement that the program sent to SQLite, oldest first, with its values, its line, its rows and
 * its time.
 *
 * @fires junction-goto-line - `{ line }`: a line of the program, from 1
 */
@customElement('junction-sql-log')
export class JunctionSqlLog extends LitElement {
  static override styles = [
    base,
    panel,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--jn-space-2);
        padding: var(--jn-space-1) var(--jn-space-3);
        border-bottom: 1px solid var(--jn-line);
        color: var(--jn-muted);
        font-size: var(--jn-text-s);
      }
      .bar button {
        color: var(--jn-text);
      }
      .scroll {
        flex: 1;
        min-height: 0;
        overflow: auto;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(4.5em, auto) minmax(0, 1fr) auto;
        gap: 0 var(--jn-space-3);
        align-items: start;
        padding: var(--jn-space-2) var(--jn-space-3);
        border-bottom: 1px solid var(--jn-line);
        content-visibility: auto;
        contain-intrinsic-size: auto 44px;
      }
      li > button,
      .nowhere {
        min-height: 24px;
        padding-inline: 0;
        color: var(--jn-accent);
        font-size: var(--jn-text-xs);
        text-decoration: underline;
        text-underline-offset: 3px;
        white-space: nowrap;
      }
      .nowhere {
        color: var(--jn-muted);
        text-decoration: none;
      }
      pre {
        margin: 0;
        font: 13px / 20px var(--jn-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .values {
        color: var(--jn-muted);
      }
      .meta {
        color: var(--jn-muted);
        font-size: var(--jn-text-xs);
        line-height: 20px;
        text-align: end;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .empty {
        margin: 0;
        padding: var(--jn-space-4);
        max-width: 60ch;
        color: var(--jn-muted);
      }
      .earlier {
        width: 100%;
        justify-content: center;
        border-radius: 0;
        border-bottom: 1px solid var(--jn-line);
      }
    `,
  ];

  @query('.scroll') private scroller!: HTMLElement | null;

  /** In the order in which they were sent; replaced, never changed in place. */
  @property({ attribute: false }) statements: readonly Statement[] = [];

  @state() private shown = CHUNK;
  @state() private copied: 'no' | 'yes' | 'refused' = 'no';

  #atEnd = true;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('statements')) return;
    const before = changed.get('statements');
    // A new run begins a new log; a longer one goes on with the same.
    if (before && this.statements[0] !== before[0]) this.shown = CHUNK;
    this.copied = 'no';
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('statements') && this.#atEnd && this.scroller) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  protected override render(): TemplateResult {
    const { statements } = this;
    if (statements.length === 0) {
      return html`<p class="empty">No SQL yet. Run a program, and every statement that it sends to the database is listed here.</p>`;
    }
    const first = Math.max(0, statements.length - this.shown);
    return html`
      <div class="bar">
        <span>${count(statements.length, 'statement')}</span>
        <button @click=${this.copy}>${this.copied === 'yes' ? 'Copied' : this.copied === 'refused' ? 'The browser refused' : 'Copy as SQL'}</button>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="SQL log" @scroll=${this.onScroll}>
        ${first > 0
          ? html`<button class="earlier" @click=${this.onEarlier}>Show ${count(Math.min(first, this.shown), 'earlier statement')}</button>`
          : nothing}
        <ol start=${first + 1}>
          ${repeat(
            statements.slice(first),
            (_, i) => first + i,
            (statement) => this.renderStatement(statement),
          )}
        </ol>
      </div>
    `;
  }

  private renderStatement({ sql, parameters, line, rows, ms }: Statement): TemplateResult {
    const text = visibleText(sql.trim());
    const values = parametersText(parameters);
    return html`<li>
      ${line === undefined
        ? html`<span class="nowhere">–</span>`
        : html`<button @click=${() => this.goTo(line)} aria-label="Go to line ${line}">line ${line}</button>`}
      <div translate="no">
        <pre>${text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text}</pre>
        ${values ? html`<pre class="values">${values}</pre>` : nothing}
      </div>
      <span class="meta">${count(rows, 'row')}<br />${duration(ms)}</span>
    </li>`;
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
    try {
      await navigator.clipboard.writeText(logScript(this.statements));
      this.copied = 'yes';
    } catch {
      this.copied = 'refused';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-sql-log': JunctionSqlLog;
  }
}
