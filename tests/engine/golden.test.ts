import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startRunningEngine } from './running-engine.ts';

/*
 * Programs with what native CPython makes of them, byte for byte: stdout (.out), stderr (.log) and the
 * exception that ends them (.err). `golden/record.py` wrote those files; it says how to write them anew.
 */
const folder = fileURLToPath(new URL('golden/', import.meta.url));
const files = new Set(readdirSync(folder));
const programs = [...files].filter((file) => /^\d.*\.py$/.test(file)).map((file) => file.slice(0, -'.py'.length));

const recorded = (name: string) => (files.has(name) ? readFileSync(folder + name, 'utf8') : '');

describe.each([true, false])('what native Python prints, with the trace %s', (trace) => {
  it.each(programs)('%s', async (program) => {
    const engine = await startRunningEngine();
    const { status, stdout, stderr, error } = await engine.api.run({ run: 1, code: recorded(`${program}.py`), trace });
    const ended = error ? `${error.type}: ${error.message}\n` : '';
    expect({ stdout, stderr, ended, status }).toEqual({
      stdout: recorded(`${program}.out`),
      stderr: recorded(`${program}.log`),
      ended: recorded(`${program}.err`),
      status: files.has(`${program}.err`) ? 'error' : 'ok',
    });
  });
});
