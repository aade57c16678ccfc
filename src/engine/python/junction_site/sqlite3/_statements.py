"""The log of what a program asks of SQLite, for the page: every statement, its values and the learner's line."""

from sys import _getframe

# The names under which the learner's own code is compiled; the runner may add to them.
learner_files = {'main.py', '<prompt>'}

LIMIT = 20_000
LONGEST_TEXT = 1_000
MOST_ROWS = 100

# One list per statement: text, parameters, line, rows, milliseconds. None while nothing is recorded.
entries = None
dropped = 0


def start():
    """Begins a new log."""
    global entries, dropped
    entries = []
    dropped = 0


def take():
    """The statements since `start` or the last `take`, as values for JSON. The log goes on."""
    global entries, dropped
    taken, missing = entries or [], dropped
    if entries is not None:
        start()
    log = [_as_dict(*entry) for entry in taken]
    if missing:
        log.append({'sql': f'-- {missing} more statements are not listed', 'parameters': [], 'rows': 0, 'ms': 0})
    return log


def note(sql, parameters, rows, ms, frame):
    """Adds a statement; its entry, whose rows grow as they are fetched. `frame` is where the driver was called."""
    global dropped
    if len(entries) >= LIMIT:
        dropped += 1
        return None
    entry = [sql, parameters, _line(frame), rows, ms]
    entries.append(entry)
    return entry


def note_own(sql, ms):
    """Adds a statement that the driver gives by itself, such as COMMIT."""
    note(sql, (), 0, ms, _getframe(3))


def _line(frame):
    files = learner_files
    while frame is not None:
        if frame.f_code.co_filename in files:
            return frame.f_lineno
        frame = frame.f_back
    return None


def _as_dict(sql, parameters, line, rows, ms):
    found = {'sql': sql, 'parameters': _plain(parameters), 'rows': rows, 'ms': round(ms, 3)}
    if line is not None:
        found['line'] = line
    return found


def _plain(value):
    """A parameter as JSON can carry it, cut when it is large."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        return value if -(1 << 53) < value < 1 << 53 else str(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + '…'
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {'$blob': memoryview(value).nbytes}
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        shown = [_plain(item) for item in value[:MOST_ROWS]]
        return shown + [{'$more': len(value) - MOST_ROWS}] if len(value) > MOST_ROWS else shown
    return str(value)[:LONGEST_TEXT]
