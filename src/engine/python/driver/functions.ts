import { SQLITE_BLOB, SQLITE_DETERMINISTIC, SQLITE_TEXT, SQLITE_TRANSIENT, SQLITE_UTF8 } from '../../sqlite/c-api.ts';
import type { Connection } from '../../sqlite/connection.ts';
import type { Hooks } from '../../sqlite/hooks.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { MEM, MEM_FLAG } from '../../sqlite/layout.ts';
import { classOf, isUnready } from '../../sqlite/values.ts';
import type { Callbacks } from './callbacks.ts';
import { NUMBER, NUMBER_BYTES, readLong, writeBytes, writeNumber, writeText, writeTuple } from './marshal.ts';
import type { PythonMemory } from './python-memory.ts';

/** What a callback asks Python to do; see `functions.py`. */
const SCALAR = 0;
const STEP = 1;
const INVERSE = 2;
const VALUE = 3;
const FINAL = 4;

/** Python's answers for failures that have a code and words of SQLite's own. */
const FAILURES = new Map([[-7, { code: 7, words: 'out of memory' }], [-18, { code: 18, words: 'string or blob too big' }]]);

/** Python functions as SQL functions: scalars, aggregates, window functions. */
export class Functions {
  readonly #sqlite: Sqlite;
  readonly #hooks: Hooks;
  readonly #callbacks: Callbacks;
  readonly #python: PythonMemory;
  #names = 0;
  /** Places in the table to be given back when the next function is made. */
  readonly #spent: number[] = [];

  constructor(sqlite: Sqlite, hooks: Hooks, callbacks: Callbacks, python: PythonMemory) {
    this.#sqlite = sqlite;
    this.#hooks = hooks;
    this.#callbacks = callbacks;
    this.#python = python;
  }

