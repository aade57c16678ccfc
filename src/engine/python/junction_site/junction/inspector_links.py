"""What joins objects in memory: the pairs of a many-to-many, and the two ends of a foreign key."""

from sqlalchemy import inspect
from sqlalchemy.orm import InstanceState, QueryableAttribute, RelationshipProperty

from .inspector_values import shown

MOST_LINKS = 500


class LinkInspector:
    """Reads the loaded relationships of objects; a pair that both ends know is one link."""

    def __init__(self, ids: dict[InstanceState, str]) -> None:
        self._ids = ids
        self._links = {}
        self._left = 0

    def links(self) -> tuple[list[dict], int]:
        """The links, and how many were left out."""
        for state in self._ids:
            for key in state.manager:
                attribute = state.manager[key]
                prop = getattr(attribute, 'prop', None) if isinstance(attribute, QueryableAttribute) else None
                # A view of rows that another relationship writes has no links of its own.
                if isinstance(prop, RelationshipProperty) and not prop.viewonly and (key in state.dict or key not in state.unmodified):
                    self._read(state, prop)
        return list(self._links.values()), self._left

    def _read(self, state: InstanceState, prop: RelationshipProperty) -> None:
        added, unchanged, deleted = state.attrs[prop.key].history
        for others, kind in ((unchanged, 'stored'), (added, 'pending'), (deleted, 'removed')):
            for other in others or ():
                if other is not None:
                    self._add(state, inspect(other), prop, kind)

    def _add(self, state: InstanceState, other: InstanceState, prop: RelationshipProperty, kind: str) -> None:
        if other not in self._ids:
            return
        partner = partner_of(prop, other)
        mine = (prop.parent.class_, prop.key, state, other)
        theirs = (partner.parent.class_, partner.key, other, state) if partner is not None else None
        known = self._links.get(mine) or self._links.get(theirs)
        if known is not None:
            # One end may know of a change that the other, unloaded or unpaired, does not.
            if known['status'] == 'stored':
                known['status'] = status(state, other, kind)
            return
        if len(self._links) >= MOST_LINKS:
            self._left += 1
            return
        self._links[mine] = {
            'from': self._ids[state],
            'to': self._ids[other],
            'name': prop.key,
            'back': partner.key if partner is not None else None,
            'secondary': str(prop.secondary.name) if prop.secondary is not None else None,
            'row': row_of(prop, state, other) if prop.secondary is not None else None,
            'status': status(state, other, kind),
        }


def status(state: InstanceState, other: InstanceState, kind: str) -> str:
    unsaved = kind == 'pending' and (state.session is None or other.session is None)
    return 'unsaved' if unsaved else kind


def partner_of(prop: RelationshipProperty, other: InstanceState) -> RelationshipProperty | None:
    """The relationship of the other end that is kept in step with this one."""
    # A configured backref is a back_populates as well.
    attribute = other.manager.get(prop.back_populates) if prop.back_populates else None
    partner = getattr(attribute, 'prop', None)
    return partner if isinstance(partner, RelationshipProperty) else None


def row_of(prop: RelationshipProperty, state: InstanceState, other: InstanceState) -> str:
    """The association row, as far as the keys of the two are known."""
    values = {}
    for owner, pairs in ((state, prop.synchronize_pairs), (other, prop.secondary_synchronize_pairs or ())):
        for source, column in pairs:
            values[column.name] = value_of(owner, source)
    order = [column.name for column in getattr(prop.secondary, 'columns', ()) if column.name in values]
    return ', '.join(f'{name}={values[name]}' for name in order)


def value_of(state: InstanceState, column) -> str:
    mapper = state.mapper
    if column not in mapper.columns.values() and not mapper.columns.contains_column(column):
        return '?'
    value = state.dict.get(mapper.get_property_by_column(column).key)
    if value is not None:
        return shown(value)
    # An expired object has forgotten its columns, but not who it is.
    keys = list(mapper.primary_key)
    return shown(state.identity[keys.index(column)]) if state.identity and column in keys else '?'
