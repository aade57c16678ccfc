import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Lesson, LessonSummary, Step } from '../lessons/lesson.ts';
import type { Work } from '../session/work.ts';
import './junction-checks.ts';
import './junction-help.ts';
import './junction-order.ts';
import './junction-predict.ts';
import './junction-prose.ts';
import './junction-quiz.ts';
import { codeStyles, renderCode } from './code.ts';
import { renderSteps, stepsStyles } from './lesson-steps.ts';
import { lessonStyles } from './lesson-styles.ts';
import { lessonHash } from './route.ts';
import { base, panel } from './styles.ts';

/**
 * A lesson, one step at a time: its text, what there is to do, the checks, and help for the asking.
 *
 * @fires junction-step - `{ step }`: another step is wanted, from 1
 * @fires junction-use-code - `{ code, language }`: this program is wanted in the editor
 * @fires junction-check-ask, junction-check-stop, junction-guess, junction-choose, junction-order, junction-live - as its parts have them
 */
@customElement('junction-lesson')
export class JunctionLesson extends LitElement {
  static override styles = [base, panel, codeStyles, lessonStyles, stepsStyles];

  @query('h2') private heading!: HTMLElement | null;
  @query('.scroll') private scroller!: HTMLElement | null;

  /** The lesson; null while there is none. */
  @property({ attribute: false }) lesson: Lesson | null = null;
  /** From 1. */
  @property({ type: Number }) step = 1;
  @property() status: 'loading' | 'ready' | 'error' = 'ready';
  /** What went wrong, when `status` is `error`. */
  @property() message = '';

  /** The learner's text in this step's language. */
  @property() code = '';
  /** How far the learner has come. */
  @property({ attribute: false }) work: Work = noWork;

  /** Address of a lesson from elsewhere; null for the course's own. */
  @property() source: string | null = null;

  /** The course that the lesson stands in, in order; empty where it stands alone. */
  @property({ attribute: false }) course: readonly LessonSummary[] = [];

  #moved = false;

