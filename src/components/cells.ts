import { css, html, type TemplateResult } from 'lit';
import type { SqlValue } from '../engine/protocol.ts';
import { visibleText } from './text.ts';

/** How a stored value is told apart at a glance. */
export interface Cell {
  kind: 'null' | 'number' | 'text' | 'blob';
  text: string;
}

const LONGEST = 300;

/** A value as text: exact integers, `NULL` for null, a BLOB as SQLite writes it, long ones cut with `…`. */
export function cellOf(value: SqlValue): Cell {
  if (value === null) return { kind: 'null', text: 'NULL' };
  if (typeof value === 'bigint') return { kind: 'number', text: value.toString() };
  if (typeof value === 'number') return { kind: 'number', text: numberText(value) };
  if (typeof value === 'string') return { kind: 'text', text: cut(visibleText(value.slice(0, LONGEST + 1))) };
  const shown = Array.from(value.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const more = value.length > 16 ? `…' (${value.length.toLocaleString('en')} bytes)` : "'";
  return { kind: 'blob', text: `x'${shown}${more}` };
}

/** A cell's content; the surrounding `td` or cell carries the kind as its class. */
export function cellContent(cell: Cell): TemplateResult {
  return html`<span class="value" data-kind=${cell.kind} translate="no">${cell.text}</span>`;
}

export const cellStyles = css`
  .value {
    font-family: var(--jn-mono);
    font-size: var(--jn-text-s);
    white-space: pre;
  }
  .value[data-kind='null'] {
    color: var(--jn-muted);
    font-style: italic;
    font-size: var(--jn-text-xs);
    letter-spacing: 0.04em;
  }
  .value[data-kind='blob'] {
    color: var(--jn-warn);
  }
  .value[data-kind='number'] {
    color: var(--jn-accent);
    font-variant-numeric: tabular-nums;
  }
`;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function numberText(value: number): string {
  if (value === Infinity) return 'Inf';
  if (value === -Infinity) return '-Inf';
  return Object.is(value, -0) ? '-0.0' : String(value);
}
