import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Logged } from '../../src/engine/trace/assemble.ts';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

let python: DriverPython;
beforeAll(async () => {
  python = await startDriverPython();
});
beforeEach(() => {
  python.run('import sqlite3._statements as log, gc; gc.collect(); log.entries = None');
  python.databases.restore([]);
});

const names = () => python.databases.list().map(({ name, file }) => `${name} ${file ? 'file' : 'memory'}`);

test('importing does not touch JavaScript: a memory image holds no such thing', async () => {
  const fresh = await startDriverPython();
  expect(fresh.run('import sqlite3, sqlite3._crossing as crossing; result = crossing.sql is None')).toBe(true);
  expect(fresh.run('import sqlite3; result = sqlite3.sqlite_version_info > (3, 50)')).toBe(true);
});

describe('databases', () => {
  test('are named as the program names them, a Flask instance folder being home', () => {
    python.run(`
import os, sqlite3
os.makedirs('instance', exist_ok=True); os.makedirs('sub', exist_ok=True)
for path in ('school.db', './school.db', os.path.abspath('school.db'), 'instance/other.db', 'sub/school.db'):
    con = sqlite3.connect(path)
    con.execute('create table if not exists t(a)')
    con.close()
`);
    expect(names()).toEqual(['school.db file', 'other.db file', 'sub/school.db file']);
  });

  test('in memory are listed while they are open', () => {
    python.run("import sqlite3; keep = sqlite3.connect(':memory:'); keep.execute('create table t(a)'); __builtins__['keep'] = keep");
    expect(names()).toEqual([':memory: memory']);
    python.run("keep.close(); del __builtins__['keep']");
    expect(names()).toEqual([]);
  });

  test('show others only what is committed', () => {
    const count = () => python.databases.viewer('c.db')?.all('select count(*) from t')[0]?.[0];
    python.run("import sqlite3; keep = sqlite3.connect('c.db'); keep.execute('create table t(a)'); keep.execute('insert into t values (1)'); __builtins__['keep'] = keep");
    expect(count()).toBe(0);
    expect(python.databases.list()[0]?.uncommitted).toBe(true);
    python.run('keep.commit()');
    expect(count()).toBe(1);
    python.run("keep.close(); del __builtins__['keep']");
  });

  test('are among the files of the program, and go when it deletes theirs', () => {
    expect(python.run(`
import os, sqlite3
con = sqlite3.connect('d.db'); con.execute('create table t(a)'); con.close()
there = os.path.exists('d.db')
again = sqlite3.connect('d.db'); tables = again.execute('select name from sqlite_schema').fetchall(); again.close()
os.remove('d.db')
new = sqlite3.connect('d.db'); result = [there, tables, new.execute('select name from sqlite_schema').fetchall()]; new.close()
`)).toEqual([true, [['t']], []]);
  });

  test('that a program has written as bytes are taken over', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:'); con.execute('create table t(a)'); con.execute('insert into t values (7)'); con.commit()
open('bytes.db', 'wb').write(con.serialize()); con.close()
open('nonsense.db', 'wb').write(b'nonsense ' * 200)
copy = sqlite3.connect('bytes.db'); rows = copy.execute('select * from t').fetchall(); copy.close()
try: sqlite3.connect('nonsense.db').execute('select * from sqlite_schema'); said = None
except sqlite3.DatabaseError as error: said = str(error)
result = [rows, said]
`)).toEqual([[[7]], 'file is not a database']);
  });

  test('can be attached, and are known then', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect('e.db')
con.execute("attach 'f.db' as f"); con.execute('create table f.t(a)'); con.execute('insert into f.t values (1)'); con.commit(); con.close()
other = sqlite3.connect('f.db'); result = other.execute('select * from t').fetchall(); other.close()
`)).toEqual([[1]]);
    expect(names()).toContain('f.db file');
  });

  test('that another connection writes to are locked at once, whatever the timeout', () => {
    expect(python.run(`
import sqlite3, time
a, b = sqlite3.connect('l.db'), sqlite3.connect('l.db', timeout=60)
a.execute('create table t(a)'); a.execute('insert into t values (1)')
start = time.monotonic()
try: b.execute('insert into t values (2)'); said = None
except sqlite3.OperationalError as error: said = [str(error), error.sqlite_errorname]
result = [said, time.monotonic() - start < 30]
a.close(); b.close()
`)).toEqual([['database is locked', 'SQLITE_BUSY'], true]);
  });
});

