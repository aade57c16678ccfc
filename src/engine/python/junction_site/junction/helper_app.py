"""An application for programs that have none.

A tutorial's first program often stops at `db = SQLAlchemy()` and the models. Such a program gets an app with a
pushed context before it starts. Flask-SQLAlchemy asks `current_app` when it first needs an engine; only then is
`db` looked up in the program's names and initialised, and only when a statement is about to be sent are the tables
created: by then the models are there. No library is changed for it.
"""

import ast
import sys
import warnings

from . import output

DATABASE = 'sqlite:///junction.db'
NOTE = f'No Flask app in this program: Junction made one on {DATABASE}, pushed its context and created the tables.'


def wants_app(code: str) -> bool:
    """Whether a program makes a SQLAlchemy() and leaves all that is Flask to others.

    One that mentions Flask's apps or contexts, or catches the RuntimeError of a missing one, is left to itself.
    """
    if 'SQLAlchemy' not in code:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            tree = ast.parse(code)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    names = set()
    makes_db = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition('.')[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add('flask_sqlalchemy' if node.module == 'flask_sqlalchemy' else '')
            if node.module.partition('.')[0] == 'flask':
                # `from flask import Flask` alone does nothing: many tutorials begin with it.
                names.update('flask' for alias in node.names if alias.name != 'Flask' or alias.asname)
        elif isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        if isinstance(node, ast.Call) and called_name(node) == 'SQLAlchemy':
            makes_db = True
            if node.args or any(word.arg in ('app', None) for word in node.keywords):
                return False
    return makes_db and 'flask_sqlalchemy' in names and not names & OWN_APP


# Any of these says that the program looks after its app itself, or shows what happens without one.
OWN_APP = {'flask', 'Flask', 'init_app', 'app_context', 'test_request_context', 'current_app', 'RuntimeError'}


def called_name(call: ast.Call) -> str | None:
    return getattr(call.func, 'id', getattr(call.func, 'attr', None))


def extension_in(namespace: dict):
    """The last SQLAlchemy() among a program's names that belongs to no app; None when there is none."""
    flask_sqlalchemy = sys.modules.get('flask_sqlalchemy')
    if flask_sqlalchemy is None:
        return None
    found = instances_in(namespace, flask_sqlalchemy.SQLAlchemy)
    return next((db for db in reversed(found) if not db._app_engines), None)


def instances_in(namespace: dict, cls: type) -> list:
    """A program's objects of a class. Not by isinstance(), which asks a proxy (`current_app`) for what it stands for."""
    return [value for value in list(namespace.values()) if issubclass(type(value), cls)]


class HelperApp:
    """The app that Junction lends to a program, and the context in which the program runs."""

    def __init__(self, namespace: dict) -> None:
        from flask import Flask

        self._namespace = namespace
        self._db = None
        self._told = False
        # How many of the metadata's tables have been created, and of these how many no rollback can take.
        self._created = self._kept = 0
        self.app = Flask('__main__')
        self.app.config['SQLALCHEMY_DATABASE_URI'] = DATABASE

    def push(self) -> None:
        from flask.ctx import AppContext

        helper = self

        class LazyContext(AppContext):
            """An application context whose `app`, that is `current_app`, meets `db` when it is first asked for."""

            @property
            def app(self):
                helper.adopt()
                return helper.app

            @app.setter
            def app(self, app) -> None:
                pass

        LazyContext(self.app).push()

    def adopt(self) -> None:
        """Initialises the program's `db` for the app, if there is a new one."""
        db = extension_in(self._namespace)
        if db is None:
            return
        from sqlalchemy import event

        self.app.extensions.pop('sqlalchemy', None)
        db.init_app(self.app)
        self._db, self._created, self._kept = db, 0, 0
        engine = db._app_engines[self.app][None]
        event.listen(engine, 'before_cursor_execute', lambda connection, *_: self.create_tables(connection))
        # Tables made inside a transaction go with it.
        event.listen(engine, 'commit', lambda connection: setattr(self, '_kept', self._created))
        event.listen(engine, 'rollback', lambda connection: setattr(self, '_created', self._kept))

    def create_tables(self, connection) -> None:
        """Creates the tables of models that are new since the last time, on the connection that is about to need them."""
        tables = self._db.metadata.tables
        if len(tables) == self._created:
            return
        self._created = len(tables)
        self._db.metadata.create_all(connection)
        if not connection.connection.dbapi_connection.in_transaction:
            self._kept = self._created
        if not self._told:
            self._told = True
            output.note(NOTE)

    def finish(self) -> None:
        """Creates what is still missing at the end, when the program never used its database."""
        try:
            self.adopt()
            if self._db is None or len(self._db.metadata.tables) == self._created:
                return
            with self._db._app_engines[self.app][None].begin() as connection:
                self.create_tables(connection)
        except Exception as error:
            output.note(f'Junction made a Flask app for this program but could not create its tables: {error}')
