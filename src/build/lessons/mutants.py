"""Wrong programs made of a right one, each by one change to a line that the learner writes.

Runs in the engine: `mutants(solution, start)` answers a list of name, line and code.
"""

import ast
import difflib
import json
import re

# SQL, in steps of its own or inside a Python string: what may be forgotten or mistaken there.
SQL = [
    ('drop PRIMARY KEY', r',?\s*PRIMARY KEY\s*\([^)]*\)', ''),
    ('drop PRIMARY KEY', r'(?<=\w)\s+PRIMARY KEY(?!\s*\()', ''),
    ('drop ON DELETE', r'\s+ON DELETE (?:CASCADE|SET NULL|RESTRICT)', ''),
    ('drop REFERENCES', r'\s+REFERENCES \w+\s*(?:\(\w+\))?', ''),
    ('drop NOT NULL', r'\s+NOT NULL', ''),
    ('drop UNIQUE', r'\s+UNIQUE\b', ''),
    ('drop LEFT', r'\bLEFT (?:OUTER )?JOIN', 'JOIN'),
    ('drop DISTINCT', r'\bDISTINCT ', ''),
    ('count(*)', r'\bcount\(\s*[\w.]+\s*\)', 'count(*)'),
    ('drop ORDER BY', r'\s+ORDER BY [^;\n"\']+', ''),
    ('drop GROUP BY', r'\s+GROUP BY [^;\n"\']+?(?=\s+(?:ORDER|HAVING)\b|[;\n"\']|$)', ''),
    ('drop WHERE', r'\s+WHERE [^;\n"\']+?(?=\s+(?:ORDER|GROUP)\b|[;\n"\']|$)', ''),
    ('swap values', r'\((\d+), (\d+)\)', r'(\2, \1)'),
    ('= for <>', r'<>', '='),
    ('drop OR IGNORE', r' OR IGNORE', ''),
]
COMPARISONS = {
    ast.Eq: '!=', ast.NotEq: '==', ast.In: 'not in', ast.NotIn: 'in', ast.Is: 'is not', ast.IsNot: 'is',
    ast.Lt: '<=', ast.LtE: '<', ast.Gt: '>=', ast.GtE: '>',
}
RENAMES = {
    'outerjoin': 'join', 'any': 'has', 'append': 'remove', 'remove': 'append', 'add': 'delete', 'flush': 'rollback', 'add_all': 'delete',
    'and_': 'or_', 'or_': 'and_', 'in_': 'not_in', 'not_in': 'in_', 'desc': 'asc', 'asc': 'desc', 'all': 'first', 'first': 'all',
    'scalars': 'execute', 'scalar': 'execute',
}
# Parts of a query or of its answer that are forgotten.
CLAUSES = ('where', 'filter', 'filter_by', 'order_by', 'group_by', 'having', 'distinct', 'options', 'unique', 'desc', 'limit', 'join', 'outerjoin', 'all')


def mutants(solution: str, start: str, language: str) -> list[dict]:
    lines = own_lines(solution, start)
    found = of_sql(solution, lines, 0, len(solution)) if language == 'sql' else Mutator(solution, lines).all()
    seen = {solution.strip(), start.strip()}
    kept = []
    for mutant in found:
        if mutant['code'].strip() not in seen:
            seen.add(mutant['code'].strip())
            kept.append(mutant)
    return kept


def own_lines(solution: str, start: str) -> set[int]:
    """Lines of the solution that the start does not have, from 1."""
    matcher = difflib.SequenceMatcher(None, start.splitlines(), solution.splitlines(), autojunk=False)
    return {line + 1 for tag, _, _, first, last in matcher.get_opcodes() if tag in ('replace', 'insert') for line in range(first, last)}


def of_sql(code: str, lines: set[int], first: int, last: int) -> list[dict]:
    found = []
    for name, pattern, replacement in SQL:
        for match in re.compile(pattern, re.IGNORECASE).finditer(code, first, last):
            line = code.count('\n', 0, match.start() + len(match.group()) - len(match.group().lstrip())) + 1
            if line in lines:
                found.append({'name': name, 'line': line, 'code': code[: match.start()] + match.expand(replacement) + code[match.end():]})
    return found


