import { css } from 'lit';

export const diagramStyles = css`
  :host {
    container-type: inline-size;
    background: var(--jn-bg);
  }
  .choice {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--jn-space-1) var(--jn-space-4);
    padding: var(--jn-space-2) var(--jn-space-3) 0;
  }
  .kinds {
    display: flex;
    padding: 2px;
    border-radius: var(--jn-radius);
    background: var(--jn-raised);
  }
  .kinds label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: 26px;
    padding: 0 var(--jn-space-3);
    border-radius: 4px;
    color: var(--jn-muted);
    font-size: var(--jn-text-s);
    cursor: pointer;
  }
  .kinds label:hover {
    color: var(--jn-text);
  }
  .kinds .chosen {
    background: var(--jn-surface);
    color: var(--jn-text);
    font-weight: 600;
    box-shadow: 0 0 0 1px var(--jn-line);
  }
  .kinds label:has(:focus-visible) {
    outline: var(--jn-focus);
    outline-offset: 1px;
  }
  .kinds input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: var(--jn-space-2);
    min-height: 26px;
    font-size: var(--jn-text-s);
    cursor: pointer;
  }
  .switch input {
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--jn-accent);
  }
  .lead,
  .note {
    margin: 0;
    font-size: var(--jn-text-xs);
  }
  .lead {
    flex: 1 1 260px;
    color: var(--jn-muted);
  }
  .note {
    flex: none;
    max-height: 7em;
    overflow: auto;
    padding: var(--jn-space-1) var(--jn-space-3);
    border-bottom: 1px solid var(--jn-line);
    overflow-wrap: anywhere;
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
    .kinds .chosen {
      outline: 2px solid Highlight;
    }
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
  .words:not(.visually-hidden) {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .empty {
    display: grid;
    flex: 1;
    place-content: center;
    padding: var(--jn-space-4);
    color: var(--jn-muted);
    text-align: center;
    text-wrap: balance;
  }
  .empty p {
    max-width: 32em;
    margin: 0;
  }
  .banner {
    margin: 0;
    padding: var(--jn-space-2) var(--jn-space-4);
    background: var(--jn-warn-soft);
    font-size: var(--jn-text-s);
  }
`;
