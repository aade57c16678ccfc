# When transactions begin and end, and who waits for whom.
import os

path = f'{folder}/transactions.db'


def fresh(**options):
    for name in os.listdir(folder):
        os.remove(f'{folder}/{name}')
    first, second = sqlite3.connect(path, timeout=0, **options), sqlite3.connect(path, timeout=0, **options)
    first.execute('create table if not exists t(a unique)')
    first.commit()
    return first, second


for level in ('', 'DEFERRED', 'IMMEDIATE', 'EXCLUSIVE', 'deferred', None):
    a, b = fresh(isolation_level=level)
    seen = []
    a.set_trace_callback(seen.append)
    t(f'{level!r}: level', lambda: a.isolation_level)
    t(f'{level!r}: after select', lambda: (a.execute('select * from t').fetchall(), a.in_transaction))
    t(f'{level!r}: after insert', lambda: (a.execute('insert into t values (1)').rowcount, a.in_transaction))
    t(f'{level!r}: what another sees', lambda: tried(lambda: b.execute('select * from t').fetchall()))
    t(f'{level!r}: another writes', lambda: tried(lambda: b.execute('insert into t values (2)')))
    t(f'{level!r}: after rollback', lambda: (a.rollback(), a.in_transaction, a.execute('select * from t').fetchall()))
    t(f'{level!r}: another writes now', lambda: (tried(lambda: b.execute('insert into t values (3)')) and None, b.commit()))
    t(f'{level!r}: what there is', lambda: a.execute('select * from t').fetchall())
    t(f'{level!r}: create', lambda: (a.execute('create table u(x)'), a.in_transaction)[1])
    t(f'{level!r}: script', lambda: (a.execute('insert into t values (4)'), a.executescript('insert into t values (5); select 1;'), a.in_transaction)[2])
    t(f'{level!r}: explicit', lambda: (a.execute('begin'), a.in_transaction, a.execute('insert into t values (6)'), a.execute('rollback'), a.in_transaction)[1::3])
    t(f'{level!r}: savepoint', lambda: (a.execute('savepoint s'), a.in_transaction, a.execute('release s'), a.in_transaction)[1::2])
    t(f'{level!r}: sent', lambda: seen)
    a.close()
    b.close()

for autocommit in (True, False, sqlite3.LEGACY_TRANSACTION_CONTROL):
    a, b = fresh(autocommit=autocommit)
    seen = []
    a.set_trace_callback(seen.append)
    t(f'autocommit {autocommit}', lambda: (a.autocommit, a.in_transaction))
    t(f'autocommit {autocommit}: insert', lambda: (a.execute('insert into t values (1)').rowcount, a.in_transaction))
    t(f'autocommit {autocommit}: another', lambda: tried(lambda: b.execute('select * from t').fetchall()))
    t(f'autocommit {autocommit}: commit', lambda: (a.commit(), a.in_transaction))
    t(f'autocommit {autocommit}: rollback', lambda: (a.execute('insert into t values (2)') and None, a.rollback(), a.execute('select * from t').fetchall(), a.in_transaction))
    t(f'autocommit {autocommit}: script', lambda: (a.executescript('insert into t values (3);'), a.in_transaction)[1])
    t(f'autocommit {autocommit}: with', lambda: (a.__enter__() is a, tried(lambda: a.execute('insert into t values (4)') and None), tried(lambda: a.__exit__(None, None, None)), a.in_transaction))
    for to in (True, False, sqlite3.LEGACY_TRANSACTION_CONTROL):
        t(f'autocommit {autocommit} to {to}', lambda: (setattr(a, 'autocommit', to), a.in_transaction, a.autocommit))
    t(f'autocommit {autocommit}: wrong', lambda: setattr(a, 'autocommit', 5))
    t(f'autocommit {autocommit}: sent', lambda: seen)
    a.rollback()
    a.close()
    b.close()

a, b = fresh()


def failing():
    with a:
        a.execute('insert into t values (1)')
        a.execute('insert into t values (1)')


t('with and an error', failing)
t('is rolled back', lambda: (a.in_transaction, a.execute('select count(*) from t').fetchone()))
t('with', lambda: (a.__enter__() is a, a.execute('insert into t values (1)').rowcount, a.__exit__(None, None, None), a.in_transaction))
t('level while in a transaction', lambda: (a.execute('insert into t values (2)') and None, setattr(a, 'isolation_level', None), a.in_transaction, a.isolation_level))
for wrong in (1, b'', 'abc', 'IMMEDIATE\0', 'é'):
    t(f'level {wrong!r}', lambda: setattr(a, 'isolation_level', wrong))
    t(f'connect with level {wrong!r}', lambda: sqlite3.connect(':memory:', isolation_level=wrong))
t('level deleted', lambda: delattr(a, 'isolation_level'))
a.isolation_level = ''
t('reading while another writes', lambda: (b.execute('insert into t values (7)').rowcount, a.execute('select a from t order by a').fetchall(), b.commit(), a.execute('select a from t order by a').fetchall()))
t('committing while another reads', lambda: (lambda c: (c.fetchone(), b.execute('insert into t values (8)') and None, tried(b.commit), c.fetchall(), tried(b.commit)))(a.execute('select a from t order by a')))
t('rollback while reading', lambda: (lambda c: (c.fetchone(), a.execute('insert into t values (9)') and None, a.rollback(), c.fetchall()))(a.execute('select a from t order by a')))
t('dropping what is read', lambda: (lambda c: tried(lambda: a.execute('drop table t')))(a.execute('select a from t')))
t('dropping when it is read', lambda: a.execute('drop table t') and None)
a.rollback()
t('changes', lambda: a.total_changes)
for sql in ('selec', 'select * from nowhere', 'select nothing', 'insert into t values (1, 2)', 'create table t(x)', 'commit', 'rollback'):
    t(f'error of {sql!r}', lambda: a.execute(sql))
a.execute('create table k(a integer primary key, b not null, c check (c > 0), d references k(a), e unique)')
a.execute('pragma foreign_keys = on')
for sql in ('(1, null, 1, null, 1)', '(1, 1, 0, null, 1)', "('x', 1, 1, null, 1)", '(1, 1, 1, 99, 1)', '(1, 1, 1, null, 5)', '(2, 1, 1, null, 5)', '(1, 1, 1, null, 6)'):
    t(f'constraint {sql}', lambda: a.execute(f'insert into k values {sql}') and None)
a.rollback()
a.close()
b.close()
