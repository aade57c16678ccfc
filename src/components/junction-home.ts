import { LitElement, html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { CourseTitle } from '../lessons/lesson.ts';
import type { BookState } from '../session/course-book.ts';
import type { LessonProgress } from '../session/course-progress.ts';
import { aboutMinutes, dayOf } from './course-words.ts';
import { homeStyles } from './home-styles.ts';
import './junction-confirm.ts';
import type { JunctionConfirm } from './junction-confirm.ts';
import { lessonHash } from './route.ts';
import { base } from './styles.ts';

/**
 * The first page: what the course is, how far the learner has come in it, and the way on. Text and one drawing;
 * nothing is fetched for it.
 *
 * @fires junction-course - `{ verb: 'forget', slug }` (null: all lessons), `{ verb: 'load', file }`, `{ verb: 'save' | 'undo' | 'dismiss' }`
 */
@customElement('junction-home')
export class JunctionHome extends LitElement {
  static override styles = [base, homeStyles];

  @query('junction-confirm') private confirm!: JunctionConfirm;
  @query('input[type=file]') private file!: HTMLInputElement;

  @property({ attribute: false }) course: CourseTitle = { title: '', summary: '' };
  /** The learner's way through it. */
  @property({ attribute: false }) book: BookState | null = null;

  protected override render(): TemplateResult {
    const { book } = this;
    return html`
      <div class="hero">
        <div>
          <h1>${this.course.title}</h1>
          ${book?.course.begun ? this.#renderWay(book) : this.#renderWelcome(book?.course.next ?? null)}
        </div>
        ${drawing()}
      </div>
      ${this.#parts.map(([title, lessons], i) => this.#renderPart(title, lessons, i))}
      ${book === null ? nothing : this.#renderWork(book)}
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
      <div class="said" role="status">${book?.notice ? this.#renderNotice(book.notice) : nothing}</div>
      <junction-confirm></junction-confirm>
    `;
  }

  #renderWelcome(first: LessonProgress | null): TemplateResult {
    return html`${this.course.summary === '' ? nothing : html`<p class="lead">${this.course.summary}</p>`}
      <div class="ways">
        ${first === null ? nothing : html`<a class="button primary" href=${lessonHash(first.slug, 1)}>Start the first lesson</a>`}
        <a class="button" href="#/play">Open the playground</a>
      </div>`;
  }

  /** How far it is, and the way on. */
  #renderWay({ course }: BookState): TemplateResult {
    const { done, total, minutesLeft, next } = course;
    return html`<p class="lead" id="way">
        ${done} of ${total} lessons done${next === null ? '. That is the whole course.' : `, ${aboutMinutes(minutesLeft)} to go.`}
      </p>
      <progress aria-labelledby="way" max=${Math.max(1, total)} .value=${done}></progress>
      <div class="ways">
        ${next === null
          ? nothing
          : html`<a class="button primary" href=${lessonHash(next.slug, next.step)}>
              <span>${next.begun ? 'Continue' : 'Next'}: ${next.title}${next.begun && next.step > 1 ? `, step ${next.step}` : ''}</span>
            </a>`}
        <a class="button" href="#/summary">Summary</a>
        <a class="button" href="#/play">Playground</a>
      </div>`;
  }

  /** The lessons, part by part. */
  get #parts(): [string, LessonProgress[]][] {
    const parts: [string, LessonProgress[]][] = [];
    for (const lesson of this.book?.course.lessons ?? []) {
      const last = parts.at(-1);
      if (last?.[0] === lesson.section) last[1].push(lesson);
      else parts.push([lesson.section, [lesson]]);
    }
    return parts;
  }

  #renderPart(title: string, lessons: readonly LessonProgress[], i: number): TemplateResult {
    return html`<section aria-labelledby="part-${i}">
      <h2 id="part-${i}">${title || 'Lessons'}</h2>
      <ol>
        ${lessons.map((lesson) => this.#renderLesson(lesson))}
      </ol>
    </section>`;
  }

  #renderLesson(lesson: LessonProgress): TemplateResult {
    const { slug, title, summary, minutes, begun, done, passed, tasks, when, step } = lesson;
    const state = done ? `Done${when === null ? '' : ` on ${dayOf(when)}`}` : begun && tasks.length > 0 ? `${passed} of ${tasks.length} tasks done` : '';
    return html`<li class=${done ? 'done' : ''}>
      <h3><a href=${lessonHash(slug, done ? 1 : step)}>${title}</a></h3>
      <p>${summary}</p>
      <p class="foot">
        <span>${aboutMinutes(minutes)}</span>
        ${state === '' ? nothing : html`<span class="state">${done ? html`<span aria-hidden="true">✓ </span>` : nothing}${state}</span>`}
        ${begun ? html`<button aria-label="Start over: ${title}" @click=${() => this.#askForget(slug, title)}>Start over</button>` : nothing}
      </p>
      ${begun && !done && tasks.length > 0 ? html`<progress aria-label="Tasks of ${title}" max=${tasks.length} .value=${passed}></progress>` : nothing}
    </li>`;
  }

  #renderWork({ works, unreadable, course }: BookState): TemplateResult {
    return html`<section class="work" aria-labelledby="work">
      <h2 id="work">Your work</h2>
      <p>
        ${works
          ? 'Programs and progress are kept in this browser, on this device, and nowhere else.'
          : 'This browser does not let the page store anything: programs and progress last until you close the page. Save them to a file before you do.'}
        ${unreadable ? html`<strong>Some of the progress cannot be read: it is damaged, or from a newer Junction. It stays here, and in the file that you save.</strong>` : nothing}
      </p>
      <div class="ways">
        <button @click=${() => this.#tell({ verb: 'save' })}>Save to a file</button>
        <button @click=${() => this.file.click()}>Load from a file</button>
        <input type="file" accept=".json,application/json" hidden aria-label="A file with saved work" @change=${this.onFile} />
        ${course.begun ? html`<button @click=${() => this.#askForget(null, 'all lessons')}>Start the course over</button>` : nothing}
      </div>
    </section>`;
  }

  #renderNotice({ text, undo }: NonNullable<BookState['notice']>): TemplateResult {
    return html`<div class="notice">
      <p>${text}</p>
      ${undo ? html`<button @click=${() => this.#tell({ verb: 'undo' })}>Undo</button>` : nothing}
      <button aria-label="Dismiss" @click=${() => this.#tell({ verb: 'dismiss' })}>✕</button>
    </div>`;
  }

  private onFile(): void {
    const file = this.file.files?.[0];
    this.file.value = '';
    if (file) this.#tell({ verb: 'load', file });
  }

  #askForget(slug: string | null, title: string): void {
    this.confirm.ask({
      title: `Start ${slug === null ? 'the course' : `“${title}”`} over?`,
      text: `Your programs and your progress in ${slug === null ? title : 'this lesson'} go. You can undo it until you leave this page, or save everything to a file before.`,
      choices: [
        { title: 'Save to a file', take: () => this.#tell({ verb: 'save' }), stay: true },
        { title: 'Start over', take: () => this.#tell({ verb: 'forget', slug }) },
      ],
    });
  }

  #tell(detail: CourseVerb): void {
    this.dispatchEvent(new CustomEvent('junction-course', { detail, bubbles: true, composed: true }));
  }
}

/** What the learner wants done with the work. */
export type CourseVerb = { verb: 'forget'; slug: string | null } | { verb: 'load'; file: File } | { verb: 'save' | 'undo' | 'dismiss' };

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
