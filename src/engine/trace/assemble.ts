import type { RunResult, SessionEvent, Statement, Trace } from '../protocol.ts';
import type { Recorder, TraceRecord } from './recorder.ts';
import { Brackets } from './transactions.ts';
import { bracketOf, kindOf } from './words.ts';

/** What is told of few statements. */
type ToldStatement = Partial<Pick<Statement, 'line' | 'call' | 'input' | 'subject' | 'cascades' | 'origin' | 'error'>>;

/**
 * A statement as Python's log tells it, briefly: there may be many. Of its text the place among the texts; its time in
 * microseconds; `serial` is the number of the last record when it was logged: what was recorded since the statement before is
 * its own. 0 stands for no connection, no record and no event.
 */
export type SentStatement = [text: number, parameters: unknown, rows: number, us: number, connection: number, serial: number, event: number, more?: ToldStatement];

/** What Python tells of a run. */
export interface Logged {
  statements: { texts: string[]; sent: SentStatement[] };
  events: SessionEvent[];
}

const NO_RECORDS: readonly TraceRecord[] = [];

/** Puts together what Python knows of statements (who caused them) and what the recorder knows (what they changed). */
export class Assembler {
  readonly #recorder: Recorder;
  readonly #brackets = new Brackets();
  #last = 0;
  /** Kinds of the texts of one run. */
  readonly #kinds = new Map<string, Statement['kind']>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  assemble({ statements, events }: Logged): Pick<RunResult, 'statements'> & Pick<Trace, 'events' | 'transactions'> {
    const records = this.#recorder.take();
    const eventById = new Map(events.map((event) => [event.id, event]));
    let next = 0;
    const assembled: Statement[] = [];
    for (const sent of statements.sent) {
      const first = next;
      while (next < records.length && (records[next]?.serial ?? Infinity) <= sent[5]) next++;
      const own = next === first ? NO_RECORDS : records.slice(first, next);
      const statement = this.#statement(statements.texts[sent[0]] ?? '', sent, eventById.get(sent[6]));
      // A refused statement may have begun a transaction before, which then stays open; Python logs only those that went well.
      if (statement.error !== undefined && own.some((record) => record.began) && bracketOf(statement.sql)?.verb !== 'begin') {
        assembled.push(this.#bracketed(beginOf(statement), false));
        statement.id = ++this.#last;
      }
      assembled.push(this.#settled(statement, own));
    }
    this.#kinds.clear();
    return { statements: assembled, events, transactions: this.#brackets.take() };
  }

  /** What Python tells of it. The place is told once, with the event. */
  #statement(sql: string, [, parameters, rows, us, connection, , event, more]: SentStatement, by: SessionEvent | undefined): Statement {
    const statement: Statement = {
      id: ++this.#last, sql, parameters, rows, ms: us / 1000, kind: this.#kindOf(sql), origin: 'program', connection, database: this.#recorder.databaseOf(connection),
    };
    if (event > 0) statement.event = event;
    if (by) placeAt(statement, by);
    return more ? Object.assign(statement, more) : statement;
  }

  /** With what it changed, and in its transaction. */
  #settled(statement: Statement, records: readonly TraceRecord[]): Statement {
    const [only] = records;
    if (!only) return this.#bracketed(statement, false);
    const changes = records.length === 1 ? only.changes : records.flatMap((record) => record.changes);
    const schema = records.length === 1 ? only.schema : records.flatMap((record) => record.schema);
    const cut = cutOf(records);
    if (changes.length > 0) statement.changes = changes;
    if (schema.length > 0) statement.schema = schema;
    if (cut) statement.cut = cut;
    return this.#bracketed(statement, records.some((record) => record.rolledBack));
  }

  #kindOf(sql: string): Statement['kind'] {
    let kind = this.#kinds.get(sql);
    if (!kind) {
      kind = kindOf(sql);
      this.#kinds.set(sql, kind);
    }
    return kind;
  }

  #bracketed(statement: Statement, rolledBack: boolean): Statement {
    const transaction = this.#brackets.follow(statement, rolledBack);
    if (transaction !== undefined) statement.transaction = transaction;
    return statement;
  }
}

/** Puts a statement where its event is. */
function placeAt(logged: Statement, { line, call, input }: SessionEvent): void {
  if (line !== undefined) logged.line = line;
  if (call !== undefined) logged.call = call;
  if (input !== undefined) logged.input = input;
}

/** The BEGIN that went before a statement. */
function beginOf(logged: Statement): Statement {
  const begin: Statement = { ...logged, sql: 'BEGIN', parameters: [], rows: 0, ms: 0, kind: 'transaction' };
  delete begin.error;
  return begin;
}

function cutOf(records: readonly TraceRecord[]): Statement['cut'] | undefined {
  const rows = records.reduce((sum, { cut }) => sum + (cut.rows ?? 0), 0);
  const tables = [...new Set(records.flatMap(({ cut }) => cut.tables ?? []))];
  const values = records.some(({ cut }) => cut.values);
  if (rows === 0 && tables.length === 0 && !values) return undefined;
  return { ...(rows > 0 ? { rows } : {}), ...(tables.length > 0 ? { tables } : {}), ...(values ? { values: true as const } : {}) };
}
