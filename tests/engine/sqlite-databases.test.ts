import { beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseFile } from '../../src/engine/protocol.ts';
import type { Connection } from '../../src/engine/sqlite/connection.ts';
import { Databases } from '../../src/engine/sqlite/databases.ts';
import type { Sqlite } from '../../src/engine/sqlite/library.ts';
import { databaseName, fileOf, nameOfFile } from '../../src/engine/sqlite/names.ts';
import { startSqlite } from './sqlite-fixture.ts';

let sqlite: Sqlite;
let databases: Databases;
beforeEach(async () => {
  sqlite = await startSqlite();
  databases = new Databases(sqlite);
});

const names = (): string[] => databases.list().map(({ name }) => name);
const count = (name: string, table = 't'): unknown => databases.viewer(name)?.all(`SELECT count(*) FROM ${table}`)[0]?.[0];
/** Makes a database at least so large; its rows are of 300 bytes. */
function fill(program: Connection, pages: number): void {
  if (pages > 1) program.exec('CREATE TABLE IF NOT EXISTS t (x)');
  program.exec('PRAGMA user_version = 1; BEGIN');
  while (Number(program.all('PRAGMA page_count')[0]?.[0]) < pages) program.exec('INSERT INTO t VALUES (randomblob(300))');
  program.exec('COMMIT');
}
/** Whether files are the same, byte for byte; quicker than `toEqual` on megabytes. */
const same = (some: DatabaseFile[], others: DatabaseFile[]): boolean =>
  some.length === others.length && some.every(({ name, bytes }, at) => name === others[at]?.name && Buffer.compare(bytes, others[at].bytes) === 0);
function bytesOf(name?: string): Uint8Array {
  const result = databases.export(name);
  if (result.status === 'error') throw new Error(result.message);
  return result.bytes;
}

describe('names', () => {
  test.each([
    ['school.db', 'school.db'], ['./school.db', 'school.db'], ['/home/learner/school.db', 'school.db'],
    ['/home/learner/instance/school.db', 'school.db'], ['instance/school.db', 'school.db'], ['../learner/school.db', 'school.db'],
    ['data//x.db', 'data/x.db'], ['/tmp/x.db', '/tmp/x.db'], ['/../x.db', '/x.db'],
  ])('%s is %s', (path, name) => {
    expect(databaseName(path)).toBe(name);
    expect(nameOfFile(fileOf(name))).toBe(name);
  });

  test('a path and a name are one database', () => {
    databases.open('/home/learner/instance/school.db').exec('CREATE TABLE t (x)');
    expect(databases.open('school.db').all('SELECT count(*) FROM t')).toEqual([[0]]);
    databases.open('data/100%.db').exec('CREATE TABLE t (x)');
    expect(names()).toEqual(['school.db', 'data/100%.db']);
  });
});

