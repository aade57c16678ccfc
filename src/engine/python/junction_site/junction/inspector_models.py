"""The mapped classes: columns, relationships and association proxies, as far as they are known without configuring them."""

from sqlalchemy import Column, Table, inspect
from sqlalchemy.ext.associationproxy import AssociationProxy
from sqlalchemy.orm import ColumnProperty, Mapper, QueryableAttribute, RelationshipProperty

from .inspector_finding import Findings

MOST_MODELS = 200
MOST_ATTRIBUTES = 100
LONGEST_MESSAGE = 1_500

DECLARED = (
    'SQLAlchemy configures mappers when they are first used. Not configured yet: {}. '
    'Until then the diagram shows what was declared.'
)
FAILED = 'SQLAlchemy could not configure {}: {}'
BLOCKED = 'Because of that, no class can be used. Not configured: {}.'


class ModelInspector:
    def __init__(self, found: Findings) -> None:
        self._mappers = sorted(found.mappers, key=place_of)
        self._ids = {mapper: f'm{index}' for index, mapper in enumerate(self._mappers[:MOST_MODELS])}

    def facts(self) -> dict:
        models = [self._model(mapper) for mapper in self._ids]
        return {'models': models, 'notes': self._notes(models)}

    def _notes(self, models: list[dict]) -> list[str]:
        failed = [model for model in models if model['state'] == 'failed']
        waiting = [model['name'] for model in models if model['state'] == 'declared']
        notes = [FAILED.format(model['name'], model['failure']) for model in failed]
        if waiting:
            notes.append((BLOCKED if failed else DECLARED).format(', '.join(waiting[:20]) + (' …' if len(waiting) > 20 else '')))
        left = len(self._mappers) - len(self._ids)
        return notes + ([f'{left:,} more classes are not shown.'] if left else [])

    def _model(self, mapper: Mapper) -> dict:
        failure = failure_of(mapper)
        properties, proxies = attributes_of(mapper)
        table = mapper.local_table
        return {
            'id': self._ids[mapper],
            'name': mapper.class_.__name__,
            'table': str(table.name) if isinstance(table, Table) else None,
            'inherits': self._ids.get(mapper.inherits),
            'state': 'failed' if failure else 'configured' if mapper.configured else 'declared',
            'failure': failure,
            'columns': [column_facts(prop) for prop in properties if is_column(prop)][:MOST_ATTRIBUTES],
            'relationships': [self._relationship(prop) for prop in properties if isinstance(prop, RelationshipProperty)],
            'proxies': [self._proxy(mapper, key, proxy) for key, proxy in proxies],
        }

    def _relationship(self, prop: RelationshipProperty) -> dict:
        target = self._target(prop.parent, prop)
        direction = getattr(prop, 'direction', None)
        return {
            'key': prop.key,
            'target': self._ids.get(target),
            'targetName': target.class_.__name__ if target else declared_target(prop),
            'direction': {'ONETOMANY': 'one-to-many', 'MANYTOONE': 'many-to-one', 'MANYTOMANY': 'many-to-many'}.get(getattr(direction, 'name', '')),
            'secondary': secondary_of(prop),
            'backPopulates': partner_of(prop),
            'uselist': prop.uselist,
            'cascade': sorted(prop.cascade, key=CASCADES.index),
            'lazy': {True: 'select', False: 'joined', None: 'noload'}.get(prop.lazy, prop.lazy),
            'viewonly': bool(prop.viewonly),
            'foreignKeys': foreign_keys_of(prop),
        }

    def _proxy(self, mapper: Mapper, key: str, proxy: AssociationProxy) -> dict:
        first = relationship_named(mapper, proxy.target_collection)
        middle = self._target(mapper, first)
        second = relationship_named(middle, proxy.value_attr) if middle else None
        return {
            'key': key,
            'through': proxy.target_collection,
            'value': proxy.value_attr,
            'path': [self._ids.get(middle), self._ids.get(self._target(middle, second)) if second else None],
            'creator': proxy.creator is not None,
        }

    def _target(self, mapper: Mapper, prop: RelationshipProperty | None) -> Mapper | None:
        """A relationship's other end; before it is configured, the only class of the name that it gives."""
        if prop is None:
            return None
        known = target_of(prop)
        if known is not None:
            return known
        name = declared_target(prop)
        named = [other for other in self._mappers if other.class_.__name__ == name and other.registry is mapper.registry]
        return named[0] if len(named) == 1 else None


CASCADES = ['save-update', 'merge', 'expunge', 'delete', 'delete-orphan', 'refresh-expire']


