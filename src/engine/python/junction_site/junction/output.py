"""sys.stdout, sys.stderr and sys.stdin of a program: text goes to the page, input comes from nowhere."""

import codecs
import io
import sys

NO_INPUT = 'input() cannot ask here: a program in Junction has no keyboard. Put the value in the program instead.'


class HostWriter(io.RawIOBase):
    """The bottom of a text stream: UTF-8 bytes in, text out to `send(stream, text)`."""

    def __init__(self, stream: str, send) -> None:
        self._stream = stream
        self._send = send
        self._decode = codecs.getincrementaldecoder('utf-8')('replace').decode

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        text = self._decode(data)
        if text:
            self._send(self._stream, text)
        return len(data)


class NoInput(io.TextIOBase):
    """A standard input that explains why it gives nothing."""

    encoding = 'utf-8'
    errors = 'strict'
    name = '<stdin>'
    mode = 'r'

    def readable(self) -> bool:
        return True

    def readline(self, size=-1):
        raise EOFError(NO_INPUT)

    def read(self, size=-1):
        raise EOFError(NO_INPUT)


def write(stream: str, text: str) -> None:
    """Sends text to the page. Imported late: the host's module does not exist while the memory image is made."""
    try:
        from _junction_host import write as host_write
    except ImportError:
        target = sys.__stdout__ if stream == 'stdout' else sys.__stderr__
        target.write(text)
    else:
        host_write(stream, text)


def note(text: str) -> None:
    """One line in the console that says what Junction did by itself."""
    flush()
    write('note', text + '\n')


def open_stream(name: str, errors: str, send) -> io.TextIOWrapper:
    """A stream that behaves like Python's own on a terminal, `isatty()` aside: each line is sent when it ends."""
    buffer = io.BufferedWriter(HostWriter(name, send))
    stream = io.TextIOWrapper(buffer, encoding='utf-8', errors=errors, newline='\n', line_buffering=True)
    stream.mode = 'w'
    return stream


def install() -> None:
    """Takes over the standard streams; natively, where there is no page, leaves them alone."""
    try:
        from _junction_host import write as send
    except ImportError:
        return
    # Programs go back to sys.__stdout__ after having redirected sys.stdout: both must be the page's.
    sys.stdout = sys.__stdout__ = open_stream('stdout', 'strict', send)
    sys.stderr = sys.__stderr__ = open_stream('stderr', 'backslashreplace', send)
    sys.stdin = sys.__stdin__ = NoInput()


def flush() -> None:
    """Sends what is still held back. A program may have closed or replaced its streams: no matter."""
    for name in ('stdout', 'stderr', '__stdout__', '__stderr__'):
        try:
            getattr(sys, name).flush()
        except Exception:
            pass
