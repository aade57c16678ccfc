import { css } from 'lit';

/** How `junction-panes` looks. */
export const panesStyles = css`
  :host {
    display: flex;
    min-width: 0;
    min-height: 0;
    container-type: inline-size;
  }
  .split {
    display: flex;
    flex: 1;
    min-width: 0;
    min-height: 0;
  }
  .column {
    flex-direction: column;
  }
  .part {
    display: flex;
    flex-basis: 0;
    min-width: 0;
    min-height: 0;
  }
  .part.folded {
    visibility: hidden;
    overflow: hidden;
  }
  .group {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    border: 1px solid var(--jn-line);
    border-radius: 10px;
    background: var(--jn-surface);
  }
  .head {
    display: flex;
    flex: none;
    align-items: stretch;
    height: 38px;
    padding: 0 var(--jn-space-2);
    border-bottom: 1px solid var(--jn-line);
    overflow-x: auto;
    scrollbar-width: none;
  }
  h2,
  .head button {
    position: relative;
    flex: none;
    align-items: center;
    margin: 0;
    padding: 0 10px;
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    font-weight: 500;
    line-height: 37px;
    min-height: 0;
  }
  h2 {
    color: var(--jn-text);
  }
  .head button:hover {
    background: none;
    color: var(--jn-text);
  }
  .head button[aria-selected='true'] {
    color: var(--jn-text);
  }
  .head button[aria-selected='true']::after {
    content: '';
    position: absolute;
    inset: auto 10px -1px;
    height: 2px;
    border-radius: 1px;
    background: var(--jn-accent);
  }
  .head button:focus-visible {
    outline-offset: -4px;
    border-radius: var(--jn-radius);
  }
  .count {
    min-width: 1.6em;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--jn-raised);
    color: var(--jn-muted);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
    line-height: 17px;
    text-align: center;
  }
  .panel {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .panel[hidden] {
    display: none;
  }
  ::slotted(*) {
    flex: 1;
    min-width: 0;
    min-height: 0;
  }
  :host([dragging]) ::slotted(*) {
    pointer-events: none;
  }
  @container (max-width: 480px) {
    .head {
      padding: 0 2px;
    }
    .head button {
      padding: 0 7px;
    }
    .head button[aria-selected='true']::after {
      inset-inline: 7px;
    }
  }
  @media (forced-colors: active) {
    .head button[aria-selected='true']::after {
      background: Highlight;
    }
  }
`;
