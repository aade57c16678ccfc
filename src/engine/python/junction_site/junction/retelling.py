"""Error messages of SQLAlchemy that quote themselves without end.

A statement's error quotes the parameters by their repr(). Where one is a mapped object whose repr() needs its session, and the
session was ended by that very error, the session says so and quotes the error again. Python ends that with a RecursionError
after a thousand calls, but here the stack, which is the browser's, is used up before, and Python with it.
"""

import functools


def end_early() -> None:
    """Raises that RecursionError as soon as an error is asked for its message while it is telling it."""
    from sqlalchemy.exc import StatementError

    tell = StatementError.__str__
    telling = set()

    @functools.wraps(tell)
    def told_once(error) -> str:
        if id(error) in telling:
            raise RecursionError('maximum recursion depth exceeded')
        telling.add(id(error))
        try:
            return tell(error)
        finally:
            telling.discard(id(error))

    StatementError.__str__ = told_once
