import { css, html, nothing, type TemplateResult } from 'lit';
import type { TableText, TextVersion } from '../diagram/text.ts';

export const diagramTextStyles = css`
  .words {
    padding: var(--jn-space-3) var(--jn-space-4) var(--jn-space-5);
    font-size: var(--jn-text-s);
  }
  .words p,
  .words ul {
    margin: 0 0 var(--jn-space-3);
  }
  .words ul {
    padding-left: 1.25em;
  }
  .words li {
    margin-bottom: var(--jn-space-1);
  }
  .words .title {
    margin: var(--jn-space-4) 0 var(--jn-space-2);
    font-weight: 600;
  }
  .words .table {
    overflow-x: auto;
    margin-bottom: var(--jn-space-4);
  }
  .words table {
    border-collapse: collapse;
  }
  .words caption {
    padding: var(--jn-space-2) 0;
    text-align: left;
    font-weight: 600;
  }
  .words caption span {
    margin-left: var(--jn-space-2);
    color: var(--jn-muted);
    font-weight: 400;
  }
  .words caption .association {
    color: var(--jn-accent);
  }
  .words th,
  .words td {
    padding: 3px var(--jn-space-4) 3px 0;
    border-top: 1px solid var(--jn-line);
    text-align: left;
    vertical-align: top;
    font-weight: 400;
  }
  .words tbody th {
    min-width: 7em;
    overflow-wrap: anywhere;
  }
  .words thead th {
    border: 0;
    color: var(--jn-muted);
    font-size: var(--jn-text-xs);
  }
  .words td {
    color: var(--jn-muted);
  }
  .words td:nth-child(2) {
    overflow-wrap: anywhere;
    min-width: 9em;
    font-family: var(--jn-mono);
    font-size: var(--jn-text-xs);
  }
`;

/** The text version of a diagram: sentences, then a table of columns for each table. */
export function renderDiagramText(words: TextVersion): TemplateResult {
  return html`
    <p>${words.summary}</p>
    ${words.relationships.length === 0
      ? nothing
      : html`<p class="title" id="relationships">Relationships</p>
          <ul aria-labelledby="relationships">
            ${words.relationships.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`}
    <p class="title">Tables</p>
    ${words.tables.map(renderTable)}
  `;
}

function renderTable(table: TableText): TemplateResult {
  return html`<div class="table">
    <table>
      <caption>
        <bdi translate="no">${table.name}</bdi
        ><span class=${table.kind === 'table' ? '' : 'association'}>${table.kind}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Type</th>
          <th scope="col">Keys and rules</th>
        </tr>
      </thead>
      <tbody translate="no">
        ${table.columns.map(
          (column) => html`<tr>
            <th scope="row"><bdi>${column.name}</bdi></th>
            <td>${column.type || '—'}</td>
            <td>${column.marks.join(', ')}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${table.keys.map((key) => html`<p>${key}</p>`)}
  </div>`;
}
