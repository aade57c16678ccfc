/** A bare page with one panel on it, for the tests of the panels by themselves. */
import { LitElement, css, html, type TemplateResult } from 'lit';
import '../../../src/components/junction-console.ts';
import '../../../src/components/junction-data.ts';
import '../../../src/components/junction-editor.ts';
import '../../../src/components/junction-home.ts';
import '../../../src/components/junction-lesson.ts';
import '../../../src/components/junction-sql-console.ts';
import '../../../src/components/junction-sql-log.ts';
import { catalog } from '../../../src/lessons/catalog.ts';
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

const events: { type: string; detail: unknown }[] = [];
const violations: string[] = [];
Object.assign(window, { events, violations, parseLesson: async () => (await import('../../../src/lessons/parse.ts')).parseLesson });
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));

for (const type of [
  'junction-editor-change',
  'junction-editor-run',
  'junction-console-input',
  'junction-console-clear',
  'junction-console-download',
  'junction-goto-line',
  'junction-sql-run',
  'junction-database-choose',
  'junction-import',
  'junction-export',
  'junction-step',
  'junction-lesson-choose',
  'junction-use-code',
]) {
  document.addEventListener(type, (event) => events.push({ type, detail: (event as CustomEvent<unknown>).detail }));
}

const host = document.createElement('harness-host');
document.body.style.margin = '0';
document.body.append(host);
const tag = new URLSearchParams(location.search).get('tag') ?? 'junction-editor';
const panel = document.createElement(tag);
if (tag === 'junction-home') Object.assign(panel, { lessons: catalog() });
panel.id = 'panel';
host.append(panel);
