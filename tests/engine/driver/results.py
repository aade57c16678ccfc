# Rows and what is said about them.
import warnings

con = sqlite3.connect(':memory:')
con.executescript("create table t(a integer primary key, b text); insert into t values (1, 'x'), (2, 'y'), (3, 'z')")
select = lambda sql, *args: con.execute(sql, *args)
state = lambda cursor: (cursor.description, cursor.rowcount, cursor.lastrowid, cursor.arraysize)

t('fresh cursor', lambda: state(con.cursor()))
t('after select', lambda: state(select('select a, b as "b [text]", 1 from t')))
t('after select of nothing', lambda: state(select('select a from t where 0')))
t('after insert', lambda: state(select("insert into t values (10, 'k')")))
t('after update', lambda: state(select('update t set b = b where a < 3')))
t('after update of nothing', lambda: state(select('update t set b = b where 0')))
t('after delete', lambda: state(select('delete from t where a = 10')))
t('after create', lambda: state(select('create table u(x)')))
t('after pragma', lambda: state(select('pragma user_version')))
t('after a comment and insert', lambda: state(select("/* c */ insert into t values (11, 'k')")))
t('after with and insert', lambda: state(select('with n(i) as (values (12)) insert into t select i, 1 from n')))
t('after replace', lambda: state(select("replace into t values (11, 'l')")))
con.execute('delete from t where a > 3')


def returning(cursor):
    seen = [cursor.rowcount]
    for _ in range(5):
        seen.append((cursor.fetchone(), cursor.rowcount))
    return seen


t('returning one', lambda: returning(select("insert into t(b) values ('n') returning a, b")))
t('returning is done', lambda: select('update t set b = upper(b) returning a').fetchall())
con.rollback()
con.execute('delete from t where a > 3')


def steps(cursor):
    return [cursor.fetchone(), cursor.fetchmany(), cursor.fetchmany(2), cursor.fetchone(), cursor.fetchmany(3), cursor.fetchall()]


t('fetching by steps', lambda: steps(select('with n(i) as (select 1 union all select i + 1 from n where i < 9) select i from n')))
t('fetchmany by arraysize', lambda: (lambda c: (setattr(c, 'arraysize', 2), c.fetchmany(), c.fetchmany(size=5)))(select('select a from t')))
for size in (-1, 0, 'a', None, 1.5, 2**40):
    t(f'fetchmany({size!r})', lambda: select('select a from t').fetchmany(size))
    t(f'arraysize {size!r}', lambda: setattr(con.cursor(), 'arraysize', size))
t('iterating', lambda: [row for row in select('select a from t')])
t('iter is itself', lambda: (lambda c: iter(c) is c)(con.cursor()))
t('fetch before execute', lambda: (con.cursor().fetchone(), con.cursor().fetchall(), con.cursor().fetchmany(), list(con.cursor())))
t('executing again drops rows', lambda: (lambda c: (c.fetchone(), c.execute('select 7').fetchall()))(select('select a from t')))
t('a failed execute drops rows', lambda: (lambda c: (tried(lambda: c.execute('nonsense')), c.fetchall(), c.rowcount, c.description))(select('select a from t')))
t('chained', lambda: con.cursor().execute('select 1').fetchone())
t('error in the second row', lambda: select('select abs(x) from (select 1 as x union all select 2 union all select -9223372036854775808)').fetchall())
t('error in the third row, one by one', lambda: (lambda c: [tried(c.fetchone) for _ in range(5)])(select('select abs(x) from (select 1 as x union all select 2 union all select 3 union all select -9223372036854775808)')))
t('undecodable', lambda: select("select cast(x'ff41' as text) as foo").fetchall())
t('undecodable stays', lambda: (lambda c: (c.fetchone(), tried(c.fetchone), tried(c.fetchone)))(select("select 1 union all select cast(x'c3a9ff0041' as text)")))
for text in ("x'80'", "x'c0af'", "x'eda080'", "x'f4908080'", "x'f09f9880'", "x'efbfbf'", "x'c3'", "x'e282'"):
    t(f'text {text}', lambda: tried(lambda: select(f'select cast({text} as text)').fetchall()))
