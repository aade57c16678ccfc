import { beforeAll, expect, test } from 'vitest';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

// What SQLite calls back, where Python's own module has nothing to compare with.
let python: DriverPython;
beforeAll(async () => {
  python = await startDriverPython();
  python.run(`
import sqlite3
def said(function):
    try: return function()
    except Exception as error: return f'{type(error).__name__}: {error}'
__builtins__['said'] = said
`);
});

test('what a collation raises comes up when the script is done', () => {
  expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:'); con.create_collation('bad', lambda a, b: 1 // 0)
con.executescript('create table t(a); create table u(a collate bad unique)')
script = "insert into t values (1); select 'a' union select 'b' order by 1 collate bad; insert into t values (2)"
result = [said(lambda: con.executescript(script)), con.execute('select * from t').fetchall()]
# SQLite's own failure goes before it.
result += [said(lambda: con.executescript("insert into u values ('a'); insert into u values ('b')")), con.execute('select 1').fetchone()]
con.close()
`)).toEqual(['ZeroDivisionError: division by zero', [[1]], 'IntegrityError: UNIQUE constraint failed: u.a', [1]]);
});

test('callables that others have replaced are let go, and the last ones with their connection', () => {
  expect(python.run(`
import gc, weakref, sqlite3
class Callable:
    def __call__(self, *args): return 0
def registered(register):
    made = [Callable() for _ in range(3)]
    for each in made: register(each)
    return [weakref.ref(each) for each in made]
con = sqlite3.connect(':memory:')
refs = [registered(register) for register in (
    con.set_trace_callback, con.set_authorizer, lambda each: con.set_progress_handler(each, 1000), lambda each: con.create_collation('c', each),
    lambda each: con.create_function('f', 1, each), lambda each: con.create_function('F', 1, each), lambda each: con.create_aggregate('g', 1, each),
    lambda each: con.create_window_function('h', 1, each))]
gc.collect()
alive = lambda: [sum(ref() is not None for ref in each) for each in refs]
result = [alive(), con.execute('select f(5)').fetchone()]
con.set_trace_callback(None); con.create_collation('C', None)
result.append(alive())
con.close(); gc.collect()
result.append(alive())
`)).toEqual([[1, 1, 1, 1, 0, 1, 1, 1], [0], [0, 1, 1, 0, 0, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0]]);
});

test('a function in use stays, and works, when it cannot be replaced', () => {
  expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:'); con.create_function('f', 1, lambda x: x * 2)
rows = con.execute('select f(column1) from (values (1), (2), (3), (4), (5), (6))')
first = next(rows)
result = [first, said(lambda: con.create_function('f', 1, lambda x: 0)), rows.fetchall()]
con.close()
`)).toEqual([[2], 'OperationalError: unable to delete/modify user-function due to active statements', [[4], [6], [8], [10], [12]]]);
});

test('a connection that nothing but its own functions refer to is garbage', () => {
  expect(python.run(`
import gc, weakref, sqlite3, warnings
def made():
    con = sqlite3.connect(':memory:')
    con.create_function('f', 0, lambda: con.total_changes)
    con.create_aggregate('g', 1, type('G', (), {'con': con}))
    con.set_trace_callback(lambda sql: con)
    con.execute('create table t(a)'); con.execute('insert into t values (f())')
    return weakref.ref(con)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    ref = made(); gc.collect()
import sqlite3.functions as functions
result = [ref() is None, [str(each.category.__name__) for each in caught], len(functions._callables)]
`)).toEqual([true, ['ResourceWarning'], 0]);
});
