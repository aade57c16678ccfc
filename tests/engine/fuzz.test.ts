import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

const folder = join(import.meta.dirname, 'fuzz');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

let python: DriverPython;
beforeAll(async () => {
  python = await startDriverPython();
  for (const name of ['values', 'statements', 'sessions', 'damage']) {
    python.run(`import sys, types\nmodule = sys.modules['${name}'] = types.ModuleType('${name}')\nexec(compile(${JSON.stringify(read(`${name}.py`))}, '${name}.py', 'exec'), module.__dict__)`);
  }
});

/** An operation of a session: a mark that tells whether it is the recorded one, what it was, what it came to, the state after it. */
type Step = [mark: string, operation: string, outcome: string, state: string];

const perform = (seed: number, which: 'ours' | 'builtin') => python.run(`
import gc, harness, sessions, sqlite3, warnings
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    result = list(sessions.perform(sqlite3 if '${which}' == 'ours' else harness.builtin, ${seed}, 'fuzz.db'))
gc.collect()`) as Step[];

/** What native `sqlite3` made of each session: lines of a mark and an outcome. */
const recorded = new Map(read('sessions.txt').split(/^# /m).slice(1).map((session) => {
  const [seed, ...lines] = session.trimEnd().split('\n');
  return [Number(seed), lines] as const;
}));

describe('random sessions', () => {
  test.each([...recorded])('%i', (seed, native) => {
    const ours = perform(seed, 'ours');
    const builtin = perform(seed, 'builtin');
    expect(ours.map(([mark]) => mark)).toEqual(native.map((line) => line.slice(0, 6)));
    const differences = ours.flatMap(([mark, operation, outcome, state], i) => {
      const theirs = native[i];
      const [, , builtinOutcome, builtinState] = builtin[i] ?? [];
      // Python's own module of this very Python has the last word over that of an older one.
      const accepted = [theirs, `${mark} ${builtinState} ${builtinOutcome}`, theirs?.replace(/(?<=^.{7}\S+ ).*/, String(builtinOutcome))];
      if (accepted.includes(`${mark} ${state} ${outcome}`)) return [];
      return [`${operation}\n  ours     ${state} ${outcome}\n  native   ${theirs?.slice(7)}\n  built in ${builtinState} ${builtinOutcome}`];
    });
    expect(differences.join('\n')).toBe('');
  });
});

/** Files that `damage.py` damages, packed; and for each seed a mark of the file and the numbers of its outcomes. */
const damage = JSON.parse(read('damage.json')) as { bases: Record<string, string>; outcomes: string[]; files: string[] };

describe('damaged files', () => {
  beforeAll(() => {
    const bases = Object.entries(damage.bases).map(([name, packed]) => [name, inflateSync(Buffer.from(packed, 'base64')).toString('hex')]);
    python.run(`import damage\ndamage.bases = {name: bytes.fromhex(data) for name, data in ${JSON.stringify(bases)}}`);
  });

  test('are opened, read and written with the results and refusals of native sqlite3', () => {
    const differences = damage.files.flatMap((file, seed) => {
      const [mark, ...numbers] = file.split(' ');
      const native = numbers.map((number) => damage.outcomes[Number(number)]);
      const [ourMark, what, ours] = python.run(`
import damage, os, sqlite3
result = damage.examine(sqlite3, ${seed}, damage.bases, 'damaged.db')
os.remove('damaged.db')`) as [string, string, string[]];
      if (ourMark !== mark) return [`${seed} ${what} is another file`];
      // Words of SQLite that are not UTF-8 are shown here, their bad bytes replaced, where CPython fails on them.
      const accepted = (outcome: string, theirs = '') => outcome === theirs || (theirs.startsWith('! UnicodeDecodeError') && outcome.includes('\\ufffd'));
      return ours.flatMap((outcome, i) => (accepted(outcome, native[i]) ? [] : [`${seed} ${what}, ${i}\n  ours   ${outcome}\n  native ${native[i]}`]));
    });
    expect(differences.join('\n')).toBe('');
  });
});
