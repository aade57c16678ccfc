import { css } from 'lit';

/** How `junction-summary` looks, on the screen and on paper. */
export const summaryStyles = css`
  :host {
    display: block;
    max-width: 760px;
    margin-inline: auto;
    padding: clamp(20px, 4vw, 48px) clamp(16px, 4vw, 40px) var(--jn-space-6);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--jn-space-2) var(--jn-space-3);
    align-items: end;
    margin-bottom: var(--jn-space-5);
  }
  label {
    display: grid;
    flex: 1 1 14em;
    gap: var(--jn-space-1);
    font-size: var(--jn-text-s);
    font-weight: 500;
  }
  input {
    box-sizing: border-box;
    min-width: 0;
    min-height: 38px;
    padding: 0 var(--jn-space-3);
    border: 1px solid var(--jn-line-strong);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
    color: var(--jn-text);
    font: inherit;
    font-size: var(--jn-text-m);
  }
  .tools button {
    min-height: 38px;
    padding: 0 var(--jn-space-5);
  }
  .hint {
    flex-basis: 100%;
    margin: 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  article {
    padding: clamp(20px, 5vw, 56px);
    border: 1px solid var(--jn-line);
    border-radius: 10px;
    background: var(--jn-surface);
  }
  .brand {
    margin: 0 0 var(--jn-space-5);
    color: var(--jn-accent);
    font-weight: 650;
  }
  h1 {
    margin: 0;
    font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2.1rem);
    font-weight: 680;
    line-height: 1.2;
    letter-spacing: -0.02em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .course {
    margin: var(--jn-space-2) 0 0;
    font-size: var(--jn-text-l);
  }
  .sum,
  .none {
    margin: var(--jn-space-2) 0 var(--jn-space-5);
    color: var(--jn-muted);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--jn-text-m);
  }
  th,
  td {
    padding: 7px var(--jn-space-3) 7px 0;
    border-bottom: 1px solid var(--jn-line);
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    font-weight: 500;
  }
  tbody th {
    font-weight: 500;
  }
  th a {
    color: inherit;
    text-decoration-color: var(--jn-line-strong);
    text-underline-offset: 3px;
  }
  .none a {
    color: var(--jn-accent);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  tbody th {
    overflow-wrap: anywhere;
  }
  @media (max-width: 480px) {
    th,
    td {
      padding-inline-end: var(--jn-space-2);
      font-size: var(--jn-text-s);
    }
  }
  .open {
    color: var(--jn-muted);
  }
  .honest {
    margin: var(--jn-space-5) 0 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    text-wrap: pretty;
  }
  @media print {
    :host {
      max-width: none;
      padding: 0;
      color-scheme: light;
      font-size: 10.5pt;
    }
    .tools {
      display: none;
    }
    article {
      padding: 0;
      border: 0;
      background: none;
    }
    table {
      font-size: 10.5pt;
    }
    th,
    td {
      padding-block: 4.5pt;
    }
    tr {
      break-inside: avoid;
    }
    th a {
      text-decoration: none;
    }
  }
`;
