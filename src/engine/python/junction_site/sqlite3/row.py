"""`Row`: a tuple whose values also go by their column's name."""


from sys import maxsize


class Row:
    """A row that is indexed by number, by slice, or by column name in any case."""

    __slots__ = ('_description', '_values')
    __module__ = 'sqlite3'

    def __new__(cls, cursor, data, /):
        from .cursor import Cursor
        if not issubclass(type(cursor), Cursor):
            raise TypeError(f'Row() argument 1 must be sqlite3.Cursor, not {type(cursor).__name__}')
        if not issubclass(type(data), tuple):
            raise TypeError(f'Row() argument 2 must be tuple, not {type(data).__name__}')
        row = object.__new__(cls)
        row._description = cursor.description
        row._values = data
        return row

    def keys(self):
        """The columns' names."""
        return [column[0] for column in self._description or ()]

    def __getitem__(self, key, /):
        if isinstance(key, str):
            return self._values[self._place(key)]
        if isinstance(key, int):
            try:
                return self._values[key]
            except IndexError as failure:
                if abs(key) > maxsize:
                    raise failure from None
                raise IndexError('tuple index out of range') from None
        if isinstance(key, slice):
            return self._values[key]
        raise IndexError('Index must be int or string')

    def _place(self, name):
        if self._description is None:
            raise IndexError(f'No item with key {name!r}')
        wanted = fold(name)
        for place, column in enumerate(self._description):
            if column[0] == name or fold(column[0]) == wanted:
                return place
        raise IndexError('No item with that key')

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __hash__(self):
        return hash(self._description) ^ hash(self._values)

    def __eq__(self, other, /):
        if not isinstance(other, Row):
            return NotImplemented
        return self._description == other._description and self._values == other._values


def fold(name):
    """Lower case as SQLite sees it: of ASCII letters alone."""
    return name.lower() if name.isascii() else ''.join(char.lower() if char.isascii() else char for char in name)
