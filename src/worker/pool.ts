import type { PythonInfo, SqlInfo } from '../engine/protocol.ts';
import type { EngineSpawner, EngineVerbs, SpawnEvents } from './engine-spawner.ts';
import { Gone, Slot } from './slot.ts';

/** Breakdowns in a row after which no new standby is tried. */
const PATIENCE = 3;

/** Milliseconds until a standby is started beside an engine that has just become the current one. */
const WARM_DELAY = 500;

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

  /** Resolves when SQLite runs in the current engine, whichever that is by then. */
  get sql(): Promise<SqlInfo> {
    return this.#inCurrent((slot) => slot.sql);
  }

  get python(): Promise<PythonInfo> {
    return this.#inCurrent((slot) => slot.python);
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

  /** An engine apart from the current one, ready and for its caller alone, who kills it and then calls `warm`. */
  async spare(): Promise<Slot> {
    const slot = this.#standby ?? this.#spawn();
    this.#standby = undefined;
    try {
      await slot.python;
    } catch (error) {
      slot.kill();
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

  /** Takes note that an engine broke down. True when it was the current one and is to be replaced; otherwise all is done. */
  lost(slot: Slot, reason: string): boolean {
    this.#breakdowns += 1;
    if (slot === this.#current) {
      if (this.#breakdowns < PATIENCE) return true;
      slot.kill(new Error(`The engine breaks down again and again: ${reason}`));
    } else if (slot === this.#standby) {
      slot.kill();
      this.#standby = undefined;
      this.warm();
    }
    return false;
  }

  dispose(): void {
    this.#disposed = true;
    this.#current?.kill();
    this.#standby?.kill();
    this.#spawner.dispose();
  }

  /** Asks the current engine, and the next one if that is replaced meanwhile. */
  ask<T>(ask: (api: EngineVerbs) => Promise<T>): Promise<T> {
    return this.#inCurrent((slot) => slot.call(ask));
  }

  async #inCurrent<T>(pick: (slot: Slot) => Promise<T>): Promise<T> {
    for (;;) {
      const slot = this.current;
      try {
        return await pick(slot);
      } catch (error) {
        if (!(error instanceof Gone) || slot === this.#current) throw error;
      }
    }
  }

  #spawn(): Slot {
    return new Slot(this.#spawner, this.#events);
  }

  #become(slot: Slot): Slot {
    this.#current = slot;
    slot.python.then(
      () => {
        this.#breakdowns = 0;
        // A program that runs has the processor for itself at first; whoever asked for it calls `warm` when it ends.
        setTimeout(() => slot === this.#current && this.warm(), WARM_DELAY);
      },
      () => undefined,
    );
    return slot;
  }

  /** Has a standby started, where one is wanted and there is none. */
  warm(): void {
    if (!this.#wantsStandby || this.#disposed || this.#standby || this.#breakdowns >= PATIENCE) return;
    this.#standby = this.#spawn();
  }
}
