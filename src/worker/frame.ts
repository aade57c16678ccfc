import { createBirpc } from 'birpc';
import type { BirpcReturn } from 'birpc';
import { frames } from 'virtual:junction-assets';
import type { EngineApi, EngineEvents, FrameApi, FrameEvents, PythonInfo, SqlInfo } from '../engine/protocol.ts';
import { frameProgram, pythonAssets, sqlAssets } from './assets.ts';
import type { EngineHandle, EngineSpawner, Progress, SpawnEvents } from './engine-spawner.ts';
import { openFence } from './fence.ts';
import { heartbeat } from './heartbeat.ts';
import { wire } from '../wire.ts';

/** A frame that is up, and what it has been given so far. */
interface Frame {
  api: BirpcReturn<FrameApi, FrameEvents>;
  sql: Promise<void>;
  python: Promise<void>;
  image: Promise<void>;
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
    const frame = (this.#frame ??= this.#open());
    frame.catch(() => {
      if (this.#frame === frame) this.#frame = undefined;
    });
    this.#engines.set(id, events);
    const { port1, port2 } = new MessageChannel();
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
      startSql: () => this.#startSql(frame, id, port2),
      startPython: () => this.#startPython(frame, id),
      kill: () => {
        this.#engines.delete(id);
        port1.close();
        void frame.then(({ api: to }) => to.kill.asEvent(id), () => undefined);
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

  async #startSql(opening: Promise<Frame>, id: number, port: MessagePort): Promise<SqlInfo> {
    const frame = await opening;
    await frame.sql;
    await frame.api.spawn(id, port);
    return frame.api.startSql(id);
  }

  async #startPython(opening: Promise<Frame>, id: number): Promise<PythonInfo> {
    const frame = await opening;
    await frame.python;
    // The start waits for the image in the frame; that it never comes is known only here.
    const [info] = await Promise.all([frame.api.startPython(id), frame.image]);
    return info;
  }

  async #open(): Promise<Frame> {
    this.#report({ part: 'sql', step: 'Downloading SQLite', loaded: 0, total: 0 });
    const program = frameProgram();
    const sqlFiles = sqlAssets(this.#report);
    const pythonFiles = pythonAssets(this.#report);
    for (const promise of [program, sqlFiles, pythonFiles.assets, pythonFiles.image]) promise.catch(() => undefined);
    const fence = await openFence(document.body, { url: frames.engine, program, title: 'Junction’s engine' });
    hide(fence.element);
    const api = createBirpc<FrameApi, FrameEvents>({ lost: (engine, reason) => this.#engines.get(engine)?.lost(String(reason)) }, wire(fence.port, { handOver: true }));
    const sql = sqlFiles.then(async (files) => {
      this.#report({ part: 'sql', step: 'Starting SQLite', loaded: 0, total: 0 });
      await api.giveSql(files);
    });
    const python = pythonFiles.assets.then((files) => api.givePython(files));
    const image = pythonFiles.image.then(async (bytes) => {
      this.#report({ part: 'python', step: 'Starting Python', loaded: 0, total: 0 });
      if (bytes) await api.giveImage(bytes);
    });
    for (const promise of [sql, python, image]) promise.catch(() => undefined);
    const stopAsking = heartbeat(
      () => api.ping(),
      () => this.#lost(),
    );
    return {
      api,
      sql,
      python,
      image,
      close: () => {
        stopAsking();
        fence.close();
      },
    };
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

/** Nowhere to be seen, tabbed to or read out. */
function hide(element: HTMLElement): void {
  element.hidden = true;
  element.tabIndex = -1;
  element.setAttribute('aria-hidden', 'true');
}
