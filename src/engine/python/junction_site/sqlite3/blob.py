"""`Blob`: a BLOB of one row, read and written like a file."""

from operator import index
from sys import maxsize
from os import SEEK_CUR, SEEK_END, SEEK_SET

from . import _crossing as crossing
from .errors import OperationalError, ProgrammingError, of_code

ERROR, ABORT, READONLY = 1, 4, 8
MOST = (1 << 31) - 1


class Blob:
    """Reads and writes at a place in a value, whose length it cannot change. sql.js has no such handles: this uses SQL."""

    __module__ = 'sqlite3'
    __slots__ = ('_connection', '_read', '_write', '_row', '_readonly', '_data', '_offset', '__weakref__')

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'sqlite3.Blob' instances")

    @classmethod
    def _open(cls, connection, table, column, row, readonly, name):
        quoted = '.'.join(map(_quote, (name, table)))
        if not readonly:
            _prepare_to_write(connection, quoted, column)
        column_names = _find_table(connection, table, name)
        if column.lower() not in column_names:
            raise of_code(ERROR, f'no such column: "{column}"')
        blob = object.__new__(cls)
        blob._connection = connection
        # A BLOB, and of a TEXT its bytes.
        blob._read = f'SELECT CAST({_quote(column)} AS BLOB), typeof({_quote(column)}) FROM {quoted} WHERE rowid = ?'
        # The kind of value stays what it was.
        blob._write = (
            f"UPDATE {quoted} SET {_quote(column)} = CASE typeof({_quote(column)}) WHEN 'text' THEN CAST(? AS TEXT) ELSE ? END "
            'WHERE rowid = ?')
        blob._row = row
        blob._readonly = readonly
        blob._offset = 0
        found = blob._fetch()
        if found is None:
            raise of_code(ERROR, f'no such rowid: {row}')
        data, kind = found
        if kind not in ('blob', 'text'):
            raise of_code(ERROR, f'cannot open value of type {kind}')
        blob._data = data
        return blob

    def read(self, length=-1, /):
        """Up to `length` bytes from where it stands; all that are left for −1."""
        self._check()
        length = index(length)
        left = len(self._data) - self._offset
        length = left if length < 0 else min(length, left)
        if length == 0:
            return b''
        start = self._offset
        data = self._current()[start:start + length]
        self._offset += length
        return data

    def write(self, data, /):
        """Writes bytes where it stands; the value's length stays."""
        self._check()
        data = contiguous(data)
        if self._offset + len(data) > len(self._data):
            raise ValueError('data longer than blob length')
        self._put(self._offset, data)
        self._offset += len(data)

    def seek(self, offset, origin=0, /):
        """Goes to a place, counted from the start, from here (1) or from the end (2)."""
        self._check()
        if origin not in (SEEK_SET, SEEK_CUR, SEEK_END):
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        offset = index(offset)
        place = offset + {SEEK_SET: 0, SEEK_CUR: self._offset, SEEK_END: len(self._data)}[origin]
        if not -MOST - 1 <= place <= MOST:
            raise OverflowError('seek offset results in overflow')
        if not 0 <= place <= len(self._data):
            raise ValueError('offset out of blob range')
        self._offset = place

    def tell(self):
        """Where it stands."""
        self._check()
        return self._offset

    def close(self):
        """Ends its life. May be called twice."""
        self._connection._check_open()
        self._shut()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback, /):
        self._check()
        self._shut()
        return False

    def __len__(self):
        self._check()
        return len(self._data)

    def __getitem__(self, key, /):
        self._check()
        if isinstance(key, slice):
            return self._current()[key] if self._places(key) else b''
        return self._current()[self._place(key)]

    def __setitem__(self, key, value, /):
        self._check()
        if isinstance(key, slice):
            data = contiguous(value)
            places = self._places(key)
            if len(data) != len(places):
                raise IndexError('Blob slice assignment is wrong size')
            if places:
                changed = bytearray(self._current())
                changed[key] = data
                self._store(bytes(changed))
            return
        place = self._place(key)
        value = index(value)
        if not 0 <= value <= 255:
            raise ValueError('byte must be in range(0, 256)')
        self._put(place, bytes([value]))

    def __delitem__(self, key, /):
        self._check()
        what = 'slice' if isinstance(key, slice) else 'item'
        raise TypeError(f"Blob doesn't support {what} deletion")

    # It has items but is no sequence.
    __iter__ = None

    def _place(self, key):
        if not hasattr(type(key), '__index__'):
            raise TypeError('Blob indices must be integers')
        place = index(key)
        if abs(place) > maxsize:
            raise IndexError("cannot fit 'int' into an index-sized integer")
        if place < 0:
            place += len(self._data)
        if not 0 <= place < len(self._data):
            raise IndexError('Blob index out of range')
        return place

    def _places(self, key):
        places = range(len(self._data))[key]
        if places and places.step < 0:
            raise ValueError('the step of a slice of a blob must be positive')
        return places

    def _put(self, place, data):
        current = self._current()
        self._store(current[:place] + data + current[place + len(data):])

    def _store(self, data):
        if self._readonly:
            raise of_code(READONLY, 'attempt to write a readonly database')
        db = self._connection._db
        # Writing through a blob is not an UPDATE: no trigger hears of it, and no change is counted.
        total, changes = crossing.totalChanges(db), crossing.changes(db)
        try:
            self._connection._own(self._write, (data, data, self._row))
        finally:
            crossing.setChanges(db, changes, total)
        self._data = data

    def _current(self):
        """The value as it is; refuses when somebody else has changed it since."""
        found = self._fetch()
        if found is None or found[0] != self._data:
            raise of_code(ABORT, 'query aborted')
        return self._data

    def _fetch(self):
        rows = self._connection._own(self._read, (self._row,))
        return rows[0] if rows else None

    def _shut(self):
        self._data = None

    def _check(self):
        self._connection._check_open()
        if self._data is None:
            raise ProgrammingError('Cannot operate on a closed blob.')


def contiguous(data):
    """The bytes of what has such, in one piece."""
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    if not view.c_contiguous:
        raise BufferError('memoryview: underlying buffer is not C-contiguous')
    return view.tobytes()


def _quote(name):
    return '"' + name.replace('"', '""') + '"'


def _prepare_to_write(connection, table, column):
    """Takes the lock that writing needs, or is refused, before anything is read."""
    try:
        connection._own(f'UPDATE {table} SET {_quote(column)} = NULL WHERE 0', ())
    except OperationalError as failure:
        # What is wrong with the names is told in other words.
        if failure.sqlite_errorcode != ERROR:
            raise


def _find_table(connection, table, name):
    """The columns of a table in lower case; refuses when there is none of that name."""
    try:
        rows = connection._own(f'PRAGMA {_quote(name)}.table_xinfo({_quote(table)})', ())
    except OperationalError as failure:
        if failure.sqlite_errorcode != ERROR:
            raise
        rows = []
    if not rows:
        raise of_code(ERROR, f'no such table: {name}.{table}')
    return {row[1].lower() for row in rows}
