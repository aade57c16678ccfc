import { SQLITE_DONE, SQLITE_OK } from './c-api.ts';
import type { Sqlite } from './library.ts';

/*
 * What sql.js exports no function for about copies of whole databases. As in hooks.ts, places hold for the build that
 * package.json pins, and the engine's tests try each one.
 */
const INIT_DATABASE = 188; // sqlite3.init.iDb
const INIT_BITS = 190;
const REOPEN_IN_MEMORY = 8;
const BACKUP = { next: 20, source: 28, remaining: 36, pages: 40 } as const;
const BTREE_SHARED = 4; // Btree.pBt
const SHARED_TRANSACTION = 20; // BtShared.inTransaction
const READS = 1;

/** Pages that a backup has still to copy, and all of them. */
export function backupPages({ memory }: Sqlite, backup: number): { remaining: number; pages: number } {
  return { remaining: memory.pointer(backup + BACKUP.remaining), pages: memory.pointer(backup + BACKUP.pages) };
}

/** Has a backup begin with the first page again. */
export function restartBackup({ memory }: Sqlite, backup: number): void {
  memory.view.setUint32(backup + BACKUP.next, 1, true);
}

/** Copies everything, and what a transaction of the source itself has not committed yet: by itself a backup waits for its end. */
export function stepThroughAll({ c, memory }: Sqlite, backup: number): number {
  const transaction = memory.pointer(memory.pointer(backup + BACKUP.source) + BTREE_SHARED) + SHARED_TRANSACTION;
  const before = memory.bytes[transaction] ?? 0;
  memory.bytes[transaction] = Math.min(before, READS);
  const code = c.backup_step(backup, -1);
  // Without a transaction the copy began and ended one.
  if (before > READS) memory.bytes[transaction] = before;
  return code;
}

/**
 * Takes a database's file away from a connection and puts an empty one in memory in its place, as `sqlite3_deserialize`
 * begins. `place` is its place in `PRAGMA database_list`. Returns SQLite's code.
 */
export function reopenInMemory({ c, memory }: Sqlite, db: number, place: number): number {
  const out = memory.allocate(4);
  // SQLite itself does it by an ATTACH that finds this bit set; its name does not matter then.
  let code = memory.withString('ATTACH x AS "junction"', (sql) => c.prepare_v2(db, sql, -1, out, 0));
  const attach = memory.pointer(out);
  if (code === SQLITE_OK) {
    const bits = memory.bytes[db + INIT_BITS] ?? 0;
    memory.bytes[db + INIT_DATABASE] = place;
    memory.bytes[db + INIT_BITS] = bits | REOPEN_IN_MEMORY;
    code = c.step(attach);
    memory.bytes[db + INIT_BITS] = bits;
    memory.bytes[db + INIT_DATABASE] = 0;
    if (code === SQLITE_DONE) code = SQLITE_OK;
    c.finalize(attach);
  }
  memory.release(out);
  return code;
}
