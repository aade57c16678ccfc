import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseChange, OutputChunk } from '../../src/engine/protocol.ts';
import { unpackRows } from '../../src/packed-rows.ts';
import { EngineClient } from '../../src/worker/engine-client.ts';
import type { Interruption } from '../../src/worker/task.ts';
import { ThreadSpawner, threadAssets } from './thread-spawner.ts';

let assets: Awaited<ReturnType<typeof threadAssets>>;
beforeAll(async () => {
  assets = await threadAssets();
});

let open: EngineClient[] = [];
afterEach(() => {
  for (const client of open) client.dispose();
  open = [];
});

/** A started client, and what it reports. */
function start(options: { timeLimit?: number; standby?: boolean } = {}) {
  const output: OutputChunk[] = [];
  const changes: DatabaseChange[] = [];
  const restarts: Interruption[] = [];
  const spawner = new ThreadSpawner(assets);
  let hear: (chunk: OutputChunk) => void = () => undefined;
  const client = new EngineClient({
    timeLimit: 0,
    standby: true,
    ...options,
    spawner: () => spawner,
    events: {
      progress: () => undefined,
      output: (chunk) => {
        output.push(chunk);
        hear(chunk);
      },
      databaseChanged: (change) => changes.push(change),
      restarted: (why) => restarts.push(why),
    },
  });
  open.push(client);
  client.start();
  /** Resolves when a program has printed this. */
  const printed = (text: string): Promise<void> =>
    new Promise((resolve) => {
      hear = (chunk) => {
        if (chunk.text.includes(text)) resolve();
      };
    });
  return { client, spawner, output, changes, restarts, printed };
}

const SCHOOL = `
import sqlite3
connection = sqlite3.connect('school.db')
connection.execute('create table teacher (name)')
connection.execute("insert into teacher values ('Ada')")
connection.commit()
`;
const COUNT = 'select count(*) from teacher';

describe('a run', () => {
  it('has a fresh engine each time: no names, no databases, nothing imported is left over', async () => {
    const { client } = start();
    await client.run(`${SCHOOL}\nimport json; json.spoiled = True; kept = 1`);
    const second = await client.run("import json; print(hasattr(json, 'spoiled'), 'kept' in globals())");
    expect(second.stdout).toBe('False False\n');
    expect(await client.databases()).toEqual([]);
  });

  it('keeps the databases when told to', async () => {
    const { client } = start();
    await client.run(SCHOOL);
    const { stdout } = await client.run(`import sqlite3; print(sqlite3.connect('school.db').execute('${COUNT}').fetchall())`, { keepData: true });
    expect(stdout).toBe('[(1,)]\n');
  });

  it('keeps databases of more than 128 KB whole', async () => {
    const { client } = start();
    const made = await client.run("import sqlite3; c = sqlite3.connect('a.db'); c.execute('CREATE TABLE t (x)'); c.executemany('INSERT INTO t VALUES (?)', [(0,)] * 20_100); c.commit()");
    expect(made.status).toBe('ok');
    const { stdout } = await client.run("import sqlite3; c = sqlite3.connect('a.db'); c.execute('UPDATE t SET x = 1 WHERE rowid < 20'); c.commit(); print(c.execute('SELECT sum(x), count(*) FROM t').fetchall(), c.execute('PRAGMA integrity_check').fetchall())", { keepData: true });
    expect(stdout).toBe("[(19, 20100)] [('ok',)]\n");
  });

  it('has a database read only when it has changed since', async () => {
    const { client, spawner } = start();
    await client.run(SCHOOL);
    await client.evaluate('1 + 1');
    const before = spawner.calls.snapshot;
    expect(before).toBeGreaterThan(0);
    await client.evaluate('1 + 1');
    await client.query('select 1');
    await client.run("print('looks at nothing')", { keepData: true });
    await client.run("print('nor does this')", { keepData: true });
    expect(spawner.calls.snapshot).toBe(before);
    expect((await client.query('select count(*) from teacher')).results[0]?.rows).toEqual([[1]]);
  });

  it('clears what the console made before the first run, unless the data is kept', async () => {
    const { client } = start();
    await client.sql;
    expect((await client.query('create table early (x)')).status).toBe('ok');
    await client.run('');
    expect(await client.databases()).toEqual([]);
  });

  it('stops a run that still goes on', async () => {
    const { client, printed } = start();
    const busy = printed('busy');
    const first = client.run("print('busy')\nwhile True: pass");
    await busy;
    const second = await client.run("print('second')");
    expect(await first).toMatchObject({ status: 'stopped', stdout: 'busy\n' });
    expect(second).toMatchObject({ status: 'ok', stdout: 'second\n' });
  });

  it('says that there is no database when a program leaves none', async () => {
    const { client, changes } = start();
    await client.run(SCHOOL);
    await client.run('pass');
    expect(changes.at(-1)?.databases).toEqual([]);
  });
});

