"""Expectations of stored rows. Their order counts only where a lesson asks for it."""

from collections import Counter

from .failure import count as counted
from .failure import fail, listing, rows_table, value
from .program import program
from .schema import Table

NOT_COMMITTED = 'Your program leaves changes that are not committed: is the commit missing?'
LABELS = ('name', 'title', 'label')


def stored(name: str) -> list[tuple]:
    """All rows of a table, for lessons that compare in a way of their own."""
    program().need_table(name)
    return program().fetch(f'SELECT * FROM {quoted(name)}')[1]


def rows(name: str, expected: list[tuple], columns: list[str] | None = None, *, ordered: bool = False, say: str = '') -> None:
    """The table holds these rows and no others; with `columns`, only these are compared."""
    program().need_table(name)
    facts = Table(name)
    for column in columns or ():
        if column not in facts.columns:
            fail(f'The table {name} should have a column {column}; it has {listing(facts.columns)}.', say)
    chosen = columns or facts.columns
    found = program().fetch(f'SELECT {", ".join(map(quoted, chosen))} FROM {quoted(name)}')[1]
    compare(f'The table {name}', chosen, [tuple(row) for row in expected], found, ordered, say)


def count(name: str, number: int, say: str = '') -> None:
    """The table holds so many rows."""
    found = len(stored(name))
    if found != number:
        fail(with_hint(f'The table {name} should hold {counted(number, "row")}; it holds {found}.', found < number), say)


def pairs(name: str, expected: list[tuple], *, label: str | None = None, say: str = '') -> None:
    """The table links these pairs, each told by the names at its ends; in the order of the two foreign keys' columns."""
    keys = Table(name).foreign_keys
    if len(keys) != 2:
        fail(f'{name} should link two tables by two foreign keys; it has {counted(len(keys), "foreign key")}.', say)
    ends = [end_of(key, label) for key in keys]
    sql = f'SELECT {ends[0][1]}, {ends[1][1]}, {", ".join(quoted(key.columns[0]) for key in keys)} FROM {quoted(name)} AS link'
    found = [tuple(named if named is not None else lost(target, number) for named, number, (target, _) in zip(row[:2], row[2:], ends)) for row in program().fetch(sql)[1]]
    compare(name, [keys[0].target, keys[1].target], [tuple(pair) for pair in expected], found, False, say, 'pair')


def end_of(key, label: str | None) -> tuple[str, str]:
    """A foreign key's table, and SQL for the name of the row that it points at."""
    facts = Table(key.target)
    shown = label if label in facts.columns else next((column for column in LABELS if column in facts.columns), key.referred[0])
    return key.target, f'(SELECT {quoted(shown)} FROM {quoted(key.target)} AS far WHERE far.{quoted(key.referred[0])} = link.{quoted(key.columns[0])})'


def lost(target: str, number) -> str:
    return f'nobody ({target} has no row {number})' if number is not None else 'NULL'


def answer(expected: list[tuple], columns: list[str] | None = None, *, ordered: bool = False, say: str = '') -> None:
    """In a step in SQL: the last query answered these rows; with `columns`, under these names."""
    found = program().answer
    if found is None:
        fail('There is no query whose answer could be looked at: the last statement should be a SELECT.', say)
    if columns is not None and [name.lower() for name in found['columns']] != [name.lower() for name in columns]:
        fail(f'The query should answer the columns {listing(columns)}; it answers {listing(found["columns"])}.', say)
    compare('The answer', found['columns'], [tuple(row) for row in expected], [tuple(row) for row in found['rows']], ordered, say)


def result(statement, expected: list[tuple], *, ordered: bool = False, say: str = '', name: str = 'The statement') -> None:
    """A `select()` of the program answers these rows; an object counts as the value of its `name`, or of its key."""
    from sqlalchemy import inspect
    from sqlalchemy.sql import Select

    if not isinstance(statement, Select):
        fail(f'{name} should be a db.select(...), not its result; it is {value(statement)}.', say)

    def plain(cell):
        state = inspect(cell, raiseerr=False)
        if state is None or not hasattr(state, 'identity'):
            return cell
        shown = next((getattr(cell, column) for column in LABELS if hasattr(cell, column)), None)
        return shown if shown is not None else state.identity[0]

    session = program().the_db().session
    answered = session.execute(statement)
    columns = list(answered.keys())
    found = [tuple(plain(cell) for cell in row) for row in answered]
    compare('The answer', columns, [row if isinstance(row, tuple) else (row,) for row in expected], found, ordered, say)


def compare(what: str, columns: list[str], expected: list[tuple], found: list[tuple], ordered: bool, say: str, noun: str = 'row') -> None:
    """Compares rows as they are counted, or with `ordered` in their order too."""
    wanted, there = Counter(expected), Counter(found)
    if wanted == there:
        if ordered and found != expected:
            fail(f'{what} has the right {noun}s in another order.', say, rows_table(columns, [(row, '') for row in found]))
        return
    marked = [(row, mark) for rows, mark in ((expected_and_found(expected, there), ''), ((there - wanted).elements(), 'unexpected'), ((wanted - there).elements(), 'missing')) for row in rows]
    missing, more = list((wanted - there).elements()), list((there - wanted).elements())
    fact = f'{what} should hold {counted(len(expected), noun)} and holds {len(found)}.'
    fact += f' Missing: {told(missing)}.' if missing else ''
    fact += f' Too many: {told(more)}.' if more else ''
    fail(with_hint(fact, bool(missing)), say, rows_table(columns, marked))


def expected_and_found(expected: list[tuple], there: Counter) -> list[tuple]:
    return list((Counter(expected) & there).elements())


def told(found: list[tuple]) -> str:
    shown = [f'({", ".join(value(cell) for cell in row)})' for row in found[:3]]
    return listing(shown if len(found) <= 3 else [*shown, f'{len(found) - 3} more'])


def with_hint(fact: str, lacks: bool) -> str:
    return f'{fact} {NOT_COMMITTED}' if lacks and program().unsaved else fact


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
