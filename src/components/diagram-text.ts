import { css, html, nothing, type TemplateResult } from 'lit';
import type { Words, WordTable } from '../diagram/words.ts';

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

/** The text version of a diagram: sentences, then a table for each of its boxes. */
export function renderDiagramText(words: Words): TemplateResult {
  return html`
    <p>${words.summary}</p>
    ${words.lists
      .filter((list) => list.items.length > 0)
      .map(
        (list, index) => html`<p class="title" id="list-${index}">${list.title}</p>
          <ul aria-labelledby="list-${index}">
            ${list.items.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`,
      )}
    ${words.tables.length === 0 ? nothing : html`<p class="title">${words.title}</p>`} ${words.tables.map(renderTable)}
  `;
}

function renderTable(table: WordTable): TemplateResult {
  return html`<div class="table">
    <table>
      <caption>
        <bdi translate="no">${table.name}</bdi><span class=${table.marked ? 'association' : ''}>${table.kind}</span>
      </caption>
      <thead>
        <tr>
          ${table.head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody translate="no">
        ${table.rows.map(
          ([name = '', ...cells]) => html`<tr>
            <th scope="row"><bdi>${name}</bdi></th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
    ${table.notes.map((note) => html`<p>${note}</p>`)}
  </div>`;
}