describe('the prompt', () => {
  it('goes on in the namespace of the last run', async () => {
    const { client } = start();
    await client.run('x = 20');
    expect((await client.evaluate('x + 1')).stdout).toBe('21\n');
    expect(await client.needsMore('for i in x:')).toBe(true);
    expect((await client.evaluate('_ * 2')).stdout).toBe('42\n');
  });
});

describe('Stop', () => {
  const endless = {
    'a loop': 'while True: pass',
    'a loop that catches everything': 'while True:\n    try:\n        while True: pass\n    except BaseException: pass',
    'a sleep': 'import time; time.sleep(10_000)',
    'a query without end': "import sqlite3; sqlite3.connect('x.db').execute('with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n').fetchall()",
  };

  it.each(Object.entries(endless))('ends %s, and the next run is good', async (_, code) => {
    const { client, printed, restarts } = start();
    await client.run('');
    const begun = printed('begun');
    const run = client.run(`print('begun')\n${code}`);
    await begun;
    await client.stop();
    expect(await run).toMatchObject({ status: 'stopped', stdout: 'begun\n' });
    expect(restarts).toMatchObject([{ reason: 'stopped' }]);
    expect(await client.run('print(6 * 7)')).toMatchObject({ status: 'ok', stdout: '42\n' });
  });

  it('is not told of when it is another run that takes the place of the first', async () => {
    const { client, printed, restarts } = start();
    await client.run('');
    const begun = printed('begun');
    const first = client.run("print('begun')\nwhile True: pass");
    await begun;
    expect(await client.run("print('second')")).toMatchObject({ status: 'ok', stdout: 'second\n' });
    expect(await first).toMatchObject({ status: 'stopped' });
    expect(restarts).toEqual([]);
  });

  it('gives the databases back as they were before the call', async () => {
    const { client, printed, changes } = start();
    await client.run(SCHOOL);
    const begun = printed('begun');
    const input = client.evaluate("connection.execute('delete from teacher'); connection.commit(); print('begun')\nwhile True: pass");
    await begun;
    await client.stop();
    expect((await input).status).toBe('stopped');
    expect(await client.query(COUNT)).toMatchObject({ results: [{ rows: [[1]] }] });
    expect(changes.at(-1)?.databases).toMatchObject([{ name: 'school.db', tables: 1 }]);
  });

  it('ends a query of the console', async () => {
    const { client } = start();
    await client.run(SCHOOL);
    const query = client.query('insert into teacher values (2); with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n');
    // The query is at work when the engine no longer answers.
    await Promise.race([client.schema(), new Promise((resolve) => setTimeout(resolve, 300))]);
    await client.stop();
    expect(await query).toMatchObject({ status: 'error', error: { message: 'Stopped.' } });
    expect(await client.query(COUNT)).toMatchObject({ results: [{ rows: [[1]] }] });
  });

  it('lets what only looks be answered by the next engine', async () => {
    const { client, printed } = start();
    await client.run(SCHOOL);
    const begun = printed('begun');
    void client.evaluate("print('begun')\nwhile True: pass");
    await begun;
    const rows = client.rows({ table: 'teacher', offset: 0, limit: 10 });
    await client.stop();
    const result = await rows;
    expect(result.status === 'ok' && unpackRows(result.rows)).toEqual([['Ada']]);
  });

  it('works without a standby', async () => {
    const { client, printed, spawner } = start({ standby: false });
    await client.run(SCHOOL);
    expect(spawner.spawned).toBe(1);
    const begun = printed('begun');
    void client.evaluate("print('begun')\nwhile True: pass");
    await begun;
    await client.stop();
    expect(await client.query(COUNT)).toMatchObject({ results: [{ rows: [[1]] }] });
    expect(await client.run('print(1)')).toMatchObject({ stdout: '1\n' });
  });

  it('leaves the engine alone when nothing runs', async () => {
    const { client, restarts } = start();
    await client.run('x = 1');
    await client.stop();
    expect(restarts).toEqual([]);
    expect((await client.evaluate('x')).stdout).toBe('1\n');
  });

  it('takes back a run that waits for Python', async () => {
    const { client } = start();
    const run = client.run('print(1)');
    await client.stop();
    expect(await run).toMatchObject({ status: 'stopped', stdout: '' });
    expect(await client.run('print(2)')).toMatchObject({ stdout: '2\n' });
  });
});

