import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Lesson, Step } from '../lessons/lesson.ts';
import './junction-prose.ts';
import { base } from './styles.ts';

/**
 * A lesson, one step at a time, with hints for the asking.
 *
 * @fires junction-step - `{ step }`: another step is wanted, from 1
 * @fires junction-use-code - `{ code, language }`: this program is wanted in the editor
 * @fires junction-lesson-choose - the list of lessons is wanted
 */
@customElement('junction-lesson')
export class JunctionLesson extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        background: var(--jn-bg);
      }
      .scroll {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: var(--jn-space-5);
      }
      .inner {
        max-width: 68ch;
        margin-inline: auto;
      }
      .lesson {
        margin: 0 0 var(--jn-space-3);
        color: var(--jn-muted);
        font-size: var(--jn-text-s);
      }
      .lesson button {
        padding-inline: 0;
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      ol.steps {
        display: flex;
        flex-wrap: wrap;
        gap: var(--jn-space-2);
        margin: 0 0 var(--jn-space-5);
        padding: 0;
        list-style: none;
      }
      .steps button {
        justify-content: center;
        min-width: 30px;
        min-height: 30px;
        border-color: var(--jn-line-strong);
        border-radius: 15px;
        font-variant-numeric: tabular-nums;
      }
      .steps [aria-current='step'] {
        border-color: var(--jn-accent);
        background: var(--jn-accent);
        color: var(--jn-on-accent);
        font-weight: 600;
      }
      .steps [aria-current='step']:hover {
        background: var(--jn-accent);
      }
      h2 {
        margin: 0 0 var(--jn-space-4);
        font-size: var(--jn-text-xl);
        line-height: 1.25;
        letter-spacing: -0.01em;
        text-wrap: balance;
      }
      h2:focus {
        outline: none;
      }
      .intro {
        margin-bottom: var(--jn-space-5);
        padding-bottom: var(--jn-space-5);
        border-bottom: 1px solid var(--jn-line);
      }
      .aims {
        margin: var(--jn-space-4) 0 0;
        color: var(--jn-muted);
        font-size: var(--jn-text-m);
      }
      .aims ul {
        margin: var(--jn-space-1) 0 0;
        padding-inline-start: 1.4em;
      }
      .predict {
        margin-top: var(--jn-space-4);
        padding: var(--jn-space-3) var(--jn-space-4);
        border-inline-start: 3px solid var(--jn-accent);
        border-radius: 0 var(--jn-radius) var(--jn-radius) 0;
        background: var(--jn-accent-soft);
      }
      .predict strong,
      .hint strong {
        display: block;
        font-size: var(--jn-text-s);
      }
      .help {
        display: grid;
        gap: var(--jn-space-3);
        margin-top: var(--jn-space-5);
      }
      .hint {
        padding: var(--jn-space-3) var(--jn-space-4);
        border: 1px solid var(--jn-line);
        border-radius: var(--jn-radius);
        background: var(--jn-surface);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--jn-space-2);
      }
      .outlined {
        border-color: var(--jn-line-strong);
      }
      pre {
        margin: 0 0 var(--jn-space-3);
        max-height: 50vh;
        overflow: auto;
        font: 13px / 20px var(--jn-mono);
        tab-size: 4;
      }
      .feet {
        display: flex;
        justify-content: space-between;
        gap: var(--jn-space-3);
        padding: var(--jn-space-2) var(--jn-space-5);
        border-top: 1px solid var(--jn-line);
        background: var(--jn-bg);
      }
      .feet button {
        min-height: 32px;
        max-width: 48%;
      }
      .feet span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .message {
        max-width: 60ch;
        padding: var(--jn-space-5);
        color: var(--jn-muted);
      }
      .message.error {
        color: var(--jn-bad);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

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
