import { expect, it } from 'vitest';
import { freshSqlJs, readSqlAssets } from '../../src/build/node-engine.ts';
import { checkLayout } from '../../src/engine/sqlite/layout.ts';
import { loadSqlite } from '../../src/engine/sqlite/library.ts';
import type { Memory } from '../../src/engine/sqlite/memory.ts';

it('takes the SQLite that is installed, and no build that keeps its things elsewhere', async () => {
  const { c, memory } = await loadSqlite(await readSqlAssets().wasm, freshSqlJs());
  checkLayout({ c, memory });
  const elsewhere = new Proxy(memory, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'view') return new DataView(target.bytes.buffer, 4);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }) as Memory;
  expect(() => checkLayout({ c, memory: elsewhere })).toThrow('This build of sql.js keeps the last rowid elsewhere');
});
