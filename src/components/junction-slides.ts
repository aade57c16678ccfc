import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Lesson, Prediction, Quiz, Step } from '../lessons/lesson.ts';
import { codeStyles, renderCode } from './code.ts';
import { diffStyles, renderDiff } from './diff-view.ts';
import './junction-prose.ts';
import { lineDiff } from './line-diff.ts';
import './junction-shortcuts.ts';
import type { JunctionShortcuts } from './junction-shortcuts.ts';
import { inDialog, isTyping } from './playground-events.ts';
import { slideAfter, slideAt, slideBefore, slideShortcuts, verbOf, type Slide, type SlideVerb } from './slide.ts';
import { slidesStyles } from './slides-styles.ts';
import { base } from './styles.ts';

/**
 * A lesson as a talk: one step at a time in large type, its solution shown when the speaker says so. It obeys the keyboard
 * and clickers wherever the focus is, as long as no text is being written.
 *
 * @fires junction-slide - the `Slide` that is wanted
 * @fires junction-keys - `{ on }`: single keys are wanted, or not
 * @fires junction-speaker - a window with the notes is wanted
 * @fires junction-view - `{ view }`: the step is wanted in the playground (`live`), or as a learner has it (`learn`)
 */
@customElement('junction-slides')
export class JunctionSlides extends LitElement {
  static override styles = [base, codeStyles, diffStyles, slidesStyles];

  @query('.slide') private scroller!: HTMLElement | null;
  @query('junction-shortcuts') private shortcuts!: JunctionShortcuts | null;

  @property({ attribute: false }) lesson: Lesson | null = null;
  @property({ attribute: false }) slide: Slide = slideAt(1);

  /** Whether single keys are shortcuts. */
  @property({ attribute: false }) keys = true;

