"""What the `>>>` prompt compiles."""

import __future__
import ast
import codeop
import warnings

from .errors import PROMPT_PREFIX
from .home import remember_source

FUTURES = sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})


class Prompt:
    """Numbers its inputs, as Python's prompt does, and remembers `from __future__` imports."""

    def __init__(self) -> None:
        self._inputs = 0
        self._futures = 0

    def compile(self, source: str):
        """Code that shows the value of each expression, like lines typed one by one.

        Python's own prompt takes one statement at a time; pasted text often has several.
        """
        filename = f'{PROMPT_PREFIX}{self._inputs}>'
        self._inputs += 1
        source = source.rstrip() + '\n'
        remember_source(filename, source)
        try:
            tree = compile(source, filename, 'exec', ast.PyCF_ONLY_AST | self._futures, dont_inherit=True)
            code = compile(ast.Interactive(tree.body), filename, 'single', self._futures, dont_inherit=True)
        except SyntaxError as error:
            if not error.text and error.filename == filename and error.lineno:
                lines = source.splitlines()
                error.text = lines[error.lineno - 1] if error.lineno <= len(lines) else None
            raise
        self._futures |= code.co_flags & FUTURES
        return code

    def needs_more(self, source: str) -> bool:
        """Whether `source` is only the beginning of an input. A block ends with an empty line."""
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            for symbol in ('single', 'exec'):
                try:
                    return codeop.compile_command(source, '<input>', symbol) is None
                except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
                    continue  # wrong, or several statements: these 'exec' can judge
        return False
