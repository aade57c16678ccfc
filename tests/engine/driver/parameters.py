# What may be bound to a statement, and what is said of what may not.
import array
import collections
import enum

con = sqlite3.connect(':memory:')
con.execute('create table t(a integer primary key, b)')
select = lambda sql, *args: con.execute(sql, *args).fetchall()
one = lambda value: con.execute('select ?1, typeof(?1)', (value,)).fetchone()

t('too few', lambda: select('select ?', ()))
t('too many', lambda: select('select 1', (1,)))
t('a refused insert has begun', lambda: con.execute('insert into t values (?, ?)', (1,)))
t('and is in a transaction', lambda: con.in_transaction)
con.rollback()
t('names by place', lambda: select('select :a', (1,)))
t('names with @ by place', lambda: select('select ?, @a', (1, 2)))
t('numbers', lambda: select('select ?2, ?1', (1, 2)))
t('numbers by name', lambda: select('select ?1', {'1': 5}))
t('places by name', lambda: select('select ?', {'a': 1}))
t('all three marks', lambda: select('select :a, @b, $c, :a', {'a': 1, 'b': 2, 'c': 3}))
t('missing name', lambda: select('select :a', {'b': 1}))
t('default dict', lambda: select('select :a', collections.defaultdict(lambda: 7)))


class Mapping(dict):
    def __missing__(self, key):
        return f'made {key}'


t('dict with __missing__', lambda: select('select :a', Mapping()))


class Sequence:
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        return self.items[place]


class BadLength(Sequence):
    def __len__(self):
        return 1 // 0


t('own sequence', lambda: select('select ?, ?', Sequence(1, 'x')))
t('own sequence, wrong length', lambda: select('select ?, ?', Sequence(1)))
t('own sequence, bad length', lambda: select('select ?, ?', BadLength(1)))
t('text as parameters', lambda: select('select ?, ?', 'ab'))
t('list', lambda: select('select ?, ?', [1, 2]))
for wrong in (None, 5, {1}, iter([1])):
    t(f'parameters of type {type(wrong).__name__}', lambda: select('select ?', wrong))


class Color(enum.IntEnum):
    RED = 3


class Text(str):
    pass


class Number(float):
    pass


values = [
    None, True, False, 0, 1, -1, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**53, 2**53 + 1, -2**53 - 1, 2**62, 2**63 - 1, -2**63,
    1.0, -0.0, 1e308, float('inf'), float('-inf'), float('nan'), '', 'é', '\U0001f600', 'a\0b', '\0', 'x' * 300, 'é' * 300,
    b'', b'\0\xff', b'x' * 300, bytearray(b'ab'), bytearray(), memoryview(b'cd'), memoryview(b''), array.array('i', [1, 2]),
    Color.RED, Text('sub'), Number(2.5), '\ufeffbom', '\uffff',
]
for place, value in enumerate(values):
    t(f'value {place}', lambda: one(value))
for place, value in enumerate([
    2**63, -2**63 - 1, 2**200, -2**200, '\ud800', 'a\udfffb', 'x' * 300 + '\ud800', object(), (1,), [1], {}, 1j, ..., int, lambda: 1,
    memoryview(b'abcd')[::2], Text('\ud800'),
]):
    t(f'refused {place}', lambda: one(value) and None)
    t(f'refused {place} by name', lambda: con.execute('select :v', {'v': value}) and None)
    t(f'refused {place} in many', lambda: con.executemany('insert into t(b) values (?)', [(1,), (value,)]) and None)
con.rollback()

t('sql with NUL', lambda: select("select '\0'"))
t('sql with a surrogate', lambda: select("select '\ud800'"))
for sql in ('', ' ', ';', '-- x', '/* x */', '/* x', '-- x\n;'):
    t(f'no statement in {sql!r}', lambda: select(sql))
for sql in ('select 1; select 2', 'select 1;;', 'select 1; -- x', 'select 1; /* x */ ', 'select 1;\n', 'select 1 /* ; */', '/* a */ select 1', 'select 1; x'):
    t(f'statements in {sql!r}', lambda: select(sql))
for wrong in (5, b'select 1', None, []):
    t(f'sql of type {type(wrong).__name__}', lambda: con.execute(wrong))
    t(f'sql of type {type(wrong).__name__} in many', lambda: con.executemany(wrong, []))
    t(f'sql of type {type(wrong).__name__} as script', lambda: con.executescript(wrong))
t('script with NUL', lambda: con.executescript('select 1\0'))
t('script with a surrogate', lambda: con.executescript("select '\ud800'"))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __conform__(self, protocol):
        if protocol is sqlite3.PrepareProtocol:
            return f'{self.x};{self.y}'


class Odd:
    def __conform__(self, protocol):
        raise ValueError('no')


class Adapted:
    pass


t('__conform__', lambda: one(Point(1, 2)))
t('__conform__ that raises', lambda: one(Odd()))
sqlite3.register_adapter(Adapted, lambda value: 'adapted')
t('adapter', lambda: one(Adapted()))
t('adapter in many', lambda: (con.executemany('insert into t(b) values (?)', [(Adapted(),), (1,)]), select('select b from t'))[1])
sqlite3.register_adapter(Adapted, lambda value: 1 // 0)
t('adapter that raises', lambda: one(Adapted()))
sqlite3.register_adapter(Adapted, lambda value: object())
t('adapter with a useless result', lambda: one(Adapted()))
t('adapt', lambda: sqlite3.adapt(Point(3, 4)))
t('adapt, nobody knows', lambda: sqlite3.adapt(object()))
t('adapt with alternative', lambda: sqlite3.adapt(object(), sqlite3.PrepareProtocol, 5))

con.execute('delete from t')
insert = 'insert into t values (?, ?)'
t('many', lambda: con.executemany(insert, [(1, 'a'), (2, 'b')]).rowcount)
t('many from a generator', lambda: con.executemany(insert, ((n, str(n)) for n in range(10, 15))).rowcount)
t('many by name', lambda: con.executemany('insert into t values (:a, :b)', [{'a': 20, 'b': 1}, {'a': 21, 'b': None}]).rowcount)
t('many by one name', lambda: con.executemany('insert into t(b) values (:b)', [{'b': 1}, {'b': None}]).rowcount)
t('many of nothing', lambda: con.executemany(insert, []).rowcount)
t('many updates', lambda: con.executemany('update t set b = ? where a > ?', [('x', 1), ('y', 100)]).rowcount)
t('many, one of wrong length', lambda: con.executemany(insert, [(30, 1), (31,), (32, 2)]))
t('many, one twice', lambda: con.executemany(insert, [(33, 1), (33, 1), (34, 2)]))
t('many mixed', lambda: con.executemany('insert into t(b) values (:b)', [{'b': 1}, (2,)]))
t('many of text', lambda: con.executemany('insert into t(b) values (?)', 'ab').rowcount)
t('many of numbers', lambda: con.executemany('insert into t(b) values (?)', [1, 2]))
t('many of None', lambda: con.executemany(insert, None))
t('many selects', lambda: con.executemany('select ?', [(1,)]))
t('many creates', lambda: con.executemany('create table if not exists u(x)', [(), ()]).rowcount)


def breaking():
    yield 40, 1
    raise KeyError('in the middle')


t('many from a generator that breaks', lambda: con.executemany(insert, breaking()))
t('what is there', lambda: select('select * from t order by a'))
t('in a transaction', lambda: (con.in_transaction, con.total_changes))
