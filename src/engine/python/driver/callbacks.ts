import { SQLITE_BUSY, SQLITE_ERROR, SQLITE_OK } from '../../sqlite/c-api.ts';
import { Collations } from '../../sqlite/collations.ts';
import type { Connection } from '../../sqlite/connection.ts';
import { SqliteError } from '../../sqlite/error.ts';
import type { Hooks } from '../../sqlite/hooks.ts';
import type { Sqlite } from '../../sqlite/library.ts';
import { writeBytes, writeText, writeTuple } from './marshal.ts';
import type { PythonMemory } from './python-memory.ts';

/**
 * Python's one function for all callbacks: what, which, for which instance, and where in the shared buffer's payload the
 * arguments lie; −1 when they cannot be read.
 */
type Dispatch = (kind: number, id: number, instance: number, place: number) => number | string;

/** Asks Python for a buffer of more bytes. */
const LEND = -1;

/** What a callback asks Python to do; see `functions.py`. */
const COLLATE = 5;
const TRACE = 6;
const AUTHORIZE = 7;
const PROGRESS = 8;

/** The ways from SQLite into Python: functions ask through `ask`, hooks are set here. */
export class Callbacks {
  readonly #sqlite: Sqlite;
  readonly #hooks: Hooks;
  readonly #collations: Collations;
  readonly #python: PythonMemory;
  readonly #running: () => string;
  readonly #encoder = new TextEncoder();
  #dispatch: Dispatch | null = null;
  readonly #slots = new WeakMap<Connection, Map<string, number>>();

  /** `running` tells the text of the statement that began last. */
  constructor(sqlite: Sqlite, hooks: Hooks, python: PythonMemory, running: () => string) {
    this.#sqlite = sqlite;
    this.#hooks = hooks;
    this.#collations = new Collations(sqlite, hooks);
    this.#python = python;
    this.#running = running;
  }

  /** Takes Python's function. */
  connect(dispatch: Dispatch & { copy(): Dispatch }): void {
    this.#dispatch = dispatch.copy();
  }

  /**
   * Calls Python. `write` puts a tuple of arguments, at most `room` bytes, at a place in Python's memory and returns where it
   * ends, −1 when it cannot. Answers the address of `bytes`, a number, or the words of a failure.
   */
  ask(kind: number, id: number, instance: number, room: number, write: (to: Uint8Array, view: DataView, at: number) => number): number | string {
    const python = this.#python;
    return python.visit(() => {
      if (room > python.end - python.payload) this.#call(LEND, room, 0, 0);
      const end = write(python.bytes, python.view, python.payload);
      return this.#call(kind, id, instance, end < 0 ? -1 : 0);
    });
  }

  setTrace(connection: Connection, id: number): void {
    const { memory } = this.#sqlite;
    const fn = (_data: number, text: number): void => 
      // Without its values when those would make it too long; a second item says so.
      void this.#ask(TRACE, id, text === 0 ? [this.#running(), null] : [memory.string(text)]);
    this.#hooks.setTrace(connection.handle, this.#slot(connection, 'trace', id, fn, 'vii'));
  }

  setAuthorizer(connection: Connection, id: number): void {
    const { memory } = this.#sqlite;
    const fn = (_data: number, action: number, ...texts: number[]): number =>
      Number(this.#ask(AUTHORIZE, id, [String(action), ...texts.map((text) => (text === 0 ? null : memory.string(text)))]));
    this.#hooks.setAuthorizer(connection.handle, this.#slot(connection, 'authorizer', id, fn, 'iiiiiii'));
  }

  setProgress(connection: Connection, id: number, steps: number): void {
    const fn = (): number => Number(this.#ask(PROGRESS, id, []));
    this.#hooks.setProgress(connection.handle, this.#slot(connection, 'progress', id, fn, 'ii'), steps);
  }

  /** Sets a collation, or takes it away with 0. Returns 0, or throws what SQLite refuses. */
  setCollation(connection: Connection, name: string, id: number): number {
    const { memory } = this.#sqlite;
    if (this.#collations.isHeld(connection.handle, name)) {
      throw new SqliteError('unable to delete/modify collation sequence due to active statements', SQLITE_BUSY);
    }
    const fn = (_data: number, length1: number, text1: number, length2: number, text2: number): number =>
      Number(this.ask(COLLATE, id, 0, length1 + length2 + 12, (to, view, at) => {
        const second = writeText(to, view, writeTuple(to, view, at, 2), memory.bytes, text1, length1);
        return second < 0 ? second : writeText(to, view, second, memory.bytes, text2, length2);
      }));
    const slot = this.#slot(connection, `collation ${name.toLowerCase()}`, id, fn, 'iiiiii');
    if (this.#collations.set(connection.handle, name, slot)) return SQLITE_OK;
    throw new SqliteError(`SQLite in the browser cannot make a collation called "${name}".`, SQLITE_ERROR);
  }

  /** Calls Python with texts, as `bytes`. */
  #ask(kind: number, id: number, texts: (string | null)[]): number | string {
    const all = texts.map((text) => (text === null ? null : this.#encoder.encode(text)));
    const room = all.reduce((sum, bytes) => sum + 5 + (bytes?.length ?? 0), 5);
    return this.ask(kind, id, 0, room, (to, view, at) => {
      let place = writeTuple(to, view, at, all.length);
      for (const bytes of all) {
        if (bytes) place = writeBytes(to, view, place, bytes, 0, bytes.length);
        else to[place++] = 0x4e; // N
      }
      return place;
    });
  }

  #call(kind: number, id: number, instance: number, place: number): number | string {
    if (!this.#dispatch) throw new Error('Python has given no function to call.');
    return this.#dispatch(kind, id, instance, place);
  }

  /** A place in the table for a hook of a connection, in the place of the former; 0 for none. */
  #slot(connection: Connection, name: string, id: number, fn: (...args: number[]) => number | void, signature: string): number {
    let slots = this.#slots.get(connection);
    if (!slots) {
      const made = new Map<string, number>();
      this.#slots.set(connection, made);
      connection.onClose(() => made.forEach((slot) => this.#sqlite.removeFunction(slot)));
      slots = made;
    }
    const former = slots.get(name);
    if (former !== undefined) this.#sqlite.removeFunction(former);
    slots.delete(name);
    if (id === 0) return 0;
    const slot = this.#sqlite.addFunction(fn as (...args: never[]) => unknown, signature);
    slots.set(name, slot);
    return slot;
  }
}
