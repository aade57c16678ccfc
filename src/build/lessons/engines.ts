import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { RunResult } from '../../engine/protocol.ts';
import type { CaseJob, CaseResult } from '../../lessons/cases.ts';
import { readPythonAssets, readSqlAssets } from '../node-engine.ts';

/** What an engine is asked to do: a lesson's case; a program whose output is wanted. */
export type Job = CaseJob | { kind: 'print'; code: string };
export type JobResult = CaseResult | { kind: 'print'; result: RunResult };

/** A job that takes longer (ms) is broken off. */
const PATIENCE = 180_000;
/** Jobs after which a thread makes way for a fresh one: engines' memory is given back with it. */
const MOST_JOBS = 20;

/** Node needs tsx to read TypeScript, in each thread anew. */
const program = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./thread.ts', import.meta.url).href)});
})`;

/** Engines in threads, as many as the machine has processors; each job gets a fresh engine. */
export class Engines {
  readonly #threads: Thread[];
  #waiting: { job: Job; done: (result: JobResult | null) => void }[] = [];

  private constructor(assets: object) {
    const count = Math.min(8, Math.max(1, availableParallelism()));
    this.#threads = Array.from({ length: count }, () => new Thread(assets, () => this.#next()));
  }

  static async start(): Promise<Engines> {
    const [sql, python] = [readSqlAssets(), readPythonAssets()];
    const compile = (wasm: ArrayBuffer | WebAssembly.Module) => (wasm instanceof WebAssembly.Module ? wasm : WebAssembly.compile(wasm));
    return new Engines({ sql: { wasm: await compile(sql.wasm) }, python: { ...python, wasm: await compile(python.wasm) } });
  }

  /** Resolves with null when the job took too long, or its engine broke down. */
  do(job: Job): Promise<JobResult | null> {
    return new Promise((done) => {
      this.#waiting.push({ job, done });
      for (const thread of this.#threads) thread.offer();
    });
  }

  async close(): Promise<void> {
    this.#waiting = [];
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #next(): { job: Job; done: (result: JobResult | null) => void } | undefined {
    return this.#waiting.shift();
  }
}

class Thread {
  #worker: Worker | undefined;
  #jobs = 0;
  #busy = false;

  constructor(
    private readonly assets: object,
    private readonly next: () => { job: Job; done: (result: JobResult | null) => void } | undefined,
  ) {}

  /** Takes the next job, if it has none. */
  offer(): void {
    if (this.#busy) return;
    const taken = this.next();
    if (!taken) return;
    this.#busy = true;
    void this.#work(taken.job).then((result) => {
      this.#busy = false;
      taken.done(result);
      this.offer();
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #work(job: Job): Promise<JobResult | null> {
    const worker = (this.#worker ??= new Worker(program, { eval: true, workerData: this.assets, execArgv: [] }));
    const result = await new Promise<JobResult | null>((resolve) => {
      const end = (answer: JobResult | null): void => {
        clearTimeout(clock);
        worker.off('message', end).off('error', broken);
        resolve(answer);
      };
      const broken = (error: unknown): void => {
        console.error(error);
        end(null);
      };
      const clock = setTimeout(() => end(null), PATIENCE);
      worker.on('message', end).on('error', broken);
      worker.postMessage(job);
    });
    this.#jobs += 1;
    if (result === null || this.#jobs >= MOST_JOBS) {
      this.#jobs = 0;
      await this.close();
    }
    return result;
  }
}
