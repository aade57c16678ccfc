"""What a connection can do beside executing: limits, blobs, backups and copies."""

from sys import audit
from time import sleep as wait

from . import _crossing as crossing
from . import errors
from .blob import Blob, contiguous
from .errors import c_int, kind_of

BUSY, LOCKED = 5, 6
NO_EXTENSIONS = 'SQLite in the browser cannot load extensions.'


class Extras:
    """The part of `Connection` that is about whole databases and SQLite's settings."""

    __slots__ = ()

    def getlimit(self, category, /):
        """One of SQLite's limits."""
        return self.setlimit(category, -1)

    def setlimit(self, category, limit, /):
        """Sets one of SQLite's limits; a negative one leaves it. Returns the former."""
        self._check_open()
        category, limit = c_int(category), c_int(limit)
        former = crossing.limit(self._db, category)
        if former < 0:
            raise errors.ProgrammingError("'category' is out of bounds")
        crossing.setLimit(self._db, category, limit)
        return former

    def getconfig(self, op, /):
        """Whether one of SQLite's switches is on."""
        self._check_open()
        on = crossing.isOn(self._db, c_int(op))
        if not isinstance(on, bool):
            raise ValueError(f"unknown config 'op': {op}")
        return on

    def setconfig(self, op, enable=True, /):
        """Turns one of SQLite's switches."""
        self.getconfig(op)
        crossing.setOn(self._db, op, bool(enable))
        self._forget_statements()

    def enable_load_extension(self, enable, /):
        """SQLite's extensions are native programs, which a browser cannot load: nothing but False is accepted."""
        self._check_open()
        audit('sqlite3.enable_load_extension', self, enable)
        if enable:
            raise errors.NotSupportedError(NO_EXTENSIONS)

    def load_extension(self, name, /, *, entrypoint=None):
        """Refuses; see `enable_load_extension`."""
        self._check_open()
        audit('sqlite3.load_extension', self, name)
        raise errors.NotSupportedError(NO_EXTENSIONS)

    def blobopen(self, table, column, rowid, /, *, readonly=False, name='main'):
        """A blob of a row, as a file."""
        self._check_open()
        if not -(1 << 63) <= rowid < 1 << 63:
            raise OverflowError('Python int too large to convert to SQLite INTEGER')
        blob = Blob._open(self, table, column, rowid, readonly, name)
        self._blobs.append(blob)
        return blob

    def backup(self, target, *, pages=-1, progress=None, name='main', sleep=0.25):
        """Copies a database into another connection's, `pages` at a time."""
        self._check_open()
        if not isinstance(target, Extras):
            raise TypeError(f"backup() argument 'target' must be sqlite3.Connection, not {kind_of(target)}")
        pages = c_int(pages)
        if target is self:
            raise ValueError('target cannot be the same connection instance')
        if progress is not None and not callable(progress):
            raise TypeError('progress argument must be a callable')
        target._check_open()
        copy = crossing.backup(self._db, name, target._db)
        if not copy:
            raise errors.last()
        try:
            while True:
                code = copy.step(pages or -1)
                if progress is not None:
                    progress(code, copy.remaining, copy.pages)
                if code & 0xff in (BUSY, LOCKED):
                    wait(sleep)
                elif code != 0:
                    break
        except BaseException:
            copy.finish()
            raise
        if copy.finish() < 0:
            raise errors.last()

    def serialize(self, *, name='main'):
        """A database as the bytes of its file."""
        self._check_open()
        data = crossing.serialize(self._db, name)
        if not data:
            raise errors.OperationalError(f"unable to serialize '{name}'")
        return data.to_bytes()

    def deserialize(self, data, /, *, name='main'):
        """Puts a database that is given as bytes in the place of one of the connection's."""
        self._check_open()
        copied = bytearray(data.encode() if isinstance(data, str) else contiguous(data))
        self._forget_statements()
        if crossing.deserialize(self._db, name, copied) < 0:
            raise errors.last()

    def iterdump(self, *, filter=None):
        """The database as SQL text, statement by statement."""
        from .dump import _iterdump
        self._check_open()
        return _iterdump(self, filter=filter)

    def _forget_statements(self):
        """Has statements prepared anew, because what they mean may have changed."""
        self._statements.clear()

    def _close_blobs(self):
        for blob in self._blobs:
            blob._shut()
        self._blobs.clear()
