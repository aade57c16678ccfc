# The module itself.
import datetime
import sys

NEWER = {'sqlite_version', 'sqlite_version_info'}
# Pyodide builds SQLite without loading of extensions; ours refuses in words.
REFUSING = {'enable_load_extension', 'load_extension'}
public = lambda thing: sorted(name for name in dir(thing) if not name.startswith('_'))
t('names', lambda: [name for name in public(sqlite3) if name not in NEWER and type(getattr(sqlite3, name)).__name__ != 'module'])
t('constants', lambda: {name: getattr(sqlite3, name) for name in dir(sqlite3) if name.isupper()})
for name in ('Connection', 'Cursor', 'Row', 'Blob', 'PrepareProtocol'):
    t(f'names of {name}', lambda: [each for each in public(getattr(sqlite3, name)) if each not in REFUSING])
    t(f'{name} says', lambda: (repr(getattr(sqlite3, name)), getattr(sqlite3, name).__module__))
t('exceptions', lambda: {name: [base.__name__ for base in getattr(sqlite3, name).__mro__] for name in ('Warning', 'Error', 'InterfaceError', 'DatabaseError', 'InternalError', 'OperationalError', 'ProgrammingError', 'IntegrityError', 'DataError', 'NotSupportedError')})
t('how an exception reads', lambda: repr(sqlite3.Error('x')) + str(sqlite3.OperationalError.__module__))
t('DB-API', lambda: (sqlite3.apilevel, sqlite3.paramstyle, sqlite3.threadsafety))
t('versions', lambda: (isinstance(sqlite3.sqlite_version, str), tuple(map(int, sqlite3.sqlite_version.split('.'))) == sqlite3.sqlite_version_info))
t('gone', lambda: sqlite3.version)
t('dates', lambda: (sqlite3.Date is datetime.date, sqlite3.Time is datetime.time, sqlite3.Timestamp is datetime.datetime, sqlite3.Binary is memoryview))
t('ticks', lambda: (sqlite3.DateFromTicks(42), sqlite3.TimeFromTicks(42), sqlite3.TimestampFromTicks(42)))
for text in ('', ';', 'select 1', 'select 1;', 'select 1; ', "select ';'", "select ';", 'select 1; -- x', 'select 1; /* x', 'select 1; /* x */', '/* ; */', '-- ;\n', 'create trigger x begin select 1; end;', 'create trigger x begin select 1;', 'create temp trigger x begin select 1; end', 'explain create trigger x begin; end;', 'select "a;', 'select [a;]', 'select `;', 'select `;`;', 'é;', 'create table trigger;', 'select 1 - 2;', 'select 1 / 2;', 'end;', 'CREATE TEMPORARY TRIGGER x;'):
    t(f'complete {text!r}', lambda: sqlite3.complete_statement(text))
t('complete number', lambda: sqlite3.complete_statement(5))
t('converter of no name', lambda: sqlite3.register_converter(5, 5))


def overheard(function):
    heard, listening = [], [True]
    # An audit hook stays for good, longer than this program's names.
    sys.addaudithook(lambda event, args, heard=heard, listening=listening: heard.append((event, args)) if listening and event[:8] == 'sqlite3.' else None)
    function()
    listening.clear()
    return heard


t('audit', lambda: overheard(lambda: sqlite3.connect('file:?mode=memory', uri=True).close()))
t('connect to nothing', lambda: sqlite3.connect(5))
t('connect to NUL', lambda: sqlite3.connect('a\0b'))
t('connect to a folder', lambda: sqlite3.connect('/tmp'))
t('connect in no folder', lambda: sqlite3.connect('/nowhere/x.db'))
t('connect with a timeout of text', lambda: sqlite3.connect(':memory:', timeout='x'))
t('connect with odd autocommit', lambda: sqlite3.connect(':memory:', autocommit='x'))
for uri in ('file:/nowhere?mode=ro', f'file:{folder}/none.db?mode=ro', f'file:{folder}/none.db?mode=rw', 'file:/tmp/x?mode=zz', 'file://host/tmp/x', 'file:x?cache=zz'):
    t(f'connect to {uri.replace(folder, "")}', lambda: sqlite3.connect(uri, uri=True))


class Own(sqlite3.Connection):
    def cursor(self, *args, **kwargs):
        cursor = super().cursor(*args, **kwargs)
        cursor.arraysize = 7
        return cursor


own = sqlite3.connect(':memory:', factory=Own)
t('own connection', lambda: (type(own) is Own, own.execute('select 1').arraysize))
own.close()
t('positional arguments', lambda: warned(lambda: [sqlite3.connect(':memory:', 5.0).close()][0]))
memory = sqlite3.connect('file:one?mode=memory&cache=shared', uri=True)
same = sqlite3.connect('file:one?mode=memory&cache=shared', uri=True)
memory.execute('create table t(a)')
t('exceptions of a connection', lambda: all(getattr(memory, name) is getattr(sqlite3, name) for name in ('Warning', 'Error', 'InterfaceError', 'DatabaseError', 'InternalError', 'OperationalError', 'ProgrammingError', 'IntegrityError', 'DataError', 'NotSupportedError')))
t('shared memory', lambda: same.execute('select * from t').fetchall())
memory.close()
same.close()
t('read only', lambda: (sqlite3.connect(f'{folder}/ro.db').execute('create table t(a)').connection.close(), sqlite3.connect(f'file:{folder}/ro.db?mode=ro', uri=True).execute('insert into t values (1)'))[1])
