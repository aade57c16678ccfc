"""Gives the packages their docstrings and annotations back, which the memory image does without, when `help` is asked."""

import ast
import inspect
import sys
import types
from _sitebuiltins import _Helper

# Stands for a docstring until somebody wants to read it.
MISSING = 'help() shows it.'


class Help(_Helper):
    """The builtin `help`."""

    def __call__(self, *asked, **options):
        for thing in asked:
            restore(thing)
        return super().__call__(*asked, **options)


def restore(thing: object) -> None:
    """Completes everything in the modules that the help about `thing` tells of."""
    family = (thing if isinstance(thing, type) else type(thing)).__mro__
    told = (thing, getattr(thing, '__wrapped__', None), *family, *(value for kind in family for value in vars(kind).values()))
    names = {name for part in told if isinstance(name := getattr(part, '__module__', None), str)}
    for module in (thing, *map(sys.modules.get, names)):
        if has_missing(module):
            complete(module)


def has_missing(module: object) -> bool:
    return isinstance(module, types.ModuleType) and any(getattr(value, '__doc__', None) == MISSING for value in (module, *vars(module).values()))


def complete(module: types.ModuleType) -> None:
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError, SyntaxError):
        return
    fill(module, tree)


def fill(owner: object, tree: ast.AST) -> None:
    """Puts what the source says into a module, a class or a function, and into what is defined in it."""
    text = ast.get_docstring(tree)
    if text is not None and owner.__doc__ == MISSING:
        if isinstance(owner, type):
            type.__setattr__(owner, '__doc__', text)
        else:
            owner.__doc__ = text
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and isinstance(found := vars(owner).get(node.name), type):
            fill(found, node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            fill_function(vars(owner).get(node.name), node)


def fill_function(found: object, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    """A function may stand behind decorators, each with a copy of its docstring."""
    text = ast.get_docstring(node)
    notes = {part.arg: ast.unparse(part.annotation) for part in ast.walk(node.args) if isinstance(part, ast.arg) and part.annotation}
    if node.returns:
        notes['return'] = ast.unparse(node.returns)
    while found is not None:
        if getattr(found, '__doc__', None) == MISSING and text is not None:
            try:
                found.__doc__ = text
            except AttributeError:
                return
        if isinstance(found, types.FunctionType) and not found.__annotations__:
            found.__annotations__ = dict(notes)
        found = next((inner for name in ('__wrapped__', '__func__', 'fget') if (inner := getattr(found, name, None)) is not None), None)
