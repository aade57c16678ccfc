# Python functions, aggregates, window functions and collations in SQL.
con = sqlite3.connect(':memory:')
select = lambda sql, *args: con.execute(sql, *args).fetchall()
four = 'with t(x) as (values (1), (2), (3), (4)) '

for count in (-2, 128, 1000, 'x', None):
    t(f'{count!r} arguments', lambda: con.create_function('f', count, lambda: 1))
    t(f'{count!r} arguments of an aggregate', lambda: con.create_aggregate('f', count, int))
t('a number as name', lambda: con.create_function(5, 1, None))
t('not callable', lambda: (con.create_function('f', 1, 5), select('select f(1)')))
t('any number', lambda: (con.create_function('f', -1, lambda *args: len(args)), select('select f(), f(1), f(1, 2)')))
t('two by number of arguments', lambda: (con.create_function('g', 1, lambda a: 'one'), con.create_function('g', 2, lambda a, b: 'two'), select('select g(1), g(1, 2)')))
t('wrong number', lambda: select('select g()'))
con.create_function('repr', 1, repr)
t('arguments', lambda: select("select repr(1), repr(1.0), repr('é'), repr(x'00ff'), repr(null), repr(9223372036854775807), repr(-2147483649), repr(''), repr(x''), repr(zeroblob(2)), repr('a' || char(0) || 'b')"))
t('long arguments', lambda: (con.create_function('length2', 1, len), select("select length2(?), length2(?)", ('é' * 300_000, b'x' * 300_000)))[1])
t('undecodable argument', lambda: select("select repr(cast(x'ff' as text))"))
for place, value in enumerate([
    None, 1, -1, 2**31, 2**63 - 1, -2**63, 2**63, 1.5, float('nan'), float('inf'), 'é', '', 'a\0b', '\ud800', 'x' * 300_000, b'ab', b'',
    bytearray(b'x'), memoryview(b'q'), memoryview(b'abcd')[::2], True, object(), [1], 1j,
]):
    con.create_function('give', 0, lambda: value)
    t(f'result {place}', lambda: select('select give(), typeof(give())'))
for error in (ValueError, MemoryError, OverflowError, KeyboardInterrupt, SystemExit):
    def fail():
        raise error
    con.create_function('fail', 0, fail)
    t(f'raising {error.__name__}', lambda: select('select fail()'))
t('taken away', lambda: (con.create_function('give', 0, None), select('select give()')))
t('deterministic', lambda: (con.create_function('d', 1, lambda x: x, deterministic=True), con.execute('create table dt(a)'), con.execute('create index di on dt(d(a))')) and None)
t('not deterministic', lambda: (con.create_function('nd', 1, lambda x: x), con.execute('create index ndi on dt(nd(a))')))
t('a built-in one in its place', lambda: (con.create_function('upper', 1, lambda x: 'mine'), select("select upper('a')"))[1])
t('per row', lambda: (con.create_function('twice', 1, lambda x: x * 2), select(four + 'select twice(x) from t'))[1])
t('sql within', lambda: (con.create_function('ask', 1, lambda x: con.execute('select ? + 100', (x,)).fetchone()[0]), select(four + 'select ask(x), x from t'))[1])
t('many rows within', lambda: (con.create_function('all', 0, lambda: len(con.execute('with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000) select i, i from n').fetchall())), select(four + 'select all(), x from t'))[1])
cursor = con.cursor()
t('its own cursor', lambda: (con.create_function('rec', 0, lambda: cursor.execute('select 1')), cursor.execute('select rec()').fetchall()))


class Sum:
    def __init__(self):
        self.sum = 0

    def step(self, *values):
        self.sum += sum(values)

    def finalize(self):
        return self.sum


class Window(Sum):
    def inverse(self, *values):
        self.sum -= sum(values)

    def value(self):
        return self.sum


def without(name):
    return type('Without', (), {key: value for key, value in {**vars(Sum), **vars(Window)}.items() if key in ('__init__', 'step', 'finalize', 'inverse', 'value') and key != name})


