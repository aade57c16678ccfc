import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';

/** A line that unfolds. What is under it is not made before it is wanted. It has the styles of what it stands in. */
@customElement('junction-fold')
export class JunctionFold extends LitElement {
  /** What the line says. */
  @property({ attribute: false }) line: unknown = '';
  /** Makes what is under it. */
  @property({ attribute: false }) content: () => unknown = () => nothing;

  @state() private open = false;

  async unfold(): Promise<void> {
    this.open = true;
    await this.updateComplete;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<details .open=${this.open} @toggle=${this.onToggle}><summary>${this.line}</summary>${this.open ? this.content() : nothing}</details>`;
  }

  private onToggle(event: Event): void {
    if (event.target instanceof HTMLDetailsElement && event.target.parentElement === this) this.open = event.target.open;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-fold': JunctionFold;
  }
}
