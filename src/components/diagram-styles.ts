import { css } from 'lit';

export const diagramStyles = css`
  :host {
    container-type: inline-size;
    background: var(--jn-bg);
  }
  .tools {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
    padding: var(--jn-space-1) var(--jn-space-2);
    border-bottom: 1px solid var(--jn-line);
  }
  .tools button {
    min-width: 28px;
    justify-content: center;
  }
  .tools .scale {
    min-width: 52px;
    color: var(--jn-muted);
    font-variant-numeric: tabular-nums;
  }
  .tools button[aria-pressed='true'] {
    background: var(--jn-accent-soft);
    color: var(--jn-text);
  }
  @media (forced-colors: active) {
    .tools button[aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
  .gap {
    flex: 1;
    padding: 0 var(--jn-space-2);
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    text-align: right;
  }
  @container (max-width: 480px) {
    .tools .long {
      display: none;
    }
    .tools {
      gap: 0;
      padding: var(--jn-space-1);
    }
    .tools button {
      padding: 0 6px;
    }
    .gap {
      padding: 0;
    }
  }
  .picture {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
  }
  .picture[hidden] {
    display: none;
  }
  iframe {
    display: block;
    width: 100%;
    height: 100%;
    border: 0;
  }
  iframe.unborn {
    opacity: 0;
  }
  .words:not(.visually-hidden) {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .empty,
  .waiting {
    display: grid;
    flex: 1;
    place-content: center;
    margin: 0;
    padding: var(--jn-space-4);
    color: var(--jn-muted);
    text-align: center;
    text-wrap: balance;
  }
  .empty p {
    max-width: 32em;
    margin: 0;
  }
  .waiting {
    position: absolute;
    inset: 0;
    animation: appear 0.2s 0.4s backwards;
  }
  .redrawing {
    position: absolute;
    right: var(--jn-space-3);
    bottom: var(--jn-space-2);
    margin: 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
    animation: appear 0.2s 0.4s backwards;
    pointer-events: none;
  }
  .problem,
  .banner {
    margin: 0;
    padding: var(--jn-space-2) var(--jn-space-4);
    background: var(--jn-bad-soft);
    font-size: var(--jn-text-s);
  }
  .problem {
    position: absolute;
    right: 0;
    bottom: 0;
    left: 0;
  }
  .banner {
    background: var(--jn-warn-soft);
  }
  .problem p {
    margin: 0;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