  @state() private notes = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onKeyDown);
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('slide')) return;
    const before = changed.get('slide') as Slide | undefined;
    if (this.scroller && (before?.step !== this.slide.step || before.opening !== this.slide.opening)) this.scroller.scrollTop = 0;
    if (before && !before.solved && this.slide.solved) this.renderRoot.querySelector('.solution')?.scrollIntoView({ block: 'start' });
  }

  protected override render(): unknown {
    const { lesson, slide } = this;
    const step = lesson?.steps[slide.step - 1];
    if (!lesson || !step) return nothing;
    const said = slide.opening ? lesson.notes : step.notes;
    return html`
      <div class="slide" tabindex="0" role="region" aria-label="Slide">
        <div class="inner">${slide.opening ? this.#renderOpening(lesson) : this.#renderStep(lesson, step)}</div>
      </div>
      ${this.notes
        ? html`<div class="notes" tabindex="0" role="region" aria-label="Notes">
            ${said ? html`<junction-prose .markdown=${said}></junction-prose>` : html`<p class="quiet">There are no notes here.</p>`}
          </div>`
        : nothing}
      ${this.#renderBar(lesson, step)}
      <junction-shortcuts .on=${this.keys} .groups=${slideShortcuts}></junction-shortcuts>
    `;
  }

  #renderOpening({ title, summary, intro, objectives, minutes }: Lesson): TemplateResult {
    return html`<h2>${title}</h2>
      ${intro ? html`<junction-prose .markdown=${intro}></junction-prose>` : html`<p>${summary}</p>`}
      ${objectives.length > 0
        ? html`<h3>In about ${minutes} minutes you will be able to</h3>
            <ul>
              ${objectives.map((aim) => html`<li><junction-prose .markdown=${aim}></junction-prose></li>`)}
            </ul>`
        : nothing}`;
  }

  #renderStep(lesson: Lesson, step: Step): TemplateResult {
    const { slide } = this;
    return html`<p class="where">${lesson.title} · step ${slide.step} of ${lesson.steps.length}</p>
      <h2>${step.title}</h2>
      <junction-prose .markdown=${step.prose}></junction-prose>
      ${step.predictions.map((each) => renderPrediction(each))} ${step.quizzes.map((each) => renderQuiz(each, slide.solved))}
      ${step.start.trim() === ''
        ? nothing
        : html`<details class="box">
            <summary>The program that the step begins with</summary>
            <pre tabindex="0" role="region" aria-label="The program that the step begins with" translate="no">${renderCode(step.start, step.language)}</pre>
          </details>`}
      ${slide.solved && step.solution !== null ? renderSolution(step, step.solution) : nothing}`;
  }

  #renderBar(lesson: Lesson, step: Step): TemplateResult {
    const { slide } = this;
    const last = !slide.opening && slide.step === lesson.steps.length;
    const first = slide.opening || (slide.step === 1 && !hasOpening(lesson));
    const hidden = step.solution !== null || step.quizzes.length > 0;
    return html`<div class="bar" role="toolbar" aria-label="Talk">
      <button ?disabled=${first} @click=${() => this.#do('back')}>← Back</button>
      <span class="count" role="status">${slide.opening ? 'Introduction' : `Step ${slide.step} of ${lesson.steps.length}`}</span>
      <button ?disabled=${last} @click=${() => this.#step(slideAfter(slide, lesson.steps.length))}>Next →</button>
      <button ?disabled=${slide.opening || !hidden} aria-pressed=${slide.solved ? 'true' : 'false'} @click=${() => this.#do('solution')}>Solution</button>
      <span class="gap"></span>
      <button aria-pressed=${this.notes ? 'true' : 'false'} @click=${() => this.#do('notes')}>Notes</button>
      <button @click=${() => this.#emit('junction-speaker')}>Notes window</button>
      <button @click=${() => this.#do('try')}>Try it</button>
      <button aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" @click=${() => this.#do('keys')}>?</button>
      <button @click=${() => this.#do('leave')}>End</button>
    </div>`;
  }

  private onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.lesson === null || isTyping(event) || inDialog(event)) return;
    const [target] = event.composedPath();
    const verb = verbOf(event, this.keys);
    // A button that has the focus is pressed by the space bar, and a summary opened.
    if (verb === null || (event.key === ' ' && target instanceof Element && /^(?:button|summary|a)$/.test(target.localName))) return;
    // The browser leaves the full screen by Escape; the talk goes on.
    if (verb === 'leave' && document.fullscreenElement !== null) return;
    event.preventDefault();
    this.#do(verb);
  };

  #do(verb: SlideVerb): void {
    const { lesson, slide } = this;
    if (!lesson) return;
    switch (verb) {
      case 'next':
        return this.#scroll(1) ? undefined : this.#step(slideAfter(slide, lesson.steps.length));
      case 'back':
        return this.#scroll(-1) ? undefined : this.#step(slideBefore(slide, hasOpening(lesson)));
      case 'first':
        return this.#step({ ...slideAt(1), opening: hasOpening(lesson) });
      case 'last':
        return this.#step(slideAt(lesson.steps.length));
      case 'solution':
        return slide.opening ? undefined : this.#step({ ...slide, solved: !slide.solved });
      case 'notes':
        this.notes = !this.notes;
        return;
      case 'keys':
        return this.shortcuts?.show();
      case 'try':
        return this.#emit('junction-view', { view: 'live' });
      case 'leave':
        return this.#emit('junction-view', { view: 'learn' });
      case 'full':
        void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
    }
  }

  /** Moves within a slide that is higher than the screen; false when it is at its end. */
  #scroll(direction: 1 | -1): boolean {
    const box = this.scroller;
    if (!box) return false;
    const left = direction > 0 ? box.scrollHeight - box.clientHeight - box.scrollTop : box.scrollTop;
    if (left < 8) return false;
    box.scrollBy({ top: direction * Math.min(left, box.clientHeight * 0.85) });
    return true;
  }

  #step(slide: Slide): void {
    this.#emit('junction-slide', slide);
  }

  #emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-slides': JunctionSlides;
  }
}

/** Whether something is shown before the first step. */
export function hasOpening({ intro, objectives }: Lesson): boolean {
  return intro !== '' || objectives.length > 0;
}

/** A solution as what it changes; whole where it changes nearly everything. */
export function renderSolution({ start, language }: Step, solution: string): TemplateResult {
  const lines = lineDiff(start, solution);
  const kept = lines.filter(({ mark }) => mark === ' ').length;
  return html`<div class="box solution">
    <strong>A solution</strong>
    ${start.trim() === '' || kept * 4 < lines.length
      ? html`<pre tabindex="0" role="region" aria-label="A solution" translate="no">${renderCode(solution, language)}</pre>`
      : renderDiff(lines, language, 'A solution, compared with the start')}
  </div>`;
}

function renderPrediction({ question, choices }: Prediction): TemplateResult {
  return html`<div class="box">
    <junction-prose .markdown=${question}></junction-prose>
    ${choices.length > 0 ? html`<ul>${choices.map((choice) => html`<li>${choice}</li>`)}</ul>` : nothing}
  </div>`;
}

function renderQuiz({ question, options }: Quiz, solved: boolean): TemplateResult {
  return html`<div class="box">
    <junction-prose .markdown=${question}></junction-prose>
    <ul>
      ${options.map(({ text, right, because }) => html`<li>
        <junction-prose class=${solved && right ? 'right' : ''} .markdown=${text}></junction-prose>
        ${solved && (because || right) ? html`<span class="quiet">${right ? 'Right. ' : 'No. '}</span>` : nothing}
        ${solved && because ? html`<junction-prose .markdown=${because}></junction-prose>` : nothing}
      </li>`)}
    </ul>
  </div>`;
}