  /** Registers a scalar function under Python's number for it; 0 takes the function away. Returns SQLite's code. */
  scalar(connection: Connection, name: string, argumentCount: number, id: number, deterministic: boolean): number {
    const call = (context: number, count: number, values: number) => this.#answer(context, this.#ask(SCALAR, id, 0, count, values));
    const slots = id === 0 ? [] : [this.#sqlite.addFunction(call, 'viii')];
    return this.#create(connection, name, argumentCount, deterministic ? SQLITE_UTF8 | SQLITE_DETERMINISTIC : SQLITE_UTF8, slots[0] ?? 0, 0, 0, slots).code;
  }

  /** Registers an aggregate, or with `window` a window function, likewise. */
  aggregate(connection: Connection, name: string, argumentCount: number, id: number, window: boolean): number {
    if (id === 0) return this.#create(connection, name, argumentCount, SQLITE_UTF8, 0, 0, 0, []).code;
    const fed = (kind: number) => (context: number, count: number, values: number): void => {
      const own = this.#sqlite.c.aggregate_context(context, 4);
      const answer = this.#ask(kind, id, this.#sqlite.memory.pointer(own), count, values);
      if (typeof answer === 'number' && answer > 0) this.#sqlite.memory.view.setInt32(own, answer, true);
      else this.#answer(context, answer);
    };
    const asked = (kind: number) => (context: number): void => {
      const own = this.#sqlite.c.aggregate_context(context, 0);
      const instance = own === 0 ? 0 : this.#sqlite.memory.pointer(own);
      // Without a row, or after a failure in the first one, there is nobody to ask.
      if (instance !== 0) this.#answer(context, this.#ask(kind, id, instance, 0, 0));
    };
    const add = this.#sqlite.addFunction;
    const step = add(fed(STEP), 'viii');
    const final = add(asked(FINAL), 'vi');
    const slots = [step, final];
    if (!window) return this.#create(connection, name, argumentCount, SQLITE_UTF8, 0, step, final, slots).code;
    const value = add(asked(VALUE), 'vi');
    const inverse = add(fed(INVERSE), 'viii');
    slots.push(value, inverse);
    const made = this.#create(connection, name, argumentCount, SQLITE_UTF8, 0, step, final, slots);
    if (made.code === 0) this.#hooks.makeWindow(connection.handle, made.data, value, inverse);
    return made.code;
  }

  #create(connection: Connection, name: string, argumentCount: number, flags: number, func: number, step: number, final: number, slots: number[]) {
    const { c, memory } = this.#sqlite;
    for (const slot of this.#spent.splice(0)) this.#sqlite.removeFunction(slot);
    // What is registered with the function tells it from all others; SQLite hands it back when the function goes.
    const data = ++this.#names;
    const destroy: number = slots.length === 0 ? 0 : this.#sqlite.addFunction(() => {
      for (const slot of slots) this.#sqlite.removeFunction(slot);
      // The function that is running stays until SQLite has left it.
      this.#spent.push(destroy);
    }, 'vi');
    const code = memory.withString(name, (text) =>
      c.create_function_v2(connection.handle, text, argumentCount, flags, data, func, step, final, destroy));
    return { code, data };
  }

  /** Calls Python with values of SQLite's. */
  #ask(kind: number, id: number, instance: number, count: number, values: number): number | string {
    const { memory } = this.#sqlite;
    const mems = Array.from({ length: count }, (_, i) => memory.pointer(values + i * 4));
    let room = 5;
    for (const mem of mems) {
      this.#ready(mem);
      room += NUMBER_BYTES;
      if (memory.view.getUint16(mem + MEM.flags, true) & (MEM_FLAG.text | MEM_FLAG.blob)) room += memory.pointer(mem + MEM.length);
    }
    return this.#callbacks.ask(kind, id, instance, room, (to, view, at) => {
      let place = writeTuple(to, view, at, count);
      for (const mem of mems) {
        if (place >= 0) place = this.#write(to, view, place, mem);
      }
      return place;
    });
  }

  /** Writes a value; −1 for text that is not UTF-8. */
  #write(to: Uint8Array, view: DataView, at: number, mem: number): number {
    const { bytes, view: mems } = this.#sqlite.memory;
    const flags = mems.getUint16(mem + MEM.flags, true);
    if (flags & MEM_FLAG.null) {
      to[at] = 0x4e; // N
      return at + 1;
    }
    if (flags & NUMBER) return writeNumber(to, view, at, mems, mem, flags);
    const write = flags & MEM_FLAG.text ? writeText : writeBytes;
    return write(to, view, at, bytes, mems.getUint32(mem + MEM.pointer, true), mems.getUint32(mem + MEM.length, true));
  }

  /** Has SQLite bring a text or blob into plain bytes. */
  #ready(value: number): void {
    const { c, memory } = this.#sqlite;
    if (!isUnready(memory, value)) return;
    if (classOf(memory, value) === SQLITE_TEXT) c.value_text(value);
    else if (classOf(memory, value) === SQLITE_BLOB) c.value_blob(value);
  }

  /** Gives SQLite what Python answered: the address of a marshalled value, 0 for NULL, or the words of a failure. */
  #answer(context: number, answer: number | string): void {
    const { c, memory } = this.#sqlite;
    if (typeof answer === 'string') return memory.withString(answer, (text) => c.result_error(context, text, -1));
    if (answer < 0) {
      const { code, words } = FAILURES.get(answer) ?? { code: 1, words: '' };
      memory.withString(words, (text) => c.result_error(context, text, -1));
      return this.#hooks.setErrorCode(context, code);
    }
    if (answer === 0) return c.result_null(context);
    const { bytes, view } = this.#python;
    const { start, end } = this.#python.bytesAt(answer);
    switch (bytes[start]) {
      case 0x69: return c.result_int(context, view.getInt32(start + 1, true)); // i
      case 0x6c: return c.result_int64(context, readLong(view, start + 1)); // l
      case 0x67: return c.result_double(context, view.getFloat64(start + 1, true)); // g
    }
    // u or s: a text or bytes
    const copy = memory.copyIn(bytes.subarray(start + 5, end));
    const give = bytes[start] === 0x75 ? c.result_text : c.result_blob;
    give(context, copy, end - start - 5, SQLITE_TRANSIENT);
    memory.release(copy);
  }
}
