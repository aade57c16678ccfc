"""Work that was never committed: no error tells of it, so the page does."""

import sys
import weakref

from .warned import program_line


class UnsavedWork:
    """Follows all sessions of a program, by SQLAlchemy's public events."""

    def __init__(self) -> None:
        self._listening = False
        # Per session, since its transaction began: objects flushed, and objects put out before they were.
        self._flushed = weakref.WeakKeyDictionary()
        self._waiting = weakref.WeakKeyDictionary()
        self._dropped = 0
        self._line: int | None = None

    def listen(self) -> None:
        """To be called before a program starts; what it does is nothing as long as SQLAlchemy is not there."""
        orm = sys.modules.get('sqlalchemy.orm')
        if self._listening or orm is None:
            return
        self._listening = True
        listen = sys.modules['sqlalchemy.event'].listen
        listen(orm.Session, 'after_flush', self._after_flush)
        listen(orm.Session, 'after_commit', self._forget)
        listen(orm.Session, 'after_rollback', self._forget)
        listen(orm.Session, 'after_transaction_end', self._after_transaction)
        # As states: nobody else may hold the objects any more, and of those SQLAlchemy tells nothing otherwise.
        listen(orm.Session, 'pending_to_transient', self._new_left, raw=True)
        listen(orm.Session, 'persistent_to_detached', self._stored_left, raw=True)

    def take(self) -> dict | None:
        """What `RunResult.unsaved` wants to know; None when everything was committed or rolled back."""
        pending = flushed = 0
        for session in self._sessions():
            pending += waiting(session)
            flushed += self._flushed.get(session, 0)
        found = {'pending': pending, 'flushed': flushed, 'dropped': self._dropped}
        if not any(found.values()):
            return None
        if self._line is not None:
            found['line'] = self._line
        self._dropped, self._line = 0, None
        return found

    def _sessions(self) -> list:
        module = sys.modules.get('sqlalchemy.orm.session')
        return list(getattr(module, '_sessions', {}).values()) if self._listening else []

    def _after_flush(self, session, context) -> None:
        add(self._flushed, session, sum(not listed_only for _deleted, listed_only in context.states.values()))

    def _new_left(self, session, _state) -> None:
        # A rollback puts new objects out as well, but its transaction is no longer active by then.
        transaction = session.get_transaction()
        if transaction is not None and transaction.is_active:
            add(self._waiting, session, 1)

    def _stored_left(self, session, state) -> None:
        if state.modified:
            add(self._waiting, session, 1)

    def _forget(self, session) -> None:
        self._flushed.pop(session, None)
        self._waiting.pop(session, None)

    def _after_transaction(self, session, transaction) -> None:
        """A transaction that ends with work in it, neither committed nor rolled back: the session was closed."""
        if transaction.parent is not None:
            return
        lost = self._flushed.get(session, 0) + self._waiting.get(session, 0)
        self._forget(session)
        if lost > 0:
            self._dropped += lost
            self._line = self._line or program_line(sys._getframe(1))


def add(counts, session, number: int) -> None:
    counts[session] = counts.get(session, 0) + number


def waiting(session) -> int:
    """Objects whose next flush would write something."""
    try:
        modified = sum(session.is_modified(instance) for instance in session.dirty)
        return len(session.new) + len(session.deleted) + modified
    except Exception:  # comparing a program's own values may fail; that is not to show here
        return 0
