"""Python's `sqlite3`, on the SQLite that Junction runs: sql.js.

It behaves as CPython's module of that name, with a few differences that the machine brings with it:

- everything runs in one thread, so a lock held by another connection cannot go away while one waits: `database is
  locked` comes at once, whatever the timeout;
- database files lie in SQLite's own file system. Python's shows each as a file; what a program writes there itself
  becomes the database when that is opened next;
- rows are fetched in growing batches, the first one alone, so a loop over a result may see rows as they were a few
  iterations earlier.
"""

import os as _os

from .dbapi2 import *
from .dbapi2 import version_of as _version_of

# CPython's package is behind ours: what it has in plain Python and ours has not, such as the command line of
# `python -m sqlite3`, works here as it is.
__path__.append(_os.path.join(_os.path.dirname(_os.__file__), 'sqlite3'))


def __getattr__(name):
    return _version_of(__name__, name)
