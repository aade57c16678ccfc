# Binds: models in different files, one session.
import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///main.db'
app.config['SQLALCHEMY_BINDS'] = {'log': 'sqlite:///log.db', 'memory': {'url': 'sqlite://', 'echo': False}}
db = SQLAlchemy(app)

class Member(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)

class Visit(db.Model):
    __bind_key__ = 'log'
    id = db.Column(db.Integer, primary_key=True)
    member_id = db.Column(db.Integer)

scratch = db.Table('scratch', db.Column('n', db.Integer), bind_key='memory')

with app.app_context():
    db.create_all()
    print(sorted(str(key) for key in db.engines), [e.url.database and os.path.basename(e.url.database) for e in db.engines.values()])
    db.session.add_all([Member(name='Ola'), Visit(member_id=1), Visit(member_id=1)])
    db.session.execute(scratch.insert(), [{'n': n} for n in range(3)])
    db.session.commit()
    print(Member.query.count(), Visit.query.count(), db.session.scalars(db.select(scratch), bind_arguments={'bind': db.engines['memory']}).all())
    for key, engine in db.engines.items():
        print(key, db.inspect(engine).get_table_names())
    print(sorted(os.listdir(app.instance_path)))
    print(os.path.basename(app.instance_path), os.path.relpath(app.instance_path))
    db.drop_all(bind_key='log')
    print(db.inspect(db.engines['log']).get_table_names(), db.inspect(db.engine).get_table_names())
    try:
        Visit.query.all()
    except Exception as e:
        print(type(e).__name__, e.orig)
