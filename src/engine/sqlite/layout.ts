import { SQLITE_READONLY, SQLITE_ROW } from './c-api.ts';
import type { Sqlite } from './library.ts';

/*
 * Where SQLite keeps what sql.js exports no function for, in the build that package.json pins. `checkLayout` tries every
 * one of these on a real connection when the site is built, and browsers take no other build than that: its hash is known.
 */
const DATABASES = 16; // sqlite3.aDb: Db[], 16 bytes each, pBt at 4
const DATABASE_COUNT = 20;
const LAST_ROWID = 40;
const OPEN_FLAGS = 60;
const ERROR_CODE = 64;
const ERROR_OFFSET = 68;
const ERROR_MASK = 72;
const AUTOCOMMIT = 85;
const TOTAL_CHANGES = 112;

const BTREE_SHARED = 4; // Btree.pBt
const BTREE_TRANSACTION = 8; // Btree.inTrans
const BTREE_FLAGS = 24; // BtShared.btsFlags, 16 bits
const BTREE_READ_ONLY = 1;

const PARAMETER_COUNT = 16; // Vdbe.nVar, 16 bits
const PARAMETERS = 100; // Vdbe.aVar: Mem[]
const COLUMN_NAMES = 116; // Vdbe.aColName: Mem[], names first, then declared types
const RESULT_ROW = 120; // Vdbe.pResultRow: Mem[]
const PARAMETER_NAMES = 128; // Vdbe.pVList
const STATEMENT_FLAGS = 152; // Vdbe's bit fields
const READ_ONLY = 0x40;

/** Size of SQLite's `Mem` and where its parts are; a result row is an array of them. */
export const MEM = { size: 40, value: 0, pointer: 8, length: 12, flags: 16, encoding: 18 } as const;
/** `Mem` flags: what a value is, and `zeroTail`: a BLOB whose zeros are not written out. */
export const MEM_FLAG = { null: 1, text: 2, integer: 4, real: 8, blob: 16, integerReal: 32, zeroTail: 0x400 } as const;

const SQLITE_OPEN_URI = 0x40;

/** What SQLite knows of a connection or a statement and sql.js has no function for. */
export class Layout {
  readonly #sqlite: Pick<Sqlite, 'c' | 'memory'>;

  constructor(sqlite: Pick<Sqlite, 'c' | 'memory'>) {
    this.#sqlite = sqlite;
  }

  /** False inside a transaction (`sqlite3_get_autocommit`). */
  autocommit(db: number): boolean {
    return this.#sqlite.memory.bytes[db + AUTOCOMMIT] !== 0;
  }

  lastRowid(db: number): bigint {
    return this.#sqlite.memory.view.getBigInt64(db + LAST_ROWID, true);
  }

