import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Step } from '../lessons/lesson.ts';
import { diffStyles, renderDiff } from './diff-view.ts';
import './junction-prose.ts';
import { lineDiff } from './line-diff.ts';
import { base } from './styles.ts';
import { task } from './task-styles.ts';

/**
 * Help with a step, for the asking: its hints one at a time, then a solution, as what it changes in the learner's text.
 *
 * @fires junction-use-code - `{ code, language }`: this program is wanted in the editor
 */
@customElement('junction-help')
export class JunctionHelp extends LitElement {
  static override styles = [
    base,
    task,
    diffStyles,
    css`
      .help {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--jn-space-3);
      }
    `,
  ];

  @property({ attribute: false }) step: Step | null = null;
  /** The learner's text, to compare the solution with. */
  @property() code = '';

  /** Hints of this step that are shown. */
  @state() private hints = 0;
  @state() private solved = false;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('step')) return;
    this.hints = 0;
    this.solved = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.step) return nothing;
    const { hints, solution } = this.step;
    if (hints.length === 0 && solution === null) return nothing;
    const left = this.hints < hints.length;
    return html`<div class="help">
      ${hints.slice(0, this.hints).map(
        (hint, i) => html`<div class="box hint">
          <strong>Hint ${i + 1}${hints.length > 1 ? ` of ${hints.length}` : ''}</strong>
          <junction-prose .markdown=${hint}></junction-prose>
        </div>`,
      )}
      ${this.solved && solution !== null ? this.#renderSolution(solution) : nothing}
      <div class="buttons">
        ${left || (solution !== null && !this.solved)
          ? html`<button class="outlined" @click=${() => this.#help()}>${!left ? 'Show a solution' : this.hints === 0 ? 'Give me a hint' : 'Another hint'}</button>`
          : nothing}
      </div>
    </div>`;
  }

  #renderSolution(solution: string): TemplateResult {
    const lines = lineDiff(this.code, solution);
    const same = lines.every(({ mark }) => mark === ' ');
    return html`<div class="box hint solution" tabindex="-1" role="group" aria-label="A solution">
      <strong>A solution</strong>
      ${same
        ? html`<p>Your program is this solution already.</p>`
        : html`<p class="quiet">What it changes in your program: lines with − go, lines with + come.</p>
            ${renderDiff(lines, this.step?.language ?? 'python', 'A solution, compared with your program')}
            <div class="buttons">
              <button class="outlined" @click=${() => this.#use(solution)}>Put it into the editor</button>
            </div>`}
    </div>`;
  }

  /** The next hint, after the last one a solution; the keyboard goes on from what came, or from the button. */
  #help(): void {
    const hint = this.step !== null && this.hints < this.step.hints.length;
    if (hint) this.hints += 1;
    else this.solved = true;
    void this.updateComplete.then(() => {
      if (hint) this.renderRoot.querySelector('.buttons')?.scrollIntoView({ block: 'nearest' });
      else this.renderRoot.querySelector<HTMLElement>('.solution')?.focus();
    });
  }

  #use(code: string): void {
    const detail = { code, language: this.step?.language ?? 'python' };
    this.dispatchEvent(new CustomEvent('junction-use-code', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-help': JunctionHelp;
  }
}
