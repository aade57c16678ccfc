# Copies of whole databases.
con = sqlite3.connect(':memory:')
con.executescript("""
    create table a(id integer primary key autoincrement, t text, b blob, r real);
    insert into a(t, b, r) values ('it''s', x'00ff', 1.5), (null, null, 1e300), ('é' || char(10), x'', -0.0);
    create table "odd ""name"(x unique); insert into "odd ""name" values (1);
    create view v as select t from a; create index i on a(t);
    create trigger tr after insert on a begin select 1; end;
""")
rows = lambda connection: connection.execute('select * from a').fetchall()

target = sqlite3.connect(':memory:')
t('backup', lambda: (con.backup(target), rows(target)))
seen = []
t('backup by pages', lambda: (con.backup(target, pages=1, progress=lambda *args: seen.append(args)), len(seen) > 2, seen[0][1] + 1 == seen[0][2], seen[-1][:2]))
steps = []


def meddle(status, remaining, pages):
    if not steps:
        con.execute("insert into a(t) values ('late')")
        con.commit()
    steps.append((status, remaining, pages))


t('backup while the source changes', lambda: (con.backup(target, pages=1, progress=meddle), steps, rows(target)))
t('backup of all pages', lambda: [con.backup(target, pages=pages) for pages in (-1, 0, -5, 100)])
t('backup to itself', lambda: con.backup(con))
t('backup to nothing', lambda: con.backup(None))
t('backup, pages', lambda: con.backup(target, pages='a'))
t('backup, progress', lambda: con.backup(target, pages=1, progress='a'))
t('backup, unknown database', lambda: con.backup(target, name='nope'))
t('backup, progress raises', lambda: con.backup(target, pages=1, progress=lambda *args: 1 // 0))
t('backup of temp', lambda: (con.execute('create temp table tt(x)'), con.backup(target, name='temp'), target.execute('select name from sqlite_schema').fetchall())[2])
gone = sqlite3.connect(':memory:')
gone.close()
t('backup to a closed one', lambda: con.backup(gone))
t('backup into a transaction', lambda: (target.execute('create table if not exists z(x)'), target.execute('insert into z values (1)'), con.backup(target)))
target.rollback()

data = con.serialize()
t('serialize', lambda: (type(data), data[:16], len(data) % 4096))
t('serialize, unknown database', lambda: con.serialize(name='x'))
other = sqlite3.connect(':memory:')
t('deserialize', lambda: (other.deserialize(data), rows(other), other.execute("insert into a(t) values ('new')").lastrowid)[1:])
other.rollback()
t('deserialize damage', lambda: (lambda c: (c.deserialize(b'\0\1\3'), c.execute('select * from sqlite_schema')))(sqlite3.connect(':memory:')))
for wrong in (1, None, [], memoryview(b'abcd')[::2]):
    t(f'deserialize {type(wrong).__name__}', lambda: sqlite3.connect(':memory:').deserialize(wrong))

t('dump', lambda: list(con.iterdump()))
t('dump with filter', lambda: list(con.iterdump(filter='a')))
again = sqlite3.connect(':memory:')
t('dump restored', lambda: (again.executescript('\n'.join(con.iterdump())), rows(again))[1])
t('dump with rows as lists', lambda: (setattr(con, 'row_factory', lambda cursor, row: list(row)), list(con.iterdump())[:3])[1])

file = sqlite3.connect(f'{folder}/file.db')
file.execute('create table kept(x)')
file.execute("attach ? as other", (f'{folder}/other.db',))
file.execute('create table other.kept(y)')
file.commit()
tables = lambda connection, name='main': connection.execute(f'select name from {name}.sqlite_schema where type = ?', ('table',)).fetchall()
t('deserialize in the place of a file', lambda: (file.deserialize(data), tables(file), file.execute('insert into a(t) values (5)').rowcount, file.commit(), file.execute('select count(*) from a').fetchall()))
t('deserialize in the place of an attached one', lambda: (file.deserialize(data, name='OTHER'), tables(file, 'other'), len(rows(file))))
file.close()
t('files stay as they were', lambda: [(tables(each), each.close())[0] for each in (sqlite3.connect(f'{folder}/{name}.db') for name in ('file', 'other'))])
