# One session after another: loading, criteria, stale data, savepoints, isolation, states.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import and_, cast, desc, extract, func, or_, text, tuple_
from sqlalchemy.orm import Bundle, Session, joinedload, make_transient, object_session, sessionmaker, with_loader_criteria
from sqlalchemy.orm.exc import StaleDataError
import datetime
import warnings

warnings.simplefilter('ignore')  # they name addresses
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///x.db'
db = SQLAlchemy(app)
ts = db.Table('ts', db.Column('t', db.ForeignKey('t.id'), primary_key=True), db.Column('s', db.ForeignKey('s.id'), primary_key=True), db.Column('since', db.Date, default=datetime.date(2020, 1, 1)))
class T(db.Model):
    id = db.Column(db.Integer, primary_key=True); name = db.Column(db.String(5)); version = db.Column(db.Integer, nullable=False)
    ss = db.relationship('S', secondary=ts, backref=db.backref('tt', lazy='dynamic'), order_by='S.id')
    __mapper_args__ = {'version_id_col': version}
class S(db.Model):
    id = db.Column(db.Integer, primary_key=True); name = db.Column(db.String); at = db.Column(db.DateTime, default=lambda: datetime.datetime(2024, 5, 6, 7, 8))
with app.app_context():
    db.create_all()
    ss = [S(name=n) for n in 'abc']
    db.session.add_all([T(name='x', ss=ss), T(name='y', ss=ss[1:])]); db.session.commit()
    print([t.name for t in ss[1].tt.order_by(T.name.desc())], ss[2].tt.count())
    print(db.session.execute(db.select(T.name, func.group_concat(S.name)).join(T.ss).group_by(T.id).order_by(T.id)).all())
    print(db.session.execute(db.select(T).options(joinedload(T.ss)).order_by(T.id)).unique().scalars().all()[0].ss[2].name)
    print(db.session.execute(db.select(S).where(S.name.regexp_match('^[ab]$'))).scalars().all())
    print(db.session.execute(db.select(extract('year', S.at), cast(S.id, db.String), S.name.collate('NOCASE'), func.lower(S.name) + '!', func.strftime('%H', S.at)).limit(1)).one())
    print(db.session.execute(db.select(Bundle('b', S.id, S.name)).order_by(S.id)).scalars().first())
    print(db.session.execute(db.select(S.id).where(tuple_(S.id, S.name).in_([(1, 'a'), (2, 'x')]))).all())
    print(db.session.execute(db.select(S.name).where(or_(S.id == 1, and_(S.id > 2, ~S.name.is_(None))))).scalars().all(), db.session.query(S).filter(S.name.ilike('B')).count())
    print(db.session.scalars(db.select(S).options(with_loader_criteria(S, S.id > 1))).all())
    sub = db.select(ts.c.s, func.count().label('n')).group_by(ts.c.s).subquery()
    print(db.session.execute(db.select(S.name, sub.c.n).join(sub, sub.c.s == S.id).order_by(desc('n'), S.id)).all())
    t = db.session.get(T, 1)
    db.session.execute(text('update t set version = 9 where id = 1')); t.name = 'z'
    try: db.session.commit()
    except StaleDataError as e: print(type(e).__name__, e); db.session.rollback()
    t.ss.remove(ss[0]); db.session.execute(ts.delete().where(ts.c.s == 2))
    t.ss.remove(ss[1])
    try: db.session.commit()
    except StaleDataError as e: print(e); db.session.rollback()
    with Session(db.engine) as s2, s2.begin():
        s2.get(T, 2).name = 'other'
    print(db.session.get(T, 2).name, db.session.get(T, 2, populate_existing=True).name)
    db.session.expire_all(); print(t.version, object_session(t) is db.session())
    try:
        with db.session.begin_nested(): db.session.add(S(id=1)); db.session.flush()
    except Exception as e: print(type(e).__name__)
    print(S.query.count()); db.session.rollback()
    with db.engine.connect().execution_options(isolation_level='AUTOCOMMIT') as c: c.execute(text("insert into s (name) values ('auto')"))
    print(S.query.count(), db.session.connection().get_isolation_level())
    x = S(name='q'); db.session.add(x); db.session.flush(); db.session.expunge(x); make_transient(x); print(db.inspect(x).transient, db.inspect(t).persistent)
    db.session.rollback(); print(db.engine.pool.status().split(':')[0], db.engine.dialect.server_version_info >= (3, 30))
    print(S.__table__.columns.keys(), db.inspect(T).relationships.keys(), str(T.ss.property.mapper), T.ss.property.secondary.name)
    other = sessionmaker(db.engine)(); other.add(S(name='w')); other.flush()
    try: db.session.add(S(name='locked')); db.session.connection().exec_driver_sql('pragma busy_timeout = 0'); db.session.commit()
    except Exception as e: print(e.orig); db.session.rollback()
    other.close()
