import { nodePlatform, readPythonAssets, readSqlAssets } from '../../src/build/node-engine.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { DatabaseChange, EngineApi, OutputChunk, RunResult } from '../../src/engine/protocol.ts';

/** A fresh engine with SQLite and Python started, and what it has reported. */
export interface RunningEngine {
  api: EngineApi;
  chunks: OutputChunk[];
  changes: DatabaseChange[];
  run(code: string): Promise<RunResult>;
  evaluate(source: string): Promise<RunResult>;
  /** The lines in which Junction said what it did by itself. */
  notes(): string[];
}

const sqlAssets = readSqlAssets();
const pythonAssets = readPythonAssets();

export async function startRunningEngine(): Promise<RunningEngine> {
  const chunks: OutputChunk[] = [];
  const changes: DatabaseChange[] = [];
  const api = createEngine(
    {
      output: (chunk) => chunks.push(chunk),
      databaseChanged: (change) => changes.push(change),
      fatal: (reason) => { throw new Error(reason); },
    },
    nodePlatform(),
  );
  await api.startSql(sqlAssets);
  await api.startPython(pythonAssets);
  let run = 0;
  return {
    api,
    chunks,
    changes,
    run: (code) => api.run({ run: ++run, code }),
    evaluate: (source) => api.evaluate({ run: ++run, source }),
    notes: () => chunks.filter((chunk) => chunk.stream === 'note').map((chunk) => chunk.text).join('').split('\n').slice(0, -1),
  };
}
