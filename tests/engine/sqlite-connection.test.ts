import { beforeAll, describe, expect, test } from 'vitest';
import { Connection } from '../../src/engine/sqlite/connection.ts';
import { SqliteError } from '../../src/engine/sqlite/error.ts';
import type { Sqlite } from '../../src/engine/sqlite/library.ts';
import { skipBlank, SqlText } from '../../src/engine/sqlite/sql-text.ts';
import { startSqlite } from './sqlite-fixture.ts';

let sqlite: Sqlite;
let files = 0;
beforeAll(async () => {
  sqlite = await startSqlite();
});

const fresh = (): string => `file-${++files}.db`;
const open = (name = fresh()): Connection => Connection.open(sqlite, name);
const failure = (action: () => unknown): SqliteError => {
  try {
    action();
  } catch (error) {
    if (error instanceof SqliteError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const one = (db: Connection, sql: string, ...values: Parameters<Connection['all']>[1][]): unknown => db.all(sql, ...values)[0]?.[0];

describe('connections to one file', () => {
  test('do not see what another has not committed', () => {
    const name = fresh();
    const [a, b] = [open(name), open(name)];
    a.exec('CREATE TABLE t (x); BEGIN; INSERT INTO t VALUES (1)');
    expect(one(a, 'SELECT count(*) FROM t')).toBe(1);
    expect(one(b, 'SELECT count(*) FROM t')).toBe(0);
    a.exec('COMMIT');
    expect(one(b, 'SELECT count(*) FROM t')).toBe(1);
  });

  test('go on reading while a big transaction is open', () => {
    const name = fresh();
    const [a, b] = [open(name), open(name)];
    a.exec('CREATE TABLE t (x)');
    a.exec('BEGIN; WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO t SELECT randomblob(500) FROM n');
    expect(one(b, 'SELECT count(*) FROM t')).toBe(0);
    a.exec('COMMIT');
    expect(one(b, 'SELECT count(*) FROM t')).toBe(20000);
  });

  test('refuse a second writer', () => {
    const name = fresh();
    const [a, b] = [open(name), open(name)];
    a.exec('CREATE TABLE t (x); BEGIN IMMEDIATE');
    const refused = failure(() => b.exec('INSERT INTO t VALUES (1)'));
    expect(refused.message).toBe('database is locked');
    expect(refused.primary).toBe(5);
    a.exec('ROLLBACK');
    b.exec('INSERT INTO t VALUES (1)');
    expect(one(a, 'SELECT count(*) FROM t')).toBe(1);
  });

  test('roll back when they close', () => {
    const name = fresh();
    const [a, b] = [open(name), open(name)];
    a.exec('CREATE TABLE t (x)');
    a.exec('BEGIN; INSERT INTO t VALUES (1)');
    a.close();
    a.close();
    b.exec('INSERT INTO t VALUES (2)');
    expect(b.all('SELECT x FROM t')).toEqual([[2]]);
  });

  test('know their transaction', () => {
    const db = open();
    expect([db.inTransaction, db.hasUncommitted]).toEqual([false, false]);
    db.exec('CREATE TABLE t (x); BEGIN');
    expect([db.inTransaction, db.hasUncommitted]).toEqual([true, false]);
    db.exec('INSERT INTO t VALUES (1)');
    expect([db.inTransaction, db.hasUncommitted]).toEqual([true, true]);
    db.exec('COMMIT');
    expect([db.inTransaction, db.hasUncommitted]).toEqual([false, false]);
  });

  test('work in WAL mode too', () => {
    const name = fresh();
    const [a, b] = [open(name), open(name)];
    expect(one(a, 'PRAGMA journal_mode = WAL')).toBe('wal');
    a.exec('CREATE TABLE t (x); BEGIN; INSERT INTO t VALUES (1)');
    expect(one(b, 'SELECT count(*) FROM t')).toBe(0);
    a.exec('COMMIT');
    expect(one(b, 'SELECT count(*) FROM t')).toBe(1);
  });

  test('say why a file cannot be opened', () => {
    const refused = failure(() => open('no/such/folder.db'));
    expect(refused.message).toBe('unable to open database file');
    expect(refused.primary).toBe(14);
  });

  test('5,000 failing opens leave nothing behind', () => {
    const used = (): number => sqlite.memory.bytes.length;
    for (let i = 0; i < 500; i++) failure(() => open('no/such/folder.db'));
    const before = used();
    for (let i = 0; i < 5000; i++) failure(() => open('no/such/folder.db'));
    expect(used()).toBe(before);
    expect(one(open(), 'SELECT 1')).toBe(1);
  });
});

describe('values', () => {
  test.each([
    ['zero', 0], ['a negative one', -7], ['a large exact one', Number.MAX_SAFE_INTEGER], ['beyond it', 9007199254740993n],
    ['the largest', 9223372036854775807n], ['the smallest', -9223372036854775808n], ['just below −2^52', -4503599627370497],
  ])('integers come back whole: %s', (_, value) => {
    const db = open();
    expect(db.all('SELECT ?1, typeof(?1), CAST(?1 AS TEXT)', value)).toEqual([[value, 'integer', String(value)]]);
  });

  test('an integer beyond 64 bits is refused', () => {
    const statement = open().prepare('SELECT ?');
    expect(() => statement?.bindInteger(1, 1n << 63n)).toThrow(RangeError);
  });

  test('bound integers survive a change of schema under the statement', () => {
    const name = fresh();
    const [a, b] = [open(name), open(name)];
    a.exec('CREATE TABLE t (x); INSERT INTO t VALUES (9007199254740993)');
    const statement = a.prepare('SELECT *, ? FROM t');
    statement?.bindInteger(1, 1n << 60n);
    b.exec('ALTER TABLE t ADD COLUMN y DEFAULT 5');
    expect(statement?.step()).toBe(true);
    expect(statement?.row()).toEqual([9007199254740993n, 5, 1n << 60n]);
  });

  test('REAL 1.0 is told from INTEGER 1, in a REAL column too', () => {
    const db = open();
    db.exec('CREATE TABLE t (r REAL, i INTEGER); INSERT INTO t VALUES (1, 1.0)');
    const statement = db.prepare('SELECT r, i, 1.0, 1 FROM t');
    statement?.step();
    expect([0, 1, 2, 3].map((i) => statement?.columnClass(i))).toEqual([2, 1, 2, 1]);
    expect(statement?.row()).toEqual([1, 1, 1, 1]);
    const bound = db.prepare('SELECT typeof(?), typeof(?)');
    bound?.bindReal(1, 1);
    bound?.bind(2, 1);
    expect(bound?.all()).toEqual([['real', 'integer']]);
  });

  test('infinite reals', () => {
    expect(open().all('SELECT 9e999, -9e999, ?', Infinity)).toEqual([[Infinity, -Infinity, Infinity]]);
  });

  test('text keeps NULs, emoji and emptiness', () => {
    const db = open();
    for (const text of ['', 'a\0b', '\0', 'Zoë 🎉', '\uFEFFmark']) expect(one(db, 'SELECT ?', text)).toBe(text);
    expect(one(db, 'SELECT length(CAST(? AS BLOB))', 'a\0b')).toBe(3);
  });

  test('undecodable text shows replacement characters', () => {
    expect(one(open(), "SELECT CAST(x'61ff62' AS TEXT)")).toBe('a\uFFFDb');
  });

  test('blobs, empty ones and zeroblobs', () => {
    const db = open();
    expect(db.all("SELECT x'00ff', x'', zeroblob(3), ?, ?", new Uint8Array([1, 0, 255]), new Uint8Array())).toEqual([
      [new Uint8Array([0, 255]), new Uint8Array(), new Uint8Array(3), new Uint8Array([1, 0, 255]), new Uint8Array()],
    ]);
    expect(one(db, 'SELECT typeof(?)', new Uint8Array())).toBe('blob');
  });

  test('text of a UTF-16 file', () => {
    const db = open();
    db.exec("PRAGMA encoding = 'UTF-16'; CREATE TABLE t (x); INSERT INTO t VALUES ('Zoë 🎉')");
    expect(one(db, 'SELECT x FROM t')).toBe('Zoë 🎉');
  });
});

describe('statements', () => {
  test('know their parameters and their columns’ declared types', () => {
    const db = open();
    db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, day DATE)');
    const statement = db.prepare('SELECT day, id + 1, id FROM t WHERE id IN (:a, @b, $c, ?, ?9, :a)');
    expect(statement?.parameterNames()).toEqual([':a', '@b', '$c', null, null, null, null, null, '?9']);
    expect(statement?.columnNames()).toEqual(['day', 'id + 1', 'id']);
    expect([0, 1, 2].map((i) => statement?.declaredType(i))).toEqual(['DATE', null, 'INTEGER']);
  });

  test('failures carry SQLite’s words, the extended code and the place', () => {
    const db = open();
    db.exec('CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES (1)');
    expect(failure(() => db.all('INSERT INTO t VALUES (1)'))).toMatchObject({ message: 'UNIQUE constraint failed: t.x', code: 2067, primary: 19 });
    expect(failure(() => db.prepare('SELECT x, y FROM t'))).toMatchObject({ message: 'no such column: y', code: 1, byteOffset: 10 });
    expect(failure(() => db.all('SELECT ?', 'a', 'b'))).toMatchObject({ message: 'column index out of range', primary: 25 });
  });

  test('one text holds several; blanks and comments are none', () => {
    const db = open();
    const text = new SqlText(sqlite, " -- é\n SELECT 'é;' ; ; /* ; */ SELECT 2 -- end");
    const found: [string, number][] = [];
    for (let statement = text.next(db); statement; statement = text.next(db)) found.push([statement.sql, text.offset]);
    text.release();
    expect(found).toEqual([[" -- é\n SELECT 'é;' ;", 22], [' ; /* ; */ SELECT 2 -- end', 48]]);
    for (const nothing of ['', '  ', ';', '-- only', '/* open', ';;\n']) expect(db.prepare(nothing)).toBeNull();
  });

  test('skipBlank finds where a statement begins', () => {
    const at = (sql: string): number => skipBlank(new TextEncoder().encode(sql), 0);
    expect(at('SELECT')).toBe(0);
    expect(at(' ;\n-- a\n/* b */ -1')).toBe(16);
    expect(at('-- a')).toBe(4);
    expect(at('/* b')).toBe(4);
    expect(at('/**/x')).toBe(4);
  });

  test('are kept for reuse and not shared while in use', () => {
    const db = open();
    const first = db.acquire('SELECT ?');
    const second = db.acquire('SELECT ?');
    expect(first).not.toBe(second);
    if (!first || !second) throw new Error('not prepared');
    first.bind(1, 'left over');
    db.release(first);
    expect(db.acquire('SELECT ?')).toBe(first);
    expect(first.all()).toEqual([[null]]);
    db.release(first);
    db.release(second);
    expect(second.handle).toBe(0);
    for (let i = 0; i < 300; i++) db.all(`SELECT ${i}`);
    expect(first.handle).toBe(0);
    db.close();
  });

  test('changes are counted', () => {
    const db = open();
    db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1), (2), (3)');
    expect([db.changes, db.totalChanges, db.lastRowid]).toEqual([3, 3, 3n]);
    db.exec('DELETE FROM t');
    expect([db.changes, db.totalChanges]).toEqual([3, 6]);
  });
});
