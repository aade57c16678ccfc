import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Lesson } from '../lessons/lesson.ts';
import { codeStyles } from './code.ts';
import { diffStyles } from './diff-view.ts';
import './junction-prose.ts';
import { hasOpening, renderSolution } from './junction-slides.ts';
import { slideAfter, slideAt, slideBefore, verbOf, type Slide } from './slide.ts';
import { slidesStyles } from './slides-styles.ts';
import { base } from './styles.ts';

/**
 * What the speaker sees in a window of their own while the slides are on the screen: the notes, the solution, what comes
 * next, and the time. The same keys lead on.
 *
 * @fires junction-slide - the `Slide` that is wanted
 */
@customElement('junction-speaker')
export class JunctionSpeaker extends LitElement {
  static override styles = [
    base,
    codeStyles,
    diffStyles,
    slidesStyles,
    css`
      .slide {
        padding-block: var(--jn-space-5);
      }
      .time {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) lesson: Lesson | null = null;
  @property({ attribute: false }) slide: Slide = slideAt(1);
  /** Whether single keys are shortcuts. */
  @property({ attribute: false }) keys = true;

  /** Seconds since the window was opened. */
  @state() private seconds = 0;

  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.onKeyDown);
    const begin = Date.now() - this.seconds * 1_000;
    this.#clock = setInterval(() => (this.seconds = Math.floor((Date.now() - begin) / 1_000)), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onKeyDown);
    clearInterval(this.#clock);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { lesson, slide } = this;
    const step = lesson?.steps[slide.step - 1];
    if (!lesson || !step) return nothing;
    const next = slide.opening ? step : lesson.steps[slide.step];
    const said = slide.opening ? lesson.notes : step.notes;
    const time = `${Math.floor(this.seconds / 60)}:${String(this.seconds % 60).padStart(2, '0')}`;
    return html`
      <div class="slide" tabindex="0" role="region" aria-label="Notes">
        <div class="inner">
          <p class="where">${lesson.title} · ${slide.opening ? 'introduction' : `step ${slide.step} of ${lesson.steps.length}`}</p>
          <h2>${slide.opening ? lesson.title : step.title}</h2>
          ${said ? html`<junction-prose .markdown=${said}></junction-prose>` : html`<p class="quiet">There are no notes here. A block “notes” in the lesson’s file makes some.</p>`}
          ${slide.opening || step.solution === null
            ? nothing
            : html`<p class="quiet">${slide.solved ? 'The solution is on the screen.' : 'The solution is not on the screen yet.'}</p>
                ${renderSolution(step, step.solution)}`}
          <h3>${next ? `Next: ${next.title}` : 'This is the last step.'}</h3>
        </div>
      </div>
      <div class="bar" role="toolbar" aria-label="Talk">
        <button @click=${() => this.#back()}>← Back</button>
        <button @click=${() => this.#next()}>Next →</button>
        <button ?disabled=${slide.opening} aria-pressed=${slide.solved ? 'true' : 'false'} @click=${() => this.#solve()}>Solution</button>
        <span class="gap"></span>
        <span class="time" role="timer" aria-label="Time since the notes were opened">${time}</span>
      </div>
    `;
  }

  private onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.lesson === null) return;
    const verb = verbOf(event, this.keys);
    const [target] = event.composedPath();
    if (event.key === ' ' && target instanceof Element && target.localName === 'button') return;
    if (verb === 'next') this.#next();
    else if (verb === 'back') this.#back();
    else if (verb === 'solution') this.#solve();
    else return;
    event.preventDefault();
  };

  #next(): void {
    this.#go(slideAfter(this.slide, this.lesson?.steps.length ?? 1));
  }

  #back(): void {
    this.#go(slideBefore(this.slide, this.lesson !== null && hasOpening(this.lesson)));
  }

  #solve(): void {
    if (!this.slide.opening) this.#go({ ...this.slide, solved: !this.slide.solved });
  }

  #go(slide: Slide): void {
    this.dispatchEvent(new CustomEvent('junction-slide', { detail: slide, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-speaker': JunctionSpeaker;
  }
}
