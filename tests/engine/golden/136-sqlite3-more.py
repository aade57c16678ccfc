# More of sqlite3: converters, isolation levels, backup, dump, functions of SQLite, texts of errors.
import contextlib
import datetime
import decimal
import sqlite3
import warnings

warnings.simplefilter('ignore')
sqlite3.register_adapter(decimal.Decimal, str)
sqlite3.register_converter('DEC', lambda b: decimal.Decimal(b.decode()))
con = sqlite3.connect(':memory:', detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES)
con.execute('create table t (d date, ts timestamp, m DEC(5,2))')
con.execute('insert into t values (?, ?, ?)', (datetime.date(2024, 1, 2), datetime.datetime(2024, 1, 2, 3, 4, 5, 6), decimal.Decimal('1.50')))
print(con.execute('select * from t').fetchone())
print(con.execute('select m as "x [DEC]", d as "d [date]" from t').fetchone(), [d[0] for d in con.execute('select m as "x [DEC]" from t').description])
con.row_factory = lambda cur, row: {d[0]: v for d, v in zip(cur.description, row)}
print(con.execute('select 1 as a, 2 as b').fetchone())
con.row_factory = None
con.text_factory = bytes
print(con.execute("select 'é', x'00'").fetchone())
con.text_factory = str
print('\n'.join(con.iterdump()))
for level in (None, 'DEFERRED', 'IMMEDIATE', 'EXCLUSIVE'):
    con.isolation_level = level
    con.execute('insert into t values (null, null, null)')
    print(level, con.in_transaction)
    con.rollback()
print(con.execute('select count(*) from t').fetchone())
con2 = sqlite3.connect('auto.db', autocommit=True) if hasattr(con, 'autocommit') else sqlite3.connect('auto.db', isolation_level=None)
con2.execute('create table x (n)'); con2.execute('begin'); con2.execute('insert into x values (1)'); print(con2.in_transaction); con2.execute('rollback')
print(con2.execute('select count(*) from x').fetchone())
con2.executescript('begin; insert into x values (1); insert into x values (2); commit; create index i on x (n);')
print(con2.execute('select n from x order by n desc').fetchall())
with contextlib.closing(sqlite3.connect('copy.db')) as target:
    con2.backup(target)
    print(target.execute('select count(*) from x').fetchone())
print(sqlite3.complete_statement('select 1;'), sqlite3.apilevel, sqlite3.paramstyle)
cur = con2.cursor()
cur.arraysize = 2
cur.execute('with recursive c(n) as (select 1 union all select n + 1 from c where n < 5) select n from c')
print(cur.fetchmany(), next(cur), list(cur), cur.fetchone(), cur.rowcount)
print(con2.execute("update x set n = n + 1 returning n").fetchall(), con2.execute('pragma table_info(x)').fetchall())
print(con2.execute("select json_extract('{\"a\": [1, 2]}', '$.a[1]'), round(2.5), abs(-3), instr('abc', 'c'), printf('%05.1f', 3.14159), upper('é'), length('☃'), typeof(1.0), 7 / 2, 7 % 3, 1 || 2, date('2024-02-28', '+2 day'), strftime('%Y', '2024-05-05'), total(1), iif(1, 'y', 'n'), coalesce(null, 3), hex('a'), quote('it''s'), unicode('a'), char(9731), replace('aa', 'a', 'b'), substr('hello', 2, 3), trim(' x '), max(1, 2), nullif(1, 1), zeroblob(2), random() is not null").fetchone())
blob = con2.execute('create table b (x blob)') and con2.execute('insert into b values (zeroblob(5))')
print(con2.execute('select * from b').fetchone())
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e, 'sqlite_errorname', None))
attempt(lambda: con2.execute('create table x (n)'))
attempt(lambda: con2.executemany('select ?', [(1,)]))
attempt(lambda: con2.execute('insert into x values (1, 2)'))
attempt(lambda: con2.execute('select * from x where m = 1'))
attempt(lambda: con2.execute('select ?, ?', (1,)))
attempt(lambda: con2.execute(5))
attempt(lambda: con2.execute('select ?', 5))
attempt(lambda: con2.cursor().fetchone())
attempt(lambda: sqlite3.connect('/no/such/folder/x.db'))
attempt(lambda: con2.execute('').fetchone())
attempt(lambda: con2.execute('-- nothing').fetchall())
attempt(lambda: con2.execute('vacuum') and 'vacuumed')
attempt(lambda: con2.execute('select 1 where').fetchall())
attempt(lambda: con2.execute("select 'unterminated").fetchall())
attempt(lambda: con2.executescript('select 1; bad;'))
attempt(lambda: con2.execute('select :a + :b', {'a': 1, 'b': 2}).fetchone())
attempt(lambda: con2.execute('select ?2 + ?1', (1, 5)).fetchone())
attempt(lambda: con2.execute('select $x, @y', {'x': 1, 'y': 2}).fetchone())
print(con2.total_changes > 0, con.interrupt(), con2.getlimit(sqlite3.SQLITE_LIMIT_COLUMN))
log = []
con2.set_trace_callback(log.append); con2.execute('select 1 /* seen */'); con2.set_trace_callback(None); print(log)
