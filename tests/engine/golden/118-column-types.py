# What goes into a column comes out again.
import datetime, decimal, enum, uuid
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import exc
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.types import TypeDecorator

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///types.db'
db = SQLAlchemy(app)

class Colour(enum.Enum):
    RED = 'r'
    BLUE = 'b'

class Words(TypeDecorator):
    impl = db.String
    cache_ok = True
    def process_bind_param(self, value, dialect):
        return None if value is None else ' '.join(value)
    def process_result_value(self, value, dialect):
        return None if value is None else value.split()

class Thing(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    whole = db.Column(db.BigInteger)
    real = db.Column(db.Float)
    money = db.Column(db.Numeric(8, 2))
    day = db.Column(db.Date)
    at = db.Column(db.DateTime)
    clock = db.Column(db.Time)
    span = db.Column(db.Interval)
    yes = db.Column(db.Boolean)
    colour = db.Column(db.Enum(Colour))
    doc = db.Column(MutableDict.as_mutable(db.JSON))
    raw = db.Column(db.LargeBinary)
    key = db.Column(db.Uuid)
    words = db.Column(Words(50))
    text = db.Column(db.Text)
    pickled = db.Column(db.PickleType)

values = dict(whole=2**53 + 1, real=1.0, money=decimal.Decimal('12.30'), day=datetime.date(2024, 2, 29),
    at=datetime.datetime(2024, 2, 29, 23, 59, 58, 123), clock=datetime.time(1, 2, 3), span=datetime.timedelta(days=1, seconds=5),
    yes=True, colour=Colour.BLUE, doc={'a': [1, None, 'ü'], 'b': {}}, raw=bytes(range(5)), key=uuid.UUID(int=42),
    words=['two', 'words'], text='naïve ☃ \U0001f40d', pickled={1, 2})

with app.app_context():
    db.create_all()
    db.session.add(Thing(**values))
    db.session.commit()
    thing = Thing.query.one()
    for name, value in values.items():
        got = getattr(thing, name)
        print(name, repr(got), got == value, type(got) is type(value))
    print(db.session.execute(db.text('select whole, real, money, day, at, clock, yes, colour, doc, raw, key, words, typeof(real) from thing')).one())
    thing.doc['a'].append(2)
    thing.doc['c'] = 1.5
    db.session.commit()
    print(thing.doc, db.session.scalar(db.select(Thing.doc['b'])), db.session.scalar(db.select(db.func.json_extract(Thing.doc, '$.c'))))
    for column, wrong in [('day', '2024-01-01'), ('colour', 'GREEN'), ('yes', 'maybe'), ('whole', 2**64)]:
        try:
            db.session.add(Thing(**{column: wrong}))
            db.session.commit()
        except (exc.StatementError, OverflowError) as e:
            print(column, type(e).__name__, '|', str(e).split('\n')[0])
            db.session.rollback()
    print(db.session.scalar(db.select(db.func.sum(Thing.money))), db.session.scalar(db.select(db.func.max(Thing.day))))
    stamped = db.Table('stamped', db.Column('id', db.Integer, primary_key=True), db.Column('n', db.Integer, server_default='7'), db.Column('made', db.DateTime, server_default=db.func.now()))
    stamped.create(db.engine)
    db.session.execute(stamped.insert())
    row = db.session.execute(db.select(stamped)).one()
    print(row.n, type(row.made).__name__, row.made.microsecond)
