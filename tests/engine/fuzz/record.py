"""Records what native `sqlite3` makes of sessions and damaged files: `python record.py`, into `sessions.txt` and `damage.json`.

Needs CPython 3.11 or newer on the SQLite that sql.js holds, or results would differ by its version. Where the system's is
another, compile the amalgamation of that version to a libsqlite3.so.0 (options: SQLITE_ENABLE_FTS3, SQLITE_ENABLE_FTS3_PARENTHESIS,
SQLITE_ENABLE_MATH_FUNCTIONS, SQLITE_MAX_MMAP_SIZE=0) and name its folder in LD_LIBRARY_PATH.
"""

import base64
import json
import os
import pathlib
import sqlite3
import sys
import tempfile
import warnings
import zlib

import damage
import sessions

HERE = pathlib.Path(__file__).parent
SQLITE = '3.54.1'
SESSIONS = range(150)
DAMAGED = range(300)


def main():
    if sqlite3.sqlite_version != SQLITE:
        sys.exit(f'SQLite {SQLITE} is needed, this is {sqlite3.sqlite_version}: see the top of this file.')
    warnings.simplefilter('ignore')
    with tempfile.TemporaryDirectory() as folder:
        # A broken ATTACH may name any file.
        os.chdir(folder)
        write('sessions.txt', record_sessions('fuzz.db'))
        write('damage.json', json.dumps(record_damage(folder), indent=0))


def record_sessions(path):
    lines = []
    for seed in SESSIONS:
        lines.append(f'# {seed}')
        lines += [f'{mark} {state} {outcome}' for mark, _, outcome, state in sessions.perform(sqlite3, seed, path)]
    return '\n'.join(lines)


def record_damage(folder):
    """The sound files, packed, since not every SQLite makes the same bytes; and by seed the mark and the outcomes, each outcome once."""
    bases = {name: damage.make(sqlite3, f'{folder}/{name}.db', pragmas) for name, pragmas in damage.BASES.items()}
    outcomes = {}
    files = []
    for seed in DAMAGED:
        for file in os.listdir(folder):
            os.remove(f'{folder}/{file}')
        mark, _, found = damage.examine(sqlite3, seed, bases, f'{folder}/damaged.db')
        files.append(' '.join([mark, *(str(outcomes.setdefault(each, len(outcomes))) for each in found)]))
    packed = {name: base64.b64encode(zlib.compress(data, 9)).decode() for name, data in bases.items()}
    return {'bases': packed, 'outcomes': list(outcomes), 'files': files}


def write(name, text):
    (HERE / name).write_text(text + '\n', encoding='ascii', newline='\n')


if __name__ == '__main__':
    main()
