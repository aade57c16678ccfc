import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '../../engine/engine.ts';
import type { EngineApi, PythonAssets, SqlAssets } from '../../engine/protocol.ts';
import { nodePlatform } from '../node-engine.ts';
import type { Job, JobResult } from './engines.ts';

/* Does one job after the other, each in an engine of its own. */
const { sql, python } = workerData as { sql: SqlAssets; python: PythonAssets };
if (!parentPort) throw new Error('This file is for a worker thread.');
const port = parentPort;
port.on('message', (job: Job) => {
  void work(job).then((result) => port.postMessage(result));
});

async function work(job: Job): Promise<JobResult> {
  const engine: EngineApi = createEngine({ output: () => undefined, databaseChanged: () => undefined, fatal: () => undefined }, nodePlatform());
  await engine.startSql(sql);
  await engine.startPython(python);
  if (job.kind === 'check') return { kind: 'check', report: await engine.check({ run: 1, ...job.request }) };
  if (job.kind === 'print') return { kind: 'print', result: await engine.run({ run: 1, code: job.code }) };
  const { setup, code, language } = job.before;
  if (language === 'sql') {
    await engine.query(setup);
    await engine.query(code);
  } else {
    await engine.run({ run: 1, setup, code });
  }
  return { kind: 'query', result: await engine.query(job.sql) };
}
