import { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { readPythonAssets, readSqlAssets } from '../../src/build/node-engine.ts';
import type { EngineEvents, PythonAssets, PythonInfo, SqlAssets, SqlInfo } from '../../src/engine/protocol.ts';
import type { EngineHandle, EngineSpawner, EngineVerbs, SpawnEvents } from '../../src/worker/engine-spawner.ts';

interface Assets {
  sql: SqlAssets;
  python: PythonAssets;
}

/** Node needs tsx to read TypeScript, in each thread anew. */
const PROGRAM = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./engine-thread.ts', import.meta.url).href)});
})`;

/** The thread has its assets already. */
interface ThreadApi extends EngineVerbs {
  startSql(): Promise<SqlInfo>;
  startPython(): Promise<PythonInfo>;
}

/** Makes engines in Node's worker threads, which can be killed whatever they do: the browser's worker in all but name. */
export class ThreadSpawner implements EngineSpawner {
  /** Engines made so far. */
  spawned = 0;
  /** How many of the next engines are to fail in starting Python. */
  failing = 0;
  readonly alive = new Set<Worker>();
  /** How often engines were asked for all their databases. */
  readonly calls = { snapshot: 0 };
  readonly #assets: Assets;

  constructor(assets: Assets) {
    this.#assets = assets;
  }

  spawn(events: SpawnEvents): EngineHandle {
    this.spawned += 1;
    const fails = this.failing > 0;
    if (fails) this.failing -= 1;
    const worker = new Worker(PROGRAM, { eval: true, workerData: this.#assets, execArgv: [] });
    this.alive.add(worker);
    worker.on('error', (error) => events.lost(error.message));
    worker.on('exit', () => this.alive.delete(worker));
    const api = createBirpc<ThreadApi, EngineEvents>(
      { output: events.output, databaseChanged: events.databaseChanged, fatal: events.fatal },
      { post: (message) => worker.postMessage(message), on: (receive) => worker.on('message', receive), timeout: -1 },
    );
    const snapshot = (): ReturnType<EngineVerbs['snapshot']> => {
      this.calls.snapshot += 1;
      return api.snapshot();
    };
    return {
      api: new Proxy(api, { get: (verbs, name) => (name === 'snapshot' ? snapshot : Reflect.get(verbs, name) as unknown) }),
      startSql: () => api.startSql(),
      startPython: async () => {
        if (fails) throw new Error('Python could not be downloaded: is there a connection?');
        return api.startPython();
      },
      kill: () => void worker.terminate(),
    };
  }

  retry(): void {}

  dispose(): void {
    for (const worker of this.alive) void worker.terminate();
  }
}

/** The assets, with WebAssembly compiled once for all threads. */
export async function threadAssets(): Promise<Assets> {
  const sql = readSqlAssets();
  const python = readPythonAssets();
  return {
    sql: { wasm: await WebAssembly.compile(sql.wasm as ArrayBuffer) },
    python: { ...python, wasm: await WebAssembly.compile(python.wasm as ArrayBuffer) },
  };
}
