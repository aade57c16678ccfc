import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDriverPython } from '../engine/driver-fixture.ts';
import type { Comparison } from './bench.ts';

/** The jobs of driver.py: what is done, and by how much it may be slower than with Python's own sqlite3. */
const JOBS: [job: string, name: string, goal: number][] = [
  ['orm_insert', 'ORM insert of 2,000 objects', 1.05],
  ['orm_insert_file', 'ORM insert of 2,000 objects into a file', 1.05],
  ['orm_select', 'ORM select of 20,000 objects', 0.95],
  ['core_insert', 'Core insert of 20,000 rows by executemany', 1.3],
  ['core_fetch', 'Core fetch of 20,000 rows', 1.5],
  ['core_points', 'Core, 1,000 point selects', 1.5],
  ['core_points_file', 'Core, 1,000 point selects from a file', 1.5],
  ['plain_insert', 'sqlite3, executemany of 20,000 rows', 1.5],
  ['plain_fetch', 'sqlite3, fetchall of 20,000 rows', 1.5],
  ['plain_iterate', 'sqlite3, iterating over 20,000 rows', 2.5],
  ['plain_points', 'sqlite3, 1,000 point selects', 3],
];

/** Through Junction's sqlite3, in a Python as Junction starts it ÷ through Pyodide's own, in one as Pyodide starts it. */
export default async function driver(): Promise<Comparison[]> {
  const [ours, builtin] = [await prepared('ours', true), await prepared('builtin', false)];
  return JOBS.map(([job, name, goal]) => ({ name, goal, ours: () => ours(job), peer: () => builtin(job) }));
}

async function prepared(which: 'ours' | 'builtin', image: boolean): Promise<(job: string) => number> {
  const python = await startDriverPython(() => undefined, { image });
  python.run(readFileSync(join(import.meta.dirname, 'driver.py'), 'utf8'));
  return (job) => Number(python.run(`import driver_bench\nresult = driver_bench.milliseconds('${job}', '${which}')`));
}
