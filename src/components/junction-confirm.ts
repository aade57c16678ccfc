import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { dialogStyles } from './dialog-styles.ts';
import { base } from './styles.ts';

/** Something to be asked before it is done. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** What can be done; with `stay` the question remains open. The last is what was asked for. */
  readonly choices: readonly { readonly title: string; readonly stay?: boolean; take(): void }[];
}

/** A dialog that asks before something is done. Escape and *Cancel* leave everything as it is. */
@customElement('junction-confirm')
export class JunctionConfirm extends LitElement {
  static override styles = [base, dialogStyles];

  @query('dialog') private dialog!: HTMLDialogElement;

  @state() private question: Question | null = null;

  ask(question: Question): void {
    this.question = question;
    void this.updateComplete.then(() => this.dialog.showModal());
  }

  protected override render(): TemplateResult {
    return html`<dialog class="small" aria-labelledby="title" aria-describedby="text">${this.question === null ? nothing : this.#render(this.question)}</dialog>`;
  }

  #render({ title, text, choices }: Question): TemplateResult {
    return html`
      <h2 id="title">${title}</h2>
      <div class="body"><p id="text">${text}</p></div>
      <div class="choices">
        <button autofocus @click=${() => this.dialog.close()}>Cancel</button>
        ${choices.map(
          (choice, i) => html`<button
            class=${i === choices.length - 1 ? 'primary' : ''}
            @click=${() => {
              if (!choice.stay) this.dialog.close();
              choice.take();
            }}
          >
            ${choice.title}
          </button>`,
        )}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-confirm': JunctionConfirm;
  }
}
