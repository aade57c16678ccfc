"""Which database a name, a path or a URI means."""

import os
from urllib.parse import unquote

from . import _crossing as crossing
from . import errors

CANTOPEN = 14
# Empty files that stand for databases in Python's file system: deleting one deletes its database.
_stand_ins = set()


def open_database(database, uri):
    """Opens a connection; its number."""
    path = os.fsdecode(database)
    if '\0' in path:
        raise ValueError('embedded null byte')
    if uri and path.startswith('file:'):
        return _open_uri(path)
    if path in ('', ':memory:'):
        return _checked(crossing.openPrivate(''))
    return _open_file(path, 'rwc')


def _open_uri(uri):
    rest, _, _ = uri.removeprefix('file:').partition('#')
    path, _, query = rest.partition('?')
    if path.startswith('//'):
        authority, slash, path = path[2:].partition('/')
        path = slash + path
        if authority not in ('', 'localhost'):
            raise errors.of_code(1, f'invalid uri authority: {authority}')
    options = {}
    for option in query.split('&'):
        name, _, value = option.partition('=')
        options[unquote(name)] = unquote(value)
    path = unquote(path, errors='surrogateescape')
    mode = options.get('mode', 'rwc')
    if mode not in ('ro', 'rw', 'rwc', 'memory'):
        raise errors.of_code(1, f'no such access mode: {mode}')
    if options.get('cache', 'private') not in ('shared', 'private'):
        raise errors.of_code(1, f'no such cache mode: {options["cache"]}')
    if mode == 'memory' or path in ('', ':memory:'):
        shared = options.get('cache') == 'shared'
        return _checked(crossing.openPrivate(f'{path}?' if shared else ''))
    return _open_file(path, 'ro' if options.get('immutable') in ('1', 'on', 'true', 'yes') else mode)


def _open_file(path, mode):
    folder = os.getcwd()
    whole = os.path.join(folder, path)
    if os.path.isdir(whole) or not os.path.isdir(os.path.dirname(whole) or '/'):
        raise errors.of_code(CANTOPEN, 'unable to open database file')
    if whole in _stand_ins and not os.path.exists(path):
        crossing.remove(path, folder)
        _stand_ins.discard(whole)
    written = b'' if whole in _stand_ins else _bytes_written(path)
    if mode in ('ro', 'rw') and not written and not crossing.exists(path, folder):
        raise errors.of_code(CANTOPEN, 'unable to open database file')
    db = _checked(crossing.open(path, folder))
    if written:
        _take_over(db, written)
    if mode == 'ro':
        crossing.forbidWriting(db)
    if whole not in _stand_ins and _stand_in(path):
        _stand_ins.add(whole)
    return db


def _bytes_written(path):
    """What a program has itself written into a file of that name, to be taken over once."""
    try:
        with open(path, 'rb') as file:
            return file.read()
    except OSError:
        return b''


def _take_over(db, data):
    """Makes a database of a file's bytes."""
    if crossing.takeOver(db, bytearray(data)) < 0:
        failure = errors.last()
        crossing.close(db)
        raise failure


def _stand_in(path):
    """Makes an empty file, so that the program sees its database among the files and can delete it."""
    try:
        open(path, 'ab').close()
    except OSError:
        return False
    return True


def _checked(db):
    if db < 0:
        raise errors.last()
    return db
