"""The instances that names and sessions hold: their states, their attributes, and what joins them."""

import itertools
import weakref

from sqlalchemy import inspect
from sqlalchemy.orm import InstanceState, QueryableAttribute, RelationshipProperty

from .inspector_finding import Findings
from .inspector_links import LinkInspector
from .inspector_values import shown

MOST_OBJECTS = 200
MOST_ATTRIBUTES = 40
NONE_YET = 'No name and no session holds an object of a mapped class now.'


class ObjectInspector:
    """Numbers the objects that it sees; it holds none of them."""

    def __init__(self) -> None:
        self._numbers = weakref.WeakKeyDictionary()
        self._next = itertools.count()

    def facts(self, found: Findings) -> dict:
        sessions = Sessions(found)
        chosen, left = choose(found, sessions)
        ids = {state: self._id(state) for state in chosen}
        links, links_left = LinkInspector(ids).links()
        notes = [] if chosen else [NONE_YET]
        if left:
            notes.append(f'{left:,} more objects are not shown: those that have a name or wait for a flush come first.')
        if links_left:
            notes.append(f'{links_left:,} more links are not shown.')
        objects = [self._object(state, ids, found, sessions) for state in chosen]
        objects.sort(key=lambda one: int(one['id'][1:]))
        return {'sessions': sessions.facts(), 'objects': objects, 'links': links, 'notes': notes}

    def _id(self, state: InstanceState) -> str:
        if state not in self._numbers:
            self._numbers[state] = next(self._next)
        return f'o{self._numbers[state]}'

    def _object(self, state: InstanceState, ids: dict, found: Findings, sessions: 'Sessions') -> dict:
        instance = state.obj()
        _, names = found.instances.get(id(instance), (None, []))
        return {
            'id': ids[state],
            'model': state.class_.__name__,
            'names': names,
            'state': state_name(state),
            'session': sessions.id_of(state),
            'identity': ', '.join(map(shown, state.identity)) if state.identity else None,
            'toBeDeleted': sessions.will_delete(state),
            'attributes': attributes(state),
        }


class Sessions:
    """The sessions that were found, by name or through an object in them."""

    def __init__(self, found: Findings) -> None:
        self._sessions = dict(found.sessions)
        for instance, _ in found.instances.values():
            session = inspect(instance).session
            if session is not None:
                self._sessions.setdefault(id(session), (session, 'a session'))
        self._ids = {key: f's{index}' for index, key in enumerate(self._sessions)}
        self._deleted = {inspect(instance) for session, _ in self._sessions.values() for instance in session.deleted}

    def id_of(self, state: InstanceState) -> str | None:
        return self._ids.get(id(state.session)) if state.session is not None else None

    def will_delete(self, state: InstanceState) -> bool:
        return state in self._deleted

    def waiting(self) -> list:
        """Objects that the next flush will write."""
        return [instance for session, _ in self._sessions.values() for group in (session.new, session.dirty, session.deleted) for instance in group]

    def all(self):
        for session, _ in self._sessions.values():
            yield from session

    def count(self) -> int:
        return sum(len(session.new) + len(session.identity_map) for session, _ in self._sessions.values())

    def facts(self) -> list[dict]:
        return [
            {
                'id': self._ids[key],
                'name': name,
                'autoflush': bool(session.autoflush),
                'transaction': session.in_transaction(),
                'persistent': len(session.identity_map),
                'pending': len(session.new),
                'modified': sum(1 for instance in session.dirty if inspect(instance) not in self._deleted),
                'deleted': len(session.deleted),
            }
            for key, (session, name) in self._sessions.items()
        ]


def choose(found: Findings, sessions: Sessions) -> tuple[list[InstanceState], int]:
    """Which objects to show: those with names, those that wait for a flush, then the rest of the sessions, and what these hold."""
    chosen = {}
    named = (instance for instance, _ in found.instances.values())
    for instance in itertools.chain(named, sessions.waiting(), sessions.all()):
        if len(chosen) == MOST_OBJECTS:
            break
        chosen.setdefault(inspect(instance))
    # Objects that are in no session and have no name may still hang on one that has.
    todo = list(chosen)
    while todo and len(chosen) < MOST_OBJECTS:
        for other in held_by(todo.pop()):
            if other not in chosen and len(chosen) < MOST_OBJECTS:
                chosen[other] = None
                todo.append(other)
    in_sessions = sum(1 for state in chosen if state.session is not None and not state.deleted)
    return list(chosen), max(0, sessions.count() - in_sessions)


def held_by(state: InstanceState) -> list[InstanceState]:
    """The objects in an object's loaded relationships."""
    found = []
    for key in state.manager:
        if key in state.dict and isinstance(prop_of(state, key), RelationshipProperty):
            for group in state.attrs[key].history:
                found.extend(inspect(other) for other in group or () if other is not None)
    return found


def prop_of(state: InstanceState, key: str):
    attribute = state.manager[key]
    return getattr(attribute, 'prop', None) if isinstance(attribute, QueryableAttribute) else None


def state_name(state: InstanceState) -> str:
    for name in ('transient', 'pending', 'persistent', 'deleted'):
        if getattr(state, name):
            return name
    return 'detached'


def attributes(state: InstanceState) -> list[dict]:
    unsaved = state.transient or state.pending
    unmodified = state.unmodified
    # Columns first; sorting keeps the order of the class's body otherwise.
    keys = sorted(state.manager, key=lambda key: isinstance(prop_of(state, key), RelationshipProperty))
    return [attribute(state, key, unsaved, key not in unmodified) for key in keys[:MOST_ATTRIBUTES]]


def attribute(state: InstanceState, key: str, unsaved: bool, modified: bool) -> dict:
    relationship = isinstance(prop_of(state, key), RelationshipProperty)
    facts = {'name': key, 'relationship': relationship, 'value': None, 'before': None}
    if key not in state.dict:
        # What was removed or only appended to is known without being loaded.
        status = 'changed' if modified and not unsaved else 'expired' if key in state.expired_attributes else 'unset' if unsaved else 'unloaded'
        return facts | {'status': status}
    facts['value'] = holding(state, key) if relationship else shown(state.dict[key])
    if not modified:
        return facts | {'status': 'loaded'}
    if unsaved:
        return facts | {'status': 'set'}
    added, _, deleted = state.attrs[key].history
    if not added and not deleted and relationship:
        return facts | {'status': 'loaded'}
    if deleted and not relationship:
        facts['before'] = shown(deleted[0])
    return facts | {'status': 'changed'}


def holding(state: InstanceState, key: str) -> str:
    """What a relationship holds, in words: `None`, `empty`, `1 Student object`, `2 Student objects`."""
    if state.dict[key] is None:
        return 'None'
    added, unchanged, _ = state.attrs[key].history
    others = [other for other in [*(added or ()), *(unchanged or ())] if other is not None]
    kinds = list(dict.fromkeys(type(other).__name__ for other in others))
    if not others:
        return 'empty'
    return f'{len(others):,} {f"{kinds[0]} " if len(kinds) == 1 else ""}object{"s" if len(others) > 1 else ""}'
