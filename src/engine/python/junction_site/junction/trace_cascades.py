"""Which rows a flush writes because a relationship's cascade says so, and not because the program named their objects.

Objects that come into a session are told of by SQLAlchemy's public event, and the stack says what brought them. What is deleted
is looked at when its DELETE is sent. Nothing of that changes what the session does.
"""

import sys
import weakref

# New objects that a cascade brought into their session, as states: by which relationship or from which class.
brought = weakref.WeakKeyDictionary()
# The session's method that brings objects, and how many frames from the event it mostly is, and fewer than how many.
METHOD = '_save_or_update_state'
FAR = 6
NEAR = 9
# Objects of one statement that are looked at.
MOST = 200
# Where the frame of what sends INSERTs keeps which of its records comes next.
PLACE = '·place'
_listening = False


def listen() -> None:
    """To be called before a program starts; what it does is nothing as long as SQLAlchemy is not there."""
    global _listening
    orm = sys.modules.get('sqlalchemy.orm')
    if _listening or orm is None:
        return
    _listening = True
    sys.modules['sqlalchemy.event'].listen(orm.Session, 'transient_to_pending', _came, raw=True)


def _came(_session, state) -> None:
    frame = _bringer()
    source = _source(frame, state) if frame is not None else None
    if source is not None:
        brought[state] = source
    elif brought:
        # An object that comes for the second time.
        brought.pop(state, None)


def _bringer():
    for depth in (FAR, *range(2, NEAR)):
        try:
            frame = sys._getframe(depth)
        except ValueError:
            break
        if frame.f_code.co_name == METHOD:
            return frame
    return None


def _source(frame, state):
    """What brought an object: `Teacher.students`, or the class of an object farther off; None for the program itself."""
    root = frame.f_locals.get('state')
    if root is not state:
        return _between(root.mapper, state.mapper)
    # Put in a collection, or set, of an object that is in a session.
    outer = frame.f_back
    if outer is not None and outer.f_code.co_qualname.startswith('track_cascade_events.'):
        return str(outer.f_locals['prop'])
    return None


def _between(mapper, target) -> str:
    near = [prop for prop in mapper.relationships if prop.cascade.save_update and target.isa(prop.mapper)]
    return str(near[0]) if len(near) == 1 else mapper.class_.__name__


def of_insert(names) -> list[dict]:
    """The cascades behind an INSERT, from the local variables of what sends it."""
    if not brought:
        return []
    return counted('save-update', [brought.pop(state, None) for state in _inserted(names) if state is not None])


def _inserted(names) -> list:
    """The states whose rows one INSERT stores: all at once, or one after the other where the database makes their keys."""
    records = names['records']
    one_by_one = names.get('do_executemany')
    if one_by_one is None or (names['has_all_pks'] and names['has_all_defaults'] and not names['hasvalue']):
        return [record[0] for record in records[:MOST]]
    if not one_by_one:
        return [names['state']]
    # SQLAlchemy sends what it calls executemany in single statements.
    of, place = names.get(PLACE, (None, 0))
    place = place if of == id(records) else 0
    names[PLACE] = id(records), place + 1
    return [record[0] for record in records[place:place + 1]]


def of_delete(frame) -> list[dict]:
    """The same of a DELETE."""
    outer = frame.f_back
    if outer is None or outer.f_code.co_name != 'delete_obj':
        return []
    names = outer.f_locals
    deleted = [state for state, (is_delete, _) in names['uowtransaction'].states.items() if is_delete]
    states = [record[0] for record in names['states_to_delete'][:MOST]]
    props = _cascading(names['base_mapper'])
    orphans = counted('delete-orphan', [_left(state, props) for state in states])
    return orphans + counted('delete', [_parent(state, props, deleted) for state in states])


def _cascading(mapper) -> list:
    """The relationships that lead to a class and cascade deletes to it."""
    return [
        prop for other in mapper.registry.mappers for prop in other.relationships
        if prop.cascade.delete and prop.parent is other and (prop.mapper.isa(mapper) or mapper.isa(prop.mapper))
    ]


def _left(state, props):
    """The relationship whose collection an object has left, and must not live without."""
    from sqlalchemy.orm.attributes import has_parent
    for prop in props:
        if prop.cascade.delete_orphan and state.mapper.isa(prop.mapper):
            # Of an object whose collection was never read, SQLAlchemy takes for granted that it is in it.
            if not has_parent(prop.parent.class_, state.obj(), prop.key, optimistic=True):
                return str(prop)
    return None


def _parent(state, props, deleted):
    """The relationship by which an object goes with another that is deleted."""
    target = state.obj()
    for prop in props:
        for parent in deleted:
            if parent is not state and parent.mapper.isa(prop.parent):
                value = parent.dict.get(prop.key)
                if value is target or (prop.uselist and value is not None and any(item is target for item in members(value))):
                    return str(prop)
    return None


def members(collection):
    from sqlalchemy.orm.collections import collection_adapter
    return collection_adapter(collection)


def counted(kind: str, sources) -> list[dict]:
    counts = {}
    for source in sources:
        if source is not None:
            counts[source] = counts.get(source, 0) + 1
    return [{'kind': kind, 'source': source, 'rows': rows} for source, rows in counts.items()]