def place_of(mapper: Mapper) -> tuple:
    """Sorts mappers as their tables were defined; a class without a table of its own goes with its parent."""
    table = mapper.local_table
    tables = list(table.metadata.tables.values()) if isinstance(table, Table) else []
    place = next((index for index, one in enumerate(tables) if one is table), len(tables))
    depth = sum(1 for _ in mapper.iterate_to_root())
    return place, depth, getattr(mapper.class_, '__firstlineno__', 0), mapper.class_.__name__


def attributes_of(mapper: Mapper) -> tuple[list, list]:
    """A class's own mapped properties and its association proxies, read from where they lie: `mapper.attrs` would configure."""
    properties, proxies = {}, {}
    for base in mapper.class_.__mro__:
        if base is not mapper.class_ and isinstance(inspect(base, raiseerr=False), Mapper):
            break
        for key, value in list(vars(base).items()):
            if isinstance(value, AssociationProxy):
                proxies.setdefault(key, value)
            elif base is mapper.class_ and isinstance(value, QueryableAttribute):
                prop = getattr(value, 'prop', None)
                if prop is not None and prop.parent is mapper:
                    properties.setdefault(key, prop)
    return list(properties.values())[: 2 * MOST_ATTRIBUTES], list(proxies.items())[:MOST_ATTRIBUTES]


def is_column(prop) -> bool:
    return isinstance(prop, ColumnProperty) and isinstance(prop.columns[0], Column)


def column_facts(prop: ColumnProperty) -> dict:
    column = prop.columns[0]
    return {
        'key': prop.key,
        'column': column.name,
        'type': type_of(column),
        'primaryKey': column.primary_key,
        'nullable': bool(column.nullable),
        'foreignKeys': [name for name in map(referred, column.foreign_keys) if name],
    }


def type_of(column: Column) -> str:
    """The type in SQL; a type of the learner's own by its name only, because writing it in SQL is their code."""
    kind = type(column.type)
    if not kind.__module__.startswith('sqlalchemy.'):
        return kind.__name__
    text = str(column.type)
    return '' if text == 'NULL' else text


def referred(key) -> str | None:
    try:
        return key.target_fullname
    except Exception:  # a key to a column whose table is still to come
        return None


def target_of(prop: RelationshipProperty) -> Mapper | None:
    """The other mapper once it is known; `prop.mapper` would configure."""
    return getattr(vars(prop).get('entity'), 'mapper', None)


def declared_target(prop: RelationshipProperty) -> str:
    argument = prop.argument
    if isinstance(argument, type):
        return argument.__name__
    return argument.rpartition('.')[2] if isinstance(argument, str) else ''


def secondary_of(prop: RelationshipProperty) -> str | None:
    secondary = getattr(prop, 'secondary', None)
    if secondary is None:
        # Not resolved yet: as it was written.
        declared = getattr(getattr(prop, '_init_args', None), 'secondary', None)
        secondary = getattr(declared, 'argument', None)
    if isinstance(secondary, str):
        return secondary
    name = getattr(secondary, 'name', None)
    return str(name) if name is not None else None


def partner_of(prop: RelationshipProperty) -> str | None:
    """The paired relationship: by `back_populates`, or by `backref`."""
    if prop.back_populates:
        return prop.back_populates
    backref = prop.backref
    if isinstance(backref, tuple) and backref:
        backref = backref[0]
    return backref if isinstance(backref, str) else None


def foreign_keys_of(prop: RelationshipProperty) -> list[str]:
    pairs = list(vars(prop).get('synchronize_pairs') or []) + list(vars(prop).get('secondary_synchronize_pairs') or [])
    return list(dict.fromkeys(str(column) for _, column in pairs))


def relationship_named(mapper: Mapper, key: str) -> RelationshipProperty | None:
    for base in mapper.class_.__mro__:
        value = vars(base).get(key)
        if isinstance(value, QueryableAttribute):
            prop = getattr(value, 'prop', None)
            return prop if isinstance(prop, RelationshipProperty) else None
    return None


def failure_of(mapper: Mapper) -> str | None:
    """SQLAlchemy's message. It keeps the exception on the mapper and raises it again at each use; there is no public way to ask."""
    failure = getattr(mapper, '_configure_failed', None)
    if not failure:
        return None
    text = str(failure.args[0]) if isinstance(failure, Exception) and failure.args else str(failure)
    return text if len(text) <= LONGEST_MESSAGE else f'{text[:LONGEST_MESSAGE]}…'