t('integers', lambda: select('select 0, 127, -128, 2147483647, 2147483648, -2147483649, 9007199254740993, 9223372036854775807, -9223372036854775808, 32767 * 32768 * 32768, -1').fetchall())
t('reals', lambda: select('select 1.0, -0.0, 1e400, 0.1, 1e15, 123456789012345678.0').fetchall())
t('reals of whole numbers stored', lambda: (con.execute('create temp table r(x real)'), con.execute('insert into r values (3), (1e10)'), select('select x, typeof(x) from r').fetchall())[2])
t('blobs', lambda: select("select x'', x'00', zeroblob(3), zeroblob(300), x'00' || x'ff'").fetchall())
t('many columns', lambda: len(select('select ' + ', '.join(str(n) for n in range(400))).fetchone()))
t('same names', lambda: select('select 1 as a, 2 as a').description)
t('name with a bracket', lambda: select('select 1 as "a [b]", 2 as "[c]", 3 as ""').description)
t('select * after a new column', lambda: (select('select * from u').description, con.execute('alter table u add column y'), select('select * from u').description))
t('two cursors', lambda: (lambda a, b: [a.fetchone(), b.fetchone(), a.fetchone(), b.fetchall(), a.fetchall()])(select('select a from t'), select('select a from t')))

# Rows
con.row_factory = sqlite3.Row
row = select('select a as Aa, b as bb, 3 as "é É" from t').fetchone()
t('row', lambda: (tuple(row), row['aa'], row['AA'], row[1], row[-1], row[0:2], row[::-1], row.keys(), len(row), list(row), row['é É']))
t('row of no statement', lambda: sqlite3.Row(con.cursor(), ())['zz'])
t('keys of no statement', lambda: sqlite3.Row(con.cursor(), ()).keys())
for key in ('zz', 'É é', 5, -4, 1.5, None, 2**31):
    t(f'row[{key!r}]', lambda: row[key])
