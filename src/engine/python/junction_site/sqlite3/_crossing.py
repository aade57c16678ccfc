"""The way to SQLite: JavaScript's functions, and one buffer that both sides read and write.

JavaScript's side is `driver.ts`, importable as `_junction_sql` once the engine has started. A memory image is made
before that, so nothing here is touched until the first connection calls `wake`.
"""

from marshal import loads

# Answers of `execute` and `execute_many`: negative, or flags.
REFUSED = -1
NEEDS_PYTHON = -2
SEVERAL = -3
ROW = 1
COLUMNS = 2
COLUMNS_CHANGED = 4
BEGAN = 8
EMPTY = 16

# How a fetch ended: the lowest three bits of its answer; the number of its rows is above them.
MORE, LAST, FAILED, WANTS_ROOM, NOT_TEXT = range(5)

HEAD_BYTES = 64
# Places in the head: in `longs` the last rowid, in `ints` the others.
LAST_ROWID = 0
CHANGES, EXECUTED, NEEDED = 2, 3, 4
BUFFER_BYTES = 1 << 18

FUNCTIONS = '''
    exists open openPrivate forbidWriting close inTransaction totalChanges begin run errorCode errorMessage
    prepare finalize execute executeMany fetch reset shape columnNames declaredTypes parameterNames parameterCount
    isChange readOnly script createFunction createAggregate createCollation setTrace setAuthorizer setProgress interrupt
    limit setLimit isOn setOn silence restore changes setChanges backup serialize deserialize
'''.split()

sql = None
buffer = None
# Views of the buffer's head, and its payload: rows, as `marshal` has them.
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


def fetch_with_room(handle, most):
    """As `fetch`, with as large a buffer as the next row needs."""
    answer = WANTS_ROOM
    while answer & 7 == WANTS_ROOM:
        lend(max(2 * len(buffer), ints[NEEDED]))
        answer = fetch(handle, most)
    return answer


def rows_of(handle):
    """All rows of a statement that stands on its first."""
    rows = []
    end = MORE
    while end == MORE:
        answer = fetch(handle, 1 << 30)
        if answer & 7 == WANTS_ROOM:
            answer = fetch_with_room(handle, 1 << 30)
        end = answer & 7
        if answer > 7:
            rows += loads(payload)
    return rows
