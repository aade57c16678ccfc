import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Notice, NoticeAction } from '../session/state.ts';
import { base } from './styles.ts';

const actions: Record<NoticeAction, string> = {
  'start-over': 'Start over',
  'keep-mine': 'Keep mine',
  'take-other': 'Take the other',
  compare: 'Compare',
  'save-file': 'Save as a file',
  'set-up': 'Make it now',
  undo: 'Undo',
  retry: 'Retry',
};

/**
 * Lines above the panels that wait to be read.
 *
 * @fires junction-notice - `{ id, action }`: dismissed when `action` is null, else what the notice offered
 */
@customElement('junction-notices')
export class JunctionNotices extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: none;
      }
      .notice {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--jn-space-2);
        align-items: center;
        margin: 0 12px 10px;
        padding: 4px 6px 4px 12px;
        border: 1px solid var(--jn-line);
        border-radius: var(--jn-radius);
        background: var(--jn-accent-soft);
        font-size: var(--jn-text-s);
      }
      .warning {
        background: var(--jn-warn-soft);
      }
      .error {
        background: var(--jn-bad-soft);
      }
      p {
        flex: 1 1 14em;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .offers {
        display: flex;
        flex-wrap: wrap;
        margin-inline-start: auto;
      }
      button {
        flex: none;
        font-weight: 600;
      }
      button:hover:not(:disabled) {
        background: color-mix(in oklab, currentcolor 10%, transparent);
      }
    `,
  ];

  @property({ attribute: false }) notices: readonly Notice[] = [];

  protected override render(): TemplateResult {
    return html`<div role="status">
      ${repeat(
        this.notices,
        (notice) => notice.id,
        ({ id, kind, text, actions: offers = [] }) => html`<div class="notice ${kind}">
          <p>${text}</p>
          <span class="offers">
            ${offers.map((action) => html`<button @click=${() => this.#send(id, action)}>${actions[action]}</button>`)}
            <button aria-label="Dismiss" @click=${() => this.#send(id, null)}>✕</button>
          </span>
        </div>`,
      )}
    </div>`;
  }

  #send(id: number, action: NoticeAction | null): void {
    this.dispatchEvent(new CustomEvent('junction-notice', { detail: { id, action }, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-notices': JunctionNotices;
  }
}
