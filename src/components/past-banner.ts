import { css, html, type TemplateResult } from 'lit';
import type { Moment } from '../history/moment.ts';

export const pastBannerStyles = css`
  .past {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--jn-space-3);
    margin: 0;
    padding: 2px var(--jn-space-3);
    border-block: 1px dashed var(--jn-warn);
    background: var(--jn-warn-soft);
    font-size: var(--jn-text-xs);
  }
  .past span {
    flex: 1;
    min-width: 0;
  }
  .past b {
    color: var(--jn-warn);
    font-weight: 650;
  }
  .past button {
    min-height: 26px;
    font-size: var(--jn-text-xs);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
`;

/** Says above what a panel shows that it is the past; `more` says what else is to be known of it. */
export function pastBanner(host: HTMLElement, { stop, last }: Moment, more = ''): TemplateResult {
  const when = stop.index === 0 ? 'at the start' : `after stop ${stop.index.toLocaleString('en')} of ${last.toLocaleString('en')}`;
  const toNow = (): void => void host.dispatchEvent(new CustomEvent('junction-timeline', { detail: { stop: null }, bubbles: true, composed: true }));
  return html`<p class="past">
    <span><b>The past</b>, as it was ${when}; read-only.${more === '' ? '' : ` ${more}`}</span>
    <button type="button" @click=${toNow}>Back to now</button>
  </p>`;
}
