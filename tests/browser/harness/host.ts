import { LitElement, css, html, type TemplateResult } from 'lit';
import { base, tokens } from '../../../src/components/styles.ts';

/** Stands in for the playground: the host of the tokens, and a box for the panel. */
class HarnessHost extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: block;
        height: 100vh;
        background: var(--jn-bg);
      }
    `,
  ];
  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
customElements.define('harness-host', HarnessHost);
