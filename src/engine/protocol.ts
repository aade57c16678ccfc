/**
 * What crosses between the page and the engine: types only, imports nothing but its own parts.
 *
 * The page calls `EngineApi`; the engine reports through `EngineEvents`. Both travel over one ordered
 * port, so every event of a run arrives before its result. A learner's failure is a value of the same
 * type as success; a rejected call is a bug of ours.
 */
import type { CheckReport, CheckRequest } from './protocol/checks.ts';
import type { Facts } from './protocol/facts.ts';
import type { Schema } from './protocol/schema.ts';
import type { Statement, Trace } from './protocol/trace.ts';
import type { DatabaseName, SqlValue } from './protocol/values.ts';

export type * from './protocol/checks.ts';
export type * from './protocol/facts.ts';
export type * from './protocol/frame.ts';
export type * from './protocol/schema.ts';
export type * from './protocol/trace.ts';
export type * from './protocol/values.ts';

/** Something that is there, or on its way in the same thread. */
export type Coming<T> = T | Promise<T>;

/** The bytes that SQLite starts from. */
export interface SqlAssets {
  /** sql.js's WebAssembly, as bytes or already compiled. */
  wasm: Coming<ArrayBuffer | WebAssembly.Module>;
}

/** The bytes that Python starts from. */
export interface PythonAssets {
  wasm: Coming<ArrayBuffer | WebAssembly.Module>;
  /** Zip of the standard library. */
  stdlib: Coming<ArrayBuffer>;
  /** Zip of Flask, Flask-SQLAlchemy, SQLAlchemy, what they need, and Junction's own Python. */
  packages: Coming<ArrayBuffer>;
  /** Pyodide's lock file, as text. */
  lock: string;
  /** The memory image with everything imported; null starts the plain, slow way. */
  image: Coming<ArrayBuffer> | null;
}

/** What the page may ask of the engine. Calls are answered in the order in which they came. */
export interface EngineApi {
  /** Starts SQLite; SQL verbs work from here on. */
  startSql(assets: SqlAssets): Promise<SqlInfo>;
  /** Starts Python, which may be asked for as soon as SQLite has been; `run` and `evaluate` work from here on. */
  startPython(assets: PythonAssets): Promise<PythonInfo>;
  /** Executes a program in a fresh `__main__`. To be called once in an engine's life: each run gets a fresh engine. */
  run(request: RunRequest): Promise<RunResult>;
  /** One input at the `>>>` prompt, in the namespace of the last run. */
  evaluate(request: EvaluateRequest): Promise<RunResult>;
  /** Runs a program and tests what it leaves. To be called once in an engine's life, in place of `run`; sends no output. */
  check(request: CheckRequest): Promise<CheckReport>;
  /** Whether a prompt input wants another line, as Python's own prompt decides. */
  needsMore(source: string): Promise<boolean>;
  /** The mapped classes and the objects that the last run or input left. Changes nothing and sends no SQL. */
  inspect(): Promise<Facts>;
  /** Everything that the last run or input printed, up to 16 million characters, for a download. */
  printed(): Promise<string>;
  /** Runs SQL on the console's own connection. */
  query(sql: string, database?: DatabaseName): Promise<QueryResult>;
  /** The committed schema. Without a name: the database that `databases()` lists first. */
  schema(database?: DatabaseName): Promise<Schema>;
  databases(): Promise<DatabaseInfo[]>;
  /** A window of a table's committed rows. */
  rows(request: RowsRequest): Promise<RowsResult>;
  exportDatabase(name?: DatabaseName): Promise<ExportResult>;
  importDatabase(bytes: Uint8Array, name?: DatabaseName): Promise<ImportResult>;
  /** All databases as files, for `restore` in another engine. Only what is committed. */
  snapshot(): Promise<DatabaseFile[]>;
  /** Replaces all databases; whoever asks for it knows, so `databaseChanged` is not sent. */
  restore(files: DatabaseFile[]): Promise<void>;
}

/** What the engine reports by itself. `run` is the number given in the request; 0 outside any run. */
export interface EngineEvents {
  /** Batched: at most a message per 50 ms or 64 KiB once a run prints much. */
  output(chunk: OutputChunk): void;
  /** Committed data changed. Sent at most once per verb, at its end, and after each commit of a long run. */
  databaseChanged(change: DatabaseChange): void;
  /** Python died beyond repair (its stack ran out, `os._exit`): the engine must be replaced. */
  fatal(reason: string): void;
}

export interface SqlInfo {
  /** SQLite's version, e.g. `3.54.1`. */
  version: string;
}

export interface PythonInfo {
  /** CPython's version, e.g. `3.14.2`. */
  version: string;
  /** Versions of what is installed, e.g. `{ 'SQLAlchemy': '2.0.54' }`. */
  packages: Record<string, string>;
  /** Milliseconds from the call until Python was ready. */
  ms: number;
}

export interface RunRequest {
  /** Number of this run, echoed in its events. */
  run: number;
  /** The program's text. */
  code: string;
  /** What a lesson runs before it, in the same namespace; absent or empty when there is none. */
  setup?: string;
  /** False leaves out who caused a statement and what it changed: `events`, `transactions` and most of a statement are empty. */
  trace?: boolean;
}

