import type { StatementKind } from '../engine/protocol.ts';
import type { LineSummary, LogGroup, LogItem } from './log.ts';
import { causeOf, mutedWords } from './words.ts';

/** What one line of the program, or one prompt input, sent without another between. */
export interface Section {
  /** Id of its first statement. */
  id: number;
  line?: number;
  input?: number;
  blocks: Block[];
}

/** What was sent for one reason. */
export interface Block {
  /** Why, in words with code between backticks. */
  words: string;
  /** Nothing that the program's own statements asked for: `create_all`, and what SQLAlchemy does by itself. */
  muted: boolean;
  items: LogItem[];
}

/** One place in the log: an item, or a run of muted ones, which are folded together. */
export interface Entry {
  line?: number;
  input?: number;
  muted: boolean;
  items: LogItem[];
}

/** A log as places one below the other, so that a part of it can be shown. */
export function entriesOf(groups: readonly LogGroup[]): Entry[] {
  const entries: Entry[] = [];
  for (const { line, input, items } of groups) {
    for (const item of items) {
      const muted = item.statement.origin !== 'program';
      const last = entries.at(-1);
      if (muted && last?.muted && last.line === line && last.input === input) last.items.push(item);
      else entries.push({ ...(line === undefined ? {} : { line }), ...(input === undefined ? {} : { input }), muted, items: [item] });
    }
  }
  return entries;
}

/** Places of a log by line and reason, in their order. */
export function sectionsOf(entries: readonly Entry[]): Section[] {
  const sections: Section[] = [];
  for (const { line, input, muted, items } of entries) {
    const [first] = items;
    if (!first) continue;
    const words = muted ? mutedWords(items.map(({ statement }) => statement.origin)) : causeOf(first.statement, first.events);
    let section = sections.at(-1);
    if (section === undefined || section.line !== line || section.input !== input) {
      section = { id: first.statement.id, ...(line === undefined ? {} : { line }), ...(input === undefined ? {} : { input }), blocks: [] };
      sections.push(section);
    }
    const block = section.blocks.at(-1);
    if (block?.words === words && block.muted === muted) block.items.push(...items);
    else section.blocks.push({ words, muted, items: [...items] });
  }
  return sections;
}

/** A muted block's items by their own reasons. */
export function partsOf({ items }: Block): Block[] {
  const parts: Block[] = [];
  for (const item of items) {
    const words = causeOf(item.statement, item.events);
    const part = parts.at(-1);
    if (part?.words === words) part.items.push(item);
    else parts.push({ words, muted: true, items: [item] });
  }
  return parts;
}

/** What the log is filtered by: statements of like purpose, and the kinds that each stands for. */
export const filters = [
  { label: 'SELECT', kinds: ['select'] },
  { label: 'INSERT', kinds: ['insert'] },
  { label: 'UPDATE', kinds: ['update'] },
  { label: 'DELETE', kinds: ['delete'] },
  { label: 'Tables', kinds: ['ddl'] },
  { label: 'Transactions', kinds: ['transaction'] },
  { label: 'Other', kinds: ['pragma', 'other'] },
] as const satisfies { label: string; kinds: readonly StatementKind[] }[];

/** Lines of a summary. */
const SUMMARY = 8;

/** The statements of a line as a few lines of text, for the editor's margin. */
export function summaryText({ line, statements, waste }: LineSummary): string {
  const texts = new Map<string, number>();
  for (const { sql } of statements) texts.set(shorten(sql), (texts.get(shorten(sql)) ?? 0) + 1);
  const lines = [...texts].slice(0, SUMMARY).map(([text, times]) => `${times > 1 ? `${times} × ` : ''}${text}`);
  if (texts.size > SUMMARY) lines.push(`… and ${texts.size - SUMMARY} more`);
  const head = `Line ${line} sent ${statements.length === 1 ? '1 statement' : `${statements.length.toLocaleString('en')} statements`}${waste ? ', one by one for each object' : ''}:`;
  return [head, ...lines].join('\n');
}

function shorten(sql: string): string {
  const text = sql.slice(0, 400).replace(/\s+/g, ' ').trim();
  return text.length > 70 ? `${text.slice(0, 70)} …` : text;
}
