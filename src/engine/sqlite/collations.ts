import { SQLITE_OK } from './c-api.ts';
import { hashElements } from './hash.ts';
import type { Hooks } from './hooks.ts';
import type { Sqlite } from './library.ts';

/* As in hooks.ts, places hold for the build that package.json pins, and the engine's tests try each one. */
const FLAGS = 32; // 64 bits
const INIT_ROOT = 184; // the root page of what is being read; 1 is the schema table itself
const INIT_BUSY = 189;
const ACTIVE = 196; // statements under way
const COLLATIONS = 440; // Hash of CollSeq[3]
const COLLATION = { data: 8, compare: 12, destroy: 16, size: 20 } as const;
const WRITABLE = 0x1;
const DEFENSIVE = 0x10000000;

/** Orders for texts. sql.js has no function for them: SQLite's own table of them is filled in. */
export class Collations {
  readonly #sqlite: Sqlite;
  readonly #hooks: Hooks;

  constructor(sqlite: Sqlite, hooks: Hooks) {
    this.#sqlite = sqlite;
    this.#hooks = hooks;
  }

  /** `int (data, bytes, text, bytes, text)`; 0 takes the collation away. False when SQLite has no entry for the name. */
  set(db: number, name: string, fn: number): boolean {
    let entry = this.#find(db, name);
    if (entry === 0 && fn !== 0) {
      this.#make(db, name);
      entry = this.#find(db, name);
    }
    if (entry === 0) return fn === 0;
    const { view } = this.#sqlite.memory;
    // Three versions of it, for the three encodings; ours compares UTF-8, and SQLite translates for the others.
    for (let i = 0; i < 3; i++) {
      const version = entry + i * COLLATION.size;
      view.setUint32(version + COLLATION.compare, i === 0 ? fn : 0, true);
      view.setUint32(version + COLLATION.destroy, 0, true);
    }
    return true;
  }

  /** True while a collation must not be changed: it is there, and some statement is under way. */
  isHeld(db: number, name: string): boolean {
    const { memory } = this.#sqlite;
    const entry = memory.pointer(db + ACTIVE) > 0 ? this.#find(db, name) : 0;
    return entry !== 0 && memory.pointer(entry + COLLATION.compare) !== 0;
  }

  /**
   * SQLite makes an entry for a name that it meets while it reads a schema, to be filled in later. It is made to think so for
   * one statement, which names the collation and then fails on its second column.
   */
  #make(db: number, name: string): void {
    const { c, memory } = this.#sqlite;
    const sql = `CREATE TEMP TABLE "junction collation" (a COLLATE "${name.replaceAll('"', '""')}", a)`;
    const out = memory.allocate(4);
    memory.withString(sql, (text) => {
      const flags = memory.pointer(db + FLAGS);
      const silenced = this.#hooks.silence(db);
      // As for a schema that somebody has written by hand: then SQLite does not ask where the text comes from.
      memory.view.setUint32(db + FLAGS, (flags & ~DEFENSIVE) | WRITABLE, true);
      memory.view.setUint32(db + INIT_ROOT, 0, true);
      memory.bytes[db + INIT_BUSY] = 1;
      const code = c.prepare_v2(db, text, -1, out, 0);
      memory.bytes[db + INIT_BUSY] = 0;
      memory.view.setUint32(db + FLAGS, flags, true);
      this.#hooks.restore(db, silenced);
      if (code === SQLITE_OK) c.finalize(memory.pointer(out));
    });
    memory.release(out);
  }

  #find(db: number, name: string): number {
    const { memory } = this.#sqlite;
    const found = hashElements(memory, db + COLLATIONS).find(({ key }) => fold(memory.string(key)) === fold(name));
    return found?.data ?? 0;
  }
}

/** Lower case as SQLite sees it: of ASCII letters alone. */
function fold(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
