# The jobs of driver.bench.ts, each made for one of two DB-API modules.
import gc
import sys
import time

import harness
import sqlalchemy as sa
import sqlite3
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

MODULES = {'ours': sqlite3, 'builtin': harness.builtin}
ROWS = [(f'name {n}', n * 0.5, n) for n in range(20_000)]
NAMED = [{'a': a, 'b': b, 'c': c} for a, b, c in ROWS]
CREATE = 'create table t(id integer primary key, a text, b real, c integer)'
INSERT = 'insert into t(a, b, c) values (?, ?, ?)'


class Base(DeclarativeBase):
    pass


class T(Base):
    __tablename__ = 't'
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[str]
    b: Mapped[float]
    c: Mapped[int]


_files = 0


def engine(module, file=False):
    global _files
    _files += 1
    made = sa.create_engine(f'sqlite:////tmp/bench{_files}.db' if file else 'sqlite://', module=module, poolclass=StaticPool)
    Base.metadata.create_all(made)
    return made


def filled(module, file=False):
    made = engine(module, file)
    with made.begin() as connection:
        connection.execute(sa.insert(T.__table__), NAMED)
    return made


def plain(module):
    connection = module.connect(':memory:')
    connection.execute(CREATE)
    connection.executemany(INSERT, ROWS)
    connection.commit()
    return connection


def orm_insert(module, file=False):
    def job():
        made = engine(module, file)
        with Session(made) as session:
            session.add_all([T(a=a, b=b, c=c) for a, b, c in ROWS[:2000]])
            session.commit()
        made.dispose()
    return job


def orm_select(module):
    made = filled(module)

    def job():
        with Session(made) as session:
            assert len(session.scalars(sa.select(T)).all()) == 20_000
    return job


def core_insert(module):
    def job():
        made = engine(module)
        with made.begin() as connection:
            connection.execute(sa.insert(T.__table__), NAMED)
        made.dispose()
    return job


def core_fetch(module):
    made = filled(module)

    def job():
        with made.connect() as connection:
            assert len(connection.execute(sa.select(T.__table__)).all()) == 20_000
    return job


def core_points(module, file=False):
    made = filled(module, file)
    query = sa.select(T.__table__).where(T.__table__.c.id == sa.bindparam('id'))

    def job():
        with made.connect() as connection:
            for n in range(1, 1001):
                connection.execute(query, {'id': n}).one()
    return job


def orm_insert_file(module):
    return orm_insert(module, file=True)


def core_points_file(module):
    return core_points(module, file=True)


def plain_insert(module):
    def job():
        connection = module.connect(':memory:')
        connection.execute(CREATE)
        connection.executemany(INSERT, ROWS)
        connection.commit()
        connection.close()
    return job


def plain_fetch(module):
    connection = plain(module)
    return lambda: connection.execute('select * from t').fetchall()


def plain_iterate(module):
    connection = plain(module)

    def job():
        for row in connection.execute('select * from t'):
            pass
    return job


def plain_points(module):
    cursor = plain(module).cursor()

    def job():
        for n in range(1, 1001):
            cursor.execute('select * from t where id = ?', (n,)).fetchone()
    return job


_jobs = {}


def milliseconds(job, which):
    """How long a job takes, the first time aside; the best of three."""
    if (job, which) not in _jobs:
        _jobs[job, which] = globals()[job](MODULES[which])
        _jobs[job, which]()
    best = float('inf')
    for _ in range(3):
        gc.collect()
        start = time.perf_counter()
        _jobs[job, which]()
        best = min(best, (time.perf_counter() - start) * 1000)
    return best


sys.modules['driver_bench'] = harness.as_module('driver_bench', globals())
