"""What a connection can do beside executing: functions, hooks, backups, limits."""

from functools import wraps
from operator import index
from sys import audit
from time import sleep as wait
from warnings import warn

from . import _crossing as crossing
from . import errors, functions
from .blob import Blob, contiguous
from .errors import c_int, kind_of

DONE = 101
BUSY, LOCKED = 5, 6
NO_EXTENSIONS = 'SQLite in the browser cannot load extensions.'


class Extras:
    """The rarer half of `Connection`."""

    __slots__ = ()

    def create_function(self, name, narg, func, *, deterministic=False):
        """Makes a Python function callable from SQL; None takes it away."""
        self._check_open()
        _must_be_text('create_function', name)
        narg = self._checked_count('narg', narg)
        # A function that is taken away stays known to SQLite, as one that fails.
        number = self._callback(func if func is not None else _missing)
        self._settle(crossing.createFunction(self._db, name, narg, number, bool(deterministic)))

    def create_aggregate(self, name, n_arg, aggregate_class):
        """Makes a class with `step` and `finalize` an aggregate of SQL."""
        self._check_open()
        _must_be_text('create_aggregate', name)
        n_arg = self._checked_count('n_arg', n_arg)
        self._settle(crossing.createAggregate(self._db, name, n_arg, self._callback(aggregate_class if aggregate_class is not None else _missing), False))

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Makes a class with `step`, `inverse`, `value` and `finalize` a window function of SQL; None takes it away."""
        self._check_open()
        if not isinstance(name, str):
            raise TypeError(f'create_window_function() argument 1 must be str, not {kind_of(name)}')
        num_params = self._checked_count('num_params', num_params)
        self._settle(crossing.createAggregate(self._db, name, num_params, self._callback(aggregate_class), True))

    def create_collation(self, name, callback, /):
        """Makes a function of two texts an order of SQL; None takes it away."""
        self._check_open()
        if not isinstance(name, str):
            raise TypeError(f'create_collation() argument 1 must be str, not {kind_of(name)}')
        name.encode()
        if callback is not None and not callable(callback):
            raise TypeError('parameter must be callable')
        code = crossing.createCollation(self._db, name, self._callback(callback))
        self._forget_statements()
        if code == BUSY:
            raise errors.of_code(BUSY, 'unable to delete/modify collation sequence due to active statements')
        if code:
            raise errors.NotSupportedError(f'SQLite in the browser cannot make a collation called {name!r}.')

    def set_trace_callback(self, trace_callback):
        """Has a function called with the text of each statement that runs."""
        self._check_open()
        crossing.setTrace(self._db, self._callback(trace_callback))

    def set_authorizer(self, authorizer_callback):
        """Has a function asked whether a statement that is being prepared may do what it wants."""
        self._check_open()
        crossing.setAuthorizer(self._db, self._callback(authorizer_callback))
        self._forget_statements()

    def set_progress_handler(self, progress_handler, n):
        """Has a function called about every `n` steps of SQLite's machine; a true answer ends the statement."""
        self._check_open()
        crossing.setProgress(self._db, self._callback(progress_handler), index(n))

    def interrupt(self):
        """Ends the statements that are running on this connection."""
        self._check_open()
        crossing.interrupt(self._db)

    def getlimit(self, category, /):
        """One of SQLite's limits."""
        return self.setlimit(category, -1)

    def setlimit(self, category, limit, /):
        """Sets one of SQLite's limits; a negative one leaves it. Returns the former."""
        self._check_open()
        category, limit = c_int(category), c_int(limit)
        former = crossing.limit(self._db, category)
        if former < 0:
            raise errors.ProgrammingError("'category' is out of bounds")
        crossing.setLimit(self._db, category, limit)
        return former

    def getconfig(self, op, /):
        """Whether one of SQLite's switches is on."""
        self._check_open()
        on = crossing.isOn(self._db, c_int(op))
        if not isinstance(on, bool):
            raise ValueError(f"unknown config 'op': {op}")
        return on

    def setconfig(self, op, enable=True, /):
        """Turns one of SQLite's switches."""
        self.getconfig(op)
        crossing.setOn(self._db, op, bool(enable))
        self._forget_statements()

    def enable_load_extension(self, enable, /):
        """SQLite's extensions are native programs, which a browser cannot load: nothing but False is accepted."""
        self._check_open()
        audit('sqlite3.enable_load_extension', self, enable)
        if enable:
            raise errors.NotSupportedError(NO_EXTENSIONS)

    def load_extension(self, name, /, *, entrypoint=None):
        """Refuses; see `enable_load_extension`."""
        self._check_open()
        audit('sqlite3.load_extension', self, name)
        raise errors.NotSupportedError(NO_EXTENSIONS)

    def blobopen(self, table, column, rowid, /, *, readonly=False, name='main'):
        """A blob of a row, as a file."""
        self._check_open()
        if not -(1 << 63) <= rowid < 1 << 63:
            raise OverflowError('Python int too large to convert to SQLite INTEGER')
        blob = Blob._open(self, table, column, rowid, readonly, name)
        self._blobs.append(blob)
        return blob

    def backup(self, target, *, pages=-1, progress=None, name='main', sleep=0.25):
        """Copies a database into another connection's, `pages` at a time."""
        self._check_open()
        if not isinstance(target, Extras):
            raise TypeError(f"backup() argument 'target' must be sqlite3.Connection, not {kind_of(target)}")
        pages = c_int(pages)
        if target is self:
            raise ValueError('target cannot be the same connection instance')
        if progress is not None and not callable(progress):
            raise TypeError('progress argument must be a callable')
        target._check_open()
        copy = crossing.backup(self._db, name, target._db)
        if not copy:
            raise errors.last()
        try:
            while True:
                code = copy.step(pages or -1)
                if progress is not None:
                    progress(code, copy.remaining, copy.pages)
                if code & 0xff in (BUSY, LOCKED):
                    wait(sleep)
                elif code != 0:
                    break
        except BaseException:
            copy.finish()
            raise
        if copy.finish() < 0:
            raise errors.last()

    def serialize(self, *, name='main'):
        """A database as the bytes of its file."""
        self._check_open()
        data = crossing.serialize(self._db, name)
        if not data:
            raise errors.OperationalError(f"unable to serialize '{name}'")
        return data.to_bytes()

    def deserialize(self, data, /, *, name='main'):
        """Puts a database that is given as bytes in the place of one of the connection's."""
        self._check_open()
        copied = bytearray(data.encode() if isinstance(data, str) else contiguous(data))
        self._forget_statements()
        if crossing.deserialize(self._db, name, copied) < 0:
            raise errors.last()

    def iterdump(self, *, filter=None):
        """The database as SQL text, statement by statement."""
        from .dump import _iterdump
        self._check_open()
        return _iterdump(self, filter=filter)

    def _callback(self, function):
        """The number of a Python callable; 0 for none."""
        if function is None:
            return 0
        number = functions.add(function)
        self._functions.append(number)
        return number

    def _forget_statements(self):
        """Has statements prepared anew, because what they mean may have changed."""
        self._statements.clear()

    def _settle(self, code):
        self._forget_statements()
        if code:
            raise errors.last()

    def _checked_count(self, what, count):
        count = index(count)
        if not -1 <= count <= 127:
            raise errors.ProgrammingError(f"'{what}' must be between -1 and 127, not {count}")
        return count

    def _close_extras(self):
        for blob in self._blobs:
            blob._shut()
        self._blobs.clear()
        for number in self._functions:
            functions.remove(number)
        self._functions.clear()