describe('big and many', () => {
  test('rows larger than what crosses at once', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:'); con.execute('create table t(a, b)')
data = [(bytes([n]) * (n * 700_000), 'é' * (n * 300_000)) for n in range(5)]
con.executemany('insert into t values (?, ?)', data)
result = [con.execute('select * from t').fetchall() == data, list(con.execute('select * from t')) == data,
          con.execute('select ?', (data[4][0],)).fetchone()[0] == data[4][0]]
con.close()
`)).toEqual([true, true, true]);
  });

  test('results of many batches, one by one and all at once, while Python’s memory grows', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:'); con.execute('create table t(a integer primary key, b)')
con.executemany('insert into t values (?, ?)', ((n, f'text {n}') for n in range(50_000)))
expected = [(n, f'text {n}') for n in range(50_000)]
hoard, seen = [], []
for row in con.execute('select * from t'):
    seen.append(row)
    if row[0] % 5_000 == 0:
        hoard.append(bytearray(16_000_000))
result = [seen == expected, con.execute('select * from t').fetchall() == expected, con.execute('select * from t').fetchmany(30_000) == expected[:30_000]]
con.close()
`)).toEqual([true, true, true]);
  });

  test('a long text takes no more than its length: nothing looks through all of the memory', () => {
    const [short, long] = python.run(`
import sqlite3, time
con = sqlite3.connect(':memory:')
def milliseconds(text):
    start = time.perf_counter()
    con.executemany('insert into t values (?)', [(text,)] * 500)
    return (time.perf_counter() - start) * 1000
con.execute('create table t(a)')
milliseconds('x' * 100)
# The quickest of several: others want the processor too.
result = [min(milliseconds('x' * length) for _ in range(7)) for length in (100, 300)]
con.close()
`) as [number, number];
    expect(long / short).toBeLessThan(50);
  });

  test('5,000 failing statements and connections leave nothing behind', () => {
    const churn = (rounds: number) => python.run(`
import sqlite3, gc
for n in range(${rounds}):
    con = sqlite3.connect(':memory:')
    con.create_function('f', 1, lambda x: 1 // 0)
    for sql in ('selec', 'select f(1)', 'select * from nowhere'):
        try: con.execute(sql + f' -- {n}')
        except sqlite3.OperationalError: pass
    con.execute('select 1 union select 2').fetchone()
    con.close()
    try: sqlite3.connect('/nowhere/x.db')
    except sqlite3.OperationalError: pass
gc.collect()
import sqlite3.functions as functions
result = [len(functions._callables), len(functions._instances)]
`);
    churn(50);
    const before = python.sqliteBytes();
    expect(churn(5_000)).toEqual([0, 0]);
    expect(python.sqliteBytes() - before).toBeLessThan(1_000_000);
  });
});

describe('the log of statements', () => {
  test('has text, values, line and rows of each', () => {
    const log = python.run(`
import sqlite3, sqlite3._statements as log
con = sqlite3.connect(':memory:')
log.start()
con.execute('create table t(a, b)')
con.execute('insert into t values (?, ?)', (1, b'12345'))
con.executemany('insert into t values (:a, null)', [{'a': 2}, {'a': 3}])
def ask():
    return con.execute('select a from t where a > :a', {'a': 1}).fetchall()
ask()
con.commit()
con.executescript('select 1; delete from t;')
result = log.take()
log.entries = None
con.close()
`) as Logged['statements'];
    const told = log.sent.map(([text, parameters, rows, microseconds, connection, serial, , more]) => ({
      sql: log.texts[text], parameters, line: more?.line, rows, timed: microseconds >= 0 && connection > 0 && serial >= 0,
    }));
    expect(told).toEqual([
      { sql: 'create table t(a, b)', parameters: [], line: 5, rows: 0, timed: true },
      { sql: 'BEGIN', parameters: [], line: 6, rows: 0, timed: true },
      { sql: 'insert into t values (?, ?)', parameters: [1, { $blob: 5 }], line: 6, rows: 1, timed: true },
      { sql: 'insert into t values (:a, null)', parameters: [{ a: 2 }, { a: 3 }], line: 7, rows: 2, timed: true },
      { sql: 'select a from t where a > :a', parameters: { a: 1 }, line: 9, rows: 2, timed: true },
      { sql: 'COMMIT', parameters: [], line: 11, rows: 0, timed: true },
      { sql: 'select 1;', parameters: [], line: 12, rows: 1, timed: true },
      { sql: 'delete from t;', parameters: [], line: 12, rows: 3, timed: true },
    ]);
  });

  test('is cut where it would grow without end', () => {
    expect(python.run(`
import sqlite3, sqlite3._statements as log
con = sqlite3.connect(':memory:')
log.start()
con.execute('create table t(a)')
con.executemany('insert into t values (?)', [('x' * 5_000,)] * 300)
for n in range(log.LIMIT + 10):
    con.execute('select 1')
taken = log.take()
sent, texts = taken['sent'], taken['texts']
result = [len(sent), texts[sent[-1][0]], len(sent[2][1]), sent[2][1][-1], len(sent[2][1][0][0])]
log.entries = None
con.close()
`)).toEqual([20_001, '-- 13 more statements are not listed', 101, { $more: 200 }, 1001]);
  });
});

test('a statement is kept for the next time, and prepared anew when it is in use', () => {
  expect(python.run(`
import sqlite3, sqlite3._crossing as crossing
prepared, prepare = [], crossing.prepare
crossing.prepare = lambda db, sql: prepared.append(sql) or prepare(db, sql)
try:
    con = sqlite3.connect(':memory:', cached_statements=2)
    for n in (1, 1, 2, 3, 3, 1):
        con.execute(f'select {n} union select 9').fetchall()
    open_one = con.execute('select 9 union select 8')
    other = con.execute('select 9 union select 8')
    rows = [open_one.fetchall(), other.fetchall()]
    con.close()
finally:
    crossing.prepare = prepare
result = [prepared, rows]
`)).toEqual([
    ['select 1 union select 9', 'select 2 union select 9', 'select 3 union select 9', 'select 1 union select 9', 'select 9 union select 8', 'select 9 union select 8'],
    [[[8], [9]], [[8], [9]]],
  ]);
});

test('a function that closes its connection does no harm', () => {
  expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:')
con.create_function('bye', 0, con.close)
try: con.execute('select bye() union all select 2').fetchall(); said = None
except sqlite3.ProgrammingError as error: said = str(error)
after = sqlite3.connect(':memory:')
result = [said, after.execute('select 5').fetchone()]
after.close()
`)).toEqual(['Cannot operate on a closed database.', [5]]);
});