  protected override updated(changed: PropertyValues): void {
    // A lesson that its author has saved is the same one.
    const another = changed.has('lesson') && (changed.get('lesson') as Lesson | null)?.slug !== this.lesson?.slug;
    if (!changed.has('step') && !another) return;
    if (this.scroller) this.scroller.scrollTop = 0;
    if (!this.heading) return;
    if (this.#moved) this.heading.focus({ preventScroll: true });
    this.#moved = false;
  }

  /** The keyboard goes to the lesson's text. */
  override focus(): void {
    this.scroller?.focus();
  }

  protected override render(): TemplateResult {
    const { lesson } = this;
    if (this.status === 'loading') return html`<p class="message">Opening the lesson…</p>`;
    if (this.status === 'error') return html`<p class="message error">${this.message}</p>`;
    const step = lesson?.steps[this.step - 1];
    if (!lesson || !step) {
      return html`<p class="message">No lesson is open.</p>`;
    }
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Lesson">
        <div class="inner">
          ${this.source === null ? nothing : renderSource(this.source)}
          ${renderSteps(lesson, this.step, this.work.passed, (step) => this.goTo(step))}
          ${this.step === 1 ? this.renderIntro(lesson) : nothing}
          <h2 tabindex="-1">${step.title}</h2>
          <junction-prose .markdown=${step.prose} .lives=${this.work.lives}></junction-prose>
          ${this.renderSetup(step)} ${this.renderTasks(step)}
        </div>
      </div>
      <div class="feet">${this.renderFeet(lesson)}</div>
    `;
  }

  private renderIntro({ intro, objectives, minutes }: Lesson): TemplateResult | typeof nothing {
    if (!intro && objectives.length === 0) return nothing;
    return html`<div class="intro">
      ${intro ? html`<junction-prose .markdown=${intro} .lives=${this.work.lives}></junction-prose>` : nothing}
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

  /** What runs before the learner's program: to be looked at by who wants to know where the names come from. */
  private renderSetup({ setup, language }: Step): TemplateResult | typeof nothing {
    if (setup === '') return nothing;
    return html`<details class="setup">
      <summary>${language === 'sql' ? 'What is in the database already' : 'What runs before your program'}</summary>
      <pre tabindex="0" role="region" aria-label="What runs before" translate="no">${renderCode(setup, language)}</pre>
    </details>`;
  }

  /** What the learner does in the step, in the order of a working day: guess, order, answer, have it checked, get help. */
  private renderTasks(step: Step): TemplateResult {
    const { work } = this;
    const code = this.code.trimEnd();
    return html`<div class="tasks">
      ${step.predictions.map(
        (prediction, i) => html`<junction-predict .prediction=${prediction} .index=${i} .guess=${work.guesses[i] ?? null}></junction-predict>`,
      )}
      ${step.order ? html`<junction-order .order=${step.order}></junction-order>` : nothing}
      ${step.quizzes.map((quiz, i) => html`<junction-quiz .quiz=${quiz} .index=${i} .answer=${work.quizzes[i] ?? null}></junction-quiz>`)}
      ${step.language === 'sql' ? html`<p class="quiet">Your SQL works on a database of this step. Reset puts it back as it was at the beginning.</p>` : nothing}
      ${step.checks.length + step.quizzes.length > 0
        ? html`<junction-checks
            available
            .result=${work.checked?.result ?? null}
            .checking=${work.checking}
            .stale=${work.checked !== null && work.checked.code.trimEnd() !== code}
          ></junction-checks>`
        : nothing}
      <junction-help .step=${step} .code=${this.code}></junction-help>
    </div>`;
  }

  /** The way back and on: within the lesson, and at its ends in the course. */
  private renderFeet(lesson: Lesson): TemplateResult {
    const before = lesson.steps[this.step - 2];
    const after = lesson.steps[this.step];
    const at = this.source === null ? this.course.findIndex(({ slug }) => slug === lesson.slug) : -1;
    const [former, next] = at < 0 ? [] : [this.course[at - 1], this.course[at + 1]];
    return html`
      ${before
        ? html`<button class="outlined" @click=${() => this.goTo(this.step - 1)} aria-label="Previous step: ${before.title}">
            ←&nbsp;<span>${before.title}</span>
          </button>`
        : this.renderWay(former, 'Previous lesson')}
      ${after
        ? html`<button class="primary" @click=${() => this.goTo(this.step + 1)} aria-label="Next step: ${after.title}"><span>${after.title}</span>&nbsp;→</button>`
        : at >= 0 && !next
          ? html`<a class="primary" href="#/summary"><span>Your summary →</span></a>`
          : this.renderWay(next, 'Next lesson')}
    `;
  }

  private renderWay(lesson: LessonSummary | undefined, which: 'Previous lesson' | 'Next lesson'): TemplateResult {
    if (!lesson) return html`<span></span>`;
    const next = which === 'Next lesson';
    const name = `${which}: ${lesson.title}`;
    return html`<a class=${next ? 'primary' : 'outlined'} href=${lessonHash(lesson.slug, 1)} aria-label=${name} title=${name} @click=${() => (this.#moved = true)}>
      <span>${next ? `${which} →` : `← ${which}`}</span>
    </a>`;
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

const noWork: Work = { checking: false, checked: null, quizzes: {}, guesses: {}, lives: {}, passed: [] };

/** Where a lesson that is not the course's own comes from. */
function renderSource(source: string): TemplateResult {
  const { href, host } = new URL(source, document.baseURI);
  return html`<p class="source">
    This lesson comes from <a href=${href} target="_blank" rel="noopener noreferrer" title=${href}>${host}</a>, and is not part of this site. Nothing of it runs until
    you say so, and then without access to this site or to the network.
  </p>`;
}
