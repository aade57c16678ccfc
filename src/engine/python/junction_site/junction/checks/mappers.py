"""Expectations of models: relationships, their two sides, proxies."""

import warnings

from .failure import fail, listing, value
from .program import program


def configured(path: str):
    """The class and the attribute's name of `Class.attribute`, with all mappers set up."""
    from sqlalchemy.orm import configure_mappers

    class_name, _, attribute = path.partition('.')
    cls = program().model(class_name)
    configure_mappers()
    return cls, attribute


def model(name: str, table: str | None = None, say: str = ''):
    """There is a model of this name; where given, on this table. Answers the class."""
    cls = program().model(name)
    if table is not None and cls.__table__.name != table:
        fail(f'The model {name} should be on the table {table}; it is on {cls.__table__.name}.', say)
    return cls


def relationship_of(path: str, say: str = ''):
    from sqlalchemy import inspect

    cls, name = configured(path)
    found = inspect(cls).relationships.get(name)
    if found is not None:
        return found
    if not hasattr(cls, name):
        fail(f'{cls.__name__} has no attribute {name}.', say)
    kind = inspect(cls).all_orm_descriptors.get(name)
    what = type(kind).__name__ if kind is not None else value(getattr(cls, name))
    fail(f'{path} should be a db.relationship(...); it is {what}.', say)


def relationship(
    path: str,
    to: str | None = None,
    *,
    secondary: str | None | bool = None,
    many: bool | None = None,
    cascade: str | None = None,
    viewonly: bool | None = None,
    passive_deletes: bool | None = None,
    lazy: str | None = None,
    say: str = '',
) -> None:
    """`Class.attribute` is a relationship; where given, to this class, through this table (False: through none), a list
    or not, with all of these cascades (`'delete-orphan'`), read-only or not, …"""
    found = relationship_of(path, say)
    if to is not None and found.mapper.class_.__name__ != to:
        fail(f'{path} should lead to {to}; it leads to {found.mapper.class_.__name__}.', say)
    through = found.secondary.name if found.secondary is not None else None
    if secondary is False and through is not None:
        fail(f'{path} should not go through a table of pairs; it has secondary={through}.', say)
    if isinstance(secondary, str) and through != secondary:
        fail(f'{path} should go through {secondary}, by secondary=; it goes through {through or "no table"}.', say)
    if many is not None and found.uselist is not many:
        fail(f'{path} should hold {"a list" if many else "one object"}; it holds {"a list" if found.uselist else "one object"}.', say)
    lacks = [word for word in (cascade or '').replace(',', ' ').split() if word not in found.cascade]
    if lacks:
        fail(f'{path} lacks the cascade {listing(lacks)}.', say)
    if viewonly is not None and found.viewonly is not viewonly:
        fail(f'{path} should {"" if viewonly else "not "}be viewonly.', say)
    if passive_deletes is not None and bool(found.passive_deletes) is not passive_deletes:
        fail(f'{path} should have passive_deletes={passive_deletes}.', say)
    if lazy is not None and found.lazy != lazy:
        fail(f'{path} should have lazy={lazy!r}; it has {found.lazy!r}.', say)


def same_relationship(one: str, other: str, say: str = '') -> None:
    """Two attributes are one relationship seen from both ends: each names the other in back_populates."""
    ends = [relationship_of(one, say), relationship_of(other, say)]
    for end, path, far in ((ends[0], one, other), (ends[1], other, one)):
        if end.mapper.class_.__name__ != far.partition('.')[0]:
            fail(f'{path} should lead to {far.partition(".")[0]}; it leads to {end.mapper.class_.__name__}.', say)
    if not names(ends[0], ends[1]) or not names(ends[1], ends[0]):
        fail(f'{one} and {other} do not know each other: back_populates on both, or a change on one side is not seen on the other.', say)


def names(end, other) -> bool:
    """Whether a relationship, or the backref that made the other, tells where its other side is."""
    backref = end.backref[0] if isinstance(end.backref, tuple) else end.backref
    made = other.backref[0] if isinstance(other.backref, tuple) else other.backref
    return end.back_populates == other.key or backref == other.key or made == end.key


def proxy(path: str, through: str, attribute: str, say: str = '') -> None:
    """`Class.attribute` is an association_proxy(through, attribute)."""
    from sqlalchemy import inspect
    from sqlalchemy.ext.associationproxy import AssociationProxy

    cls, name = configured(path)
    found = inspect(cls).all_orm_descriptors.get(name)
    if not isinstance(found, AssociationProxy):
        fail(f'{path} should be an association_proxy({through!r}, {attribute!r}); {"there is none of that name" if found is None and not hasattr(cls, name) else "it is something else"}.', say)
    if (found.target_collection, found.value_attr) == (through, attribute):
        return
    fact = f'{path} should be an association_proxy({through!r}, {attribute!r}); it is an association_proxy({found.target_collection!r}, {found.value_attr!r}).'
    if (found.target_collection, found.value_attr) == (attribute, through):
        fact = f'{path}: the first argument is the attribute of {cls.__name__} ({through!r}), the second one of each link ({attribute!r}).'
    fail(fact, say)


def warnings_of_configuring() -> list[dict]:
    """What SQLAlchemy warns of when all mappers are set up now, if they were not yet."""
    from sqlalchemy.orm import configure_mappers

    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter('always')
        configure_mappers()
    return [{'category': f'{shown.category.__module__}.{shown.category.__name__}', 'message': str(shown.message)} for shown in found]
