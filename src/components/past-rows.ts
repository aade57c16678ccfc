import { css, html, type TemplateResult } from 'lit';
import type { SqlValue } from '../engine/protocol.ts';
import { changedPlaces } from '../history/moment.ts';
import type { RowState } from '../history/track.ts';
import { cellContent, cellOf, type Cell } from './cells.ts';

/** What is said of a table whose rows the recorder could not follow. */
export const PAST_CUT = 'Not all rows are known at this moment: a table of more than 20,000 rows or 16 MB, or one that too much was changed in, is not followed row by row.';

const SIGNS = { inserted: '+', changed: '±', deleted: '−' } as const;

/** The cells of a row as it was; a changed value stands after the value before. */
export function pastCells(state: RowState, cell: (value: SqlValue) => TemplateResult): TemplateResult[] {
  const changed = new Set(changedPlaces(state));
  return state.values.map((value, place) => (changed.has(place) ? changedCell(state.before?.[place] ?? null, value) : cell(value)));
}

/** What a stop did to a row, as a sign and in a word. */
export function pastSign(mark: keyof typeof SIGNS): TemplateResult {
  return html`<span class="sign" aria-hidden="true">${SIGNS[mark]}</span><span class="visually-hidden">${mark} </span>`;
}

/** What a row of the grid has room for: of a changed value what it was, too. */
export function widestOf(state: RowState): SqlValue[] {
  const changed = new Set(changedPlaces(state));
  return state.values.map((value, place) => (changed.has(place) ? changeText(cellOf(state.before?.[place] ?? null), cellOf(value)) : value));
}

function changedCell(before: SqlValue, value: SqlValue): TemplateResult {
  const [old, now] = [cellOf(before), cellOf(value)];
  return html`<div class="cell changed" role="cell" title=${changeText(old, now)}>
    <del><span class="visually-hidden">before: </span>${cellContent(old)}</del>
    <span aria-hidden="true">→</span>
    <ins><span class="visually-hidden">then: </span>${cellContent(now)}</ins>
  </div>`;
}

function changeText(old: Cell, now: Cell): string {
  return `${old.text} → ${now.text}`;
}

export const pastRowStyles = css`
  .sign {
    float: left;
    font-size: var(--jn-text-m);
    font-weight: 700;
  }
  .rows .inserted {
    background: var(--jn-accent-soft);
    box-shadow: inset 3px 0 var(--jn-good);
  }
  .inserted .sign {
    color: var(--jn-good);
  }
  .rows .row.changed {
    background: var(--jn-warn-soft);
    box-shadow: inset 3px 0 var(--jn-warn);
  }
  .row.changed .sign {
    color: var(--jn-warn);
  }
  .rows .deleted {
    background: var(--jn-bad-soft);
    box-shadow: inset 3px 0 var(--jn-bad);
  }
  .deleted .sign {
    color: var(--jn-bad);
  }
  .deleted .value,
  del .value {
    text-decoration: line-through;
  }
  del,
  ins {
    text-decoration: none;
  }
  del .value {
    color: var(--jn-muted);
  }
  ins .value {
    font-weight: 700;
  }
  .cell.changed {
    white-space: nowrap;
  }
`;