  totalChanges(db: number): number {
    return Number(this.#sqlite.memory.view.getBigInt64(db + TOTAL_CHANGES, true));
  }

  /** The extended code of the last failure (`sqlite3_extended_errcode`). */
  errorCode(db: number): number {
    return this.#sqlite.memory.view.getInt32(db + ERROR_CODE, true);
  }

  /** Byte of the SQL text at which the last failure was seen, or −1. */
  errorOffset(db: number): number {
    return this.#sqlite.memory.view.getInt32(db + ERROR_OFFSET, true);
  }

  /** Makes every function answer extended result codes, and ATTACH understand `file:` URIs. */
  prepareConnection(db: number): void {
    const view = this.#sqlite.memory.view;
    view.setUint32(db + ERROR_MASK, 0xffffffff, true);
    view.setUint32(db + OPEN_FLAGS, view.getUint32(db + OPEN_FLAGS, true) | SQLITE_OPEN_URI, true);
  }

  /** Makes the connection's own file read-only, as opening it with `mode=ro` would. */
  forbidWriting(db: number): void {
    const { view } = this.#sqlite.memory;
    const btree = view.getUint32(view.getUint32(db + DATABASES, true) + 4, true);
    const shared = view.getUint32(btree + BTREE_SHARED, true);
    view.setUint16(shared + BTREE_FLAGS, view.getUint16(shared + BTREE_FLAGS, true) | BTREE_READ_ONLY, true);
  }

  /** 0 none, 1 reading, 2 writing: the strongest transaction on any of the connection's files, `temp` aside. */
  transactionState(db: number): number {
    const view = this.#sqlite.memory.view;
    const databases = view.getUint32(db + DATABASES, true);
    let strongest = 0;
    for (let i = 0; i < view.getInt32(db + DATABASE_COUNT, true); i++) {
      const btree = view.getUint32(databases + i * 16 + 4, true);
      if (i !== 1 && btree !== 0) strongest = Math.max(strongest, view.getUint8(btree + BTREE_TRANSACTION));
    }
    return strongest;
  }

  parameterCount(stmt: number): number {
    return this.#sqlite.memory.view.getInt16(stmt + PARAMETER_COUNT, true);
  }

  /** The parameters' names with their `:`, `@` or `$` (`?5` for a numbered one); null for a plain `?`. */
  parameterNames(stmt: number): (string | null)[] {
    const { memory } = this.#sqlite;
    const names = new Array<string | null>(this.parameterCount(stmt)).fill(null);
    const list = memory.pointer(stmt + PARAMETER_NAMES);
    if (list === 0) return names;
    // A VList: allocated, used, then entries of (number, size of the entry, NUL-terminated name), in 32-bit words.
    const used = memory.pointer(list + 4);
    for (let word = 2; word < used; word += memory.pointer(list + word * 4 + 4)) {
      const number = memory.pointer(list + word * 4);
      names[number - 1] ??= memory.string(list + word * 4 + 8);
    }
    return names;
  }

  /** Overwrites a parameter that `bind_int` has just set: sql.js has no `bind_int64`. */
  setInteger(stmt: number, index: number, value: bigint): void {
    const { view } = this.#sqlite.memory;
    view.setBigInt64(view.getUint32(stmt + PARAMETERS, true) + (index - 1) * MEM.size + MEM.value, value, true);
  }

  /** True for a statement that cannot change a database directly (`sqlite3_stmt_readonly`), and for none. */
  readOnly(stmt: number): boolean {
    return stmt === 0 || ((this.#sqlite.memory.bytes[stmt + STATEMENT_FLAGS] ?? 0) & READ_ONLY) !== 0;
  }

  /** Where the names of the result columns are: another place once SQLite has prepared the statement anew. */
  columnNames(stmt: number): number {
    return this.#sqlite.memory.pointer(stmt + COLUMN_NAMES);
  }

  /** A result column's type as its table declares it; null for an expression. */
  declaredType(stmt: number, column: number): string | null {
    const { c, memory } = this.#sqlite;
    const mem = memory.pointer(stmt + COLUMN_NAMES) + (c.column_count(stmt) + column) * MEM.size;
    return memory.view.getUint16(mem + MEM.flags, true) & MEM_FLAG.text ? memory.string(memory.pointer(mem + MEM.pointer)) : null;
  }

  /** Address of the current row: one `Mem` per column. Only right after a step that gave a row. */
  resultRow(stmt: number): number {
    return this.#sqlite.memory.pointer(stmt + RESULT_ROW);
  }
}

/** Tries every offset of `Layout` on a connection of its own; throws if one does not hold. */
export function checkLayout(sqlite: Pick<Sqlite, 'c' | 'memory'>): void {
  const { c, memory } = sqlite;
  const layout = new Layout(sqlite);
  const out = memory.allocate(8);
  const must = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`This build of sql.js keeps ${what} elsewhere; src/engine/sqlite/layout.ts must be adapted.`);
  };
  memory.withString(':memory:', (name) => c.open(name, out));
  const db = memory.pointer(out);
  const prepare = (sql: string): number => memory.withString(sql, (text) => {
    c.prepare_v2(db, text, -1, out, 0);
    return memory.pointer(out);
  });
  const exec = (sql: string): number => memory.withString(sql, (text) => c.exec(db, text, 0, 0, 0));

  // The connection
  must(memory.pointer(db + ERROR_MASK) === 0xff, 'the error mask');
  must(memory.pointer(db + OPEN_FLAGS) === 6, 'the open flags');
  layout.prepareConnection(db);
  exec('CREATE TABLE t (a VARCHAR(7) UNIQUE)');
  exec('INSERT INTO t (rowid, a) VALUES (1234567890123456789, 1)');
  must(layout.lastRowid(db) === 1234567890123456789n, 'the last rowid');
  must(layout.totalChanges(db) === 1, 'the number of changes');
  must(exec('INSERT INTO t VALUES (1)') === 2067 && layout.errorCode(db) === 2067, 'the error code');
  exec('SELECT nowhere FROM t');
  must(layout.errorOffset(db) === 7, 'the place of an error');
  must(layout.autocommit(db) && layout.transactionState(db) === 0, 'the transaction');
  exec('BEGIN; INSERT INTO t VALUES (2)');
  must(!layout.autocommit(db) && layout.transactionState(db) === 2, 'the transaction');
  exec('COMMIT');
  must(layout.autocommit(db) && layout.transactionState(db) === 0, 'the transaction');

  // A statement
  for (const [sql, readOnly] of [['SELECT 1', true], ['SELECT a FROM t', true], ['BEGIN', true], ['DELETE FROM t', false], ['CREATE TABLE u (x)', false]] as const) {
    const probe = prepare(sql);
    must(layout.readOnly(probe) === readOnly, 'whether a statement is read-only');
    c.finalize(probe);
  }
  const stmt = prepare("SELECT a, ?1, :two, ?, ?2 || '', 1.5, x'0102' FROM t");
  must(layout.parameterCount(stmt) === 3, 'the number of parameters');
  must(layout.parameterNames(stmt).join() === '?1,:two,', 'the names of parameters');
  must(layout.declaredType(stmt, 0) === 'VARCHAR(7)' && layout.declaredType(stmt, 1) === null, 'declared types');
  for (const index of [1, 2, 3]) {
    c.bind_int(stmt, index, 0);
    layout.setInteger(stmt, index, (1n << 62n) + BigInt(index));
  }
  must(c.step(stmt) === SQLITE_ROW && memory.string(c.column_text(stmt, 4)) === '4611686018427387906', 'bound integers');
  const row = layout.resultRow(stmt);
  const flags = (column: number): number => memory.view.getUint16(row + column * MEM.size + MEM.flags, true);
  must(memory.view.getBigInt64(row + 3 * MEM.size, true) === (1n << 62n) + 3n, 'integers of a row');
  must((flags(2) & 0x3f) === MEM_FLAG.integer && (flags(5) & 0x3f) === MEM_FLAG.real, 'types of a row');
  must(memory.view.getFloat64(row + 5 * MEM.size, true) === 1.5, 'reals of a row');
  must((flags(0) & MEM_FLAG.text) !== 0 && memory.bytes[row + MEM.encoding] === 1, 'texts of a row');
  must((flags(6) & 0x3f) === MEM_FLAG.blob, 'blobs of a row');
  const blob = row + 6 * MEM.size;
  must(memory.pointer(blob + MEM.length) === 2 && memory.bytes[memory.pointer(blob + MEM.pointer) + 1] === 2, 'bytes of a row');
  c.finalize(stmt);
  layout.forbidWriting(db);
  must(exec('INSERT INTO t VALUES (3)') === SQLITE_READONLY && exec('SELECT a FROM t') === 0, 'what makes a file read-only');
  c.close_v2(db);
  memory.release(out);
}
