"""Sessions of a program with `sqlite3`, made at random from a seed and performed on a module that is handed in.

The same seed gives the same operations everywhere, whatever they come to: `perform` answers what each was and what it came to.
"""

import hashlib
import os
import random as randomness
import re

import statements
import values

STEPS = 30
ROW_FACTORIES = [None, None, None, 'Row', lambda cursor, row: list(row), lambda cursor, row: {c[0]: v for c, v in zip(cursor.description, row)}]
TEXT_FACTORIES = [str, str, str, bytes, bytearray, lambda raw: raw.decode('latin-1')]


class Sum:
    def __init__(self):
        self.total = 0

    def step(self, value):
        self.total += value

    def finalize(self):
        return self.total


class Patience:
    """Ends a backup that waits for a lock: nobody would open it."""

    def __init__(self, calls):
        self.calls = calls

    def __call__(self, status, remaining, total):
        self.calls -= 1
        if not self.calls:
            raise TimeoutError(f'{remaining} of {total} pages are left')


def boom(value):
    raise ZeroDivisionError(value)


def odd(value):
    """Results that not all are values of SQLite."""
    return {1: 2**70, 2: object(), 3: '\ud800', 7: b'\0', None: float('nan')}.get(value, value)


def connect(sqlite3, random, path):
    connection = sqlite3.connect(
        path, timeout=0, isolation_level=random.choice(['', '', '', 'DEFERRED', 'IMMEDIATE', None]),
        detect_types=random.choice([0, 0, 0, sqlite3.PARSE_DECLTYPES, sqlite3.PARSE_COLNAMES]), cached_statements=random.choice([128, 128, 0, 2]))
    connection.create_function('twice', 1, lambda value: value * 2, deterministic=True)
    connection.create_function('boom', 1, boom)
    connection.create_function('odd', 1, odd)
    connection.create_aggregate('mine', 1, Sum)
    factory = random.choice(ROW_FACTORIES)
    connection.row_factory = sqlite3.Row if factory == 'Row' else factory
    connection.text_factory = random.choice(TEXT_FACTORIES)
    return connection


def operation(random):
    """What to do, as (name, which connection, which cursor, text, values)."""
    place = random.randrange(8), random.randrange(4)
    text = statements.statement(random)
    count, names = statements.placeholders(text)
    dice = random.random()
    if dice < 0.68:
        return 'execute', *place, text, values.parameters(random, count, names)
    if dice < 0.75:
        return 'executemany', *place, text, [values.parameters(random, count, names) for _ in range(random.randrange(4))]
    if dice < 0.8:
        return 'executescript', *place, ';\n'.join([text, *(statements.statement(random) for _ in range(2))]), None
    name = random.choice(['fetchone', 'fetchmany', 'fetchall', 'fetchall', 'commit', 'commit', 'rollback', 'close', 'state', 'level', 'dump', 'copy', 'bytes', 'blob', 'new', 'interrupt'])
    return name, *place, random.choice(['', None, 'IMMEDIATE', 'odd']), random.randrange(4)


def do(sqlite3, connections, cursors, name, which, place, text, given):
    connection = connections[which % len(connections)]
    cursor = cursors[place % len(cursors)]
    if name == 'execute':
        return executed(cursor, cursor.execute(text, given))
    if name == 'executemany':
        return executed(cursor, cursor.executemany(text, given))
    if name == 'executescript':
        cursor.executescript(text)
    elif name == 'fetchmany':
        return cursor.fetchmany(given)
    elif name in ('fetchone', 'fetchall', 'close'):
        return getattr(cursor, name)()
    elif name in ('commit', 'rollback', 'interrupt'):
        return getattr(connection, name)()
    elif name == 'level':
        connection.isolation_level = text
    elif name == 'dump':
        return list(connection.iterdump())
    elif name == 'copy':
        other = sqlite3.connect(':memory:')
        connection.backup(other, progress=Patience(3), sleep=0)
        return other.execute('SELECT type, name, sql FROM sqlite_schema').fetchall()
    elif name == 'bytes':
        other = sqlite3.connect(':memory:')
        other.deserialize(connection.serialize())
        return other.execute('SELECT count(*) FROM sqlite_schema').fetchall()
    elif name == 'blob':
        with connection.blobopen('teacher', 'photo', given, readonly=text == '') as blob:
            blob.seek(1)
            blob.write(b'!')
            blob.seek(0)
            return len(blob), blob.read()
    elif name == 'new':
        cursors[place % len(cursors)] = connection.cursor()
    return None


def executed(cursor, answer):
    assert answer is cursor
    return cursor.description and [column[0] for column in cursor.description], cursor.rowcount, cursor.lastrowid


def perform(sqlite3, seed, path):
    """Yields a mark of each operation, its description, what it came to, and the connections' state after it."""
    random = randomness.Random(seed)
    in_memory = random.random() < 0.4
    if os.path.exists(path):
        os.remove(path)
    first = connect(sqlite3, random, ':memory:' if in_memory else path)
    first.executescript(statements.SCHEMA)
    connections = [first] if in_memory or random.random() < 0.5 else [first, connect(sqlite3, random, path)]
    cursors = [connections[i % len(connections)].cursor() for i in range(3)]
    try:
        for _ in range(STEPS):
            step = operation(random)
            wants = random.random()
            mark = hashlib.sha1(ascii(step[:4]).encode()).hexdigest()[:6]
            outcome = spelled(lambda: do(sqlite3, connections, cursors, *step))
            cursor = cursors[step[2] % len(cursors)]
            if step[0] == 'execute' and wants < (0.1 if outcome[0] == '!' else 0.8):
                outcome += f' then {spelled(cursor.fetchall)} {cursor.rowcount}'
            if step[0] == 'close' and wants < 0.9:
                cursors[step[2] % len(cursors)] = connections[0].cursor()
            state = ''.join('+' if connection.in_transaction else '-' for connection in connections) + str(connections[0].total_changes)
            yield mark, ascii(step), outcome, state
    finally:
        for connection in connections:
            connection.close()


def spelled(function):
    """A result or a refusal in one line of ASCII, without what differs from one object to the next."""
    try:
        text = ascii(plain(function()))
    except Exception as error:
        name = getattr(error, 'sqlite_errorname', None)
        return short(f'! {type(error).__name__}: {ascii(str(error))[1:-1]}') + (f' [{name}]' if name else '')
    return '= ' + short(re.sub(r' at 0x[0-9a-f]+', '', text))


def plain(value):
    """Rows of any factory as what they hold."""
    if hasattr(value, 'keys') and not isinstance(value, dict):
        return {key: value[key] for key in value.keys()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def short(text):
    return text if len(text) <= 120 else f'{text[:80]} ... {len(text)} {hashlib.sha1(text.encode()).hexdigest()[:10]}'
