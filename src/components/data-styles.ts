import { css } from 'lit';

/** How `junction-data` looks. */
export const dataStyles = css`
  :host {
    container-type: inline-size;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--jn-space-1) var(--jn-space-3);
    padding: var(--jn-space-1) var(--jn-space-3);
    border-bottom: 1px solid var(--jn-line);
    font-size: var(--jn-text-s);
  }
  .bar .grow {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar b {
    font-family: var(--jn-mono);
    font-weight: 600;
  }
  .pending {
    color: var(--jn-warn);
  }
  select {
    min-height: 28px;
    max-width: 28ch;
    border: 1px solid var(--jn-line-strong);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
    color: var(--jn-text);
    font: inherit;
  }
  .main {
    display: grid;
    grid-template-columns: fit-content(42%) minmax(0, 1fr);
    flex: 1;
    min-height: 0;
  }
  ul {
    min-width: 150px;
    margin: 0;
    padding: var(--jn-space-2);
    overflow: auto;
    border-inline-end: 1px solid var(--jn-line);
    list-style: none;
  }
  li button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--jn-space-2);
    width: 100%;
    padding: var(--jn-space-1) var(--jn-space-2);
    text-align: start;
  }
  li button[aria-current='true'] {
    background: var(--jn-accent-soft);
  }
  .name {
    overflow: hidden;
    font-family: var(--jn-mono);
    text-overflow: ellipsis;
    white-space: pre;
  }
  [aria-current='true'] .name {
    font-weight: 600;
  }
  .rows {
    color: var(--jn-muted);
    font-variant-numeric: tabular-nums;
  }
  .badge {
    grid-column: 1 / -1;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    line-height: 1.3;
  }
  .counts {
    grid-column: 1 / -1;
    color: var(--jn-warn);
    font-size: var(--jn-text-xs);
    font-weight: 600;
    line-height: 1.3;
  }
  .empty {
    max-width: 58ch;
    padding: var(--jn-space-5) var(--jn-space-4);
    color: var(--jn-muted);
  }
  .empty p {
    margin: 0 0 var(--jn-space-3);
  }
  .outlined {
    border-color: var(--jn-line-strong);
    color: var(--jn-text);
  }
  .dropping {
    outline: 2px dashed var(--jn-accent);
    outline-offset: -6px;
  }
  @container (max-width: 480px) {
    .main {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    ul {
      display: flex;
      gap: var(--jn-space-1);
      padding: var(--jn-space-1) var(--jn-space-2);
      border-bottom: 1px solid var(--jn-line);
      border-inline-end: 0;
    }
    li {
      flex: none;
      max-width: 60%;
    }
    .badge {
      display: none;
    }
  }
`;
