"""Records what native Python makes of the programs here: `python record.py [name…]`.

Needs CPython 3.11 or newer with SQLAlchemy 2.0.54, Flask-SQLAlchemy 3.1.1 and Flask 3.1.3. Beside each
`name.py` it writes `.out` (stdout), `.log` (stderr without traceback) and `.err` (`type: message` of the
exception that ended the program); the last two only where there is something to write.
"""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
# Runs main.py as a script, under that relative name, and puts what ended it into a file.
RUN = '''
import runpy, sys
sys.argv = ['main.py']
sys.path[0] = ''
try:
    runpy.run_path('main.py', run_name='__main__')
except Exception as error:
    module = type(error).__module__
    name = type(error).__qualname__ if module in ('builtins', '__main__') else f'{module}.{type(error).__qualname__}'
    with open(sys.argv[0] + '.err', 'w', encoding='utf-8', newline='') as file:
        file.write(f'{name}: {error}\\n')
'''


def record(program: pathlib.Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        main = pathlib.Path(folder, 'main.py')
        main.write_bytes(program.read_bytes())
        ran = subprocess.run([sys.executable, '-X', 'utf8', '-B', '-c', RUN], cwd=folder, capture_output=True)
        error = pathlib.Path(folder, 'main.py.err')
        program.with_suffix('.out').write_bytes(ran.stdout)
        keep(program.with_suffix('.log'), ran.stderr)
        keep(program.with_suffix('.err'), error.read_bytes() if error.exists() else b'')


def keep(file: pathlib.Path, content: bytes) -> None:
    if content:
        file.write_bytes(content)
    else:
        file.unlink(missing_ok=True)


if __name__ == '__main__':
    for program in sorted(HERE.glob('[0-9]*.py')):
        if not sys.argv[1:] or program.stem in sys.argv[1:]:
            record(program)
