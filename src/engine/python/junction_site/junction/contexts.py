"""The application context of the prompt: `flask shell` pushes one, so that queries can be typed at once."""

import inspect
import sys

from . import output
from .helper_app import HelperApp, extension_in, instances_in

# `flask shell` looks for these, in this order, before it takes the only app there is.
APP_NAMES = ('app', 'application')
FACTORY_NAMES = ('create_app', 'make_app')


def enter(namespace: dict) -> HelperApp | None:
    """Pushes the context of the program's app when the program has left none.

    Answers the helper app where one had to be made: a SQLAlchemy() without any app.
    """
    flask = sys.modules.get('flask')
    if flask is None or flask.has_app_context():
        return None
    app, factory = find_app(namespace, flask.Flask)
    if app is None and factory is None:
        return lend_app(namespace)
    try:
        if app is None:
            app = factory()
        app.app_context().push()
        for name, value in app.make_shell_context().items():
            namespace.setdefault(name, value)
    except (Exception, SystemExit) as error:
        output.note(f'The prompt has no application context: {type(error).__name__}: {error}')
        return None
    output.note(f'The prompt has the application context of {f"{factory.__name__}()" if factory else repr(app)}, as in flask shell.')
    return None


def lend_app(namespace: dict) -> HelperApp | None:
    if extension_in(namespace) is None:
        return None
    helper = HelperApp(namespace)
    helper.push()
    return helper


def lend_at_prompt(namespace: dict) -> HelperApp | None:
    """A helper app for models typed at the prompt, unless an app of their own seems to be on its way."""
    flask = sys.modules.get('flask')
    if flask is None or flask.has_app_context():
        return None
    if instances_in(namespace, flask.Flask) or any(value is flask.Flask for value in list(namespace.values())):
        return None
    return lend_app(namespace)


def find_app(namespace: dict, flask_class: type):
    """The app that `flask shell` would find among a program's names, or else its factory."""
    apps = {id(app): app for app in instances_in(namespace, flask_class)}
    for name in APP_NAMES:
        if id(namespace.get(name)) in apps:
            return namespace[name], None
    if apps:
        # With several, `flask shell` gives up; the one with a database is the one that is meant here.
        with_database = [app for app in apps.values() if 'sqlalchemy' in app.extensions]
        candidates = with_database or list(apps.values())
        return (candidates[0], None) if len(candidates) == 1 else (None, None)
    for name in FACTORY_NAMES:
        if inspect.isfunction(namespace.get(name)) and callable_bare(namespace[name]):
            return None, namespace[name]
    return None, None


def callable_bare(function) -> bool:
    """Whether a function can be called without arguments."""
    return all(
        parameter.default is not parameter.empty or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        for parameter in inspect.signature(function).parameters.values()
    )

