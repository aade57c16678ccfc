"""What the learner's program left behind: its names, its databases, its models."""

import glob
import os
import sqlite3
import sys

from ..helper_app import instances_in
from .failure import Failed, fail, listing


class Program:
    """A program that has run. `ended` is its `RunResult`, `printed` its standard output."""

    def __init__(self, namespace: dict, ended: dict, printed: str, database: str | None = None, answer: dict | None = None) -> None:
        self.namespace = namespace
        self.ended = ended
        self.printed = printed
        # In a step in SQL: its database, and the result of its last statement that had one.
        self.database = database
        self.answer = answer
        self.unsaved = 'unsaved' in ended
        # Connections made for reading, by file.
        self._readers: dict[str, sqlite3.Connection] = {}

    # Names

    def get(self, name: str):
        """A thing of the program by its name."""
        if name not in self.namespace:
            fail(f'Your program has no {name}.')
        return self.namespace[name]

    def model(self, name: str) -> type:
        """A mapped class by its name, wherever it was defined."""
        found = self.namespace.get(name)
        if not isinstance(found, type):
            found = next((cls for cls in self.models() if cls.__name__ == name), found)
        if not isinstance(found, type):
            fail(f'Your program has no class {name}.')
        from sqlalchemy import inspect

        if inspect(found, raiseerr=False) is None:
            fail(f'{name} is a class, but not a model: it must inherit from db.Model.')
        return found

    def models(self) -> list[type]:
        db = self.db()
        registries = [db.Model.registry] if db else []
        registries += [cls.registry for cls in self.namespace.values() if isinstance(cls, type) and hasattr(cls, 'registry')]
        return list({mapper.class_: None for registry in registries for mapper in getattr(registry, 'mappers', ())})

    # Databases

    def db(self):
        """The SQLAlchemy() that is in use; None when there is none."""
        flask_sqlalchemy = sys.modules.get('flask_sqlalchemy')
        found = instances_in(self.namespace, flask_sqlalchemy.SQLAlchemy) if flask_sqlalchemy else []
        return next((db for db in found if len(db._app_engines)), found[0] if found else None)

    def the_db(self):
        db = self.db()
        if db is None:
            fail('Your program has no db = SQLAlchemy(...).')
        return db

    def engine(self):
        """The program's SQLAlchemy engine; None when there is none."""
        db = self.db()
        if db is not None:
            return db.engine
        module = sys.modules.get('sqlalchemy.engine')
        found = instances_in(self.namespace, module.Engine) if module else []
        return found[0] if found else None

    def metadata(self) -> list:
        """Every MetaData that belongs to the program's database."""
        db = self.db()
        if db is not None:
            return list(db.metadatas.values())
        return list({id(cls.metadata): cls.metadata for cls in self.models()}.values())

    def connection(self) -> sqlite3.Connection:
        """A DB-API connection to what the program has stored, for programs without SQLAlchemy."""
        if self.database is None:
            for found in instances_in(self.namespace, sqlite3.Connection):
                if is_open(found):
                    return found
        files = [self.database] if self.database else [*glob.glob('*.db'), *glob.glob('instance/*.db')]
        if not files:
            raise Failed('Your program made no database.')
        path = os.path.abspath(files[0])
        if path not in self._readers:
            self._readers[path] = sqlite3.connect(path)
        return self._readers[path]

    def rollback(self) -> None:
        """Gives up what is not committed, so that what is read afterwards is what is stored."""
        module = sys.modules.get('sqlalchemy.orm.session')
        for session in list(getattr(module, '_sessions', {}).values()):
            session.rollback()
        for found in instances_in(self.namespace, sqlite3.Connection):
            if is_open(found) and found.in_transaction:
                self.unsaved = True
                found.rollback()

    def fetch(self, sql: str, parameters: tuple = ()) -> tuple[list[str], list[tuple]]:
        """Column names and rows, read beside the program's own session: committed data only, unless it is in memory."""
        engine = self.engine() if self.database is None else None
        if engine is None:
            cursor = self.connection().cursor()
            cursor.row_factory = None
            cursor.execute(sql, parameters)
            return [column[0] for column in cursor.description or ()], cursor.fetchall()
        from . import statements

        with statements.unseen(), engine.connect() as connection:
            result = connection.exec_driver_sql(sql, parameters)
            return list(result.keys()), [tuple(row) for row in result]

    def table_names(self) -> list[str]:
        return [name for (name,) in self.fetch("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")[1]]

    def need_table(self, name: str) -> None:
        """Fails, as helpfully as can be, unless the table is stored."""
        there = self.table_names()
        if name in there:
            return
        metadata = self.metadata() if self.database is None else []
        if any(name in data.tables for data in metadata):
            fail(f'The table {name} is declared but was never created: db.create_all() has to come after it.')
        if metadata and any(getattr(thing, 'name', None) == name and hasattr(thing, 'primary_key') for thing in self.namespace.values()):
            fail(f'db.metadata knows no table {name!r}: create it with db.Table({name!r}, ...), on the metadata of db.')
        fail(f'There is no table {name}. The database has {"these tables: " + listing(there) if there else "no tables"}.')


def is_open(connection: sqlite3.Connection) -> bool:
    try:
        connection.total_changes
    except sqlite3.Error:
        return False
    return True


class Current:
    """The program that is being checked; there is one in an interpreter."""

    program: Program | None = None


def program() -> Program:
    if Current.program is None:
        raise RuntimeError('No program is being checked.')
    return Current.program
