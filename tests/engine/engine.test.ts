import { beforeAll, describe, expect, it } from 'vitest';
import { nodePlatform, readPythonAssets, readSqlAssets } from '../../src/build/node-engine.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { EnginePlatform } from '../../src/engine/engine.ts';
import type { DatabaseChange, OutputChunk } from '../../src/engine/protocol.ts';
import { startRunningEngine } from './running-engine.ts';
import type { RunningEngine } from './running-engine.ts';

/** An engine that may die, or with other surroundings. */
async function startEngine(platform: Partial<EnginePlatform> = {}, { image = true } = {}) {
  const chunks: OutputChunk[] = [];
  const deaths: string[] = [];
  const changes: DatabaseChange[] = [];
  const api = createEngine(
    { output: (chunk) => chunks.push(chunk), databaseChanged: (change) => changes.push(change), fatal: (reason) => deaths.push(reason) },
    { ...nodePlatform(), ...platform },
  );
  await api.startSql(readSqlAssets());
  const info = await api.startPython(readPythonAssets({ image }));
  return { api, chunks, deaths, changes, info, run: (code: string) => api.run({ run: 1, code }) };
}

describe('starting', () => {
  it('is the same from the image as the plain way', async () => {
    const look = `
import os, sys, flask_sqlalchemy, sqlite3
print(os.getcwd(), os.environ['HOME'], sys.prefix, sqlite3.__file__)
print([path for path in sys.path if path])
from flask import Flask
print(Flask(__name__).instance_path)
`;
    const [imaged, plain] = [await startEngine(), await startEngine({}, { image: false })];
    expect(plain.info.packages).toEqual(imaged.info.packages);
    expect(imaged.info).toMatchObject({ version: '3.14.2', packages: { SQLAlchemy: '2.0.54', 'Flask-SQLAlchemy': '3.1.1', Flask: '3.1.3' } });
    const [first, second] = [await imaged.run(look), await plain.run(look)];
    expect(first.stdout).toBe(second.stdout);
    expect(first.stdout).toContain('/home/learner/instance');
  });

  it('spares the collector what is in the image', async () => {
    const engine = await startRunningEngine();
    expect((await engine.run('import gc; print(gc.get_freeze_count() > 10_000 > len(gc.get_objects()))')).stdout).toBe('True\n');
  });

  it('does not repeat itself: two engines throw different dice', async () => {
    const dice = 'import random; print([random.random() for _ in range(4)])';
    const [first, second] = [await startRunningEngine(), await startRunningEngine()];
    expect((await first.run(dice)).stdout).not.toBe((await second.run(dice)).stdout);
  });

  it('finds what is not in the image, and shows its lines in tracebacks', async () => {
    const engine = await startRunningEngine();
    const late = await engine.run("import sys; print('sqlalchemy.dialects.postgresql' in sys.modules)\nimport sqlalchemy.dialects.postgresql, xml.dom; print('found')");
    expect(late.stdout).toBe('False\nfound\n');
    const { stdout } = await engine.evaluate("import traceback, json\ntry: json.loads('{')\nexcept Exception: print(traceback.format_exc())");
    expect(stdout).toContain('return _default_decoder.decode(s)');
  });
});

describe('the way out', () => {
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startRunningEngine();
  });

  it('has nothing in the js module', async () => {
    const { stdout } = await engine.evaluate('import js; print([name for name in dir(js) if name in ("fetch", "self", "globalThis", "eval", "process")])');
    expect(stdout).toBe('[]\n');
  });

  it('explains that input() cannot ask', async () => {
    const { error } = await engine.evaluate("input('Name? ')");
    expect(error?.message).toMatch(/input\(\).*Put the value in the program/);
  });

  it('sends output before a sleep, and what goes around sys.stdout too', async () => {
    const before = engine.chunks.length;
    await engine.evaluate("import time, os\nfor i in range(100): print(i)\ntime.sleep(0.01)\nos.write(1, b'raw\\n')");
    const texts = engine.chunks.slice(before).map((chunk) => chunk.text);
    expect(texts.join('')).toContain('98\n99\nraw\n');
    expect(texts.some((text) => text.endsWith('99\n'))).toBe(true);
  });

  it('caps a flood and keeps it for the download', async () => {
    const result = await engine.evaluate("for i in range(400_000): print('0123456')");
    expect(result.truncated?.stdout).toBe(400_000 * 8 - 1_000_000 - 15_992);
    expect(result.stdout.length).toBeLessThan(1_020_000);
    expect((await engine.api.printed()).length).toBe(3_200_000);
  });
});

