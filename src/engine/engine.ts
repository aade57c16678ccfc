import { tellDeath } from './death.ts';
import { Output } from './output.ts';
import type { EngineApi, EngineEvents, EvaluateRequest, PythonAssets, PythonInfo, RunRequest, RunResult, SqlAssets, SqlInfo } from './protocol.ts';
import { startSite } from './python/site.ts';
import type { PythonSite } from './python/site.ts';
import type { InterpreterOptions } from './python/interpreter.ts';
import { loadSqlite } from './sqlite/library.ts';
import type { SqlJsFactory } from './sqlite/library.ts';

/** What differs between a browser's worker and Node. */
export interface EnginePlatform extends Pick<InterpreterOptions, 'loadModule' | 'directory'> {
  /** Bytes that Python's memory may grow to; 1 GiB unless said otherwise. */
  memoryLimit?: number;
  /** A copy of sql.js that has not been started. */
  sqlFactory?: SqlJsFactory;
}

const GIBIBYTE = 2 ** 30;

/** A run's result as the runner makes it: all but the output. */
type Ended = Omit<RunResult, 'stdout' | 'stderr' | 'truncated'>;

/** The engine: one SQLite and one Python that share its databases. Runs in a worker, or in Node for tests. */
export function createEngine(events: EngineEvents, platform: EnginePlatform): EngineApi {
  return new Engine(events, platform);
}

class Engine implements EngineApi {
  readonly #events: EngineEvents;
  readonly #platform: EnginePlatform;
  #python: PythonSite | undefined;
  #output: Output;
  #death: string | undefined;

  constructor(events: EngineEvents, platform: EnginePlatform) {
    this.#events = events;
    this.#platform = platform;
    this.#output = this.#newOutput(0);
  }

  async startSql({ wasm }: SqlAssets): Promise<SqlInfo> {
    const sqlite = await loadSqlite(wasm, this.#platform.sqlFactory);
    return { version: sqlite.version };
  }

  async startPython(assets: PythonAssets): Promise<PythonInfo> {
    const start = performance.now();
    const host = {
      write: (stream: 'stdout' | 'stderr' | 'note', text: string) => this.#output.write(stream, text),
      flush: () => this.#output.flush(),
    };
    this.#python = await startSite(assets, host, {}, {
      loadModule: this.#platform.loadModule,
      directory: this.#platform.directory,
      memoryLimit: this.#platform.memoryLimit ?? GIBIBYTE,
      write: host.write,
      onFatal: (reason) => {
        this.#death = tellDeath(reason);
        this.#events.fatal(this.#death);
      },
    });
    const { python, packages } = JSON.parse(this.#python.versions()) as { python: string; packages: Record<string, string> };
    return { version: python, packages, ms: performance.now() - start };
  }

  async run({ run, code }: RunRequest): Promise<RunResult> {
    return this.#execute(run, (python) => python.run(code));
  }

  async evaluate({ run, source }: EvaluateRequest): Promise<RunResult> {
    return this.#execute(run, (python) => python.evaluate(source));
  }

  async needsMore(source: string): Promise<boolean> {
    return this.#running().needsMore(source);
  }

  /** Runs Python to its end and puts together what the runner tells and what was printed. */
  #execute(run: number, call: (python: PythonSite) => string): RunResult {
    const python = this.#running();
    const start = performance.now();
    this.#output = this.#newOutput(run);
    let ended: Ended;
    try {
      ended = JSON.parse(call(python)) as Ended;
    } catch (error) {
      if (this.#death === undefined) throw error;
      const died = { type: 'Python', message: this.#death, traceback: '' };
      ended = { status: 'error', error: died, statements: [], ms: performance.now() - start };
    }
    return { ...ended, ...this.#output.end() };
  }

  #running(): PythonSite {
    if (this.#death !== undefined) throw new Error(this.#death);
    if (!this.#python) throw new Error('Python has not been started.');
    return this.#python;
  }

  #newOutput(run: number): Output {
    return new Output(run, (chunk) => this.#events.output(chunk));
  }
}
