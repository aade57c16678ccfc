"""The exceptions of DB-API 2.0, and SQLite's refusals as such."""

from operator import index

from . import _crossing as crossing
from .constants import RESULT_CODES


class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


def kind_of(value):
    """A value's type, as Python's refusals name it."""
    return 'None' if value is None else type(value).__name__


def c_int(value):
    """A number as C's `int` holds it."""
    value = index(value)
    if not -(1 << 31) <= value < 1 << 31:
        raise OverflowError('Python int too large to convert to C int')
    return value


ALL = (
    Warning, Error, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError, IntegrityError,
    DataError, NotSupportedError,
)
for _class in ALL:
    _class.__module__ = 'sqlite3'

NOMEM = 7
CLASS_OF_CODE = {
    2: InternalError, 12: InternalError,
    1: OperationalError, 3: OperationalError, 4: OperationalError, 5: OperationalError, 6: OperationalError,
    8: OperationalError, 9: OperationalError, 10: OperationalError, 13: OperationalError, 14: OperationalError,
    15: OperationalError, 16: OperationalError, 17: OperationalError,
    11: DatabaseError, 18: DataError, 19: IntegrityError, 20: IntegrityError, 21: InterfaceError, 25: InterfaceError,
}
NAME_OF_CODE = {code: name for name, code in RESULT_CODES.items()}


def of_code(code, message):
    """SQLite's result code as an exception that carries it."""
    if code & 0xff == NOMEM:
        return MemoryError()
    error = CLASS_OF_CODE.get(code & 0xff, DatabaseError)(message)
    error.sqlite_errorcode = code
    error.sqlite_errorname = NAME_OF_CODE.get(code, 'unknown')
    return error


def last():
    """SQLite's last refusal."""
    from . import functions
    # What a collation has raised before is not told beside it.
    functions.pending = None
    code = crossing.errorCode()
    message = crossing.errorMessage()
    # A text that is not UTF-8 is our own finding: SQLite has no code for it.
    return of_code(code, message) if code else OperationalError(message)
