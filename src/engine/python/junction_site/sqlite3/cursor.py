"""`Cursor`: executes statements; `fetching` hands out their rows."""

from operator import attrgetter
from sys import _getframe
from time import perf_counter

from . import _crossing as crossing
from . import _statements as log
from . import adapters, functions
from .errors import ProgrammingError, kind_of
from .fetching import CLOSED, IDLE, LOCKED, Fetching
from .many import execute_many
from .script import run_script
from .shape import converters_of


class Cursor(Fetching):
    """Executes statements on its connection."""

    __module__ = 'sqlite3'
    __slots__ = (
        '_connection', '_description', '_lastrowid', '_rowcount', '_arraysize', '_row_factory', '_state', '_statement',
        '_converters', '_entry', '__weakref__',
    )

    # Getters in C: nothing of ours runs when they are read.
    connection = property(attrgetter('_connection'))
    description = property(attrgetter('_description'))
    lastrowid = property(attrgetter('_lastrowid'))
    rowcount = property(attrgetter('_rowcount'))

    def __init__(self, connection, /):
        if not self._is_new() and self._state == LOCKED:
            raise ProgrammingError('Recursive use of cursors not allowed.')
        if not isinstance(connection, Cursor._connection_class):
            raise TypeError(f'Cursor() argument 1 must be sqlite3.Connection, not {kind_of(connection)}')
        prepared(self, connection)

    def __del__(self):
        # Frees what SQLite holds locked for a statement whose rows nobody wants any more.
        try:
            if self._statement is not None:
                self._statement.reset()
        except AttributeError:
            pass

    def execute(self, sql, parameters=(), /):
        """Executes one statement with its parameters, a sequence or a mapping."""
        try:
            connection = self._connection
            if self._state or not connection._db:
                self._refuse()
        except AttributeError:
            self._refuse()
        if type(sql) is not str:
            _must_be_text('execute() argument 1', sql)
        if self._statement is not None:
            self._release()
        recording = log.entries is not None
        if recording:
            start = perf_counter()
        self._state = LOCKED
        try:
            statement = connection._statements.get(sql)
            if statement is None or statement.busy:
                statement = connection._prepare(sql)
            begin = connection._beginning if statement.changes else 0
            if adapters.careful:
                flags = statement.execute_carefully(parameters, begin)
            else:
                flags = crossing.execute(statement.handle, parameters, begin)
                if flags < 0:
                    flags = statement.answer(flags, parameters, begin)
            if functions.pending is not None:
                crossing.reset(statement.handle)
                functions.raise_pending()
        except BaseException as failure:
            self._description = None
            self._rowcount = -1
            if recording:
                log.note_refused(connection._db, sql, parameters, (perf_counter() - start) * 1000, _getframe(1), failure)
            raise
        finally:
            self._state = IDLE

        if flags & 2:  # crossing.COLUMNS
            if flags & 4 or statement.description is None:  # crossing.COLUMNS_CHANGED
                statement.describe(connection._name_of)
            self._description = statement.description
            if connection._detect_types:
                self._converters = converters_of(statement, connection._detect_types)
        else:
            self._description = None
        if flags & 1:  # crossing.ROW
            statement.busy = True
            self._statement = statement
            self._rowcount = 0 if statement.changes else -1
            self._lastrowid = crossing.longs[0]
        elif flags & 16:  # crossing.EMPTY
            self._rowcount = -1
        else:
            self._rowcount = crossing.ints[2] if statement.changes else -1
            self._lastrowid = crossing.longs[0]
        if recording:
            ms = (perf_counter() - start) * 1000
            if flags & 8:  # crossing.BEGAN
                log.note_begin(connection._db, _getframe(1))
            self._entry = log.note(connection._db, sql, parameters, max(self._rowcount, 0), ms, _getframe(1))
        elif self._entry is not None:
            self._entry = None
        return self

    def executemany(self, sql, seq_of_parameters, /):
        """Executes one INSERT, UPDATE, DELETE or the like once per item of parameters."""
        self._check()
        if not isinstance(sql, str):
            _must_be_text('executemany() argument 1', sql)
        self._release()
        self._description = None
        self._rowcount = -1
        self._state = LOCKED
        try:
            execute_many(self, sql, seq_of_parameters, _getframe(1))
        finally:
            if self._state == LOCKED:
                self._state = IDLE
        return self

    def executescript(self, sql_script, /):
        """Executes all statements of a text, after committing what the connection has begun by itself."""
        self._check()
        if not isinstance(sql_script, str):
            _must_be_text('executescript() argument', sql_script)
        if '\0' in sql_script:
            raise ValueError('embedded null character')
        run_script(self._connection, sql_script, _getframe(1))
        return self

    def close(self):
        """Ends the cursor's life; its rows are dropped."""
        try:
            if self._state or not self._connection._db:
                if self._state != CLOSED:
                    self._refuse()
                self._connection._check_open()
        except AttributeError:
            self._refuse()
        if self._statement is not None:
            self._release()
        self._state = CLOSED

    def setinputsizes(self, sizes, /):
        """Required by DB-API; does nothing."""

    def setoutputsize(self, size, column=None, /):
        """Required by DB-API; does nothing."""

    def _release(self):
        self._converters = None
        statement = self._statement
        if statement is not None:
            self._statement = None
            statement.reset()

    def _is_new(self):
        try:
            return self._state is None
        except AttributeError:
            return True

    def _check(self):
        try:
            if self._state or not self._connection._db:
                self._refuse()
        except AttributeError:
            self._refuse()

    def _refuse(self):
        """Says why the cursor cannot be used."""
        if self._is_new():
            raise ProgrammingError('Base Cursor.__init__ not called.') from None
        if self._state == CLOSED:
            raise ProgrammingError('Cannot operate on a closed cursor.')
        if self._state == LOCKED:
            raise ProgrammingError('Recursive use of cursors not allowed.')
        self._connection._check_open()


# Not a plain slot: it cannot be deleted.
Cursor.row_factory = property(attrgetter('_row_factory'), Cursor._row_factory.__set__)


def prepared(cursor, connection):
    """The cursor, ready for use on a connection."""
    cursor._connection = connection
    cursor._description = cursor._lastrowid = cursor._statement = cursor._converters = cursor._entry = None
    cursor._row_factory = connection._row_factory
    cursor._rowcount = -1
    cursor._arraysize = 1
    cursor._state = IDLE
    return cursor


def _must_be_text(what, value):
    if not isinstance(value, str):
        raise TypeError(f'{what} must be str, not {kind_of(value)}')
