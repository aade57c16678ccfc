import { beforeAll, expect, test } from 'vitest';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

// Where databases come from elsewhere than the program, or have two paths; the rest is in driver/files.py.
let python: DriverPython;
beforeAll(async () => {
  python = await startDriverPython();
  python.run('import sqlite3; sqlite3.connect(":memory:").close()');
});

const bytes = () => {
  python.run("import sqlite3; con = sqlite3.connect('made.db'); con.execute('create table t(a)'); con.execute('insert into t values (4)'); con.commit(); con.close()");
  const found = python.databases.export('made.db');
  if (found.status !== 'ok') throw new Error(found.message);
  return found.bytes;
};

test('databases that were kept or imported are among the program’s files', () => {
  const made = bytes();
  python.run("import os; os.remove('made.db')");
  python.databases.restore([{ name: 'kept.db', bytes: made }]);
  expect(python.databases.import(made, 'given.db').status).toBe('ok');
  expect(python.run(`
import os, sqlite3
result = [sorted(name for name in os.listdir('.') if name.endswith('.db')), os.path.getsize('kept.db'), open('given.db', 'rb').read(6).decode()]
os.remove('kept.db')
result += [con.execute('select name from sqlite_schema').fetchall() for con in map(sqlite3.connect, ('kept.db', 'given.db'))]
`)).toEqual([['given.db', 'kept.db'], 8192, 'SQLite', [], [['t']]]);
});

test('a Flask instance folder’s file and the one in the home are one database', () => {
  bytes();
  expect(python.run(`
import os, sqlite3
os.makedirs('instance', exist_ok=True)
con = sqlite3.connect('instance/made.db'); con.execute('insert into t values (5)'); con.commit(); con.close()
result = [sqlite3.connect('made.db').execute('select count(*) from t').fetchone(), os.path.getsize('instance/made.db') == os.path.getsize('made.db')]
`)).toEqual([[2], true]);
});

test('a database of more than 128 KB is whole when it is copied, renamed or written by the program', () => {
  expect(python.run(`
import os, shutil, sqlite3
con = sqlite3.connect('long.db'); con.execute('create table t(a)'); con.execute('insert into t values (zeroblob(1500000))'); con.commit(); con.close()
shutil.copyfile('long.db', 'copied.db')
os.rename('long.db', 'renamed.db')
result = [sqlite3.connect(name).execute('select length(a), (select * from pragma_integrity_check) from t').fetchall() for name in ('copied.db', 'renamed.db')]
`)).toEqual([[[1_500_000, 'ok']], [[1_500_000, 'ok']]]);
});

test('what a database’s file held when somebody closes it takes no memory', () => {
  expect(python.run(`
import sqlite3, pyodide_js
con = sqlite3.connect('big.db'); con.execute('create table t(a)'); con.execute('insert into t values (zeroblob(5000000))'); con.commit()
with open('big.db', 'rb') as file:
    read = len(file.read())
    held = pyodide_js.FS.lookupPath('/home/learner/big.db').node.contents.length
result = [read > 5_000_000, held == read, pyodide_js.FS.lookupPath('/home/learner/big.db').node.contents.length]
con.close()
`)).toEqual([true, true, 0]);
});
