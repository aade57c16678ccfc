# A proxy over a keyed collection: grades[subject] = mark.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import attribute_keyed_dict

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app)

class Pupil(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    results = db.relationship('Result', collection_class=attribute_keyed_dict('subject'),
                              cascade='all, delete-orphan', back_populates='pupil')
    grades = association_proxy('results', 'mark', creator=lambda subject, mark: Result(subject=subject, mark=mark))

class Result(db.Model):
    pupil_id = db.Column(db.ForeignKey('pupil.id'), primary_key=True)
    subject = db.Column(db.String, primary_key=True)
    mark = db.Column(db.Numeric(3, 1))
    pupil = db.relationship(Pupil, back_populates='results')

with app.app_context():
    db.create_all()
    mia = Pupil()
    mia.grades['Sets'] = 1.5
    mia.grades.update({'Logic': 2, 'Music': 1})
    db.session.add(mia)
    db.session.commit()
    print(sorted(mia.grades.items()))
    del mia.grades['Music']
    mia.grades['Sets'] = 3
    print(mia.grades.get('Music'), mia.grades.setdefault('Art', 4), sorted(mia.grades))
    db.session.commit()
    rows = db.session.execute(db.select(Result.subject, Result.mark).order_by(Result.subject))
    for subject, mark in rows:
        print(subject, repr(mark))
    print(mia.grades.pop('Logic'), dict(sorted(mia.grades.items())))
