"""What a connection lets SQLite call: functions, aggregates, collations, and hooks."""

from functools import wraps
from operator import index
from warnings import warn

from . import _crossing as crossing
from . import errors, functions
from .errors import kind_of
from .row import fold


class Hooks:
    """The part of `Connection` that registers Python callables."""

    __slots__ = ()

    def create_function(self, name, narg, func, *, deterministic=False):
        """Makes a Python function callable from SQL; None takes it away."""
        self._check_open()
        _must_be_text('create_function', name)
        narg = _checked_count('narg', narg)
        # A function that is taken away stays known to SQLite, as one that fails.
        made = functions.Registered(func if func is not None else _missing)
        code = crossing.createFunction(self._db, name, narg, made.number, bool(deterministic))
        self._settle(('function', fold(name), narg), made, code)

    def create_aggregate(self, name, n_arg, aggregate_class):
        """Makes a class with `step` and `finalize` an aggregate of SQL."""
        self._check_open()
        _must_be_text('create_aggregate', name)
        n_arg = _checked_count('n_arg', n_arg)
        made = functions.Registered(aggregate_class if aggregate_class is not None else _missing)
        self._settle(('function', fold(name), n_arg), made, crossing.createAggregate(self._db, name, n_arg, made.number, False))

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Makes a class with `step`, `inverse`, `value` and `finalize` a window function of SQL; None takes it away."""
        self._check_open()
        if not isinstance(name, str):
            raise TypeError(f'create_window_function() argument 1 must be str, not {kind_of(name)}')
        num_params = _checked_count('num_params', num_params)
        made = _registered(aggregate_class)
        code = crossing.createAggregate(self._db, name, num_params, _number(made), True)
        self._settle(('function', fold(name), num_params), made, code)

    def create_collation(self, name, callback, /):
        """Makes a function of two texts an order of SQL; None takes it away."""
        self._check_open()
        if not isinstance(name, str):
            raise TypeError(f'create_collation() argument 1 must be str, not {kind_of(name)}')
        name.encode()
        if callback is not None and not callable(callback):
            raise TypeError('parameter must be callable')
        made = _registered(callback)
        self._settle(('collation', fold(name)), made, crossing.createCollation(self._db, name, _number(made)))

    def set_trace_callback(self, trace_callback):
        """Has a function called with the text of each statement that runs."""
        self._check_open()
        made = _registered(trace_callback)
        crossing.setTrace(self._db, _number(made))
        self._keep('trace', made)

    def set_authorizer(self, authorizer_callback):
        """Has a function asked whether a statement that is being prepared may do what it wants."""
        self._check_open()
        made = _registered(authorizer_callback)
        crossing.setAuthorizer(self._db, _number(made))
        self._keep('authorizer', made)
        self._forget_statements()

    def set_progress_handler(self, progress_handler, n):
        """Has a function called about every `n` steps of SQLite's machine; a true answer ends the statement."""
        self._check_open()
        n = index(n)
        made = _registered(progress_handler)
        crossing.setProgress(self._db, _number(made), n)
        self._keep('progress', made)

    def interrupt(self):
        """Ends the statements that are running on this connection."""
        self._check_open()
        crossing.interrupt(self._db)

    def _settle(self, place, made, code):
        """Keeps a callable that SQLite has taken; raises what it was refused for."""
        self._forget_statements()
        if code:
            raise errors.last()
        self._keep(place, made)

    def _keep(self, place, made):
        """Keeps a callable instead of the one that had its place."""
        if made is None:
            self._callables.pop(place, None)
        else:
            self._callables[place] = made


def _registered(function):
    return None if function is None else functions.Registered(function)


def _number(made):
    return 0 if made is None else made.number


def _checked_count(what, count):
    count = index(count)
    if not -1 <= count <= 127:
        raise errors.ProgrammingError(f"'{what}' must be between -1 and 127, not {count}")
    return count


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


Hooks.create_function = _soon_positional(Hooks.create_function, 'name', 'narg', 'func')
Hooks.create_aggregate = _soon_positional(Hooks.create_aggregate, 'name', 'n_arg', 'aggregate_class')
Hooks.set_authorizer = _soon_positional(Hooks.set_authorizer, 'authorizer_callback')
Hooks.set_progress_handler = _soon_positional(Hooks.set_progress_handler, 'progress_handler')
Hooks.set_trace_callback = _soon_positional(Hooks.set_trace_callback, 'trace_callback')
