import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LiveRun } from '../session/work.ts';
import { codeStyles, renderCode } from './code.ts';
import { base } from './styles.ts';
import { task } from './task-styles.ts';

/**
 * Code in a lesson's text that can be run where it stands. It never runs by itself.
 *
 * @fires junction-live - `{ language, code }`: it is to be run
 */
@customElement('junction-live')
export class JunctionLive extends LitElement {
  static override styles = [
    base,
    task,
    codeStyles,
    css`
      :host {
        margin: 0 0 0.9em;
        font-size: var(--jn-text-m);
      }
      .box {
        padding: 0;
        overflow: hidden;
      }
      pre {
        margin: 0;
        padding: var(--jn-space-3) var(--jn-space-4);
        max-height: none;
      }
      .foot {
        padding: var(--jn-space-2) var(--jn-space-4);
        border-top: 1px solid var(--jn-line);
      }
      .foot .buttons {
        margin: 0;
      }
      .foot pre {
        padding: var(--jn-space-2) 0 0;
        max-height: 240px;
        white-space: pre-wrap;
      }
      .rows {
        margin-top: var(--jn-space-2);
        max-height: 240px;
        overflow: auto;
      }
    `,
  ];

  @property() code = '';
  @property() language: 'python' | 'sql' = 'python';
  /** What came of the last run; null before the first. */
  @property({ attribute: false }) result: LiveRun | null = null;

  protected override render(): TemplateResult {
    const { result } = this;
    return html`<div class="box">
      <pre tabindex="0" role="group" aria-label="Code to try" translate="no">${renderCode(this.code, this.language)}</pre>
      <div class="foot">
        <div class="buttons">
          <button class="outlined" ?disabled=${result?.running ?? false} @click=${this.onRun}>${result?.running ? 'Running …' : 'Try it'}</button>
          <span class="quiet">${this.language === 'sql' ? 'on your database' : 'as a program of its own'}</span>
        </div>
        <div role="status">${result && !result.running ? this.#renderResult(result) : nothing}</div>
      </div>
    </div>`;
  }

  #renderResult({ output, error, rows }: LiveRun): unknown {
    if (!output && !error && !rows) return html`<p class="quiet">Done. It printed nothing.</p>`;
    return html`${output ? html`<pre tabindex="0" role="group" aria-label="Output" translate="no">${output}</pre>` : nothing}
    ${rows
      ? html`<div class="rows" tabindex="0" role="group" aria-label="Rows">
          <table translate="no">
            <thead>
              <tr>${rows.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
            </thead>
            <tbody>
              ${rows.rows.slice(0, 100).map((row) => html`<tr>${row.map((cell) => html`<td>${cell === null ? 'NULL' : String(cell)}</td>`)}</tr>`)}
            </tbody>
          </table>
          ${rows.truncated || rows.rows.length > 100 ? html`<p class="quiet">Only the first rows are shown.</p>` : nothing}
        </div>`
      : nothing}
    ${error ? html`<p class="bad">${error}</p>` : nothing}`;
  }

  private onRun(): void {
    const detail = { language: this.language, code: this.code };
    this.dispatchEvent(new CustomEvent('junction-live', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-live': JunctionLive;
  }
}
