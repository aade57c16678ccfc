import { css } from 'lit';

/** How `junction-timeline` looks. */
export const timelineStyles = css`
  :host {
    flex: none;
    display: block;
    padding: 0 12px 10px;
    container-type: inline-size;
  }
  .bar {
    display: grid;
    grid-template-columns: auto minmax(120px, 2fr) minmax(0, 3fr) auto;
    gap: 0 var(--jn-space-3);
    align-items: center;
    min-height: 46px;
    padding: 3px var(--jn-space-2);
    border: 1px solid var(--jn-line);
    border-radius: 10px;
    background: var(--jn-surface);
  }
  .bar.past {
    border: 1px dashed var(--jn-warn);
    background: var(--jn-warn-soft);
  }
  .buttons {
    display: flex;
  }
  .buttons button {
    justify-content: center;
    width: 32px;
    min-height: 32px;
    padding: 0;
  }
  svg {
    width: 14px;
    height: 14px;
    fill: currentcolor;
  }
  input {
    width: 100%;
    min-width: 0;
    height: 28px;
    margin: 0;
    accent-color: var(--jn-accent);
    cursor: pointer;
  }
  .past input {
    accent-color: var(--jn-warn);
  }
  .label {
    display: -webkit-box;
    margin: 0;
    overflow: hidden;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    line-height: 19px;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .label b,
  .done,
  .line {
    color: var(--jn-text);
  }
  .label b {
    margin-inline-end: var(--jn-space-1);
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  em {
    color: var(--jn-warn);
    font-style: normal;
  }
  .line {
    min-height: 24px;
    margin-block: -3px;
    padding: 0 2px;
    font-size: var(--jn-text-xs);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  kbd {
    padding: 0 4px;
    border: 1px solid var(--jn-line-strong);
    border-radius: 3px;
    font: inherit;
    font-size: 11px;
    white-space: nowrap;
  }
  .now {
    min-height: 32px;
    border-color: var(--jn-line-strong);
    background: var(--jn-surface);
    white-space: nowrap;
  }
  .now:disabled {
    border-color: transparent;
    background: none;
  }
  @container (max-width: 700px) {
    .bar {
      grid-template-columns: auto minmax(80px, 1fr) auto;
    }
    .label {
      grid-row: 2;
      grid-column: 1 / -1;
      min-height: 38px;
      padding-inline: var(--jn-space-1);
    }
    .now kbd,
    .label kbd {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .bar.past {
      border: 2px dashed Highlight;
    }
  }
`;
