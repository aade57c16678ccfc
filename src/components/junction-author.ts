import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Lesson, Prediction, Program, Quiz, Step } from '../lessons/lesson.ts';
import type { Outcome, Proof } from '../session/proving.ts';
import { authorStyles } from './author-styles.ts';
import { codeStyles, renderCode } from './code.ts';
import { diffStyles, renderDiff } from './diff-view.ts';
import './junction-prose.ts';
import { lineDiff } from './line-diff.ts';
import { base, panel } from './styles.ts';

/**
 * What a lesson's author wants to see beside what the learner sees: the step's solutions, checks, mistakes, answers and
 * hints, each with its line in the file, and what came of them when they were run. Nothing is run before it is asked for.
 *
 * @fires junction-prove - `{ step }`: that step is to be run, from 1; all of them when it is null
 * @fires junction-prove-stop - what has not been run is to be left
 * @fires junction-use-code - `{ code, language }`: this program is wanted in the editor
 */
@customElement('junction-author')
export class JunctionAuthor extends LitElement {
  static override styles = [base, panel, codeStyles, diffStyles, authorStyles];

  /** Null while there is none, or it cannot be read. */
  @property({ attribute: false }) lesson: Lesson | null = null;
  /** From 1. */
  @property({ type: Number }) step = 1;
  /** What was run; null before. */
  @property({ attribute: false }) proof: Proof | null = null;

