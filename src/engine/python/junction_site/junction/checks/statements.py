"""What a piece of code sends to the database: verbs, tables and numbers of parameter rows, never the text."""

import re
from contextlib import contextmanager

from .failure import count as counted
from .failure import fail, listing

WRITES = ('INSERT', 'UPDATE', 'DELETE')
TABLES = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?((?:["`\[]?\w+["`\]]?(?:\s+AS\s+\w+)?\s*,\s*)*["`\[]?\w+)', re.IGNORECASE)


class Statement:
    """One statement: its verb, the tables that it names, and how many rows of parameters came with it."""

    def __init__(self, verb: str, tables: set[str], rows: int) -> None:
        self.verb = verb
        self.tables = tables
        self.rows = rows

    def __repr__(self) -> str:
        return f'{self.verb} {", ".join(sorted(self.tables))}'


class Sent(list):
    """The statements that were sent, in order; the brackets of transactions are not among them."""

    def only(self, *verbs: str, table: str | None = None) -> 'Sent':
        """Those with one of these verbs (all, when none is given), on this table."""
        return Sent(one for one in self if (not verbs or one.verb in verbs) and (table is None or table in one.tables))

    def count(self, *verbs: str, table: str | None = None) -> int:
        """Statements."""
        return len(self.only(*verbs, table=table))

    def written(self, table: str | None = None) -> int:
        """Rows of parameters of INSERT, UPDATE and DELETE, however they were batched."""
        return sum(one.rows for one in self.only(*WRITES, table=table))


class Recorders:
    """Who listens now; the listener itself is put on SQLAlchemy's engines once, at the first."""

    listening = False
    active: list[Sent] = []
    blind = 0


@contextmanager
def statements():
    """`with expect.statements() as sent:` records what is sent inside."""
    listen()
    sent = Sent()
    Recorders.active.append(sent)
    try:
        yield sent
    finally:
        Recorders.active.remove(sent)


@contextmanager
def unseen():
    """What is sent inside is Junction's own."""
    Recorders.blind += 1
    try:
        yield
    finally:
        Recorders.blind -= 1


def at_most(sent: Sent, number: int, *verbs: str, table: str | None = None, say: str = '') -> None:
    """So many statements were sent, or fewer; with verbs and a table, only those count."""
    found = sent.count(*verbs, table=table)
    if found > number:
        kinds = f' {"/".join(verbs)}' if verbs else ''
        on = f' on {table}' if table else ''
        fail(f'{counted(found, f"{kinds.strip()} statement".strip())} {"was" if found == 1 else "were"} sent{on}; {number} would do.', say)


def written(sent: Sent, number: int, table: str | None = None, say: str = '') -> None:
    """So many rows were written by INSERT, UPDATE and DELETE together, however they were batched."""
    found = sent.written(table)
    if found != number:
        fail(f'{counted(found, "row")} {"was" if found == 1 else "were"} written{f" to {table}" if table else ""}; it should be {number}.', say)


def not_sent(sent: Sent, *verbs: str, table: str | None = None, say: str = '') -> None:
    """No such statement was sent."""
    found = sent.only(*verbs, table=table)
    if found:
        fail(f'{listing(map(repr, found[:3]))} should not have been sent.', say)


def listen() -> None:
    if Recorders.listening:
        return
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    Recorders.listening = True
    event.listen(Engine, 'before_cursor_execute', note)


def note(_connection, _cursor, sql: str, parameters, context, executemany: bool) -> None:
    if Recorders.blind or not Recorders.active:
        return
    words = sql.lstrip().split(None, 1)
    verb = words[0].upper() if words else ''
    if verb in ('BEGIN', 'COMMIT', 'ROLLBACK', 'SAVEPOINT', 'RELEASE', 'PRAGMA'):
        return
    statement = Statement('SELECT' if verb in ('WITH', 'VALUES', '(SELECT') else verb, tables_of(sql), rows_of(parameters, context, executemany))
    for sent in Recorders.active:
        sent.append(statement)


def tables_of(sql: str) -> set[str]:
    return {name.split()[0].strip('"`[]') for found in TABLES.findall(sql) for name in found.split(',')}


def rows_of(parameters, context, executemany: bool) -> int:
    """Rows of parameters: those of an executemany, or of one INSERT with several VALUES."""
    if executemany:
        return len(parameters)
    compiled = getattr(context, 'compiled', None)
    values = getattr(getattr(compiled, 'statement', None), '_multi_values', None)
    if values:
        return sum(len(some) for some in values)
    many = getattr(compiled, '_insertmanyvalues', None)
    if many is not None and getattr(context, 'execute_style', None) is not None and getattr(context.execute_style, 'name', '') == 'INSERTMANYVALUES':
        return max(1, len(parameters) // max(1, many.num_positional_params_counted))
    return 1
