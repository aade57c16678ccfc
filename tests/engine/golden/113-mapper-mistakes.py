# Mistakes in models, told when the mappers are configured.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

def fresh():
    app = Flask(__name__)
    app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
    return SQLAlchemy(app)

def mistake(label, define):
    db = fresh()
    try:
        define(db)
        db.Model.registry.configure()
        print(label, 'passed')
    except Exception as e:
        print(f'{label}: {type(e).__name__}: {e}')

def column(db, target=None, **kw):
    return db.Column(db.Integer, db.ForeignKey(target), **kw) if target else db.Column(db.Integer, **kw)

def no_foreign_key(db):
    class A(db.Model):
        id = column(db, primary_key=True)
        bs = db.relationship('B')
    class B(db.Model):
        id = column(db, primary_key=True)

def unknown_class(db):
    class A(db.Model):
        id = column(db, primary_key=True)
        bs = db.relationship('Bee')

def wrong_back_populates(db):
    class A(db.Model):
        id = column(db, primary_key=True)
        bs = db.relationship('B', back_populates='owner')
    class B(db.Model):
        id = column(db, primary_key=True)
        a_id = column(db, 'a.id')
        a = db.relationship('A', back_populates='bs')

def unknown_table(db):
    class B(db.Model):
        id = column(db, primary_key=True)
        a_id = column(db, 'As.id')
        a = db.relationship('B')

def ambiguous(db):
    class A(db.Model):
        id = column(db, primary_key=True)
        bs = db.relationship('B')
    class B(db.Model):
        id = column(db, primary_key=True)
        one_id = column(db, 'a.id')
        two_id = column(db, 'a.id')

def no_key(db):
    class A(db.Model):
        __tablename__ = 'a'
        name = db.Column(db.String)

def twice(db):
    class A(db.Model):
        id = column(db, primary_key=True)
    db.Table('a', db.Column('id', db.Integer))

def reserved(db):
    class A(db.Model):
        id = column(db, primary_key=True)
        metadata = column(db)

for define in (no_foreign_key, unknown_class, wrong_back_populates, unknown_table, ambiguous, no_key, twice, reserved):
    mistake(define.__name__, define)