  protected override render(): TemplateResult {
    const { lesson } = this;
    const step = lesson?.steps[this.step - 1];
    if (!lesson || !step) return html`<div class="scroll"><p class="quiet">There is no lesson to look at.</p></div>`;
    const running = this.#proof !== null && this.#proof.left > 0;
    return html`
      <header>
        ${running
          ? html`<button class="outlined" @click=${() => this.#emit('junction-prove-stop')}>Stop</button>`
          : html`<button class="primary" @click=${() => this.#emit('junction-prove', { step: this.step })}>Run this step</button>
              <button class="outlined" @click=${() => this.#emit('junction-prove', { step: null })}>Run the whole lesson</button>`}
        <span role="status">${this.#summary()}</span>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label="The author’s view">
        <div class="inner">
          ${this.#renderProblems(lesson)}
          <h2>Step ${this.step}: ${step.title} <span class="quiet">${lesson.slug}.md, line ${step.line}</span></h2>
          ${step.notes ? this.#part('Notes', null, html`<div><junction-prose .markdown=${step.notes}></junction-prose></div>`) : nothing} ${this.#renderPrograms(step)}
          ${step.checks.length > 0 ? html`<h3>Checks</h3>` : nothing}
          ${step.checks.map(({ code, line }) => this.#part('Checks', line, html`<pre tabindex="0" role="region" aria-label="Checks" translate="no">${renderCode(code, 'python')}</pre>`))}
          ${step.mistakes.length > 0 ? html`<h3>Mistakes</h3>` : nothing}
          ${step.mistakes.map((mistake) => this.#renderProgram(`Answered with “${mistake.says}”`, 'mistake', mistake, step.solution ?? '', step, mistake.says))}
          ${this.#renderQuestions(step)} ${this.#renderHelp(step)}
        </div>
      </div>
    `;
  }

  #renderPrograms(step: Step): TemplateResult {
    const { start, solutions, checks, language } = step;
    const first = solutions[0]?.code ?? '';
    return html`<h3>Programs</h3>
      ${this.#part(
        checks.length > 0 ? 'Start: fails a check' : 'Start',
        null,
        html`${this.#renderOutcome(this.#outcomeOf('start', 'start'))}
          <details>
            <summary>The program</summary>
            <pre tabindex="0" role="region" aria-label="Start" translate="no">${renderCode(start, language)}</pre>
          </details>`,
        this.#outcomeOf('start', 'start'),
        { code: start, language },
      )}
      ${solutions.map((solution, i) => this.#renderProgram(solutions.length > 1 ? `Solution ${i + 1}` : 'Solution', 'solution', solution, i === 0 ? start : first, step, `solution ${i + 1}`))}`;
  }

  /** A program as what it changes in another. */
  #renderProgram(title: string, kind: Outcome['kind'], { code, line }: Program, before: string, { language }: Step, name: string): TemplateResult {
    const outcome = this.#outcomeOf(kind, name, line);
    const whole = html`<pre tabindex="0" role="region" aria-label=${title} translate="no">${renderCode(code, language)}</pre>`;
    const lines = lineDiff(before, code);
    const changed = before !== '' && lines.some(({ mark }) => mark !== ' ');
    return this.#part(title, line, html`${this.#renderOutcome(outcome)}${changed ? renderDiff(lines, language, title) : whole}`, outcome, { code, language });
  }

  #renderQuestions({ predictions, quizzes, lives, language }: Step): unknown {
    if (predictions.length + quizzes.length + lives.length === 0) return nothing;
    return html`<h3>Questions and live code</h3>
      ${predictions.map((each) => this.#renderPrediction(each))} ${quizzes.map((each) => this.#renderQuiz(each))}
      ${lives.map(({ code, fails, line, language: own }) => {
        const outcome = this.#outcomeOf('live', null, line);
        const title = fails === null ? 'Live code: runs to its end' : `Live code: fails with “${fails}”`;
        return this.#part(title, line, html`${this.#renderOutcome(outcome)}<pre tabindex="0" role="region" aria-label="Live code" translate="no">${renderCode(code, own ?? language)}</pre>`, outcome);
      })}`;
  }

  #renderPrediction({ question, answer, choices, of, line }: Prediction): TemplateResult {
    const outcome = this.#outcomeOf('prediction', answer, line);
    return this.#part(
      'Prediction',
      line,
      html`<div>
          <junction-prose .markdown=${question}></junction-prose>
          <p class="quiet">Answered by <code>${answer}</code> after the ${of}${choices.length > 0 ? `; to choose from: ${choices.join(' · ')}` : ''}</p>
          ${outcome?.answer ? html`<p>A run answers <b>${outcome.answer}</b>.</p>` : nothing}
        </div>
        ${this.#renderOutcome(outcome)}`,
      outcome,
    );
  }

  #renderQuiz({ question, options, line }: Quiz): TemplateResult {
    return this.#part(
      'Quiz',
      line,
      html`<div>
        <junction-prose .markdown=${question}></junction-prose>
        <ul>
          ${options.map(({ text, right, because }) => html`<li><span class=${right ? 'good' : 'quiet'}>${right ? 'Right: ' : 'Wrong: '}</span><junction-prose .markdown=${text}></junction-prose>${because ? html`<junction-prose class="quiet" .markdown=${because}></junction-prose>` : nothing}</li>`)}
        </ul>
      </div>`,
    );
  }

  #renderHelp({ hints, survivors }: Step): TemplateResult {
    return html`
      ${hints.length > 0 ? html`<h3>Hints</h3>` : nothing}
      ${hints.map((hint, i) => this.#part(`Hint ${i + 1}`, null, html`<div><junction-prose .markdown=${hint}></junction-prose></div>`))}
      ${survivors.length > 0
        ? html`<h3>Changes that no check needs to notice</h3>
            <ul>
              ${survivors.map(({ mutation, reason }) => html`<li><code>${mutation}</code>: ${reason}</li>`)}
            </ul>`
        : nothing}
    `;
  }

  /** A box of the view: what it is, where it stands in the file, what came of it, and what is in it. */
  #part(title: string, line: number | null, content: unknown, outcome?: Outcome | null, program?: { code: string; language: 'python' | 'sql' }): TemplateResult {
    const [sign, word, style] = !outcome ? ['', '', ''] : outcome.problem === '' ? ['✓', 'True. ', 'good'] : ['✗', 'Not so. ', 'bad'];
    return html`<section class="part">
      <div class="head">
        ${sign ? html`<span class="mark ${style}"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${word}</span></span>` : nothing}
        <b>${title}</b>
        ${outcome?.ms ? html`<span class="quiet">${Math.round(outcome.ms)} ms</span>` : nothing}
        ${line === null ? nothing : html`<span class="quiet">line ${line}</span>`}
        ${program ? html`<button class="outlined" aria-label="Into the editor: ${title}" @click=${() => this.#emit('junction-use-code', program)}>Into the editor</button>` : nothing}
      </div>
      ${content}
    </section>`;
  }

  /** What is wrong, and what the learner would be told. */
  #renderOutcome(outcome: Outcome | null): unknown {
    if (!outcome) return nothing;
    const failed = outcome.checks.filter(({ passed, tested }) => !passed && tested !== false);
    if (outcome.problem === '' && failed.length === 0) return nothing;
    return html`<div>
      ${outcome.problem ? html`<p class="bad">${outcome.problem}</p>` : nothing}
      ${failed.map(({ name, message }) => html`<p class="quiet">The learner is told: <b>${name}.</b> ${message}</p>`)}
    </div>`;
  }

  /** Everything that is wrong, as the command line says it. */
  #renderProblems({ slug }: Lesson): unknown {
    const { gaps = [], outcomes = [] } = this.#proof ?? {};
    const lines = [
      ...gaps.map(({ line, text }) => `${slug}.md:${line}: ${text}`),
      ...outcomes.flatMap(({ line, kind, name, problem }) => (problem === '' ? [] : [`${slug}.md:${line}: ${kind} “${name}”: ${problem}`])),
    ];
    return lines.length === 0 ? nothing : html`<ul class="wrong" aria-label="What is wrong">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  }

  #summary(): unknown {
    const proof = this.#proof;
    if (!proof) return html`<span class="quiet">Not run yet.</span>`;
    const total = proof.outcomes.length + proof.left;
    const wrong = proof.outcomes.filter(({ problem }) => problem !== '').length;
    if (proof.left > 0) return html`<span class="quiet">${proof.outcomes.length} of ${total} run${wrong > 0 ? `, ${wrong} wrong` : ''} …</span>`;
    if (wrong + proof.gaps.length === 0) return html`<span class="good">${total === 0 ? 'There is nothing to run.' : `✓ All ${total} are true.`}</span>`;
    return html`<span class="bad">✗ ${[wrong > 0 ? `${wrong} of ${total} not true` : '', proof.gaps.length > 0 ? `${proof.gaps.length} missing` : ''].filter(Boolean).join(', ')}.</span>`;
  }

  #outcomeOf(kind: Outcome['kind'], name: string | null, line?: number): Outcome | null {
    return this.#proof?.outcomes.find((each) => each.step === this.step && each.kind === kind && (name === null || each.name === name) && (line === undefined || each.line === line)) ?? null;
  }

  /** What was run of the lesson as it is now. */
  get #proof(): Proof | null {
    return this.proof?.lesson === this.lesson ? this.proof : null;
  }

  #emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-author': JunctionAuthor;
  }
}
