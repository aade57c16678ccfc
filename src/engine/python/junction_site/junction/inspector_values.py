"""Values as text, without calling anything that the learner may have written."""

import datetime
import decimal
import enum
import uuid

LONGEST = 60

# Only of these exact types is the repr() known to be Python's own.
PLAIN = {bool, float, complex, decimal.Decimal, datetime.date, datetime.datetime, datetime.time, datetime.timedelta, uuid.UUID, type(None)}


def shown(value) -> str:
    """A value in Python's own writing; of what is not plain, the type's name in angle brackets."""
    kind = type(value)
    if kind is int:
        return repr(value) if value.bit_length() < 200 else f'<int of {value.bit_length()} bits>'
    if kind in PLAIN:
        return repr(value)
    if issubclass(kind, enum.Enum):
        return f'{kind.__name__}.{value._name_}'
    if issubclass(kind, str):
        return cut(repr(str.__getitem__(value, slice(LONGEST + 1))), str.__len__(value) > LONGEST)
    if kind is bytes:
        return cut(repr(value[: LONGEST // 2]), len(value) > LONGEST // 2)
    if kind in (list, tuple, dict, set):
        return f'<{kind.__name__} of {len(value)}>'
    return f'<{kind.__name__}>'


def cut(text: str, more: bool = False) -> str:
    return f'{text[: LONGEST - 1]}…' if more or len(text) > LONGEST else text