class Mutator:
    """Goes through a program's tree and splices its text, so that nothing else of it changes."""

    def __init__(self, code: str, lines: set[int]) -> None:
        self.code = code
        self.lines = lines
        self.tree = ast.parse(code)
        self.starts = [0]
        for line in code.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line.encode()))
        self.bytes = code.encode()
        self.found: list[dict] = []
        self.foreign_keys = sorted({self.text(call.args[0]) for call in ast.walk(self.tree) if is_call(call, 'ForeignKey') and call.args})
        self.known = sorted({target.id for node in ast.walk(self.tree) if isinstance(node, ast.Assign) for target in ast.walk(node) if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)})

    def all(self) -> list[dict]:
        printed = {inner for node in ast.walk(self.tree) if is_call(node, 'print') for inner in ast.walk(node)}
        for node in ast.walk(self.tree):
            if node in printed:
                continue
            if getattr(node, 'lineno', 0) in self.lines or isinstance(node, ast.Dict):
                self.visit(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and '\n' in node.value:
                self.strings(node)
        return self.found

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Call):
            self.call(node)
        elif isinstance(node, (ast.Expr, ast.Assign, ast.AugAssign, ast.Delete, ast.Raise)):
            self.statement(node)
        elif isinstance(node, ast.Return) and node.value is not None:
            self.put('return None', node.value, 'None')
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS and len(node.ops) == 1:
            self.put(f'turn {COMPARISONS[type(node.ops[0])]}', node, f'{self.text(node.left)} {COMPARISONS[type(node.ops[0])]} {self.text(node.comparators[0])}')
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.Invert)):
            self.put('drop not', node, self.text(node.operand))
        elif isinstance(node, ast.BoolOp):
            self.put('and for or', node, (' or ' if isinstance(node.op, ast.And) else ' and ').join(map(self.text, node.values)))
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)) and len(node.elts) > 1 and isinstance(getattr(node, 'ctx', ast.Load()), ast.Load):
            self.without(node.elts, f'drop an item of {self.text(node)}')
        elif isinstance(node, ast.Constant):
            self.constant(node)
        elif isinstance(node, ast.FunctionDef):
            self.function(node)
        elif isinstance(node, ast.Dict):
            for key in node.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.lineno in self.lines:
                    self.put(f'another key than {self.text(key)}', key, repr(f'{key.value}_'))
        elif isinstance(node, ast.AnnAssign):
            self.annotation(node.annotation)
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            for part in node.generators:
                for condition in part.ifs:
                    self.put('drop if', condition, 'True')
        elif isinstance(node, ast.If):
            self.put('always', node.test, 'True')
            self.put('never', node.test, 'False')

    def call(self, node: ast.Call) -> None:
        arguments = [*node.args, *node.keywords]
        for keyword in node.keywords:
            if keyword.arg is not None:
                self.without(arguments, f'drop {keyword.arg}={self.text(keyword.value)}', only=keyword)
                if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool):
                    self.put(f'{keyword.arg}={not keyword.value.value}', keyword.value, str(not keyword.value.value))
        if len(node.args) > 1:
            first, second = node.args[:2]
            self.splice('swap two arguments', first, [(first, self.text(second)), (second, self.text(first))])
        if is_call(node, 'ForeignKey') and node.args:
            for other in self.foreign_keys:
                if other != self.text(node.args[0]):
                    self.put(f'foreign key to {other}', node.args[0], other)
        if isinstance(node.func, ast.Attribute) and node.func.attr in CLAUSES:
            self.put(f'drop .{node.func.attr}()', node, self.text(node.func.value))
        if is_call(node, 'count') and node.args:
            self.put('count()', node, f'{self.text(node.func)}()')
        if isinstance(node.func, ast.Attribute) and node.func.attr in RENAMES:
            self.put(f'{RENAMES[node.func.attr]} for {node.func.attr}', node.func, f'{self.text(node.func.value)}.{RENAMES[node.func.attr]}')
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if isinstance(argument, ast.Name):
                self.other_name(argument)

    def other_name(self, node: ast.Name) -> None:
        """The next variable of the same kind: another in the same assignment."""
        for assign in ast.walk(self.tree):
            if isinstance(assign, ast.Assign) and isinstance(assign.targets[0], ast.Tuple):
                names = [target.id for target in assign.targets[0].elts if isinstance(target, ast.Name)]
                if node.id in names and len(names) > 1:
                    other = names[(names.index(node.id) + 1) % len(names)]
                    self.put(f'{other} for {node.id}', node, other)

    def statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Expr) and is_call(node.value, 'print'):
            return
        first = ' '.join(self.text(node).split())
        self.put(f'drop {first if len(first) <= 60 else first[:60] + "…"}', node, 'pass')

    def constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            if not any(keyword.value is node for call in ast.walk(self.tree) if isinstance(call, ast.Call) for keyword in call.keywords):
                self.put(f'{not node.value} for {node.value}', node, str(not node.value))
        elif isinstance(node.value, int):
            self.put(f'{node.value + 1} for {node.value}', node, str(node.value + 1))
        elif isinstance(node.value, str):
            self.strings(node)

    def annotation(self, node: ast.expr) -> None:
        """`Mapped[...]`: without it, and with what may be empty, or comes as a list, the other way round."""
        if not (isinstance(node, ast.Subscript) and self.text(node.value) == 'Mapped'):
            return
        inner = node.slice
        self.put('drop Mapped', node, self.text(inner))
        if isinstance(inner, ast.Subscript) and self.text(inner.value) in ('Optional', 'list', 'List'):
            self.put(f'drop {self.text(inner.value)}', inner, self.text(inner.slice))
        elif isinstance(inner, ast.Name):
            self.put('Optional', inner, f'Optional[{self.text(inner)}]')

    def strings(self, node: ast.Constant) -> None:
        first, last = (len(self.bytes[:place].decode()) for place in self.place(node))
        self.found += of_sql(self.code, self.lines, first, last)

    def function(self, node: ast.FunctionDef) -> None:
        if node.name == '__repr__':
            line = self.code.splitlines()[node.lineno - 1]
            if '__repr__' in line:
                lines = self.code.splitlines(keepends=True)
                lines[node.lineno - 1] = lines[node.lineno - 1].replace('__repr__', '__str__')
                self.found.append({'name': '__str__ for __repr__', 'line': node.lineno, 'code': ''.join(lines)})

    def without(self, items: list, name: str, only=None) -> None:
        """One of a list's items left out, with a comma beside it: the last, or `only`."""
        item = only if only is not None else items[-1]
        first, last = self.place(item)
        rest = self.bytes[last:]
        comma = re.match(rb'\s*,[ \t]*(?:\n[ \t]*)?', rest)
        if comma:
            last += comma.end()
        else:
            before = re.search(rb',\s*$', self.bytes[:first])
            first = before.start() if before else first
        self.add(name, item, self.bytes[:first] + self.bytes[last:])

    def put(self, name: str, node, text: str) -> None:
        self.splice(name, node, [(node, text)])

    def splice(self, name: str, node, changes: list) -> None:
        result = self.bytes
        for changed, text in sorted(changes, key=lambda change: -self.place(change[0])[0]):
            first, last = self.place(changed)
            result = result[:first] + text.encode() + result[last:]
        self.add(name, node, result)

    def add(self, name: str, node, result: bytes) -> None:
        code = result.decode()
        try:
            ast.parse(code)
        except SyntaxError:
            return
        self.found.append({'name': name, 'line': node.lineno, 'code': code})

    def place(self, node) -> tuple[int, int]:
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node) -> str:
        first, last = self.place(node)
        return self.bytes[first:last].decode()


def is_call(node, name: str) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, 'id', getattr(node.func, 'attr', None)) == name


print(json.dumps([mutants(*each) for each in json.loads(INPUT)]))
