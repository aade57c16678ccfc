import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Lesson, Step } from '../lessons/lesson.ts';
import type { StepResult, TableRows } from '../session/handout.ts';
import { codeStyles, renderCode } from './code.ts';
import { diffStyles, renderDiff } from './diff-view.ts';
import { handoutStyles } from './handout-styles.ts';
import './junction-prose.ts';
import { lineDiff } from './line-diff.ts';
import type { StillPicture } from './still-picture.ts';
import { base } from './styles.ts';

/** What of a lesson goes on paper, beside its text. */
const choices = { programs: 'Programs', solutions: 'Solutions', results: 'Diagrams and tables', hints: 'Hints', notes: 'Speaker’s notes' } as const;
type Choice = keyof typeof choices;

/** A program of so many lines stays on one page. */
const SHORT = 45;

/**
 * A lesson to be printed: its text and programs, and what its solutions leave, as diagrams and tables.
 *
 * @fires junction-handout-run - the solutions are to be run, for what they leave
 * @fires junction-view - `{ view: 'learn' }`: the lesson is wanted as a learner has it
 */
@customElement('junction-handout')
export class JunctionHandout extends LitElement {
  static override styles = [base, codeStyles, diffStyles, handoutStyles];

  @property({ attribute: false }) lesson: Lesson | null = null;
  /** Address of a lesson from elsewhere; null for the course's own. */
  @property() source: string | null = null;
  /** What was found, by step. */
  @property({ attribute: false }) results: ReadonlyMap<number, StepResult> = new Map();
  /** Diagrams of the tables, by step. */
  @property({ attribute: false }) pictures: ReadonlyMap<number, StillPicture> = new Map();
  /** How far the results are: not asked for, on their way, all there, or impossible, which `message` explains. */
  @property() phase: 'none' | 'running' | 'done' | 'failed' = 'none';
  @property() message = '';

  @state() private chosen: ReadonlySet<Choice> = new Set<Choice>(['programs', 'solutions', 'results']);

