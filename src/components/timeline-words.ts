import type { SessionEvent, Statement, Transaction } from '../engine/protocol.ts';
import type { Stop } from '../history/history.ts';
import { countWords } from '../history/moment.ts';
import { chainOf } from '../trace-log/log.ts';
import { causeOf } from '../trace-log/words.ts';
import { changesText } from './sql-log-text.ts';
import { visibleText } from './text.ts';

/** What is known of the doings around a stop. */
export interface StopFacts {
  events: readonly SessionEvent[];
  transactions: readonly Transaction[];
  /** Whether the database had tables before the first statement. */
  began: boolean;
}

/** A stop in words, part by part; plain text. */
export interface StopWords {
  /** Where it comes from: `Line 14`, `Prompt input 2`. */
  place: string;
  /** Why: `flush by the commit`; may be empty. */
  cause: string;
  /** What it did: `2 rows inserted into student`. */
  done: string;
  /** What became of it, and what is not known of it: sentences. */
  notes: string[];
}

const LONGEST_CAUSE = 60;

/** Says which statement, line and event a stop is, and which rows it changed. */
export function stopWords({ kind, statement, schema, database, ...counts }: Stop, facts: StopFacts): StopWords {
  if (kind === 'start') {
    return { place: 'Start', cause: '', done: facts.began ? 'the databases as the program found them' : 'no tables yet', notes: [] };
  }
  if (statement === undefined) {
    const done = [...(schema ? ['tables changed'] : []), rowWords(countWords(counts))].filter(Boolean).join(', ');
    return { place: 'Not the program', cause: 'SQL console, import or another connection', done: `${done} in ${visibleText(database)}`, notes: [] };
  }
  const cause = causeOf(statement, chainOf(statement.event, new Map(facts.events.map((event) => [event.id, event]))));
  return {
    place: placeOf(statement),
    cause: clip(visibleText(cause.replaceAll('`', '')).replaceAll(/\s+/g, ' ')),
    done: [...schemaWords(statement), changesText([statement])].filter(Boolean).join(', '),
    notes: [...fateWords(statement, facts.transactions), ...cutWords(statement)],
  };
}

/** The same as one sentence: `Stop 3 of 12. Line 14, flush by the commit: 2 rows inserted into student.` */
export function stopSentence({ place, cause, done, notes }: StopWords, stop: number, last: number): string {
  const what = `${[place, cause].filter(Boolean).join(', ')}: ${done}.`;
  return [`${stop === 0 ? '' : `Stop ${stop.toLocaleString('en')} of ${last.toLocaleString('en')}. `}${what}`, ...notes].join(' ');
}

function placeOf({ line, input }: Statement): string {
  if (input !== undefined) return `Prompt input ${input + 1}`;
  return line === undefined ? 'No line of the program' : `Line ${line}`;
}

function schemaWords({ sql, schema = [] }: Statement): string[] {
  const made = /^\s*create\s+(virtual\s+|temp\s+|temporary\s+)?table\b/i.test(sql) ? 'created' : 'altered';
  return schema.map((change) => {
    const name = visibleText(change.table);
    if (change.now === null) return `table ${name} dropped`;
    return change.former === undefined ? `table ${name} ${made}` : `table ${visibleText(change.former)} renamed to ${name}`;
  });
}

/** What later became of a statement's work. */
function fateWords(statement: Statement, transactions: readonly Transaction[]): string[] {
  const around = chainOf(statement.transaction, new Map(transactions.map((one) => [one.id, one])));
  if (around.some(({ fate, last }) => fate === 'rolled back' && last !== statement.id)) return ['Rolled back later.'];
  return around.some(({ fate }) => fate === 'open') ? ['Not committed so far.'] : [];
}

/** What the recorder left out. */
function cutWords({ cut }: Statement): string[] {
  const { rows = 0, tables = [], values } = cut ?? {};
  return [
    ...(rows > 0 ? ['Not all rows were recorded.'] : []),
    ...(tables.length > 0 ? [`Too much changed to be recorded whole: ${tables.map(visibleText).join(', ')}.`] : []),
    ...(values ? ['Long values are cut.'] : []),
  ];
}

function rowWords(counts: string): string {
  return counts === '' ? '' : `rows: ${counts}`;
}

function clip(text: string): string {
  return text.length > LONGEST_CAUSE ? `${text.slice(0, LONGEST_CAUSE - 1)}…` : text;
}
