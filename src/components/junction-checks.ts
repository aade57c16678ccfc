import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Check, CheckTable } from '../engine/protocol.ts';
import type { CheckResult } from '../session/work.ts';
import { base } from './styles.ts';
import { task } from './task-styles.ts';

/**
 * The button that has the learner's work tested, and what the tests found.
 *
 * @fires junction-check-ask - the work is to be tested
 * @fires junction-check-stop - the test that goes on is to be broken off
 */
@customElement('junction-checks')
export class JunctionChecks extends LitElement {
  static override styles = [
    base,
    task,
    css`
      :host([panel]) {
        height: 100%;
        padding: var(--jn-space-4);
        overflow: auto;
        background: var(--jn-surface);
      }
      ul {
        display: grid;
        gap: var(--jn-space-2);
        margin: var(--jn-space-3) 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        scroll-margin-block: var(--jn-space-3);
        display: grid;
        grid-template-columns: 1.4em 1fr;
        overflow-wrap: anywhere;
      }
      li > div {
        min-width: 0;
      }
      .mark {
        font-weight: 700;
      }
      .message {
        margin: 2px 0 0;
        color: var(--jn-text);
        white-space: pre-line;
      }
      .stale ul {
        opacity: 0.75;
      }
      .rows {
        max-width: 100%;
        margin-top: var(--jn-space-2);
        overflow: auto;
      }
      th,
      td {
        overflow-wrap: normal;
      }
      th {
        font-weight: 600;
      }
      .missing td,
      .unexpected td {
        background: var(--jn-bad-soft);
      }
      td.mark {
        color: var(--jn-bad);
        font: 600 var(--jn-text-s) / 1.5 var(--jn-font);
        white-space: nowrap;
      }
      .null {
        color: var(--jn-muted);
        font-style: italic;
      }
    `,
  ];

  /** What the last check found; null before the first. */
  @property({ attribute: false }) result: CheckResult | null = null;
  @property({ type: Boolean }) checking = false;
  /** The program has changed since. */
  @property({ type: Boolean }) stale = false;
  /** The step brings something to be tested. */
  @property({ type: Boolean }) available = false;

  /** The learner has asked here, and looks here for the answer. */
  #asked = false;

  protected override updated(changed: PropertyValues): void {
    if (!this.#asked || this.checking || !(changed.has('checking') || changed.has('result'))) return;
    this.#asked = false;
    const checks = [...this.renderRoot.querySelectorAll('li')];
    (checks.find((check) => check.querySelector('.bad')) ?? checks.at(-1))?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    if (!this.available) return html`<p class="quiet">This step has nothing to check.</p>`;
    const { result } = this;
    return html`<div class=${this.stale ? 'stale' : ''}>
      <div class="buttons">
        <button class=${this.checking ? 'outlined' : 'primary'} @click=${() => (this.checking ? this.emit('junction-check-stop') : this.#ask())}>
          ${this.checking ? 'Stop checking' : 'Check my work'}
        </button>
        ${this.checking ? html`<span class="quiet">Running your program and testing what it leaves …</span>` : this.#renderSummary()}
      </div>
      ${result && !this.checking ? html`<ul>${result.checks.map((check) => this.#renderCheck(check))}</ul>` : nothing}
    </div>`;
  }

  #renderSummary(): unknown {
    const { result } = this;
    if (!result) return nothing;
    if (this.stale) return html`<span class="quiet">Your program has changed since it was checked.</span>`;
    const passed = result.checks.filter((check) => check.passed).length;
    return html`<span class=${result.passed ? 'good' : 'quiet'}>${result.passed ? 'All passed.' : `${passed} of ${result.checks.length} passed.`}</span>`;
  }

  #renderCheck(check: Check): TemplateResult {
    const [sign, word, style] = check.passed ? ['✓', 'Passed: ', 'good'] : check.tested === false ? ['–', 'Not tested: ', 'quiet'] : ['✗', 'Not passed: ', 'bad'];
    return html`<li>
      <span class="mark ${style}" aria-hidden="true">${sign}</span>
      <div>
        <span class="visually-hidden">${word}</span>${check.name}
        ${check.message && check.tested !== false ? html`<p class="message">${check.message}</p>` : nothing} ${check.table ? this.#renderTable(check.table, check.name) : nothing}
      </div>
    </li>`;
  }

  #renderTable({ columns, rows, more }: CheckTable, name: string): TemplateResult {
    return html`<div class="rows" tabindex="0" role="region" aria-label="Rows: ${name}">
      <table translate="no">
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
            <th scope="col"><span class="visually-hidden">What is wrong</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ cells, mark }) => html`<tr class=${mark}>
              ${cells.map((cell) => html`<td>${cell === null ? html`<span class="null">NULL</span>` : String(cell)}</td>`)}
              <td class="mark">${mark === 'missing' ? 'missing' : mark === 'unexpected' ? 'too many' : ''}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${more > 0 ? html`<p class="quiet">and ${more} more</p>` : nothing}
    </div>`;
  }

  #ask(): void {
    this.#asked = true;
    this.emit('junction-check-ask');
  }

  private emit(name: string): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-checks': JunctionChecks;
  }
}
