# The job of trace.bench.ts: what an ORM program does, in its own numbers.
import gc, time
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
db = SQLAlchemy(app)
app.app_context().push()


class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    mark = db.Column(db.Float)
    room = db.Column(db.Integer)


def prepare():
    db.drop_all()
    db.create_all()
    db.session.execute(db.insert(Student), [{'name': f'name {n}', 'mark': n * 0.5, 'room': n} for n in range(18_000)])
    db.session.commit()
    db.session.remove()
    gc.collect()


def job():
    db.session.add_all([Student(name=f'new {n}', mark=n * 0.5, room=n) for n in range(2_000)])
    db.session.commit()
    students = db.session.scalars(db.select(Student).order_by(Student.id)).all()
    assert len(students) == 20_000
    for student in students[:1_000]:
        student.room += 1
        db.session.flush()
    db.session.commit()


prepare()
