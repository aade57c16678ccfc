"""Which database a name, a path or a URI means."""

import os
from urllib.parse import unquote

from . import _crossing as crossing
from . import errors

CANTOPEN = 14


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
    if mode in ('ro', 'rw') and not os.path.exists(path) and not crossing.exists(path, folder):
        raise errors.of_code(CANTOPEN, 'unable to open database file')
    # Where Python could not make or open a file, there can be no database either.
    try:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except PermissionError:
            descriptor = os.open(path, os.O_RDONLY)
            mode = 'ro'
    except OSError:
        raise errors.of_code(CANTOPEN, 'unable to open database file') from None
    try:
        db = _checked(crossing.open(path, folder, descriptor))
    finally:
        os.close(descriptor)
    if mode == 'ro':
        crossing.forbidWriting(db)
    return db


def _checked(db):
    if db < 0:
        raise errors.last()
    return db
