# SQLAlchemy Core without any ORM: upsert, returning, CTE, window, union, savepoints.
from sqlalchemy import (Column, ForeignKey, Integer, MetaData, String, Table, bindparam, case, create_engine, delete, exists, func, insert, literal, select, text, update)
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

engine = create_engine('sqlite://')
metadata = MetaData()
student = Table('student', metadata, Column('id', Integer, primary_key=True), Column('name', String(20), nullable=False))
link = Table('link', metadata, Column('a', ForeignKey('student.id'), primary_key=True), Column('b', ForeignKey('student.id'), primary_key=True), Column('n', Integer, default=1))
metadata.create_all(engine)

with engine.begin() as connection:
    result = connection.execute(insert(student).returning(student.c.id), [{'name': n} for n in 'abcd'])
    print(result.scalars().all())
    print(connection.execute(insert(student).values(name='e')).inserted_primary_key)
    upsert = sqlite_insert(link).values(a=bindparam('x'), b=bindparam('y'))
    upsert = upsert.on_conflict_do_update(index_elements=['a', 'b'], set_={'n': link.c.n + 1})
    for pair in [(1, 2), (1, 2), (2, 3), (3, 4), (1, 2)]:
        connection.execute(upsert, dict(zip('xy', pair)))
    print(connection.execute(select(link).order_by(link.c.a)).all())
    reach = select(link.c.b).where(link.c.a == 1).cte('reach', recursive=True)
    reach = reach.union(select(link.c.b).join(reach, link.c.a == reach.c.b))
    print(connection.execute(select(student.c.name).join(reach, reach.c.b == student.c.id).order_by(student.c.id)).scalars().all())
    print(connection.execute(select(student.c.name, func.row_number().over(order_by=student.c.name.desc()))).all())
    print(connection.execute(select(func.group_concat(student.c.name, '-'), func.count().filter(student.c.id > 2))).one())
    savepoint = connection.begin_nested()
    print(connection.execute(delete(student).where(~exists().where(link.c.a == student.c.id))).rowcount)
    savepoint.rollback()
    print(connection.execute(update(student).where(student.c.id == 1).values(name=func.upper(student.c.name)).returning(student)).all())
    print(connection.execute(select(case((student.c.id < 3, 'low'), else_=literal('high')).label('c'), func.count()).group_by('c').order_by('c')).all())
    print(connection.execute(text('select :x + 1 as y'), {'x': 41}).one()._mapping)
    print(connection.execute(select(student).where(student.c.id.in_([1, 3]))).mappings().all())
    print(connection.execute(select(student.c.id).union_all(select(link.c.n)).order_by('id')).scalars().all())
try:
    with engine.begin() as connection:
        connection.execute(delete(link))
        raise RuntimeError('changed my mind')
except RuntimeError as e:
    print(e)
with engine.connect() as connection:
    connection.execute(delete(link))
    print(connection.in_transaction())
with engine.connect() as connection:
    print(connection.scalar(select(func.count()).select_from(link)), connection.scalar(select(func.sum(link.c.n))))
print(engine.dialect.name, engine.driver, engine.url)
