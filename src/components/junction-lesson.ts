import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Lesson, Step } from '../lessons/lesson.ts';
import './junction-prose.ts';
import { lessonStyles } from './lesson-styles.ts';
import { base, panel } from './styles.ts';

/**
 * A lesson, one step at a time, with hints for the asking.
 *
 * @fires junction-step - `{ step }`: another step is wanted, from 1
 * @fires junction-use-code - `{ code, language }`: this program is wanted in the editor
 * @fires junction-lesson-choose - the list of lessons is wanted
 */
@customElement('junction-lesson')
export class JunctionLesson extends LitElement {
  static override styles = [base, panel, lessonStyles];

  @query('h2') private heading!: HTMLElement | null;
  @query('.scroll') private scroller!: HTMLElement | null;

  /** The lesson; null while there is none. */
  @property({ attribute: false }) lesson: Lesson | null = null;
  /** From 1. */
  @property({ type: Number }) step = 1;
  @property() status: 'loading' | 'ready' | 'error' = 'ready';
  /** What went wrong, when `status` is `error`. */
  @property() message = '';

  /** Hints of this step that are shown. */
  @state() private hints = 0;
  @state() private solved = false;

  #moved = false;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('lesson') && !changed.has('step')) return;
    this.hints = 0;
    this.solved = false;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('step') && !changed.has('lesson')) return;
    if (this.scroller) this.scroller.scrollTop = 0;
    if (this.#moved) this.heading?.focus({ preventScroll: true });
    this.#moved = false;
  }

  protected override render(): TemplateResult {
    const { lesson } = this;
    if (this.status === 'loading') return html`<p class="message">Opening the lesson…</p>`;
    if (this.status === 'error') return html`<p class="message error">${this.message}</p>`;
    const step = lesson?.steps[this.step - 1];
    if (!lesson || !step) {
      return html`<div class="message">
        <p>No lesson is open.</p>
        <button class="outlined" @click=${() => this.emit('junction-lesson-choose')}>Choose a lesson</button>
      </div>`;
    }
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Lesson">
        <div class="inner">
          <p class="lesson">${lesson.title}, step ${this.step} of ${lesson.steps.length}</p>
          <nav aria-label="Steps">
            <ol class="steps">
              ${lesson.steps.map(
                ({ title }, i) => html`<li>
                  <button
                    aria-label="Step ${i + 1}: ${title}"
                    title=${title}
                    aria-current=${i + 1 === this.step ? 'step' : nothing}
                    @click=${() => this.goTo(i + 1)}
                  >
                    ${i + 1}
                  </button>
                </li>`,
              )}
            </ol>
          </nav>
          ${this.step === 1 ? this.renderIntro(lesson) : nothing}
          <h2 tabindex="-1">${step.title}</h2>
          <junction-prose .markdown=${step.prose}></junction-prose>
          ${step.predictions.map(
            ({ question }) => html`<div class="predict">
              <strong>Before you run</strong>
              <junction-prose .markdown=${question}></junction-prose>
            </div>`,
          )}
          ${this.renderHelp(step)}
        </div>
      </div>
      <div class="feet">${this.renderFeet(lesson)}</div>
    `;
  }

  private renderIntro({ intro, objectives, minutes }: Lesson): TemplateResult | typeof nothing {
    if (!intro && objectives.length === 0) return nothing;
    return html`<div class="intro">
      ${intro ? html`<junction-prose .markdown=${intro}></junction-prose>` : nothing}
      ${objectives.length
        ? html`<div class="aims">
            In about ${minutes} minutes you will be able to
            <ul>
              ${objectives.map((aim) => html`<li><junction-prose .markdown=${aim}></junction-prose></li>`)}
            </ul>
          </div>`
        : nothing}
    </div>`;
  }

  private renderHelp({ hints, solution, language }: Step): TemplateResult | typeof nothing {
    if (hints.length === 0 && solution === null) return nothing;
    return html`<div class="help">
      ${hints.slice(0, this.hints).map(
        (hint, i) => html`<div class="hint">
          <strong>Hint ${i + 1}</strong>
          <junction-prose .markdown=${hint}></junction-prose>
        </div>`,
      )}
      ${this.solved && solution !== null
        ? html`<div class="hint">
            <strong>A solution</strong>
            <pre tabindex="0" translate="no">${solution}</pre>
            <button class="outlined" @click=${() => this.emit('junction-use-code', { code: solution, language })}>Put it into the editor</button>
          </div>`
        : nothing}
      <div class="buttons">
        ${this.hints < hints.length
          ? html`<button class="outlined" @click=${() => this.hints++}>${this.hints === 0 ? 'Give me a hint' : 'Another hint'}</button>`
          : nothing}
        ${solution !== null && !this.solved && this.hints >= hints.length
          ? html`<button class="outlined" @click=${() => (this.solved = true)}>Show a solution</button>`
          : nothing}
      </div>
    </div>`;
  }

  private renderFeet(lesson: Lesson): TemplateResult {
    const before = lesson.steps[this.step - 2];
    const after = lesson.steps[this.step];
    return html`
      ${before
        ? html`<button class="outlined" @click=${() => this.goTo(this.step - 1)} aria-label="Previous step: ${before.title}">
            <span>← ${before.title}</span>
          </button>`
        : html`<span></span>`}
      ${after
        ? html`<button class="primary" @click=${() => this.goTo(this.step + 1)} aria-label="Next step: ${after.title}"><span>${after.title} →</span></button>`
        : html`<button class="outlined" @click=${() => this.emit('junction-lesson-choose')}>All lessons</button>`}
    `;
  }

  private goTo(step: number): void {
    this.#moved = true;
    this.emit('junction-step', { step });
  }

  private emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-lesson': JunctionLesson;
  }
}
