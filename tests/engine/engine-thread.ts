import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { nodePlatform } from '../../src/build/node-engine.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { EngineEvents, PythonAssets, SqlAssets } from '../../src/engine/protocol.ts';

/* An engine in a thread of its own, as the browser's worker has it. */
const { sql, python } = workerData as { sql: SqlAssets; python: PythonAssets };
if (!parentPort) throw new Error('This file is for a worker thread.');
const port = parentPort;
const events: EngineEvents = {
  output: (chunk) => page.output.asEvent(chunk),
  databaseChanged: (change) => page.databaseChanged.asEvent(change),
  fatal: (reason) => page.fatal.asEvent(reason),
};
const engine = createEngine(events, nodePlatform());
const page = createBirpc<EngineEvents>(
  { ...engine, startSql: () => engine.startSql(sql), startPython: () => engine.startPython(python) },
  { post: (message) => port.postMessage(message), on: (receive) => port.on('message', receive), timeout: -1 },
);
