"""Runs a learner's program and what they type at the prompt after it.

Made for one program in a fresh interpreter: `run` once, `evaluate` as often as they like.
"""

import atexit
import builtins
import contextvars
import sys
import types
from time import perf_counter

from . import contexts, errors, home, loops, output, result
from .helper_app import HelperApp, wants_app
from .inspector import Inspector
from .prompt import Prompt
from .trace import Tracer
from .unsaved import UnsavedWork
from .warned import WarningLog

MEMORY_FULL = 'Python’s memory is full. What the program made is still there; Run begins anew.'
# Held back, so that there is room to tell of a full memory.
RESERVE = 2**22
NO_SERVER = 'There is no web server here, so app.run() is ignored. app.test_client() asks your app for its pages.'


class Runner:
    """One learner's interpreter: their namespace, context variables and prompt."""

    def __init__(self) -> None:
        self._prompt = Prompt()
        self._inspector = Inspector()
        self._loops = loops.BlockingLoopPolicy()
        # An application context pushed in a program must still be there at the prompt.
        self._context = contextvars.copy_context()
        self._code = ''
        self._setup = ''
        self._ready = False
        self._main = sys.modules['__main__']
        self._helper: HelperApp | None = None
        self._reserve: bytearray | None = None
        self._unsaved = UnsavedWork()
        self._tracer = Tracer()

    def prepare(self) -> None:
        """Makes home, streams and an empty `__main__`. Not before the memory image is restored."""
        if self._ready:
            return
        self._ready = True
        home.prepare()
        output.install()
        self._main = new_main()

    def run(self, code: str, trace: bool = True) -> str:
        self.prepare()
        self._main = new_main()
        self._main.__dict__['__file__'] = home.PROGRAM
        # Only what the program registers is to be called at its end.
        atexit._clear()
        return self._settle(lambda: self._program(code), program=True, trace=trace)

    def evaluate(self, source: str, trace: bool = True) -> str:
        self.prepare()
        return self._settle(lambda: self._input(source), program=False, trace=trace)

    def needs_more(self, source: str) -> bool:
        return self._prompt.needs_more(source)

    def inspect(self) -> str:
        """The program's models and objects as they are now."""
        self.prepare()
        return self._context.run(self._inspector.inspect, self._main.__dict__)

    def set_up(self, setup: str) -> None:
        """What the next program finds in its namespace: a lesson's code, which runs before it, unseen."""
        self._setup = setup

    def names(self) -> dict:
        """The program's namespace."""
        self.prepare()
        return self._main.__dict__

    def within(self, action):
        """Does `action` in the program's context variables: its application context is pushed there."""
        with loops.blocking_loops(self._loops):
            return self._context.run(action)

    def _program(self, code: str) -> None:
        self._code = code = code.removeprefix('\ufeff')
        home.save_program(code)
        compiled = compile(code, home.PROGRAM, 'exec', dont_inherit=True)
        if wants_app(f'{self._setup}\n{code}'):
            self._helper = HelperApp(self._main.__dict__)
            self._helper.push()
        if self._setup:
            home.remember_source(home.SETUP, self._setup)
            exec(compile(self._setup, home.SETUP, 'exec', dont_inherit=True), self._main.__dict__)
        exec(compiled, self._main.__dict__)

    def _after_program(self) -> None:
        """What `python -i` does between a program and its prompt, and the app's context besides."""
        atexit._run_exitfuncs()
        if self._helper is None:
            self._helper = contexts.enter(self._main.__dict__)
        if 'app.run(' in self._code:
            output.note(NO_SERVER)
        if self._helper is not None:
            self._helper.finish()

    def _input(self, source: str) -> None:
        exec(self._prompt.compile(source), self._main.__dict__)

    def _after_input(self) -> None:
        """Models may also be typed at the prompt, without any program before."""
        if self._helper is None:
            self._helper = contexts.lend_at_prompt(self._main.__dict__)

    def _settle(self, action, program: bool, trace: bool) -> str:
        """Does `action` and tells how it ended."""
        recorded = result.StatementLog(self._tracer if trace else None)
        warned = WarningLog()
        self._unsaved.listen()
        self._hold_reserve()
        started = perf_counter()
        ended = {'status': 'ok'}
        with loops.blocking_loops(self._loops), warned:
            try:
                self._context.run(action)
            except SystemExit as stop:
                ended['exitCode'] = exit_code(stop)
            except BaseException as error:
                self._reserve = None
                if isinstance(error, MemoryError):
                    output.note(MEMORY_FULL)
                # There as well: its words may need the application context, as those of an object that must be loaded do.
                ended = {'status': 'error', 'error': self._context.run(errors.describe, error)}
                del error
            self._context.run(self._after_program if program else self._after_input)
        output.flush()
        ended.update(recorded.take())
        ended['warnings'] = warned.take()
        unsaved = self._unsaved.take()
        if unsaved:
            ended['unsaved'] = unsaved
        ended['ms'] = (perf_counter() - started) * 1000
        return result.to_json(ended)

    def _hold_reserve(self) -> None:
        try:
            self._reserve = self._reserve or bytearray(RESERVE)
        except MemoryError:  # what is typed now may make room
            pass


def new_main() -> types.ModuleType:
    """An empty `__main__`, where classes are pickled from and Flask looks for the app's folder."""
    main = types.ModuleType('__main__')
    main.__dict__['__builtins__'] = builtins
    sys.modules['__main__'] = main
    return main


def exit_code(stop: SystemExit) -> int:
    """The code that Python would exit with; a message goes to stderr, as Python does it."""
    if stop.code is None:
        return 0
    if isinstance(stop.code, int):
        return int(stop.code)
    try:
        print(stop.code, file=sys.stderr)
    except Exception:  # its own str() may fail, or stderr be closed
        pass
    return 1


_runner = Runner()
prepare = _runner.prepare
run = _runner.run
evaluate = _runner.evaluate
needs_more = _runner.needs_more
inspect = _runner.inspect
set_up = _runner.set_up
names = _runner.names
within = _runner.within
