import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SqlValue } from '../engine/protocol.ts';
import { cellContent, cellOf, cellStyles } from './cells.ts';
import { base } from './styles.ts';
import { count, visibleText } from './text.ts';

/** Cells put into the page at once; more come on request. */
const MOST_CELLS = 12_000;

/** Rows of a query as a plain table that scrolls by itself, its head in sight. */
@customElement('junction-result-table')
export class JunctionResultTable extends LitElement {
  static override styles = [
    base,
    cellStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .scroll {
        max-height: min(60vh, 420px);
        overflow: auto;
        border: 1px solid var(--jn-line);
        border-radius: var(--jn-radius);
      }
      table {
        border-collapse: separate;
        border-spacing: 0;
      }
      caption {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      th,
      td {
        padding: 3px var(--jn-space-3);
        border-bottom: 1px solid var(--jn-line);
        text-align: start;
        vertical-align: baseline;
      }
      tr:last-child > * {
        border-bottom: 0;
      }
      thead th {
        position: sticky;
        top: 0;
        z-index: 1;
        border-bottom: 1px solid var(--jn-line-strong);
        background: var(--jn-raised);
        font: 600 var(--jn-text-s) / 1.5 var(--jn-mono);
        white-space: pre;
      }
      tbody th {
        color: var(--jn-muted);
        font-weight: 400;
        font-size: var(--jn-text-xs);
        text-align: end;
        font-variant-numeric: tabular-nums;
        user-select: none;
      }
      td {
        max-width: 60ch;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      td.number {
        text-align: end;
      }
      tbody tr:hover > * {
        background: var(--jn-raised);
      }
    `,
  ];

  @property({ attribute: false }) columns: readonly string[] = [];
  @property({ attribute: false }) rows: readonly (readonly SqlValue[])[] = [];
  /** What the table shows, for those who do not see it. */
  @property() label = 'Result';

  @state() private all = false;

  protected override render(): TemplateResult {
    const most = Math.max(50, Math.floor(MOST_CELLS / Math.max(1, this.columns.length)));
    const shown = this.all ? this.rows : this.rows.slice(0, most);
    const left = this.rows.length - shown.length;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${this.label}>
        <table>
          <caption>
            ${this.label}, ${count(this.rows.length, 'row')}
          </caption>
          <thead>
            <tr>
              <th scope="col"><span class="visually-hidden">Row</span></th>
              ${this.columns.map((name) => html`<th scope="col" translate="no">${visibleText(name)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row, i) => html`<tr>
                <th scope="row">${i + 1}</th>
                ${row.map((value) => {
                  const cell = cellOf(value);
                  return html`<td class=${cell.kind}>${cellContent(cell)}</td>`;
                })}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${left > 0 ? html`<button @click=${() => (this.all = true)}>Show ${count(left, 'more row', 'more rows')}</button>` : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-result-table': JunctionResultTable;
  }
}
