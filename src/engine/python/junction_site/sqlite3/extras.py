"""What a connection can do beside executing: functions, hooks, blobs, backups, limits."""

from . import _crossing as crossing
from . import errors


class Extras:
    """The rarer half of `Connection`."""

    __slots__ = ()

    def _close_extras(self):
        pass

    def iterdump(self, *, filter=None):
        """The database as SQL text, statement by statement."""
        from .dump import _iterdump
        self._check_open()
        return _iterdump(self, filter=filter)
