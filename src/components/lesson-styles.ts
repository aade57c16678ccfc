import { css } from 'lit';

/** How `junction-lesson` looks. */
export const lessonStyles = css`
  :host {
    background: var(--jn-bg);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: var(--jn-space-5);
  }
  .inner {
    max-width: 68ch;
    margin-inline: auto;
  }
  .source {
    margin: 0 0 var(--jn-space-4);
    padding: var(--jn-space-2) var(--jn-space-3);
    border-inline-start: 3px solid var(--jn-warn);
    background: var(--jn-warn-soft);
    font-size: var(--jn-text-s);
    overflow-wrap: anywhere;
  }
  .source a {
    color: inherit;
    font-weight: 600;
    text-underline-offset: 3px;
  }
  h2 {
    margin: 0 0 var(--jn-space-4);
    font-size: var(--jn-text-xl);
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  .intro {
    margin-bottom: var(--jn-space-5);
    padding-bottom: var(--jn-space-5);
    border-bottom: 1px solid var(--jn-line);
  }
  .aims {
    margin: var(--jn-space-4) 0 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-m);
  }
  .aims ul {
    margin: var(--jn-space-1) 0 0;
    padding-inline-start: 1.4em;
  }
  .tasks {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--jn-space-4);
    margin-top: var(--jn-space-5);
  }
  .tasks > * {
    min-width: 0;
  }
  .quiet {
    margin: 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  .setup {
    margin-top: var(--jn-space-4);
  }
  .setup summary {
    min-height: 28px;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    cursor: pointer;
  }
  .outlined {
    border-color: var(--jn-line-strong);
  }
  pre {
    margin: 0 0 var(--jn-space-3);
    max-height: 50vh;
    overflow: auto;
    font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
    tab-size: 4;
  }
  .feet {
    display: flex;
    justify-content: space-between;
    gap: var(--jn-space-3);
    padding: var(--jn-space-2) var(--jn-space-5);
    border-top: 1px solid var(--jn-line);
    background: var(--jn-bg);
  }
  .feet :is(button, a) {
    display: inline-flex;
    align-items: center;
    min-height: 32px;
    max-width: 48%;
    padding: 0 var(--jn-space-2);
    border: 1px solid transparent;
    border-radius: var(--jn-radius);
    color: inherit;
    font-size: var(--jn-text-s);
    text-decoration: none;
  }
  .feet .outlined {
    border-color: var(--jn-line-strong);
  }
  .feet .primary {
    background: var(--jn-accent);
    color: var(--jn-on-accent);
    font-weight: 600;
  }
  .feet a:hover {
    text-decoration: underline;
  }
  .feet span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .message {
    max-width: 60ch;
    padding: var(--jn-space-5);
    color: var(--jn-muted);
  }
  .message.error {
    color: var(--jn-bad);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
