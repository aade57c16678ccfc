import { html, nothing, type TemplateResult } from 'lit';
import type { Statement } from '../engine/protocol.ts';
import type { Thing } from '../kinship/thing.ts';
import { bracketWords, fateOf } from '../trace-log/brackets.ts';
import type { LogItem, Waste } from '../trace-log/log.ts';
import { partsOf, type Block, type Section } from '../trace-log/sections.ts';
import { cascadeWords, causeBeside, wasteWords } from '../trace-log/words.ts';
import './junction-fold.ts';
import { statementView } from './sql-log-statement.ts';
import { changesText, parametersText } from './sql-log-text.ts';
import { count, duration, visibleText } from './text.ts';

/** Values of a folded statement that are listed. */
const LISTED = 50;
/** Statements of `create_all` and the like that are listed. */
const MOST_MUTED = 1_000;

/** What a part of the log is shown with. */
export interface LogView {
  /** Values in the statements, or beside them. */
  values: boolean;
  /** Lines of the program that ran. */
  program: readonly string[];
  /** Whether statements went to several databases, so that each has to say which. */
  several: boolean;
  /** Transactions in the order in which they began, from 1, by their ids. */
  numbers: ReadonlyMap<number, number>;
  /** The statement after which the databases are shown; null for now. */
  at: Statement | null;
  goTo(line: number): void;
}

/** What a line or an input sent. */
export function sectionView({ line, input, blocks }: Section, view: LogView): TemplateResult {
  const source = line === undefined || input !== undefined ? '' : (view.program[line - 1]?.trim() ?? '');
  const place = line === undefined ? html`<span>Not from a line of the program</span>` : goToView(line, view, true);
  const thing: Thing | undefined = input !== undefined ? { kind: 'input', input } : line === undefined ? undefined : { kind: 'line', line };
  return html`<div class="head" ?data-point=${thing !== undefined} .thing=${thing} tabindex=${thing === undefined ? nothing : -1}>
      ${input === undefined ? place : html`<span>Prompt input ${input + 1}</span>`}
      ${source ? html`<code class="source" translate="no">${visibleText(source)}</code>` : nothing}
    </div>
    <ol>
      ${blocks.map((block) => html`<li>${block.muted ? mutedView(block, view) : blockView(block, view, causeBeside(block.words, source))}</li>`)}
    </ol>`;
}

function goToView(line: number, view: LogView, head = false): TemplateResult {
  return html`<button class="go" data-line=${head ? line : nothing} aria-label="Go to line ${line}" @click=${() => view.goTo(line)}>Line ${line}</button>`;
}

function blockView({ items }: Block, view: LogView, words: string): TemplateResult {
  return html`${words === '' ? nothing : html`<p class="words ${words.startsWith('`') ? '' : 'plain'}" data-point .thing=${doingOf(items)} tabindex="-1">${inline(words)}</p>`}
    <ol>
      ${items.map((item) => itemView(item, view))}
    </ol>`;
}

function mutedView(block: Block, view: LogView): TemplateResult {
  const all = block.items.reduce((sum, { statements }) => sum + statements.length, 0);
  const left = block.items.length - MOST_MUTED;
  const content = (): unknown => [
    ...partsOf({ ...block, items: block.items.slice(0, MOST_MUTED) }).map((part) => blockView(part, view, part.words)),
    left > 0 ? html`<p class="note">and ${left.toLocaleString('en')} more; “Copy as SQL” has them all</p>` : nothing,
  ];
  const { at } = view;
  const holds = at !== null && block.items.some(({ statements }) => statements.includes(at));
  return html`<junction-fold class="muted ${holds ? 'at' : ''}" data-point .thing=${thingOf(block.items.flatMap(({ statements }) => statements))} .line=${html`${inline(block.words)}: ${count(all, 'statement')}`} .content=${content}></junction-fold>`;
}

/** What a session did, or the statements of several such doings. */
function doingOf(items: readonly LogItem[]): Thing {
  const events = new Set(items.flatMap(({ statements }) => statements.map(({ event }) => event)));
  const [only] = events;
  return events.size === 1 && only !== undefined ? { kind: 'event', event: only } : thingOf(items.flatMap(({ statements }) => statements));
}

function thingOf(statements: readonly Statement[]): Thing {
  return { kind: 'statements', ids: statements.map(({ id }) => id) };
}

function itemView(item: LogItem, view: LogView): TemplateResult {
  const { statement, statements, waste } = item;
  const fate = fateOf(item);
  const changes = changesText(statements);
  const notes = [changes, ...bracketWords(item, view.numbers)].filter(Boolean);
  const at = view.at === null ? -1 : statements.indexOf(view.at);
  return html`<li class="entry ${at >= 0 ? 'at' : ''} ${fate?.replace(' ', '-') ?? ''} ${waste ? 'wasted' : ''}" data-id=${statement.id} data-point .thing=${thingOf(statements)} tabindex="-1">
    <div>
      ${at >= 0 ? html`<p class="moment">The panels show the database after this statement${statements.length > 1 ? `, run ${at + 1} of ${statements.length}` : ''}.</p>` : nothing}
      ${statementView(statement, view.values)} ${statement.error === undefined ? nothing : html`<p class="refused">SQLite refused: ${visibleText(statement.error)}</p>`}
      ${cascadeWords(statements).map((words) => html`<p class="note">${inline(words)}</p>`)} ${notes.map((note) => html`<p class="note">${note}</p>`)}
      ${fate === null ? nothing : html`<span class="visually-hidden">In a transaction: ${fate}.</span>`}
    </div>
    <span class="meta">${metaOf(item, changes !== '', view).map((fact) => html`<span class=${fact.endsWith('×') ? 'times' : ''}>${fact}</span>`)}</span>
    ${statements.length > 1 ? moreView(statements) : nothing} ${waste ? wasteView(waste, statements.length, view) : nothing}
  </li>`;
}

/** How often, what came of it unless the changed rows are named, how long, and where. */
function metaOf({ statement, statements }: LogItem, named: boolean, { several }: LogView): string[] {
  const rows = statements.reduce((sum, one) => sum + one.rows, 0);
  const ms = statements.reduce((sum, one) => sum + one.ms, 0);
  const telling = statement.error === undefined && !named && (rows > 0 || ['select', 'insert', 'update', 'delete'].includes(statement.kind));
  return [
    ...(statements.length > 1 ? [`${statements.length.toLocaleString('en')} ×`] : []),
    ...(telling ? [count(rows, 'row')] : []),
    ...(ms > 0 ? [duration(ms)] : []),
    ...(several ? [visibleText(statement.database)] : []),
  ];
}

/** The values of the statements that were folded into one. */
function moreView(statements: readonly Statement[]): TemplateResult | typeof nothing {
  if (statements.every(({ parameters }) => parametersText(parameters) === '')) return nothing;
  const content = (): TemplateResult => html`<ol>
      ${statements.slice(0, LISTED).map(({ parameters }) => html`<li><pre class="parameters" translate="no">${parametersText(parameters)}</pre></li>`)}
    </ol>
    ${statements.length > LISTED ? html`<p class="note">and ${(statements.length - LISTED).toLocaleString('en')} more</p>` : nothing}`;
  return html`<junction-fold class="more" .line=${`Values of all ${statements.length.toLocaleString('en')}`} .content=${content}></junction-fold>`;
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