def breaking(name):
    return type('Breaking', (Window,), {name: lambda self, *args: 1 // 0})


frame = ' over (order by x rows between 1 preceding and 1 following) from t'
t('aggregate', lambda: (con.create_aggregate('total2', 1, Sum), select(four + 'select total2(x), total2(x + 1) from t'), select('select total2(1) where 0'), select(four + 'select x % 2, total2(x) from t group by 1')))
t('aggregate of two', lambda: (con.create_aggregate('pair', 2, Sum), select(four + 'select pair(x, 1) from t')))
t('aggregate distinct', lambda: select('select total2(distinct x) from (select 1 as x union all select 1)'))
t('window', lambda: (con.create_window_function('w', 1, Window), select(four + 'select x, w(x)' + frame)))
t('window as aggregate', lambda: select(four + 'select w(x) from t'))
t('aggregate as window', lambda: select(four + 'select total2(x)' + frame))
for name in ('__init__', 'step', 'finalize', 'inverse', 'value'):
    t(f'aggregate without {name}', lambda: (con.create_aggregate('a', 1, without(name)), select(four + 'select a(x) from t')))
    t(f'aggregate, {name} raises', lambda: (con.create_aggregate('a', 1, breaking(name)), select(four + 'select a(x) from t')))
    t(f'window without {name}', lambda: (con.create_window_function('a', 1, without(name)), select(four + 'select a(x)' + frame)))
    t(f'window, {name} raises', lambda: (con.create_window_function('a', 1, breaking(name)), select(four + 'select a(x)' + frame)))


def ending(name, ended):
    def finalize(self):
        ended.append(self.sum)
        return self.sum
    return type('Ending', (breaking(name),), {'finalize': finalize})


for name in ('step', 'inverse', 'value'):
    t(f'an instance is finalized, {name} raises', lambda: (lambda ended: (con.create_window_function('a', 1, ending(name, ended)), tried(lambda: select(four + 'select a(x)' + frame)), ended))([]))
t('window taken away', lambda: (con.create_window_function('w', 1, None), select(four + 'select w(x)' + frame)))
t('aggregate taken away', lambda: (con.create_aggregate('pair', 2, None), select(four + 'select pair(x, 1) from t')))

letters = "select x from (select 'a' as x union select 'b' union select 'C' union select 'é') "
con.create_collation('rev', lambda a, b: (a < b) - (a > b))
t('collation', lambda: select(letters + 'order by x collate rev'))
t('collation in any case', lambda: select(letters + 'order by x collate REV'))
t('collation in a table', lambda: (con.execute('create table c(x collate rev unique)'), con.executemany('insert into c values (?)', [('a',), ('b',)]), select('select x from c order by x'))[2])
t('another in its place', lambda: (con.create_collation('rev', lambda a, b: (a > b) - (a < b)), select(letters + 'order by x collate rev'))[1])
t('collation that raises', lambda: (con.create_collation('bad', lambda a, b: 1 // 0), select(letters + 'order by x collate bad'))[1])
t('collation that raises, for many', lambda: (con.execute('create table bad(x collate bad unique)'), con.executemany('insert into bad values (?)', [('a',), ('b',)]))[1])
t('collation that raises, for many without end', lambda: (con.execute('drop table bad'), con.execute('create table bad(x collate bad)'), con.executemany('delete from bad where x = ?', [('a',), ('b',)]), con.execute("insert into bad values ('a')"), con.executemany('delete from bad where x = ?', [('a',), ('b',)])))
t('collation that raises is forgotten', lambda: (con.execute('drop table bad').rowcount, select('select 1')))
t('collation that gives text', lambda: (con.create_collation('bad', lambda a, b: 'x'), select(letters + 'order by x collate bad'))[1])
t('collation that gives much', lambda: (con.create_collation('bad', lambda a, b: 1 << 40), select(letters + 'order by x collate bad'))[1])
t('collation with an odd name', lambda: (con.create_collation('a "b" é', lambda a, b: 0), select(letters + 'order by x collate "a ""b"" é"'))[1])
busy = con.execute(letters + 'order by x')
next(busy)
t('collation while a statement runs', lambda: con.create_collation('REV', lambda a, b: 0))
t('collation taken away while a statement runs', lambda: con.create_collation('rev', None))
t('new collation while a statement runs', lambda: con.create_collation('new', lambda a, b: 0))
busy.close()
t('collation when it is done', lambda: con.create_collation('rev', lambda a, b: 0))
t('collation taken away', lambda: (con.create_collation('bad', None), select(letters + 'order by x collate bad')))
t('collation nobody made', lambda: (con.create_collation('never', None), select(letters + 'order by x collate never')))
con.set_authorizer(lambda *about: sqlite3.SQLITE_DENY)
t('collation where nothing is allowed', lambda: con.create_collation('allowed', lambda a, b: 0))
con.set_authorizer(None)
t('it is there', lambda: select(letters + 'order by x collate allowed'))
t('collation not callable', lambda: con.create_collation('bad', 5))
t('collation of no name', lambda: con.create_collation(5, None))
t('collation with a surrogate', lambda: con.create_collation('\udc80', lambda a, b: 0))
t('tables are as they were', lambda: select("select name from sqlite_schema union all select name from sqlite_temp_schema"))
t('closing within', lambda: (con.create_function('bye', 0, con.close), select('select bye()')))
