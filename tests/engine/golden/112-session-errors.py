# The texts of the errors that learners meet most.
import re
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import exc

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///errors.db'
db = SQLAlchemy(app)

class Owner(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String, nullable=False, unique=True)
    pets = db.relationship('Pet', back_populates='owner')

class Pet(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner_id = db.Column(db.ForeignKey('owner.id'))
    owner = db.relationship('Owner', back_populates='pets')

def attempt(label, action):
    try:
        print(label, '->', action())
    except Exception as e:
        print(f'{label}: {type(e).__module__}.{type(e).__name__}')
        for line in re.sub('0x[0-9a-f]+', '0x…', str(e)).splitlines():
            print('   ', line)

attempt('outside', lambda: db.session.add(Owner(name='x')))
attempt('outside query', lambda: Owner.query)
with app.app_context():
    attempt('no table', lambda: Owner.query.all())
    db.create_all()
    ann = Owner(name='Ann')
    db.session.add(ann)
    db.session.commit()
    db.session.add(Owner(name='Ann'))
    attempt('duplicate', db.session.commit)
    attempt('pending rollback', lambda: Owner.query.count())
    db.session.rollback()
    db.session.add(Owner())
    attempt('null', db.session.flush)
    db.session.rollback()
    attempt('unknown keyword', lambda: Owner(nam='x'))
    attempt('wrong kind', lambda: ann.pets.append('a cat'))
    attempt('wrong list', lambda: setattr(ann, 'pets', 5))
    attempt('no such attribute', lambda: ann.pets.filter())
    attempt('bad filter', lambda: Owner.query.filter_by(nme='x'))
    attempt('one of none', lambda: db.session.execute(db.select(Owner).where(Owner.id > 5)).scalar_one())
    attempt('bad sql', lambda: db.session.execute(db.text('selekt 1')))
    attempt('raw string', lambda: db.session.execute('select 1'))
    attempt('missing value', lambda: db.session.execute(db.text('select :a, :b'), {'a': 1}))
    attempt('bad type', lambda: db.session.scalar(db.select(db.bindparam('x', object()))))
    db.session.rollback()
    db.session.close()
attempt('detached', lambda: ann.pets)
