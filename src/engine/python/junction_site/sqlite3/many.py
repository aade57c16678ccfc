"""`executemany`: many rows of parameters in one crossing."""

from itertools import islice
from operator import itemgetter
from time import perf_counter

from . import _crossing as crossing
from . import _statements as log
from . import adapters, functions
from .errors import ProgrammingError, last

_ROWS_AT_ONCE = 10_000
# An iterator may do something between its rows: take few of them in advance.
_ITEMS_AT_ONCE = 200


def execute_many(cursor, sql, rows, frame):
    """Executes `sql` once per item of `rows` and leaves the sum of changed rows in the cursor."""
    items = iter(rows)
    connection = cursor._connection
    statement = connection._statements.get(sql)
    if statement is None or statement.busy:
        statement = connection._prepare(sql)
    if not statement.changes and crossing.readOnly(statement.handle):
        raise ProgrammingError('executemany() can only execute DML statements.')
    begin = connection._beginning if statement.changes else 0
    start = perf_counter()
    began = crossing.begin(connection._db, begin) if begin else 0
    if began < 0:
        raise last()

    done = []
    ran = False
    changed = 0
    at_once = _ROWS_AT_ONCE if isinstance(rows, (list, tuple)) else _ITEMS_AT_ONCE
    chunk = []
    statement.busy = True
    try:
        while True:
            chunk, failure = _take(items, at_once)
            ran = ran or bool(chunk)
            changed += _execute_chunk(statement, chunk)
            if failure is not None:
                raise failure
            if log.entries is not None and len(done) <= log.MOST_ROWS:
                done += chunk
            if len(chunk) < at_once:
                break
    except BaseException as failure:
        crossing.reset(statement.handle)
        if log.entries is not None:
            if began:
                log.note_begin(connection._db, frame)
            log.note_refused(connection._db, sql, done + chunk[:log.MOST_ROWS], (perf_counter() - start) * 1000, frame, failure)
        raise
    finally:
        statement.busy = False
    if functions.pending is not None:
        functions.raise_pending()
    if statement.changes:
        cursor._rowcount = changed
    if ran and crossing.columnNames(statement.handle):
        statement.describe(connection._name_of)
        cursor._description = statement.description
    if log.entries is not None:
        if began:
            log.note_begin(connection._db, frame)
        log.note(connection._db, sql, done, changed, (perf_counter() - start) * 1000, frame)


def _take(items, most):
    """Up to `most` items in a list, and what the iterator raised after them."""
    chunk = []
    try:
        chunk.extend(islice(items, most))
    except BaseException as failure:
        return chunk, failure
    return chunk, None


def _execute_chunk(statement, chunk):
    """Rows that the executions of one chunk have changed."""
    changed = 0
    while chunk:
        ordered = _in_order(statement, chunk)
        if ordered is None:
            return changed + sum(_execute_one(statement, row) for row in chunk)
        flags = crossing.executeMany(statement.handle, ordered)
        if flags == crossing.REFUSED:
            raise last()
        changed += crossing.ints[crossing.CHANGES]
        if flags != crossing.NEEDS_PYTHON:
            return changed
        place = crossing.ints[crossing.EXECUTED]
        changed += _execute_one(statement, chunk[place])
        chunk = chunk[place + 1:]
    return changed


def _in_order(statement, chunk):
    """The rows with their values in the statement's order; None when they must be looked at one by one."""
    if adapters.careful:
        return None
    try:
        if statement.nameless and type(chunk[0]) is not dict:
            return chunk
        # The names of all parameters, in order; a plain `?` among them makes this fail.
        names = [name[1:] for name in statement.names]
        if len(names) == 1:
            [name] = names
            return [(row[name],) for row in chunk if type(row) is dict or _not_a_dict()]
        return list(map(itemgetter(*names), chunk))
    except (ValueError, TypeError, LookupError):
        return None


def _not_a_dict():
    raise TypeError


def _execute_one(statement, row):
    flags = statement.execute_carefully(row, 0)
    if flags & crossing.ROW:
        crossing.reset(statement.handle)
    return crossing.ints[crossing.CHANGES] if statement.changes else 0
