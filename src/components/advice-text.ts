import { css, html, nothing, type TemplateResult } from 'lit';
import type { Fix } from '../advice/advice.ts';

/** A sentence whose words between backticks are code. */
export function words(text: string): unknown[] {
  return text.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code translate="no">${part}</code>`));
}

/** What to try: each with what it would change. */
export function fixList(fixes: readonly Fix[]): TemplateResult | typeof nothing {
  if (fixes.length === 0) return nothing;
  return html`<p class="try">What to try</p>
    <ul class="fixes">
      ${fixes.map(
        ({ label, change, code }) => html`<li>
          <strong>${words(label)}</strong> – ${words(change)}${code === undefined ? nothing : html`<pre translate="no">${code}</pre>`}
        </li>`,
      )}
    </ul>`;
}

/** The words of Python or SQLAlchemy themselves, one click away, with SQLAlchemy's page about them. */
export function originalWords(summary: string, text: string, link: string | undefined): TemplateResult {
  return html`<details>
    <summary>${summary}</summary>
    <pre class="original" tabindex="0" translate="no">${text}</pre>
    ${link === undefined ? nothing : html`<a href=${link} target="_blank" rel="noopener noreferrer">SQLAlchemy’s page about it: ${link.replace('https://', '')}</a>`}
  </details>`;
}

/** How the three of them look. */
export const adviceStyles = css`
  code {
    padding: 1px 3px;
    border-radius: 3px;
    background: color-mix(in oklab, var(--jn-text) 8%, transparent);
    font: 0.93em var(--jn-mono);
    overflow-wrap: anywhere;
  }
  .try {
    margin: var(--jn-space-2) 0 var(--jn-space-1);
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    font-weight: 600;
  }
  .fixes {
    margin: 0;
    padding-inline-start: 1.3em;
  }
  .fixes li + li {
    margin-top: var(--jn-space-1);
  }
  pre {
    margin: var(--jn-space-1) 0;
    padding: var(--jn-space-2) var(--jn-space-3);
    border: 1px solid var(--jn-line);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
    font: 12.5px / 1.5 var(--jn-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  pre.original {
    max-height: 20em;
    overflow: auto;
  }
  strong {
    font-weight: 600;
  }
  details {
    margin-top: var(--jn-space-2);
  }
  summary {
    display: list-item;
    min-height: 24px;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  summary:hover,
  a {
    color: var(--jn-accent);
  }
  a {
    display: inline-block;
    min-height: 24px;
    font-size: var(--jn-text-s);
    text-underline-offset: 3px;
    overflow-wrap: anywhere;
  }
  button.line {
    min-height: 24px;
    padding-inline: 0;
    color: var(--jn-accent);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
`;
