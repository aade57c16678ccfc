/** What the engine records of a run, from the learner's line to the rows: types only, imports nothing but its neighbours. */
import type { DatabaseName, SqlValue } from './values.ts';
import type { Table } from './schema.ts';

/*
 * Ids of statements, events and transactions count on from the program through the prompt inputs after it, so that what
 * several results tell can be put one behind the other. Within a kind a greater id is a later one.
 */

/** One statement as the driver sent it, refused ones included. In a log that was cut, the last entry is a comment that says so. */
export interface Statement {
  id: number;
  sql: string;
  /** Positional as an array, named as an object, `executemany` as an array of either; values may be cut when large. */
  parameters: unknown;
  /** Line of the learner's program that caused it, from 1. */
  line?: number;
  /** The expression at that line that was being evaluated, as it is written there: `t1.students.append(s)`. */
  call?: string;
  /** The prompt input that caused it, counted from 0 since the program; absent for the program's own lines. */
  input?: number;
  /** Rows returned, or changed. */
  rows: number;
  ms: number;
  kind: StatementKind;
  origin: StatementOrigin;
  /** Number of the connection that it was sent on, in the order in which they were opened; 0 when unknown. */
  connection: number;
  /** The connection's own database; what is attached to it has its name in the changes. Empty when unknown. */
  database: DatabaseName;
  /** Id of the session's doing that sent it; absent when no session did. */
  event?: number;
  /** What a flush was writing: an entity (`Teacher`), or a relationship through its association table (`Teacher.students`). */
  subject?: string;
  /** The cascades of relationships by which a flush came to write some of its rows; absent when the program named all of them. */
  cascades?: Cascade[];
  /** Id of the innermost transaction or savepoint that it ran in, the one that it began or ended included. */
  transaction?: number;
  /** SQLite's words when it refused. */
  error?: string;
  /** The rows that it changed, in order; what a rollback took back counts as changed by the rollback. Absent when none. */
  changes?: RowChange[];
  /** What came, went or changed in the schema, in order, before the rows of `changes`. */
  schema?: SchemaChange[];
  /** Present when `changes` does not tell everything. */
  cut?: TraceCut;
}

export type StatementKind = 'select' | 'insert' | 'update' | 'delete' | 'ddl' | 'transaction' | 'pragma' | 'other';

/**
 * Who asked for it: the learner's `program`; `create_all` or `drop_all`, with the questions that they ask first; or the
 * `setup`: what SQLAlchemy asks a new connection, and what Junction does by itself.
 */
export type StatementOrigin = 'program' | 'create_all' | 'drop_all' | 'setup';

/**
 * Objects that a cascade brought: into the session and so into an INSERT (`save-update`), to be deleted with their parent
 * (`delete`), or because they were taken out of its collection (`delete-orphan`). What ON DELETE does in the database is in `changes`.
 */
export interface Cascade {
  kind: 'save-update' | 'delete' | 'delete-orphan';
  /** The relationship, `Teacher.exams`; the class they came with, `Teacher`, where several or none lead from there. */
  source: string;
  rows: number;
}

/** One row, before and after. */
export interface RowChange {
  /** Where it is another one than the statement's: an attached database, or one that a second connection wrote. */
  database?: DatabaseName;
  table: string;
  operation: 'insert' | 'update' | 'delete';
  /** Names of the columns of `before` and `after`; the same array for all changes of a table that has not been altered. */
  columns: readonly string[];
  /** Places of the primary key in `columns`, in key order; empty when the table has none. */
  keyColumns: readonly number[];
  /** Values of the primary key, before a delete and after everything else; the rowid where a table has no key. */
  key: SqlValue[];
  /** What SQLite knows the row by; absent for a table WITHOUT ROWID. A row that gets another one is deleted and inserted. */
  rowid?: number | bigint;
  /** The values before and after, by column. Absent for an insert (a delete), and in a table too large to be kept. */
  before?: SqlValue[];
  after?: SqlValue[];
  /** Why it changed, unless the statement named its table: a foreign key's ON DELETE or ON UPDATE, or a trigger. */
  cause?: { kind: 'foreign-key' } | { kind: 'trigger'; name: string };
}

/** What is missing in a statement's changes. */
export interface TraceCut {
  /** Changed rows that are not listed. */
  rows?: number;
  /** Tables of whose rows only keys are known, or nothing: they have too many rows, or more was changed than is kept. */
  tables?: string[];
  /** Some long values end in `…`, or are the beginning of a long blob. */
  values?: true;
}

/** A part of the schema that a statement changed. */
export type SchemaChange = { database: DatabaseName; table: string } & (
  | { /** The table as it is now; `rowCount` is not kept. */ now: Table; /** Its name before, when it was renamed. */ former?: string }
  | { /** The table is gone. */ now: null }
);

/** A transaction, or a savepoint in one. */
export interface Transaction {
  id: number;
  connection: number;
  database: DatabaseName;
  /** The savepoint's name; absent for a whole transaction. */
  savepoint?: string;
  /** The transaction or savepoint around a savepoint. */
  parent?: number;
  /** Id of the statement that began it. */
  first: number;
  /** Id of the statement that ended it; absent while it is open. */
  last?: number;
  /** A savepoint's own fate: `committed` is RELEASE. What is around it may still be rolled back. */
  fate: 'committed' | 'rolled back' | 'open';
}

/** Something that a SQLAlchemy session did, by itself or because it was told to. Statements name it. */
export interface SessionEvent {
  id: number;
  kind: SessionEventKind;
  /** The session, numbered in the order in which they were first seen; 0 when unknown. */
  session: number;
  /** The event that it was part of: the query before which it flushed, the commit that flushed, the flush that loaded. */
  parent?: number;
  line?: number;
  call?: string;
  input?: number;
  /** What it is about, as far as there is one: a mapped class's name. */
  entity?: string;
  /** The relationship or column at work: `Teacher.students`. */
  attribute?: string;
  /** Identity of the instance at work: its primary key. */
  key?: SqlValue[];
  /** Names of the attributes that a `refresh` or `deferred-load` fetches. */
  attributes?: string[];
}

/**
 * - `query`: a SELECT through the session; `execute`: another statement through it
 * - `autoflush`: the flush before a query or a lazy load; `flush`: one that was called for, or that a commit began
 * - `commit`, `rollback`; `savepoint`, `release`, `rollback-to`: the same for `begin_nested()`
 * - `lazy-load`: an attribute was read whose relationship was not loaded; `eager-load`: one that an option or `lazy=` told to
 *   load with its parents, in a statement of its own
 * - `deferred-load`: a column that was left out; `refresh`: attributes that had expired, or `refresh()`
 */
export type SessionEventKind =
  | 'query' | 'execute' | 'autoflush' | 'flush' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback-to'
  | 'lazy-load' | 'eager-load' | 'deferred-load' | 'refresh';

/** What a database held before the first statement, where that is not what the last result left. */
export interface TraceBase {
  database: DatabaseName;
  tables: BaseTable[];
}

export interface BaseTable {
  table: Table;
  columns: readonly string[];
  keyColumns: readonly number[];
  rows: { rowid?: number | bigint; values: SqlValue[] }[];
  /** Present when the table has more rows than are here. */
  cut?: true;
}

/** What a run records beside its statements. */
export interface Trace {
  events: SessionEvent[];
  /** Those begun, ended or still open; one that goes on from the last input is told again with its new fate. */
  transactions: Transaction[];
  /** Absent when all databases are as the last result left them, or were empty and new. */
  base?: TraceBase[];
}
