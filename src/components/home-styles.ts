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
    max-width: 100%;
    align-items: center;
    min-height: 44px;
    padding: 6px var(--jn-space-5);
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
    margin-top: clamp(36px, 4vw, 48px);
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
  li {
    display: flex;
    flex-direction: column;
  }
  li.done h3 a {
    color: var(--jn-muted);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--jn-space-4);
    align-items: center;
    min-height: 30px;
    margin-top: auto;
    padding-top: var(--jn-space-2);
    font-size: var(--jn-text-s);
  }
  .state {
    color: var(--jn-text);
  }
  .done .state {
    color: var(--jn-good);
  }
  /* Above the link that covers the card. */
  .foot button {
    position: relative;
    z-index: 1;
    margin-inline-start: auto;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  progress {
    display: block;
    width: 100%;
    height: 4px;
    border-radius: 2px;
    overflow: hidden;
  }
  li progress {
    margin-top: var(--jn-space-2);
  }
  .hero progress {
    max-width: 28rem;
    height: 6px;
    margin: calc(-1 * var(--jn-space-3)) 0 var(--jn-space-5);
    border-radius: 3px;
  }
  .work p {
    max-width: 68ch;
    margin: 0 0 var(--jn-space-3);
    color: var(--jn-muted);
  }
  .work strong {
    color: var(--jn-warn);
    font-weight: 600;
  }
  .work button {
    min-height: 36px;
    padding: 0 var(--jn-space-4);
    border-color: var(--jn-line-strong);
  }
  .work .ways {
    gap: var(--jn-space-2);
  }
  .said {
    position: sticky;
    z-index: 2;
    bottom: var(--jn-space-4);
  }
  .notice {
    display: flex;
    gap: var(--jn-space-2);
    align-items: center;
    width: fit-content;
    max-width: 100%;
    margin: var(--jn-space-5) auto 0;
    padding: 6px 8px 6px 16px;
    border: 1px solid var(--jn-line-strong);
    border-radius: 10px;
    background: var(--jn-surface);
    box-shadow: 0 6px 24px light-dark(rgb(0 0 0 / 0.14), rgb(0 0 0 / 0.5));
  }
  .notice p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .notice button {
    flex: none;
    min-height: 32px;
    font-weight: 600;
  }
  @media (forced-colors: active) {
    progress::-webkit-progress-value {
      background: Highlight;
    }
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
