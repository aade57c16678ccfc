"""`complete_statement`, by SQLite's own rules."""

import re

# What SQLite's tokenizer tells apart here: what means nothing, semicolons, words, and the rest.
_TOKEN = re.compile(
    r'(?P<space>[ \t\n\f\r]+|/\*.*?\*/|--[^\n]*(?:\n|\Z))|(?P<semi>;)'
    r'|(?P<word>[A-Za-z0-9_$\x80-\U0010ffff]+)'
    r"|(?P<other>\[[^\]]*\]|\"[^\"]*\"|'[^']*'|`[^`]*`|[^\[\"'`])", re.DOTALL)

# States, and where each token leads: semi, space, other, EXPLAIN, CREATE, TEMP, TRIGGER, END.
_KINDS = ('semi', 'space', 'other', 'explain', 'create', 'temp', 'trigger', 'end')
_NEXT = (
    (1, 0, 2, 3, 4, 2, 2, 2),  # 0 nothing yet
    (1, 1, 2, 3, 4, 2, 2, 2),  # 1 complete
    (1, 2, 2, 2, 2, 2, 2, 2),  # 2 within a statement
    (1, 3, 3, 2, 4, 2, 2, 2),  # 3 after EXPLAIN
    (1, 4, 2, 2, 2, 4, 5, 2),  # 4 after CREATE
    (6, 5, 5, 5, 5, 5, 5, 5),  # 5 within a trigger
    (6, 6, 5, 5, 5, 5, 5, 7),  # 6 after a semicolon within a trigger
    (1, 7, 5, 5, 5, 5, 5, 5),  # 7 after END
)


def complete_statement(statement):
    """Whether a text ends with a whole statement. What it says is not looked at."""
    if not isinstance(statement, str):
        raise TypeError(f"complete_statement() argument 'statement' must be str, not {type(statement).__name__}")
    state = at = 0
    while at < len(statement):
        token = _TOKEN.match(statement, at)
        if token is None:
            return False  # a quote or a comment that does not end
        if token['other'] == '/' and statement.startswith('/*', at):
            return False
        at = token.end()
        kind = token.lastgroup
        if kind == 'word':
            word = token['word'].lower()
            word = 'temp' if word == 'temporary' else word
            kind = word if word in _KINDS[3:] else 'other'
        state = _NEXT[state][_KINDS.index(kind)]
    return state == 1
