import type { PythonInfo, SqlInfo } from '../engine/protocol.ts';
import type { EngineSpawner, SpawnEvents } from './engine-spawner.ts';
import { Slot } from './slot.ts';

/** Breakdowns in a row after which no new standby is tried. */
const PATIENCE = 3;

/** The current engine and the one that waits for its turn. */
export class Pool {
  readonly #spawner: EngineSpawner;
  readonly #wantsStandby: boolean;
  readonly #events: (slot: Slot) => SpawnEvents;
  #current: Slot | undefined;
  #standby: Slot | undefined;
  #breakdowns = 0;
  #disposed = false;

  constructor(spawner: EngineSpawner, wantsStandby: boolean, events: (slot: Slot) => SpawnEvents) {
    this.#spawner = spawner;
    this.#wantsStandby = wantsStandby;
    this.#events = events;
  }

  start(): void {
    if (!this.#current) this.#become(this.#spawn());
  }

  get current(): Slot {
    if (!this.#current) throw new Error('The engine has not been started.');
    return this.#current;
  }

  get sql(): Promise<SqlInfo> {
    return this.current.sql;
  }

  get python(): Promise<PythonInfo> {
    return this.current.python;
  }

  retry(): void {
    if (this.#disposed) return;
    this.#current?.kill();
    this.#standby?.kill();
    this.#standby = undefined;
    this.#spawner.retry();
    this.#become(this.#spawn());
  }

  /** An engine whose Python is ready and has run nothing; not the current one yet, unless it is that already. */
  async fresh(): Promise<Slot> {
    const slot = this.current.used ? (this.#standby ??= this.#spawn()) : this.current;
    try {
      await slot.python;
    } catch (error) {
      // One that could not start must not be handed out again.
      if (slot === this.#standby) this.#standby = undefined;
      throw error;
    }
    return slot;
  }

  /** Makes `fresh`'s engine the current one, and ends the former. */
  use(slot: Slot): Slot {
    if (slot === this.#current) return slot;
    this.#current?.kill();
    if (slot === this.#standby) this.#standby = undefined;
    return this.#become(slot);
  }

  /** Ends the current engine and puts the standby, or else a new one, in its place. */
  replace(): Slot {
    return this.use(this.#standby ?? this.#spawn());
  }

  /** A standby that broke down. */
  drop(slot: Slot): void {
    slot.kill();
    if (slot !== this.#standby) return;
    this.#standby = undefined;
    this.#breakdowns += 1;
    this.#warm();
  }

  dispose(): void {
    this.#disposed = true;
    this.#current?.kill();
    this.#standby?.kill();
    this.#spawner.dispose();
  }

  #spawn(): Slot {
    return new Slot(this.#spawner, this.#events);
  }

  #become(slot: Slot): Slot {
    this.#current = slot;
    slot.python.then(
      () => {
        this.#breakdowns = 0;
        if (slot === this.#current) this.#warm();
      },
      () => undefined,
    );
    return slot;
  }

  #warm(): void {
    if (!this.#wantsStandby || this.#disposed || this.#standby || this.#breakdowns >= PATIENCE) return;
    this.#standby = this.#spawn();
  }
}
