"""Expectations of tables as they are stored: columns, keys, constraints. Orders count nowhere."""

from .failure import fail, listing
from .program import program


class Table:
    """A table's facts, as SQLite tells them; for lessons that word an answer by what is there."""

    def __init__(self, name: str) -> None:
        program().need_table(name)
        fetch = program().fetch
        info = fetch('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?)', (name,))[1]
        self.name = name
        self.columns = [row[0] for row in info]
        self.types = {row[0]: row[1].upper() for row in info}
        self.not_null = {row[0] for row in info if row[2]}
        self.defaults = {row[0]: row[3] for row in info if row[3] is not None}
        self.primary_key = [row[0] for row in sorted(info, key=lambda row: row[4]) if row[4]]
        self.foreign_keys = foreign_keys(name)
        self.uniques = uniques(name)


class ForeignKey:
    """Columns that point at another table's."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.columns: list[str] = []
        self.referred: list[str] = []
        self.on_delete = ''

    def __str__(self) -> str:
        return f'{pair(self.columns)} → {self.target}{pair(self.referred, always=True)}'


def foreign_keys(name: str) -> list[ForeignKey]:
    """In the order of their columns."""
    keys: dict[int, ForeignKey] = {}
    rows = program().fetch('SELECT id, "table", "from", "to", on_delete FROM pragma_foreign_key_list(?) ORDER BY id, seq', (name,))[1]
    for number, target, column, referred, on_delete in rows:
        key = keys.setdefault(number, ForeignKey(target))
        key.columns.append(column)
        key.referred.append(referred or 'its primary key')
        key.on_delete = on_delete
    order = Order(name)
    return sorted(keys.values(), key=lambda key: order.of(key.columns[0]))


class Order:
    def __init__(self, table: str) -> None:
        names = program().fetch('SELECT name FROM pragma_table_xinfo(?)', (table,))[1]
        self._places = {name: place for place, (name,) in enumerate(names)}

    def of(self, column: str) -> int:
        return self._places.get(column, len(self._places))


def uniques(name: str) -> list[set[str]]:
    """The columns of each UNIQUE constraint or unique index; the primary key is not among them."""
    indexes = program().fetch('SELECT name FROM pragma_index_list(?) WHERE "unique" AND origin <> \'pk\' AND NOT partial', (name,))[1]
    return [{column for (column,) in program().fetch('SELECT name FROM pragma_index_info(?)', (index,))[1]} for (index,) in indexes]


def pair(columns, always: bool = False) -> str:
    names = list(columns)
    return names[0] if len(names) == 1 and not always else f'({", ".join(names)})'


def table(name: str) -> Table:
    """The table is stored. Answers its facts: columns, types, not_null, defaults, primary_key, foreign_keys, uniques."""
    return Table(name)


def no_table(name: str, say: str = '') -> None:
    """The table is not, or no longer, there."""
    if name in program().table_names():
        fail(f'There should be no table {name}, and there is one.', say)


def columns(name: str, names: list[str], say: str = '') -> None:
    """The table has these columns, in any order, and no others."""
    found = Table(name).columns
    missing = [column for column in names if column not in found]
    more = [column for column in found if column not in names]
    if missing or more:
        parts = [f'lacks {listing(missing)}' if missing else '', f'has {listing(more)} besides' if more else '']
        fail(f'The table {name} should have the columns {listing(names)}; it {" and ".join(part for part in parts if part)}.', say)


def column(name: str, column: str, *, type: str | None = None, nullable: bool | None = None, default: str | None = None, say: str = '') -> None:
    """The table has the column; where given, of this type (`INTEGER`), nullable or not, with this default (SQL text)."""
    facts = Table(name)
    where = f'{name}.{column}'
    if column not in facts.columns:
        fail(f'The table {name} should have a column {column}; it has {listing(facts.columns)}.', say)
    if type is not None and facts.types[column].partition('(')[0] != type.upper().partition('(')[0]:
        fail(f'{where} should be {type.upper()}; it is {facts.types[column] or "of no type"}.', say)
    if nullable is True and column in facts.not_null:
        fail(f'{where} should allow NULL, and is NOT NULL.', say)
    if nullable is False and column not in facts.not_null:
        fail(f'{where} should be NOT NULL, and allows NULL.', say)
    if default is not None and facts.defaults.get(column) != default:
        fail(f'{where} should have the default {default}; it has {facts.defaults.get(column, "none")}.', say)


def primary_key(name: str, names: list[str], say: str = '') -> None:
    """These columns together are the primary key."""
    facts = Table(name)
    found = facts.primary_key
    if set(found) == set(names):
        return
    wanted = f'the primary key {pair(names)}'
    if not found:
        doubled = ' the same row can be stored twice:' if len(names) == 1 else ' the same pair can be stored twice:'
        fail(f'{name} has no primary key:{doubled} it should have {wanted}.', say)
    if len(names) > 1 and set(found) < set(names):
        left = listing([column for column in names if column not in found])
        fail(f'{name} has the primary key {pair(found)} alone, so each {found[0]} can be in it only once: {left} belongs to the key as well. It takes both columns.'
             if len(names) == 2 else f'{name} has the primary key {pair(found)}; {left} belongs to it as well.', say)
    if len(names) > 1 and not set(found) & set(names):
        fail(f'{name} has the primary key {pair(found)}, so the same pair can be stored twice: it should have {wanted}.', say)
    fail(f'{name} should have {wanted}; it has {pair(found)}.', say)


def foreign_key(name: str, names: str | list[str], target: str, referred: str | list[str] = 'id', *, on_delete: str | None = None, say: str = '') -> None:
    """These columns point at that table's; where given, with this ON DELETE (`CASCADE`, `SET NULL`, …)."""
    names = [names] if isinstance(names, str) else names
    referred = [referred] if isinstance(referred, str) else referred
    facts = Table(name)
    for column in names:
        if column not in facts.columns:
            fail(f'The table {name} should have a column {column}; it has {listing(facts.columns)}.', say)
    own = [key for key in facts.foreign_keys if key.columns == names]
    wanted = f'{name}.{pair(names)} should point at {target}{pair(referred, always=True)}'
    if not own:
        others = [str(key) for key in facts.foreign_keys]
        fail(f'{wanted}; it is no foreign key. {name} has {"the foreign keys " + listing(others) if others else "no foreign keys"}.', say)
    key = next((key for key in own if key.target == target and key.referred == referred), None)
    if key is None:
        fail(f'{wanted}; it points at {own[0].target}{pair(own[0].referred, always=True)}.', say)
    if on_delete is not None and key.on_delete != on_delete.upper():
        fail(f'{name}.{pair(names)} should have ON DELETE {on_delete.upper()}; it has {"none" if key.on_delete == "NO ACTION" else key.on_delete}.', say)


def unique(name: str, names: list[str], say: str = '') -> None:
    """No two rows may agree in these columns, by a UNIQUE constraint, a unique index or the primary key."""
    facts = Table(name)
    if set(names) not in [*facts.uniques, set(facts.primary_key)]:
        fail(f'{name} accepts the same {pair(names)} twice: it should be UNIQUE.', say)


def constraint_names(name: str, *, primary_key: str | None = None, foreign_keys: list[str] | None = None, say: str = '') -> None:
    """The constraints have these names, as SQLAlchemy will tell them to the database."""
    found = next((data.tables[name] for data in program().metadata() if name in data.tables), None)
    if found is None:
        program().need_table(name)
        fail(f'db.metadata knows no table {name!r}.', say)
    if primary_key is not None and found.primary_key.name != primary_key:
        fail(f'The primary key of {name} should be named {primary_key}; it {"is named " + found.primary_key.name if found.primary_key.name else "has no name"}.', say)
    if foreign_keys is not None:
        names = {key.name or 'without a name' for key in found.foreign_key_constraints}
        if names != set(foreign_keys):
            fail(f'The foreign keys of {name} should be named {listing(sorted(foreign_keys))}; they are {listing(sorted(names))}.', say)
