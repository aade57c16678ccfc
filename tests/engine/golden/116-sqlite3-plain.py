# Python's own sqlite3: rows, parameters, transactions, functions, errors.
import sqlite3

con = sqlite3.connect('plain.db')
print(con.in_transaction, con.isolation_level, con.total_changes)
cur = con.execute('create table t (id integer primary key, name text, score real, data blob)')
cur.executemany('insert into t (name, score, data) values (?, ?, ?)',
                [('Ann', 1.0, b'\x00\xff'), ('Böb', None, None), ("O'Hara\0x", 2**60, memoryview(b'abc'))])
print(cur.rowcount, cur.lastrowid, con.in_transaction, con.total_changes)
con.commit()
for row in con.execute('select id, name, score, data, typeof(score) from t order by id'):
    print(row)
con.row_factory = sqlite3.Row
row = con.execute('select * from t where name = :who', {'who': 'Ann'}).fetchone()
print(row['name'], row.keys(), tuple(row), row['NAME'] == row[1], len(row))
con.row_factory = None
print(con.execute('select 9223372036854775807, -9223372036854775808, 1e999, 0.1, 1.0, null').fetchone())
cur = con.execute('select name, score as s from t')
print([d[0] for d in cur.description], cur.fetchmany(2), cur.fetchone(), cur.fetchone(), cur.fetchall())
con.create_function('reverse', 1, lambda s: s[::-1])
print(con.execute("select reverse('abc')").fetchone())

class Longest:
    def __init__(self): self.best = ''
    def step(self, s): self.best = max(self.best, s, key=len)
    def finalize(self): return self.best
con.create_aggregate('longest', 1, Longest)
print(con.execute("select longest(v) from (select 'a' v union select 'ccc' union select 'bb')").fetchone())

def attempt(*args, call=con.execute):
    try:
        call(*args)
    except Exception as e:
        print(type(e).__name__, '|', e)

attempt('select * from nowhere')
attempt('insert into t (id) values (1)')
attempt('select ?', ())
attempt('select :a', {'b': 1})
attempt('select 1; select 2')
attempt('select ?', (2**70,))
attempt('select ?', (object(),))
attempt('syntax error here')
attempt('insert into t values (?)', [(1, 2)], call=con.executemany)
with con:
    con.execute("insert into t (name) values ('in with')")
try:
    with con:
        con.execute("insert into t (name) values ('rolled back')")
        raise KeyError('out')
except KeyError:
    pass
print([r[0] for r in con.execute('select name from t order by id')])
other = sqlite3.connect('plain.db', timeout=0)
con.execute("insert into t (name) values ('pending')")
print(other.execute('select count(*) from t').fetchone(), con.execute('select count(*) from t').fetchone())
attempt("insert into t (name) values ('second writer')", call=other.execute)
con.rollback()
con.close()
attempt('select 1')
other.close()
