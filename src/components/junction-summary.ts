import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CourseTitle } from '../lessons/lesson.ts';
import type { BookState } from '../session/course-book.ts';
import type { LessonProgress } from '../session/course-progress.ts';
import { aboutMinutes, dayOf } from './course-words.ts';
import { lessonHash } from './route.ts';
import { base } from './styles.ts';
import { summaryStyles } from './summary-styles.ts';

/**
 * What the learner has completed, on one sheet that can be printed.
 *
 * @fires junction-course-name - `{ name }`: what the learner wants to be called
 */
@customElement('junction-summary')
export class JunctionSummary extends LitElement {
  static override styles = [base, summaryStyles];

  @property({ attribute: false }) course: CourseTitle = { title: '', summary: '' };
  @property({ attribute: false }) book: BookState | null = null;

  protected override render(): TemplateResult | typeof nothing {
    if (this.book === null) return nothing;
    const { course, name } = this.book;
    const begun = course.lessons.filter((lesson) => lesson.begun);
    return html`
      <div class="tools">
        <label>
          <span>Your name, if you like</span>
          <input .value=${name} autocomplete="name" maxlength="80" @input=${this.onName} />
        </label>
        <button class="primary" ?disabled=${begun.length === 0} @click=${() => print()}>Print</button>
        <p class="hint">It is kept in this browser only. To have a file, print to PDF.</p>
      </div>
      <article>
        <p class="brand">Junction</p>
        <h1>${name === '' ? 'Lessons completed' : html`Lessons completed by <span class="name">${name}</span>`}</h1>
        <p class="course">${this.course.title}</p>
        ${begun.length === 0
          ? html`<p class="none">Nothing is completed yet. A lesson stands here as soon as you have begun it. <a href="#/">Choose one</a>.</p>`
          : html`<p class="sum">${this.#sum()}</p>
              ${this.#renderTable(begun)}`}
        <p class="honest">
          Made on ${dayOf(new Date().toISOString())} by the learner’s own browser, from what it remembers on this device. Nobody has looked over it and anybody can
          change it: it is a note of what was done, and proves nothing to others.
        </p>
      </article>
    `;
  }

  #sum(): string {
    const { done, total, lessons } = this.book?.course ?? { done: 0, total: 0, lessons: [] };
    const times = lessons.flatMap(({ when }) => when ?? []).sort();
    const [first, last] = [dayOf(times[0] ?? null), dayOf(times.at(-1) ?? null)];
    const span = first === '' ? '' : first === last ? `, on ${first}` : `, between ${first} and ${last}`;
    const minutes = lessons.filter((lesson) => lesson.done).reduce((sum, lesson) => sum + lesson.minutes, 0);
    return `${done} of ${total} lessons${span}${minutes === 0 ? '' : `; they are planned for ${aboutMinutes(minutes)}`}.`;
  }

  #renderTable(lessons: readonly LessonProgress[]): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">Lesson</th>
          <th scope="col" class="number">Tasks passed</th>
          <th scope="col">Completed</th>
        </tr>
      </thead>
      <tbody>
        ${lessons.map(
          ({ slug, title, passed, tasks, done, when }) => html`<tr>
            <th scope="row"><a href=${lessonHash(slug, 1)}>${title}</a></th>
            <td class="number">${tasks.length === 0 ? '–' : `${passed} of ${tasks.length}`}</td>
            <td>${done ? dayOf(when) || 'yes' : html`<span class="open">not yet</span>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private onName(event: Event): void {
    const name = (event.target as HTMLInputElement).value.trim();
    this.dispatchEvent(new CustomEvent('junction-course-name', { detail: { name }, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-summary': JunctionSummary;
  }
}
