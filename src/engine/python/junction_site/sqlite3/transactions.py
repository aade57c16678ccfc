"""When a connection's transactions begin and end."""

from sys import _getframe
from time import perf_counter

from . import _crossing as crossing
from . import _statements as log
from . import errors
from .constants import LEGACY_TRANSACTION_CONTROL

LEVELS = ('', 'DEFERRED', 'IMMEDIATE', 'EXCLUSIVE')


class Transactions:
    """The part of `Connection` that begins and ends transactions."""

    __slots__ = ()

    def commit(self):
        """Commits what is open. With `autocommit=False` the next transaction begins at once."""
        self._check_open()
        self._end('COMMIT')

    def rollback(self):
        """Takes back what is open."""
        self._check_open()
        self._end('ROLLBACK')

    @property
    def isolation_level(self):
        """How data-changing statements begin a transaction; None: not at all."""
        self._check_open()
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, level):
        checked = checked_level(level)
        if checked is None:
            self._check_open()
            self._isolation_level = None
            # Back to SQLite's own way, without a transaction left open.
            if self.in_transaction:
                self._run('COMMIT')
        self._isolation_level = checked
        self._choose_beginning()

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError('cannot delete attribute')

    @property
    def autocommit(self):
        """True, False (PEP 249: a transaction is always open), or LEGACY_TRANSACTION_CONTROL."""
        self._check_open()
        return self._autocommit

    @autocommit.setter
    def autocommit(self, mode):
        self._check_open()
        checked_mode(mode)
        if mode is True and self.in_transaction:
            self._run('COMMIT')
        elif mode is False and not self.in_transaction:
            self._run('BEGIN')
        self._autocommit = mode
        self._choose_beginning()

    @autocommit.deleter
    def autocommit(self):
        raise AttributeError('cannot delete autocommit attribute')

    @property
    def in_transaction(self):
        """True while a transaction is open."""
        self._check_open()
        return crossing.inTransaction(self._db)

    def _choose_beginning(self):
        legacy = self._autocommit == LEGACY_TRANSACTION_CONTROL and self._isolation_level is not None
        self._beginning = 1 + LEVELS.index(self._isolation_level) if legacy else 0

    def _end(self, how):
        if self._autocommit is True and self._autocommit != LEGACY_TRANSACTION_CONTROL:
            return
        if self._autocommit is False:
            self._run(how)
            self._run('BEGIN')
        elif crossing.inTransaction(self._db):
            self._run(how)

    def _run(self, sql):
        """Runs a statement of the driver's own, and records it."""
        start = perf_counter()
        if crossing.run(self._db, sql) < 0:
            failure = errors.last()
            if log.entries is not None:
                log.note_refused(self._db, sql, (), (perf_counter() - start) * 1000, _getframe(2), failure)
            raise failure
        if log.entries is not None:
            log.note(self._db, sql, (), 0, (perf_counter() - start) * 1000, _getframe(2))


def checked_mode(mode):
    """A mode of autocommit, or a refusal."""
    if mode not in (True, False, LEGACY_TRANSACTION_CONTROL):
        raise ValueError('autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL')
    return mode


def checked_level(level):
    if level is None:
        return None
    if not isinstance(level, str):
        raise TypeError('isolation_level must be str or None')
    if '\0' in level:
        raise ValueError('embedded null character')
    level = str.upper(level)
    if level not in LEVELS:
        raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")
    return level
