import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodePlatform, readPythonAssets, readSqlAssets } from '../../src/build/node-engine.ts';
import { createEngine } from '../../src/engine/engine.ts';

const sqlAssets = readSqlAssets();
const pythonAssets = readPythonAssets();

/** Runs a program in an engine with little memory; answers with the result, the notes and what was said of its death. */
async function run(code: string) {
  const deaths: string[] = [];
  let notes = '';
  const api = createEngine(
    {
      output: ({ stream, text }) => (notes += stream === 'note' ? text : ''),
      databaseChanged: () => undefined,
      fatal: (reason) => deaths.push(reason),
    },
    { ...nodePlatform(), memoryLimit: 2 ** 28 },
  );
  await api.startSql(sqlAssets);
  await api.startPython(pythonAssets);
  return { api, result: await api.run({ run: 1, code }), deaths, notes };
}

afterEach(() => vi.restoreAllMocks());

describe('a program that ends Python', () => {
  it.each([
    ['a list nested too deeply', 'print("printed")\nx = []\nfor _ in range(100_000): x = [x]\nrepr(x)', 'Python ran out of stack: something is nested too deeply, or calls itself without end.', 4],
    ['a __repr__ that calls itself', 'print("printed")\nclass A:\n  def __repr__(self): return repr(self)\nA().__repr__()', 'Python ran out of stack: something is nested too deeply, or calls itself without end.', 3],
    ['os.abort', 'import os\nprint("printed")\nos.abort()', 'The program ended Python itself, as os.abort() does.', 3],
    ['os._exit', 'import os\nprint("printed")\nos._exit(3)', 'The program ended Python itself, as os._exit() does.', undefined],
  ])('by %s is told why and where, in its own words and nobody else’s', async (_, code, why, line) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(console, 'debug').mockImplementation(() => undefined);
    const { result, deaths } = await run(code);
    const message = `${why} Python has to be started again.`;
    expect(result).toMatchObject({ status: 'error', stdout: 'printed\n', stderr: '', error: { type: 'Python', message, traceback: '' } });
    expect(result.error?.line).toBe(line);
    expect(deaths).toEqual([message]);
    expect(said).not.toHaveBeenCalled();
  });
});

describe('a program that uses up the memory', () => {
  it.each([
    ['a list that doubles', 'x = [0]\nwhile True: x = x + x'],
    ['small objects', 'x = [bytes(150_000_000)]\nwhile True: x.append({"a": object()})'],
    ['long strings', 'x = []\nwhile True: x.append("x" * 1_000_000)'],
  ])('with %s gets Python’s MemoryError, and the prompt goes on', async (_, code) => {
    const { api, result, deaths, notes } = await run(code);
    expect(result).toMatchObject({ status: 'error', error: { type: 'MemoryError', traceback: expect.stringContaining('MemoryError') } });
    // Where not even the line could be written down there is none.
    expect(result.error?.line ?? 2).toBe(2);
    expect(result.stderr).toBe('');
    expect(notes).toContain('memory is full');
    expect(deaths).toEqual([]);
    expect(await api.evaluate({ run: 2, source: 'x = None; 1 + 1' })).toMatchObject({ status: 'ok', stdout: '2\n' });
  });
});
