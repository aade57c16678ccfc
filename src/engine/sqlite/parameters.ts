import { SQLITE_OK, SQLITE_TRANSIENT } from './c-api.ts';
import type { Sqlite } from './library.ts';
import type { Statement } from './statement.ts';
import { isAscii, isUtf8 } from './utf8.ts';

/** Why a value cannot be bound: an int beyond 64 bits, a str with lone surrogates, or a type that does not cross. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
  readonly kind: 'overflow' | 'surrogates' | 'type' | 'count';
  /** The parameter, from 1; for `count` how many values there were. */
  readonly index: number;

  constructor(kind: ParameterError['kind'], index: number) {
    super(kind);
    this.kind = kind;
    this.index = index;
  }
}

/**
 * Parameters that Python's `marshal.dumps(…, 2)` wrote, copied once into SQLite's memory and bound from there: a tuple of
 * values, or a list (or tuple) of such tuples.
 */
export class ParameterBlock {
  readonly #sqlite: Sqlite;
  readonly #start: number;
  #at: number;

  constructor(sqlite: Sqlite, marshalled: Uint8Array) {
    this.#sqlite = sqlite;
    this.#start = sqlite.memory.copyIn(marshalled);
    this.#at = this.#start;
  }

  /** Enters a list or tuple and returns how many items it has. */
  enter(): number {
    const { view } = this.#sqlite.memory;
    const type = view.getUint8(this.#at) & 0x7f;
    if (type === 0x29) {
      this.#at += 2;
      return view.getUint8(this.#at - 1);
    }
    if (type !== 0x28 && type !== 0x5b) throw new ParameterError('type', 0);
    this.#at += 5;
    return view.getInt32(this.#at - 4, true);
  }

  /** Binds the next tuple's values to the statement's parameters, which must be as many. */
  bindNext(statement: Statement): void {
    const count = this.enter();
    if (count !== statement.parameterCount) throw new ParameterError('count', count);
    for (let index = 1; index <= count; index++) this.#bindValue(statement, index);
  }

  /** Gives the memory back. What was bound has been copied by SQLite. */
  release(): void {
    this.#sqlite.memory.release(this.#start);
  }

  #bindValue(statement: Statement, index: number): void {
    const { c, memory } = this.#sqlite;
    const { view, bytes } = memory;
    const at = this.#at + 1;
    switch (String.fromCharCode(view.getUint8(this.#at) & 0x7f)) {
      case 'N':
        this.#at = at;
        return statement.bindNull(index);
      case 'T': case 'F':
        this.#at = at;
        return statement.bindInteger(index, view.getUint8(at - 1) === 0x54 ? 1 : 0);
      case 'i':
        this.#at = at + 4;
        return this.#check(statement, c.bind_int(statement.handle, index, view.getInt32(at, true)));
      case 'l':
        return this.#bindLong(statement, index, at);
      case 'g':
        this.#at = at + 8;
        return statement.bindReal(index, view.getFloat64(at, true));
      case 'u': case 't': {
        const length = view.getInt32(at, true);
        this.#at = at + 4 + length;
        if (!isAscii(bytes, at + 4, length) && !isUtf8(bytes, at + 4, length)) throw new ParameterError('surrogates', index);
        return this.#check(statement, c.bind_text(statement.handle, index, at + 4, length, SQLITE_TRANSIENT));
      }
      case 's': {
        const length = view.getInt32(at, true);
        this.#at = at + 4 + length;
        return this.#check(statement, c.bind_blob(statement.handle, index, at + 4, length, SQLITE_TRANSIENT));
      }
      default:
        throw new ParameterError('type', index);
    }
  }

  #bindLong(statement: Statement, index: number, at: number): void {
    const { view } = this.#sqlite.memory;
    const size = view.getInt32(at, true);
    this.#at = at + 4 + Math.abs(size) * 2;
    if (Math.abs(size) > 5) throw new ParameterError('overflow', index);
    let value = 0n;
    for (let i = Math.abs(size) - 1; i >= 0; i--) value = (value << 15n) | BigInt(view.getUint16(at + 4 + i * 2, true));
    if (size < 0) value = -value;
    if (BigInt.asIntN(64, value) !== value) throw new ParameterError('overflow', index);
    statement.bindInteger(index, value);
  }

  #check(statement: Statement, code: number): void {
    if (code !== SQLITE_OK) throw statement.connection.error(code);
  }
}
