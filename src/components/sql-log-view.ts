import { html, nothing, type TemplateResult } from 'lit';
import type { Statement } from '../engine/protocol.ts';
import { bracketWords, fateOf } from '../trace-log/brackets.ts';
import { filledSql } from '../trace-log/filled.ts';
import type { LogItem, Waste } from '../trace-log/log.ts';
import type { Block, Section } from '../trace-log/sections.ts';
import { wasteWords } from '../trace-log/words.ts';
import { formattedSql } from './sql-format.ts';
import { changesText, isMany, parametersText } from './sql-log-text.ts';
import { count, duration, visibleText } from './text.ts';

/** Characters of a statement that are shown, and up to which it is formatted. */
const LONGEST = 2_000;
/** Values of a folded statement that are listed. */
const LISTED = 50;

/** What a part of the log is shown with. */
export interface LogView {
  /** Values in the statements, or beside them. */
  values: boolean;
  /** Lines of the program that ran. */
  program: readonly string[];
  goTo(line: number): void;
}

/** What a line or an input sent. */
export function sectionView({ line, input, blocks }: Section, view: LogView): TemplateResult {
  const source = line === undefined || input !== undefined ? '' : (view.program[line - 1]?.trim() ?? '');
  const place = line === undefined ? html`<span>Not from a line of the program</span>` : goToView(line, view, true);
  return html`<div class="head">
      ${input === undefined ? place : html`<span>Prompt input ${input + 1}</span>`}
      ${source ? html`<code class="source" translate="no">${visibleText(source)}</code>` : nothing}
    </div>
    <ol>
      ${blocks.map((block) => html`<li>${blockView(block, view)}</li>`)}
    </ol>`;
}

function goToView(line: number, view: LogView, head = false): TemplateResult {
  return html`<button class="go" data-line=${head ? line : nothing} aria-label="Go to line ${line}" @click=${() => view.goTo(line)}>Line ${line}</button>`;
}

function blockView({ words, muted, items }: Block, view: LogView): TemplateResult {
  const list = html`<ol>
    ${items.map((item) => itemView(item, view))}
  </ol>`;
  if (!muted) return html`<p class="words">${inline(words)}</p> ${list}`;
  const all = items.reduce((sum, { statements }) => sum + statements.length, 0);
  return html`<details class="muted"><summary>${inline(words)}: ${count(all, 'statement')}</summary>${list}</details>`;
}

function itemView(item: LogItem, view: LogView): TemplateResult {
  const { statement, statements, waste } = item;
  const fate = fateOf(item);
  const notes = [changesText(statements), ...bracketWords(item)].filter(Boolean);
  const rows = statements.reduce((sum, one) => sum + one.rows, 0);
  const ms = statements.reduce((sum, one) => sum + one.ms, 0);
  return html`<li class="entry ${fate?.replace(' ', '-') ?? ''}">
    <div>
      ${sqlView(statement, view.values)} ${statement.error === undefined ? nothing : html`<p class="refused">SQLite refused: ${visibleText(statement.error)}</p>`}
      ${notes.map((note) => html`<p class="note">${visibleText(note)}</p>`)}
      ${fate === null ? nothing : html`<span class="visually-hidden">In a transaction: ${fate}.</span>`}
    </div>
    <span class="meta">
      ${statements.length > 1 ? html`<span class="times">${statements.length.toLocaleString('en')} ×</span><br />` : nothing} ${count(rows, 'row')}<br />${duration(ms)}
    </span>
    ${statements.length > 1 ? moreView(statements) : nothing} ${waste ? wasteView(waste, statements.length, view) : nothing}
  </li>`;
}

function sqlView({ sql, parameters }: Statement, values: boolean): TemplateResult {
  const within = values && !isMany(parameters) && sql.length <= LONGEST;
  const beside = within ? '' : parametersText(parameters);
  return html`<pre translate="no">${within || sql.length <= LONGEST ? piecesView(within ? filledSql(sql, parameters) : sql) : `${visibleText(sql.slice(0, LONGEST).trim())} …`}</pre>
    ${beside ? html`<pre class="parameters" translate="no">${beside}</pre>` : nothing}`;
}

const plain: ReadonlySet<string> = new Set(['gap', 'sign', 'word', 'name']);

function piecesView(sql: string): unknown {
  return formattedSql(sql).map(({ kind, text }) => (plain.has(kind) ? visibleText(text) : html`<span class=${kind}>${visibleText(text)}</span>`));
}

/** The values of the statements that were folded into one. */
function moreView(statements: readonly Statement[]): TemplateResult | typeof nothing {
  const texts = statements.map(({ parameters }) => parametersText(parameters));
  if (texts.every((text) => text === '')) return nothing;
  return html`<details class="more">
    <summary>Values of all ${statements.length.toLocaleString('en')}</summary>
    <ol>
      ${texts.slice(0, LISTED).map((text) => html`<li><pre class="parameters" translate="no">${text}</pre></li>`)}
    </ol>
    ${texts.length > LISTED ? html`<p class="note">and ${(texts.length - LISTED).toLocaleString('en')} more</p>` : nothing}
  </details>`;
}

const titles: Record<Waste['cause'], string> = { 'lazy-load': 'N+1', 'deferred-load': 'N+1', refresh: 'One by one', query: 'Query in a loop' };

function wasteView(waste: Waste, times: number, view: LogView): TemplateResult {
  const { query } = waste;
  return html`<p class="repeat">
    <strong>${titles[waste.cause]}</strong> ${inline(wasteWords(waste, times))}
    ${waste.option === undefined || query?.line === undefined || query.input !== undefined ? nothing : goToView(query.line, view)}
  </p>`;
}

/** Words with code between backticks. */
function inline(words: string): unknown {
  return words.split('`').map((part, i) => (i % 2 ? html`<code translate="no">${visibleText(part)}</code>` : part));
}
