"""Database files that are damaged or none at all, made at random from a seed, and what a program comes to that opens them."""

import hashlib
import random as randomness
import struct

import sessions

# What a program does with such a file, each for itself.
TRIES = [
    'SELECT type, name, tbl_name, rootpage FROM sqlite_schema', 'SELECT * FROM big ORDER BY rowid', 'SELECT count(*), sum(length(t)) FROM big',
    'SELECT * FROM few', 'SELECT n FROM big WHERE n = 30', 'SELECT * FROM keyed', 'PRAGMA integrity_check(5)', 'PRAGMA quick_check(1)',
    "INSERT INTO few VALUES (7, 'new')", 'UPDATE big SET n = n + 1 WHERE rowid < 5', 'DELETE FROM big WHERE rowid > 40', 'SELECT count(*) FROM big',
    'CREATE TABLE fresh (a)', 'VACUUM', 'SELECT * FROM few',
]
# How the files that are damaged are made; `kept` rows are spread over pages of their own, so that there is something to break.
CONTENT = """
CREATE TABLE big (n INTEGER, t TEXT);
CREATE INDEX by_n ON big (n);
CREATE TABLE few (a INTEGER PRIMARY KEY, b TEXT);
CREATE TABLE keyed (k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID;
CREATE VIEW seen AS SELECT * FROM few;
WITH RECURSIVE i(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM i WHERE x < 60) INSERT INTO big SELECT x, printf('text %d %s', x, hex(zeroblob(x * 2))) FROM i;
INSERT INTO few VALUES (1, 'one'), (2, 'zwei'), (3, NULL);
INSERT INTO keyed VALUES ('a', x'00ff'), ('b', 5), ('long', zeroblob(3000));
DELETE FROM big WHERE n % 7 = 0;
"""
BASES = {
    'plain': 'PRAGMA page_size = 512', 'wide': 'PRAGMA page_size = 1024; PRAGMA encoding = "UTF-16le"',
    'vacuumed': 'PRAGMA page_size = 512; PRAGMA auto_vacuum = FULL',
}
PNG = b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + bytes(600)


def make(sqlite3, path, pragmas):
    connection = sqlite3.connect(path)
    connection.executescript(pragmas)
    connection.executescript(CONTENT)
    connection.close()
    with open(path, 'rb') as file:
        return file.read()


def flipped(random, data, first=0):
    for _ in range(random.choice([1, 1, 2, 8, 40])):
        data[random.randrange(first, len(data))] ^= 1 << random.randrange(8)


def damaged(seed, bases):
    """A damaged file's bytes, and what was done to it."""
    random = randomness.Random(seed)
    name = random.choice(sorted(bases))
    data = bytearray(bases[name])
    kinds = ['flip', 'flip', 'flip', 'head', 'truncate', 'wal', 'page', 'zeros', 'size', 'longer', 'sound']
    kind = random.choice(kinds) if seed >= 4 else ['empty', 'png', 'text', 'null'][seed]
    if kind == 'flip':
        flipped(random, data, 100)
    elif kind == 'head':
        data[random.randrange(100)] ^= 1 << random.randrange(8)
    elif kind == 'truncate':
        del data[random.randrange(len(data)):]
    elif kind == 'wal':
        data[18] = data[19] = random.choice([0, 2, 2, 3, 255])
    elif kind == 'page':
        size = struct.unpack('>H', data[16:18])[0]
        here, there = (random.randrange(len(data) // size) * size for _ in range(2))
        data[here:here + size] = data[there:there + size]
    elif kind == 'zeros':
        start = random.randrange(len(data))
        data[start:start + 200] = bytes(len(data[start:start + 200]))
    elif kind == 'size':
        data[28:32] = struct.pack('>I', random.choice([0, 1, 2**31, len(data)]))
    elif kind == 'longer':
        data += random.randbytes(random.randrange(1, 1500))
    else:
        data = {'empty': bytearray(), 'png': bytearray(PNG), 'text': bytearray(b'CREATE TABLE t (a);\n' * 30), 'null': bytearray(1024)}.get(kind, data)
    return f'{kind} {name}', bytes(data)


def examine(sqlite3, seed, bases, path):
    """A mark of the file, what was done to it, and what each try came to."""
    what, data = damaged(seed, bases)
    with open(path, 'wb') as file:
        file.write(data)
    outcomes = []
    connection = None

    def connect():
        nonlocal connection
        connection = sqlite3.connect(path, isolation_level=None)
    outcomes.append(sessions.spelled(connect))
    if connection is not None:
        outcomes += [sessions.spelled(lambda: connection.execute(sql).fetchall()) for sql in TRIES]
        connection.close()
    return hashlib.sha1(data).hexdigest()[:6], what, outcomes
