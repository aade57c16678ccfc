import { css } from 'lit';

/** How `junction-app` looks. */
export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100dvh;
    background: var(--jn-bg);
  }
  :host([full]) {
    height: 100dvh;
    min-height: 420px;
  }
  :host([bare]) header {
    display: none;
  }
  header {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0 var(--jn-space-2);
    align-items: center;
    padding: 8px 14px;
    border-bottom: 1px solid var(--jn-line);
    background: var(--jn-surface);
  }
  header a {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-height: 32px;
    padding: 0 10px;
    border-radius: var(--jn-radius);
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    font-weight: 500;
    text-decoration: none;
  }
  header a:hover,
  header a[aria-current] {
    color: var(--jn-text);
  }
  header a[aria-current] {
    background: var(--jn-raised);
  }
  header a.skip {
    position: absolute;
    z-index: 2;
    inset: 8px auto auto 8px;
    background: var(--jn-accent);
    color: var(--jn-on-accent);
  }
  header a.skip:not(:focus) {
    clip-path: inset(50%);
  }
  header a.brand {
    margin-inline-end: var(--jn-space-2);
    padding: 0 6px;
    background: none;
    color: var(--jn-text);
    font-size: 1rem;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .brand svg {
    width: 22px;
    height: 22px;
    color: var(--jn-accent);
  }
  label {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    margin-inline-start: auto;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  select {
    min-height: 30px;
    max-width: 7.5em;
    padding: 0 4px;
    field-sizing: content;
    border: 1px solid var(--jn-line);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
    color: var(--jn-text);
    font: inherit;
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  main:focus {
    outline: none;
  }
  junction-playground {
    flex: 1;
    height: auto;
    min-height: 0;
  }
  .message {
    max-width: 36rem;
    margin: var(--jn-space-6) auto;
    padding: 0 var(--jn-space-4);
  }
  .message h1 {
    margin: 0 0 var(--jn-space-2);
    font-size: var(--jn-text-xl);
  }
  .message a {
    color: var(--jn-accent);
  }
  @media print {
    :host {
      display: block;
      height: auto;
      min-height: 0;
      color-scheme: light !important;
      background: none;
    }
    header {
      display: none;
    }
  }
  .views {
    margin-inline-start: auto;
  }
  .views + label {
    margin-inline-start: 0;
  }
  @media (max-width: 480px) {
    label span {
      display: none;
    }
    header {
      padding: 8px;
    }
    header a {
      padding: 0 7px;
    }
    header a.brand {
      margin-inline-end: 0;
    }
    /* Where more is to be reached, the mark alone leads home. */
    header:has(.views) a.brand span {
      position: absolute;
      clip-path: inset(50%);
    }
    header:has(.views) {
      gap: 0;
    }
  }
`;
