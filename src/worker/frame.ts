import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import { frames } from 'virtual:junction-assets';
import type { EngineApi, EngineEvents, FrameApi, FrameEvents, FrameFile } from '../engine/protocol.ts';
import type { PackedFile } from '../unpack.ts';
import { pythonFiles, pythonSettings, sqlFiles } from './assets.ts';
import type { EngineHandle, EngineSpawner, Progress, SpawnEvents } from './engine-spawner.ts';
import { openFence } from './fence.ts';
import type { Fence } from './fence.ts';
import { heartbeat } from './heartbeat.ts';
import { wire } from '../wire.ts';

/** A frame that is up, and what it has been given so far. */
interface Frame {
  api: BirpcReturn<FrameApi, FrameEvents>;
  sql: Promise<void>;
  python: Promise<void>;
  close(): void;
}

/** Makes engines in the fenced frame, which is opened with the first of them and opened again if it is lost. */
export class FrameSpawner implements EngineSpawner {
  readonly #report: (progress: Progress) => void;
  readonly #engines = new Map<number, SpawnEvents>();
  #frame: Promise<Frame> | undefined;
  #last = 0;

  constructor(report: (progress: Progress) => void) {
    this.#report = report;
  }

  spawn(events: SpawnEvents): EngineHandle {
    const id = ++this.#last;
    const opening = (this.#frame ??= this.#open());
    const { port1, port2 } = new MessageChannel();
    opening.then(
      (frame) => frame.api.spawn.asEvent(id, port2),
      () => {
        if (this.#frame === opening) this.#frame = undefined;
      },
    );
    this.#engines.set(id, events);
    const api = createBirpc<EngineApi, EngineEvents>(
      {
        output: (chunk) => events.output(chunk),
        databaseChanged: (change) => events.databaseChanged(change),
        fatal: (reason) => events.fatal(String(reason)),
      },
      wire(port1),
    );
    return {
      api,
      startSql: async () => {
        const frame = await opening;
        // The start waits for its files in the frame; that they never come is known only here.
        return (await Promise.all([frame.api.startSql(id), frame.sql]))[0];
      },
      startPython: async () => {
        const frame = await opening;
        return (await Promise.all([frame.api.startPython(id, pythonSettings), frame.python, frame.sql]))[0];
      },
      kill: () => {
        this.#engines.delete(id);
        port1.close();
        void opening.then((frame) => frame.api.kill.asEvent(id), () => undefined);
      },
    };
  }

  retry(): void {
    this.#close();
  }

  dispose(): void {
    this.#close();
    this.#engines.clear();
  }

  async #open(): Promise<Frame> {
    this.#report({ part: 'sql', step: 'Downloading SQLite', loaded: 0, total: 0 });
    const opening = this.#openFence();
    const give = async (name: FrameFile, file: PackedFile) => (await opening).api.give(name, file);
    const sql = sqlFiles(this.#report, give).then(() => this.#report({ part: 'sql', step: 'Starting SQLite', loaded: 0, total: 0 }));
    const python = pythonFiles(this.#report, give).then(() => this.#report({ part: 'python', step: 'Starting Python', loaded: 0, total: 0 }));
    for (const promise of [sql, python]) promise.catch(() => undefined);
    const { api, fence } = await opening;
    const { port1, port2 } = new MessageChannel();
    void api.pulse(port2);
    const stopAsking = heartbeat(port1, () => this.#lost());
    return {
      api,
      sql,
      python,
      close: () => {
        stopAsking();
        fence.close();
      },
    };
  }

  async #openFence(): Promise<{ api: Frame['api']; fence: Fence }> {
    const fence = await openFence(document.body, { url: frames.engine, title: 'Junction’s engine' });
    const api = createBirpc<FrameApi, FrameEvents>({ lost: (engine, reason) => this.#engines.get(engine)?.lost(String(reason)) }, wire(fence.port));
    return { api, fence };
  }

  /** The frame's process is gone, and all engines with it. */
  #lost(): void {
    this.#close();
    const events = [...this.#engines.values()];
    this.#engines.clear();
    for (const engine of events) engine.lost('Its frame no longer answers.');
  }

  #close(): void {
    void this.#frame?.then(({ close }) => close(), () => undefined);
    this.#frame = undefined;
  }
}
