import { css } from 'lit';

/** How `junction-sql-log` looks. */
export const sqlLogStyles = css`
  .intro,
  .bar {
    margin: 0;
    padding: var(--jn-space-1) var(--jn-space-3);
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  .bar,
  .kinds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px var(--jn-space-1);
  }
  .bar {
    gap: 2px var(--jn-space-3);
    padding-block-start: 0;
    border-bottom: 1px solid var(--jn-line);
  }
  .kinds {
    flex: 1 1 300px;
  }
  .count {
    margin-inline-end: var(--jn-space-2);
  }
  .bar button {
    min-height: 24px;
    padding-inline: 6px;
    color: var(--jn-text);
    font-size: var(--jn-text-xs);
  }
  .n {
    color: var(--jn-muted);
    font-variant-numeric: tabular-nums;
  }
  .bar button[aria-pressed='true'] {
    background: var(--jn-raised);
  }
  .bar button[aria-pressed='false'] {
    color: var(--jn-muted);
    text-decoration: line-through;
  }
  .bar .copy {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .values {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 24px;
    color: var(--jn-text);
    font-size: var(--jn-text-xs);
  }
  .values input {
    margin: 0;
    accent-color: var(--jn-accent);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .group {
    padding: var(--jn-space-2) var(--jn-space-3);
    border-bottom: 1px solid var(--jn-line);
    content-visibility: auto;
    contain-intrinsic-size: auto 90px;
  }
  .group.lit {
    background: var(--jn-accent-soft);
  }
  .head:focus-visible,
  .words:focus-visible,
  .entry:focus-visible {
    outline-offset: -2px;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--jn-space-2);
    min-width: 0;
    font-size: var(--jn-text-s);
  }
  .go {
    flex: none;
    min-height: 24px;
    padding-inline: 2px;
    color: var(--jn-accent);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
    white-space: nowrap;
  }
  .source {
    overflow: hidden;
    color: var(--jn-muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  code,
  pre {
    font: var(--jn-text-s) / calc(1.25 * var(--jn-unit)) var(--jn-mono);
  }
  .words,
  summary {
    margin: var(--jn-space-1) 0 2px;
    color: var(--jn-text);
    font-size: var(--jn-text-s);
    overflow-wrap: anywhere;
  }
  .words.plain::first-letter {
    text-transform: uppercase;
  }
  .words code,
  .note code,
  .repeat code {
    font-size: var(--jn-text-xs);
  }
  summary {
    min-height: 24px;
    cursor: pointer;
  }
  .muted summary,
  .more summary {
    color: var(--jn-muted);
  }
  .entry {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--jn-space-3);
    padding: 2px var(--jn-space-2) 4px;
    border-inline-start: 3px solid transparent;
  }
  .entry.committed {
    border-inline-start-color: var(--jn-good);
  }
  .entry.rolled-back {
    border-inline-start: 3px dashed var(--jn-bad);
  }
  .entry.open {
    border-inline-start: 3px dotted var(--jn-warn);
  }
  .entry.at {
    outline: 1px dashed var(--jn-warn);
    background: var(--jn-warn-soft);
  }
  .moment {
    margin: 0;
    color: var(--jn-warn);
    font-size: var(--jn-text-xs);
    font-weight: 600;
  }
  pre {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 2;
  }
  .keyword {
    color: var(--jn-code-keyword);
  }
  .string {
    color: var(--jn-code-string);
  }
  .number {
    color: var(--jn-code-number);
  }
  .comment,
  .parameters {
    color: var(--jn-muted);
  }
  .note,
  .refused,
  .repeat {
    margin: 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .refused {
    color: var(--jn-bad);
  }
  .repeat {
    grid-column: 1 / -1;
    margin-block: var(--jn-space-1);
    padding: var(--jn-space-1) var(--jn-space-2);
    border-radius: var(--jn-radius);
    background: var(--jn-warn-soft);
    color: var(--jn-text);
  }
  .repeat strong,
  .times {
    font-weight: 700;
  }
  .repeat strong,
  .wasted .times {
    color: var(--jn-warn);
  }
  .meta {
    display: flex;
    flex-direction: column;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    line-height: 20px;
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  junction-fold {
    display: block;
    min-width: 0;
  }
  .more {
    grid-column: 1 / -1;
  }
  .whole {
    max-height: 320px;
    overflow: auto;
    padding: var(--jn-space-2);
    border: 1px solid var(--jn-line);
    border-radius: var(--jn-radius);
  }
  .empty {
    margin: 0;
    padding: var(--jn-space-4);
    max-width: 60ch;
    color: var(--jn-muted);
  }
  .step {
    width: 100%;
    justify-content: center;
    border-radius: 0;
  }
`;
