import type { SqlValue } from '../protocol.ts';
import { SQLITE_BLOB, SQLITE_DONE, SQLITE_OK, SQLITE_ROW, SQLITE_TEXT, SQLITE_TRANSIENT } from './c-api.ts';
import type { Connection } from './connection.ts';
import { MEM } from './layout.ts';
import type { Sqlite } from './library.ts';
import { classOf, isUnready, readValue } from './values.ts';
import type { StorageClass } from './values.ts';

const INT64_MIN = -(1n << 63n);
const INT64_MAX = (1n << 63n) - 1n;

/** A prepared statement. Parameters count from 1, columns from 0, as in SQLite. Failures are thrown as `SqliteError`. */
export class Statement {
  readonly connection: Connection;
  /** The `sqlite3_stmt*`; 0 once finalized. */
  handle: number;
  /** Its own text, without what follows it. */
  readonly sql: string;
  readonly #sqlite: Sqlite;

  constructor(connection: Connection, handle: number, sql: string) {
    this.connection = connection;
    this.handle = handle;
    this.sql = sql;
    this.#sqlite = connection.sqlite;
  }

  get parameterCount(): number {
    return this.#sqlite.layout.parameterCount(this.handle);
  }

  /** Names with their `:`, `@` or `$`; null for a plain `?`. */
  parameterNames(): (string | null)[] {
    return this.#sqlite.layout.parameterNames(this.handle);
  }

  /** 0 for a statement that returns no rows. May change at a step after the schema has changed. */
  get columnCount(): number {
    return this.#sqlite.c.column_count(this.handle);
  }

  columnNames(): string[] {
    const { c, memory } = this.#sqlite;
    return Array.from({ length: this.columnCount }, (_, i) => memory.string(c.column_name(this.handle, i)));
  }

  /** The column's type as its table declares it; null for an expression. */
  declaredType(column: number): string | null {
    return this.#sqlite.layout.declaredType(this.handle, column);
  }

  bindNull(index: number): void {
    this.#check(this.#sqlite.c.bind_blob(this.handle, index, 0, 0, 0));
  }

  /** Any 64-bit integer, exactly; a larger one is a RangeError. */
  bindInteger(index: number, value: number | bigint): void {
    const { c, layout } = this.#sqlite;
    if (typeof value === 'number' && value === (value | 0)) return this.#check(c.bind_int(this.handle, index, value));
    const whole = BigInt(value);
    if (whole < INT64_MIN || whole > INT64_MAX) throw new RangeError('Python int too large to convert to SQLite INTEGER');
    this.#check(c.bind_int(this.handle, index, 0));
    layout.setInteger(this.handle, index, whole);
  }

  bindReal(index: number, value: number): void {
    this.#check(this.#sqlite.c.bind_double(this.handle, index, value));
  }

  /** Text as a string, or as its UTF-8 bytes. NULs are kept. */
  bindText(index: number, value: string | Uint8Array): void {
    const { c, memory } = this.#sqlite;
    if (typeof value === 'string') {
      memory.withString(value, (text, bytes) => this.#check(c.bind_text(this.handle, index, text, bytes, SQLITE_TRANSIENT)));
    } else {
      const text = memory.copyIn(value);
      try {
        this.#check(c.bind_text(this.handle, index, text, value.length, SQLITE_TRANSIENT));
      } finally {
        memory.release(text);
      }
    }
  }

  bindBlob(index: number, value: Uint8Array): void {
    const { c, memory } = this.#sqlite;
    const blob = memory.copyIn(value);
    try {
      this.#check(c.bind_blob(this.handle, index, blob, value.length, SQLITE_TRANSIENT));
    } finally {
      memory.release(blob);
    }
  }

  /** A value by its JS type: a whole number becomes INTEGER, any other number REAL. */
  bind(index: number, value: SqlValue): void {
    if (value === null) this.bindNull(index);
    else if (typeof value === 'string') this.bindText(index, value);
    else if (typeof value === 'bigint') this.bindInteger(index, value);
    else if (typeof value === 'object') this.bindBlob(index, value);
    else if (Number.isSafeInteger(value)) this.bindInteger(index, value);
    else this.bindReal(index, value);
  }

  bindAll(values: readonly SqlValue[]): this {
    values.forEach((value, i) => this.bind(i + 1, value));
    return this;
  }

  /** Goes on to the next row; false when there is none. */
  step(): boolean {
    const code = this.#sqlite.c.step(this.handle);
    if (code === SQLITE_ROW) return true;
    if (code === SQLITE_DONE) return false;
    throw this.connection.error(code);
  }

  /** The current row. */
  row(): SqlValue[] {
    const { memory } = this.#sqlite;
    const columns = this.#sqlite.c.data_count(this.handle);
    const row = this.readyRow(columns);
    const values: SqlValue[] = [];
    for (let i = 0; i < columns; i++) values.push(readValue(memory, row + i * MEM.size));
    return values;
  }

  /** A column's storage class, which tells REAL 1.0 from INTEGER 1. */
  columnClass(column: number): StorageClass {
    return classOf(this.#sqlite.memory, this.#sqlite.layout.resultRow(this.handle) + column * MEM.size);
  }

  /**
   * Address of the current row, an array of `Mem`, with its texts in UTF-8 and its blobs written out.
   * Good until the next step.
   */
  readyRow(columns = this.#sqlite.c.data_count(this.handle)): number {
    const { c, memory, layout } = this.#sqlite;
    const row = layout.resultRow(this.handle);
    for (let i = 0; i < columns; i++) {
      const mem = row + i * MEM.size;
      if (!isUnready(memory, mem)) continue;
      const kind = classOf(memory, mem);
      const pointer = kind === SQLITE_TEXT ? c.column_text(this.handle, i) : kind === SQLITE_BLOB ? c.column_blob(this.handle, i) : 1;
      if (pointer === 0 && c.column_bytes(this.handle, i) > 0) throw new SqliteOutOfMemory();
    }
    return row;
  }

  /** All rows; for statements that are known to give few. */
  all(): SqlValue[][] {
    const rows: SqlValue[][] = [];
    while (this.step()) rows.push(this.row());
    this.reset();
    return rows;
  }

  /** Back to the start, parameters kept. A failure of the last step is not repeated. */
  reset(): this {
    this.#sqlite.c.reset(this.handle);
    return this;
  }

  clearBindings(): this {
    this.#sqlite.c.clear_bindings(this.handle);
    return this;
  }

  /** Gives its memory back; may be called twice. */
  finalize(): void {
    if (this.handle === 0) return;
    this.#sqlite.c.finalize(this.handle);
    this.handle = 0;
    this.connection.forget(this);
  }

  #check(code: number): void {
    if (code !== SQLITE_OK) throw this.connection.error(code);
  }
}

class SqliteOutOfMemory extends RangeError {
  constructor() {
    super('out of memory');
  }
}
