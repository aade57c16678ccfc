"""asyncio for programs: an event loop that blocks, as `asyncio.run()` does natively.

Pyodide's own loop lives in JavaScript's and cannot wait inside a call. This one has no files or sockets to
watch (there are none here), so waiting is sleeping until the next timer.
"""

import asyncio
import time
from asyncio import base_events
from contextlib import contextmanager


class SleepingSelector:
    """Stands where other loops have their selector: nothing ever becomes ready but time."""

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError('The event loop waits for something that can never happen here.')
        if timeout > 0:
            time.sleep(timeout)
        return []


class BlockingLoop(base_events.BaseEventLoop):
    def __init__(self) -> None:
        super().__init__()
        self._selector = SleepingSelector()

    def _process_events(self, event_list) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


class BlockingLoopPolicy(asyncio.events._AbstractEventLoopPolicy if hasattr(asyncio.events, '_AbstractEventLoopPolicy')
                         else asyncio.AbstractEventLoopPolicy):
    """Hands out blocking loops; `get_event_loop()` without one is the error that Python 3.14 makes it."""

    def __init__(self) -> None:
        self._loop = None

    def get_event_loop(self):
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop) -> None:
        self._loop = loop

    def new_event_loop(self):
        return BlockingLoop()


@contextmanager
def blocking_loops(policy):
    """While inside, no loop runs (Pyodide's pretends to, always) and new ones block."""
    running = asyncio._get_running_loop()
    former = asyncio.events._event_loop_policy
    asyncio._set_running_loop(None)
    asyncio.events._event_loop_policy = policy
    try:
        yield
    finally:
        asyncio.events._event_loop_policy = former
        asyncio._set_running_loop(running)
