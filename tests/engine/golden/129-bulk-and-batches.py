# Many rows: add_all, bulk insert, update and delete by query, streaming.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import raiseload, load_only, contains_eager, with_expression, query_expression, undefer, deferred

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///many.db'
db = SQLAlchemy(app)

class Reading(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    station_id = db.Column(db.ForeignKey('station.id'))
    value = db.Column(db.Float)
    note = deferred(db.Column(db.Text))

class Station(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    readings = db.relationship(Reading, order_by=Reading.id)
    mean = query_expression()

with app.app_context():
    db.create_all()
    db.session.add_all([Station(id=n) for n in (1, 2)])
    db.session.execute(db.insert(Reading), [{'station_id': 1 + n % 2, 'value': n / 4, 'note': str(n)} for n in range(1000)])
    db.session.commit()
    print(db.session.execute(db.select(db.func.count(), db.func.sum(Reading.value), db.func.avg(Reading.value))).one())
    print(db.session.execute(db.update(Reading).where(Reading.value < 10).values(value=Reading.value * 2)).rowcount)
    print(db.session.execute(db.delete(Reading).where(Reading.id % 2 == 0)).rowcount)
    ids = db.session.scalars(db.insert(Reading).returning(Reading.id), [{'value': v} for v in (1.5, 2.5)]).all()
    print(ids, db.session.get(Reading, ids[0]).value)
    db.session.commit()
    chunks = [len(part) for part in db.session.scalars(db.select(Reading).execution_options(yield_per=200)).partitions()]
    print(chunks)
    q = (db.select(Station).join(Station.readings).where(Reading.value > 249).options(contains_eager(Station.readings).load_only(Reading.value))
         .order_by(Station.id, Reading.id))
    print([(s.id, [r.value for r in s.readings]) for s in db.session.scalars(q).unique()])
    db.session.expunge_all()
    mean = db.select(db.func.avg(Reading.value)).where(Reading.station_id == Station.id).scalar_subquery()
    print([(s.id, s.mean) for s in db.session.scalars(db.select(Station).options(with_expression(Station.mean, mean)).order_by(Station.id))])
    r = db.session.get(Reading, 1)
    print('note' in r.__dict__, r.note, 'note' in r.__dict__)
    db.session.merge(Reading(id=1, value=-1))
    db.session.bulk_update_mappings(Reading, [{'id': 3, 'value': -3}])
    db.session.commit()
    print(db.session.scalars(db.select(Reading.value).where(Reading.value < 0).order_by(Reading.id)).all())
    print(db.session.execute(db.select(Reading.id).limit(2).offset(3).order_by(Reading.id)).scalars().all())