describe('the watchdog', () => {
  it('stops a run at the time limit and says so', async () => {
    const { client, restarts } = start({ timeLimit: 1_000 });
    await client.python;
    const result = await client.run('while True: pass');
    expect(result).toMatchObject({ status: 'stopped', error: { message: expect.stringContaining('1 second') } });
    expect(restarts).toMatchObject([{ reason: 'time-limit' }]);
  });

  it.each([
    ['os._exit', "import os; print('before'); os._exit(3)", /ended Python itself/],
    ['a broken stack', "print('before'); x = []\nfor i in range(200_000): x = [x]\nrepr(x)", /ran out of stack|nested too deeply|RecursionError/],
  ])('replaces a Python that died of %s', async (_, code, message) => {
    const { client, restarts } = start();
    const result = await client.run(`${SCHOOL}\n${code}`);
    expect(result.stdout).toBe('before\n');
    expect(result).toMatchObject({ status: 'error', error: { message: expect.stringMatching(message) } });
    if (restarts.length > 0) expect(restarts).toMatchObject([{ reason: 'fatal' }]);
    // What was committed stays, as it does when a native Python dies.
    expect(await client.query(COUNT)).toMatchObject({ results: [{ rows: [[1]] }] });
    expect(await client.run('print(7)')).toMatchObject({ stdout: '7\n' });
  });

  it('replaces an engine that was lost', async () => {
    const { client, spawner, restarts, printed } = start();
    await client.run(SCHOOL);
    const begun = printed('begun');
    const input = client.evaluate("print('begun')\nwhile True: pass");
    await begun;
    const [worker] = spawner.alive;
    worker?.emit('error', new Error('out of memory'));
    expect(await input).toMatchObject({ status: 'error', error: { message: expect.stringContaining('memory') } });
    expect(restarts).toMatchObject([{ reason: 'memory' }]);
    expect(await client.query(COUNT)).toMatchObject({ results: [{ rows: [[1]] }] });
  });
});

describe('starting', () => {
  it('answers SQL before Python is there, and tells of a failed start in a sentence', async () => {
    const { client, spawner } = startFailing();
    await expect(client.python).rejects.toThrow('Python could not be downloaded: is there a connection?');
    expect((await client.query('select 1')).status).toBe('ok');
    await expect(client.run('')).rejects.toThrow('could not be downloaded');
    client.retry();
    expect((await client.python).version).toMatch(/^3\./);
    expect(await client.run('print(1)')).toMatchObject({ stdout: '1\n' });
    expect(spawner.spawned).toBeGreaterThanOrEqual(2);
  });

  it('begins anew with reset', async () => {
    const { client } = start();
    await client.run(`${SCHOOL}\nx = 1`);
    await client.reset();
    expect(await client.databases()).toEqual([]);
    expect(await client.evaluate('x')).toMatchObject({ status: 'error', error: { type: 'NameError' } });
  });
});

function startFailing() {
  const spawner = new ThreadSpawner(assets);
  spawner.failing = 1;
  const nothing = () => undefined;
  const client = new EngineClient({ standby: false, spawner: () => spawner, events: { progress: nothing, output: nothing, databaseChanged: nothing, restarted: nothing } });
  open.push(client);
  client.start();
  return { client, spawner };
}