  protected override render(): TemplateResult | typeof nothing {
    const { lesson } = this;
    if (!lesson) return nothing;
    const { title, summary, minutes, objectives, intro } = lesson;
    return html`
      <div class="bar" role="toolbar" aria-label="Print">
        <button class="primary" @click=${() => print()}>Print</button>
        ${Object.entries(choices).map(
          ([name, label]) => html`<label><input type="checkbox" .checked=${this.chosen.has(name as Choice)} @change=${() => this.#choose(name as Choice)} />${label}</label>`,
        )}
        <span role="status">${this.#renderPhase()}</span>
        <button class="outlined" @click=${() => this.#emit('junction-view', { view: 'learn' })}>Back to the lesson</button>
      </div>
      <article>
        <h1>${title}</h1>
        <p>${summary}</p>
        ${this.source === null ? nothing : html`<p class="quiet">From ${new URL(this.source, document.baseURI).href}</p>`}
        ${objectives.length > 0
          ? html`<div class="aside">
              <strong>In about ${minutes} minutes you will be able to</strong>
              <ul>
                ${objectives.map((aim) => html`<li><junction-prose .markdown=${aim}></junction-prose></li>`)}
              </ul>
            </div>`
          : nothing}
        ${intro ? html`<junction-prose .markdown=${intro}></junction-prose>` : nothing} ${this.#renderNotes(lesson.notes)}
        ${lesson.steps.map((step, i) => this.#renderStep(step, lesson.steps[i - 1], i + 1))}
        <p class="quiet">${location.href.replace(/[?&]print=?$/, '')}</p>
      </article>
    `;
  }

  #renderStep(step: Step, before: Step | undefined, number: number): TemplateResult {
    const { language, setup, start, solution } = step;
    const inherited = before?.language === language ? (before.solution ?? before.start) : '';
    return html`<section>
      <h2>${number}. ${step.title}</h2>
      <junction-prose .markdown=${step.prose}></junction-prose>
      ${this.chosen.has('programs')
        ? html`${setup !== '' && setup !== before?.setup ? html`<h3>What runs before</h3>${renderPre(setup, language)}` : nothing}
          ${start.trim() !== '' && start !== inherited ? html`<h3>The program to begin with</h3>${renderPre(start, language)}` : nothing}`
        : nothing}
      ${step.predictions.map(({ question, choices: answers }) => renderQuestion(question, answers))}
      ${step.quizzes.map(({ question, options }) => renderQuestion(question, options.map(({ text }) => text)))}
      ${this.chosen.has('hints') ? step.hints.map((hint, i) => html`<div class="aside"><strong>Hint ${i + 1}</strong><junction-prose .markdown=${hint}></junction-prose></div>`) : nothing}
      ${this.#renderNotes(step.notes)}
      ${this.chosen.has('solutions') && solution !== null ? renderSolution(start, solution, language, number) : nothing}
      ${this.chosen.has('results') ? this.#renderResult(number) : nothing}
    </section>`;
  }

  #renderNotes(notes: string): unknown {
    if (notes === '' || !this.chosen.has('notes')) return nothing;
    return html`<div class="aside"><strong>Speaker’s notes</strong><junction-prose .markdown=${notes}></junction-prose></div>`;
  }

  #renderResult(number: number): unknown {
    const result = this.results.get(number);
    if (!result) return nothing;
    const picture = this.pictures.get(number);
    const names = result.schema?.tables.map(({ name }) => name).join(', ') ?? '';
    return html`
      ${result.printed ? html`<h3>What it prints</h3><pre class="short" translate="no">${result.printed.trimEnd()}</pre>` : nothing}
      ${result.error ? html`<p class="bad">It ends with an error: ${result.error}</p>` : nothing}
      ${picture ? html`<h3>The tables</h3><img alt="Diagram of the tables ${names}" src=${picture.address} width=${Math.round(picture.width * 0.8)} height=${Math.round(picture.height * 0.8)} />` : nothing}
      ${result.tables.length > 0 ? html`<h3>What is stored</h3><div class="tables">${result.tables.map(renderTable)}</div>` : nothing}
    `;
  }

  #renderPhase(): unknown {
    switch (this.phase) {
      case 'none':
        return html`<button class="outlined" @click=${() => this.#emit('junction-handout-run')}>Run the solutions for diagrams and tables</button>`;
      case 'running':
        return html`Running the solutions for diagrams and tables …`;
      case 'failed':
        return html`<span class="bad">${this.message}</span> <button class="outlined" @click=${() => this.#emit('junction-handout-run')}>Try again</button>`;
      case 'done':
        return 'Everything is there.';
    }
  }

  #choose(name: Choice): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(name)) chosen.add(name);
    this.chosen = chosen;
  }

  #emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-handout': JunctionHandout;
  }
}

function renderPre(code: string, language: string): TemplateResult {
  return html`<pre class=${code.split('\n').length <= SHORT ? 'short' : ''} translate="no">${renderCode(code.trimEnd(), language)}</pre>`;
}

function renderSolution(start: string, solution: string, language: 'python' | 'sql', number: number): TemplateResult {
  const lines = lineDiff(start, solution);
  const kept = lines.filter(({ mark }) => mark === ' ').length;
  return html`<h3>A solution</h3>
    ${start.trim() === '' || kept * 3 < lines.length ? renderPre(solution, language) : renderDiff(lines, language, `A solution of step ${number}, compared with its start`)}`;
}

function renderQuestion(question: string, options: readonly string[]): TemplateResult {
  return html`<div class="aside">
    <junction-prose .markdown=${question}></junction-prose>
    ${options.length > 0 ? html`<ul class="boxes">${options.map((option) => html`<li><span aria-hidden="true">☐</span><junction-prose .markdown=${option}></junction-prose></li>`)}</ul>` : nothing}
  </div>`;
}

function renderTable({ name, columns, rows, more }: TableRows): TemplateResult {
  return html`<table translate="no">
    <caption>${name}${rows.length === 0 ? ' (empty)' : ''}</caption>
    <thead>
      <tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell === null ? html`<span class="null">NULL</span>` : cell instanceof Uint8Array ? `${cell.length} bytes` : String(cell)}</td>`)}</tr>`)}
      ${more > 0 ? html`<tr><td colspan=${columns.length}>and ${more} more</td></tr>` : nothing}
    </tbody>
  </table>`;
}
