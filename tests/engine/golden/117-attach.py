# ATTACH: two files in one connection; schemas in SQLAlchemy.
import os, sqlite3
from sqlalchemy import create_engine, text, MetaData, Table, Column, Integer, ForeignKey, select, event

with sqlite3.connect('archive.db') as con:
    con.executescript("create table old (id integer primary key, name text); insert into old (name) values ('x'), ('y');")
con.close()
con = sqlite3.connect('today.db')
con.execute("attach database 'archive.db' as archive")
con.execute('create table new as select id * 10 as id, upper(name) as name from archive.old')
print(con.execute('select n.name, o.name from new n join archive.old o on o.id * 10 = n.id order by 1').fetchall())
print([row[1] for row in con.execute('pragma database_list')])
con.commit()
con.execute('detach database archive')
try:
    con.execute('select * from archive.old')
except sqlite3.OperationalError as e:
    print(e)
con.close()
print(sorted(f for f in os.listdir() if f.endswith('.db')), os.path.exists('archive.db'))

engine = create_engine('sqlite:///today.db')
@event.listens_for(engine, 'connect')
def attach(connection, record):
    connection.execute("attach 'archive.db' as archive")
metadata = MetaData()
old = Table('old', metadata, schema='archive', autoload_with=engine)
with engine.begin() as connection:
    print(connection.execute(select(old.c.name).order_by(old.c.id)).scalars().all(), select(old.c.id))
    connection.execute(old.insert().values(name='z'))
check = sqlite3.connect('file:archive.db?mode=ro', uri=True)
print(check.execute('select count(*) from old').fetchone())
try:
    check.execute('delete from old')
except sqlite3.OperationalError as e:
    print(e)
