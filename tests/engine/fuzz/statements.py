"""SQL texts over a small schema: mostly valid, at random, and always with an end."""

TABLES = {
    'teacher': ['id', 'name', 'salary', 'photo'],
    'student': ['id', 'name', 'born'],
    'teaches': ['teacher_id', 'student_id', 'since'],
    'loose': ['a', 'b', 'c'],
    'strict_one': ['k', 'v'],
    'people': ['name', 'role'],
}
SCHEMA = """
CREATE TABLE teacher (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE, salary NUMERIC DEFAULT 5 CHECK (salary < 1e9), photo BLOB);
CREATE TABLE student (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE, born DATE);
CREATE TABLE teaches (teacher_id INTEGER NOT NULL REFERENCES teacher ON DELETE CASCADE, student_id INTEGER REFERENCES student (id), since REAL,
    PRIMARY KEY (teacher_id, student_id)) WITHOUT ROWID;
CREATE TABLE loose (a, b INT, c TEXT, d GENERATED ALWAYS AS (a || '!') VIRTUAL);
CREATE TABLE strict_one (k INTEGER PRIMARY KEY, v ANY) STRICT;
CREATE INDEX by_born ON student (born DESC) WHERE born IS NOT NULL;
CREATE VIEW people AS SELECT name, 'teacher' AS role FROM teacher UNION ALL SELECT name, 'student' FROM student;
CREATE TRIGGER tidy AFTER DELETE ON student BEGIN DELETE FROM teaches WHERE student_id = old.id; END;
CREATE TRIGGER guard BEFORE INSERT ON loose WHEN new.b = 13 BEGIN SELECT raise(ABORT, 'no thirteens'); END;
INSERT INTO teacher VALUES (1, 'Ada', 10, x'00ff'), (2, 'Grace', 2.5, NULL), (3, 'Zoë', '7', 'text');
INSERT INTO student (name, born) VALUES ('Bob', '2001-02-03'), ('bob', NULL), ('Eve', 20);
INSERT INTO teaches VALUES (1, 1, 2020), (1, 2, NULL), (2, 1, 1.5);
INSERT INTO loose VALUES (1, '2', 3), (NULL, 2.5, x'61'), ('x', 'y', 9007199254740993);
"""
LITERALS = [
    'NULL', '0', '1', '-3', '7', '2.5', '-0.0', '1e400', '9223372036854775807', '9223372036854775808', '0x7f', "''", "'Ada'", "'bob'",
    "'O''Hara'", "'Zoë'", "x''", "x'00ff'", "'12abc'", 'TRUE', "'2020-02-30'", "'😀'",
]
CALLS = [
    'abs({})', 'length({})', 'coalesce({}, {})', 'typeof({})', 'hex({})', 'quote({})', 'substr({}, {}, {})', 'round({}, 1)', 'upper({})',
    'lower({})', 'instr({}, {})', 'replace({}, {}, {})', 'trim({})', 'nullif({}, {})', 'max({}, {})', 'min({}, {})', 'iif({}, {}, {})',
    "printf('%d|%s|%.3f', {}, {}, {})", 'unicode({})', 'char(65, {})', 'CAST({} AS INTEGER)', 'CAST({} AS TEXT)', 'CAST({} AS REAL)',
    'CAST({} AS BLOB)', 'CASE {} WHEN {} THEN {} ELSE {} END', 'CASE WHEN {} THEN {} END', 'json_array({}, {})', "json_extract('{{\"a\": [1, 2.5, null]}}', '$.a[1]')",
    'date({})', 'zeroblob(3)', 'last_insert_rowid()', 'changes()', 'floor({})', 'sign({})', 'twice({})', 'boom({})', 'odd({})', 'nowhere({})',
    'abs({}, {})', 'EXISTS (SELECT 1 FROM teacher WHERE {})', '(SELECT max({}) FROM loose)', 'NOT {}', '- {}', '~ {}', '{} IS NULL',
]
OPERATORS = ['+', '-', '*', '/', '%', '||', '<<', '&', '|', '=', '<>', '<', '>=', 'AND', 'OR', 'IS', 'IS NOT', 'LIKE', 'GLOB', 'COLLATE NOCASE =']
PRAGMAS = [
    'foreign_keys', 'foreign_keys = ON', 'foreign_keys = OFF', 'user_version', 'user_version = 7', 'table_info(teacher)', 'table_xinfo(loose)',
    'index_list(student)', 'foreign_key_list(teaches)', 'foreign_key_check', 'integrity_check', 'quick_check(1)', 'recursive_triggers',
    'defer_foreign_keys = ON', 'encoding', 'case_sensitive_like = 1', 'count_changes', 'data_version', 'application_id', 'nonsense',
    'ignore_check_constraints = 1', 'reverse_unordered_selects', 'writable_schema', 'query_only = 1', 'query_only = 0', 'index_info(by_born)',
    'table_info(nowhere)', 'auto_vacuum', 'legacy_alter_table', 'max_page_count', 'locking_mode', 'temp_store', 'secure_delete = 0',
]
DDL = [
    'CREATE TABLE IF NOT EXISTS extra (x INTEGER, y DEFAULT 3)', 'CREATE TABLE extra (x)', 'DROP TABLE extra', 'DROP TABLE IF EXISTS extra',
    'CREATE TEMP TABLE scratch AS SELECT * FROM teacher', 'DROP TABLE scratch', 'ALTER TABLE extra ADD COLUMN z TEXT', 'ALTER TABLE student RENAME TO pupil',
    'ALTER TABLE pupil RENAME TO student', 'ALTER TABLE loose ADD COLUMN e INT DEFAULT 4', 'ALTER TABLE loose DROP COLUMN e', 'CREATE INDEX again ON loose (b, c)',
    'CREATE UNIQUE INDEX once ON loose (b)', 'DROP INDEX again', 'DROP INDEX once', 'CREATE VIEW v2 AS SELECT a AS "two words", b FROM loose', 'DROP VIEW v2', 'REINDEX',
    'ANALYZE', 'VACUUM', 'DROP TABLE teacher', 'CREATE TABLE bad (a, a)', 'CREATE TABLE sqlite_mine (a)', 'CREATE TABLE strict_two (a WRONG) STRICT',
    'ALTER TABLE nowhere RENAME TO somewhere', 'DROP VIEW teacher', 'CREATE TRIGGER t2 INSTEAD OF INSERT ON people BEGIN INSERT INTO student (name) VALUES (new.name); END',
    'CREATE VIRTUAL TABLE words USING fts3 (body)', 'CREATE VIRTUAL TABLE wrong USING nothing (body)', 'CREATE TABLE "t\u00eb\U0001f600" ("c\u00f6l")', 'CREATE TABLE gen (a, b AS (a + b))',
]
TRANSACTIONS = [
    'BEGIN', 'BEGIN IMMEDIATE', 'BEGIN EXCLUSIVE', 'COMMIT', 'ROLLBACK', 'END', 'SAVEPOINT one', 'SAVEPOINT two', 'RELEASE one', 'RELEASE two',
    'ROLLBACK TO one', 'ROLLBACK TO two', 'RELEASE nothing', 'ROLLBACK TO nothing',
]
ODD_TEXTS = [
    '', ' ', ';', ';;', '-- only a comment', '/* open', '/* a */ SELECT 1 -- b', 'SELECT 1;', 'SELECT 1; ', 'SELECT 1; -- more', 'SELECT 1; SELECT 2', 'SELECT 1;;',
    '; SELECT 1', 'SELECT 1 /* ; */', "SELECT ';'", 'SELECT\0 1', 'SELECT 1\0', "SELECT 'a\0b'", '\0', "SELECT '\ud800'", "SELECT 'Zo\u00eb\U0001f600' AS \u00fcber", 'SELECT "unknown"', "SELECT 'open",
    'SELECT "open', 'SELECT [a] FROM loose', 'SELECT `a` FROM loose', 'EXPLAIN QUERY PLAN SELECT 1', 'VALUES (1, 2), (3, 4)', '\ufeffSELECT 1', 'select\u00a01', 'SELEC 1', 'SELECT * FROM',
    'SELECT ?1, ?3, ?1', 'SELECT ?32767', 'SELECT :a, @a, $a', 'SELECT ?0', 'SELECT 1 AS "a [b]", 2 AS "a [b]"', 'WITH n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 20) SELECT i FROM n',
    'SELECT 1 FROM teacher, student, teaches, loose', 'SELECT * FROM sqlite_schema', 'SELECT * FROM pragma_table_info(?)', 'SELECT group_concat(name, ?) FROM teacher', "ATTACH ':memory:' AS side", 'DETACH side',
    'CREATE TABLE side.t (a)', "SELECT randomblob(-1) IS NULL", 'SELECT 1 LIMIT -1', "SELECT 'x' LIMIT 'y'", 'SELECT count(*) OVER (ORDER BY id) FROM teacher', 'SELECT total(a) FROM loose', 'SELECT mine(a) FROM loose',
    'DELETE FROM teacher RETURNING id, name', "INSERT INTO student (name) VALUES ('Kim') RETURNING *", 'UPDATE loose SET b = b + 1 RETURNING b', 'REPLACE INTO strict_one VALUES (1, ?) RETURNING v',
    '  insert into loose (a) values (5)', '/* c */ INSERT INTO loose (a) VALUES (6)', 'WITH x AS (SELECT 8) INSERT INTO loose (a) SELECT * FROM x', 'UPDATE OR IGNORE teacher SET name = ?', 'INSERT OR FAIL INTO teacher (name) VALUES (?), (?)',
]


