"""`executescript`: a text of several statements."""

from time import perf_counter

from . import _crossing as crossing
from . import _statements as log
from . import errors, functions
from .constants import LEGACY_TRANSACTION_CONTROL


def run_script(connection, sql, frame):
    """Executes all statements, after committing what the connection has begun by itself. Their rows are dropped."""
    sql.encode()
    connection._check_length(sql)
    if connection._autocommit == LEGACY_TRANSACTION_CONTROL and connection.in_transaction:
        connection._run('COMMIT')
    script = crossing.script(connection._db, sql)
    try:
        while True:
            start = perf_counter()
            answer = script.next()
            if answer < 0:
                failure = errors.last()
                if log.entries is not None:
                    log.note_refused(connection._db, script.sql.strip(), (), (perf_counter() - start) * 1000, frame, failure)
                raise failure
            if functions.pending is not None:
                functions.raise_pending()
            if answer == 0:
                break
            if log.entries is not None:
                log.note(connection._db, script.sql.strip(), (), script.rows, (perf_counter() - start) * 1000, frame)
    finally:
        script.release()
