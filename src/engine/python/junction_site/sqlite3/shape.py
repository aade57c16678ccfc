"""How values of a result become Python's: text factories and converters."""

from . import _crossing as crossing
from .adapters import converters
from .constants import PARSE_COLNAMES, PARSE_DECLTYPES


def converters_of(statement, detect_types):
    """The converters of a statement's columns: (their places as text, one function or None per column); None if there is none."""
    names = crossing.columnNames(statement.handle).split('\0')
    types = crossing.declaredTypes(statement.handle).split('\0') if detect_types & PARSE_DECLTYPES else None
    found = []
    for place, name in enumerate(names):
        converter = None
        if detect_types & PARSE_COLNAMES:
            _, bracket, rest = name.partition('[')
            kind, end, _ = rest.partition(']')
            if bracket and end:
                converter = converters.get(kind.upper())
        if converter is None and types is not None and types[place]:
            converter = converters.get(types[place].split('(')[0].split(' ')[0].upper())
        found.append(converter)
    if not any(found):
        return None
    return ','.join(str(place) for place, converter in enumerate(found) if converter is not None), found


def finish(rows, text_factory, converting):
    """Rows whose texts came as `(bytes,)` and whose values with converters came as bytes."""
    functions = converting[1] if converting is not None else ()
    if text_factory is str:
        return [tuple([_converted(value, function) for value, function in zip(row, functions)]) for row in rows]
    if not functions:
        return [tuple([text_factory(value[0]) if type(value) is tuple else value for value in row]) for row in rows]
    return [
        tuple([
            text_factory(value[0]) if type(value) is tuple else _converted(value, function)
            for value, function in zip(row, functions)
        ])
        for row in rows
    ]


def _converted(value, function):
    if function is None or value is None:
        return value
    # SQLite has no address for no bytes; CPython's module takes that for NULL.
    return function(value) if value else None


def plain_name(name):
    return name


def name_before_bracket(name):
    """A column's name without the ` [type]` that PARSE_COLNAMES reads."""
    place = name.find('[')
    if place < 0:
        return name
    return name[:place - 1] if place > 0 and name[place - 1] == ' ' else name[:place]
