import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Sqlite } from '../../src/engine/sqlite/library.ts';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

const program = readFileSync(join(import.meta.dirname, 'leaks', 'leaks.py'), 'utf8');

/** What is in use of SQLite: each thing that is taken there and has to be given back. */
interface Held {
  connections: number;
  statements: number;
  functions: number;
  blocks: number;
}

/** Counts what is taken and given back from now on. */
function count(sqlite: Sqlite): Held {
  const held: Held = { connections: 0, statements: 0, functions: 0, blocks: 0 };
  const c = sqlite.c as { -readonly [Name in keyof Sqlite['c']]: Sqlite['c'][Name] };
  const { open, close_v2, prepare_v2, finalize } = c;
  const { memory } = sqlite;
  const { addFunction, removeFunction } = sqlite;
  c.open = (name, out) => {
    const code = open(name, out);
    if (memory.pointer(out) !== 0) held.connections += 1;
    return code;
  };
  c.close_v2 = (db) => {
    if (db !== 0) held.connections -= 1;
    return close_v2(db);
  };
  c.prepare_v2 = (...all) => {
    const code = prepare_v2(...all);
    if (memory.pointer(all[3]) !== 0) held.statements += 1;
    return code;
  };
  c.finalize = (stmt) => {
    if (stmt !== 0) held.statements -= 1;
    return finalize(stmt);
  };
  Object.assign(sqlite, {
    addFunction: (...all: Parameters<Sqlite['addFunction']>) => {
      held.functions += 1;
      return addFunction(...all);
    },
    removeFunction: (index: number) => {
      held.functions -= 1;
      removeFunction(index);
    },
  });
  const allocate = memory.allocate.bind(memory);
  const release = memory.release.bind(memory);
  memory.allocate = (bytes) => {
    held.blocks += 1;
    return allocate(bytes);
  };
  memory.release = (pointer) => {
    if (pointer !== 0) held.blocks -= 1;
    release(pointer);
  };
  return held;
}

let python: DriverPython;
let held: Held;
beforeAll(async () => {
  python = await startDriverPython((sqlite) => {
    held = count(sqlite);
  });
  python.run(`import sys, types\nmodule = sys.modules['leaks'] = types.ModuleType('leaks')\nexec(compile(${JSON.stringify(program)}, 'leaks.py', 'exec'), module.__dict__)`);
});

/** Each open or statement of a scenario counts: five kinds of opens and twelve of statements make 5,000 each. */
const scenarios: [name: string, times: number][] = [
  ['failing_opens', 1_000],
  ['opens_of_no_database', 300],
  ['failing_statements', 420],
  ['cursors_dropped_half_read', 2_000],
  ['connections_left_open', 300],
  ['callbacks', 200],
  ['copies_and_blobs', 60],
  ['large_values', 300],
];

describe('nothing is left of', () => {
  afterEach(() => {
    python.run('import os\nfor file in os.listdir(): os.remove(file)');
    python.databases.restore([]);
  });

  test.each(scenarios)('%s, %i times', (name, times) => {
    const go = (rounds: number): { objects: number; blocks: number; sqlite: Held; bytes: number } => {
      const [objects, blocks] = python.run(`
import leaks, warnings
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    leaks.${name}(${rounds})
result = leaks.rest()`) as [number, number];
      return { objects, blocks, sqlite: { ...held }, bytes: python.sqliteBytes() };
    };
    go(20);
    const before = go(20);
    const after = go(times);
    expect(after.sqlite).toEqual(before.sqlite);
    expect(after.objects - before.objects).toBeLessThan(20);
    // Python's own tables and caches grow a little with what they have seen.
    expect(after.blocks - before.blocks).toBeLessThan(500);
    expect(after.bytes - before.bytes).toBeLessThan(2_000_000);
  });
});
