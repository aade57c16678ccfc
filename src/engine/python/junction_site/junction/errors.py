"""An exception as the learner should read it: their own frames, Python's own words."""

import sys
import traceback

from .home import HOME, PROGRAM

PROMPT_PREFIX = '<python-input-'
GAP = '…'
LONGEST_TRACEBACK = 20_000
LONGEST_MESSAGE = 100_000
LONGEST_CHAIN = 5
LONGEST_LINK = 2_000
# A traceback with more frames than this is deep recursion: its middle says nothing new.
MOST_FRAMES = 20


def describe(error: BaseException) -> dict:
    """What `RunResult.error` wants to know about `error`."""
    stack = own_summary(error.__traceback__)
    described = {
        'type': type_name(type(error)),
        'message': cut(message(error), LONGEST_MESSAGE),
        'traceback': cut(traceback_text(error), LONGEST_TRACEBACK),
    }
    if isinstance(error, SyntaxError) and error.filename == PROGRAM and error.lineno:
        described['line'] = error.lineno
        if error.offset and error.offset > 0:
            described['column'] = error.offset
    else:
        lines = [frame.lineno for frame in stack if frame.filename == PROGRAM and frame.lineno]
        if lines:
            described['line'] = lines[-1]
    return described | behind(error)


def behind(error: BaseException) -> dict:
    """What an explanation needs beyond the text: SQLAlchemy's and SQLite's names for it, and what led to it."""
    found = {}
    code = getattr(error, 'code', None)
    if isinstance(code, str) and type(error).__module__.startswith('sqlalchemy.'):
        found['code'] = code
    chain = []
    earlier = error
    while (earlier := before_it(earlier)) is not None and len(chain) < LONGEST_CHAIN:
        chain.append(earlier)
    if chain:
        found['chain'] = [{'type': type_name(type(one)), 'message': cut(message(one), LONGEST_LINK)} for one in chain]
    names = [getattr(one, 'sqlite_errorname', None) for one in (error, *chain)]
    name = next((name for name in names if isinstance(name, str)), None)
    if name is not None:
        found['sqliteError'] = name
    return found


def before_it(error: BaseException) -> BaseException | None:
    """The exception that a traceback would show before this one."""
    if error.__cause__ is not None:
        return error.__cause__
    return None if error.__suppress_context__ else error.__context__


def type_name(cls: type) -> str:
    module = cls.__module__
    return cls.__qualname__ if module in ('builtins', '__main__') else f'{module}.{cls.__qualname__}'


def message(error: BaseException) -> str:
    """The text after `type: ` in the last lines of a traceback."""
    try:
        # str() of a SyntaxError repeats the file and line, which a traceback shows by other means.
        return error.msg if isinstance(error, SyntaxError) and isinstance(error.msg, str) else str(error)
    except Exception:
        return '<exception str() failed>'


def traceback_text(error: BaseException) -> str:
    try:
        report = traceback.TracebackException.from_exception(error, compact=False)
        keep_own_frames(report, error, set())
        return ''.join(report.format())
    except Exception:  # an exception's own methods may fail in ways that even traceback does not expect
        return f'{type_name(type(error))}: {message(error)}\n'


def keep_own_frames(report: traceback.TracebackException, error: BaseException, seen: set[int]) -> None:
    """Cuts a report, and all that hangs on it, to the learner's frames.

    An exception in the chain that met none of them is left out: it tells how the library
    works inside, and the one after it quotes what matters.
    """
    while report is not None and error is not None and id(error) not in seen:
        seen.add(id(error))
        report.stack = own_summary(error.__traceback__)
        for part, member in zip(report.exceptions or (), getattr(error, 'exceptions', ())):
            keep_own_frames(part, member, seen)
        if report.__cause__ is not None:
            earlier, link = error.__cause__, '__cause__'
        elif report.__context__ is not None and not report.__suppress_context__:
            earlier, link = error.__context__, '__context__'
        else:
            return
        part = getattr(report, link)
        while part is not None and earlier is not None and not concerns_learner(earlier):
            part, earlier = before(part, earlier)
        setattr(report, link, part)
        report, error = part, earlier


def before(report, error):
    """The next earlier exception in a chain, as report and as exception."""
    if report.__cause__ is not None:
        return report.__cause__, error.__cause__
    if report.__context__ is not None and not report.__suppress_context__:
        return report.__context__, error.__context__
    return None, None


def concerns_learner(error: BaseException) -> bool:
    return any(is_own(frame.f_code.co_filename, frame.f_globals) for frame, _ in traceback.walk_tb(error.__traceback__))


def own_summary(tb) -> traceback.StackSummary:
    """The learner's frames of a traceback, the middle of a deep recursion left out."""
    own = [is_own(frame.f_code.co_filename, frame.f_globals) for frame, _ in traceback.walk_tb(tb)]
    frames = [frame for frame, keep in zip(traceback.extract_tb(tb), own) if keep]
    # Python itself folds a call that repeats; functions that call each other in turn it prints to the last.
    if sum(map(differ, frames[1:], frames)) > MOST_FRAMES:
        half = MOST_FRAMES // 2
        left_out = traceback.FrameSummary(GAP, 0, str(len(frames) - MOST_FRAMES), lookup_line=False)
        frames = [*frames[:half], left_out, *frames[-half:]]
    return Summary(frames)


class Summary(traceback.StackSummary):
    def format_frame_summary(self, frame, **options) -> str:
        if frame.filename == GAP:
            return f'  [{frame.name} more calls]\n'
        return super().format_frame_summary(frame, **options)


def differ(frame: traceback.FrameSummary, other: traceback.FrameSummary) -> bool:
    return (frame.filename, frame.lineno, frame.name) != (other.filename, other.lineno, other.name)


def is_own(filename: str, namespace: dict) -> bool:
    """Whether code is the learner's: the program, a prompt input, a module they wrote, or text they executed."""
    if filename == PROGRAM or filename.startswith(PROMPT_PREFIX) or filename.startswith(HOME + '/'):
        return True
    main = sys.modules.get('__main__')
    return filename == '<string>' and main is not None and namespace is main.__dict__


def cut(text: str, longest: int) -> str:
    """Leaves out the middle of what is too long: how it begins and how it ends both matter."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f'{text[:half]}\n[… {len(text) - 2 * half} characters left out …]\n{text[-half:]}'
