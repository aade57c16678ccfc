"""Things that programs do wrong, each done `times` times. Nothing of them may be left."""

import gc
import os
import sqlite3
import sys


def refused(action, *arguments):
    try:
        action(*arguments)
    except Exception:
        return
    raise AssertionError(f'{action} was not refused')


def zero(*values):
    return 1 // 0


class Bad:
    def step(self, value):
        raise ValueError(value)

    def finalize(self):
        return 1 // 0


def failing_opens(times):
    for n in range(times):
        refused(sqlite3.connect, '/nowhere/x.db')
        refused(lambda: sqlite3.connect(f'file:none{n}.db?mode=ro', uri=True))
        refused(lambda: sqlite3.connect('file:x?mode=odd', uri=True))
        refused(lambda: sqlite3.connect(':memory:', isolation_level='ODD'))
        refused(lambda: sqlite3.connect('a\0b'))


def opens_of_no_database(times):
    with open('no.db', 'wb') as file:
        file.write(b'This is not a database at all.' * 40)
    for _ in range(times):
        connection = sqlite3.connect('no.db')
        refused(connection.execute, 'SELECT * FROM sqlite_schema')
        connection.close()
    os.remove('no.db')


def failing_statements(times):
    connection = sqlite3.connect(':memory:')
    connection.execute('CREATE TABLE t (a UNIQUE)')
    connection.execute('INSERT INTO t VALUES (1)')
    connection.create_function('zero', 1, zero)
    connection.create_aggregate('bad', 1, Bad)
    for n in range(times):
        for sql in ('SELEC', 'SELECT * FROM nowhere', 'SELECT zero(1)', 'SELECT bad(1)', 'SELECT 1; SELECT 2', 'INSERT INTO t VALUES (1)', 'SELECT \0'):
            refused(connection.execute, f'{sql} -- {n}')
        refused(connection.execute, 'INSERT INTO t VALUES (?)', (object(),))
        refused(connection.execute, 'INSERT INTO t VALUES (?)', (2**70,))
        refused(connection.execute, 'INSERT INTO t VALUES (?)', ('x' * 100_000, 1))
        refused(connection.executemany, 'INSERT INTO t VALUES (?)', [(None,), ('y' * 1000,), (1,)])
        refused(connection.executescript, 'SELECT 1; SELECT 2; SELEC')
    connection.close()


def cursors_dropped_half_read(times):
    connection = sqlite3.connect(':memory:')
    connection.execute('CREATE TABLE t (a)')
    connection.executemany('INSERT INTO t VALUES (?)', [(n,) for n in range(20)])
    for n in range(times):
        cursor = connection.execute(f'SELECT a FROM t -- {n % 200}')
        cursor.fetchone()
        other = connection.execute('SELECT a FROM t')
        next(other), next(other)
        connection.execute('UPDATE t SET a = a + 1 RETURNING a').fetchone()
    del cursor, other
    connection.commit()
    connection.close()


def connections_left_open(times):
    for n in range(times):
        connection = sqlite3.connect(':memory:' if n % 2 else 'left.db')
        connection.create_function('zero', 1, zero)
        connection.execute('CREATE TABLE IF NOT EXISTS t (a)')
        cursor = connection.execute('SELECT * FROM sqlite_schema')
        if n % 2:
            connection.execute('INSERT INTO t VALUES (1)')
        # In a circle, so that only the collector finds it.
        connection_of = {'connection': connection}
        connection_of['self'] = connection_of
        del connection, cursor, connection_of
        if n % 10 == 0:
            gc.collect()
    gc.collect()
    os.remove('left.db')


def callbacks(times):
    for n in range(times):
        connection = sqlite3.connect(':memory:')
        connection.create_function('f', -1, zero)
        connection.create_function('f', -1, len)
        connection.create_aggregate('g', 1, Bad)
        connection.create_window_function('w', 1, Bad)
        connection.create_collation('backwards', zero)
        connection.set_trace_callback(zero)
        connection.set_progress_handler(zero, 1)
        connection.set_progress_handler(None, 1)
        connection.set_authorizer(lambda *_: 0)
        connection.set_trace_callback(None)
        refused(connection.execute, "SELECT f('a', 'b') FROM (SELECT 1 UNION SELECT 2) ORDER BY 1 COLLATE backwards")
        connection.create_function('f', -1, None)
        if n % 2:
            connection.close()


def copies_and_blobs(times):
    connection = sqlite3.connect(':memory:')
    connection.execute('CREATE TABLE t (a BLOB)')
    connection.execute('INSERT INTO t VALUES (zeroblob(5000))')
    connection.commit()
    for n in range(times):
        other = sqlite3.connect(':memory:')
        refused(lambda: connection.backup(other, pages=1, progress=zero))
        refused(lambda: connection.backup(other, name='nowhere'))
        data = connection.serialize()
        other.deserialize(data)
        refused(lambda: connection.serialize(name='nowhere'))
        refused(lambda: sqlite3.connect(':memory:').deserialize(b'not a database' * 100))
        refused(connection.blobopen, 't', 'a', 99)
        refused(connection.blobopen, 'nowhere', 'a', 1)
        blob = connection.blobopen('t', 'a', 1)
        blob.read(10)
        list(connection.iterdump())
    del blob
    connection.close()


def large_values(times):
    connection = sqlite3.connect(':memory:')
    for n in range(times):
        connection.execute('SELECT ?', ('x' * (10_000 + n * 50),)).fetchone()
        refused(connection.execute, 'SELECT ?', (b'x' * 100_000, 1))
    connection.close()


def rest():
    """Python's own objects and memory blocks, when nothing is left to collect."""
    for _ in range(3):
        gc.collect()
    return [len(gc.get_objects()), sys.getallocatedblocks()]
