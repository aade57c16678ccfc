"""A run's result as JSON text for the page."""

import math
from json import dumps

SAFE_INTEGER = 2**53 - 1
LONGEST_VALUE = 1_000


def to_json(result: dict) -> str:
    # What was recorded is plain already, and long.
    whole = {key: value if key in ('statements', 'events') else plain(value, None) for key, value in result.items()}
    return dumps(whole, ensure_ascii=True, allow_nan=False)


class StatementLog:
    """The driver's log of the statements that one call sent; natively there is no such driver."""

    def __init__(self, tracer) -> None:
        """`tracer` tells who caused them, or is None."""
        self._tracer = tracer
        try:
            from sqlite3 import _statements
            self._log = _statements
            self._log.tracer = tracer
            self._log.start()
        except (ImportError, AttributeError):
            self._log = None

    def take(self) -> dict:
        """What was recorded, for the result."""
        statements = self._log.take() if self._log else {'texts': [], 'sent': []}
        return {'statements': statements, 'events': self._tracer.take() if self._tracer else []}


def plain(value, longest: int | None = LONGEST_VALUE):
    """A value that JavaScript can read back: what JSON lacks becomes text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if -SAFE_INTEGER <= value <= SAFE_INTEGER else str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, str):
        return str(value) if longest is None or len(value) <= longest else f'{value[:longest]}…'
    if isinstance(value, (bytes, bytearray, memoryview)):
        data = bytes(value)
        return f"x'{data[:64].hex()}{'…' if len(data) > 64 else ''}'"
    if isinstance(value, dict):
        return {str(key): plain(item, longest) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, longest) for item in value]
    return str(value)
