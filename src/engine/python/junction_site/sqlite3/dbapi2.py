"""The names of DB-API 2.0, as CPython's `sqlite3.dbapi2` offers them."""

import collections.abc
import datetime
import time

from . import _crossing as _crossing
from .adapters import PrepareProtocol, adapt, adapters, converters, register_adapter, register_converter
from .blob import Blob
from .complete import complete_statement
from .connection import Connection, connect
from .constants import (
    ACTIONS, CONFIGURATION, LEGACY_TRANSACTION_CONTROL, LIMITS, PARSE_COLNAMES, PARSE_DECLTYPES, RESULT_CODES,
)
from .cursor import Cursor
from .errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError,
    ProgrammingError, Warning,
)
from .functions import enable_callback_tracebacks
from .row import Row

apilevel = '2.0'
paramstyle = 'qmark'
# SQLite is built without locks around its own state, and nothing here runs in a second thread.
threadsafety = 0

Date = datetime.date
Time = datetime.time
Timestamp = datetime.datetime
Binary = memoryview

globals().update(RESULT_CODES)
globals().update(ACTIONS)
globals().update(LIMITS)
globals().update(CONFIGURATION)
collections.abc.Sequence.register(Row)


def DateFromTicks(ticks):
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    return Timestamp(*time.localtime(ticks)[:6])


def version_of(module, name):
    """`sqlite_version` and `sqlite_version_info`, for a module's `__getattr__`."""
    # SQLite is asked for its version, which it cannot be before the engine has started.
    if name == 'sqlite_version':
        _crossing.wake()
        return _crossing.sql.version
    if name == 'sqlite_version_info':
        _crossing.wake()
        return tuple(map(int, _crossing.sql.version.split('.')))
    raise AttributeError(f'module {module!r} has no attribute {name!r}')


def __getattr__(name):
    return version_of(__name__, name)


__all__ = [name for name in globals() if not name.startswith('_') and name not in ('ACTIONS', 'CONFIGURATION', 'LIMITS', 'RESULT_CODES', 'version_of')]
