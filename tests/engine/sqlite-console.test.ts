import { beforeEach, describe, expect, test } from 'vitest';
import type { QueryResult, ResultSet, SqlValue } from '../../src/engine/protocol.ts';
import { query, SHOWN_ROWS } from '../../src/engine/sqlite/console.ts';
import { Databases } from '../../src/engine/sqlite/databases.ts';
import { RowWindows } from '../../src/engine/sqlite/rows.ts';
import { unpackRow } from '../../src/packed-rows.ts';
import { startSqlite } from './sqlite-fixture.ts';

let databases: Databases;
beforeEach(async () => {
  databases = new Databases(await startSqlite());
});

const run = (sql: string, name?: string): QueryResult => query(databases, sql, name);
function ok(sql: string): ResultSet[] {
  const result = run(sql);
  if (result.status === 'error') throw new Error(result.error.message);
  return result.results;
}
const numbers = (count: number): string => `WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n`;

describe('a query', () => {
  test('of several statements gives each its result', () => {
    expect(run("CREATE TABLE t (x); INSERT INTO t VALUES (1), ('é'), (NULL); -- all of it\n SELECT x, x AS x FROM t;;")).toMatchObject({
      status: 'ok', changes: 3, results: [
        { sql: 'CREATE TABLE t (x);', columns: [], rows: [], changes: 0, truncated: false },
        { sql: "INSERT INTO t VALUES (1), ('é'), (NULL);", columns: [], rows: [], changes: 3 },
        { sql: 'SELECT x, x AS x FROM t;', columns: ['x', 'x'], rows: [[1, 1], ['é', 'é'], [null, null]], changes: 0 },
      ],
    });
  });

  test.each(['', '   ', ';', '-- only a comment', '/* open', ' ;\n; /* x */'])('of nothing, %j, is fine', (sql) => {
    expect(run(sql)).toMatchObject({ status: 'ok', results: [], changes: 0 });
  });

  test('that returns no rows still has columns', () => {
    expect(ok('SELECT 1 AS a WHERE 0')).toMatchObject([{ columns: ['a'], rows: [] }]);
  });

  test('stops at the first failure and keeps what came before', () => {
    ok('CREATE TABLE t (x UNIQUE)');
    const sql = "INSERT INTO t VALUES ('ü'); /* 🎉 */ INSERT INTO t VALUES (1), ('ü'); SELECT 3";
    expect(run(sql)).toMatchObject({
      status: 'error', changes: 1, results: [{ changes: 1 }],
      error: { message: 'UNIQUE constraint failed: t.x', code: 2067, offset: sql.indexOf('INSERT INTO t VALUES (1)') },
    });
    expect(ok('SELECT count(*) FROM t')[0]?.rows).toEqual([[1]]);
  });

  test('that SQLite cannot read says where', () => {
    const sql = "SELECT 'é🎉';\n -- next\n SELECT nowhere";
    expect(run(sql)).toMatchObject({ status: 'error', error: { message: 'no such column: nowhere', offset: sql.lastIndexOf('SELECT'), at: sql.indexOf('nowhere') } });
    expect(run('SELEC 1')).toMatchObject({ status: 'error', results: [], error: { message: 'near "SELEC": syntax error', offset: 0, at: 0 } });
    expect(run('SELECT (1')).toMatchObject({ status: 'error', error: { message: 'incomplete input', offset: 0 } });
    expect(run('SELECT 1; SELECT \0')).toMatchObject({ status: 'error', error: { message: 'the query contains a null character', offset: 17 } });
  });

  test('may leave a transaction open for the next', () => {
    ok('CREATE TABLE t (x); BEGIN; INSERT INTO t VALUES (1)');
    expect(databases.list()).toMatchObject([{ uncommitted: true }]);
    const program = databases.open('junction.db');
    expect(program.all('SELECT count(*) FROM t')).toEqual([[0]]);
    expect(() => program.exec('INSERT INTO t VALUES (2)')).toThrow('database is locked');
    expect(ok('SELECT count(*) FROM t; COMMIT')[0]?.rows).toEqual([[1]]);
    expect(program.all('SELECT count(*) FROM t')).toEqual([[1]]);
  });

  test('meets a program’s open transaction', () => {
    const program = databases.open('a.db');
    program.exec('CREATE TABLE t (x)');
    program.exec('BEGIN; INSERT INTO t VALUES (1)');
    expect(run('SELECT count(*) FROM t')).toMatchObject({ results: [{ rows: [[0]] }] });
    expect(run('DELETE FROM t')).toMatchObject({ status: 'error', error: { message: 'database is locked', code: 5 } });
  });

  test('shows exact values', () => {
    const [result] = ok("SELECT 9007199254740993, 1.5, x'00ff', NULL, 'a' || char(0) || 'b', zeroblob(2), CAST(x'ff' AS TEXT)");
    expect(result?.rows).toEqual([[9007199254740993n, 1.5, new Uint8Array([0, 255]), null, 'a\0b', new Uint8Array(2), '\uFFFD']]);
  });

  test('shows so many rows and no more, even of an endless one', () => {
    expect(ok(numbers(SHOWN_ROWS))[0]).toMatchObject({ truncated: false });
    const [result] = ok('WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n');
    expect([result?.rows.length, result?.truncated]).toEqual([SHOWN_ROWS, true]);
  });

  test('shows so many bytes and no more', () => {
    const [cell] = ok("SELECT printf('%.*c', 3000000, 'x')");
    expect([String(cell?.rows[0]?.[0]).length, cell?.truncated]).toEqual([1 << 20, true]);
    expect(ok('SELECT zeroblob(3000000)')[0]?.rows[0]?.[0]).toHaveLength(1 << 20);
    expect(String(ok("SELECT replace(printf('%.*c', 1048575, 'x'), 'x', 'x') || 'é🎉'")[0]?.rows[0]?.[0]).at(-1)).toBe('x');
    const [rows, next] = ok(`SELECT printf('%.*c', 1000000, 'x') FROM (${numbers(100)}); SELECT 1`);
    expect(rows?.truncated).toBe(true);
    expect(rows?.rows.length).toBeLessThan(15);
    expect(next?.truncated).toBe(true);
  });

  test('changes all rows of an INSERT … RETURNING, though it shows fewer', () => {
    ok('CREATE TABLE t (x)');
    expect(ok(`INSERT INTO t ${numbers(5000)} RETURNING x`)[0]).toMatchObject({ truncated: true, changes: 5000 });
    expect(ok('SELECT count(*) FROM t')[0]?.rows).toEqual([[5000]]);
  });

  test('of thousands of statements runs to its end', () => {
    const result = run(`CREATE TABLE t (x);${'INSERT INTO t VALUES (1);'.repeat(3000)}`);
    expect([result.results.length, result.changes]).toEqual([1000, 3000]);
  });

  test('too big for memory is an error', () => {
    expect(run('SELECT zeroblob(2000000000)')).toMatchObject({ status: 'error', error: { message: 'string or blob too big' } });
  });

  test('that fails 5,000 times leaves nothing behind', async () => {
    const sqlite = await startSqlite();
    const own = new Databases(sqlite);
    const fail = (): QueryResult => query(own, 'CREATE TABLE IF NOT EXISTS t (x UNIQUE); INSERT OR IGNORE INTO t VALUES (1); INSERT INTO t VALUES (1)');
    for (let i = 0; i < 500; i++) fail();
    const used = sqlite.memory.bytes.length;
    for (let i = 0; i < 5000; i++) expect(fail().status).toBe('error');
    expect(sqlite.memory.bytes.length).toBe(used);
  });

  test('attaches files, which are listed', () => {
    ok("CREATE TABLE t (x); ATTACH 'other.db' AS o; CREATE TABLE o.u (x)");
    expect(databases.list().map(({ name }) => name)).toEqual(['junction.db', 'other.db']);
  });

  test('goes to the database that is named', () => {
    run('CREATE TABLE t (x)', 'a.db');
    expect(run('SELECT * FROM t', 'b.db')).toMatchObject({ status: 'error', error: { message: 'no such table: t' } });
    expect(run('SELECT * FROM t', 'a.db')).toMatchObject({ status: 'ok' });
    expect(run('SELECT 1', ':memory: 7')).toMatchObject({ status: 'error', error: { message: 'There is no database :memory: 7.' } });
  });
});

