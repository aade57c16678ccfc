"""What a program's names lead to: mapped classes, instances of them, and sessions."""

import sys
import types

from sqlalchemy import inspect
from sqlalchemy.orm import Mapper, Session, registry, scoped_session
from sqlalchemy.orm.collections import InstrumentedDict, InstrumentedList, InstrumentedSet
from sqlalchemy.orm.exc import UnmappedClassError

# Elements of a list or dictionary that are looked at, and names that one object may have.
MOST_ELEMENTS = 50
MOST_NAMES = 6

LISTS = (list, tuple, InstrumentedList)
SETS = (set, frozenset, InstrumentedSet)
DICTS = (dict, InstrumentedDict)


class Findings:
    """All that a namespace holds of the ORM. Holds it strongly, so it is to be thrown away after use."""

    def __init__(self, namespace: dict) -> None:
        self.instances = {}  # id -> (instance, names)
        self.sessions = {}  # id -> (session, name)
        self.mappers = set()
        self.uses_orm = False
        for name, value in list(namespace.items()):
            if isinstance(name, str) and not name.startswith('__'):
                self._take(name, value)
        self._take_current_app()

    def _take(self, name: str, value) -> None:
        kind = type(value)
        if issubclass(kind, type):
            self._take_class(value)
        elif state_of(value) is not None:
            self._take_instance(name, value)
        elif kind in LISTS or kind in SETS or kind in DICTS:
            self._take_elements(name, value, kind)
        elif issubclass(kind, scoped_session):
            self._take_scoped(name, value)
        elif issubclass(kind, Session):
            self._add_session(name, value)
        elif issubclass(kind, registry):
            self._add_registry(value)
        elif issubclass(kind, types.ModuleType):
            self._take_module(value)
        else:
            self._take_extension(name, value, kind)

    def _take_class(self, cls: type) -> None:
        mapper = inspect(cls, raiseerr=False)
        if isinstance(mapper, Mapper):
            self._add_mapper(mapper)
        else:  # a declarative base is not mapped itself
            self._add_registry(class_attribute(cls, 'registry'))

    def _take_instance(self, name: str, instance) -> None:
        _, names = self.instances.setdefault(id(instance), (instance, []))
        # `_` is what the prompt showed last, no name that a learner gave.
        if name != '_' and not name.startswith('_[') and len(names) < MOST_NAMES:
            names.append(name)
        self._add_mapper(inspect(type(instance)))

    def _take_elements(self, name: str, values, kind: type) -> None:
        if kind in DICTS:
            pairs = list(dict.items(values))[:MOST_ELEMENTS]
            places = [(f'{name}[{key!r}]' if type(key) in (str, int) else f'{name}[…]', value) for key, value in pairs]
        elif kind in SETS:
            places = [(f'{name}{{…}}', value) for value in list(values)[:MOST_ELEMENTS]]
        else:
            places = [(f'{name}[{index}]', value) for index, value in enumerate(values[:MOST_ELEMENTS])]
        for place, value in places:
            if state_of(value) is not None:
                self._take_instance(place, value)

    def _take_extension(self, name: str, value, kind: type) -> None:
        """A Flask-SQLAlchemy object, by whatever name."""
        flask_sqlalchemy = sys.modules.get('flask_sqlalchemy')
        if flask_sqlalchemy is not None and issubclass(kind, flask_sqlalchemy.SQLAlchemy):
            self.uses_orm = True
            self._take_class(vars(value).get('Model'))
            self._take_scoped(f'{name}.session', vars(value).get('session'))

    def _take_module(self, module: types.ModuleType) -> None:
        """A module that the learner wrote: its classes count as the program's own."""
        file = vars(module).get('__file__')
        if isinstance(file, str) and file.startswith('/home/'):
            for value in list(vars(module).values()):
                if isinstance(value, type):
                    self._take_class(value)

    def _take_current_app(self) -> None:
        """The session of the app in whose context the program is: its `db` may be in some other module."""
        flask = sys.modules.get('flask')
        if flask is not None and flask.has_app_context():
            extension = flask.current_app.extensions.get('sqlalchemy')
            if extension is not None:
                self._take_extension('db', extension, type(extension))

    def _take_scoped(self, name: str, scoped) -> None:
        """The session behind a scoped one, if there is one already: asking for it would make it."""
        if not isinstance(scoped, scoped_session):
            return
        try:
            if scoped.registry.has():
                self._add_session(name, scoped.registry())
        except RuntimeError:  # no application context, no session
            pass

    def _add_session(self, name: str, session) -> None:
        self.uses_orm = True
        self.sessions.setdefault(id(session), (session, name))

    def _add_mapper(self, mapper: Mapper) -> None:
        if mapper not in self.mappers:
            self.mappers.add(mapper)
            self._add_registry(mapper.registry)

    def _add_registry(self, found) -> None:
        """All classes of a registry count, also those that have no name any more or live in other modules."""
        if not isinstance(found, registry):
            return
        self.uses_orm = True
        try:
            # A mapper that failed while it was made has no primary key, and its class no name.
            self.mappers.update(mapper for mapper in found.mappers if hasattr(mapper, 'primary_key'))
        except UnmappedClassError:  # one of its classes could not be mapped at all; the others come by their names
            pass


def state_of(value):
    """SQLAlchemy's record of an instance of a mapped class; None of anything else."""
    if not isinstance(inspect(type(value), raiseerr=False), Mapper):
        return None
    return inspect(value, raiseerr=False)


def class_attribute(cls, name: str):
    """A class's attribute as it lies there, without calling descriptors."""
    for base in getattr(cls, '__mro__', ()):
        if name in vars(base):
            return vars(base)[name]
    return None
