import { css } from 'lit';

/** How `junction-prompt` looks. */
export const promptStyles = css`
  :host {
    display: block;
    font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
  }
  .row {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 1ch;
    padding: 2px 0;
    border-radius: var(--jn-radius);
  }
  .marks {
    color: var(--jn-accent);
    font-weight: 600;
    white-space: pre;
    user-select: none;
  }
  textarea {
    width: 100%;
    min-height: 24px;
    margin: 0;
    padding: 0 0 4px;
    border: 0;
    resize: none;
    overflow: hidden;
    background: none;
    color: inherit;
    font: inherit;
    tab-size: 4;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    field-sizing: content;
  }
  .row:focus-within {
    outline: var(--jn-focus);
    outline-offset: 3px;
  }
  textarea:focus-visible {
    outline: none;
  }
  .idle .marks {
    color: var(--jn-muted);
  }
  p {
    margin: 0;
    color: var(--jn-muted);
    font: var(--jn-text-xs) / 20px var(--jn-font);
  }
`;
