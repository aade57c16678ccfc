import { LitElement, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LessonSummary } from '../lessons/lesson.ts';
import { homeStyles } from './home-styles.ts';
import { base } from './styles.ts';

/** The first page: what Junction is, and the way into it. Text and one drawing; nothing is fetched for it. */
@customElement('junction-home')
export class JunctionHome extends LitElement {
  static override styles = [base, homeStyles];

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
