"""Python functions that SQLite calls."""

tracebacks = False


def enable_callback_tracebacks(enable, /):
    """Whether what a callback raises is reported through `sys.unraisablehook`."""
    global tracebacks
    tracebacks = bool(enable)
