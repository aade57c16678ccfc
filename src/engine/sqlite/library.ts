/// <reference path="./sql-js.d.ts" />
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import type { SqlJsDatabase, SqlJsModule } from 'sql.js/dist/sql-wasm-browser.js';
import { C_FUNCTION_NAMES } from './c-api.ts';
import type { CFunctions } from './c-api.ts';
import { watchJournals } from './journals.ts';
import { Layout } from './layout.ts';
import { Memory } from './memory.ts';
import { Vfs } from './vfs.ts';

/** sql.js, started: its C functions, its memory, and a way to hand it JS functions. */
export interface Sqlite {
  /** SQLite's version, e.g. `3.54.1`. */
  readonly version: string;
  readonly c: CFunctions;
  readonly memory: Memory;
  /** What sql.js exports no function for. */
  readonly layout: Layout;
  /** SQLite's files. */
  readonly vfs: Vfs;
  /** Puts a JS function into WebAssembly's table; `signature` is result then parameters: `viii`. Give it back with `removeFunction`. */
  addFunction(fn: (...args: never[]) => unknown, signature: string): number;
  removeFunction(index: number): void;
  /** sql.js's own class, for what only it can do: bytes in and out of its file system. */
  readonly Database: new (bytes?: Uint8Array) => SqlJsDatabase;
}

/** How sql.js starts; tests hand in a fresh copy, because one copy starts only once. */
export type SqlJsFactory = typeof initSqlJs;

/**
 * Starts sql.js from WebAssembly bytes or a compiled module; nothing is fetched.
 * One copy of sql.js starts once in its worker: a second call needs a `factory` of its own.
 */
export async function loadSqlite(wasm: ArrayBuffer | Uint8Array<ArrayBuffer> | WebAssembly.Module, factory: SqlJsFactory = initSqlJs): Promise<Sqlite> {
  const program = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  let instance: WebAssembly.Instance | undefined;
  const module = await new Promise<SqlJsModule>((resolve, reject) => {
    factory({
      useOldExtensionFunctions: false,
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(program, imports).then((started) => {
          instance = started;
          done(started);
        }, reject);
        return {};
      },
    }).then(resolve, reject);
  });
  if (!instance) throw new Error('This copy of sql.js has been started before; it starts once.');
  const memory = new Memory(findMemory(instance), functionOf(module, 'malloc'), functionOf(module, 'free'));
  const c = cFunctions(module);
  const addFunction: Sqlite['addFunction'] = (fn, signature) => module.addFunction(fn, signature);
  const vfs = new Vfs({ memory, table: findTable(instance), addFunction }, findVfs(c, memory));
  watchJournals(vfs, memory);
  return {
    version: readVersion(c, memory),
    c,
    memory,
    layout: new Layout({ c, memory }),
    vfs,
    addFunction,
    removeFunction: (index) => module.removeFunction(index),
    Database: module.Database,
  };
}

function findMemory(instance: WebAssembly.Instance): WebAssembly.Memory {
  for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) return value;
  throw new Error('sql.js exports no memory.');
}

function findTable(instance: WebAssembly.Instance): WebAssembly.Table {
  for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Table) return value;
  throw new Error('sql.js exports no table of functions.');
}

/** SQLite's way to files: a `sqlite3`'s first member. */
function findVfs(c: CFunctions, memory: Memory): number {
  const out = memory.allocate(4);
  memory.withString(':memory:', (name) => c.open(name, out));
  const db = memory.pointer(out);
  const vfs = memory.pointer(db);
  c.close_v2(db);
  memory.release(out);
  return vfs;
}

function cFunctions(module: SqlJsModule): CFunctions {
  // Made in one go, or the engine would look each function up in a dictionary at each call.
  return Object.fromEntries(C_FUNCTION_NAMES.map((name) => [name, functionOf(module, `sqlite3_${name}`)])) as unknown as CFunctions;
}

function functionOf(module: SqlJsModule, name: string): (...args: number[]) => number {
  const found = module[`_${name}`];
  if (typeof found !== 'function') throw new Error(`sql.js lacks ${name}.`);
  return found as (...args: number[]) => number;
}

/** SQLite's version, asked of SQLite itself. */
function readVersion(c: CFunctions, memory: Memory): string {
  return memory.withString(':memory:', (name) =>
    memory.withString('SELECT sqlite_version()', (sql) => {
      const out = memory.allocate(8);
      c.open(name, out);
      const db = memory.pointer(out);
      c.prepare_v2(db, sql, -1, out, 0);
      const stmt = memory.pointer(out);
      c.step(stmt);
      const version = memory.string(c.column_text(stmt, 0));
      c.finalize(stmt);
      c.close_v2(db);
      memory.release(out);
      return version;
    }),
  );
}
