import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { dialogStyles } from './dialog-styles.ts';
import { shortcutGroups, type ShortcutGroup } from './shortcuts.ts';
import { base } from './styles.ts';

/**
 * The keyboard shortcuts, in a dialog.
 *
 * @fires junction-keys - `{ on }`: single keys are wanted, or not
 */
@customElement('junction-shortcuts')
export class JunctionShortcuts extends LitElement {
  static override styles = [
    base,
    dialogStyles,
    css`
      h3 {
        margin: var(--jn-space-4) 0 var(--jn-space-1);
        font-size: var(--jn-text-s);
      }
      div:first-child > h3 {
        margin-top: 0;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(9.5em, max-content) 1fr;
        gap: 5px var(--jn-space-4);
        margin: 0;
        font-size: var(--jn-text-s);
      }
      dd {
        margin: 0;
      }
      kbd {
        padding: 1px 6px;
        border: 1px solid var(--jn-line-strong);
        border-radius: 4px;
        background: var(--jn-raised);
        font: 500 0.92em / 1.5 var(--jn-font);
      }
      .off dl {
        color: var(--jn-muted);
        text-decoration: line-through;
      }
      label {
        display: flex;
        gap: var(--jn-space-2);
        align-items: center;
        min-height: 28px;
        margin-top: var(--jn-space-2);
        font-size: var(--jn-text-s);
      }
      input {
        width: 16px;
        height: 16px;
        accent-color: var(--jn-accent);
      }
    `,
  ];

  @query('dialog') private dialog!: HTMLDialogElement;

  /** Whether single keys are shortcuts. */
  @property({ attribute: false }) on = true;
  /** What is listed; of itself, what there is in the playground. */
  @property({ attribute: false }) groups: readonly ShortcutGroup[] = shortcutGroups;

  show(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog class="small" aria-labelledby="title">
      <h2 id="title">Keyboard shortcuts</h2>
      <div class="body" tabindex="0" role="region" aria-labelledby="title">
        ${this.groups.map(
          ({ title, single, shortcuts }) => html`<div class=${single && !this.on ? 'off' : ''}>
            <h3>${title}</h3>
            <dl>
              ${shortcuts.map(([keys, does]) => html`<dt>${renderKeys(keys)}</dt><dd>${does}</dd>`)}
            </dl>
            ${single ? html`<label><input type="checkbox" .checked=${this.on} @change=${this.onChange} />Use single keys</label>` : nothing}
          </div>`,
        )}
      </div>
      <div class="choices"><button class="primary" @click=${() => this.dialog.close()}>Close</button></div>
    </dialog>`;
  }

  private onChange(event: Event): void {
    const on = (event.target as HTMLInputElement).checked;
    this.dispatchEvent(new CustomEvent('junction-keys', { detail: { on }, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-shortcuts': JunctionShortcuts;
  }
}

const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Each key in a frame; the words between them stay words. */
function renderKeys(keys: string): unknown[] {
  const named = onMac ? keys.replace('Ctrl Enter', '⌘ Enter') : keys;
  return named.split(' ').map((key) => (key === 'then' ? html` then ` : html`<kbd>${key}</kbd> `));
}
