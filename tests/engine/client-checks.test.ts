import { afterEach, beforeAll, expect, it } from 'vitest';
import { EngineClient } from '../../src/worker/engine-client.ts';
import { ThreadSpawner, threadAssets } from './thread-spawner.ts';

let assets: Awaited<ReturnType<typeof threadAssets>>;
let client: EngineClient;
let spawner: ThreadSpawner;
let heard: string[];
beforeAll(async () => {
  assets = await threadAssets();
});
afterEach(() => client.dispose());

function start(options: { timeLimit?: number; standby?: boolean } = {}): void {
  heard = [];
  spawner = new ThreadSpawner(assets);
  client = new EngineClient({
    timeLimit: 0,
    standby: true,
    ...options,
    spawner: () => spawner,
    events: {
      progress: () => undefined,
      output: ({ text }) => heard.push(text),
      databaseChanged: () => heard.push('changed'),
      restarted: ({ reason }) => heard.push(reason),
    },
  });
  client.start();
}

const FILE = 'import sqlite3\ncon = sqlite3.connect("a.db")\ncon.execute("CREATE TABLE IF NOT EXISTS t(a)")\ncon.execute("INSERT INTO t VALUES (1)")\ncon.commit()\n';
const ask = (code: string) => client.check({ language: 'python', setup: '', code, checks: [{ code: 'def check_a():\n    "one row"\n    expect.count("t", 1)\n', line: 0 }], asks: [] });

it('a check leaves the learner’s engine as it is, and goes on beside what runs there', async () => {
  start();
  await client.run(`${FILE}x = 7\nprint("mine")`);
  heard = [];
  expect((await ask(`${FILE}print("theirs")`)).checks).toEqual([{ name: 'one row', passed: true, message: '' }]);
  expect((await ask(FILE + FILE)).checks[0]?.passed).toBe(false);
  expect((await client.evaluate('x')).stdout).toBe('7\n');
  expect((await client.databases()).map(({ name }) => name)).toEqual(['a.db']);
  expect(heard.filter((text) => text !== '7\n')).toEqual([]);
});

it('a check without a standby gets an engine and gives it back', async () => {
  start({ standby: false });
  expect((await ask(FILE)).checks[0]?.passed).toBe(true);
  expect(spawner.spawned).toBe(2);
  await expect.poll(() => spawner.alive.size).toBe(1);
});

it('a check can be stopped, and the next one answers', async () => {
  start();
  await client.python;
  const endless = ask('while True: pass');
  await client.stop();
  expect(await endless).toMatchObject({ checks: [{ passed: false, message: 'Stopped.' }], answers: [] });
  expect((await ask(FILE)).checks[0]?.passed).toBe(true);
});

it('a check ends at the time limit, and says so; the learner’s engine lives on', async () => {
  start({ timeLimit: 3_000 });
  await client.run('x = 1');
  expect((await ask('while True: pass')).checks[0]?.message).toBe('Stopped after 3 seconds, the time limit. Does a loop never end?');
  expect((await client.evaluate('x')).stdout).toBe('1\n');
});

it('a check that kills its Python says so', async () => {
  start();
  const { checks } = await ask('import os\nos._exit(3)');
  expect(checks).toMatchObject([{ name: 'The program runs to its end', passed: false }]);
  expect((await client.run('print(1)')).stdout).toBe('1\n');
});

it('a new check breaks off the one before', async () => {
  start();
  const first = ask('while True: pass');
  const second = ask(FILE);
  expect((await first).checks[0]?.message).toBe('Stopped.');
  expect((await second).checks[0]?.passed).toBe(true);
});
