"""Exceptions and warnings that learners meet, in a sentence or two that says what to do."""

import re

# Where an exception's name and text both match, the sentence answers it; `{0}` is the first group of the text.
ERRORS: list[tuple[str, str, str]] = [
    ('NoForeignKeysError', r'', 'No foreign key links these two tables directly: a many-to-many needs secondary=, and an association object carries the ForeignKey columns itself.'),
    ('AmbiguousForeignKeysError', r'', 'Several columns point at the same table, so SQLAlchemy cannot tell which one is meant: give primaryjoin and secondaryjoin, or foreign_keys.'),
    ('NoReferencedTableError', r"could not find table '([^']*)'", "ForeignKey() names a table {0}, which is not there: it wants 'table.column' with the __tablename__, not the name of a class."),
    ('NoReferencedColumnError', r"", 'ForeignKey() names a column that the other table does not have.'),
    ('InvalidRequestError', r"failed to locate a name \('?([^')]*)'?\)", 'A relationship names {0}, and there is no such class: it wants the name of the class, exactly as it is spelt.'),
    ('InvalidRequestError', r"failed to locate a name \(\"name '([^']*)' is not defined", 'A relationship names {0}, and nothing of this name is known. It wants a class, an association table, or “Class.attribute”, spelt exactly as it is.'),
    ('CompileError', r"column '([^']*)'\): Can't generate DDL for NullType", 'The column {0} has no type: give it one, or a db.ForeignKey, from which it takes its type.'),
    ('InvalidRequestError', r"Mapper\[(\w+)[^\]]*\]' has no property '([^']*)'", '{0} has no attribute {1}: back_populates names the attribute on the other class, association_proxy begins with one of its own class, each exactly as it is spelt there.'),
    ('ArgumentError', r"relationship '([^']*)' expects a class or a mapper", 'The relationship {0} must name the class at the other end, not a table.'),
    ('ArgumentError', r'both of the same direction', 'back_populates must name the attribute on the other class, exactly as it is spelt there.'),
    ('ArgumentError', r'delete-orphan cascade is normally', 'delete-orphan belongs on the “one” side, which owns the list, not on the many-to-one or many-to-many.'),
    ('ArgumentError', r'reverse_property', 'back_populates names an attribute that is not a relationship back to this class.'),
    ('ArgumentError', r'__table_args__ value must be a tuple', '__table_args__ wants a tuple: (db.UniqueConstraint(...),), with a comma before the last bracket.'),
    ('InvalidRequestError', r"Table '([^']*)' is already defined", 'The table {0} is declared twice.'),
    ('ArgumentError', r'does not apply to any of the root entities', 'A loader option begins at a class that the statement asks for; a second link is chained to the first with a dot: selectinload(A.bs).selectinload(B.cs).'),
    ('InvalidRequestError', r'unique\(\) method must be invoked', 'Rows come several times when a collection is loaded by a join: call unique() on the result.'),
    ('MappedAnnotationError|ArgumentError', r'(?:Type annotation|Mapped\[\])', 'The annotation must be Mapped[...]: a bare type is not mapped.'),
    ('IntegrityError', r'UNIQUE constraint failed: (\S+, \S+)', 'A pair was stored twice ({0}): each link is written once, and back_populates already does the other side.'),
    ('IntegrityError', r'UNIQUE constraint failed: (\S+)', 'The same value was stored twice in {0}, where each may be there only once.'),
    ('IntegrityError|SQL error', r'NOT NULL constraint failed: (\S+)', '{0} was left empty, and it must not be NULL.'),
    ('SQL error', r'UNIQUE constraint failed: (\S+, \S+)', 'The same pair was written twice ({0}), and the key wants each once.'),
    ('IntegrityError|SQL error', r'FOREIGN KEY constraint failed', 'A foreign key points at a row that does not exist, or a row was deleted to which another still points.'),
    ('IntegrityError', r'CHECK constraint failed', 'A CHECK constraint refused a row.'),
    ('PendingRollbackError', r'', 'An error was caught, but its session was left broken: it needs a rollback(), or better, do not cause the error.'),
    ('StaleDataError', r'', 'A link that the ORM wanted to change was not there as often as it expected: was a row removed or stored twice by other means?'),
    ('DetachedInstanceError', r'', 'The object has lost its session, so it can load nothing more.'),
    ('AssertionError', r'blank-out primary key', 'Removing the object set part of its primary key to NULL: the parent needs cascade="all, delete-orphan".'),
    ('TypeError', r'__init__\(\) takes 1 positional argument', 'A model takes keyword arguments only; an association_proxy needs creator=, a function that makes the link: creator=lambda s: Exam(student=s).'),
    ('TypeError', r"'(\w+)' is an invalid keyword argument for (\w+)", '{1} has no attribute {0}.'),
    ('AttributeError', r"'(\w+)' object has no attribute '_sa_instance_state'", 'A relationship holds objects of the model, and it was given a {0}.'),
    ('AttributeError', r"'InstrumentedList' object has no attribute '(\w+)'", 'A list of related objects is an ordinary list once it is loaded: it has no {0}. Ask with db.select(...) instead.'),
    ('NoResultFound', r'', 'Exactly one row was asked for, and there was none.'),
    ('MultipleResultsFound', r'', 'Exactly one row was asked for, and there were several.'),
    ('ValueError', r'Bidirectional attribute conflict.*?object <(\w+).*?to attribute "([\w.]+)"', '{1} was given a {0}, which belongs at the other end of the link.'),
    ('NotImplementedError', r"Operator 'contains' is not supported", 'Python’s own “in” cannot ask the database: use ==, .contains(…) or .any(…).'),
    ('TypeError', r'Boolean value of this clause is not defined', 'Python’s own “and”, “or” and “not” cannot ask the database: use &, | and ~, and put brackets round each part.'),
    ('ArgumentError', r'should be explicitly declared as text\(', 'SQL that is written as a text goes into db.text("…"); a condition compares a column, as in Student.name == "Mei".'),
    ('AttributeError', r"'Select' object has no attribute '(\w+)'", 'A statement has no {0}. The session sends it, by scalars(…) or execute(…); all(), first() and unique() belong to what comes back.'),
    ('InvalidRequestError', r"'has\(\)' not implemented for collections", 'A whole list cannot be compared with one object: use .contains(…) or .any(…).'),
    ('FlushError', r'', 'The session holds two objects for one row.'),
    ('OperationalError', r'no such table: (\S+)[\s\S]*\[SQL: INSERT INTO [^\]]*\bSELECT\b', 'There is no table {0} at this point, and rows are copied: create the new table first, and drop the old one last.'),
    ('OperationalError', r'no such table: (\S+)', 'There is no table {0} yet: db.create_all() has to come first.'),
    ('OperationalError', r'no such column: (\S+)', 'There is no column {0}.'),
    ('OperationalError', r'database is locked', 'Another connection is writing: it must commit or roll back first.'),
    ('RuntimeError', r'Working outside of application context', 'Flask-SQLAlchemy needs an application context: with app.app_context(): …, or push one.'),
]

