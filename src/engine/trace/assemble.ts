import type { RunResult, SessionEvent, Statement, Trace } from '../protocol.ts';
import type { Recorder, TraceRecord } from './recorder.ts';
import { Brackets } from './transactions.ts';
import { bracketOf, kindOf } from './words.ts';

/** A statement as Python's log tells it. */
export type LoggedStatement = Pick<Statement, 'sql' | 'parameters' | 'line' | 'call' | 'input' | 'rows' | 'ms' | 'event' | 'subject' | 'cascades' | 'error'> & {
  origin?: Statement['origin'];
  connection?: number;
  /** Number of the last record when it was logged: what was recorded since the statement before is its own. */
  serial?: number;
};

/** What Python tells of a run. */
export interface Logged {
  statements: LoggedStatement[];
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
    const assembled = statements.flatMap((logged): Statement[] => {
      const first = next;
      // Python tells the place once, with the event.
      const event = logged.event === undefined ? undefined : eventById.get(logged.event);
      if (event) placeAt(logged, event);
      while (next < records.length && (records[next]?.serial ?? Infinity) <= (logged.serial ?? 0)) next++;
      const own = next === first ? NO_RECORDS : records.slice(first, next);
      // A refused statement may have begun a transaction before, which then stays open; Python logs only those that went well.
      const begun = logged.error !== undefined && own.some((record) => record.began) && bracketOf(logged.sql)?.verb !== 'begin';
      return [...(begun ? [this.#statement(beginOf(logged), [])] : []), this.#statement(logged, own)];
    });
    this.#kinds.clear();
    return { statements: assembled, events, transactions: this.#brackets.take() };
  }

  #statement({ connection = 0, origin = 'program', ...logged }: LoggedStatement, records: readonly TraceRecord[]): Statement {
    delete logged.serial;
    const statement: Statement = {
      id: ++this.#last, ...logged, kind: this.#kindOf(logged.sql), origin, connection, database: this.#recorder.databaseOf(connection),
    };
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
function placeAt(logged: LoggedStatement, { line, call, input }: SessionEvent): void {
  if (line !== undefined) logged.line = line;
  if (call !== undefined) logged.call = call;
  if (input !== undefined) logged.input = input;
}

/** The BEGIN that went before a statement. */
function beginOf(logged: LoggedStatement): LoggedStatement {
  const begin: LoggedStatement = { ...logged, sql: 'BEGIN', parameters: [], rows: 0, ms: 0 };
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