describe('the list', () => {
  test('is empty at first; looking does not make a database', () => {
    expect(databases.list()).toEqual([]);
    expect(databases.console().all('SELECT 1')).toEqual([[1]]);
    expect(databases.list()).toEqual([]);
    databases.console().exec('CREATE TABLE t (x)');
    expect(databases.list()).toEqual([{ name: 'junction.db', file: true, tables: 1, size: 8192, uncommitted: false }]);
  });

  test('puts databases with tables first, and does not count SQLite’s own', () => {
    databases.open('empty.db');
    databases.open('full.db').exec('CREATE TABLE t (x INTEGER PRIMARY KEY AUTOINCREMENT)');
    expect(databases.list().map(({ name, tables }) => [name, tables])).toEqual([['full.db', 1], ['empty.db', 0]]);
    expect(databases.first()).toBe('full.db');
  });

  test('says where changes are not committed', () => {
    const program = databases.open('a.db');
    program.exec('CREATE TABLE t (x)');
    program.exec('BEGIN; INSERT INTO t VALUES (1)');
    expect(databases.list()).toMatchObject([{ uncommitted: true }]);
    expect(count('a.db')).toBe(0);
    program.exec('COMMIT');
    expect(databases.list()).toMatchObject([{ uncommitted: false }]);
    expect(count('a.db')).toBe(1);
    databases.console('a.db').exec('BEGIN; DELETE FROM t');
    expect(databases.list()).toMatchObject([{ uncommitted: true }]);
    expect(count('a.db')).toBe(1);
  });

  test('goes on under an exclusive lock, with what was last seen', () => {
    const program = databases.open('a.db');
    program.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    const before = databases.list();
    program.exec('BEGIN EXCLUSIVE; INSERT INTO t VALUES (2)');
    expect(databases.list()).toEqual(before.map((info) => ({ ...info, uncommitted: true })));
  });

  test('finds by path in SQL what programs open by that path', () => {
    const program = databases.open('/tmp/far.db');
    program.exec('CREATE TABLE t (x); INSERT INTO t VALUES (5)');
    databases.open('home.db').exec('CREATE TABLE h (x)');
    program.exec("ATTACH '/home/learner/home.db' AS home; ATTACH './instance/home.db' AS same; ATTACH '/elsewhere/new.db' AS new; CREATE TABLE new.n (x)");
    expect(program.all('SELECT count(*) FROM home.h UNION ALL SELECT count(*) FROM same.h')).toEqual([[0], [0]]);
    expect(databases.open('new.db', '/elsewhere').all('SELECT * FROM n')).toEqual([]);
    expect(databases.list().map(({ name }) => name).sort()).toEqual(['/elsewhere/new.db', '/tmp/far.db', 'home.db']);
    const memory = databases.openPrivate();
    memory.exec("ATTACH 'file:/tmp/far.db?mode=ro' AS far");
    expect(memory.all('SELECT x FROM far.t')).toEqual([[5]]);
  });

  test('has files that SQL makes: attached ones, copies', () => {
    const program = databases.open('a.db');
    program.exec("ATTACH 'other.db' AS other; CREATE TABLE other.t (x)");
    program.exec("VACUUM other INTO 'copy.db'");
    expect(names().sort()).toEqual(['a.db', 'copy.db', 'other.db']);
    expect(count('other.db')).toBe(0);
  });
});

describe('private databases', () => {
  test('are apart, shown, and gone when closed', () => {
    const [first, second] = [databases.openPrivate(), databases.openPrivate()];
    first.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    expect(() => second.all('SELECT * FROM t')).toThrow('no such table: t');
    expect(databases.list()).toMatchObject([{ name: ':memory:', file: false, tables: 1 }, { name: ':memory: 2', file: false, tables: 0 }]);
    expect(count(':memory:')).toBe(1);
    expect(first.all('PRAGMA journal_mode')).toEqual([['memory']]);
    first.close();
    expect(names()).toEqual([':memory: 2']);
    databases.openPrivate();
    expect(names()).toEqual([':memory: 2', ':memory:']);
  });

  test('may be shared', () => {
    const [first, second] = [databases.openPrivate('shared'), databases.openPrivate('shared')];
    first.exec('CREATE TABLE t (x)');
    first.close();
    expect(second.all('SELECT count(*) FROM t')).toEqual([[0]]);
    second.close();
    expect(names()).toEqual([]);
  });
});

