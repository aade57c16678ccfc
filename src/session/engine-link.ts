import type { Engine } from './engine.ts';
import type { Store } from './store.ts';

/** Holds the engine while there is one, and shows in the state how far it has come. */
export class EngineLink {
  #engine: Engine | null = null;
  #ready = deferred();

  constructor(
    private readonly store: Store,
    private readonly make: () => Engine,
  ) {}

  get engine(): Engine | null {
    return this.#engine;
  }

  /** Resolves when Python can run; rejects with a sentence when it cannot be started. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  start(): void {
    if (this.#engine !== null) return;
    this.#engine = this.make();
    this.#engine.start();
    this.#follow(this.#engine);
  }

  retry(): void {
    const engine = this.#engine;
    if (engine === null) return this.start();
    engine.retry();
    this.#ready = deferred();
    this.#follow(engine);
  }

  dispose(): void {
    this.#engine?.dispose();
    this.#engine = null;
    this.#ready = deferred();
    this.store.update({ sqlEngine: { phase: 'off' }, pythonEngine: { phase: 'off' } });
  }

  /** Asks the engine once the part that answers is there; a call before `start` waits for it. */
  async use<T>(part: 'sql' | 'python', work: (engine: Engine) => Promise<T>): Promise<T> {
    const engine = this.#engine ?? (await this.#started());
    if (part === 'sql') await engine.sql;
    return work(engine);
  }

  progress(progress: { part: 'sql' | 'python'; step: string; loaded: number; total: number }): void {
    const { part, ...rest } = progress;
    const key = part === 'sql' ? 'sqlEngine' : 'pythonEngine';
    if (this.store.state[key].phase !== 'loading') return;
    this.store.update({ [key]: { phase: 'loading', ...rest } });
  }

  /** Shows each part's way from loading to ready or failed, while this engine is the one. */
  #follow(engine: Engine): void {
    const loading = { phase: 'loading', step: 'Starting', loaded: 0, total: 0 } as const;
    const ready = this.#ready;
    const { sql, python } = engine;
    const current = (): boolean => this.#engine === engine && this.#ready === ready;
    this.store.update({ sqlEngine: loading, pythonEngine: loading });
    sql.then(
      ({ version }) => current() && this.store.update({ sqlEngine: { phase: 'ready', version } }),
      (error: unknown) => current() && this.store.update({ sqlEngine: { phase: 'failed', message: sentence(error) } }),
    );
    python.then(
      ({ version }) => {
        if (!current()) return;
        this.store.update({ pythonEngine: { phase: 'ready', version } });
        ready.resolve();
      },
      (error: unknown) => {
        if (!current()) return;
        this.store.update({ pythonEngine: { phase: 'failed', message: sentence(error) } });
        ready.reject(error);
      },
    );
  }

  #started(): Promise<Engine> {
    return new Promise((resolve) => {
      const stop = this.store.subscribe(() => {
        if (this.#engine === null) return;
        stop();
        resolve(this.#engine);
      });
    });
  }
}

interface Deferred {
  promise: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/** A promise to be settled later; a rejection that nobody waits for is not an error of the page. */
function deferred(): Deferred {
  const result = {} as Deferred;
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  result.promise.catch(() => undefined);
  return result;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
