"""What is done while the memory image is made, so that it need not be done at each start."""

import builtins
import functools
import gc
import importlib
import importlib.metadata
import json
import linecache
import random
import re
import sys
import time
import typing

from . import docs, retelling

# What programs import, and what Junction itself needs: all of it is in the image, ready.
MODULES = """
    asyncio collections contextlib csv dataclasses datetime decimal enum functools io itertools json logging math operator os
    pathlib pprint random re statistics string textwrap time traceback typing uuid warnings
    flask flask.cli flask_sqlalchemy flask_sqlalchemy.record_queries flask_sqlalchemy.track_modifications
    sqlalchemy sqlalchemy.orm sqlalchemy.event sqlalchemy.inspection sqlalchemy.exc sqlalchemy.pool sqlalchemy.sql.ddl
    sqlalchemy.ext.associationproxy sqlalchemy.ext.hybrid sqlalchemy.ext.orderinglist sqlalchemy.ext.declarative
    sqlalchemy.dialects.sqlite sqlite3 junction.runner junction.checks.checking
""".split()

# What `versions` found, from the image on.
installed = ''


def load() -> None:
    """Imports everything that programs are likely to import."""
    global installed
    for name in MODULES:
        importlib.import_module(name)
    installed = versions()
    # The sources are what there is from now on.
    for module in list(sys.modules.values()):
        if getattr(module, '__file__', None) and module.__file__.startswith('/lib/junction.zip/'):
            module.__file__ = module.__spec__.origin = module.__file__.removesuffix('c')
    builtins.help = docs.Help()
    retelling.end_early()
    # Junction's own modules in JavaScript are asked for in every start: not after a look into all zips.
    sys.meta_path.sort(key=lambda finder: type(finder).__name__ != 'JsFinder')


def rest() -> None:
    """Leaves the heap as small and as still as it can be: the last thing before the image is taken."""
    importlib.invalidate_caches()
    sys.path_importer_cache.clear()
    linecache.clearcache()
    re.purge()
    # What type checkers read of overloaded functions; nothing asks for it while a program runs.
    typing.clear_overloads()
    # They fill again.
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()
    for _ in range(3):
        gc.collect()
    # What is here stays for good: the collector need not look through it in every run.
    gc.freeze()


def wake() -> None:
    """The first thing in every start: undoes what would be the same in each of them."""
    random.seed()
    time.sleep = announced(time.sleep)


def announced(sleep):
    """`time.sleep`, but what was printed before is seen before."""

    @functools.wraps(sleep)
    def sleeping(seconds, /):
        from _junction_host import pause

        pause(seconds if isinstance(seconds, (int, float)) else 0)
        sleep(seconds)

    return sleeping


def versions() -> str:
    """Versions of Python and of the installed packages, as JSON."""
    if installed:
        return installed
    packages = {found.name: found.version for found in importlib.metadata.distributions()}
    return json.dumps({'python': '.'.join(map(str, sys.version_info[:3])), 'packages': packages})