describe('endings', () => {
  it('takes sys.exit for what it is', async () => {
    const engine = await startRunningEngine();
    expect(await engine.run("import sys; print('a'); sys.exit(3)")).toMatchObject({ status: 'ok', stdout: 'a\n', exitCode: 3 });
    expect(await engine.evaluate('1 + 1')).toMatchObject({ stdout: '2\n' });
  });

  it('survives plain recursion without end', async () => {
    const engine = await startRunningEngine();
    const result = await engine.run('def f(): f()\nf()');
    expect(result).toMatchObject({ status: 'error', error: { type: 'RecursionError', line: 1 } });
    expect(await engine.evaluate('1 + 1')).toMatchObject({ stdout: '2\n' });
  });

  it('answers hunger for memory with MemoryError and goes on', async () => {
    const { api, run, deaths } = await startEngine({ memoryLimit: 160 * 2 ** 20 });
    const result = await run("kept = []\ntry:\n    while True: kept.append(bytearray(10_000_000))\nexcept MemoryError:\n    kept.clear(); print('enough')");
    expect(result).toMatchObject({ status: 'ok', stdout: 'enough\n' });
    expect((await api.evaluate({ run: 2, source: "x = ['a' * 100_000_000 for _ in range(9)]" })).error?.type).toBe('MemoryError');
    expect((await api.evaluate({ run: 3, source: '1 + 1' })).stdout).toBe('2\n');
    expect(deaths).toEqual([]);
  });

  it('survives a heap full of small things', async () => {
    const { run } = await startEngine({ memoryLimit: 96 * 2 ** 20 });
    const result = await run('kept = []\nwhile True: kept.append([len(kept)])');
    expect(result).toMatchObject({ status: 'error', error: { type: expect.stringMatching(/MemoryError|Python/) } });
  });

  it('tells of its death and answers nothing after it', async () => {
    const { api, run, deaths } = await startEngine();
    const result = await run("print('before')\nimport os; os._exit(1)");
    expect(result).toMatchObject({ status: 'error', stdout: 'before\n', error: { type: 'Python', message: expect.stringContaining('os._exit') } });
    expect(deaths).toHaveLength(1);
    await expect(api.evaluate({ run: 2, source: '1' })).rejects.toThrow('has to be started again');
    // SQLite is alive: what was committed can be saved.
    expect(await api.snapshot()).toEqual([]);
  });

  it('goes on where a program replaces what Junction uses too', async () => {
    const { api, run, deaths } = await startEngine();
    const result = await run("import json, time\njson.dumps = json.loads = time.perf_counter = None\nprint('after')");
    expect(result).toMatchObject({ status: 'ok', stdout: 'after\n' });
    expect(await api.evaluate({ run: 2, source: '1 + 1' })).toMatchObject({ status: 'ok', stdout: '2\n' });
    expect(deaths).toEqual([]);
  });

  it('gives up a Python in which a program replaces what Python stands on', async () => {
    const { run, deaths } = await startEngine();
    const result = await run("print('before')\nimport builtins\nbuiltins.isinstance = None");
    expect(result).toMatchObject({ status: 'error', stdout: 'before\n', error: { type: 'Python', message: expect.stringContaining('the program may have replaced something that it needs itself') } });
    expect(deaths).toHaveLength(1);
  });
});

describe('databases', () => {
  it('are told of once per verb, and after the commits of a run that goes on', async () => {
    const engine = await startRunningEngine();
    await engine.run(`
import sqlite3, time
connection = sqlite3.connect('school.db')
for i in range(3):
    connection.execute('begin')
    connection.execute(f'create table t{i} (x)')
    connection.commit()
    until = time.monotonic() + 0.15
    while time.monotonic() < until: pass
`);
    expect(engine.changes.length).toBeGreaterThanOrEqual(3);
    expect(engine.changes.map((change) => change.databases[0]?.tables)).toEqual([1, 2, 3]);
    expect(engine.changes.every((change) => change.run === 1 && change.schema)).toBe(true);
  });

  it('are told of before a program sleeps, when it commits by itself', async () => {
    const engine = await startRunningEngine();
    await engine.run("import sqlite3, time\nsqlite3.connect('a.db').execute('create table t (x)')\nprint('made'); time.sleep(0.01)\nprint('slept')");
    expect(engine.changes).toHaveLength(1);
    await engine.evaluate("sqlite3.connect('a.db').execute('create table u (x)'); time.sleep(0.2); sqlite3.connect('a.db').execute('create table v (x)')");
    expect(engine.changes.map((change) => change.databases[0]?.tables)).toEqual([1, 2, 3]);
  });

  it('are told of when the console changes them, not when it looks', async () => {
    const engine = await startRunningEngine();
    await engine.api.query('create table t (x); insert into t values (1)');
    expect(engine.changes).toMatchObject([{ run: 0, schema: true, databases: [{ tables: 1 }] }]);
    await engine.api.query('select * from t');
    await engine.api.rows({ table: 't', offset: 0, limit: 5 });
    expect(engine.changes).toHaveLength(1);
    await engine.api.query('insert into t values (2)');
    expect(engine.changes[1]).toMatchObject({ schema: false });
  });

  it('move to another engine, uncommitted changes excepted', async () => {
    const [first, second] = [await startRunningEngine(), await startRunningEngine()];
    await first.run(`
import sqlite3
a = sqlite3.connect('a.db'); a.execute('create table t (x)'); a.execute('insert into t values (1)'); a.commit()
a.execute('insert into t values (2)')
m = sqlite3.connect(':memory:'); m.execute('create table u (y)'); m.commit()
`);
    await second.api.restore(await first.api.snapshot());
    expect((await second.api.databases()).map(({ name, file }) => [name, file])).toEqual([['a.db', true], [':memory:', false]]);
    expect(await second.api.query('select * from t', 'a.db')).toMatchObject({ results: [{ rows: [[1]] }] });
    expect(second.changes).toEqual([]);
    const { stdout } = await second.run("import os; print(sorted(os.listdir('.')), os.path.getsize('a.db')); os.remove('a.db')");
    expect(stdout).toBe("['a.db', 'main.py'] 8192\n");
  });

  it('have a schema and rows even when they do not exist', async () => {
    const engine = await startRunningEngine();
    expect(await engine.api.schema()).toMatchObject({ tables: [] });
    expect(await engine.api.rows({ table: 't', offset: 0, limit: 1 })).toMatchObject({ status: 'error' });
  });
});
