"""Everything that a lesson's checks may say; each takes `say=`, words of the lesson's own to begin the answer with."""

from .mappers import model, proxy, relationship, same_relationship
from .rows import answer, count, pairs, result, rows, stored as rows_of
from .schema import column, columns, constraint_names, foreign_key, no_table, primary_key, table, unique
from .scratch import copy, scratch
from .statements import at_most, not_sent, statements, written
from .values import call, equal, fail, name, no_warnings, printed, raises, same_items, stored, true

__all__ = '''
    answer at_most call column columns constraint_names copy count equal fail foreign_key model name no_table no_warnings not_sent
    pairs primary_key printed proxy raises relationship result rows rows_of same_items same_relationship scratch statements stored
    table true unique written
'''.split()
