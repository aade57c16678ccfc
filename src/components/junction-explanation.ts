import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Explanation } from '../advice/advice.ts';
import { adviceStyles, fixList, originalWords, words } from './advice-text.ts';
import { base } from './styles.ts';

/**
 * An error in plain words: what it means, why, what to try, and Python's own words one click away.
 *
 * @fires junction-goto-line - `{ line }`: a line of the program, from 1
 */
@customElement('junction-explanation')
export class JunctionExplanation extends LitElement {
  static override styles = [
    base,
    adviceStyles,
    css`
      :host {
        display: block;
        font-size: var(--jn-text-s);
      }
      .title {
        margin: 0;
        font-size: var(--jn-text-m);
        font-weight: 600;
      }
      .cause {
        margin: var(--jn-space-1) 0 0;
      }
      .lines {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--jn-space-4);
      }
    `,
  ];

  @property({ attribute: false }) explanation: Explanation | null = null;
  /** The traceback, as Python prints it. */
  @property() original = '';
  /** Line of the program in which it failed, from 1; null when it was none of the program's. */
  @property({ type: Number }) line: number | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { explanation, original, line } = this;
    if (explanation === null) return nothing;
    const cause = explanation.line;
    return html`
      <p class="title">${words(explanation.title)}</p>
      <p class="cause">${words(explanation.cause)}</p>
      <div class="lines">
        ${cause === undefined ? nothing : this.renderLine(cause, line === null || line === cause ? 'Go to line' : 'The cause: line')}
        ${line === null || line === cause ? nothing : this.renderLine(line, 'Where it failed: line')}
      </div>
      ${fixList(explanation.fixes)} ${originalWords(`Python’s own words: ${lastLine(original)}`, original, explanation.link)}
    `;
  }

  private renderLine(line: number, label: string): TemplateResult {
    const go = (): boolean => this.dispatchEvent(new CustomEvent('junction-goto-line', { detail: { line }, bubbles: true, composed: true }));
    return html`<button class="line" @click=${go}>${label} ${line}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-explanation': JunctionExplanation;
  }
}

/** The line of a traceback that names the exception: the last that does not begin with a space or a bracket. */
function lastLine(traceback: string): string {
  const lines = traceback.trimEnd().split('\n');
  const line = lines.findLast((one) => /^[\w.]+(?:: |$)/.test(one)) ?? lines.at(-1) ?? '';
  return line.length <= 160 ? line : `${line.slice(0, 159)}…`;
}
