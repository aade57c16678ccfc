import type { SessionEvent, Statement, StatementKind, Transaction } from '../engine/protocol.ts';
import { repeatsOf } from './repeats.ts';
import type { Waste } from './repeats.ts';

export type { Waste } from './repeats.ts';

/** What a run and its prompt inputs have recorded; several results one behind the other. */
export interface Recorded {
  statements: readonly Statement[];
  events: readonly SessionEvent[];
  /** The last word on a transaction counts. */
  transactions: readonly Transaction[];
}

export interface LogOptions {
  /** Kinds to show; all unless told. */
  kinds?: ReadonlySet<StatementKind>;
  /** Show what `create_all` and the set-up send, too. */
  muted?: boolean;
}

/** Statements of one line that one doing of the session, or one call, sent. */
export interface LogGroup {
  line?: number;
  input?: number;
  call?: string;
  /** The doing as the learner called for it, outermost; absent where no session was at work. */
  event?: SessionEvent;
  items: LogItem[];
}

/** One statement, or several that repeat and stand for each other. */
export interface LogItem {
  statement: Statement;
  /** All of them when it repeats; one alone otherwise. */
  statements: readonly Statement[];
  /** Why a repeated statement is waste, if it is: N+1 and its kin. */
  waste?: Waste;
  /** From the outermost doing of the session to the one that sent it. */
  events: readonly SessionEvent[];
  /** The transactions and savepoints that it stands in, the outermost first. */
  transactions: readonly Transaction[];
  /** Those of them that no earlier item stands in, and those that no later one does. */
  begins: readonly Transaction[];
  ends: readonly Transaction[];
}

/** The log as it is shown: filtered, repetitions folded, grouped by line and event, with the brackets of transactions. */
export function logOf({ statements, events, transactions }: Recorded, { kinds, muted = false }: LogOptions = {}): LogGroup[] {
  const eventById = new Map(events.map((event) => [event.id, event]));
  const transactionById = new Map(transactions.map((transaction) => [transaction.id, transaction]));
  const shown = statements.filter(({ kind, origin }) => (kinds?.has(kind) ?? true) && (muted || origin === 'program'));
  const repeats = repeatsOf(shown, eventById);
  const folded = new Set([...repeats.values()].flatMap((repeat) => repeat.statements.slice(1)));
  const items = shown.filter((statement) => !folded.has(statement)).map((statement): LogItem => {
    const repeat = repeats.get(statement);
    return {
      statement,
      statements: repeat?.statements ?? [statement],
      ...(repeat?.waste ? { waste: repeat.waste } : {}),
      events: chainOf(statement.event, eventById),
      transactions: chainOf(statement.transaction, transactionById),
      begins: [],
      ends: [],
    };
  });
  bracket(items);
  return grouped(items);
}

/** Something and what it is part of, the outermost first. */
export function chainOf<Part extends { id: number; parent?: number }>(id: number | undefined, all: ReadonlyMap<number, Part>): Part[] {
  const chain: Part[] = [];
  for (let part = id === undefined ? undefined : all.get(id); part && !chain.includes(part); part = part.parent === undefined ? undefined : all.get(part.parent)) chain.unshift(part);
  return chain;
}

/** Marks where transactions begin and end among the items that are shown. */
function bracket(items: LogItem[]): void {
  const first = new Map<Transaction, LogItem>();
  const last = new Map<Transaction, LogItem>();
  for (const item of items) {
    for (const transaction of item.transactions) {
      if (!first.has(transaction)) first.set(transaction, item);
      last.set(transaction, item);
    }
  }
  for (const item of items) {
    item.begins = item.transactions.filter((transaction) => first.get(transaction) === item);
    item.ends = item.transactions.filter((transaction) => last.get(transaction) === item);
  }
}

function grouped(items: readonly LogItem[]): LogGroup[] {
  const groups: LogGroup[] = [];
  let former: string | undefined;
  for (const item of items) {
    const { line, input, call } = item.statement;
    const [event] = item.events;
    const key = `${line} ${input} ${item.statement.origin} ${event ? event.id : call}`;
    if (key !== former) {
      groups.push({
        ...(line === undefined ? {} : { line }), ...(input === undefined ? {} : { input }), ...(call === undefined ? {} : { call }), ...(event ? { event } : {}),
        items: [],
      });
    }
    former = key;
    groups.at(-1)?.items.push(item);
  }
  return groups;
}

/** What one line of the program has sent. */
export interface LineSummary {
  line: number;
  /** The program's own statements, those that only begin and end transactions aside. */
  statements: readonly Statement[];
  ms: number;
  /** Whether some of them are waste, as N+1. */
  waste?: Waste;
}

/** How many statements each line sent, for the editor's margin; lines that sent none are not there. */
export function linesOf({ statements, events }: Recorded): Map<number, LineSummary> {
  const own = statements.filter(({ line, origin, kind }) => line !== undefined && origin === 'program' && kind !== 'transaction');
  const wastes = new Map<number, Waste>();
  for (const [{ line }, { waste }] of repeatsOf(own, new Map(events.map((event) => [event.id, event])))) if (line !== undefined && waste) wastes.set(line, waste);
  const lines = new Map<number, LineSummary & { statements: Statement[] }>();
  for (const statement of own) {
    const { line = 0, ms } = statement;
    const waste = wastes.get(line);
    const summary = lines.get(line) ?? { line, statements: [], ms: 0, ...(waste ? { waste } : {}) };
    summary.statements.push(statement);
    summary.ms += ms;
    lines.set(line, summary);
  }
  return lines;
}
