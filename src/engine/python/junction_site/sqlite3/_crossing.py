"""The way to SQLite: JavaScript's functions, and one buffer that both sides read and write.

JavaScript's side is `driver.ts`, importable as `_junction_sql` once the engine has started. A memory image is made
before that, so nothing here is touched until the first connection calls `wake`.
"""

# Answers of `execute` and `execute_many`: negative, or flags.
REFUSED = -1
NEEDS_PYTHON = -2
SEVERAL = -3
ROW = 1
COLUMNS = 2
COLUMNS_CHANGED = 4
BEGAN = 8
EMPTY = 16

# How a fetch ended, in the head.
MORE, LAST, FAILED, _, NOT_TEXT = range(5)
ALL = 1 << 30

HEAD_BYTES = 64
# Places in the head: in `longs` the last rowid, in `ints` the others.
LAST_ROWID = 0
CHANGES, EXECUTED, END = 2, 3, 4
BUFFER_BYTES = 1 << 16

# Those that Pyodide converts for; the others are built-in functions that JavaScript makes.
FUNCTIONS = '''
    exists open openPrivate forbidWriting close script rethrow createFunction createAggregate createCollation setTrace
    setAuthorizer setProgress interrupt setLimit isOn setOn silence restore setChanges backup serialize deserialize
'''.split()

sql = None
buffer = None
# Views of the buffer's head, and its payload: a callback's arguments, as `marshal` has them.
longs = None
ints = None
payload = None


def wake():
    """Finds JavaScript's functions, at the first connection."""
    global sql
    if sql is not None:
        return
    import _junction_sql
    import pyodide_js
    names = globals()
    for name in FUNCTIONS:
        names[name] = getattr(_junction_sql, name)
    natives = []
    _junction_sql.giveNatives(id(natives), id(rethrow))
    names.update((native.__name__, native) for native in natives)
    sql = _junction_sql
    lend(BUFFER_BYTES)
    _junction_sql.mountFiles(pyodide_js.FS)
    from .functions import dispatch
    _junction_sql.connectCallbacks(dispatch)


def lend(size):
    """Lends JavaScript a buffer of `size` bytes."""
    global buffer, longs, ints, payload
    fresh = bytearray(size)
    sql.attach(fresh)
    buffer = fresh
    view = memoryview(fresh)
    longs = view[:HEAD_BYTES].cast('q')
    ints = view[:HEAD_BYTES].cast('i')
    payload = view[HEAD_BYTES:]


def rows_of(handle):
    """All rows of a statement that stands on its first."""
    return fetch(handle, ALL)
