# PRAGMA foreign_keys by a listener on every new connection; ON DELETE in the database.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine

@event.listens_for(Engine, 'connect')
def switch_on(dbapi_connection, record):
    cursor = dbapi_connection.cursor()
    cursor.execute('PRAGMA foreign_keys=ON')
    cursor.close()

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///fk.db'
db = SQLAlchemy(app)
ts = db.Table('ts',
    db.Column('t_id', db.ForeignKey('t.id', ondelete='CASCADE'), primary_key=True),
    db.Column('s_id', db.ForeignKey('s.id', ondelete='RESTRICT'), primary_key=True))

class T(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    ss = db.relationship('S', secondary=ts, passive_deletes=True)

class S(db.Model):
    id = db.Column(db.Integer, primary_key=True)

with app.app_context():
    db.create_all()
    print(db.session.scalar(db.text('PRAGMA foreign_keys')))
    db.session.add_all([T(id=1, ss=[S(id=1), S(id=2)]), T(id=2)])
    db.session.commit()
    for label, sql in [('missing', 'insert into ts values (2, 9)'), ('restrict', 'delete from s where id = 1'), ('cascade', 'delete from t where id = 1')]:
        try:
            print(label, db.session.execute(db.text(sql)).rowcount)
            db.session.commit()
        except Exception as e:
            print(label, type(e).__name__, e.orig, e.orig.sqlite_errorname)
            db.session.rollback()
    print(db.session.execute(db.select(ts)).all(), S.query.count())
    with db.engine.connect() as connection:
        print(connection.exec_driver_sql('PRAGMA foreign_key_check').all(), connection.exec_driver_sql('PRAGMA foreign_keys').scalar())
