# Runs the programs beside this file on a given `sqlite3` and notes what each line of theirs comes to.
import datetime
import gc
import json
import os
import re
import sys
import types
import warnings


def load_builtin(packages):
    """Python's own `sqlite3`, under a name of its own."""
    ours = {name: sys.modules.pop(name) for name in list(sys.modules) if name.split('.')[0] == 'sqlite3'}
    path = sys.path[:]
    sys.path[:] = [entry for entry in sys.path if entry != packages]
    try:
        import sqlite3 as builtin
        return builtin
    finally:
        sys.path[:] = path
        for name in [name for name in sys.modules if name.split('.')[0] == 'sqlite3']:
            del sys.modules[name]
        sys.modules.update(ours)


def outcome(function):
    try:
        return f'= {spell(function())}'
    except BaseException as error:
        code = [getattr(error, name, None) for name in ('sqlite_errorcode', 'sqlite_errorname')]
        return f'! {type(error).__module__}.{type(error).__name__}: {error} {code if code[0] else ""}'.rstrip()


def spell(value):
    """`repr` without what differs from one object to the next."""
    text = re.sub(r' at 0x[0-9a-f]+', '', repr(value))
    return text if len(text) < 4000 else f'{text[:200]}… {len(text)} characters'


def warned(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        result = function()
        return result, [f'{warning.category.__name__}: {warning.message}' for warning in caught if warning.category is not ResourceWarning]


def run(sqlite3, source, name):
    folder = '/tmp/probe'
    os.makedirs(folder, exist_ok=True)
    for file in os.listdir(folder):
        os.remove(f'{folder}/{file}')
    outcomes = []
    labels = {}

    def t(label, function):
        labels[label] = labels.get(label, 0) + 1
        outcomes.append([label if labels[label] == 1 else f'{label} ({labels[label]})', outcome(function)])

    scope = {'__name__': 'probe', 'sqlite3': sqlite3, 't': t, 'tried': outcome, 'warned': warned, 'folder': folder}
    saved = dict(sqlite3.adapters), dict(sqlite3.converters)
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        exec(compile(source, name, 'exec'), scope)
        scope.clear()
        gc.collect()
    for registry, before in zip((sqlite3.adapters, sqlite3.converters), saved):
        registry.clear()
        registry.update(before)
    return json.dumps(outcomes)


def as_module(name, scope):
    """A namespace as a module, for later programs to import."""
    module = types.ModuleType(name)
    module.__dict__.update(scope)
    return module
