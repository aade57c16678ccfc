import { css, html, type TemplateResult } from 'lit';
import type { LessonLanguage } from '../lessons/lesson.ts';
import { codeStyles, renderCode } from './code.ts';
import { folded, type DiffLine } from './line-diff.ts';

/** How a comparison looks. */
export const diffStyles = css`
  ${codeStyles}
  pre.diff {
    width: 100%;
    margin: 0;
    overflow: auto;
    font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
    tab-size: 4;
  }
  pre.diff > div {
    width: max-content;
    min-width: 100%;
  }
  .diff .line {
    display: block;
    min-height: 20px;
    padding-inline: var(--jn-space-2);
    white-space: pre;
  }
  .diff .plus {
    background: var(--jn-accent-soft);
  }
  .diff .minus {
    background: var(--jn-bad-soft);
  }
  .diff .cut {
    display: block;
    color: var(--jn-muted);
    font-family: var(--jn-font);
  }
`;

/** A comparison, with what does not differ cut short. */
export function renderDiff(lines: readonly DiffLine[], language: LessonLanguage, label: string): TemplateResult {
  return html`<pre class="diff" tabindex="0" role="region" aria-label=${label} translate="no"><div>${folded(lines).map((line) =>
    line === null
      ? html`<span class="cut">⋯</span>`
      : html`<span class="line ${line.mark === '+' ? 'plus' : line.mark === '-' ? 'minus' : ''}">${line.mark === '-' ? '−' : line.mark} ${renderCode(line.text, language)}</span>`,
  )}</div></pre>`;
}
