# SQLALCHEMY_ECHO: the log goes to stdout; times are left out of what is compared.
import logging, re, sys
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import OperationalError

class Plain(logging.Formatter):
    def format(self, record):
        return re.sub(r'[\d.]+s\]', '…s]', f'{record.levelname} {record.name} {" ".join(record.getMessage().split())}')

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(Plain())
logging.getLogger('sqlalchemy.engine.Engine').addHandler(handler)
logging.getLogger('sqlalchemy.engine.Engine').propagate = False

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
app.config['SQLALCHEMY_ECHO'] = True
db = SQLAlchemy(app)

class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String(20))

with app.app_context():
    db.create_all()
    db.session.add(Note(text='hé "x"'))
    db.session.commit()
    print(Note.query.filter_by(text='hé "x"').one().id)
    db.session.rollback()
    try:
        db.session.execute(db.text('select nothing'))
    except OperationalError as e:
        print(e.orig)
