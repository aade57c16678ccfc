"""A database as SQL text."""


def _iterdump(connection, *, filter=None):
    """Yields the statements that make the database again; `filter` is a LIKE pattern for the names of its objects."""
    cursor = connection.cursor()
    cursor.row_factory = None
    if cursor.execute('PRAGMA foreign_key_check').fetchall():
        yield 'PRAGMA foreign_keys=OFF;'
    yield 'BEGIN TRANSACTION;'

    like, parameters = ('AND "name" LIKE ?', (filter,)) if filter else ('', ())
    tables = cursor.execute(
        f"""SELECT "name", "sql" FROM "sqlite_master" WHERE "sql" NOT NULL AND "type" == 'table' {like} ORDER BY "name" """,
        parameters).fetchall()
    virtual = False
    sequences = []
    for name, sql in tables:
        if name == 'sqlite_sequence':
            sequences = _sequences(cursor)
            continue
        if name == 'sqlite_stat1':
            yield 'ANALYZE "sqlite_master";'
        elif name.startswith('sqlite_'):
            continue
        elif sql.startswith('CREATE VIRTUAL TABLE'):
            if not virtual:
                virtual = True
                yield 'PRAGMA writable_schema=ON;'
            yield ("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table',"
                   f'{_text(name)},{_text(name)},0,{_text(sql)});')
        else:
            yield f'{sql};'
        yield from _inserts(cursor, name)

    others = cursor.execute(
        f"""SELECT "sql" FROM "sqlite_master" WHERE "sql" NOT NULL AND "type" IN ('index', 'trigger', 'view') {like}""",
        parameters).fetchall()
    for sql, in others:
        yield f'{sql};'
    if virtual:
        yield 'PRAGMA writable_schema=OFF;'
    for statement in sequences:
        yield f'{statement};'
    yield 'COMMIT;'


def _inserts(cursor, table):
    """One INSERT per row of a table, with SQLite's own way to write its values."""
    columns = [row[1] for row in cursor.execute(f'PRAGMA table_info({_name(table)})').fetchall()]
    values = "||','||".join(f'quote({_name(column)})' for column in columns)
    head = f'INSERT INTO {_name(table)} VALUES('
    for text, in cursor.execute(f"SELECT {_text(head)}||{values}||')' FROM {_name(table)}"):
        yield f'{text};'


def _sequences(cursor):
    """What makes the counters of AUTOINCREMENT what they are."""
    rows = cursor.execute('SELECT "name", "seq" FROM "sqlite_sequence"').fetchall()
    return ['DELETE FROM "sqlite_sequence"'] + [
        f'INSERT INTO "sqlite_sequence" VALUES({_text(name)},{seq})' for name, seq in rows]


def _name(name):
    return '"' + name.replace('"', '""') + '"'


def _text(value):
    return "'" + value.replace("'", "''") + "'"
