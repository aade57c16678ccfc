"""`Connection`: a connection to one of Junction's databases, and its transactions."""

from inspect import Parameter, Signature
from operator import attrgetter
from sys import _getframe, audit
from warnings import warn

from . import _crossing as crossing
from . import _statements as log
from . import errors
from .constants import LEGACY_TRANSACTION_CONTROL, PARSE_COLNAMES
from .cursor import Cursor, prepared
from .database import open_database
from .extras import Extras
from .hooks import Hooks
from .shape import name_before_bracket, plain_name
from .statement import Statement
from .transactions import Transactions, checked_level, checked_mode

LIMIT_SQL_LENGTH = 1
# What the log says of changes that no statement of the program made.
CLOSED = '-- the connection was closed: what was not committed is gone'
WRITTEN = '-- a blob was written to'
_new = object.__new__
_POSITIONAL = ('timeout', 'detect_types', 'isolation_level', 'check_same_thread', 'factory', 'cached_statements', 'uri')


class Connection(Transactions, Hooks, Extras):
    """A connection of its own: with its own transaction and its own locks."""

    __module__ = 'sqlite3'
    __slots__ = (
        # The number by which JavaScript knows it: None before __init__, 0 once closed.
        '_db',
        # How statements that change data begin a transaction: 0 not at all, else one more than the place in LEVELS.
        '_beginning',
        '_autocommit', '_isolation_level', '_detect_types', '_name_of', '_text_factory', '_raw_text', '_row_factory',
        '_statements', '_cached_statements', '_callables', '_blobs', '_retired', '__weakref__',
    )
    # PEP 249 wants the exceptions here too.
    locals().update({error.__name__: error for error in errors.ALL})

    def __new__(cls, *args, **kwargs):
        connection = object.__new__(cls)
        connection._db = None
        return connection

    def __init__(self, database, *args, **kwargs):
        if args:
            _warn_of_positional('_sqlite3.Connection()')
        self._configure(database, **_named(args, kwargs))

    def _configure(
        self, database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, factory=None,
        cached_statements=128, uri=False, *, autocommit=LEGACY_TRANSACTION_CONTROL,
    ):
        # Everything here runs in one thread, so whoever holds a lock cannot let go while another waits: the
        # timeout is taken but never waited for.
        if not isinstance(timeout, (int, float)) and not hasattr(type(timeout), '__float__'):
            raise TypeError(f'must be real number, not {type(timeout).__name__}')
        level = checked_level(isolation_level)
        checked_mode(autocommit)
        if self._db:
            # Rows that its cursors have still to fetch come from the old database.
            self._retired.append(self._db)
        elif self._db is None:
            self._retired = []
        self._db = None
        self._detect_types = detect_types
        self._name_of = name_before_bracket if detect_types & PARSE_COLNAMES else plain_name
        self._text_factory = str
        self._raw_text = False
        self._row_factory = None
        self._statements = {}
        self._cached_statements = cached_statements
        self._callables = {}
        self._blobs = []
        self._autocommit = autocommit
        self._isolation_level = level
        crossing.wake()
        audit('sqlite3.connect', database)
        db = open_database(database, uri)
        self._choose_beginning()
        self._db = db
        audit('sqlite3.connect/handle', self)
        if autocommit is False:
            self._run('BEGIN')

    def __del__(self):
        if getattr(self, '_db', None):
            warn(f'unclosed database in {self!r}', ResourceWarning, source=self)
            self._shut()

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, kind, value, traceback, /):
        if kind is None and value is None and traceback is None:
            try:
                self.commit()
            except BaseException:
                self.rollback()
                raise
        else:
            self.rollback()
        return False

    def __call__(self, *args):
        """A prepared statement, as CPython's own module makes it."""
        self._check_open()
        sql, = args
        if not isinstance(sql, str):
            raise TypeError(f'argument 1 must be str, not {type(sql).__name__}')
        self._check_length(sql)
        return Statement(self._db, sql)

    def cursor(self, factory=Cursor):
        """A new cursor; `factory` makes it of the connection."""
        if not self._db:
            self._check_open()
        if factory is Cursor:
            return prepared(_new(Cursor), self)
        cursor = factory(self)
        if not issubclass(type(cursor), Cursor):
            raise TypeError(f'factory must return a cursor, not {type(cursor).__name__}')
        if self._row_factory is not None:
            cursor._row_factory = self._row_factory
        return cursor

    def execute(self, sql, parameters=(), /):
        """Executes a statement on a new cursor."""
        if not self._db:
            self._check_open()
        return prepared(_new(Cursor), self).execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Executes a statement many times on a new cursor."""
        self._check_open()
        return prepared(_new(Cursor), self).executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Executes several statements on a new cursor."""
        self._check_open()
        return prepared(_new(Cursor), self).executescript(sql_script)

    def close(self):
        """Closes; what is not committed is taken back. May be called twice."""
        self._check_made()
        if not self._db:
            return
        if self._autocommit is False and self.in_transaction:
            self._run('ROLLBACK')
        self._shut()

    @property
    def total_changes(self):
        """Rows changed since the connection was opened."""
        self._check_open()
        return crossing.totalChanges(self._db)

    @property
    def text_factory(self):
        """What makes a value of a TEXT: `str`, or a callable that takes its bytes."""
        return self._text_factory

    @text_factory.setter
    def text_factory(self, factory):
        self._text_factory = factory
        self._raw_text = factory is not str

    def _prepare(self, sql):
        """A statement that nobody is using, from SQLite or from those kept; the one made first goes first."""
        statements = self._statements
        kept = sql not in statements
        self._check_length(sql)
        statement = Statement(self._db, sql)
        if kept and self._cached_statements > 0:
            if len(statements) >= self._cached_statements:
                del statements[next(iter(statements))]
            statements[sql] = statement
        return statement

    def _own(self, sql, parameters):
        """All rows of a statement of the driver's own, of which no trigger, trace or authorizer hears."""
        db = self._db
        crossing.silence(db)
        try:
            statement = Statement(db, sql)
            flags = statement.execute(parameters, 0)
            return crossing.rows_of(statement.handle) if flags & crossing.ROW else []
        finally:
            crossing.restore(db)
            if log.entries is not None:
                log.note_unsaid(db, WRITTEN, _getframe(1))

    def _check_length(self, sql):
        limit = crossing.limit(self._db, LIMIT_SQL_LENGTH)
        if len(sql) * 4 > limit and len(sql.encode()) > limit:
            raise errors.DataError('query string is too large')

    def _shut(self):
        db, self._db = self._db, 0
        self._statements.clear()
        self._close_blobs()
        self._callables.clear()
        for each in (db, *self._retired):
            crossing.close(each)
        self._retired.clear()
        if log.entries is not None:
            log.note_unsaid(db, CLOSED, _getframe(1))

    def _check_made(self):
        if self._db is None:
            raise errors.ProgrammingError('Base Connection.__init__ not called.')

    def _check_open(self):
        if not self._db:
            self._check_made()
            raise errors.ProgrammingError('Cannot operate on a closed database.')


# Not a plain slot: it cannot be deleted.
Connection.row_factory = property(attrgetter('_row_factory'), Connection._row_factory.__set__)
Cursor._connection_class = Connection
Connection.__call__.__signature__ = Signature([Parameter(name, Parameter.POSITIONAL_ONLY) for name in ('self', 'sql')])


def connect(database, *args, **kwargs):
    """Opens a connection to a database, by name or path; `:memory:` makes one of its own."""
    if args:
        _warn_of_positional('sqlite3.connect()')
    factory = _named(args, kwargs).get('factory', Connection)
    return factory(database, *args, **kwargs)


def _named(args, kwargs):
    if len(args) > len(_POSITIONAL):
        raise TypeError(f'Connection() takes at most 8 positional arguments ({len(args) + 1} given)')
    return {**dict(zip(_POSITIONAL, args)), **kwargs}


def _warn_of_positional(what):
    warn(
        f"Passing more than 1 positional argument to {what} is deprecated. Parameters 'timeout', 'detect_types', "
        "'isolation_level', 'check_same_thread', 'factory', 'cached_statements' and 'uri' will become keyword-only "
        'parameters in Python 3.15.', DeprecationWarning, stacklevel=3)
