import type { CheckReport, CheckRequest, DatabaseInfo, Facts, QueryResult, RowsResult, RunResult, Schema } from '../../src/engine/protocol.ts';
import type { Engine, EngineListener } from '../../src/session/engine.ts';

/** A promise that the test settles. */
export interface Open<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

export function open<T>(): Open<T> {
  const result = {} as Open<T>;
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}

/** An engine whose answers the test gives by hand. */
export class FakeEngine implements Engine {
  sqlStart = open<{ version: string }>();
  pythonStart = open<{ version: string; packages: Record<string, string>; ms: number }>();
  readonly runs: { code: string; keepData: boolean | undefined; setup: string | undefined; answer: Open<RunResult> }[] = [];
  readonly checks: { request: Omit<CheckRequest, 'run'>; answer: Open<CheckReport> }[] = [];
  readonly inputs: { source: string; answer: Open<RunResult> }[] = [];
  readonly queries: { sql: string; database: string | undefined; answer: Open<QueryResult> }[] = [];
  readonly looks: Open<Facts>[] = [];
  readonly schemas: { database: string | undefined; answer: Open<Schema> }[] = [];
  readonly log: string[] = [];

  constructor(readonly listener: EngineListener) {}

  get sql(): Promise<{ version: string }> {
    return this.sqlStart.promise;
  }
  get python(): Promise<{ version: string; packages: Record<string, string>; ms: number }> {
    return this.pythonStart.promise;
  }
  start(): void {
    this.log.push('start');
  }
  retry(): void {
    this.log.push('retry');
    this.sqlStart = open();
    this.pythonStart = open();
  }
  check(request: Omit<CheckRequest, 'run'>): Promise<CheckReport> {
    const answer = open<CheckReport>();
    this.checks.push({ request, answer });
    return answer.promise;
  }
  run(code: string, options?: { keepData?: boolean; setup?: string }): Promise<RunResult> {
    const answer = open<RunResult>();
    this.runs.push({ code, keepData: options?.keepData, setup: options?.setup, answer });
    return answer.promise;
  }
  evaluate(source: string): Promise<RunResult> {
    const answer = open<RunResult>();
    this.inputs.push({ source, answer });
    return answer.promise;
  }
  async needsMore(source: string): Promise<boolean> {
    return source.endsWith(':');
  }
  inspect(): Promise<Facts> {
    const answer = open<Facts>();
    this.looks.push(answer);
    return answer.promise;
  }
  query(sql: string, database?: string): Promise<QueryResult> {
    const answer = open<QueryResult>();
    this.queries.push({ sql, database, answer });
    return answer.promise;
  }
  schema(database?: string): Promise<Schema> {
    const answer = open<Schema>();
    this.schemas.push({ database, answer });
    return answer.promise;
  }
  async databases(): Promise<DatabaseInfo[]> {
    return [];
  }
  async rows(): Promise<RowsResult> {
    return { status: 'ok', columns: ['id'], rows: { columns: 1, count: 1, kinds: new Uint8Array([1]).buffer, slots: new Int32Array([1, 0]).buffer, bytes: new ArrayBuffer() }, total: 1 };
  }
  async exportDatabase(name?: string): Promise<{ status: 'ok'; bytes: Uint8Array } | { status: 'error'; message: string }> {
    return name === 'a.db' ? { status: 'ok', bytes: new Uint8Array([1]) } : { status: 'error', message: `There is no database ${String(name)}.` };
  }
  async importDatabase(bytes: Uint8Array, name = 'b.db'): Promise<{ status: 'ok'; database: DatabaseInfo } | { status: 'error'; message: string }> {
    if (bytes.length === 0) return { status: 'error', message: 'That is not an SQLite file.' };
    this.listener.databaseChanged({ run: 0, databases: [database('a.db'), database(name)], schema: true });
    return { status: 'ok', database: database(name) };
  }
  async printed(): Promise<string> {
    return 'everything';
  }
  async stop(): Promise<void> {
    this.log.push('stop');
  }
  async reset(): Promise<void> {
    this.log.push('reset');
  }
  dispose(): void {
    this.log.push('dispose');
  }
}

export function database(name: string, tables = 1): DatabaseInfo {
  return { name, file: true, tables, size: 8192, uncommitted: false };
}

export function schema(name: string): Schema {
  return { database: name, tables: [], views: [], triggers: [] };
}

export function result(change: Partial<RunResult> = {}): RunResult {
  return { status: 'ok', stdout: '', stderr: '', statements: [], events: [], transactions: [], warnings: [], ms: 1, ...change };
}

/** Lets everything that is already settled take its course. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}
