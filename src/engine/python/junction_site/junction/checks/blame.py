"""Whose fault an exception is: the learner's program's, or that of the lesson's check."""

import traceback

from .. import errors
from . import explain
from .program import program

# SQLAlchemy's sentences can be long; the first is what matters.
LONGEST = 160

LESSON = 'This check is broken, not your program; please tell whoever wrote the lesson.'


def program_ended(ended: dict) -> str:
    """A sentence on the exception that ended the program."""
    found = ended['error']
    name = found['type'].rpartition('.')[2]
    line = f'Line {found["line"]}: ' if found.get('line') else ''
    first = found['message'].strip().partition('\n')[0]
    said = next((said for kind, text in of_chain(found) if (said := explain.of_name(kind.rpartition('.')[2], text))), None)
    plain = f'{line}{name}: {cut(first)}' if first else f'{line}{name}'
    return f'{said} ({plain})' if said else plain


def of_chain(found: dict):
    yield found['type'], found['message']
    for link in found.get('chain', []):
        yield link['type'], link['message']


def learners(error: BaseException) -> str | None:
    """A sentence for the learner when their program is behind an exception that a check met; None when the check is."""
    frames = list(traceback.walk_tb(error.__traceback__))
    own = [(frame, line) for frame, line in frames if errors.is_own(frame.f_code.co_filename, frame.f_globals)]
    said = explain.error(error)
    if own:
        frame, line = own[-1]
        where = f'{frame.f_code.co_name}(), line {line}: ' if frame.f_code.co_name != '<module>' else f'Line {line}: '
        plain = f'{where}{short(error)}'
        return f'{said} ({plain})' if said else plain
    if said:
        return f'{said} ({short(error)})'
    if isinstance(error, NameError) and error.name and error.name not in program().namespace:
        return f'Your program has no {error.name}.'
    if isinstance(error, AttributeError) and belongs_to_program(error.obj):
        return f'{described(error.obj)} has no attribute {error.name}.'
    if isinstance(error, TypeError) and any(str(error).startswith(f'{name}()') for name in program().namespace):
        return f'{error}.'
    inner = frames[-1][0].f_globals.get('__name__', '') if frames else ''
    if inner.split('.')[0] in ('sqlalchemy', 'flask', 'flask_sqlalchemy', 'sqlite3') or type(error).__module__.split('.')[0] in ('sqlalchemy', 'sqlite3'):
        return short(error)
    return None


def belongs_to_program(thing) -> bool:
    cls = thing if isinstance(thing, type) else type(thing)
    return cls.__module__ == '__main__'


def described(thing) -> str:
    return thing.__name__ if isinstance(thing, type) else f'A {type(thing).__name__}'


def short(error: BaseException) -> str:
    text = errors.message(error).strip().partition('\n')[0]
    name = type(error).__name__
    return f'{name}: {cut(text)}' if text else name


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else f'{text[:LONGEST]}…'
