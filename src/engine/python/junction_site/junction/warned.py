"""The warnings of a program as facts for the page; what is printed of them is Python's affair."""

import re
import sys
import warnings

from .errors import cut, type_name
from .home import PROGRAM

MOST = 100
LONGEST = 5_000
LINK = re.compile(r'https://sqlalche\.me/e/\w+/(\w+)')


class WarningLog:
    """Notes each warning that Python is about to show, while it is entered.

    Filters have been asked by then, so what a program ignores is not noted; what it records for itself is.
    """

    def __init__(self) -> None:
        self._noted: list[dict] = []
        self._show = None

    def __enter__(self) -> 'WarningLog':
        # Not `showwarning`: whoever replaces that one is no longer told where a resource was allocated.
        self._show = warnings._showwarnmsg
        warnings._showwarnmsg = self._note_and_show
        return self

    def __exit__(self, *_) -> None:
        warnings._showwarnmsg = self._show

    def take(self) -> list[dict]:
        noted, self._noted = self._noted, []
        return noted

    def _note_and_show(self, shown) -> None:
        if len(self._noted) < MOST:
            try:
                self._noted.append(described(shown, sys._getframe(1)))
            except Exception:  # its own str() may fail; showing it will tell
                pass
        self._show(shown)


def described(shown, frame) -> dict:
    """What `RunResult.warnings` wants to know about a `WarningMessage`."""
    found = {'category': type_name(shown.category), 'message': cut(str(shown.message), LONGEST)}
    line = program_line(frame)
    if line is None and shown.filename == PROGRAM:
        # The compiler warns while no frame is the program's yet.
        line = shown.lineno
    if line:
        found['line'] = line
    # By its link: a warning that arose while mappers are configured has lost its `code`.
    link = LINK.search(found['message'])
    if link:
        found['code'] = link[1]
    return found


def program_line(frame) -> int | None:
    """The line of the program that is being executed, however deep in libraries."""
    while frame is not None:
        if frame.f_code.co_filename == PROGRAM:
            return frame.f_lineno
        frame = frame.f_back
    return None