def expression(random, columns, depth=2):
    dice = random.random()
    if depth == 0 or dice < 0.4:
        return random.choice(columns) if random.random() < 0.6 else random.choice(LITERALS)
    parts = [expression(random, columns, depth - 1) for _ in range(4)]
    if dice < 0.7:
        return random.choice(CALLS).format(*parts)
    return f'({parts[0]} {random.choice(OPERATORS)} {parts[1]})'


def select(random):
    table = random.choice(list(TABLES))
    columns = TABLES[table] + (['?'] if random.random() < 0.4 else [':name'] if random.random() < 0.3 else [])
    what = [expression(random, columns) for _ in range(random.randint(1, 3))]
    text = f'SELECT {random.choice(["", "", "", "DISTINCT "])}{", ".join(what) if random.random() < 0.8 else "*"} FROM {table}'
    if table == 'teacher' and random.random() < 0.4:
        text += ' JOIN teaches ON teaches.teacher_id = id'
    elif 'name' in columns and random.random() < 0.2:
        text += ' LEFT JOIN teacher AS other USING (name)'
    if random.random() < 0.5:
        text += f' WHERE {expression(random, columns)}'
    if random.random() < 0.2:
        text += f' GROUP BY {random.choice(columns)} HAVING count(*) > 0'
    if random.random() < 0.12:
        text += f' UNION SELECT {", ".join(expression(random, ["1"]) for _ in what)}'
    if random.random() < 0.3:
        text += f' ORDER BY {random.choice(["1", "1", "2", "-1", "random_thing", columns[0]])}'
    if random.random() < 0.2:
        text += ' LIMIT 2 OFFSET 1'
    return text


