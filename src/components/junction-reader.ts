import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fetchLesson, loadLesson, onLessonSaved } from '../lessons/catalog.ts';
import type { Lesson } from '../lessons/lesson.ts';
import type { StepResult } from '../session/handout.ts';
import { adoptTextSize } from './host.ts';
import './junction-handout.ts';
import { hasOpening } from './junction-slides.ts';
import './junction-speaker.ts';
import { LessonRun } from './lesson-run.ts';
import { routeHash } from './route.ts';
import { asSlide, slideAt, type Slide } from './slide.ts';
import type { StillPicture } from './still-picture.ts';
import { base, tokens } from './styles.ts';

/**
 * A lesson outside of the playground: as slides, as the speaker's notes to them, or on paper. Slides and notes of one
 * lesson go together, in whatever windows of this browser they are.
 *
 * @fires junction-step - `{ step }`: another step is shown, from 1
 * @fires junction-view - `{ view }`: the lesson is wanted in another way
 */
@customElement('junction-reader')
export class JunctionReader extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      /* For the last row of a room; a projector of 1024 × 768 shows some 45 letters a line. */
      :host([view='present']) {
        --jn-unit: clamp(20px, 1.1vw + 12px, 34px) !important;
      }
      :host([view='notes']) {
        --jn-unit: 18px !important;
      }
      junction-slides,
      junction-speaker {
        flex: 1;
      }
      .message {
        max-width: 36rem;
        margin: var(--jn-space-6) auto;
        padding: 0 var(--jn-space-4);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** A bundled lesson's slug. */
  @property() slug: string | null = null;
  /** Or the address of a lesson's Markdown file. */
  @property() src: string | null = null;
  /** From 1. */
  @property({ type: Number }) step = 1;
  @property({ reflect: true }) view: 'present' | 'notes' | 'print' = 'present';
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' | 'contrast' = 'auto';

  /** Whether single keys are shortcuts. */
  @property({ attribute: false }) keys = true;

  @state() private lesson: Lesson | null = null;
  @state() private problem = '';
  @state() private slide: Slide = slideAt(1);
  @state() private results: ReadonlyMap<number, StepResult> = new Map();
  @state() private pictures: ReadonlyMap<number, StillPicture> = new Map();
  @state() private phase: 'none' | 'running' | 'done' | 'failed' = 'none';
  @state() private runProblem = '';

  #channel: BroadcastChannel | null = null;
  #run: LessonRun | null = null;

  constructor() {
    super();
    onLessonSaved((slug) => void (slug === this.slug && this.isConnected && this.#load()));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptTextSize(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#channel?.close();
    this.#channel = null;
    this.#forget();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('slug') || changed.has('src')) {
      this.lesson = null;
      this.#forget();
      void this.#load();
    }
    if (this.step !== this.slide.step) this.slide = slideAt(this.step);
    if (changed.has('view') && this.view === 'print') this.#print();
  }

  protected override render(): TemplateResult {
    const { lesson, slide } = this;
    if (this.problem !== '') return html`<div class="message" role="alert"><h1 class="visually-hidden">The lesson cannot be shown</h1>${this.problem}</div>`;
    if (lesson === null) return html`<p class="message" role="status">Opening the lesson…</p>`;
    const title = html`<h1 class="visually-hidden">${lesson.title}</h1>`;
    switch (this.view) {
      case 'print':
        return html`<junction-handout
          .lesson=${lesson}
          .source=${this.src}
          .results=${this.results}
          .pictures=${this.pictures}
          .phase=${this.phase}
          .message=${this.runProblem}
          @junction-handout-run=${() => this.#runSolutions()}
        ></junction-handout>`;
      case 'notes':
        return html`${title}<junction-speaker .lesson=${lesson} .slide=${slide} .keys=${this.keys} @junction-slide=${this.onSlide}></junction-speaker>`;
      case 'present':
        return html`${title}<junction-slides .lesson=${lesson} .slide=${slide} .keys=${this.keys} @junction-slide=${this.onSlide} @junction-speaker=${this.onSpeaker}></junction-slides>`;
    }
  }

  private onSlide(event: CustomEvent<Slide>): void {
    this.#show(event.detail);
    this.#channel?.postMessage(event.detail);
  }

  private onSpeaker(): void {
    const { slug, src, step } = this;
    open(location.pathname + location.search + routeHash({ slug, src, step, view: 'notes' }), 'junction-notes', 'popup,width=760,height=640');
  }

  async #load(): Promise<void> {
    const { slug, src } = this;
    try {
      const lesson = await (slug === null ? fetchLesson(new URL(src ?? '', document.baseURI).href) : loadLesson(slug));
      // Left meanwhile, it must not answer other windows.
      if (slug !== this.slug || src !== this.src || !this.isConnected) return;
      const first = this.lesson === null;
      this.lesson = lesson;
      this.problem = '';
      if (!first) return;
      const step = Math.min(this.step, lesson.steps.length);
      this.slide = { ...slideAt(step), opening: step === 1 && hasOpening(lesson) };
      if (step !== this.step) this.#tellStep();
      this.#listen();
      this.#print();
    } catch (error) {
      if (slug === this.slug && src === this.src) this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  /** Goes with the other windows that show this lesson. A message is data from this site, and still looked at. */
  #listen(): void {
    this.#channel?.close();
    this.#channel = new BroadcastChannel(`junction:slides:${this.slug ?? this.src}`);
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'where') {
        if (this.view === 'present') this.#channel?.postMessage(this.slide);
        return;
      }
      const slide = this.lesson && asSlide(data, this.lesson.steps.length);
      if (slide) this.#show(slide);
    };
    // The notes open where the slides are.
    if (this.view === 'notes') this.#channel.postMessage('where');
  }

  #show(slide: Slide): void {
    this.slide = slide;
    if (slide.step !== this.step) this.#tellStep();
  }

  #tellStep(): void {
    this.step = this.slide.step;
    this.dispatchEvent(new CustomEvent('junction-step', { detail: { step: this.slide.step }, bubbles: true, composed: true }));
  }

  /** What goes on paper is made by itself for the course's own lessons; one from elsewhere runs nothing unasked. */
  #print(): void {
    if (this.view === 'print' && this.lesson !== null && this.src === null && this.phase === 'none') this.#runSolutions();
  }

  #runSolutions(): void {
    const { lesson } = this;
    if (lesson === null || this.phase === 'running') return;
    this.#forget();
    this.phase = 'running';
    const run = (this.#run = new LessonRun());
    const end = (phase: 'done' | 'failed', problem: string): void => {
      if (run !== this.#run) return;
      this.phase = phase;
      this.runProblem = problem;
    };
    run
      .start(lesson, this.renderRoot as ShadowRoot, {
        result: (result) => (this.results = new Map(this.results).set(result.step, result)),
        picture: (step, picture) => (this.pictures = new Map(this.pictures).set(step, picture)),
      })
      .then(
        () => end('done', ''),
        (error: unknown) => end('failed', error instanceof Error ? error.message : String(error)),
      );
  }

  /** Ends what runs and drops what was found. */
  #forget(): void {
    this.#run?.close();
    this.#run = null;
    this.results = new Map();
    this.pictures = new Map();
    this.phase = 'none';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-reader': JunctionReader;
  }
}
