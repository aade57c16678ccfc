"""Compiles the packages before the memory image is made: code that is read lies closer together in memory than code that was just compiled."""

import ast
import io
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

from .docs import MISSING


def compiled(path: str) -> bytes:
    """The zip at `path` as a zip of the same packages, compiled; tracebacks name the files of the one at `path`.

    What only people read is left out, and read in the sources by `junction.docs` when somebody does.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as packages, zipfile.ZipFile(buffer, 'w') as target:
        for name in packages.namelist():
            data = packages.read(name)
            if name.endswith('.py'):
                tree = Bare().visit(ast.parse(data))
                code = compile(tree, f'{path}/{name}', 'exec', dont_inherit=True)
                # Never checked against its source, so the hash may be any.
                target.writestr(f'{name}c', bytes(_code_to_hash_pyc(code, bytes(8), False)))
            else:
                target.writestr(name, data)
    return buffer.getvalue()


class Bare(ast.NodeTransformer):
    """Takes docstrings away, and the annotations of functions."""

    def visit_Module(self, node):
        return self._without_docstring(node)

    def visit_ClassDef(self, node):
        return self._without_docstring(node)

    def visit_FunctionDef(self, node):
        node.returns = None
        arguments = node.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
            if argument is not None:
                argument.annotation = None
        return self._without_docstring(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def _without_docstring(self, node):
        self.generic_visit(node)
        if ast.get_docstring(node, clean=False) is not None:
            # Not removed: while it is imported SQLAlchemy adds to some, and is content with none but real ones.
            node.body[0].value.value = MISSING
        return node
