import type {
  CheckReport,
  CheckRequest,
  DatabaseChange,
  DatabaseInfo,
  ExportResult,
  Facts,
  ImportResult,
  OutputChunk,
  PythonInfo,
  QueryResult,
  RowsRequest,
  RowsResult,
  RunResult,
  Schema,
  SqlInfo,
} from '../engine/protocol.ts';

/** What a session needs of an engine; `EngineClient` is one. */
export interface Engine {
  readonly sql: Promise<SqlInfo>;
  readonly python: Promise<PythonInfo>;
  start(): void;
  retry(): void;
  run(code: string, options?: { keepData?: boolean; setup?: string }): Promise<RunResult>;
  /** Apart from everything else: databases, prompt and output stay as they are. */
  check(request: Omit<CheckRequest, 'run'>): Promise<CheckReport>;
  evaluate(source: string): Promise<RunResult>;
  needsMore(source: string): Promise<boolean>;
  inspect(): Promise<Facts>;
  query(sql: string, database?: string): Promise<QueryResult>;
  schema(database?: string): Promise<Schema>;
  databases(): Promise<DatabaseInfo[]>;
  rows(request: RowsRequest): Promise<RowsResult>;
  exportDatabase(name?: string): Promise<ExportResult>;
  importDatabase(bytes: Uint8Array, name?: string): Promise<ImportResult>;
  /** Everything that the last run or input printed, as far as it was kept. */
  printed(): Promise<string>;
  stop(): Promise<void>;
  reset(): Promise<void>;
  dispose(): void;
}

/** What an engine reports by itself. */
export interface EngineListener {
  progress(progress: { part: 'sql' | 'python'; step: string; loaded: number; total: number }): void;
  output(chunk: OutputChunk): void;
  databaseChanged(change: DatabaseChange): void;
  restarted(why: { reason: 'stopped' | 'time-limit' | 'fatal' | 'memory' | 'lost'; message: string }): void;
}
