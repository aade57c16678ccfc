/** A bare page with the diagram on it, and its link at hand. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import { DiagramLink } from '../../../src/components/diagram-link.ts';
import '../../../src/components/junction-diagram.ts';
import { base, tokens } from '../../../src/components/styles.ts';
import { erDiagram } from '../../../src/diagram/er.ts';
import { diagramFrame } from '../../../src/worker/assets.ts';

/** Stands in for the playground: the host of the tokens, and a box for the panel. */
class DiagramHost extends LitElement {
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
customElements.define('diagram-host', DiagramHost);

const host = document.createElement('diagram-host');
const panel = document.createElement('junction-diagram');
panel.loadFrame = diagramFrame;
panel.style.height = '100%';
host.append(panel);
document.querySelector('main')?.append(host);
Object.assign(window, { host, panel, DiagramLink, erDiagram, diagramFrame });
