import { beforeAll, expect, test } from 'vitest';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

// What later releases of CPython 3.14 do otherwise than the one in Pyodide, and what Pyodide's module has not.
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

test('what a connection and a cursor are made of cannot be deleted', () => {
  expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:'); con.row_factory = sqlite3.Row; cursor = con.cursor()
names = [(con, 'row_factory'), (con, 'text_factory'), (con, 'autocommit'), (cursor, 'row_factory'), (cursor, 'arraysize')]
result = [said(lambda: delattr(*each)).split(':')[0] for each in names]
result.append([con.row_factory is cursor.row_factory is sqlite3.Row, con.autocommit, cursor.arraysize, cursor.execute('select 5 a').fetchone()['a']])
con.close()
`)).toEqual(['AttributeError', 'AttributeError', 'AttributeError', 'AttributeError', 'AttributeError', [true, -1, 1, 5]]);
});

test('a slice of a blob cannot go backwards', () => {
  expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:'); con.execute('create table t(a)'); con.execute("insert into t values (x'010203')")
blob = con.blobopen('t', 'a', 1)
result = [said(lambda: blob[::-1]), said(lambda: blob.__setitem__(slice(2, 0, -1), b'ab')), list(blob[0:2:-1]), list(blob[::2])]
result.append(said(lambda: blob.__setitem__(slice(1, 1), b'a')))
con.close()
`)).toEqual([
    'ValueError: the step of a slice of a blob must be positive', 'ValueError: the step of a slice of a blob must be positive', [], [1, 3],
    'IndexError: Blob slice assignment is wrong size',
  ]);
});

test('extensions are refused in a sentence', () => {
  expect(python.run(`
import sqlite3
con = sqlite3.connect(':memory:')
result = [con.enable_load_extension(False), said(lambda: con.enable_load_extension(True)), said(lambda: con.load_extension('x', entrypoint='y'))]
con.close()
`)).toEqual([
    null, 'NotSupportedError: SQLite in the browser cannot load extensions.', 'NotSupportedError: SQLite in the browser cannot load extensions.',
  ]);
});

test('an authorizer’s answer that C cannot hold is reported, and denies', () => {
  expect(python.run(`
import sqlite3, sys
con = sqlite3.connect(':memory:'); told = []
def answer(*about):
    con.set_authorizer(None)
    return 1 << 31
con.set_authorizer(answer)
sqlite3.enable_callback_tracebacks(True); hook, sys.unraisablehook = sys.unraisablehook, lambda what: told.append(what.exc_type.__name__)
result = [said(lambda: con.execute('select 1')), told]
sqlite3.enable_callback_tracebacks(False); sys.unraisablehook = hook
con.close()
`)).toEqual(['DatabaseError: not authorized', ['OverflowError']]);
});

test('files whose names are not Unicode are where the program sees them', () => {
  expect(python.run(`
import os, sqlite3, urllib.parse
name = b'name\\xe7w\\xf0'
plain = sqlite3.connect(name); seen = [os.path.exists(name)]; plain.close(); os.unlink(name)
uri = sqlite3.connect('file:' + urllib.parse.quote(name), uri=True); seen.append(os.path.exists(name)); uri.close(); os.unlink(name)
result = seen
`)).toEqual([true, true]);
});

test('CPython’s command line works on it', () => {
  expect(python.run(`
import contextlib, io, sqlite3.__main__ as command
out = io.StringIO()
with contextlib.redirect_stdout(out):
    try: command.main([':memory:', 'select sqlite_version() > 3.5'])
    except SystemExit as end: code = end.code
result = [out.getvalue(), code, command.__file__.endswith('.zip/sqlite3/__main__.py')]
`)).toEqual(['(1,)\n', 0, true]);
});
