import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SessionEvent, Transaction } from '../engine/protocol.ts';
import type { Stop } from '../history/history.ts';
import { base } from './styles.ts';
import { count } from './text.ts';
import { timelineStyles } from './timeline-styles.ts';
import { stopSentence, stopWords, type StopWords } from './timeline-words.ts';

/** How long playing takes for all stops together, and for one of them at least and at most, in milliseconds. */
const PLAY = { all: 20_000, least: 300, most: 1_200, calm: 2_000 } as const;

/**
 * The moments of a run and the inputs after it: a slider whose places are the statements that changed something, and at
 * its end now. What the chosen place is, is said in words. Escape goes back to now.
 *
 * @fires junction-timeline - `{ stop }`: the number of the stop to show, or null for now
 * @fires junction-goto-line - `{ line }`: the line of the stop, from 1
 */
@customElement('junction-timeline')
export class JunctionTimeline extends LitElement {
  static override styles = [base, timelineStyles];

  @query('input') private slider!: HTMLInputElement | null;

  /** All stops, the start first. */
  @property({ attribute: false }) stops: readonly Stop[] = [];
  /** Number of the stop that is shown; null for now. */
  @property({ attribute: false }) stop: number | null = null;
  @property({ attribute: false }) events: readonly SessionEvent[] = [];
  @property({ attribute: false }) transactions: readonly Transaction[] = [];
  /** Whether the program found tables. */
  @property({ type: Boolean }) began = false;
  /** A program runs: these stops are about to go. */
  @property({ type: Boolean }) busy = false;

  @state() private playing = false;
  /** For screen readers, where the slider itself does not say it. */
  @state() private said = '';

  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Goes that many stops on, or back; from now back to the last one. */
  step(by: number): void {
    this.pause();
    const to = Math.max(0, this.#place + by);
    if (this.busy || to === this.#place || to > this.stops.length) return;
    this.#go(to);
    this.said = this.#sentence(to);
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.playing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('stops') || this.busy) this.pause();
    if (changed.has('stops')) this.said = '';
  }

  protected override updated(): void {
    // The greatest value must be there before the value.
    if (this.slider) this.slider.value = String(this.#place);
  }

  protected override render(): TemplateResult {
    const place = this.#place;
    const now = place === this.stops.length;
    return html`
      <div class=${now ? 'bar' : 'bar past'} role="group" aria-label="Timeline of the database" @keydown=${this.onKeyDown}>
        <div class="buttons">
          <button aria-label="Previous stop" title="Previous stop (Alt ,)" aria-keyshortcuts="Alt+," ?disabled=${this.busy || place === 0} @click=${() => this.step(-1)}>
            ${icon('M3 2h1.8v10H3zM12 2.3v9.4a.5.5 0 0 1-.8.4L5.4 7.4a.5.5 0 0 1 0-.8l5.8-4.7a.5.5 0 0 1 .8.4Z')}
          </button>
          <button aria-label=${this.playing ? 'Pause' : 'Play'} title=${this.playing ? 'Pause' : 'Play: from the beginning, stop by stop'} ?disabled=${this.busy} @click=${this.onPlay}>
            ${icon(this.playing ? 'M3.5 2h2.6v10H3.5zM7.9 2h2.6v10H7.9z' : 'M3 1.6v10.8a.6.6 0 0 0 .9.5l8.7-5.4a.6.6 0 0 0 0-1L3.9 1.1a.6.6 0 0 0-.9.5Z')}
          </button>
          <button aria-label="Next stop" title="Next stop (Alt .)" aria-keyshortcuts="Alt+." ?disabled=${this.busy || now} @click=${() => this.step(1)}>
            ${icon('M9.2 2H11v10H9.2zM2 2.3v9.4a.5.5 0 0 0 .8.4l5.8-4.7a.5.5 0 0 0 0-.8L2.8 1.9a.5.5 0 0 0-.8.4Z')}
          </button>
        </div>
        <input
          type="range"
          min="0"
          max=${this.stops.length}
          step="1"
          aria-label="Moment of the database"
          aria-valuetext=${this.#sentence(place)}
          ?disabled=${this.busy}
          @input=${this.onSlide}
        />
        ${this.#renderLabel(now)}
        <button class="now" aria-keyshortcuts="Escape" ?disabled=${now} @click=${this.onNow}>Now${now ? nothing : html` <kbd aria-hidden="true">Esc</kbd>`}</button>
      </div>
      <div class="visually-hidden" role="status">${this.said}</div>
    `;
  }

  #renderLabel(now: boolean): TemplateResult {
    if (this.busy) return html`<p class="label">The program is running. Its stops come when it has ended.</p>`;
    if (now) {
      return html`<p class="label"><b>Now</b> the live database. ${count(this.stops.length - 1, 'stop')} behind: step back to see it as it was. <kbd>Alt ,</kbd>&nbsp;<kbd>Alt .</kbd></p>`;
    }
    const { place, cause, done, notes } = this.#words(this.#place);
    const line = this.stops[this.#place]?.statement;
    const link = line?.line !== undefined && line.input === undefined ? line.line : null;
    return html`<p class="label" title=${this.#sentence(this.#place)}>
      <b>${this.#place === 0 ? 'Start' : `${this.#place.toLocaleString('en')} of ${(this.stops.length - 1).toLocaleString('en')}`}</b>
      ${link === null ? (this.#place === 0 ? nothing : html`<span>${place}</span>`) : html`<button class="line" @click=${() => this.#send('junction-goto-line', { line: link })}>Line ${link}</button>`}
      ${cause === '' ? nothing : html`<span>${cause}:</span>`} <span class="done">${done}</span> ${notes.map((note) => html`<em>${note}</em> `)}
    </p>`;
  }

  private onSlide(): void {
    this.pause();
    this.said = '';
    if (this.slider) this.#go(Number(this.slider.value));
  }

  private onNow(): void {
    this.pause();
    this.slider?.focus();
    this.#go(this.stops.length);
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.stop === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.onNow();
  }

  private onPlay(): void {
    if (this.playing) return this.pause();
    this.said = '';
    this.playing = true;
    if (this.stop === null) this.#go(0);
    this.#wait();
  }

  #wait(): void {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const pace = Math.min(PLAY.most, Math.max(PLAY.least, PLAY.all / this.stops.length));
    this.#timer = setTimeout(() => {
      const to = this.#place + 1;
      if (to >= this.stops.length) this.pause();
      this.#go(to);
      if (this.playing) this.#wait();
    }, calm ? PLAY.calm : pace);
  }

  /** The slider's value: now is behind the last stop. */
  get #place(): number {
    return this.stop ?? this.stops.length;
  }

  #go(to: number): void {
    this.#send('junction-timeline', { stop: to >= this.stops.length ? null : to });
  }

  #words(place: number): StopWords {
    const stop = this.stops[place];
    return stop === undefined ? { place: 'Now', cause: '', done: 'the live database', notes: [] } : stopWords(stop, this);
  }

  #sentence(place: number): string {
    return place === this.stops.length ? 'Now: the live database.' : stopSentence(this.#words(place), place, this.stops.length - 1);
  }

  #send(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-timeline': JunctionTimeline;
  }
}

function icon(path: string): TemplateResult {
  return html`<svg viewBox="0 0 14 14" aria-hidden="true"><path d=${path} /></svg>`;
}
