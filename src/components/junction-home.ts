import { LitElement, css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LessonSummary } from '../lessons/lesson.ts';
import { base } from './styles.ts';

/** The first page: what Junction is, and the way into it. Text and one drawing; nothing is fetched for it. */
@customElement('junction-home')
export class JunctionHome extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        max-width: 1080px;
        margin-inline: auto;
        padding: clamp(24px, 6vw, 72px) clamp(16px, 4vw, 40px) var(--jn-space-6);
      }
      .hero {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
        gap: var(--jn-space-6);
        align-items: center;
      }
      h1 {
        margin: 0 0 var(--jn-space-4);
        font-size: clamp(1.9rem, 1.3rem + 2.6vw, 3rem);
        font-weight: 680;
        line-height: 1.1;
        letter-spacing: -0.025em;
        text-wrap: balance;
      }
      .lead {
        max-width: 52ch;
        margin: 0 0 var(--jn-space-5);
        color: var(--jn-muted);
        font-size: var(--jn-text-l);
        text-wrap: pretty;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--jn-space-3);
        align-items: center;
      }
      a.button {
        display: inline-flex;
        align-items: center;
        min-height: 44px;
        padding: 0 var(--jn-space-5);
        border: 1px solid var(--jn-accent);
        border-radius: var(--jn-radius);
        color: var(--jn-accent);
        font-weight: 600;
        text-decoration: none;
      }
      a.button.primary {
        background: var(--jn-accent);
        color: var(--jn-on-accent);
      }
      a.button:hover {
        background: var(--jn-accent-soft);
      }
      a.button.primary:hover {
        background: color-mix(in oklab, var(--jn-accent) 88%, var(--jn-text));
      }
      svg {
        display: block;
        width: 100%;
        max-width: 520px;
        height: auto;
        margin-inline: auto;
      }
      svg text {
        fill: var(--jn-text);
        font: 13px var(--jn-mono);
      }
      svg .head {
        font-weight: 600;
      }
      svg .quiet {
        fill: var(--jn-muted);
      }
      svg .box {
        fill: var(--jn-surface);
        stroke: var(--jn-line-strong);
      }
      svg .bar {
        fill: var(--jn-raised);
      }
      svg .middle .box {
        stroke: var(--jn-accent);
      }
      svg .middle .bar {
        fill: var(--jn-accent-soft);
      }
      svg .edge {
        fill: none;
        stroke: var(--jn-accent);
        stroke-width: 1.5;
      }
      svg circle {
        fill: var(--jn-accent);
      }
      section {
        margin-top: clamp(40px, 7vw, 72px);
      }
      h2 {
        margin: 0 0 var(--jn-space-4);
        font-size: var(--jn-text-l);
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
        gap: var(--jn-space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
        padding: var(--jn-space-4) var(--jn-space-5);
        border: 1px solid var(--jn-line);
        border-radius: 10px;
        background: var(--jn-surface);
      }
      li:hover,
      li:focus-within {
        border-color: var(--jn-accent);
      }
      h3 {
        margin: 0;
        font-size: var(--jn-text-l);
      }
      h3 a {
        color: inherit;
        text-decoration: none;
      }
      /* The whole card leads where its title does. */
      h3 a::after {
        position: absolute;
        inset: 0;
        border-radius: 10px;
        content: '';
      }
      h3 a:focus-visible {
        outline: none;
      }
      h3 a:focus-visible::after {
        outline: var(--jn-focus);
        outline-offset: 2px;
      }
      li p {
        margin: var(--jn-space-1) 0 0;
        color: var(--jn-muted);
      }
      .minutes {
        font-size: var(--jn-text-s);
      }
      .what {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
        gap: var(--jn-space-5) var(--jn-space-6);
      }
      .what h3 {
        font-size: var(--jn-text-m);
      }
      .what p {
        margin: var(--jn-space-1) 0 0;
        color: var(--jn-muted);
      }
    `,
  ];

  /** In the order of the course. */
  @property({ attribute: false }) lessons: readonly LessonSummary[] = [];

  protected override render(): TemplateResult {
    const { lessons } = this;
    const first = lessons[0];
    return html`
      <div class="hero">
        <div>
          <h1>Many-to-many, seen from every side</h1>
          <p class="lead">
            Learn association tables and association objects with Flask-SQLAlchemy by running them. Real Python and a real SQLite database,
            here in your browser: nothing to install, nothing sent anywhere.
          </p>
          <div class="ways">
            ${first ? html`<a class="button primary" href="#/lesson/${first.slug}">Start the first lesson</a>` : ''}
            <a class="button" href="#/play">Open the playground</a>
          </div>
        </div>
        ${drawing()}
      </div>
      <section aria-labelledby="lessons">
        <h2 id="lessons">Lessons</h2>
        <ol>
          ${lessons.map(
            ({ slug, title, summary, minutes }) => html`<li>
              <h3><a href="#/lesson/${slug}">${title}</a></h3>
              <p>${summary}</p>
              <p class="minutes">${minutes} minutes</p>
            </li>`,
          )}
        </ol>
      </section>
      <section class="what" aria-label="What is in it">
        <div>
          <h3>One database, many views</h3>
          <p>A program, the Python prompt, SQL, the tables and the diagram all work on the same database. What one writes, the others show.</p>
        </div>
        <div>
          <h3>Everything is real</h3>
          <p>Flask-SQLAlchemy itself, unchanged, on SQLite. The errors are the ones that you will meet at work, with the line that they come from.</p>
        </div>
        <div>
          <h3>Nothing can break</h3>
          <p>Stop ends any program within a second. Your code is kept, and every run begins with a fresh database.</p>
        </div>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-home': JunctionHome;
  }
}

/** Teachers and students, and between them the pairs. */
function drawing(): SVGTemplateResult | TemplateResult {
  const label = 'Two teachers and three students; between them a table with a row for each pair that belongs together.';
  return html`<svg viewBox="0 0 520 250" role="img" aria-label=${label} translate="no">
    ${svg`
      <path class="edge" d="M130 88 C160 88 155 93 185 93 M130 88 C160 88 155 121 185 121 M130 116 C160 116 155 149 185 149" />
      <path class="edge" d="M335 93 C365 93 360 74 390 74 M335 121 C365 121 360 102 390 102 M335 149 C365 149 360 74 390 74" />
      ${table(20, 44, 110, 'teachers', ['1  Ada', '2  Boris'], '')}
      ${table(185, 49, 150, 'teacher_students', ['1    1', '1    2', '2    1'], 'middle')}
      ${table(390, 30, 110, 'students', ['1  Mei', '2  Omar', '3  Tove'], '')}
      <text class="quiet" x="260" y="204" text-anchor="middle">one row for each pair</text>
    `}
  </svg>`;
}

function table(x: number, y: number, width: number, name: string, rows: readonly string[], kind: string): SVGTemplateResult {
  const height = 30 + rows.length * 28;
  return svg`<g class=${kind} transform="translate(${x} ${y})">
    <rect class="box" width=${width} height=${height} rx="6" />
    <path class="bar" d="M1 30 V7 a6 6 0 0 1 6 -6 H${width - 7} a6 6 0 0 1 6 6 V30 Z" />
    <text class="head" x="12" y="20">${name}</text>
    ${rows.map((row, i) => svg`<text x="14" y=${49 + i * 28} xml:space="preserve" style="white-space: pre">${row}</text>`)}
  </g>`;
}
