import { css } from 'lit';

/** How `junction-slides` and `junction-speaker` look. */
export const slidesStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--jn-bg);
  }
  .slide {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: var(--jn-space-6) clamp(16px, 6vw, 120px);
  }
  .slide:focus-visible {
    outline-offset: -3px;
  }
  .inner {
    max-width: 46em;
    margin-inline: auto;
    font-size: var(--jn-unit);
  }
  .where {
    margin: 0 0 var(--jn-space-2);
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  h2 {
    margin: 0 0 0.7em;
    font-size: calc(1.7 * var(--jn-unit));
    line-height: 1.15;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  h3 {
    margin: 1.4em 0 0.5em;
    font-size: var(--jn-text-m);
    color: var(--jn-muted);
    font-weight: 600;
  }
  .box {
    margin-top: 1em;
    padding: var(--jn-space-4);
    border: 1px solid var(--jn-line);
    border-radius: var(--jn-radius);
    background: var(--jn-surface);
    font-size: var(--jn-text-m);
  }
  .box > :first-child {
    margin-top: 0;
  }
  .box ul {
    margin: 0.6em 0 0;
    padding-inline-start: 1.3em;
  }
  .right {
    color: var(--jn-good);
    font-weight: 600;
  }
  .quiet {
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
  }
  summary {
    min-height: 28px;
    color: var(--jn-muted);
    font-size: var(--jn-text-m);
    cursor: pointer;
  }
  pre {
    margin: 0.6em 0 0;
    overflow: auto;
    font: var(--jn-text-s) / 1.5 var(--jn-mono);
    tab-size: 4;
  }
  .notes {
    max-height: 40%;
    overflow: auto;
    padding: var(--jn-space-3) clamp(16px, 6vw, 120px);
    border-top: 2px solid var(--jn-accent);
    background: var(--jn-raised);
  }
  .bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--jn-space-1) var(--jn-space-2);
    padding: 6px 12px;
    border-top: 1px solid var(--jn-line);
    background: var(--jn-surface);
    font-size: 14px;
  }
  .bar button,
  .bar a {
    display: inline-flex;
    align-items: center;
    min-height: 30px;
    padding: 0 10px;
    border: 1px solid var(--jn-line-strong);
    border-radius: var(--jn-radius);
    color: inherit;
    font-size: 14px;
    text-decoration: none;
  }
  .bar [aria-pressed='true'] {
    border-color: var(--jn-accent);
    background: var(--jn-accent-soft);
  }
  .bar .count {
    min-width: 7em;
    color: var(--jn-muted);
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .bar .gap {
    flex: 1;
  }
  junction-shortcuts {
    --jn-text-s: 15px;
    --jn-text-l: 19px;
  }
`;
