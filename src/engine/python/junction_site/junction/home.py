"""The learner's home: where a program seems to have been started."""

import io
import linecache
import os
import sys

from sqlite3 import _crossing as crossing

PROGRAM = 'main.py'
# What a lesson runs before the program.
SETUP = '<setup>'
HOME = '/home/learner'


def prepare() -> None:
    """Makes the surroundings those of `python main.py` typed in the learner's home folder."""
    if sys.platform == 'emscripten':
        os.makedirs(HOME, exist_ok=True)
        os.chdir(HOME)
        os.environ.update(HOME=HOME, USER='learner')
        # Flask takes an app below sys.prefix for an installed package and puts its instance folder
        # under <prefix>/var. Pyodide's prefix is `/`, above everything.
        sys.prefix = sys.exec_prefix = '/usr'
        # Databases that were kept from before are among the files from the start.
        crossing.wake()
    # As in `flask shell`, app.run() says that it is ignored, instead of serving for ever.
    os.environ['FLASK_RUN_FROM_CLI'] = 'true'
    sys.argv[:] = [PROGRAM]
    if '' not in sys.path[:1]:
        sys.path.insert(0, '')


def save_program(code: str) -> None:
    """Puts the program where tracebacks, `inspect` and the program itself look for its source."""
    remember_source(PROGRAM, code)
    if sys.platform == 'emscripten':
        with open(PROGRAM, 'w', encoding='utf-8', errors='surrogatepass', newline='') as file:
            file.write(code)


def remember_source(filename: str, source: str) -> None:
    """Lets tracebacks show the lines of `source`. Without a time of change they are never thrown out as stale."""
    # Not splitlines(): it also breaks lines where Python does not, at a form feed for one.
    lines = io.StringIO(source, newline=None).readlines()
    if lines and not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    linecache.cache[filename] = (len(source), None, lines, filename)
