import { checkRequest, deadReport } from './checks.ts';
import { deferred } from './deferred.ts';
import { DatabaseWatch } from './database-watch.ts';
import { tellDeath, tellExhaustion, tellSpoiled } from './death.ts';
import { Output } from './output.ts';
import type { CheckReport, CheckRequest, EngineApi, EngineEvents, Facts, PythonAssets, PythonInfo, RowsRequest, RowsResult, RunError, RunResult, Schema, SqlAssets, SqlInfo, Trace } from './protocol.ts';
import { createDriver } from './python/driver.ts';
import type { InterpreterOptions } from './python/interpreter.ts';
import { startSite } from './python/site.ts';
import type { PythonSite } from './python/site.ts';
import { query } from './sqlite/console.ts';
import { Databases } from './sqlite/databases.ts';
import { loadSqlite } from './sqlite/library.ts';
import type { Sqlite, SqlJsFactory } from './sqlite/library.ts';
import { RowWindows } from './sqlite/rows.ts';
import { Assembler } from './trace/assemble.ts';
import type { Logged } from './trace/assemble.ts';
import { Bases } from './trace/base.ts';
import { Recorder } from './trace/recorder.ts';
import { emptySchema, SchemaReader } from './sqlite/schema.ts';

/** What differs between a browser's worker and Node. */
export interface EnginePlatform extends Pick<InterpreterOptions, 'loadModule' | 'directory'> {
  /** Bytes that Python's memory may grow to; 1 GiB unless said otherwise. */
  memoryLimit?: number;
  /** A copy of sql.js that has not been started. */
  sqlFactory?: SqlJsFactory;
}

const GIBIBYTE = 2 ** 30;

/** The engine: one SQLite and one Python that share its databases. Runs in a worker, or in Node for tests. */
export function createEngine(events: EngineEvents, platform: EnginePlatform): EngineApi {
  const engine = new Engine(events, platform);
  const { look, change } = engine;
  return {
    startSql: (assets) => engine.startSql(assets),
    startPython: (assets) => engine.startPython(assets),
    run: async ({ run, code, setup = '', trace = true }) =>
      engine.execute(run, trace, (python) => {
        python.setUp(setup);
        return python.run(code, trace);
      }),
    evaluate: async ({ run, source, trace = true }) => engine.execute(run, trace, (python) => python.evaluate(source, trace)),
    needsMore: async (source) => engine.python.needsMore(source),
    inspect: async () => engine.inspect(),
    printed: async () => engine.printed(),
    check: async (request) => engine.check(request),
    query: async (text, database) => change(({ databases }) => query(databases, text, database)),
    schema: async (database) => look((side) => schemaOf(side, database)),
    databases: async () => look(({ databases }) => databases.list()),
    rows: async (request) => look((side) => rowsOf(side, request)),
    exportDatabase: async (name) => look(({ databases }) => databases.export(name)),
    importDatabase: async (bytes, name) => change(({ databases }) => databases.import(bytes, name)),
    snapshot: async () => look(({ databases }) => databases.snapshot()),
    restore: async (files) => engine.restore(files),
  };
}

/** SQLite and what reads from it. */
interface SqlSide {
  sqlite: Sqlite;
  databases: Databases;
  schemas: SchemaReader;
  windows: RowWindows;
  watch: DatabaseWatch;
  recorder: Recorder;
  assembler: Assembler;
  bases: Bases;
}

/** A run's result as the runner makes it: all but the output. */
type Ended = Omit<RunResult, 'stdout' | 'stderr' | 'truncated'>;

class Engine {
  readonly #events: EngineEvents;
  readonly #platform: EnginePlatform;
  #sql: SqlSide | undefined;
  readonly #sqlStarted = deferred<SqlSide>();
  #python: PythonSite | undefined;
  #output = this.#newOutput(0);
  /** A check was begun: what becomes of it is in its report alone. */
  #silent = false;
  /** Why Python is no more. */
  #death: RunError | undefined;

  constructor(events: EngineEvents, platform: EnginePlatform) {
    this.#events = events;
    this.#platform = platform;
  }

