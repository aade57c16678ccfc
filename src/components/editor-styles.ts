import { css } from 'lit';

/** How `junction-editor` looks. */
export const editorStyles = css`
  :host {
    --jn-code-size: calc(0.875 * var(--jn-unit));
    --jn-code-line: calc(1.3125 * var(--jn-unit));
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    height: 100%;
    background: var(--jn-surface);
  }
  .frame {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
  }
  .frame:focus-within {
    box-shadow: inset 0 0 0 2px var(--jn-accent);
  }
  .plain,
  .monaco {
    position: absolute;
    inset: 0;
  }
  .plain {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    overflow: hidden;
    font: var(--jn-code-size) / var(--jn-code-line) var(--jn-mono);
  }
  .gutter {
    min-width: 3.6em;
    padding: 8px 12px 0 8px;
    color: var(--jn-muted);
    text-align: right;
    white-space: pre;
    user-select: none;
  }
  .gutter mark {
    background: var(--jn-bad-soft);
    color: var(--jn-bad);
    font-weight: 700;
  }
  .gutter mark.warning {
    background: var(--jn-warn-soft);
    color: var(--jn-warn);
  }
  .gutter mark.moment {
    outline: 1px dashed var(--jn-warn);
    background: var(--jn-warn-soft);
    color: var(--jn-warn);
  }
  .moment {
    background: var(--jn-warn-soft);
  }
  .moment-bar {
    border-inline-start: 3px dashed var(--jn-warn);
  }
  .then {
    flex: 1 1 100%;
    margin: 0;
    padding: 2px var(--jn-space-3);
    background: var(--jn-warn-soft);
  }
  .gutter.roomy {
    min-width: 5em;
  }
  .noted {
    position: relative;
  }
  .sent {
    min-height: 0;
    height: 17px;
    padding: 0 4px;
    justify-content: center;
    border-radius: 8px;
    background: var(--jn-accent-soft);
    color: var(--jn-accent);
    font: 600 11px / 17px var(--jn-font);
  }
  .noted .sent {
    margin-inline-end: 6px;
    vertical-align: 2px;
  }
  .monaco .sent {
    min-width: 17px;
    margin-block: 2px;
    cursor: pointer;
  }
  .sent.flagged {
    background: var(--jn-warn-soft);
    color: var(--jn-warn);
  }
  .gutter .kin {
    display: inline-block;
    margin-inline: -6px -12px;
    padding-inline: 6px 8px;
    border-inline-end: 4px solid var(--jn-accent);
    background: var(--jn-accent-soft);
    color: var(--jn-text);
    font-weight: 700;
  }
  .monaco .kin {
    background: var(--jn-accent-soft);
  }
  .monaco .kin-bar {
    margin-inline-start: 4px;
    border-inline-start: 4px solid var(--jn-accent);
  }
  @media (forced-colors: active) {
    .monaco .view-overlays .kin {
      outline: 1px solid Highlight;
    }
    .monaco .kin-bar,
    .gutter .kin {
      border-color: Highlight;
    }
  }
  .asks {
    color: var(--jn-accent);
    font-size: var(--jn-text-xs);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  textarea {
    width: 100%;
    height: 100%;
    margin: 0;
    padding: 8px 8px 8px 0;
    border: 0;
    outline: none;
    resize: none;
    background: none;
    color: inherit;
    font: inherit;
    tab-size: 4;
    white-space: pre;
    overflow: auto;
  }
  .monaco {
    inset: 2px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--jn-space-3);
    align-items: center;
    background: var(--jn-surface);
    font-size: var(--jn-text-xs);
  }
  .keys {
    margin: 0;
    padding: 2px var(--jn-space-3);
    color: var(--jn-muted);
    text-wrap: balance;
  }
  ul {
    flex: 1 1 100%;
    margin: 0;
    padding: 0;
    list-style: none;
    background: var(--jn-bad-soft);
  }
  li button {
    width: 100%;
    border-radius: 0;
    padding: var(--jn-space-1) var(--jn-space-3);
    color: var(--jn-bad);
    text-align: start;
    overflow-wrap: anywhere;
  }
`;