describe('a window of rows', () => {
  const windows = new RowWindows();
  const rows = (table: string, offset: number, limit: number): { columns: string[]; rows: SqlValue[][]; total: number } => {
    const viewer = databases.viewer('a.db');
    if (!viewer) throw new Error('there is no a.db');
    const result = windows.read(viewer, { table, offset, limit });
    if (result.status === 'error') throw new Error(result.message);
    return { columns: result.columns, rows: Array.from({ length: result.rows.count }, (_, row) => unpackRow(result.rows, row)), total: result.total };
  };
  const fill = (sql: string): void => databases.open('a.db').exec(sql);

  test('forwards, backwards and far away, with gaps in the rowids', () => {
    fill(`CREATE TABLE t (id INTEGER PRIMARY KEY, x); INSERT INTO t SELECT i * 3 - 9000, 'row ' || i FROM (${numbers(10_000)})`);
    const expected = (offset: number, limit: number): SqlValue[][] =>
      Array.from({ length: Math.min(limit, 10_000 - offset) }, (_, i) => [(offset + i + 1) * 3 - 9000, `row ${offset + i + 1}`]);
    for (const [offset, limit] of [[0, 50], [50, 50], [9_950, 100], [9_000, 100], [100, 1], [99, 3], [0, 50], [9_100, 100], [51, 50]] as const) {
      expect(rows('t', offset, limit)).toEqual({ columns: ['id', 'x'], rows: expected(offset, limit), total: 10_000 });
    }
    expect(rows('t', 20_000, 10)).toMatchObject({ rows: [], total: 10_000 });
    expect(rows('t', -5, 1).rows).toEqual(expected(0, 1));
    expect(rows('t', 0, 0).rows).toEqual([]);
  });

  test('is right again after changes', () => {
    fill(`CREATE TABLE t (x); INSERT INTO t SELECT i FROM (${numbers(100)})`);
    rows('t', 0, 10);
    expect(rows('t', 10, 1).rows).toEqual([[11]]);
    fill('DELETE FROM t WHERE x <= 5');
    expect(rows('t', 10, 1)).toMatchObject({ rows: [[16]], total: 95 });
    fill('ALTER TABLE t ADD COLUMN y DEFAULT 7');
    expect(rows('t', 10, 1)).toMatchObject({ columns: ['x', 'y'], rows: [[16, 7]] });
  });

  test('of WITHOUT ROWID tables, views, and columns called rowid', () => {
    fill(`CREATE TABLE w (k PRIMARY KEY) WITHOUT ROWID; INSERT INTO w SELECT i FROM (${numbers(30)});
      CREATE VIEW v AS SELECT k * 2 AS d FROM w;
      CREATE TABLE named (rowid, oid); INSERT INTO named SELECT 100 - i, i FROM (${numbers(30)});
      CREATE TABLE all_named (rowid, oid, _rowid_); INSERT INTO all_named SELECT 1, i, 2 FROM (${numbers(30)})`);
    for (const [table, row] of [['w', [12]], ['v', [24]], ['named', [88, 12]], ['all_named', [1, 12, 2]]] as const) {
      rows(table, 0, 10);
      rows(table, 10, 1);
      expect(rows(table, 11, 1)).toMatchObject({ rows: [row], total: 30 });
    }
  });

  test('of hostile names', () => {
    for (const name of ['a"b', "it's", '<b>', 'select', 'x; DROP TABLE y', '🎉']) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      fill(`CREATE TABLE ${quoted} (${quoted}); INSERT INTO ${quoted} VALUES (1)`);
      expect(rows(name, 0, 5)).toEqual({ columns: [name], rows: [[1]], total: 1 });
    }
  });

  test('shows what is committed; says what is not there', () => {
    fill('CREATE TABLE t (x)');
    databases.open('a.db').exec('BEGIN; INSERT INTO t VALUES (1)');
    expect(rows('t', 0, 5)).toMatchObject({ rows: [], total: 0 });
    expect(() => rows('nope', 0, 5)).toThrow('no such table: nope');
  });
});
