"""Python functions that SQLite calls: the side that JavaScript asks."""

import sys
from functools import partial
from marshal import dumps, loads
from types import SimpleNamespace
from weakref import ref

from . import _crossing as crossing
from .blob import contiguous
from .errors import DataError, c_int

# What JavaScript asks for.
LEND = -1
SCALAR, STEP, INVERSE, VALUE, FINAL, COLLATE, TRACE, AUTHORIZE, PROGRESS = range(9)

# Answers: 0 for NULL, else the address of a `bytes` object with the value; or a failure, by words or by SQLite's code.
NOMEM, TOOBIG = -7, -18
FUNCTION_FAILED = 'user-defined function raised exception'
METHODS = {STEP: 'step', INVERSE: 'inverse', VALUE: 'value', FINAL: 'finalize'}
DENY = 1

tracebacks = False
# What a collation has raised: SQLite has no way to hear of it, so it comes up when the statement is done.
pending = None

# Weak references by number: whoever registers a callable keeps it, so that garbage collection sees what it holds.
_callables = {}
_instances = {}
_last_id = 0
# Keeps the last answer alive until JavaScript has read it.
_answer = None


def enable_callback_tracebacks(enable, /):
    """Whether what a callback raises is reported through `sys.unraisablehook`."""
    global tracebacks
    tracebacks = bool(enable)


class Registered:
    """A callable under the number by which JavaScript asks for it, as long as this is kept."""

    __slots__ = ('number', 'function', '__weakref__')

    def __init__(self, function):
        global _last_id
        _last_id += 1
        self.number = _last_id
        self.function = function
        _callables[_last_id] = ref(self, partial(_forget, _last_id))


def _forget(number, reference):
    _callables.pop(number, None)


def raise_pending():
    """Raises what a collation has raised meanwhile."""
    global pending
    if pending is not None:
        failure, pending = pending, None
        raise failure


def dispatch(kind, number, instance, place):
    """Does what SQLite asks for. Nothing may be raised from here: it would pass through SQLite."""
    if kind == LEND:
        crossing.lend(2 * number + crossing.HEAD_BYTES)
        return 0
    registered = _callables[number]() if number in _callables else None
    function = None if registered is None else registered.function
    try:
        arguments = loads(crossing.payload[place:]) if place >= 0 else None
        if kind == SCALAR:
            if arguments is None:
                return FUNCTION_FAILED
            return _give(function(*arguments))
        if kind in METHODS:
            return _aggregate(kind, function, instance, arguments)
        if kind == COLLATE:
            return 0 if arguments is None else _collate(function, *arguments)
        if kind == TRACE:
            if len(arguments) > 1:
                report(function, DataError('Expanded SQL string exceeds the maximum string length'))
            function(arguments[0].decode())
            return 0
        if kind == AUTHORIZE:
            return _authorize(function, *arguments)
        return 1 if function() else 0
    except BaseException as failure:
        report(function, failure)
        if kind == AUTHORIZE:
            return DENY
        if kind == PROGRESS:
            return 1
        return 0 if kind == TRACE else _failed(failure, FUNCTION_FAILED)


def report(function, failure):
    """Tells of an exception that nobody will see, if the program has asked to be told."""
    if tracebacks:
        sys.unraisablehook(SimpleNamespace(
            exc_type=type(failure), exc_value=failure, exc_traceback=failure.__traceback__,
            err_msg=f'Exception ignored on sqlite3 callback {function!r}', object=None))


def _give(value):
    """A function's result, as JavaScript reads it."""
    global _answer
    if value is None:
        return 0
    if isinstance(value, int):
        value = int(value)
        if not -(1 << 63) <= value < 1 << 63:
            raise OverflowError('Python int too large to convert to SQLite INTEGER')
    elif isinstance(value, float):
        value = float(value)
    elif isinstance(value, str):
        value.encode()
        value = ''.join(value)
    else:
        try:
            value = contiguous(value)
        except TypeError:
            return FUNCTION_FAILED
    _answer = dumps(value, 2)
    return id(_answer)


def _failed(failure, words):
    if isinstance(failure, MemoryError):
        return NOMEM
    if isinstance(failure, OverflowError):
        return TOOBIG
    return words


def _aggregate(kind, factory, number, arguments):
    """One call for an aggregate's instance. STEP and INVERSE answer the instance's number."""
    global _last_id
    if number:
        return _call(kind, factory, number, arguments)
    try:
        made = factory()
    except BaseException as failure:
        report(factory, failure)
        return _failed(failure, "user-defined aggregate's '__init__' method raised error")
    _last_id += 1
    number = _last_id
    _instances[number] = made
    answer = _call(kind, factory, number, arguments)
    if answer != number:
        # JavaScript never hears of an instance whose first call fails, so it ends here.
        _call(FINAL, factory, number, ())
    return answer


def _call(kind, factory, number, arguments):
    name = METHODS[kind]
    try:
        try:
            method = getattr(_instances[number], name)
        except AttributeError as failure:
            report(factory, failure)
            return f"user-defined aggregate's '{name}' method not defined"
        if arguments is None:
            return f"user-defined aggregate's '{name}' method raised error"
        result = method(*arguments)
        return number if kind in (STEP, INVERSE) else _give(result)
    except BaseException as failure:
        report(factory, failure)
        return _failed(failure, f"user-defined aggregate's '{name}' method raised error")
    finally:
        if kind == FINAL:
            del _instances[number]


def _collate(function, first, second):
    global pending
    try:
        answer = function(first, second)
    except BaseException as failure:
        pending = failure
        return 0
    if not isinstance(answer, int):
        return 0
    return (answer > 0) - (answer < 0)


def _authorize(function, action, *texts):
    answer = function(int(action), *(text if text is None else text.decode() for text in texts))
    return c_int(answer) if isinstance(answer, int) else DENY
