# Listeners: on attributes, on mappers, on the session, and the session's own lists.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import validates

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app)
pairs = db.Table('pairs',
    db.Column('a_id', db.ForeignKey('a.id'), primary_key=True), db.Column('b_id', db.ForeignKey('b.id'), primary_key=True))

class A(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    bs = db.relationship('B', secondary=pairs, back_populates='as_')

    @validates('name')
    def check_name(self, key, value):
        if not value:
            raise ValueError(f'{key} may not be empty')
        return value.title()

class B(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    as_ = db.relationship('A', secondary=pairs, back_populates='bs')

@event.listens_for(A.bs, 'append')
def appended(target, value, initiator):
    print('append', value.id, 'to', target.name)

@event.listens_for(A.bs, 'remove')
def removed(target, value, initiator):
    print('remove', value.id, 'from', target.name)

@event.listens_for(A, 'before_insert')
def before_insert(mapper, connection, target):
    print('before insert', mapper.class_.__name__, target.name, target.id)

@event.listens_for(A, 'after_insert')
def after_insert(mapper, connection, target):
    print('after insert', target.id)

with app.app_context():
    for name in ('before_flush', 'after_flush', 'after_commit', 'after_rollback'):
        event.listen(db.session, name, lambda *args, name=name: print(name))
    db.create_all()
    a, b = A(name='ann'), B(id=7)
    b.as_.append(a)
    db.session.add(a)
    print(len(db.session.new), len(db.session.dirty))
    db.session.commit()
    a.bs.remove(b)
    print(len(db.session.new), a in db.session.dirty, db.session.is_modified(a))
    db.session.rollback()
    print(a.bs == [b])
    try:
        a.name = ''
    except ValueError as e:
        print('ValueError', e)
