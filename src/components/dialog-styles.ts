import { css } from 'lit';

/** How a dialog looks: a sheet over the page, with a heading, what is to be read, and what can be done. */
export const dialogStyles = css`
  dialog {
    box-sizing: border-box;
    width: min(44rem, 100vw - 2 * var(--jn-space-4));
    max-height: min(46rem, 100dvh - 2 * var(--jn-space-4));
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--jn-line-strong);
    border-radius: 10px;
    background: var(--jn-surface);
    color: var(--jn-text);
    box-shadow: 0 12px 40px light-dark(rgb(0 0 0 / 0.18), rgb(0 0 0 / 0.5));
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog.small {
    width: min(28rem, 100vw - 2 * var(--jn-space-4));
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  dialog h2 {
    margin: 0;
    padding: var(--jn-space-4) var(--jn-space-5) 0;
    font-size: var(--jn-text-l);
    line-height: 1.3;
  }
  dialog .body {
    min-height: 0;
    padding: var(--jn-space-3) var(--jn-space-5);
    overflow: auto;
  }
  dialog .body:focus-visible {
    outline-offset: -3px;
  }
  dialog .body p {
    margin: 0 0 var(--jn-space-2);
    color: var(--jn-muted);
  }
  dialog .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--jn-space-2);
    justify-content: flex-end;
    padding: var(--jn-space-3) var(--jn-space-5) var(--jn-space-4);
  }
  dialog .choices button {
    min-height: 36px;
    padding: 0 var(--jn-space-4);
    border-color: var(--jn-line-strong);
  }
  dialog .choices button.primary {
    border-color: transparent;
  }
`;
