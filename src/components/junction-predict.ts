import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Prediction } from '../lessons/lesson.ts';
import type { Guess } from '../session/work.ts';
import './junction-prose.ts';
import { base } from './styles.ts';
import { task } from './task-styles.ts';

/**
 * A question to be answered before running; a real run then says what happens.
 *
 * @fires junction-guess - `{ index, guess }`: the learner has guessed
 */
@customElement('junction-predict')
export class JunctionPredict extends LitElement {
  static override styles = [
    base,
    task,
    css`
      .box {
        border-inline-start: 3px solid var(--jn-accent);
        background: var(--jn-accent-soft);
      }
      input[type='text'] {
        width: min(20em, 100%);
        min-height: 32px;
        padding: 0 var(--jn-space-2);
        border: 1px solid var(--jn-line-strong);
        border-radius: var(--jn-radius);
        background: var(--jn-surface);
        color: inherit;
        font: inherit;
      }
    `,
  ];

  @property({ attribute: false }) prediction: Prediction | null = null;
  @property({ type: Number }) index = 0;
  @property({ attribute: false }) guess: Guess | null = null;

  @state() private chosen = '';

  protected override render(): TemplateResult | typeof nothing {
    const { prediction, guess } = this;
    if (!prediction) return nothing;
    const running = guess !== null && guess.answer === null;
    return html`<form class="box predict" @submit=${this.onSubmit}>
      <strong>What do you expect?</strong>
      <junction-prose .markdown=${prediction.question}></junction-prose>
      <fieldset>
        <legend class="visually-hidden">Your guess</legend>
        ${prediction.choices.length > 0
          ? prediction.choices.map(
              (choice) => html`<label><input type="radio" name="guess" .value=${choice} .checked=${choice === this.chosen} @change=${() => (this.chosen = choice)} /> ${choice}</label>`,
            )
          : html`<input type="text" aria-label="Your guess" autocomplete="off" spellcheck="false" .value=${this.chosen} @input=${this.onInput} />`}
      </fieldset>
      <div class="buttons">
        <button class="outlined" ?disabled=${this.chosen.trim() === ''} aria-disabled=${running ? 'true' : nothing}>${running ? 'Running …' : guess ? 'Guess again' : 'Run it and see'}</button>
      </div>
      <div role="status">${this.#renderAnswer()}</div>
    </form>`;
  }

  #renderAnswer(): unknown {
    const { guess } = this;
    if (!guess?.answer) return nothing;
    if ('error' in guess.answer) return html`<p class="bad">The run came to no answer: ${guess.answer.error}</p>`;
    const { text } = guess.answer;
    if (guess.right) return html`<p><span class="good">✓ As you expected:</span> ${text}</p>`;
    return html`<p>The run says <strong>${text}</strong>, you expected ${guess.guess}. Where does the difference come from?</p>`;
  }

  private onInput(event: Event): void {
    this.chosen = (event.target as HTMLInputElement).value;
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    if (this.chosen.trim() === '' || (this.guess !== null && this.guess.answer === null)) return;
    const detail = { index: this.index, guess: this.chosen.trim() };
    this.dispatchEvent(new CustomEvent('junction-guess', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-predict': JunctionPredict;
  }
}
