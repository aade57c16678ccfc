import type { DatabaseFile, PythonInfo, SqlInfo } from '../engine/protocol.ts';
import type { EngineHandle, EngineSpawner, EngineVerbs, SpawnEvents } from './engine-spawner.ts';

/** The engine that was asked is no more. */
export class Gone extends Error {
  constructor() {
    super('The engine has been replaced.');
  }
}

/** One engine from its start to its end: the current one, or the standby that waits for its turn. */
export class Slot {
  readonly sql: Promise<SqlInfo>;
  readonly python: Promise<PythonInfo>;
  /** Settles when SQLite runs and holds the data that it was given. */
  data: Promise<void>;
  /** Python has run something: the next program needs another engine. */
  used = false;
  /** Why Python died, if it did. */
  death: string | undefined;
  readonly #handle: EngineHandle;
  /** Why it was killed. */
  #end: Error | undefined;
  /** Who waits for an answer: each hears of the end. */
  readonly #waiting = new Set<(reason: Error) => void>();

  constructor(spawner: EngineSpawner, events: (slot: Slot) => SpawnEvents) {
    this.#handle = spawner.spawn(this.#whileAlive(() => events(this)));
    this.sql = this.#orEnd(this.#handle.startSql());
    this.python = this.#orEnd(this.#handle.startPython());
    this.data = this.sql.then(() => undefined);
    // Whoever needs one of these waits for it and hears of its failure.
    for (const promise of [this.sql, this.python, this.data]) promise.catch(() => undefined);
  }

  get alive(): boolean {
    return this.#end === undefined;
  }

  /** Puts these databases in the place of all others; later calls come after it. */
  load(files: DatabaseFile[]): void {
    this.data = this.data.then(() => this.#orEnd(this.#handle.api.restore(files)));
    this.data.catch(() => undefined);
  }

  /** Asks the engine; rejects with `Gone` when it is killed before it answers. */
  async call<T>(ask: (api: EngineVerbs) => Promise<T>): Promise<T> {
    await this.data;
    return this.#orEnd(ask(this.#handle.api));
  }

  /** Ends the engine; who waits for it hears the reason. */
  kill(reason: Error = new Gone()): void {
    if (this.#end) return;
    this.#end = reason;
    this.#handle.kill();
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
  }

  #orEnd<T>(promise: Promise<T>): Promise<T> {
    // Not a race with one promise of the end, which would remember every call until then.
    return new Promise((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      this.#waiting.add(reject);
      const done = (): void => void this.#waiting.delete(reject);
      promise.then(
        (value) => {
          done();
          resolve(value);
        },
        (error: unknown) => {
          done();
          reject(error);
        },
      );
    });
  }

  /** Late messages of a killed engine reach nobody. */
  #whileAlive(events: () => SpawnEvents): SpawnEvents {
    const pass = (report: (events: SpawnEvents) => void): void => {
      if (this.alive) report(events());
    };
    return {
      output: (chunk) => pass((to) => to.output(chunk)),
      databaseChanged: (change) => pass((to) => to.databaseChanged(change)),
      fatal: (reason) => pass((to) => to.fatal(reason)),
      lost: (reason) => pass((to) => to.lost(reason)),
    };
  }
}
