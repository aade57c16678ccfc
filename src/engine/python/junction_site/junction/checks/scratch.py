"""Places to try things out without touching what the learner has stored."""

import gc
import sqlite3
from contextlib import contextmanager

from .program import program
from .statements import unseen


@contextmanager
def scratch():
    """`with expect.scratch() as session:` gives the program's own engine with all tables made anew and empty.

    The program's functions and `db.session` work on it too, listeners included; `session` is `db.session`. What was
    stored before is put back at the end.
    """
    db = program().the_db()
    engine = db.engine
    registry = db.session.registry
    db.session.rollback()
    own = registry() if registry.has() else None
    registry.clear()
    with unseen():
        kept = copied(engine)
        put(engine, sqlite3.connect(':memory:'))
        db.metadata.create_all(engine)
    try:
        yield db.session
    finally:
        db.session.remove()
        with unseen():
            put(engine, kept)
        kept.close()
        if own is not None:
            registry.set(own)


def copy(foreign_keys: bool = True) -> sqlite3.Connection:
    """What is stored, as a database of its own, for plain SQL: `copy.execute(...)`. Foreign keys are enforced."""
    engine = program().engine() if program().database is None else None
    if engine is not None:
        with unseen():
            made = copied(engine)
    else:
        made = sqlite3.connect(':memory:')
        program().connection().backup(made)
    made.isolation_level = None
    made.execute(f'PRAGMA foreign_keys = {"ON" if foreign_keys else "OFF"}')
    return made


def copied(engine) -> sqlite3.Connection:
    target = sqlite3.connect(':memory:')
    with raw(engine) as source:
        source.backup(target)
    return target


def put(engine, source: sqlite3.Connection) -> None:
    """Replaces all that is in the engine's database."""
    with raw(engine) as target:
        try:
            source.backup(target, progress=refuse_to_wait)
        except sqlite3.OperationalError:
            # A result that nobody fetched to its end keeps the database in use, or locked.
            close_cursors()
            source.backup(target, progress=refuse_to_wait)


def refuse_to_wait(code: int, _remaining: int, _pages: int) -> None:
    """Nobody else runs who could let go of a lock: a copy that waits for one would wait for ever."""
    if code & 0xff in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError('database is locked')


def close_cursors() -> None:
    for found in gc.get_objects():
        if type(found) is sqlite3.Cursor:
            found.close()


@contextmanager
def raw(engine):
    connection = engine.raw_connection()
    try:
        yield connection.dbapi_connection
    finally:
        connection.close()
