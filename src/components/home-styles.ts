import { css } from 'lit';

/** How `junction-home` looks. */
export const homeStyles = css`
  :host {
    display: block;
    max-width: 1080px;
    margin-inline: auto;
    padding: clamp(24px, 6vw, 72px) clamp(16px, 4vw, 40px) var(--jn-space-6);
  }
  .hero {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
    gap: var(--jn-space-6);
    align-items: center;
  }
  h1 {
    margin: 0 0 var(--jn-space-4);
    font-size: clamp(1.9rem, 1.3rem + 2.6vw, 3rem);
    font-weight: 680;
    line-height: 1.1;
    letter-spacing: -0.025em;
    text-wrap: balance;
  }
  .lead {
    max-width: 52ch;
    margin: 0 0 var(--jn-space-5);
    color: var(--jn-muted);
    font-size: var(--jn-text-l);
    text-wrap: pretty;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--jn-space-3);
    align-items: center;
  }
  a.button {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    padding: 0 var(--jn-space-5);
    border: 1px solid var(--jn-accent);
    border-radius: var(--jn-radius);
    color: var(--jn-accent);
    font-weight: 600;
    text-decoration: none;
  }
  a.button.primary {
    background: var(--jn-accent);
    color: var(--jn-on-accent);
  }
  a.button:hover {
    background: var(--jn-accent-soft);
  }
  a.button.primary:hover {
    background: color-mix(in oklab, var(--jn-accent) 88%, var(--jn-text));
  }
  svg {
    display: block;
    width: 100%;
    max-width: 520px;
    height: auto;
    margin-inline: auto;
  }
  svg text {
    fill: var(--jn-text);
    font: 13px var(--jn-mono);
  }
  svg .head {
    font-weight: 600;
  }
  svg .quiet {
    fill: var(--jn-muted);
  }
  svg .box {
    fill: var(--jn-surface);
    stroke: var(--jn-line-strong);
  }
  svg .bar {
    fill: var(--jn-raised);
  }
  svg .middle .box {
    stroke: var(--jn-accent);
  }
  svg .middle .bar {
    fill: var(--jn-accent-soft);
  }
  svg .edge {
    fill: none;
    stroke: var(--jn-accent);
    stroke-width: 1.5;
  }
  svg circle {
    fill: var(--jn-accent);
  }
  section {
    margin-top: clamp(40px, 7vw, 72px);
  }
  h2 {
    margin: 0 0 var(--jn-space-4);
    font-size: var(--jn-text-l);
  }
  ol {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
    gap: var(--jn-space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    padding: var(--jn-space-4) var(--jn-space-5);
    border: 1px solid var(--jn-line);
    border-radius: 10px;
    background: var(--jn-surface);
  }
  li:hover,
  li:focus-within {
    border-color: var(--jn-accent);
  }
  h3 {
    margin: 0;
    font-size: var(--jn-text-l);
  }
  h3 a {
    color: inherit;
    text-decoration: none;
  }
  /* The whole card leads where its title does. */
  h3 a::after {
    position: absolute;
    inset: 0;
    border-radius: 10px;
    content: '';
  }
  h3 a:focus-visible {
    outline: none;
  }
  h3 a:focus-visible::after {
    outline: var(--jn-focus);
    outline-offset: 2px;
  }
  li p {
    margin: var(--jn-space-1) 0 0;
    color: var(--jn-muted);
  }
  .minutes {
    font-size: var(--jn-text-s);
  }
  .what {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
    gap: var(--jn-space-5) var(--jn-space-6);
  }
  .what h3 {
    font-size: var(--jn-text-m);
  }
  .what p {
    margin: var(--jn-space-1) 0 0;
    color: var(--jn-muted);
  }
`;
