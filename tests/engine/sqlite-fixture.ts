import { freshSqlJs, readSqlAssets } from '../../src/build/node-engine.ts';
import { loadSqlite } from '../../src/engine/sqlite/library.ts';
import type { Sqlite } from '../../src/engine/sqlite/library.ts';

/** A SQLite of one's own, with an empty file system. */
export function startSqlite(): Promise<Sqlite> {
  return loadSqlite(readSqlAssets().wasm, freshSqlJs());
}
