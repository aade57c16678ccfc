import { css } from 'lit';

/** What the small parts of a step share: boxes, rows of buttons, questions, rows of tables, marks for right and wrong. */
export const task = css`
  :host {
    display: block;
  }
  .box {
    padding: var(--jn-space-3) var(--jn-space-4);
    border: 1px solid var(--jn-line);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
  }
  .box > strong {
    display: block;
    margin-bottom: var(--jn-space-1);
    font-size: var(--jn-text-s);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--jn-space-2);
  }
  .box .buttons {
    margin-top: var(--jn-space-3);
  }
  input {
    accent-color: var(--jn-accent);
  }
  .outlined {
    border-color: var(--jn-line-strong);
  }
  .good {
    color: var(--jn-good);
  }
  .bad {
    color: var(--jn-bad);
  }
  .quiet {
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  p {
    margin: var(--jn-space-2) 0 0;
  }
  pre {
    margin: var(--jn-space-2) 0 0;
    max-height: 50vh;
    overflow: auto;
    font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
    tab-size: 4;
  }
  fieldset {
    margin: var(--jn-space-2) 0 0;
    padding: 0;
    border: 0;
  }
  label {
    display: flex;
    align-items: baseline;
    gap: var(--jn-space-2);
    min-height: 28px;
  }
  table {
    border-collapse: collapse;
    font: var(--jn-text-s) / 1.5 var(--jn-mono);
  }
  th,
  td {
    padding: 2px var(--jn-space-3);
    border: 1px solid var(--jn-line);
    text-align: start;
  }
`;
