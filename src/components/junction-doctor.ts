import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Advice, Severity } from '../advice/advice.ts';
import { type Marks, noMarks, type Thing } from '../kinship/thing.ts';
import { adviceStyles, fixList, originalWords, words } from './advice-text.ts';
import { lightUp, litStyles, PointTeller } from './pointable.ts';
import { base, panel } from './styles.ts';
import { count } from './text.ts';

const severities: Record<Severity, string> = { error: 'Error', warning: 'Warning', note: 'Note' };

/**
 * What the models, the tables and SQLAlchemy's warnings say about a program: each thing in plain words, with the line
 * at fault and what to try. Notes may be as they are meant to be; they are folded up.
 *
 * @fires junction-point - `{ thing, how }`: the line of what is pointed at
 * @fires junction-goto-line - `{ line }`: a line of the program, from 1
 */
@customElement('junction-doctor')
export class JunctionDoctor extends LitElement {
  static override styles = [
    base,
    adviceStyles,
    panel,
    css`
      .intro {
        margin: 0;
        padding: var(--jn-space-2) var(--jn-space-3);
        border-bottom: 1px solid var(--jn-line);
        color: var(--jn-muted);
        font-size: var(--jn-text-s);
      }
      .scroll {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: var(--jn-space-2) var(--jn-space-3);
        overscroll-behavior: contain;
      }
      .empty {
        max-width: 34em;
        margin: var(--jn-space-5) auto;
        color: var(--jn-muted);
        text-align: center;
        text-wrap: balance;
      }
      .empty strong {
        display: block;
        color: var(--jn-good);
        font-size: var(--jn-text-l);
      }
      .items {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .item {
        margin: var(--jn-space-2) 0;
        padding: var(--jn-space-2) var(--jn-space-3);
        border: 1px solid var(--jn-line);
        border-inline-start: 3px solid var(--jn-line-strong);
        border-radius: 0 var(--jn-radius) var(--jn-radius) 0;
        font-size: var(--jn-text-s);
        overflow-wrap: anywhere;
      }
      .error {
        border-inline-start-color: var(--jn-bad);
      }
      .warning {
        border-inline-start-color: var(--jn-warn);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--jn-space-2);
        margin: 0;
      }
      .severity {
        flex: none;
        padding: 0 var(--jn-space-2);
        border-radius: 999px;
        background: var(--jn-raised);
        font-size: var(--jn-text-xs);
        font-weight: 600;
      }
      .error .severity {
        background: var(--jn-bad-soft);
        color: var(--jn-bad);
      }
      .warning .severity {
        background: var(--jn-warn-soft);
        color: var(--jn-warn);
      }
      .note .severity {
        color: var(--jn-muted);
      }
      .title {
        flex: 1 1 20em;
        font-size: var(--jn-text-m);
        font-weight: 600;
      }
      .why {
        margin: var(--jn-space-1) 0 0;
      }
      .note > details > summary {
        color: var(--jn-text);
      }
      .item > details {
        margin-top: 0;
      }
      .item:focus-visible {
        outline-offset: -2px;
      }
    `,
    litStyles,
  ];

  /** What there is to say, the worst first. */
  @property({ attribute: false }) advice: readonly Advice[] = [];
  /** Whether there is anything to look at yet. */
  @property({ type: Boolean }) ran = false;
  /** Whether a program runs now. */
  @property({ type: Boolean }) busy = false;
  /** Whether the program was changed since it was looked at. */
  @property({ type: Boolean }) stale = false;
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;

  readonly #teller = new PointTeller(this);

  protected override updated(changed: PropertyValues): void {
    if (changed.has('lit') || changed.has('advice')) lightUp(this.renderRoot, this.lit);
  }

  protected override render(): TemplateResult {
    return html`
      <p class="intro">
        Looks at your models, your tables and what SQLAlchemy warns of, and says what will cause trouble and how to mend
        it.${this.stale && this.ran ? ' The program was changed since: Run to look again.' : ''}
      </p>
      <p class="visually-hidden" id="keys">Arrow keys go from one to the next; Enter keeps what belongs to its line lit in all panels.</p>
      <div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label="Advice"
        aria-describedby="keys"
        ${ref(this.#teller.attach)}
      >
        ${this.renderBody()}
      </div>
    `;
  }

  private renderBody(): TemplateResult {
    if (!this.ran) return html`<p class="empty">${this.busy ? 'The program is running.' : 'Nothing to look at yet. Run the program first.'}</p>`;
    if (this.advice.length === 0) {
      return html`<p class="empty"><strong>Nothing to mend.</strong> No warnings, and models, tables and data fit together.</p>`;
    }
    const mend = this.advice.filter(({ severity }) => severity !== 'note').length;
    return html`
      ${mend === 0 ? html`<p class="empty"><strong>Nothing to mend.</strong> ${count(this.advice.length, 'note')} on what is worth knowing.</p>` : nothing}
      <ul class="items">
        ${repeat(
          this.advice,
          ({ rule, line, title }) => `${rule} ${line ?? title}`,
          (one) => this.renderItem(one),
        )}
      </ul>
    `;
  }

  private renderItem(one: Advice): TemplateResult {
    const thing: Thing | undefined = one.line === undefined ? undefined : { kind: 'line', line: one.line };
    return html`<li class="item ${one.severity}" data-point .thing=${thing} tabindex=${thing ? -1 : nothing}>
      ${one.severity === 'note' ? this.renderFolded(one) : [this.renderHead(one), this.renderRest(one)]}
    </li>`;
  }

  private renderFolded(one: Advice): TemplateResult {
    return html`<details>
      <summary>${this.renderSeverity(one)} ${words(one.title)}</summary>
      ${this.renderRest(one)}
    </details>`;
  }

  private renderHead(one: Advice): TemplateResult {
    return html`<p class="head">${this.renderSeverity(one)}<span class="title">${words(one.title)}</span></p>`;
  }

  private renderSeverity({ severity }: Advice): TemplateResult {
    return html`<span class="severity">${severities[severity]}</span>`;
  }

  private renderRest({ why, line, fixes, original, link }: Advice): TemplateResult {
    const go = (): boolean => this.dispatchEvent(new CustomEvent('junction-goto-line', { detail: { line }, bubbles: true, composed: true }));
    return html`
      <p class="why">${words(why)}</p>
      ${line === undefined ? nothing : html`<button class="line" @click=${go}>Go to line ${line}</button>`} ${fixList(fixes)}
      ${original === undefined ? nothing : originalWords('SQLAlchemy’s own words', original, link)}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-doctor': JunctionDoctor;
  }
}
