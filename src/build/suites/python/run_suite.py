"""Runs test files with pytest inside Pyodide."""

import io
import json
import os
import sys

import pytest
from watcher import Watcher

# pytest's exit codes: all passed, some failed, nothing was left to run.
FINISHED = (0, 1, 5)


def run(order, tell):
    """Runs one order, as JSON; `tell` gets reports as JSON: see `Order` and `Report` in catalogue.ts."""
    order = json.loads(order)
    sys.dont_write_bytecode = True
    os.chdir(order['root'])
    watcher = Watcher(order['done'], lambda report: tell(json.dumps(report)))
    arguments = [
        # Without what needs file descriptors or signals, or writes beside the tests, and without failing whichever test is
        # running when the collector comes upon a connection that an earlier one has left open.
        '--capture=sys', '-pno:faulthandler', '-pno:cacheprovider', '-pno:unraisableexception',
        # However much fails.
        '--maxfail=100000', '--continue-on-collection-errors',
        '-q', '--tb=short', '--no-header', '--no-summary', *order['options'], *order['files'],
    ]
    # pytest writes a line for each test; what matters goes through `tell`.
    stdout, sys.stdout = sys.stdout, io.StringIO()
    try:
        code = pytest.main(arguments, plugins=[watcher])
    finally:
        text, sys.stdout = sys.stdout.getvalue(), stdout
    if code not in FINISHED:
        raise RuntimeError(text[-4000:])