def _missing(*arguments):
    raise TypeError("'NoneType' object is not callable")


def _must_be_text(method, name):
    if not isinstance(name, str):
        raise TypeError(f"{method}() argument 'name' must be str, not {kind_of(name)}")


def _soon_positional(method, *names):
    """Warns of arguments that will not be accepted by name any more in Python 3.15."""
    many = len(names) > 1
    quoted = [f"'{name}'" for name in names]
    listed = f"{', '.join(quoted[:-1])} and {quoted[-1]}" if many else quoted[0]
    words = (
        f"Passing keyword argument{'s' * many} {listed} to _sqlite3.Connection.{method.__name__}() is deprecated. "
        f"Parameter{'s' * many} {listed} will become positional-only in Python 3.15.")

    @wraps(method)
    def warning(self, *args, **kwargs):
        if any(name in kwargs for name in names):
            warn(words, DeprecationWarning, stacklevel=2)
        return method(self, *args, **kwargs)

    return warning


Extras.create_function = _soon_positional(Extras.create_function, 'name', 'narg', 'func')
Extras.create_aggregate = _soon_positional(Extras.create_aggregate, 'name', 'n_arg', 'aggregate_class')
Extras.set_authorizer = _soon_positional(Extras.set_authorizer, 'authorizer_callback')
Extras.set_progress_handler = _soon_positional(Extras.set_progress_handler, 'progress_handler')
Extras.set_trace_callback = _soon_positional(Extras.set_trace_callback, 'trace_callback')
