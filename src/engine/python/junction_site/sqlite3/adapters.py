"""Python values on their way into SQLite, and declared types on their way out."""

import datetime
from os.path import dirname
from warnings import warn

# Warnings point at the code that calls us.
_OURS = (dirname(__file__) + '/',)


class PrepareProtocol:
    """What `__conform__` is asked for, and what adapters are registered for."""

    __module__ = 'sqlite3'


adapters = {}
converters = {}

# Values that cross as they are, unless somebody has registered an adapter for one of their types.
PLAIN = (int, float, str, bytes, bytearray, bool, type(None))
# Whether parameters must be looked at one by one before they cross.
careful = False

_MISSING = object()
# Bits of a type's `__flags__`.
_IMMUTABLE_TYPE, _HEAP_TYPE = 1 << 8, 1 << 9


def register_adapter(type, adapter, /):
    """Registers a function that makes an SQLite value of a type's instances."""
    global careful
    if type in PLAIN or hasattr(type, '__buffer__'):
        careful = True
    adapters[type, PrepareProtocol] = adapter


def register_converter(typename, converter, /):
    """Registers a function that makes a Python value of the bytes in a column declared so."""
    if not isinstance(typename, str):
        raise TypeError(f'register_converter() argument 1 must be str, not {_type_name(typename)}')
    converters[typename.upper()] = converter


def adapt(obj, proto=PrepareProtocol, alt=_MISSING, /):
    """Adapts an object to a protocol, by a registered adapter, by the protocol's `__adapt__` or the object's `__conform__`."""
    from .errors import ProgrammingError
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return adapter(obj)
    for asked, method, argument in ((proto, '__adapt__', obj), (obj, '__conform__', proto)):
        answer = getattr(asked, method, None)
        if answer is None:
            continue
        try:
            adapted = answer(argument)
        except TypeError:
            # A method of another signature counts as none; what it raised is not the caller's affair.
            continue
        if adapted is not None:
            return adapted
    if alt is not _MISSING:
        return alt
    raise ProgrammingError("can't adapt")


def to_sqlite(value, place):
    """A parameter as one of the types that cross; `place` says which parameter in the words of a refusal."""
    from .errors import ProgrammingError
    kind = type(value)
    if careful or kind not in (int, float, str, bytearray):
        value = adapt(value, PrepareProtocol, value)
    if value is None or type(value) is bytes:
        return value
    if isinstance(value, int):
        value = int(value)
        if not -(1 << 63) <= value < 1 << 63:
            raise OverflowError('Python int too large to convert to SQLite INTEGER')
        return value
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        value.encode()
        return str.__str__(value) if type(value) is str else ''.join(value)
    try:
        view = memoryview(value)
    except TypeError:
        raise ProgrammingError(f"Error binding parameter {place}: type '{_type_name(value)}' is not supported") from None
    if not view.c_contiguous:
        raise BufferError('memoryview: underlying buffer is not C-contiguous')
    return view.tobytes()


def _type_name(value):
    """A value's type as C calls it: one that is made in C with its module."""
    kind = type(value)
    in_c = not kind.__flags__ & _HEAP_TYPE or kind.__flags__ & _IMMUTABLE_TYPE
    return f'{kind.__module__}.{kind.__qualname__}' if in_c and kind.__module__ != 'builtins' else kind.__name__


def _deprecated(what):
    warn(f'The default {what} is deprecated as of Python 3.12; '
         'see the sqlite3 documentation for suggested replacement recipes', DeprecationWarning, skip_file_prefixes=_OURS)


def _adapt_date(value):
    _deprecated('date adapter')
    return value.isoformat()


def _adapt_datetime(value):
    _deprecated('datetime adapter')
    return value.isoformat(' ')


def _convert_date(value):
    _deprecated('date converter')
    return datetime.date(*map(int, value.split(b'-')))


def _convert_timestamp(value):
    _deprecated('timestamp converter')
    day, time = value.split(b' ')
    seconds, _, fraction = time.partition(b'.')
    microsecond = int(fraction.decode()[:6].ljust(6, '0')) if fraction else 0
    return datetime.datetime(*map(int, day.split(b'-')), *map(int, seconds.split(b':')), microsecond)


register_adapter(datetime.date, _adapt_date)
register_adapter(datetime.datetime, _adapt_datetime)
register_converter('date', _convert_date)
register_converter('timestamp', _convert_timestamp)
