import { css } from 'lit';
import { ROW } from './row-window.ts';

/** How `junction-rows` looks. */
export const rowsStyles = css`
  :host {
    display: block;
    min-height: 0;
    height: 100%;
  }
  .scroll {
    position: relative;
    height: 100%;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .table {
    width: max-content;
    min-width: 100%;
  }
  .row {
    display: grid;
    grid-template-columns: var(--columns);
    font-size: var(--jn-text-s);
    min-width: 100%;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    border-bottom: 1px solid var(--jn-line-strong);
    background: var(--jn-raised);
  }
  .head > div {
    min-width: 0;
    padding: var(--jn-space-1) var(--jn-space-3);
    overflow: hidden;
  }
  .facts {
    display: flex;
    align-items: center;
    gap: var(--jn-space-1);
    min-height: 18px;
  }
  .name {
    display: block;
    overflow: hidden;
    white-space: pre;
    font: 600 var(--jn-text-s) / 1.5 var(--jn-mono);
    text-overflow: ellipsis;
  }
  .type {
    overflow: hidden;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    text-overflow: ellipsis;
  }
  .mark {
    flex: none;
    padding: 0 5px;
    border: 1px solid var(--jn-accent);
    border-radius: 9px;
    color: var(--jn-accent);
    font-size: calc(0.6875 * var(--jn-unit));
    line-height: 15px;
  }
  .body {
    position: relative;
  }
  .rows {
    position: absolute;
    inset-inline: 0;
    will-change: transform;
  }
  .rows .row {
    height: ${ROW}px;
    border-bottom: 1px solid var(--jn-line);
  }
  .rows .row:hover {
    background: var(--jn-raised);
  }
  .rows .row.lit {
    background: var(--jn-accent-soft);
    box-shadow: inset 4px 0 0 var(--jn-accent);
  }
  .rows .row.at {
    outline: var(--jn-focus);
    outline-offset: -2px;
  }
  @media (forced-colors: active) {
    .rows .row.lit {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  .cell {
    min-width: 0;
    padding: 3px var(--jn-space-3);
    overflow: hidden;
    line-height: ${ROW - 8}px;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .cell.number:not(.index) {
    text-align: end;
  }
  .index {
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    text-align: end;
    font-variant-numeric: tabular-nums;
    user-select: none;
  }
  .coming {
    color: var(--jn-line-strong);
  }
  p {
    position: sticky;
    left: 0;
    width: fit-content;
    max-width: 56ch;
    margin: 0;
    padding: var(--jn-space-4);
    color: var(--jn-muted);
  }
  p.error {
    color: var(--jn-bad);
  }
`;
