import { css } from 'lit';

/** How `junction-sql-console` looks. */
export const sqlConsoleStyles = css`
  :host {
    display: grid;
    grid-template-rows: minmax(96px, 2fr) auto minmax(0, 3fr);
    height: 100%;
    min-height: 0;
    background: var(--jn-surface);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--jn-space-2);
    padding: var(--jn-space-2) var(--jn-space-3);
    border-block: 1px solid var(--jn-line);
    background: var(--jn-bg);
  }
  .hint {
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
  }
  /* Touch screens have no keys to press. */
  @media (pointer: coarse) {
    .keys {
      display: none;
    }
  }
  label {
    display: flex;
    align-items: center;
    gap: var(--jn-space-2);
    margin-inline-start: auto;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  select {
    min-height: 28px;
    max-width: 24ch;
    border: 1px solid var(--jn-line-strong);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
    color: var(--jn-text);
    font: inherit;
  }
  .results {
    overflow: auto;
    padding: var(--jn-space-3);
  }
  .set + .set,
  .error {
    margin-top: var(--jn-space-4);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--jn-space-3);
    margin: 0 0 var(--jn-space-1);
    font-size: var(--jn-text-s);
  }
  code {
    min-width: 0;
    font-family: var(--jn-mono);
    overflow-wrap: anywhere;
  }
  .meta,
  .quiet {
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  .quiet {
    margin: 0;
    max-width: 60ch;
  }
  .total {
    margin: var(--jn-space-3) 0 0;
  }
  .error {
    padding: var(--jn-space-2) var(--jn-space-3);
    border-inline-start: 3px solid var(--jn-bad);
    background: var(--jn-bad-soft);
    color: var(--jn-bad);
    overflow-wrap: anywhere;
  }
  .error:first-child {
    margin-top: 0;
  }
  .error p {
    margin: 0;
  }
  .error .meta {
    color: inherit;
  }
  .error button {
    min-height: 24px;
    padding: 0;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .past {
    margin: 0;
    padding: 2px var(--jn-space-3);
    border-block: 1px dashed var(--jn-warn);
    background: var(--jn-warn-soft);
    font-size: var(--jn-text-xs);
  }
`;
