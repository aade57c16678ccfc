import { css } from 'lit';

/**
 * The design tokens. They are set on the outermost component (`junction-playground`, `junction-app`) and
 * inherited by every panel; `color-scheme` on that host picks light or dark for all of them.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --jn-bg: light-dark(#fbfaf8, #16181c);
    --jn-surface: light-dark(#ffffff, #1c1f24);
    --jn-raised: light-dark(#f4f2ee, #262a31);
    --jn-line: light-dark(#e2ded6, #343942);
    --jn-line-strong: light-dark(#8c867b, #7d8592);
    --jn-text: light-dark(#23211e, #e8e6e1);
    --jn-muted: light-dark(#645f57, #a9aeb8);
    --jn-accent: light-dark(#0f6b5c, #5cc9b3);
    --jn-on-accent: light-dark(#ffffff, #10211d);
    --jn-accent-soft: light-dark(#e2f1ed, #1f3a35);
    --jn-good: light-dark(#236b2c, #7fcf8a);
    --jn-bad: light-dark(#b3261e, #ff9d94);
    --jn-bad-soft: light-dark(#fdecea, #3d2424);
    --jn-warn: light-dark(#7f5600, #e8b95a);
    --jn-warn-soft: light-dark(#fdf3dc, #3a3020);
    /* Code, in the editor and wherever it is read. */
    --jn-code-plain: var(--jn-text);
    --jn-code-comment: var(--jn-muted);
    --jn-code-keyword: light-dark(#8a2d7c, #e59ad8);
    --jn-code-number: light-dark(#9a4a00, #f0b072);
    --jn-code-string: light-dark(#2b6a2f, #9bd29f);
    --jn-code-decorator: light-dark(#7f5600, #e8b95a);
    --jn-code-function: light-dark(#1f5a9e, #8fc1f5);
    --jn-font: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
    --jn-mono: ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    /* The reader's own text size, whatever the page around does to rem; a host that finds another sets it. */
    --jn-unit: 16px;
    --jn-text-xs: calc(0.75 * var(--jn-unit));
    --jn-text-s: calc(0.8125 * var(--jn-unit));
    --jn-text-m: calc(0.9375 * var(--jn-unit));
    --jn-text-l: calc(1.125 * var(--jn-unit));
    --jn-text-xl: calc(1.5 * var(--jn-unit));
    --jn-space-1: 4px;
    --jn-space-2: 8px;
    --jn-space-3: 12px;
    --jn-space-4: 16px;
    --jn-space-5: 24px;
    --jn-space-6: 40px;
    --jn-radius: 6px;
    --jn-focus: 2px solid var(--jn-accent);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='contrast']) {
    --jn-bg: light-dark(#ffffff, #000000);
    --jn-surface: light-dark(#ffffff, #000000);
    --jn-raised: light-dark(#ececec, #2a2a2a);
    --jn-line: light-dark(#000000, #ffffff);
    --jn-line-strong: light-dark(#000000, #ffffff);
    --jn-text: light-dark(#000000, #ffffff);
    --jn-muted: light-dark(#1c1c1c, #ededed);
    --jn-accent: light-dark(#00473b, #7dffe3);
    --jn-on-accent: light-dark(#ffffff, #000000);
    --jn-accent-soft: light-dark(#e4f7f1, #06322a);
    --jn-good: light-dark(#00480b, #a2ffb0);
    --jn-bad: light-dark(#8c0000, #ffc2bc);
    --jn-bad-soft: light-dark(#ffeceb, #3a0d0b);
    --jn-warn: light-dark(#563a00, #ffdf9e);
    --jn-warn-soft: light-dark(#fff4d9, #352500);
    --jn-focus: 3px solid var(--jn-accent);
  }
`;

/** What every component shares: box sizing, type, focus ring, buttons, visually hidden text, reduced motion. */
export const base = css`
  :host {
    box-sizing: border-box;
    color: var(--jn-text);
    font-family: var(--jn-font);
    font-size: var(--jn-text-m);
    line-height: 1.5;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  :focus-visible {
    outline: var(--jn-focus);
    outline-offset: 1px;
  }
  button {
    display: inline-flex;
    align-items: center;
    gap: var(--jn-space-1);
    min-height: 28px;
    padding: 0 var(--jn-space-2);
    border: 1px solid transparent;
    border-radius: var(--jn-radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--jn-text-s);
    cursor: pointer;
  }
  button:hover:not(:disabled, [aria-disabled='true']) {
    background: var(--jn-raised);
  }
  button:is(:disabled, [aria-disabled='true']) {
    color: var(--jn-muted);
    cursor: default;
  }
  button.primary {
    background: var(--jn-accent);
    color: var(--jn-on-accent);
    font-weight: 600;
  }
  button.primary:hover:not(:disabled, [aria-disabled='true']) {
    background: color-mix(in oklab, var(--jn-accent) 88%, var(--jn-text));
  }
  progress {
    border: 0;
    appearance: none;
    background: var(--jn-line);
  }
  progress::-webkit-progress-bar {
    background: var(--jn-line);
  }
  progress::-webkit-progress-value {
    background: var(--jn-accent);
  }
  progress::-moz-progress-bar {
    background: var(--jn-accent);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** What a panel is: a column, as high as its place, that scrolls within. To come between `base` and its own styles. */
export const panel = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--jn-surface);
  }
`;
