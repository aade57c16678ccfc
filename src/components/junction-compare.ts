import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { LessonLanguage } from '../lessons/lesson.ts';
import type { Texts } from '../session/drafts.ts';
import type { Rival } from '../session/state.ts';
import { dialogStyles } from './dialog-styles.ts';
import { diffStyles, renderDiff } from './diff-view.ts';
import { lineDiff } from './line-diff.ts';
import { base } from './styles.ts';

const words: Record<Rival['from'], { title: string; about: string; take: string }> = {
  lesson: {
    title: 'This step as it is now, and your version',
    about: 'Lines with − stand in the step’s new beginning only, lines with + in your version only.',
    take: 'Start over from the new one',
  },
  tab: {
    title: 'The other tab’s version, and this one',
    about: 'Lines with − stand in the other tab’s version only, lines with + in this one only.',
    take: 'Take the other tab’s',
  },
};

/**
 * A dialog that sets the learner's texts beside another version of them.
 *
 * @fires junction-compare - `{ choice: 'mine' | 'other' }`
 */
@customElement('junction-compare')
export class JunctionCompare extends LitElement {
  static override styles = [
    base,
    dialogStyles,
    diffStyles,
    css`
      h3 {
        margin: var(--jn-space-3) 0 var(--jn-space-1);
        font-size: var(--jn-text-s);
      }
    `,
  ];

  @query('dialog') private dialog!: HTMLDialogElement | null;

  @property({ attribute: false }) mine: Texts = { code: '', sql: '' };
  /** What it is to be chosen against; null when there is nothing to choose. */
  @property({ attribute: false }) rival: Rival | null = null;

  show(): void {
    this.dialog?.showModal();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('rival') && this.rival === null) this.dialog?.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title">${this.rival === null ? nothing : this.#renderChoice(this.rival)}</dialog>`;
  }

  #renderChoice({ from, texts }: Rival): TemplateResult {
    const { title, about, take } = words[from];
    return html`
      <h2 id="title">${title}</h2>
      <div class="body" tabindex="-1">
        <p>${about}</p>
        ${this.#renderText('python', texts.code, this.mine.code)} ${this.#renderText('sql', texts.sql, this.mine.sql)}
      </div>
      <div class="choices">
        <button @click=${() => this.dialog?.close()}>Decide later</button>
        <button @click=${() => this.#choose('other')}>${take}</button>
        <button class="primary" @click=${() => this.#choose('mine')}>Keep mine</button>
      </div>
    `;
  }

  #renderText(language: LessonLanguage, other: string, mine: string): TemplateResult | typeof nothing {
    if (other === mine) return nothing;
    const name = language === 'sql' ? 'SQL' : 'Python';
    return html`<h3>${name}</h3>
      ${renderDiff(lineDiff(other, mine), language, `${name}, compared`)}`;
  }

  #choose(choice: 'mine' | 'other'): void {
    this.dialog?.close();
    this.dispatchEvent(new CustomEvent('junction-compare', { detail: { choice }, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-compare': JunctionCompare;
  }
}
