"""How a cursor hands out rows."""

from itertools import islice
from marshal import loads
from operator import index

from . import _crossing as crossing
from . import functions
from .errors import last
from .shape import finish
from .statement import PLAIN

NO_ROWS = iter(())
_MOST_AT_ONCE = 256
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
            if self._state or not self._connection._db:
                self._refuse()
        except AttributeError:
            self._refuse()
        row = next(self._rows, None)
        if row is None:
            if self._statement is None and self._failure is None:
                return None
            row = self._next_batch()
            if row is None:
                return None
        factory = self._row_factory
        return row if factory is None else factory(self, row)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        try:
            if self._state or not self._connection._db:
                self._refuse()
        except AttributeError:
            self._refuse()
        row = next(self._rows, None)
        if row is None:
            if self._statement is None and self._failure is None:
                raise StopIteration
            row = self._next_batch()
            if row is None:
                raise StopIteration
        factory = self._row_factory
        return row if factory is None else factory(self, row)

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
        if self._rows is not NO_ROWS:
            return self._take(_ALL)
        if self._statement is None and self._failure is None:
            return []
        rows = self._fetch(_ALL)
        while self._statement is not None or self._failure is not None:
            rows += self._fetch(_ALL)
        factory = self._row_factory
        return rows if factory is None else [factory(self, row) for row in rows]

    def _take(self, wanted):
        rows = []
        if self._rows is not NO_ROWS:
            rows.extend(islice(self._rows, wanted))
        while len(rows) < wanted and (self._statement is not None or self._failure is not None):
            fetched = self._fetch(wanted - len(rows))
            if rows:
                rows += fetched
            else:
                rows = fetched
        factory = self._row_factory
        return rows if factory is None else [factory(self, row) for row in rows]

    def _next_batch(self):
        """The next row from SQLite, more being kept for later; None when there is none."""
        most = self._batch
        if most < _MOST_AT_ONCE:
            self._batch = most * 2
        rows = self._fetch(most)
        if most == 1:
            return rows[0] if rows else None
        self._rows = iter(rows)
        return next(self._rows, None)

    def _fetch(self, most):
        """Up to `most` rows from SQLite."""
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        statement = self._statement
        connection = self._connection
        plain = self._converters is None and not connection._raw_text
        if not plain or statement.shape is not PLAIN:
            self._shape(statement)
        self._state = LOCKED
        try:
            answer = crossing.fetch(statement.handle, most)
        finally:
            self._state = IDLE
        end = answer & 7
        if end == 3:  # crossing.WANTS_ROOM
            answer = crossing.fetch_with_room(statement.handle, most)
            end = answer & 7
        rows = loads(crossing.payload) if answer > 7 else []
        if end == 1:  # crossing.LAST
            statement.busy = False
            self._statement = None
            if statement.changes:
                self._rowcount = crossing.ints[2]
        elif end:
            self._stop(statement, rows, end)
        if self._entry is not None:
            self._entry[3] += len(rows)
        if functions.pending is not None:
            self._release()
            functions.raise_pending()
        return rows if plain else self._finish(rows)

    def _stop(self, statement, rows, end):
        """Ends a result that SQLite could not go on with; rows before the failure are still handed out."""
        if end == crossing.NOT_TEXT:
            raise last()
        statement.busy = False
        self._statement = None
        failure = last()
        if not rows:
            raise failure
        self._failure = failure

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
