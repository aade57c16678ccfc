"""Who caused a statement: the learner's line, and what SQLAlchemy's session was doing.

Both are read from the stack at the moment when a statement is sent. But for what `trace_cascades` wants to know nothing is
registered with SQLAlchemy: most of its public events would be seen, as a listener for `do_orm_execute` makes it prepare every
query twice, and others keep objects alive or run between the program's own. `trace_roles` knows the functions that matter; a SQLAlchemy that calls them otherwise has statements
without events, and the tests say so.

What one activation of such a function sends belongs to one event, whose number is kept in the activation's own frame: so it
is found again, ends with it, and keeps nothing alive.
"""

import linecache

from . import trace_cascades
from .errors import PROMPT_PREFIX
from .home import PROGRAM
from .result import plain
from .trace_roles import LOADS, ORIGINS, SUBJECTS, table_of

MARK = '·event'
MOST_EVENTS = 20_000
LONGEST_CALL = 200
LEARNER = object()


class Tracer:
    """Made once; `begin` and `take` enclose a program or an input."""

    def __init__(self) -> None:
        # Tables of interesting functions by file: None for a file without any.
        self._files = {}
        self._sessions = {}
        self._last = 0
        self._events = {}
        self._positions = {}

    def begin(self) -> None:
        trace_cascades.listen()
        self._events = {}
        self._positions = {}

    def take(self) -> list[dict]:
        """The events since `begin`, with their lines."""
        return [self._told(event) for event in self._events.values()]

    def caused(self, frame, begins=False) -> tuple:
        """
        Who sends a statement from `frame`, its subject and its origin. Who: an event, a place, or None. `begins`: it is the
        BEGIN before a statement that is told next.
        """
        files = self._files
        subject = origin = None
        while frame is not None:
            code = frame.f_code
            try:
                table = files[code.co_filename]
            except KeyError:
                table = self._classify(code.co_filename)
            if table is not None:
                if table is LEARNER:
                    return (code, frame.f_lasti), subject, origin
                role = table.get(code.co_qualname)
                if role is not None:
                    if role in SUBJECTS:
                        subject = subject or subject_of(role, frame, begins)
                    elif role in ORIGINS:
                        origin = role if origin is None or role == 'setup' else origin
                    elif origin is None:
                        event = self._event(frame, role)
                        if event is not None:
                            return event, subject, None
            frame = frame.f_back
        return None, subject, origin

    def told(self, who, subject, origin) -> tuple[int, dict]:
        """The same for the log: the event's number, or 0; then line, call and input if no event has them, subject and origin."""
        event, found = (who['id'], {}) if type(who) is dict else (0, dict(self._place(who)))
        if type(subject) is tuple:
            found['subject'], cascades = subject
            if cascades:
                found['cascades'] = cascades
        elif subject is not None:
            found['subject'] = subject
        if origin is not None:
            found['origin'] = origin
        return event, found

    def _place(self, place) -> dict:
        """Line, call and input of a place in the learner's code."""
        if place is None:
            return {}
        code, instruction = place
        key = (id(code), instruction)
        if key not in self._positions:
            # The code is kept with it, so that its id is not given away.
            self._positions[key] = (code, described(code, instruction))
        return self._positions[key][1]

    def _event(self, frame, role):
        """The event of an activation, made if it is new; None when the activation does nothing by itself."""
        names = frame.f_locals
        number = names.get(MARK)
        if number is not None:
            return self._events.get(number)
        try:
            facts = role(frame, names)
        except Exception:  # another SQLAlchemy than the one that the roles were written for
            return None
        if facts is None or len(self._events) >= MOST_EVENTS:
            return None
        outer, _, _ = self.caused(frame.f_back)
        place = outer
        if type(outer) is dict:
            if absorbs(outer, facts):
                names[MARK] = outer['id']
                return outer
            facts['parent'] = outer['id']
            place = outer['place']
        self._last += 1
        event = {'id': self._last, **facts, 'session': self._number(facts['session']), 'place': place}
        self._events[self._last] = event
        names[MARK] = self._last
        return event

    def _number(self, session) -> int:
        if session is None:
            return 0
        return self._sessions.setdefault(session.hash_key, len(self._sessions) + 1)

    def _classify(self, filename):
        if filename == PROGRAM or filename.startswith(PROMPT_PREFIX):
            table = LEARNER
        else:
            table = table_of(filename)
        self._files[filename] = table
        return table

    def _told(self, event) -> dict:
        told = event | self._place(event['place'])
        del told['place']
        if 'key' in told:
            told['key'] = plain(told['key'])
        return told


def absorbs(outer: dict, facts: dict) -> bool:
    """Whether an event is only how the one around it does its work."""
    kind = facts['kind']
    if kind == 'query':
        return outer['kind'] in LOADS
    if kind == 'refresh':
        return outer['kind'] in ('deferred-load', 'refresh')
    return kind == 'lazy-load' and outer['kind'] == 'eager-load' and outer.get('attribute') == facts.get('attribute')


def subject_of(role: str, frame, begins: bool):
    try:
        return SUBJECTS[role](frame, frame.f_locals, begins)
    except Exception:
        return None


def described(code, instruction: int) -> dict:
    """Line, call and input at an instruction, as far as they are known."""
    found = {}
    positions = list(code.co_positions())
    place = instruction // 2
    line, last, start, end = positions[place] if 0 <= place < len(positions) else (None, None, None, None)
    if code.co_filename == PROGRAM:
        if line is not None:
            found['line'] = line
    else:
        number = code.co_filename[len(PROMPT_PREFIX):-1]
        found['input'] = int(number) if number.isdigit() else 0
    if None not in (line, last, start, end):
        call = source_between(code.co_filename, line, last, start, end)
        if call:
            found['call'] = call
    return found


def source_between(filename: str, line: int, last: int, start: int, end: int) -> str:
    """A piece of source on one line, shortened. Columns count bytes."""
    lines = [text.encode() for text in linecache.getlines(filename)[line - 1:last]]
    if len(lines) != last - line + 1:
        return ''
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    text = ' '.join(b' '.join(lines).decode(errors='replace').split())
    return text if len(text) <= LONGEST_CALL else text[:LONGEST_CALL] + '…'
