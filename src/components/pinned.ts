import { css, html, type TemplateResult } from 'lit';

export const pinnedStyles = css`
  .pinned {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--jn-space-3);
    margin: 0 12px 12px;
    padding: var(--jn-space-1) var(--jn-space-3);
    border: 1px solid var(--jn-accent);
    border-inline-start-width: 4px;
    border-radius: var(--jn-radius);
    background: var(--jn-accent-soft);
    font-size: var(--jn-text-s);
  }
  .pinned p {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

/** The line under the panels while something is kept lit: what it is, and how to let it go. */
export function renderPinned(says: string, release: () => void): TemplateResult {
  return html`<div class="pinned" role="group" aria-label="Kept lit">
    <p translate="no">${says}</p>
    <button type="button" title="Escape" @click=${release}>Let go</button>
  </div>`;
}
