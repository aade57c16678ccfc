import type { DatabaseChange, OutputChunk } from '../engine/protocol.ts';
import type { EngineSpawner, Progress } from './engine-spawner.ts';
import type { Interruption } from './task.ts';

/** What a client reports by itself. */
export interface ClientEvents {
  progress(progress: Progress): void;
  output(chunk: OutputChunk): void;
  /** Committed data changed; also after an engine was replaced. */
  databaseChanged(change: DatabaseChange): void;
  /** The engine had to be replaced: the prompt's namespace is gone, the databases are as before the call that was broken off. */
  restarted(why: Interruption): void;
}

export interface ClientOptions {
  events: ClientEvents;
  /** Milliseconds that one run, prompt input or query may take; 0 for no limit. 30,000 unless said otherwise. */
  timeLimit?: number;
  /** Whether a second engine waits, started, for the next run. Costs some 150 MB. By default not where memory is scarce. */
  standby?: boolean;
  /** Makes the engines: `FrameSpawner` on a page. */
  spawner: (progress: (progress: Progress) => void) => EngineSpawner;
}

/** Whether there is room for a standby. */
export function memoryIsPlenty(): boolean {
  const { deviceMemory = 8 } = navigator as { deviceMemory?: number };
  return deviceMemory > 2;
}
