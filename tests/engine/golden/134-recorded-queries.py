# Flask-SQLAlchemy's own helpers: recorded queries, modification signals, model names, sessions per context.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.record_queries import get_recorded_queries
from flask_sqlalchemy.track_modifications import models_committed
from flask_sqlalchemy.model import Model

app = Flask(__name__)
app.config.update(SQLALCHEMY_DATABASE_URI='sqlite:///recorded.db', SQLALCHEMY_RECORD_QUERIES=True, SQLALCHEMY_TRACK_MODIFICATIONS=True)

class WithId(Model):
    def describe(self):
        return f'{type(self).__name__} in {self.__tablename__}'

db = SQLAlchemy(model_class=WithId, session_options={'autoflush': False})
db.init_app(app)

class HTTPLogEntry(db.Model):
    id = db.Column(db.Integer, primary_key=True)

class SpecialEntry(HTTPLogEntry):
    pass

@models_committed.connect_via(app)
def committed(sender, changes):
    print(sorted((type(o).__name__, what) for o, what in changes))

with app.app_context():
    db.create_all()
    entry = HTTPLogEntry()
    db.session.add(entry)
    print(HTTPLogEntry.query.count(), 'autoflush is off')
    db.session.commit()
    print(entry, entry.describe(), SpecialEntry.__tablename__)
    db.session.delete(entry)
    db.session.commit()
    for query in get_recorded_queries():
        if not query.statement.startswith(('PRAGMA', 'CREATE', '\nCREATE')):
            print(query.statement.split()[0], query.parameters, query.duration >= 0, bool(query.location))
    first = db.session()
    with app.app_context():
        print(db.session() is first)
    print(db.session() is first)
    print(app.make_shell_context().keys() >= {'db', 'HTTPLogEntry', 'app', 'g'})
    print(repr(db)[:22], db.metadatas.keys())
