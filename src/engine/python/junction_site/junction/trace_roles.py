"""The functions of SQLAlchemy whose activations say why a statement is sent, and what each says.

A role takes a frame and its local variables and answers the event's facts, or None when this activation is none.
"""

from . import trace_cascades


def flush(frame, names):
    outer = frame.f_back
    auto = outer is not None and outer.f_code.co_qualname == 'Session._autoflush'
    return {'kind': 'autoflush' if auto else 'flush', 'session': names['self']}


def bulk_save(frame, names):
    return {'kind': 'flush', 'session': names['self'], **entity(names.get('mapper'))}


def commit(frame, names):
    transaction = names['self']
    if transaction.nested:
        return {'kind': 'release', 'session': transaction.session}
    # A flush has a transaction of its own inside the session's; its commit sends nothing.
    return {'kind': 'commit', 'session': transaction.session} if transaction._parent is None else None


def rollback(frame, names):
    transaction = names['self']
    # A flush that fails takes back the transaction around its own.
    while transaction._parent is not None and not transaction.nested:
        transaction = transaction._parent
    return {'kind': 'rollback-to' if transaction.nested else 'rollback', 'session': transaction.session}


def savepoint(frame, names):
    transaction = names['self']
    return {'kind': 'savepoint', 'session': transaction.session} if transaction.nested else None


def execute(frame, names):
    statement = names['statement']
    kind = 'query' if getattr(statement, 'is_select', False) else 'execute'
    attributes = getattr(statement, '_propagate_attrs', None) or {}
    return {'kind': kind, 'session': names['self'], **entity(attributes.get('plugin_subject'))}


def refresh_instance(frame, names):
    return {
        'kind': 'refresh', 'session': names['self'], **entity(getattr(type(names.get('instance')), '__mapper__', None)),
        **attributes_of(names.get('attribute_names')),
    }


def load_scalars(frame, names):
    state = names['state']
    return {
        'kind': 'refresh', 'session': state.session, **entity(names['mapper']), **identity(state),
        # Relationships that have expired are among the names, but not fetched.
        **attributes_of(set(names['attribute_names']) & set(names['mapper'].column_attrs.keys())),
    }


def load_deferred(frame, names):
    state = names['state']
    name = state.class_.__name__
    return {
        'kind': 'deferred-load', 'session': state.session, 'entity': name, 'attribute': f'{name}.{names["self"].key}', **identity(state),
    }


def load_lazily(frame, names):
    state = names['state']
    return {'kind': 'lazy-load', 'session': state.session, **relationship(names['self']), **identity(state)}


def load_eagerly(frame, names):
    return {'kind': 'eager-load', 'session': names['context'].session, **relationship(names['self'])}


def load_by_subquery(frame, names):
    subquery = names['self']
    return {'kind': 'eager-load', 'session': subquery.session}


def entity(subject) -> dict:
    cls = getattr(subject, 'class_', None)
    if cls is None:
        # An alias of a mapped class.
        cls = getattr(getattr(subject, 'mapper', None), 'class_', None)
    return {} if cls is None else {'entity': cls.__name__}


def relationship(strategy) -> dict:
    attribute = str(strategy.parent_property)
    return {'attribute': attribute, 'entity': strategy.parent.class_.__name__}


def identity(state) -> dict:
    return {} if state.key is None else {'key': list(state.key[1])}


def attributes_of(names) -> dict:
    return {'attributes': sorted(map(str, names))} if names else {}


def mapped(frame, names, begins):
    return names['mapper'].class_.__name__


def inserting(frame, names, begins):
    return mapped(frame, names, begins), [] if begins else trace_cascades.of_insert(names)


def deleting(frame, names, begins):
    return mapped(frame, names, begins), [] if begins else trace_cascades.of_delete(frame)


# What a flush writes, with the cascades behind it unless it only `begins`, and who asks for DDL: these are no events.
SUBJECTS = {
    'mapper': mapped,
    'secondary': lambda frame, names, begins: str(names['self'].prop),
    'inserting': inserting,
    'deleting': deleting,
}
ORIGINS = {'create_all', 'drop_all', 'setup'}

# Loads that work by a query of their own.
LOADS = {'lazy-load', 'eager-load', 'deferred-load', 'refresh'}

FILES = {
    'sqlalchemy/orm/session.py': {
        'Session.flush': flush, 'Session._bulk_save_mappings': bulk_save, 'Session._execute_internal': execute,
        'Session.refresh': refresh_instance, 'SessionTransaction.commit': commit, 'SessionTransaction.rollback': rollback,
        'SessionTransaction.close': rollback, 'SessionTransaction._connection_for_bind': savepoint,
    },
    'sqlalchemy/orm/strategies.py': {
        'LazyLoader._load_for_state': load_lazily, 'DeferredColumnLoader._load_for_state': load_deferred,
        'SelectInLoader._load_for_path': load_eagerly, 'ImmediateLoader._load_for_path': load_eagerly,
        'SubqueryLoader._SubqCollections._load': load_by_subquery,
    },
    'sqlalchemy/orm/loading.py': {'load_scalar_attributes': load_scalars},
    'sqlalchemy/orm/persistence.py': {
        '_emit_insert_statements': 'inserting', '_emit_update_statements': 'mapper', '_emit_delete_statements': 'deleting',
        '_emit_post_update_statements': 'mapper',
    },
    'sqlalchemy/orm/dependency.py': {'ManyToManyDP._run_crud': 'secondary'},
    'sqlalchemy/sql/schema.py': {
        'MetaData.create_all': 'create_all', 'Table.create': 'create_all', 'MetaData.drop_all': 'drop_all', 'Table.drop': 'drop_all',
    },
    'sqlalchemy/engine/default.py': {'DefaultDialect.initialize': 'setup'},
    'junction/helper_app.py': {'HelperApp.create_tables': 'setup'},
}


def table_of(filename: str):
    """The roles of a file's functions, by their qualified names; None when it has none."""
    parts = filename.rsplit('/', 3)
    return FILES.get('/'.join(parts[-3:])) or FILES.get('/'.join(parts[-2:]))
