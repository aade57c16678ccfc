"""A prepared statement, and the values that are bound to it."""

from . import _crossing as crossing
from . import adapters
from .errors import DataError, ProgrammingError, last

# How values come unless told: texts as `str`, no column converted.
PLAIN = (False, '')


class Statement:
    """What Python keeps of a statement that SQLite has prepared; it is finalized with its last reference."""

    __module__ = 'sqlite3'
    __slots__ = ('db', 'handle', 'sql', 'changes', 'count', 'names', 'nameless', 'busy', 'description', 'shape')

    def __new__(cls, db=None, sql=None):
        if sql is None:
            raise TypeError("cannot create 'sqlite3.Statement' instances")
        statement = object.__new__(cls)
        statement.handle = -1
        return statement

    def __init__(self, db, sql):
        if '\0' in sql:
            raise ProgrammingError('the query contains a null character')
        sql.encode()
        self.db = db
        handle = crossing.prepare(db, sql)
        if handle < 0:
            if handle == crossing.SEVERAL:
                raise ProgrammingError('You can only execute one statement at a time.')
            raise last()
        self.handle = handle
        self.sql = sql
        # Whether it is an INSERT, UPDATE, DELETE or REPLACE by its first word.
        self.changes = crossing.isChange(handle)
        self.count = crossing.parameterCount(handle)
        names = crossing.parameterNames(handle).split('\0') if self.count else []
        # As they are written, `:name` or `?2`; empty for a plain `?`. None when all are.
        self.names = names if any(names) else None
        # Whether values can be given in their order.
        self.nameless = all(not name or name[0] == '?' for name in names)
        self.busy = False
        self.description = None
        # How its values come: (raw text?, columns with converters). The plain way to begin with.
        self.shape = PLAIN

    def __del__(self):
        if self.handle >= 0:
            crossing.finalize(self.handle)

    def reset(self):
        """Back to the start; what SQLite had locked for it is free again."""
        if self.busy:
            self.busy = False
            crossing.reset(self.handle)

    def describe(self, name_of):
        """The `description` of its result columns."""
        names = crossing.columnNames(self.handle).split('\0')
        self.description = tuple([(name_of(name), None, None, None, None, None, None) for name in names])

    def execute(self, parameters, begin):
        """Binds and takes the first step; the crossing's flags. Raises what SQLite or the values are refused for."""
        if adapters.careful:
            return self.execute_carefully(parameters, begin)
        flags = crossing.execute(self.handle, parameters, begin)
        return flags if flags >= 0 else self.answer(flags, parameters, begin)

    def answer(self, flags, parameters, begin):
        """Deals with an execution that went wrong."""
        if flags == crossing.REFUSED:
            raise last()
        return self.execute_carefully(parameters, begin)

    def execute_carefully(self, parameters, begin):
        """As `execute`, with a look at every single value."""
        began = crossing.begin(self.db, begin) if begin else 0
        if began < 0:
            raise last()
        flags = crossing.execute(self.handle, self.values(parameters), 0, True)
        if flags == crossing.REFUSED:
            raise last()
        if flags < 0:
            raise DataError('a parameter cannot be bound')
        return flags | began

    def values(self, parameters):
        """The parameters as a list of values that cross, in the statement's order."""
        if _is_sequence(parameters):
            return self._by_place(parameters)
        if isinstance(parameters, dict):
            return self._by_name(parameters)
        raise ProgrammingError('parameters are of unsupported type')

    def _by_place(self, parameters):
        if len(parameters) != self.count:
            raise ProgrammingError(
                'Incorrect number of bindings supplied. The current statement uses '
                f'{self.count}, and there are {len(parameters)} supplied.')
        values = []
        for place in range(self.count):
            if not self.nameless and self.names[place][:1] not in ('', '?'):
                raise ProgrammingError(
                    f"Binding {place + 1} ('{self.names[place]}') is a named parameter, but you supplied a sequence which "
                    'requires nameless (qmark) placeholders.')
            values.append(adapters.to_sqlite(parameters[place], place + 1))
        return values

    def _by_name(self, parameters):
        values = []
        for place in range(self.count):
            name = self.names[place][1:] if self.names is not None else ''
            if not name:
                raise ProgrammingError(
                    f'Binding {place + 1} has no name, but you supplied a dictionary (which has only names).')
            try:
                value = parameters[name]
            except LookupError:
                raise ProgrammingError(f'You did not supply a value for binding parameter :{name}.') from None
            values.append(adapters.to_sqlite(value, place + 1))
        return values


def _is_sequence(value):
    """What C calls a sequence: it can be indexed and is not a mapping by descent."""
    return isinstance(value, (tuple, list)) or (hasattr(type(value), '__getitem__') and not isinstance(value, dict))