export interface EvaluateRequest {
  run: number;
  source: string;
  trace?: boolean;
}

export interface OutputChunk {
  run: number;
  stream: 'stdout' | 'stderr' | 'note';
  text: string;
}

export interface DatabaseChange {
  run: number;
  /** Databases that exist now. */
  databases: DatabaseInfo[];
  /** True when a table, column, index or view came, went or changed. */
  schema: boolean;
}

/** How a program or a prompt input ended. */
export interface RunResult extends Trace {
  status: 'ok' | 'error' | 'stopped';
  /** Capped; see `truncated`. */
  stdout: string;
  stderr: string;
  /** Characters of output that were cut from `stdout` and `stderr`; absent when nothing was. */
  truncated?: { stdout: number; stderr: number };
  error?: RunError;
  statements: Statement[];
  /** Warnings that were shown, or that the program recorded, in order; the first hundred. */
  warnings: RunWarning[];
  /** Changes in the program's ORM sessions that are not committed; absent when there are none. */
  unsaved?: UnsavedWork;
  /** The exit code of `sys.exit(n)`; absent when the program ran to its end. */
  exitCode?: number;
  /** Milliseconds in the engine. */
  ms: number;
}

export interface RunError {
  /** The exception's name as Python prints it, with its module unless built in: `sqlalchemy.exc.IntegrityError`. */
  type: string;
  /** `str(exception)`, whole. */
  message: string;
  /** As Python prints it, cut to the learner's frames. */
  traceback: string;
  /** Line of the learner's program, from 1; absent when no frame is the learner's. */
  line?: number;
  /** Where a syntax error begins, from 1. */
  column?: number;
  /** SQLAlchemy's code of the error, as its links have it: `gkpj`. */
  code?: string;
  /** The exceptions that led to it, nearest first, also those that the traceback leaves out. */
  chain?: { type: string; message: string }[];
  /** SQLite's name of the error at the bottom of it: `SQLITE_CONSTRAINT_PRIMARYKEY`. */
  sqliteError?: string;
}

/** A warning of the program or of a library it called. */
export interface RunWarning {
  /** The category's name, with its module unless built in: `sqlalchemy.exc.SAWarning`. */
  category: string;
  message: string;
  /** Line of the learner's program that was being executed, from 1. */
  line?: number;
  /** SQLAlchemy's code of the warning: `qzyx`. */
  code?: string;
}

/** Objects that ORM sessions had taken in, changed or deleted without a commit or a rollback so far. */
export interface UnsavedWork {
  /** Objects that wait for a flush. */
  pending: number;
  /** Objects that were flushed in a transaction that is still open. */
  flushed: number;
  /** Objects whose changes were lost when their session was closed. */
  dropped: number;
  /** Line of the program in which the session was closed, from 1. */
  line?: number;
}

export type QueryResult =
  | { status: 'ok'; results: ResultSet[]; changes: number; ms: number }
  | { status: 'error'; results: ResultSet[]; changes: number; ms: number; error: QueryError };

export interface QueryError {
  /** SQLite's own text. */
  message: string;
  /** Where the failing statement begins in the text, in UTF-16 units. */
  offset?: number;
  /** Where in the text SQLite saw the mistake, in UTF-16 units; absent when it names no place. */
  at?: number;
  /** SQLite's extended result code, e.g. 2067. */
  code?: number;
}

/** One statement's answer; `columns` is empty for a statement that returns none. */
export interface ResultSet {
  columns: string[];
  rows: SqlValue[][];
  /** True when there were more rows than are shown. */
  truncated: boolean;
  /** The statement's own text. */
  sql: string;
  /** Rows that it inserted, updated or deleted. */
  changes: number;
}

export interface DatabaseInfo {
  name: DatabaseName;
  /** False for a `:memory:` database, shown under a name like `:memory:` or `:memory: 2`. */
  file: boolean;
  tables: number;
  /** Size in bytes. */
  size: number;
  /** True while some connection holds changes that are not committed. */
  uncommitted: boolean;
}

export interface DatabaseFile {
  name: DatabaseName;
  bytes: Uint8Array;
}

export type ExportResult = { status: 'ok'; bytes: Uint8Array } | { status: 'error'; message: string };
export type ImportResult = { status: 'ok'; database: DatabaseInfo } | { status: 'error'; message: string };

export interface RowsRequest {
  database?: DatabaseName;
  table: string;
  /** First row, from 0. */
  offset: number;
  limit: number;
}

/** Rows as bytes, handed over and not copied, to be decoded when they are shown: `unpackRow` in packed-rows.ts. */
export interface PackedRows {
  columns: number;
  /** Rows that are here. */
  count: number;
  /** Of each cell, row by row, a byte with SQLite's storage class: 1 INTEGER, 2 REAL, 3 TEXT, 4 BLOB, 5 NULL. */
  kinds: ArrayBuffer;
  /** Of each cell 64 bits, little-endian: an integer, a double, or where a text or blob begins and ends in `bytes` (32 bits each). */
  slots: ArrayBuffer;
  /** UTF-8 of the texts, and blobs. */
  bytes: ArrayBuffer;
}

export type RowsResult =
  | { status: 'ok'; columns: string[]; rows: PackedRows; total: number }
  | { status: 'error'; message: string };
