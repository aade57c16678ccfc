import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LiveRun } from '../session/work.ts';
import { codeStyles } from './code.ts';
import { base } from './styles.ts';

/** A lesson's Markdown, rendered and made safe; the parser is fetched when the first one is shown. */
@customElement('junction-prose')
export class JunctionProse extends LitElement {
  static override styles = [
    base,
    codeStyles,
    css`
      :host {
        display: block;
        font-size: var(--jn-unit);
        line-height: 1.65;
      }
      :host > div > :first-child,
      div > :first-child {
        margin-top: 0;
      }
      div > :last-child {
        margin-bottom: 0;
      }
      p,
      ul,
      ol,
      pre,
      blockquote,
      table {
        margin: 0 0 0.9em;
      }
      ul,
      ol {
        padding-inline-start: 1.4em;
      }
      h3,
      h4,
      h5,
      h6 {
        margin: 1.4em 0 0.4em;
        font-size: var(--jn-unit);
        line-height: 1.35;
      }
      code {
        padding: 0.1em 0.3em;
        border-radius: 4px;
        background: var(--jn-raised);
        font: 0.9em var(--jn-mono);
        overflow-wrap: anywhere;
      }
      pre {
        padding: var(--jn-space-3) var(--jn-space-4);
        border: 1px solid var(--jn-line);
        border-radius: var(--jn-radius);
        background: var(--jn-surface);
        overflow-x: auto;
        tab-size: 4;
        line-height: calc(1.25 * var(--jn-unit));
      }
      pre code {
        padding: 0;
        background: none;
        font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
        overflow-wrap: normal;
      }
      blockquote {
        padding-inline-start: var(--jn-space-4);
        border-inline-start: 3px solid var(--jn-line-strong);
        color: var(--jn-muted);
      }
      a {
        color: var(--jn-accent);
        text-underline-offset: 3px;
      }
      @media print {
        pre {
          background: none;
          white-space: pre-wrap;
          break-inside: avoid;
        }
        pre code {
          overflow-wrap: anywhere;
        }
        code {
          background: none;
          padding: 0;
        }
        /* On paper a link is its address. */
        a[href^='http']::after {
          content: ' (' attr(href) ')';
          font-size: 0.85em;
          overflow-wrap: anywhere;
        }
        p,
        li {
          orphans: 3;
          widows: 3;
        }
        h3,
        h4 {
          break-after: avoid;
        }
        table {
          display: table;
          break-inside: avoid;
        }
      }
      img {
        max-width: 100%;
        height: auto;
      }
      table {
        display: block;
        max-width: 100%;
        overflow-x: auto;
        border-collapse: collapse;
      }
      th,
      td {
        padding: var(--jn-space-1) var(--jn-space-3);
        border: 1px solid var(--jn-line);
        text-align: start;
      }
    `,
  ];

  @query('div') private box!: HTMLElement | null;

  @property() markdown = '';
  /** Results of the blocks that can be run in place, by their code; null where none may be. */
  @property({ attribute: false }) lives: Readonly<Record<string, LiveRun>> | null = null;

  @state() private failed = false;

  protected override updated(changed: PropertyValues): void {
    if (changed.has('markdown')) void this.#fill(this.markdown);
    else this.#tellLives();
  }

  protected override render(): TemplateResult {
    return html`<div></div>
      ${this.failed ? html`<p>${this.markdown}</p>` : ''}`;
  }

  async #fill(markdown: string): Promise<void> {
    const prose = await import('./prose.ts').catch(() => null);
    if (markdown !== this.markdown) return;
    // Offline, the plain text is better than nothing.
    this.failed = prose === null;
    if (prose) this.box?.replaceChildren(prose.renderProse(markdown, this.lives !== null));
    this.#tellLives();
  }

  #tellLives(): void {
    for (const element of this.box?.querySelectorAll('junction-live') ?? []) element.result = this.lives?.[element.code] ?? null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-prose': JunctionProse;
  }
}
