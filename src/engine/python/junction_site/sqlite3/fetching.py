"""How a cursor hands out rows."""

from operator import index

from . import _crossing as crossing
from . import functions
from .errors import last
from .shape import finish
from .statement import PLAIN

_ALL = 1 << 30
_ARRAYSIZE = object()

# What a cursor is doing: nothing, something during which it must not be used, or nothing ever again.
IDLE, LOCKED, CLOSED = 0, 1, 2


class Fetching:
    """The half of `Cursor` that hands out rows."""

    __slots__ = ()

    @property
    def arraysize(self):
        return self._arraysize

    @arraysize.setter
    def arraysize(self, size):
        self._arraysize = _count(size, 'to convert to')

    @arraysize.deleter
    def arraysize(self):
        raise AttributeError('arraysize cannot be deleted')

    def fetchone(self):
        """The next row, or None."""
        try:
            connection = self._connection
            if self._state or not connection._db:
                self._refuse()
        except AttributeError:
            self._refuse()
        statement = self._statement
        if statement is None:
            return None
        plain = self._converters is None and not connection._raw_text
        if not plain or statement.shape is not PLAIN:
            self._shape(statement)
        self._state = LOCKED
        try:
            row = crossing.next(statement.handle)
        finally:
            self._state = IDLE
        if crossing.ints[4]:  # crossing.END
            self._end(statement)
        if self._entry is not None:
            self._entry[3] += 1
        if functions.pending is not None:
            self._release()
            functions.raise_pending()
        if not plain:
            [row] = self._finish([row])
        factory = self._row_factory
        return row if factory is None else factory(self, row)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        try:
            statement = self._statement
        except AttributeError:
            self._refuse()
        if statement is None:
            self._check()
            raise StopIteration
        return self.fetchone()

    def fetchmany(self, size=_ARRAYSIZE):
        """Up to `size` rows; as many as `arraysize` says unless told."""
        self._check()
        return self._take(self._arraysize if size is _ARRAYSIZE else _count(size, 'for'))

    def fetchall(self):
        """All rows that are left."""
        try:
            if self._state or not self._connection._db:
                self._refuse()
        except AttributeError:
            self._refuse()
        return [] if self._statement is None else self._take(_ALL)

    def _take(self, wanted):
        """Up to so many rows."""
        statement = self._statement
        if statement is None:
            return []
        plain = self._converters is None and not self._connection._raw_text
        if not plain or statement.shape is not PLAIN:
            self._shape(statement)
        self._state = LOCKED
        try:
            rows = crossing.fetch(statement.handle, wanted)
        finally:
            self._state = IDLE
        if crossing.ints[4]:  # crossing.END
            self._end(statement)
        if self._entry is not None:
            self._entry[3] += len(rows)
        if functions.pending is not None:
            self._release()
            functions.raise_pending()
        if not plain:
            rows = self._finish(rows)
        factory = self._row_factory
        return rows if factory is None else [factory(self, row) for row in rows]

    def _end(self, statement):
        """Lets go of a statement that has no more rows, or that SQLite could not go on with."""
        end = crossing.ints[crossing.END]
        if end == crossing.NOT_TEXT:
            raise last()
        statement.busy = False
        self._statement = None
        if end == crossing.FAILED:
            raise last()
        if statement.changes:
            self._rowcount = crossing.ints[crossing.CHANGES]

    def _shape(self, statement):
        """Tells how the values are to come."""
        wanted = (self._connection._raw_text, '' if self._converters is None else self._converters[0])
        if wanted == statement.shape:
            return
        statement.shape = PLAIN if wanted == PLAIN else wanted
        crossing.shape(statement.handle, *wanted)

    def _finish(self, rows):
        self._state = LOCKED
        try:
            return finish(rows, self._connection._text_factory, self._converters)
        finally:
            self._state = IDLE


def _count(size, words):
    size = index(size)
    if size < 0:
        raise ValueError('Cannot convert negative int')
    if size > 0xffff_ffff:
        raise OverflowError(f'Python int too large {words} C uint32_t')
    return size
