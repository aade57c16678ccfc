"""Expectations of values: what functions return and raise, what the program printed, what it warned of."""

from collections import Counter

from .failure import fail as failing
from .failure import listing, value
from .program import program


def fail(say: str) -> None:
    """Ends the check with these words."""
    failing('', say)


def true(condition, say: str) -> None:
    """Something holds; `say` is what the learner reads when it does not."""
    if not condition:
        failing('', say)


def equal(actual, expected, say: str = '') -> None:
    """A value equals another, as Python's `==` has it."""
    if not actual == expected:
        failing(f'Expected {value(expected)}, got {value(actual)}.', say)


def same_items(actual, expected, say: str = '') -> None:
    """Two collections hold the same things equally often, in whatever order; for lists that come without `order_by`."""
    found, wanted = list(actual), list(expected)
    rest = list(found)
    missing = [thing for thing in wanted if not taken(rest, thing)]
    if missing or rest:
        failing(f'Expected {value(wanted)} in any order, got {value(found)}.', say)


def taken(things: list, wanted) -> bool:
    for place, thing in enumerate(things):
        if thing == wanted:
            del things[place]
            return True
    return False


def name(called: str):
    """The program has something of this name. Answers it."""
    return program().get(called)


def call(called: str, *arguments, **named):
    """Calls a function of the program and answers what it returns."""
    function = program().get(called)
    if not callable(function):
        failing(f'{called} should be a function; it is {value(function)}.')
    return function(*arguments, **named)


def raises(error, action, say: str = ''):
    """Calling `action` raises this exception, which is answered. Undo what it broke (`db.session.rollback()`) yourself."""
    try:
        action()
    except error as found:
        return found
    except Exception as found:
        failing(f'Expected {error.__name__}, got {type(found).__name__}: {found}', say)
    failing(f'Expected {error.__name__}, and nothing was raised.', '') if not say else failing('', say)


def printed(*lines: str, say: str = '') -> None:
    """The program printed these lines, in this order, whatever stands between them."""
    rest = iter(line.strip() for line in program().printed.splitlines())
    for line in lines:
        if line.strip() not in rest:
            failing(f'The program should print {line.strip()!r}{" after the lines before it" if line != lines[0] else ""}.', say)


def no_warnings(say: str = '') -> None:
    """SQLAlchemy has warned of nothing, neither during the program nor now that all mappers are set up."""
    from . import explain, mappers

    found = [warned for warned in program().ended.get('warnings', []) if 'sqlalchemy' in warned['category']]
    found += mappers.warnings_of_configuring()
    if found:
        first = found[0]['message'].partition('\n')[0]
        failing(explain.warning(first) or f'SQLAlchemy warns: {first}', say)


def stored(thing, say: str = '') -> None:
    """An object is in the database as it is in memory: seen from another connection, all its columns alike."""
    from sqlalchemy import inspect

    from .rows import quoted

    state = inspect(thing)
    table = state.mapper.local_table
    if state.identity is None:
        failing(f'{value(thing)} is not stored: it was never added and committed.', say)
    keys = dict(zip((column.name for column in state.mapper.primary_key), state.identity))
    where = ' AND '.join(f'{quoted(column)} = ?' for column in keys)
    columns, found = program().fetch(f'SELECT * FROM {quoted(table.name)} WHERE {where}', tuple(keys.values()))
    if not found:
        failing(f'{value(thing)} is not stored: is the commit missing?', say)
    stored_values = dict(zip(columns, found[0]))
    for attribute in state.mapper.column_attrs:
        column = attribute.columns[0].name
        if column in stored_values and isinstance(stored_values[column], (int, str, type(None))) and stored_values[column] != getattr(thing, attribute.key):
            failing(f'{value(thing)}.{attribute.key} is {value(getattr(thing, attribute.key))}, but {value(stored_values[column])} is stored.', say)
