import { html, nothing, type TemplateResult } from 'lit';
import type { Statement } from '../engine/protocol.ts';
import { filledSql, isMany } from '../trace-log/filled.ts';
import './junction-fold.ts';
import { formattedSql } from './sql-format.ts';
import { parametersText } from './sql-log-text.ts';
import { count, visibleText } from './text.ts';

/** Characters of a statement up to which it is formatted with its values, and that are shown of a longer one. */
const LONGEST = 2_000;
const BEGINNING = 400;
/** Characters of a long one that are shown when it is unfolded. */
const MOST = 50_000;

/** A statement's text, formatted, with its values in their places or beside it. The whole of a long one is folded. */
export function statementView({ sql, parameters }: Statement, values: boolean): TemplateResult {
  const long = sql.length > LONGEST;
  const within = values && !long && !isMany(parameters);
  const beside = within ? '' : parametersText(parameters);
  const shown = long ? `${sql.slice(0, BEGINNING).trim()} …` : within ? filledSql(sql, parameters) : sql;
  return html`<pre translate="no">${piecesView(shown)}</pre>
    ${long ? html`<junction-fold class="more" .line=${`All ${count(sql.length, 'character')}`} .content=${() => wholeView(sql)}></junction-fold>` : nothing}
    ${beside ? html`<pre class="parameters" translate="no">${beside}</pre>` : nothing}`;
}

function wholeView(sql: string): TemplateResult {
  const left = sql.length - MOST;
  return html`<pre class="whole" translate="no" tabindex="0" role="region" aria-label="The whole statement">${visibleText(sql.slice(0, MOST))}</pre>
    ${left > 0 ? html`<p class="note">and ${count(left, 'character')} more; “Copy as SQL” has them all</p>` : nothing}`;
}

const plain: ReadonlySet<string> = new Set(['gap', 'sign', 'word', 'name']);

function piecesView(sql: string): unknown {
  return formattedSql(sql).map(({ kind, text }) => (plain.has(kind) ? visibleText(text) : html`<span class=${kind}>${visibleText(text)}</span>`));
}
