import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import type { SqlValue } from '../engine/protocol.ts';
import { rowOf, type RowSource } from '../kinship/result-rows.ts';
import { type Marks, markOfRow, noMarks } from '../kinship/thing.ts';
import { cellContent, cellOf, cellStyles } from './cells.ts';
import { lightUp, litStyles, PointTeller } from './pointable.ts';
import { base } from './styles.ts';
import { count, visibleText } from './text.ts';

/** Cells put into the page at once; more come on request. */
const MOST_CELLS = 12_000;

/**
 * Rows of a query as a plain table that scrolls by itself, its head in sight.
 *
 * @fires junction-point - `{ thing, how }`: the row that is pointed at, where it is known whose it is
 */
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
      tr[data-lit] > * {
        background: var(--jn-accent-soft);
      }
      tr:focus-visible {
        outline-offset: -2px;
      }
    `,
    litStyles,
  ];

  @property({ attribute: false }) columns: readonly string[] = [];
  @property({ attribute: false }) rows: readonly (readonly SqlValue[])[] = [];
  /** What the table shows, for those who do not see it. */
  @property() label = 'Result';

  /** The table whose rows these are; null where that is not known. */
  @property({ attribute: false }) source: RowSource | null = null;
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;

  @state() private all = false;

  readonly #teller = new PointTeller(this);

  protected override updated(): void {
    if (this.source !== null) lightUp(this.renderRoot, this.lit);
  }

  protected override render(): TemplateResult {
    const most = Math.max(50, Math.floor(MOST_CELLS / Math.max(1, this.columns.length)));
    const shown = this.all ? this.rows : this.rows.slice(0, most);
    const left = this.rows.length - shown.length;
    return html`
      <p class="visually-hidden" id="keys">${this.source ? 'Arrow keys go from row to row; Enter keeps what belongs to the row lit in all panels.' : ''}</p>
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${this.label}
        aria-describedby="keys"
        ${ref(this.#teller.attach)}
      >
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
            ${guard([this.rows, this.all, this.source], () => shown.map((row, i) => rowView(row, i, this.source)))}
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

function rowView(row: readonly SqlValue[], index: number, source: RowSource | null): TemplateResult {
  const thing = source && rowOf(source, row);
  const mark = thing && source && markOfRow(thing.table, source.primaryKey, thing.columns, row);
  return html`<tr data-point .thing=${thing ?? undefined} .mark=${mark ?? undefined} tabindex=${thing ? -1 : nothing}>
    <th scope="row">${index + 1}</th>
    ${row.map((value) => {
      const cell = cellOf(value);
      return html`<td class=${cell.kind}>${cellContent(cell)}</td>`;
    })}
  </tr>`;
}