again = select('select a as Aa, b as bb, 3 as "é É" from t').fetchone()
t('rows compare', lambda: (row == again, hash(row) == hash(again), row != again, row == tuple(row), dict(row), isinstance(row, __import__('collections').abc.Sequence)))
t('rows have no order', lambda: row == select('select a from t').fetchone())
t('row of no cursor', lambda: sqlite3.Row(5, (1,)))
t('row of a list', lambda: sqlite3.Row(con.cursor(), [1]))
t('own factory', lambda: (setattr(con, 'row_factory', lambda cursor, row: (cursor.description[0][0], row)), select('select a from t').fetchall(), next(select('select b from t')))[1:])
t('factory of a cursor', lambda: (lambda c: (setattr(c, 'row_factory', lambda cursor, row: list(row)), c.execute('select a from t').fetchmany(2)))(con.cursor())[1])
t('factory that raises', lambda: (setattr(con, 'row_factory', lambda cursor, row: 1 // 0), select('select 1').fetchone()))
con.row_factory = None

# Text
for name, factory in (('bytes', bytes), ('bytearray', bytearray), ('length', len), ('decoding', lambda data: data.decode('latin-1')), ('raising', lambda data: 1 // 0)):
    con.text_factory = factory
    t(f'text as {name}', lambda: select("select 'é', x'01', 5, null, ''").fetchall())
con.text_factory = str
t('text as text', lambda: select("select 'é'").fetchall())

# Declared types
sqlite3.register_converter('point', lambda data: tuple(data.split(b';')))
sqlite3.register_converter('bad', lambda data: 1 // 0)
for types in (0, sqlite3.PARSE_DECLTYPES, sqlite3.PARSE_COLNAMES, sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES):
    typed = sqlite3.connect(':memory:', detect_types=types)
    typed.execute('create table p(a point, b "point(3)", c POINT NULL, d integer, e bad, f date, g timestamp)')
    typed.execute("insert into p values ('1;2', '3;4', null, 5, null, '2024-02-29', '2024-02-29 12:34:56.789')")
    t(f'declared {types}', lambda: typed.execute('select a, b, c, d from p').fetchall())
    t(f'named {types}', lambda: (lambda c: (c.description, c.fetchall()))(typed.execute('select a as "a [point]", d as "d [point]", d as "d [none]", 5 as "[point]" from p')))
    t(f'empty {types}', lambda: typed.execute("select '' as \"a [point]\", x'' as \"b [point]\", null as \"c [point]\"").fetchall())
    t(f'dates {types}', lambda: warned(lambda: typed.execute('select f, g from p').fetchall()))
    t(f'raising {types}', lambda: typed.execute('select 1 as "x [bad]"').fetchall())
    t(f'with text as bytes {types}', lambda: (setattr(typed, 'text_factory', bytes), typed.execute('select a, b, d from p').fetchall())[1])
    typed.close()
t('dates in', lambda: warned(lambda: select('select ?, ?', (sqlite3.Date(2024, 1, 2), sqlite3.Timestamp(2024, 1, 2, 3, 4, 5, 6))).fetchall()))
t('odd timestamps', lambda: [tried(lambda: warned(lambda: sqlite3.converters['TIMESTAMP'](data))) for data in (b'2024-01-02 03:04:05', b'2024-01-02 03:04:05.1234567', b'x')])

# Cursors and connections that cannot be used
closed = con.cursor()
closed.close()
for name, use in (('execute', lambda: closed.execute('select 1')), ('fetchone', closed.fetchone), ('fetchall', closed.fetchall), ('iter', lambda: next(closed)), ('close', closed.close), ('many', lambda: closed.executemany('select 1', []))):
    t(f'closed cursor: {name}', use)


class Uninitialized(sqlite3.Cursor):
    def __init__(self, connection):
        pass


bare = con.cursor(Uninitialized)
for name, use in (('execute', lambda: bare.execute('select 1')), ('fetchone', bare.fetchone), ('fetchall', bare.fetchall), ('close', bare.close), ('iter', lambda: next(bare))):
    t(f'cursor without init: {name}', use)
t('cursor factory', lambda: con.cursor(lambda connection: 5))
t('cursor of nothing', lambda: sqlite3.Cursor(5))
t('sizes', lambda: (con.cursor().setinputsizes([1]), con.cursor().setoutputsize(5), con.cursor().setoutputsize(5, 1)))
cursor = select('select a from t')
con.close()
for name, use in (('execute', lambda: con.execute('select 1')), ('cursor', con.cursor), ('commit', con.commit), ('rollback', con.rollback), ('close', con.close), ('total_changes', lambda: con.total_changes), ('in_transaction', lambda: con.in_transaction), ('isolation_level', lambda: con.isolation_level), ('with', con.__enter__), ('fetch', cursor.fetchone), ('iterdump', lambda: list(con.iterdump())), ('interrupt', con.interrupt), ('create_function', lambda: con.create_function('f', 0, lambda: 1)), ('backup', lambda: con.backup(con)), ('call', con)):
    t(f'closed connection: {name}', use)


class Bare(sqlite3.Connection):
    def __init__(self):
        pass


for name, use in (('execute', lambda c: c.execute('select 1')), ('cursor', lambda c: c.cursor()), ('close', lambda c: c.close()), ('commit', lambda c: c.commit()), ('in_transaction', lambda c: c.in_transaction), ('isolation_level', lambda c: c.isolation_level), ('call', lambda c: c('x'))):
    t(f'connection without init: {name}', lambda: use(Bare()))
