import type { StatementKind } from '../engine/protocol.ts';
import type { LineSummary, LogGroup, LogItem } from './log.ts';
import { causeOf } from './words.ts';

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

/** The last items of a log by line and reason, in their order. */
export function sectionsOf(groups: readonly LogGroup[], longest: number): Section[] {
  const sections: Section[] = [];
  let skip = itemCount(groups) - longest;
  for (const { line, input, items } of groups) {
    for (const item of items) {
      if (skip-- > 0) continue;
      let section = sections.at(-1);
      if (section === undefined || section.line !== line || section.input !== input) {
        section = { id: item.statement.id, ...(line === undefined ? {} : { line }), ...(input === undefined ? {} : { input }), blocks: [] };
        sections.push(section);
      }
      const words = causeOf(item.statement, item.events);
      const block = section.blocks.at(-1);
      if (block?.words === words) block.items.push(item);
      else section.blocks.push({ words, muted: item.statement.origin !== 'program', items: [item] });
    }
  }
  return sections;
}

export function itemCount(groups: readonly LogGroup[]): number {
  return groups.reduce((sum, { items }) => sum + items.length, 0);
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
