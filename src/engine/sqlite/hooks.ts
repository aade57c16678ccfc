import { hashElements } from './hash.ts';
import type { Sqlite } from './library.ts';

/*
 * What sql.js exports no function for and SQLite keeps as plain numbers in its `sqlite3`: hooks, limits and switches.
 * Offsets hold for the build that package.json pins; the engine's tests try each one.
 */
const FLAGS = 32; // 64 bits
const TRACE_MASK = 94;
const CHANGES = 104;
const TOTAL_CHANGES = 112;
const LIMITS = 120;
const TRACE = 224;
const INTERRUPTED = 304;
const AUTHORIZER = 372;
const PROGRESS = 380;
const PROGRESS_STEPS = 388;
const FUNCTIONS = 424; // Hash of FuncDef

const FUNCTION = { data: 8, next: 12, value: 24, inverse: 28 } as const;
const CONTEXT_ERROR = 20; // sqlite3_context.isError

const TRACE_EXPANDED = 0x40;
const LIMIT_LENGTH = 0;
const SMALLEST_LENGTH = 30;
const LIMIT_COUNT = 12;

/** Bits of the flags behind each `SQLITE_DBCONFIG_…`. */
const SWITCHES = new Map<number, number>([
  [1002, 0x4000], [1003, 0x40000], [1004, 0x400000], [1005, 0x10000], [1006, 0x800], [1007, 0x800000], [1008, 0x1000000],
  [1009, 0x2000000], [1010, 0x10000000], [1011, 0x1], [1012, 0x4000000], [1013, 0x40000000], [1014, 0x20000000],
  [1015, 0x80000000], [1016, 0x2], [1017, 0x80],
]);
const TRIGGERS = 0x40000;
const NO_SCHEMA_ERROR = 0x8000000;
const WRITABLE_SCHEMA = 1011;

/** What `Hooks.silence` has turned off. */
export interface Silenced {
  flags: number;
  traceMask: number;
  authorizer: number;
}

