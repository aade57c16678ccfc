import type { EngineApi, EngineEvents, PythonInfo, SqlInfo } from '../engine/protocol.ts';

/** What an engine does once started. */
export type EngineVerbs = Omit<EngineApi, 'startSql' | 'startPython'>;

/** How far the first start has come. */
export interface Progress {
  part: 'sql' | 'python';
  /** A plain phrase: `Downloading Python`. */
  step: string;
  /** Bytes; 0 of 0 while nothing is being downloaded. */
  loaded: number;
  total: number;
}

export interface SpawnEvents extends EngineEvents {
  /** The engine broke down by itself; nothing more will come from it. */
  lost(reason: string): void;
}

/** One engine, wherever it runs. */
export interface EngineHandle {
  readonly api: EngineVerbs;
  /** Both wait for what has to be downloaded first, Python for SQLite too; they reject with a plain sentence. */
  startSql(): Promise<SqlInfo>;
  startPython(): Promise<PythonInfo>;
  /** Ends it at once, whatever it does. Calls that wait for an answer never get one. */
  kill(): void;
}

/** Makes engines: in the fenced frame, or in tests in Node's worker threads. */
export interface EngineSpawner {
  spawn(events: SpawnEvents): EngineHandle;
  /** Starts over after a failed download. */
  retry(): void;
  dispose(): void;
}
