import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRunningEngine } from '../engine/running-engine.ts';
import type { Comparison } from './bench.ts';

/** The trace on ÷ off: an ORM program's time from the call to the assembled result. */
export default async function trace(): Promise<Comparison[]> {
  const engine = await startRunningEngine();
  await engine.run(readFileSync(join(import.meta.dirname, 'trace.py'), 'utf8'));
  let run = 1;
  const time = async (on: boolean): Promise<number> => {
    await engine.api.evaluate({ run: ++run, source: 'prepare()', trace: false });
    const start = process.cpuUsage();
    const { status } = await engine.api.evaluate({ run: ++run, source: 'job()', trace: on });
    if (status !== 'ok') throw new Error('the job failed');
    // The processor's time: the difference is small, and whatever else the machine does is not.
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  await time(true);
  await time(false);
  return [{ name: 'ORM: 2,000 inserts, 20,000 objects selected, 1,000 updates', goal: 1.1, rounds: 11, ours: () => time(true), peer: () => time(false) }];
}