describe('files', () => {
  test('are exported as committed, even when locked', () => {
    const program = databases.open('it\'s 100% #1?.db');
    program.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    const committed = bytesOf();
    program.exec('BEGIN; INSERT INTO t VALUES (2)');
    expect(bytesOf()).toEqual(committed);
    program.exec('COMMIT; BEGIN EXCLUSIVE; INSERT INTO t VALUES (3)');
    const locked = bytesOf();
    program.exec('ROLLBACK');
    databases.import(locked, 'copy.db');
    expect(databases.viewer('copy.db')?.all('SELECT x FROM t')).toEqual([[1], [2]]);
  });

  test('are imported over what open connections see', () => {
    databases.open('from.db').exec("CREATE TABLE t (x); INSERT INTO t VALUES ('new')");
    const program = databases.open('to.db');
    program.exec("CREATE TABLE old (x); INSERT INTO old VALUES ('old')");
    expect(databases.import(bytesOf('from.db'), 'to.db')).toEqual({
      status: 'ok', database: { name: 'to.db', file: true, tables: 1, size: 8192, uncommitted: false },
    });
    expect(program.all('SELECT x FROM t')).toEqual([['new']]);
    expect(databases.viewer('to.db')?.all('SELECT name FROM sqlite_schema')).toEqual([['t']]);
  });

  test('other page sizes and WAL files are imported', () => {
    const made = databases.open('made.db');
    made.exec('PRAGMA page_size = 512; CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(9000))');
    const bytes = bytesOf('made.db');
    bytes[18] = bytes[19] = 2;
    databases.open('to.db').exec('CREATE TABLE other (x)');
    expect(databases.import(bytes, 'to.db')).toMatchObject({ status: 'ok' });
    expect(databases.viewer('to.db')?.all('SELECT length(x) FROM t')).toEqual([[9000]]);
    expect(databases.viewer('to.db')?.all('PRAGMA journal_mode')).toEqual([['delete']]);
  });

  test('are not imported into a database that somebody writes to', () => {
    const program = databases.open('a.db');
    program.exec('CREATE TABLE t (x)');
    const bytes = bytesOf();
    program.exec('BEGIN; INSERT INTO t VALUES (1)');
    expect(databases.import(bytes)).toEqual({
      status: 'error', message: 'a.db is in use: a transaction on it is still open. Commit it or roll it back first.',
    });
    program.exec('COMMIT');
    expect(count('a.db')).toBe(1);
  });

  test('are deleted with their journals', () => {
    databases.open('a.db').exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x)');
    expect([names(), databases.remove('./a.db'), names(), databases.remove('a.db')]).toEqual([['a.db'], true, [], false]);
    expect(databases.open('a.db').all('SELECT count(*) FROM sqlite_schema')).toEqual([[0]]);
  });

  test('whose schema is beyond reading are exported byte for byte', () => {
    const program = databases.open('a.db');
    program.exec("CREATE TABLE t (x); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE ('");
    expect(new TextDecoder().decode(bytesOf('a.db').subarray(0, 15))).toBe('SQLite format 3');
    expect(databases.snapshot()).toMatchObject([{ name: 'a.db' }]);
  });

  test('odd names for an import are made usable', () => {
    databases.open('from.db').exec('CREATE TABLE t (x)');
    const bytes = bytesOf('from.db');
    for (const [given, name] of [['', 'from.db'], [':memory: 9', 'junction.db'], ['/home/learner/x.db', 'x.db'], ['a b/ü?#.db', 'a b/ü?#.db']] as const) {
      expect(databases.import(bytes, given)).toMatchObject({ status: 'ok', database: { name, tables: 1 } });
    }
    expect(databases.import(bytes, 'x'.repeat(2000))).toEqual({ status: 'error', message: 'unable to open database file.' });
  });

  test('that cannot be opened are not taken for known', () => {
    const long = 'x'.repeat(2000);
    expect(() => databases.open(long)).toThrow('unable to open database file');
    expect(() => databases.console(long)).toThrow('unable to open database file');
    expect([databases.viewer(long), names()]).toEqual([undefined, []]);
  });

  test('exporting what is not there is refused', () => {
    expect(databases.export()).toEqual({ status: 'error', message: 'There is no database yet.' });
    expect(databases.export('nope.db')).toEqual({ status: 'error', message: 'There is no database nope.db.' });
  });
});