def change(random):
    # The view can be changed only where a trigger stands in for it.
    table = random.choice([name for name in TABLES if name != 'people' or random.random() < 0.1])
    columns = TABLES[table]
    dice = random.random()
    conflict = random.choice(['', '', '', ' OR IGNORE', ' OR REPLACE', ' OR ABORT', ' OR FAIL', ' OR ROLLBACK'])
    if dice < 0.55:
        chosen = [name for name in columns if random.random() < 0.7] or columns
        named = random.random() < 0.3
        values = ', '.join(f':{name}' if named else '?' if random.random() < 0.6 else expression(random, ['1'], 1) for name in chosen)
        text = f'INSERT{conflict} INTO {table} ({", ".join(chosen)}) VALUES ({values})'
        return text + (f' ON CONFLICT DO UPDATE SET {chosen[0]} = 50' if random.random() < 0.1 and not conflict else '')
    if dice < 0.8:
        return f'UPDATE{conflict} {table} SET {random.choice(columns)} = {expression(random, columns + ["?"])} WHERE {expression(random, columns)}'
    return f'DELETE FROM {table} WHERE {expression(random, columns + ["?"])}'


def broken(random, text):
    """A text with a piece lost, doubled or changed."""
    if not text:
        return text
    start = random.randrange(len(text))
    end = min(len(text), start + random.randint(1, 6))
    return text[:start] + random.choice(['', text[start:end] * 2, '(', "'", '"', ';', ',', '\0', '\u2028', '--', '?', ' FROM ']) + text[end:]


def statement(random):
    dice = random.random()
    if dice < 0.38:
        text = select(random)
    elif dice < 0.68:
        text = change(random)
    elif dice < 0.76:
        text = random.choice(DDL)
    elif dice < 0.82:
        text = f'PRAGMA {random.choice(PRAGMAS)}'
    elif dice < 0.89:
        text = random.choice(TRANSACTIONS)
    else:
        text = random.choice(ODD_TEXTS)
    # A recursion that is broken might lose its end.
    return broken(random, text) if random.random() < 0.08 and 'UNION ALL SELECT i + 1' not in text else text


def placeholders(text):
    """How many values a text seems to want, and under which names."""
    names = []
    for word in text.replace(',', ' ').replace('(', ' ').replace(')', ' ').split():
        if word[0] in ':@$' and word[1:] and word[1:] not in names:
            names.append(word[1:])
    return text.count('?'), names