/** The hooks, limits and switches of connections. Functions are places in WebAssembly's table; 0 is none. */
export class Hooks {
  readonly #sqlite: Sqlite;
  /** Each connection's limits as they were at first: no higher ones can be set. */
  readonly #highest: number[];

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
    this.#highest = this.#withConnection((db) => Array.from({ length: LIMIT_COUNT }, (_, category) => this.limit(db, category)));
  }

  /** `void (data, text)`: called with each statement's text as it begins, its values filled in. */
  setTrace(db: number, fn: number): void {
    const { bytes, view } = this.#sqlite.memory;
    bytes[db + TRACE_MASK] = fn === 0 ? 0 : TRACE_EXPANDED;
    view.setUint32(db + TRACE, fn, true);
  }

  /** `int (data, action, text, text, text, text)`. Statements prepared before are not asked about again. */
  setAuthorizer(db: number, fn: number): void {
    this.#sqlite.memory.view.setUint32(db + AUTHORIZER, fn, true);
  }

  /** `int (data)`: called about every `steps` steps of SQLite's machine; anything but 0 ends the statement. */
  setProgress(db: number, fn: number, steps: number): void {
    const { view } = this.#sqlite.memory;
    const on = fn !== 0 && steps > 0;
    view.setUint32(db + PROGRESS, on ? fn : 0, true);
    view.setUint32(db + PROGRESS_STEPS, on ? steps : 0, true);
  }

  /** Turns triggers, trace and authorizer off, for statements of the driver's own; `restore` takes the answer. */
  silence(db: number): Silenced {
    const { bytes, view } = this.#sqlite.memory;
    const silenced = {
      flags: view.getUint32(db + FLAGS, true) & TRIGGERS, traceMask: bytes[db + TRACE_MASK] ?? 0,
      authorizer: view.getUint32(db + AUTHORIZER, true),
    };
    this.restore(db, { flags: 0, traceMask: 0, authorizer: 0 });
    return silenced;
  }

  /** Turns on again what `silence` has turned off. */
  restore(db: number, { flags, traceMask, authorizer }: Silenced): void {
    const { bytes, view } = this.#sqlite.memory;
    view.setUint32(db + FLAGS, ((view.getUint32(db + FLAGS, true) & ~TRIGGERS) | flags) >>> 0, true);
    bytes[db + TRACE_MASK] = traceMask;
    view.setUint32(db + AUTHORIZER, authorizer, true);
  }

  /** Looks something up on a connection whose trace, authorizer and progress callbacks are not to know of it. */
  quietly<Result>(db: number, look: () => Result): Result {
    const { memory } = this.#sqlite;
    const mask = memory.bytes[db + TRACE_MASK] ?? 0;
    const authorizer = memory.pointer(db + AUTHORIZER);
    const progress = memory.pointer(db + PROGRESS);
    if (mask === 0 && authorizer === 0 && progress === 0) return look();
    memory.bytes[db + TRACE_MASK] = 0;
    memory.view.setUint32(db + AUTHORIZER, 0, true);
    memory.view.setUint32(db + PROGRESS, 0, true);
    try {
      return look();
    } finally {
      memory.bytes[db + TRACE_MASK] = mask;
      memory.view.setUint32(db + AUTHORIZER, authorizer, true);
      memory.view.setUint32(db + PROGRESS, progress, true);
    }
  }

  /** Ends the statements that are running, from inside a callback. */
  interrupt(db: number): void {
    this.#sqlite.memory.view.setInt32(db + INTERRUPTED, 1, true);
  }

  /** A limit's value; −1 for a category that there is not. */
  limit(db: number, category: number): number {
    if (category < 0 || category >= LIMIT_COUNT) return -1;
    return this.#sqlite.memory.view.getInt32(db + LIMITS + category * 4, true);
  }

  /** Sets a limit, at most to what it was at first; a negative one changes nothing. */
  setLimit(db: number, category: number, limit: number): void {
    if (limit < 0) return;
    const least = category === LIMIT_LENGTH ? SMALLEST_LENGTH : 0;
    const most = this.#highest[category] ?? limit;
    this.#sqlite.memory.view.setInt32(db + LIMITS + category * 4, Math.min(Math.max(limit, least), most), true);
  }

  /** Whether an `SQLITE_DBCONFIG_…` is on; undefined for one that there is not. */
  isOn(db: number, option: number): boolean | undefined {
    const bit = SWITCHES.get(option);
    return bit === undefined ? undefined : (this.#sqlite.memory.view.getUint32(db + FLAGS, true) & bit) !== 0;
  }

  setOn(db: number, option: number, on: boolean): void {
    const bit = SWITCHES.get(option) ?? 0;
    const { view } = this.#sqlite.memory;
    const cleared = view.getUint32(db + FLAGS, true) & ~bit & ~(option === WRITABLE_SCHEMA ? NO_SCHEMA_ERROR : 0);
    view.setUint32(db + FLAGS, (on ? cleared | bit : cleared) >>> 0, true);
  }

  /** Sets the counters of changed rows: those of the last statement, and all. */
  setChanges(db: number, changes: number, total: number): void {
    const { view } = this.#sqlite.memory;
    view.setBigInt64(db + CHANGES, BigInt(changes), true);
    view.setBigInt64(db + TOTAL_CHANGES, BigInt(total), true);
  }

  /** Adds what makes an aggregate a window function. `data` is what it was registered with; it must be unique. */
  makeWindow(db: number, data: number, value: number, inverse: number): void {
    const { memory } = this.#sqlite;
    for (const { data: first } of hashElements(memory, db + FUNCTIONS)) {
      for (let fn = first; fn !== 0; fn = memory.pointer(fn + FUNCTION.next)) {
        if (memory.pointer(fn + FUNCTION.data) !== data) continue;
        memory.view.setUint32(fn + FUNCTION.value, value, true);
        memory.view.setUint32(fn + FUNCTION.inverse, inverse, true);
      }
    }
  }

  /** Gives a function's failure another code than SQLITE_ERROR, after `result_error`. */
  setErrorCode(context: number, code: number): void {
    this.#sqlite.memory.view.setInt32(context + CONTEXT_ERROR, code, true);
  }

  #withConnection<T>(use: (db: number) => T): T {
    const { c, memory } = this.#sqlite;
    const out = memory.allocate(4);
    memory.withString(':memory:', (name) => c.open(name, out));
    const db = memory.pointer(out);
    try {
      return use(db);
    } finally {
      c.close_v2(db);
      memory.release(out);
    }
  }
}