describe('bad files', () => {
  const good = (): Uint8Array => {
    const program = databases.open('good.db');
    program.exec(`
      CREATE TABLE teacher (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE teach (teacher INTEGER REFERENCES teacher, subject TEXT, PRIMARY KEY (teacher, subject)) WITHOUT ROWID;
      CREATE INDEX by_subject ON teach (subject);
      WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO teacher SELECT i, 'Teacher ' || i FROM n;
      INSERT INTO teach SELECT id, 'subject ' || id % 7 FROM teacher`);
    return bytesOf();
  };

  test('are refused with a clear message; the database stays as it was', () => {
    const bytes = good();
    for (const [file, message] of [
      [new Uint8Array(), 'This file is empty.'],
      [new TextEncoder().encode('hello'), 'This is not an SQLite database file.'],
      [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...new Uint8Array(5000)), 'This is not an SQLite database file.'],
      [bytes.subarray(0, 100), /^This database file is damaged: .+\.$/],
      [bytes.subarray(0, bytes.length - 6000), /^This database file is damaged: .+\.$/],
      [new Uint8Array(50 * 1024 * 1024 + 1), 'This file has 51 MB; up to 50 MB can be imported.'],
    ] as const) {
      expect(databases.import(file)).toEqual({ status: 'error', message: typeof message === 'string' ? message : expect.stringMatching(message) });
    }
    expect(bytesOf()).toEqual(bytes);
  });

  test('rows that break their table’s rules are not damage', () => {
    const program = databases.open('odd.db');
    program.exec("CREATE TABLE t (x CHECK (x > 0), y NOT NULL); PRAGMA ignore_check_constraints = ON; INSERT INTO t VALUES (-1, 1)");
    program.exec("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE t (x NOT NULL, y CHECK (y > 5))'");
    expect(databases.import(bytesOf(), 'to.db')).toMatchObject({ status: 'ok' });
  });

  test('100 files with flipped bits: each is taken or refused, and nothing breaks', () => {
    const bytes = good();
    let seed = 12345;
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
    const outcomes = { ok: 0, error: 0 };
    for (let round = 0; round < 100; round++) {
      const damaged = bytes.slice();
      for (let flips = 0; flips < 20; flips++) {
        const at = random(3) === 0 ? random(2000) : random(damaged.length);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8));
      }
      const result = databases.import(damaged, 'fuzz.db');
      outcomes[result.status]++;
      if (result.status === 'error') expect(result.message).toMatch(/^This .+\.$/);
    }
    expect(outcomes.ok + outcomes.error).toBe(100);
    expect(outcomes.error).toBeGreaterThan(20);
    expect(count('good.db', 'teacher')).toBe(500);
    expect(bytesOf('good.db')).toEqual(bytes);
  });
});

