import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Quiz } from '../lessons/lesson.ts';
import './junction-prose.ts';
import { base } from './styles.ts';
import { task } from './task-styles.ts';

/**
 * A question with options, one right or several. What was chosen is answered with its reason.
 *
 * @fires junction-choose - `{ index, options }`: these options, from 0, are the learner's answer
 */
@customElement('junction-quiz')
export class JunctionQuiz extends LitElement {
  static override styles = [
    base,
    task,
    css`
      fieldset {
        display: grid;
        gap: var(--jn-space-1);
      }
      .because {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--jn-space-2);
        margin: 0 0 var(--jn-space-1) 1.9em;
      }
      .because > junction-prose {
        flex: 1 1 16em;
      }
    `,
  ];

  @property({ attribute: false }) quiz: Quiz | null = null;
  @property({ type: Number }) index = 0;
  /** The options that were given as the answer last; null before the first answer. */
  @property({ attribute: false }) answer: readonly number[] | null = null;

  @state() private chosen: readonly number[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('quiz')) this.chosen = this.answer ?? [];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { quiz } = this;
    if (!quiz) return nothing;
    const several = quiz.options.filter(({ right }) => right).length > 1;
    const { answer } = this;
    const current = answer !== null && answer.join() === this.chosen.join();
    const right = answer !== null && quiz.options.every((option, i) => option.right === answer.includes(i));
    return html`<form class="box quiz" @submit=${this.onSubmit}>
      <strong>Question</strong>
      <junction-prose .markdown=${quiz.question}></junction-prose>
      <fieldset>
        <legend class="visually-hidden">${several ? 'Choose all that are right' : 'Choose one'}</legend>
        ${quiz.options.map(
          ({ text, because, right: isRight }, i) => html`<label>
              <input type=${several ? 'checkbox' : 'radio'} name="option" .checked=${this.chosen.includes(i)} @change=${() => this.#choose(i, several)} />
              <junction-prose .markdown=${text}></junction-prose>
            </label>
            ${current && this.chosen.includes(i)
              ? html`<div class="because">
                  <span class=${isRight ? 'good' : 'bad'}>${isRight ? '✓ Right.' : '✗ Not this one.'}</span>
                  <junction-prose .markdown=${because}></junction-prose>
                </div>`
              : nothing}`,
        )}
      </fieldset>
      <div class="buttons">
        <button class="outlined" ?disabled=${this.chosen.length === 0} aria-disabled=${current ? 'true' : nothing}>Answer</button>
        ${several ? html`<span class="quiet">Choose all that are right.</span>` : nothing}
      </div>
      <div role="status">
        ${current ? html`<p class=${right ? 'good' : 'quiet'}>${right ? 'That is right.' : this.chosen.every((i) => quiz.options[i]?.right) ? 'Right so far, and not yet all.' : 'Think again.'}</p>` : nothing}
      </div>
    </form>`;
  }

  #choose(option: number, several: boolean): void {
    if (!several) this.chosen = [option];
    else this.chosen = this.chosen.includes(option) ? this.chosen.filter((other) => other !== option) : [...this.chosen, option].sort((a, b) => a - b);
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    const detail = { index: this.index, options: this.chosen };
    if (this.chosen.length > 0) this.dispatchEvent(new CustomEvent('junction-choose', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-quiz': JunctionQuiz;
  }
}
