"""The log of what a program asks of SQLite, for the page: every statement, its values, who caused it and how it ended."""

from . import _crossing as crossing

# The names under which the learner's own code is compiled, for a log without a tracer.
learner_files = {'main.py'}
# What tells who caused a statement; see junction/trace.py. None: only the line is told.
tracer = None

LIMIT = 20_000
# Characters of SQL that a log holds; what goes beyond has its statements' beginnings.
ROOM = 16_000_000
LONGEST_TEXT = 1_000
MOST_ROWS = 100
SERIAL = 5
# Where types come from whose values may be asked for their text.
OWN_TEXTS = {'datetime', 'decimal', 'uuid', 'pathlib', 'fractions'}

# One list per statement: text, parameters, who sent it (a line, or what the tracer says), rows, milliseconds, connection,
# number of the last record of what was changed, SQLite's refusal, subject and origin. None while nothing is recorded.
entries = None
dropped = 0
_room = 0
_serial = 0
NOBODY = None, None, None


def start():
    """Begins a new log."""
    global entries, dropped, _room
    entries = []
    dropped = 0
    _room = ROOM
    if tracer is not None:
        tracer.begin()


def take():
    """
    The statements since `start` or the last `take`, as values for JSON: each text once, and a list per statement as
    `SentStatement` of trace/assemble.ts has it. The log goes on.
    """
    global entries, dropped, _room
    taken, missing = entries or [], dropped
    texts = {}
    sent = [_sent(texts, *entry) for entry in taken]
    if missing:
        sent.append([texts.setdefault(f'-- {missing} more statements are not listed', len(texts)), [], 0, 0, 0, 0, 0])
    if entries is not None:
        entries = []
        dropped = 0
        _room = ROOM
    return {'texts': list(texts), 'sent': sent}


def note(db, sql, parameters, rows, ms, frame, error=None):
    """Adds a statement; its entry, whose rows grow as they are fetched. `frame` is where the driver was called."""
    global dropped, _room, _serial
    if len(entries) >= LIMIT:
        dropped += 1
        return None
    _room -= len(sql)
    if _room < 0 and len(sql) > LONGEST_TEXT:
        sql = sql[:LONGEST_TEXT] + ' …'
    # What was recorded since the last statement was changed by this one.
    _serial = crossing.ints[SERIAL]
    who, subject, origin = _line(frame) if tracer is None else tracer.caused(frame)
    # Taken as they are now: a list may be changed by the program, and a large value must not be kept from being freed.
    entry = [sql, _plain(parameters), who, rows, ms, db, _serial, error, subject, origin]
    entries.append(entry)
    return entry


def note_begin(db, frame):
    """Adds the BEGIN that went before the statement that is added next."""
    if len(entries) < LIMIT:
        who, subject, origin = _line(frame) if tracer is None else tracer.caused(frame, True)
        entries.append(['BEGIN', (), who, 0, 0, db, _serial, None, subject, origin])


def note_refused(db, sql, parameters, ms, frame, failure):
    """Adds a statement that was refused."""
    if isinstance(failure, Exception) and isinstance(sql, str):
        note(db, sql, parameters, 0, ms, frame, str(failure))


def note_unsaid(db, comment, frame):
    """Adds a comment for what changed rows without a statement of the program's; nothing when no row was changed."""
    if crossing.ints[SERIAL] != _serial:
        note(db, comment, (), 0, 0, frame)


def _line(frame):
    files = learner_files
    while frame is not None:
        if frame.f_code.co_filename in files:
            return frame.f_lineno, None, None
        frame = frame.f_back
    return NOBODY


def _sent(texts, sql, parameters, who, rows, ms, db, serial, error, subject, origin):
    entry = [texts.setdefault(sql, len(texts)), parameters, rows, int(ms * 1000), db, serial, 0]
    if type(who) is int:
        more = {'line': who}
    elif tracer is None:
        more = {}
    else:
        entry[6], more = tracer.told(who, subject, origin)
    if error is not None:
        more['error'] = error
    if more:
        entry.append(more)
    return entry


def _plain(value):
    """A parameter, or all of them, as JSON can carry it, cut when it is large."""
    kind = type(value)
    if kind is str:
        return value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + '…'
    if kind is int:
        return value if -(1 << 53) < value < 1 << 53 else str(value)
    if kind is tuple or kind is list:
        shown = [_plain(item) for item in value] if len(value) <= MOST_ROWS else [_plain(item) for item in value[:MOST_ROWS]]
        return shown if len(value) <= MOST_ROWS else shown + [{'$more': len(value) - MOST_ROWS}]
    if value is None or kind is bool:
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    # Of a subclass the plain value: nothing of the program's own is called.
    for base in (str, int):
        if isinstance(value, base):
            return _plain(base.__str__(value) if base is str else base.__int__(value))
    for base in (tuple, list):
        if isinstance(value, base):
            return _plain([*base.__iter__(value)])
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {'$blob': memoryview(value).nbytes}
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in dict.items(value)}
    return str(value)[:LONGEST_TEXT] if kind.__module__ in OWN_TEXTS else f'<{kind.__name__}>'
