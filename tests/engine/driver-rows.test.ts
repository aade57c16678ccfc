import { beforeAll, describe, expect, test } from 'vitest';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

/* How values cross between Python's objects and SQLite's memory. */

let python: DriverPython;
beforeAll(async () => {
  python = await startDriverPython();
});

describe('rows', () => {
  test('of usual and unusual values stay in order, however they are fetched', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:')
con.execute('create table t(a, b)')
values = [1, -1, 2**31, -2**63, 2**63 - 1, 2**53 + 1, 0.5, float('inf'), None, '', 'x', 'é', '😀' * 50, 'long ' * 60_000, b'', b'\\0\\1', b'y' * 200_000]
rows = [(n, values[n % len(values)]) for n in range(3_000)]
con.executemany('insert into t values (?, ?)', rows)
def ways():
    yield con.execute('select * from t').fetchall()
    yield list(con.execute('select * from t'))
    yield con.execute('select * from t').fetchmany(5_000)
    cursor = con.execute('select * from t')
    yield [cursor.fetchone() for _ in range(7)] + cursor.fetchmany(30) + cursor.fetchall()
kinds = lambda rows: [(type(a), type(b)) for a, b in rows]
result = [fetched == rows and kinds(fetched) == kinds(rows) for fetched in ways()]
`)).toEqual([true, true, true, true]);
  });

  test('are right when a function fetches others meanwhile', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:')
con.execute('create table t(n)')
con.executemany('insert into t values (?)', [(n,) for n in range(500)])
def total(n):
    rows = con.execute('select n, ? from t where n <= ?', (str(n), n)).fetchall()
    return sum(a for a, b in rows if b == str(n))
con.create_function('total', 1, total)
result = con.execute('select n, total(n) from t').fetchall() == [(n, n * (n + 1) // 2) for n in range(500)]
`)).toBe(true);
  });

  test('are None and the ends of iteration where a row factory gives None', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:')
con.row_factory = lambda cursor, row: None
result = [list(con.execute('select 1 union select 2')), con.execute('select 1').fetchall()]
`)).toEqual([[null, null], [null]]);
  });

  test('and what a row factory raises is not taken for anything else', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:')
con.row_factory = lambda cursor, row: row.nothing
def outcome(get):
    try:
        return get()
    except Exception as error:
        return type(error).__name__
result = [outcome(get) for get in (
    lambda: next(con.execute('select 1')), lambda: con.execute('select 1').fetchone(), lambda: con.execute('select 1').fetchall())]
`)).toEqual(['AttributeError', 'AttributeError', 'AttributeError']);
  });
});

describe('parameters', () => {
  test('of growing length are bound anew, and none is left from before', () => {
    expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:')
texts = ['a', 'b' * 300, 'é' * 200, b'c' * 70_000, '', 'd' * 5, None, b'']
result = all(con.execute('select ?, ?, ?', (x, y, 7)).fetchone() == (x, y, 7) for x in texts for y in texts)
`)).toBe(true);
  });
});

test('a bug on our side is an exception in Python, and the next call is served', () => {
  expect(python.run(`
import sqlite3
from sqlite3 import _crossing
con = sqlite3.connect(':memory:')
try:
    _crossing.execute(123_456, (), 0)
    found = None
except Exception as error:
    found = [type(error).__name__, str(error)]
result = [found, con.execute('select 1').fetchone()]
`)).toEqual([['JsException', 'Error: There is no statement 123456.'], [1]]);
});