  async startSql(assets: SqlAssets): Promise<SqlInfo> {
    const starting = this.#startSqlite(assets);
    this.#sqlStarted.resolve(starting);
    this.#sql = await starting;
    return { version: this.#sql.sqlite.version };
  }

  async #startSqlite({ wasm }: SqlAssets): Promise<SqlSide> {
    const sqlite = await loadSqlite(await wasm, this.#platform.sqlFactory);
    const databases = new Databases(sqlite);
    const watch = new DatabaseWatch(databases, (change) => this.#silent || this.#events.databaseChanged(change));
    const recorder = new Recorder(sqlite);
    return { sqlite, databases, recorder, assembler: new Assembler(recorder), bases: new Bases(databases), schemas: new SchemaReader(), windows: new RowWindows(), watch };
  }

  async startPython(assets: PythonAssets): Promise<PythonInfo> {
    const start = performance.now();
    const driver = this.#sqlStarted.promise.then(({ sqlite, databases, watch, recorder }) => createDriver(sqlite, databases, { recorder, onCommit: () => watch.tellSometimes() }));
    const host = {
      write: (stream: 'stdout' | 'stderr' | 'note', text: string) => this.#output.write(stream, text),
      pause: (seconds: number) => {
        const { watch } = this.sql;
        this.#output.flush();
        if (seconds >= 0.1) watch.tell(watch.run);
        else watch.tellSometimes();
      },
    };
    this.#python = await startSite(assets, host, driver, {
      loadModule: this.#platform.loadModule,
      directory: this.#platform.directory,
      memoryLimit: this.#platform.memoryLimit ?? GIBIBYTE,
      write: host.write,
      onFatal: (reason) => {
        this.#die(tellDeath(reason));
      },
    });
    const { python, packages } = JSON.parse(this.#python.versions()) as { python: string; packages: Record<string, string> };
    return { version: python, packages, ms: performance.now() - start };
  }

  get sql(): SqlSide {
    if (!this.#sql) throw new Error('SQLite has not been started.');
    return this.#sql;
  }

  get python(): PythonSite {
    if (this.#death) throw new Error(this.#death.message);
    if (!this.#python) throw new Error('Python has not been started.');
    return this.#python;
  }

  readonly look = <Result>(ask: (sql: SqlSide) => Result): Result => ask(this.sql);

  /** Asks SQLite, and tells what was changed by it. */
  readonly change = <Result>(ask: (sql: SqlSide) => Result): Result => {
    const result = ask(this.sql);
    this.sql.watch.tell(0);
    return result;
  };

  restore(files: Parameters<Databases['restore']>[0]): void {
    this.sql.databases.restore(files);
    this.sql.watch.forget();
  }

  /** Runs Python to its end and puts together what the runner tells and what was printed. */
  execute(run: number, trace: boolean, call: (python: PythonSite) => string): RunResult {
    const { python } = this;
    const { watch, recorder, assembler, bases } = this.sql;
    const start = performance.now();
    this.#output = this.#newOutput(run);
    watch.run = run;
    const base = trace ? bases.read() : undefined;
    recorder.start(trace);
    let ended: Ended;
    try {
      const told = JSON.parse(call(python)) as Omit<Ended, keyof Trace | 'statements'> & Logged;
      ended = { ...told, ...assembler.assemble(told), ...(base ? { base } : {}) };
    } catch (error) {
      const died = this.#lastWords(error);
      ended = { status: 'error', error: died, statements: [], events: [], transactions: [], warnings: [], ms: performance.now() - start };
    }
    bases.leave(recorder.untold);
    const printed = this.#output.end();
    watch.tell(run);
    watch.run = 0;
    return { ...ended, ...printed };
  }

  /** Runs a program and its lesson's checks; nobody is told of what they print or store. */
  check(request: CheckRequest): CheckReport {
    const { python } = this;
    const start = performance.now();
    this.#silent = true;
    try {
      return JSON.parse(python.check(checkRequest(this.sql.databases, request))) as CheckReport;
    } catch (error) {
      return deadReport(this.#lastWords(error).message, performance.now() - start);
    }
  }

  /** Before Python is there, and after it died, there is nothing to look at. */
  inspect(): Facts {
    if (!this.#python || this.#death) return { models: { models: [], notes: [] }, objects: { sessions: [], objects: [], links: [], notes: [] } };
    return JSON.parse(this.#python.inspect()) as Facts;
  }

  printed(): string {
    return this.#output.whole();
  }

  /** Why Python could not even tell how the program ended; other failures are ours, and thrown on. */
  #lastWords(error: unknown): RunError {
    if (this.#death) return this.#death;
    if (isMemoryError(error)) return this.#die(tellExhaustion());
    if (error instanceof Error && error.name === 'PythonError') return this.#die(tellSpoiled(error.message));
    throw error;
  }

  #die(death: RunError): RunError {
    this.#death = death;
    this.#events.fatal(death.message);
    return death;
  }

  #newOutput(run: number): Output {
    return new Output(run, (chunk) => this.#silent || this.#events.output(chunk));
  }
}

/** Whether Python had no memory left even to say so. */
function isMemoryError(error: unknown): boolean {
  return error instanceof Error && (('type' in error && error.type === 'MemoryError') || error.message.includes('MemoryError'));
}

/** A database that is gone, or none at all, has an empty schema. */
function schemaOf({ databases, schemas }: SqlSide, database: string | undefined): Schema {
  const name = database ?? databases.first();
  const viewer = name === undefined ? undefined : databases.viewer(name);
  return viewer && name !== undefined ? schemas.read(viewer, name) : emptySchema(name ?? '');
}

function rowsOf({ databases, windows }: SqlSide, request: RowsRequest): RowsResult {
  const name = request.database ?? databases.first();
  const viewer = name === undefined ? undefined : databases.viewer(name);
  return viewer ? windows.read(viewer, request) : { status: 'error', message: name === undefined ? 'There is no database yet.' : `There is no database ${name}.` };
}
