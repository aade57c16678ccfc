import { html, nothing, type TemplateResult } from 'lit';
import type { SqlValue } from '../engine/protocol.ts';
import { cellContent, cellOf } from './cells.ts';
import { visibleText } from './text.ts';

/** A column's head. */
export interface RowsColumn {
  name: string;
  /** As declared; empty when none was. */
  type: string;
  /** `PK`, `FK → teachers`, `NOT NULL` …: short marks with their explanations. */
  marks: readonly { text: string; title: string }[];
}

export function renderHead({ name, type, marks }: RowsColumn): TemplateResult {
  return html`<div role="columnheader" translate="no">
    <span class="name" title=${visibleText(name)}>${visibleText(name)}</span>
    <span class="facts">
      ${marks.map(({ text, title }) => html`<span class="mark" title=${title}>${text}</span>`)}
      ${type ? html`<span class="type">${visibleText(type)}</span>` : nothing}
    </span>
  </div>`;
}

export function renderCell(value: SqlValue): TemplateResult {
  const cell = cellOf(value);
  return html`<div class="cell ${cell.kind}" role="cell" title=${cell.text.length > 38 ? cell.text : nothing}>${cellContent(cell)}</div>`;
}

/** Room for a column's head, in characters of the text. */
export function headWidth(column: RowsColumn | undefined): number {
  if (!column) return 8;
  const marks = column.marks.reduce((sum, { text }) => sum + text.length + 1, 0);
  return Math.min(32, Math.max(column.name.length, Math.ceil(column.type.length * 0.9) + marks) + 1);
}

export function contentWidth(rows: readonly (readonly SqlValue[])[], column: number): number {
  const lengths = rows.map((row) => cellOf(row[column] ?? null).text.length + 1);
  return Math.min(40, Math.max(0, ...lengths));
}