WARNINGS: list[tuple[str, str]] = [
    (r"relationship '([^']+)' will copy column .* conflicts with relationship\(s\): '([^']+)'", 'SQLAlchemy warns: {0} and {1} both write the same columns. Only one path should write.'),
    (r'not in session; add operation along', 'SQLAlchemy warns: an object that was never added to the session is linked to one that was, so it is not stored.'),
    (r'cartesian product', 'SQLAlchemy warns of a cartesian product: the query has two tables that nothing links.'),
]


def error(found: BaseException) -> str | None:
    """A sentence on an exception, or on what it was caused by; None when it is not a usual one."""
    return of_name(type(found).__name__, str(found))


def of_name(name: str, text: str) -> str | None:
    """The same from an exception's name, without its module, and its text."""
    for names, pattern, sentence in ERRORS:
        match = re.search(pattern, text) if name in names.split('|') else None
        if match:
            return filled(sentence, match)
    return None


def warning(text: str) -> str | None:
    for pattern, sentence in WARNINGS:
        match = re.search(pattern, text, re.DOTALL)
        if match:
            return filled(sentence, match)
    return None


def filled(sentence: str, match: re.Match) -> str:
    for place, group in enumerate(match.groups()):
        sentence = sentence.replace(f'{{{place}}}', group or '')
    return sentence
