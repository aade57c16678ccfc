# Callbacks about statements, limits and switches.
con = sqlite3.connect(':memory:')
select = lambda sql, *args: con.execute(sql, *args).fetchall()

seen = []
con.set_trace_callback(seen.append)
con.execute('create table t(a, b)')
con.execute('insert into t values (?, ?)', (1, "x'y"))
con.commit()
con.executemany('insert into t values (:a, null)', [{'a': 2}, {'a': 3.5}])
con.rollback()
con.executescript('select 1; select 2;')
tried(lambda: con.execute('select nothing'))
t('trace', lambda: seen[:])
con.set_trace_callback(lambda sql: 1 // 0)
t('trace that raises', lambda: select('select 1'))
con.set_trace_callback(None)
t('trace off', lambda: (select('select 5'), len(seen)))

asked = []


def allow(*about):
    asked.append(about)
    return sqlite3.SQLITE_OK


con.set_authorizer(allow)
t('authorizer', lambda: (select('select a from t'), asked))
for name, answer in (
    ('denies', lambda *about: sqlite3.SQLITE_DENY if about[0] == sqlite3.SQLITE_READ else sqlite3.SQLITE_OK),
    ('ignores', lambda *about: sqlite3.SQLITE_IGNORE if about[0] == sqlite3.SQLITE_READ else sqlite3.SQLITE_OK),
    ('denies all', lambda *about: sqlite3.SQLITE_DENY), ('raises', lambda *about: 1 // 0), ('gives a float', lambda *about: 0.0),
    ('gives None', lambda *about: None), ('gives less than nothing', lambda *about: -5), ('gives much', lambda *about: 2**40), ('gives nonsense', lambda *about: 77),
):
    con.set_authorizer(answer)
    t(f'authorizer {name}', lambda: select('select a from t'))
    t(f'authorizer {name}, insert', lambda: con.execute('insert into t values (9, 9)').rowcount)
con.set_authorizer(None)
t('authorizer off', lambda: select('select a from t'))

calls = []
counting = 'with recursive c(i) as (select 1 union all select i + 1 from c where i < 1000) select count(*) from c'
con.set_progress_handler(lambda: calls.append(1), 1)
t('progress', lambda: (select(counting), len(calls) > 1000))
con.set_progress_handler(lambda: calls.append(1) or len(calls) > 5, 1)
t('progress interrupts', lambda: select(counting))
con.set_progress_handler(lambda: 1 // 0, 1)
t('progress that raises', lambda: select('select 1 union select 2'))
con.set_progress_handler(None, 1)
t('progress off', lambda: select(counting))

con.create_function('stop', 0, con.interrupt)
t('interrupt', lambda: (con.interrupt(), select('select 1')))
t('interrupt within', lambda: select('select stop() union all select stop() union all select 3'))

length = sqlite3.SQLITE_LIMIT_SQL_LENGTH
t('limit', lambda: con.getlimit(length))
for category in (-1, 12, 1111):
    t(f'limit {category}', lambda: con.getlimit(category) if category != 12 else None)
    t(f'set limit {category}', lambda: con.setlimit(category, 1) if category != 12 else None)
t('set limit', lambda: (con.setlimit(length, 20), con.getlimit(length)))
for use in (con.execute, con.executescript, con):
    t('too long', lambda: use('select 1111111111111111111'))
t('too long for many', lambda: con.executemany('insert into t values (1, 1)', []))
t('limit back', lambda: (con.setlimit(length, 2**31 - 1), con.getlimit(length)))
t('limit beyond int', lambda: con.setlimit(length, 2**31))
t('negative leaves it', lambda: (con.setlimit(length, -100), con.getlimit(length)))
t('columns', lambda: (con.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, 2), select('select 1, 2, 3')))
t('variables', lambda: (con.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 1), select('select ?, ?', (1, 2))))

con = sqlite3.connect(':memory:')
con.execute('create table t(a, b)')
fkey = sqlite3.SQLITE_DBCONFIG_ENABLE_FKEY
t('switch', lambda: (con.getconfig(fkey), con.setconfig(fkey), con.getconfig(fkey), select('pragma foreign_keys'), con.setconfig(fkey, False), select('pragma foreign_keys')))
t('trigger switch', lambda: (con.execute('create table log(x)'), con.execute('create trigger r after insert on t begin insert into log values (new.a); end'), con.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False), con.execute('insert into t values (5, 5)'), select('select * from log'), con.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER), con.execute('insert into t values (6, 6)'), select('select * from log'))[4::3])
for wrong in (5, -1, 'x'):
    t(f'switch {wrong!r}', lambda: con.getconfig(wrong))
    t(f'set switch {wrong!r}', lambda: con.setconfig(wrong))
con.close()
