"""What a check says when it fails: words, and where rows differ a small table."""

from ..result import plain

MOST_ROWS = 20
LONGEST_VALUE = 80


class Failed(Exception):
    """A check has not been met. The message is for the learner."""

    def __init__(self, message: str, table: dict | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.table = table


def fail(fact: str, say: str = '', table: dict | None = None) -> None:
    """Ends a check. `fact` tells expected and actual; `say`, the lesson's own words, stands before it."""
    raise Failed(f'{say} {fact}'.strip(), table)


def rows_table(columns: list[str], rows: list[tuple[tuple, str]]) -> dict:
    """Rows for the learner's eyes, each with its mark: '' as it should be, 'missing' or 'unexpected'."""
    shown = sorted(rows, key=lambda row: row[1] == '')[:MOST_ROWS] if len(rows) > MOST_ROWS else rows
    return {
        'columns': [str(column) for column in columns],
        'rows': [{'cells': plain(list(cells), LONGEST_VALUE), 'mark': mark} for cells, mark in shown],
        'more': len(rows) - len(shown),
    }


def listing(items, none: str = 'none') -> str:
    """`a`, `a and b`, `a, b and c`."""
    words = [str(item) for item in items]
    if not words:
        return none
    return words[0] if len(words) == 1 else f'{", ".join(words[:-1])} and {words[-1]}'


def count(number: int, noun: str) -> str:
    return f'{number} {noun}' if number == 1 else f'{number} {noun if noun.endswith("s") else noun + "s"}'


def value(thing) -> str:
    """A value as Python shows it, cut when it is long. A learner's own `__repr__` may fail."""
    try:
        text = repr(thing)
    except Exception as error:
        text = f'<{type(thing).__name__}, whose __repr__ fails: {type(error).__name__}: {error}>'
    return text if len(text) <= 200 else f'{text[:200]}…'
