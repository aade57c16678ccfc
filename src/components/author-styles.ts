import { css } from 'lit';

/** How `junction-author` looks. */
export const authorStyles = css`
  :host {
    background: var(--jn-bg);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--jn-space-2);
    padding: var(--jn-space-2) var(--jn-space-4);
    border-bottom: 1px solid var(--jn-line);
  }
  header [role='status'] {
    font-size: var(--jn-text-s);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: var(--jn-space-4);
  }
  .inner {
    max-width: 84ch;
    margin-inline: auto;
  }
  h3 {
    margin: var(--jn-space-5) 0 var(--jn-space-2);
    font-size: var(--jn-text-m);
  }
  h2 {
    margin: 0;
    font-size: var(--jn-text-l);
  }
  h2 .quiet {
    font-weight: 400;
  }
  .outlined {
    border-color: var(--jn-line-strong);
  }
  ul.wrong {
    margin: 0 0 var(--jn-space-4);
    padding: var(--jn-space-2) var(--jn-space-4) var(--jn-space-2) var(--jn-space-5);
    border-inline-start: 3px solid var(--jn-bad);
    background: var(--jn-bad-soft);
    font-size: var(--jn-text-s);
    overflow-wrap: anywhere;
  }
  .part {
    margin-bottom: var(--jn-space-3);
    border: 1px solid var(--jn-line);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
    overflow: hidden;
  }
  .part > .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--jn-space-1) var(--jn-space-2);
    padding: var(--jn-space-2) var(--jn-space-3);
  }
  .part > .head b {
    flex: 1 1 12em;
    font-weight: 600;
    font-size: var(--jn-text-s);
    overflow-wrap: anywhere;
  }
  .part > div:not(.head) {
    padding: var(--jn-space-2) var(--jn-space-3);
    border-top: 1px solid var(--jn-line);
  }
  .quiet {
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  .good {
    color: var(--jn-good);
  }
  .bad {
    color: var(--jn-bad);
  }
  .mark {
    font-weight: 700;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  p + p,
  p + ul {
    margin-top: var(--jn-space-1);
  }
  .part ul {
    margin: 0;
    padding-inline-start: 1.3em;
  }
  pre {
    margin: 0;
    padding: var(--jn-space-2) var(--jn-space-3);
    max-height: 40vh;
    overflow: auto;
    border-top: 1px solid var(--jn-line);
    font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
    tab-size: 4;
  }
  summary {
    padding: var(--jn-space-1) var(--jn-space-3);
    min-height: 28px;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    cursor: pointer;
  }
`;