describe('snapshots', () => {
  test('bring back what was committed, and nothing else', () => {
    const program = databases.open('a.db');
    program.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
    const memory = databases.openPrivate();
    memory.exec('CREATE TABLE m (x)');
    databases.open('empty.db');
    program.exec('BEGIN; INSERT INTO t VALUES (2)');
    const snapshot = databases.snapshot();
    program.exec('COMMIT; CREATE TABLE later (x)');
    program.close();
    memory.close();
    databases.open('b.db').close();
    databases.restore(snapshot);
    expect(databases.list().map(({ name, tables, file }) => [name, tables, file])).toEqual([['a.db', 1, true], [':memory:', 1, false], ['empty.db', 0, true]]);
    expect(count('a.db')).toBe(1);
    databases.openPrivate();
    expect(databases.list().find(({ name }) => name === ':memory:')).toMatchObject({ tables: 0 });
  });

  // SQLite writes at most 131,071 bytes at once, and its files are put back in parts of 65,536.
  test.each([1, 2, 15, 16, 17, 31, 32, 33, 47, 49, 64, 255, 256, 257, 511, 513, 5000])('of %i pages come back byte for byte, and can be changed', async (pages) => {
    const program = databases.open('a.db');
    fill(program, pages);
    const snapshot = databases.snapshot();
    const next = new Databases(await startSqlite());
    next.restore(snapshot);
    expect(same(next.snapshot(), snapshot)).toBe(true);
    const again = next.open('a.db');
    const whole = (): void => expect(again.all('PRAGMA integrity_check')).toEqual([['ok']]);
    whole();
    if (pages === 1) return;
    for (const sql of ['UPDATE t SET x = 1 WHERE rowid < 20', 'DELETE FROM t WHERE rowid % 2', 'VACUUM', 'INSERT INTO t SELECT zeroblob(300) FROM t', 'CREATE INDEX by_x ON t (x)', 'DELETE FROM t; VACUUM']) {
      again.exec(sql);
      whole();
    }
    // Smaller than what is there now, and larger.
    next.restore(next.snapshot());
    next.restore(snapshot);
    expect(same(next.snapshot(), snapshot)).toBe(true);
  });

  test.each([512, 1024, 65_536])('of pages of %i bytes come back', async (size) => {
    databases.open('a.db').exec(`PRAGMA page_size = ${size}; CREATE TABLE t (x)`);
    fill(databases.open('a.db'), Math.ceil(1_500_000 / size));
    const snapshot = databases.snapshot();
    const next = new Databases(await startSqlite());
    next.restore(snapshot);
    expect(same(next.snapshot(), snapshot)).toBe(true);
    const program = next.open('a.db');
    program.exec('UPDATE t SET x = 1 WHERE rowid < 20');
    expect(program.all('PRAGMA integrity_check')).toEqual([['ok']]);
  });

  test.each([1, 40, 3000])('with a write-ahead log hold what was committed to it: %i rows', async (rows) => {
    const program = databases.open('a.db');
    program.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x)');
    const reader = databases.open('a.db');
    reader.exec('BEGIN; SELECT * FROM t');
    for (let row = 0; row < rows; row++) program.exec('INSERT INTO t VALUES (randomblob(300))');
    program.exec('BEGIN; DELETE FROM t');
    const snapshot = databases.snapshot();
    expect(names()).toEqual(['a.db']);
    const next = new Databases(await startSqlite());
    next.restore(snapshot);
    expect(same(next.snapshot(), snapshot)).toBe(true);
    const again = next.open('a.db');
    expect(again.all('SELECT count(*) FROM t')).toEqual([[rows]]);
    again.exec('UPDATE t SET x = 1 WHERE rowid < 20');
    expect(again.all('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(again.all('PRAGMA journal_mode')).toEqual([['wal']]);
    expect(next.import(bytesOf('a.db'), 'b.db')).toMatchObject({ status: 'ok', database: { tables: 1 } });
    expect(next.open('b.db').all('SELECT count(*) FROM t')).toEqual([[rows]]);
  });

  test('of several databases, files and private ones, come back whole', async () => {
    fill(databases.open('a.db'), 40);
    fill(databases.open('b.db'), 300);
    fill(databases.openPrivate(), 100);
    const snapshot = databases.snapshot();
    const next = new Databases(await startSqlite());
    next.restore(snapshot);
    expect(same(next.snapshot(), snapshot)).toBe(true);
    for (const { name } of snapshot) expect(next.viewer(name)?.all('PRAGMA integrity_check')).toEqual([['ok']]);
    // Exported from there, and imported again.
    const exported = next.export('b.db');
    expect(exported.status === 'ok' && next.import(exported.bytes, 'c.db')).toMatchObject({ status: 'ok' });
    next.open('c.db').exec('UPDATE t SET x = 1 WHERE rowid < 20');
    expect(next.viewer('c.db')?.all('PRAGMA integrity_check')).toEqual([['ok']]);
  });

  test('polling tells data from schema', () => {
    expect(databases.poll()).toEqual({ changed: false, schema: false });
    const program = databases.open('a.db');
    expect(databases.poll()).toEqual({ changed: true, schema: true });
    expect(databases.poll()).toEqual({ changed: false, schema: false });
    program.exec('CREATE TABLE t (x)');
    expect(databases.poll()).toEqual({ changed: true, schema: true });
    program.exec('BEGIN; INSERT INTO t VALUES (1)');
    expect(databases.poll()).toEqual({ changed: false, schema: false });
    program.exec('COMMIT');
    expect(databases.poll()).toEqual({ changed: true, schema: false });
    databases.console('a.db').exec('ALTER TABLE t ADD COLUMN y');
    expect(databases.poll()).toEqual({ changed: true, schema: true });
    program.close();
    databases.remove('a.db');
    expect(databases.poll()).toEqual({ changed: true, schema: true });
  });
});
