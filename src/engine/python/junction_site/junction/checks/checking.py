"""Runs a program, then a lesson's checks on what it left behind, and tells what they found.

To be called once in an interpreter's life, in place of a run: the learner's own console never sees it.
"""

import json
import sys
import time
import traceback

from .. import errors, output, runner
from ..home import remember_source
from ..result import to_json
from . import blame, expect
from .failure import Failed, value
from .program import Current, Program

RUNS = 'The program runs to its end'
NOT_TESTED = 'Not tested: the program ended with an error before.'
# Characters of a program's output that checks can look at.
MOST_OUTPUT = 1_000_000


def check(text: str) -> str:
    """Answers `CheckReport` for a `CheckRequest`, both as JSON."""
    request = json.loads(text, object_hook=revived)
    started = time.perf_counter()
    # Before the collector comes: it makes the streams.
    runner.prepare()
    printed = Collector()
    with printed:
        ended = run(request)
    Current.program = Program(runner.names(), ended, printed.text, request.get('database'), request.get('answer'))
    checks, answers = runner.within(lambda: (list(all_checks(request, ended)), [ask(source, ended) for source in request.get('asks', [])]))
    return to_json({'checks': checks, 'answers': answers, 'ms': (time.perf_counter() - started) * 1000})


def run(request: dict) -> dict:
    """The program's `RunResult`; SQL has been run before, by the engine itself."""
    if request['language'] == 'sql':
        return request['ended']
    runner.set_up(request['setup'])
    return json.loads(runner.run(request['code'], trace=False))


def all_checks(request: dict, ended: dict):
    functions = []
    broken = None
    namespace = {**runner.names(), 'expect': expect, '__name__': 'checks'}
    for number, block in enumerate(request['checks'], 1):
        try:
            # As many lines before it as in the lesson's file, so that a line's number is the one that an author looks for.
            functions += functions_of('\n' * block['line'] + block['code'], f'<check {number}>', namespace)
        except Exception as error:
            broken = broken or lesson_fault('The checks of this step', error)
    if ended['status'] == 'error':
        yield failing(RUNS, blame.program_ended(ended))
    if broken:
        yield broken
    for function in functions:
        name = ' '.join((function.__doc__ or '').split())
        if not name:
            yield failing(function.__name__, f'{blame.LESSON} {function.__name__} has no docstring to tell what it tests.', lesson=True)
        elif ended['status'] == 'error':
            yield {**failing(name, NOT_TESTED), 'tested': False}
        else:
            yield one_check(name, function)


def functions_of(source: str, filename: str, namespace: dict) -> list:
    """The functions of a check block whose names begin with `check_`, in order.

    They see the program's names, `expect`, and what the blocks before have defined.
    """
    remember_source(filename, source)
    namespace['__file__'] = filename
    before = dict(namespace)
    exec(compile(source, filename, 'exec', dont_inherit=True), namespace)
    return [thing for name, thing in namespace.items() if name.startswith('check_') and callable(thing) and before.get(name) is not thing]


def one_check(name: str, function) -> dict:
    with Collector():
        try:
            Current.program.rollback()
            function()
        except Failed as failed:
            found = failing(name, failed.message)
            if failed.table:
                found['table'] = failed.table
            return found
        except BaseException as error:
            sentence = blame.learners(error)
            return failing(name, sentence) if sentence else lesson_fault(name, error)
    return {'name': name, 'passed': True, 'message': ''}


def ask(source: str, ended: dict) -> dict:
    """The value of an expression after the program, as a learner would write it; what a lesson lets them predict."""

    def rows(table: str) -> int:
        return len(expect.rows_of(table))

    namespace = {
        **runner.names(),
        'expect': expect,
        'rows': rows,
        'printed': Current.program.printed,
        'error': ended.get('error', {}).get('type', '').rpartition('.')[2] or None,
    }
    try:
        with Collector():
            Current.program.rollback()
            found = eval(compile(source, '<answer>', 'eval', dont_inherit=True), namespace)
        return {'text': found.strip('\n') if isinstance(found, str) else value(found)}
    except Failed as failed:
        return {'error': failed.message}
    except BaseException as error:
        return {'error': f'{type(error).__name__}: {error}'}


def failing(name: str, message: str, lesson: bool = False) -> dict:
    return {'name': name, 'passed': False, 'message': message, **({'lesson': True} if lesson else {})}


def lesson_fault(name: str, error: BaseException) -> dict:
    """A check that broke by itself: no fault of the learner's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith('<check')]
    line = frames[-1].lineno if frames else getattr(error, 'lineno', None)
    where = f' in line {line} of the lesson' if line else ''
    return failing(name, f'{blame.LESSON} {errors.type_name(type(error))}: {errors.message(error)}{where}.', lesson=True)


def revived(found: dict):
    """What JSON cannot say: a whole number beyond 2⁵³, bytes."""
    if found.keys() == {'$int'}:
        return int(found['$int'])
    return bytes.fromhex(found['$blob']) if found.keys() == {'$blob'} else found


class Collector:
    """Takes what is printed while it is entered; the page never sees it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def __enter__(self) -> 'Collector':
        output.flush()
        self._kept = {name: getattr(sys, name) for name in ('stdout', 'stderr', '__stdout__', '__stderr__')}
        sys.stdout = sys.__stdout__ = output.open_stream('stdout', 'strict', self._take)
        sys.stderr = sys.__stderr__ = output.open_stream('stderr', 'backslashreplace', lambda *_: None)
        return self

    def __exit__(self, *_) -> None:
        output.flush()
        for name, stream in self._kept.items():
            setattr(sys, name, stream)

    @property
    def text(self) -> str:
        return ''.join(self._parts)

    def _take(self, _stream: str, text: str) -> None:
        if self._size < MOST_OUTPUT:
            self._parts.append(text)
            self._size += len(text)
