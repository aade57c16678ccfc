import { css } from 'lit';

/** How `junction-handout` looks: as paper on the screen, and on paper with as little ink as can be. */
export const handoutStyles = css`
  :host {
    display: block;
    flex: 1;
    color-scheme: light;
    background: var(--jn-raised);
  }
  .bar {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--jn-space-1) var(--jn-space-4);
    padding: var(--jn-space-2) var(--jn-space-4);
    border-bottom: 1px solid var(--jn-line);
    background: var(--jn-surface);
    font-size: var(--jn-text-s);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
  }
  input {
    accent-color: var(--jn-accent);
  }
  .outlined {
    border-color: var(--jn-line-strong);
  }
  article {
    max-width: 50em;
    margin: var(--jn-space-5) auto;
    padding: var(--jn-space-6);
    border: 1px solid var(--jn-line);
    background: #fff;
    color: #111;
    font-size: var(--jn-text-m);
  }
  h1 {
    margin: 0 0 var(--jn-space-2);
    font-size: calc(1.9 * var(--jn-unit));
    line-height: 1.15;
    letter-spacing: -0.015em;
  }
  h2 {
    margin: 2em 0 0.6em;
    font-size: var(--jn-text-xl);
    line-height: 1.25;
  }
  h3 {
    margin: 1.4em 0 0.4em;
    font-size: var(--jn-text-m);
  }
  .quiet {
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    overflow-wrap: anywhere;
  }
  ul {
    margin: 0.4em 0;
    padding-inline-start: 1.4em;
  }
  ul.boxes {
    padding: 0;
    list-style: none;
  }
  ul.boxes li {
    display: flex;
    gap: 0.6em;
  }
  .aside {
    margin: 1em 0;
    padding: var(--jn-space-2) var(--jn-space-4);
    border-inline-start: 3px solid var(--jn-line-strong);
  }
  .aside > strong {
    display: block;
    font-size: var(--jn-text-s);
  }
  pre {
    margin: 0.4em 0 1em;
    padding: var(--jn-space-2) var(--jn-space-3);
    border: 1px solid var(--jn-line);
    border-radius: var(--jn-radius);
    font: var(--jn-text-s) / 1.5 var(--jn-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 4;
  }
  pre.diff > div {
    width: auto;
  }
  pre.diff .line {
    white-space: pre-wrap;
  }
  img {
    display: block;
    max-width: 100%;
    height: auto;
    margin: 0.6em 0 1em;
  }
  .tables {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--jn-space-4);
  }
  table {
    border-collapse: collapse;
    font: var(--jn-text-s) / 1.5 var(--jn-mono);
  }
  caption {
    padding-bottom: 2px;
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 1px var(--jn-space-2);
    border: 1px solid #999;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .null {
    color: var(--jn-muted);
    font-style: italic;
  }
  .bad {
    color: var(--jn-bad);
  }
  @media (max-width: 640px) {
    .bar {
      position: static;
    }
    article {
      margin: 0;
      padding: var(--jn-space-4);
      border: 0;
    }
  }
  @media print {
    :host {
      --jn-unit: 13.5px;
      --jn-text-s: 11.5px;
      display: block;
      background: none;
    }
    .bar {
      display: none;
    }
    article {
      max-width: none;
      margin: 0;
      padding: 0;
      border: 0;
      font-size: 10.5pt;
      color: #000;
    }
    h1 {
      font-size: 20pt;
    }
    h2 {
      font-size: 14pt;
    }
    h1,
    h2,
    h3,
    .aside > strong,
    caption {
      break-after: avoid;
    }
    img,
    table,
    .aside,
    ul.boxes,
    tr {
      break-inside: avoid;
    }
    pre {
      font-size: 8.5pt;
      border-color: #999;
      /* A program longer than a page must break; a short one does not. */
      orphans: 4;
      widows: 4;
    }
    pre.short {
      break-inside: avoid;
    }
    pre.diff .plus,
    pre.diff .minus {
      background: none;
      font-weight: 700;
    }
    pre.diff .minus {
      text-decoration: line-through;
      font-weight: 400;
    }
    p {
      orphans: 3;
      widows: 3;
    }
  }
`;
