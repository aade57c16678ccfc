import { css, html, nothing, type TemplateResult } from 'lit';
import type { Lesson } from '../lessons/lesson.ts';

/** How the steps of a lesson look. */
export const stepsStyles = css`
  .contents {
    margin: 0 0 var(--jn-space-2);
    font-size: var(--jn-text-s);
  }
  .contents summary {
    width: fit-content;
    min-height: 28px;
    color: var(--jn-muted);
    line-height: 28px;
    cursor: pointer;
  }
  .contents ol {
    margin: var(--jn-space-1) 0 var(--jn-space-2);
    padding: 0;
    list-style: none;
  }
  .contents button {
    width: 100%;
    min-height: 32px;
    text-align: start;
  }
  .contents .mark {
    flex: none;
    width: 2em;
    color: var(--jn-muted);
    font-variant-numeric: tabular-nums;
  }
  .contents .passed .mark {
    color: var(--jn-good);
  }
  .contents [aria-current='step'] {
    font-weight: 600;
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
  .steps .passed:not([aria-current='step']) {
    border-color: var(--jn-good);
    color: var(--jn-good);
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
`;

/** Where the learner is: the lesson and its step, which opens to the titles of all; and a row of numbers. Each leads there, done or not. */
export function renderSteps({ title, steps }: Lesson, current: number, passed: readonly number[], goTo: (step: number) => void): TemplateResult {
  const marks = steps.map((step, i) => ({ step: i + 1, title: step.title, passed: passed.includes(i + 1), current: i + 1 === current ? 'step' : nothing }) as const);
  return html`<details class="contents">
      <summary>${title}, step ${current} of ${steps.length}</summary>
      <ol>
        ${marks.map(
          (mark) => html`<li>
            <button class=${mark.passed ? 'passed' : ''} aria-current=${mark.current} @click=${() => goTo(mark.step)}>
              <span class="mark">${mark.passed ? '✓' : mark.step}</span>${mark.title}${mark.passed ? html`<span class="visually-hidden">, passed</span>` : nothing}
            </button>
          </li>`,
        )}
      </ol>
    </details>
    <nav aria-label="Steps">
      <ol class="steps">
        ${marks.map(
          (mark) => html`<li>
            <button
              aria-label="Step ${mark.step}: ${mark.title}${mark.passed ? ', passed' : ''}"
              class=${mark.passed ? 'passed' : ''}
              title=${mark.title}
              aria-current=${mark.current}
              @click=${() => goTo(mark.step)}
            >
              ${mark.passed ? '✓' : mark.step}
            </button>
          </li>`,
        )}
      </ol>
    </nav>`;
}
