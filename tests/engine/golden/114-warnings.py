# Warnings go to stderr with the line that they come from.
import warnings
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import configure_mappers

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app)

class Teacher(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    exams = db.relationship('Exam', back_populates='teacher')
    students = db.relationship('Student', secondary='exam')

class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)

class Exam(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    teacher_id = db.Column(db.ForeignKey('teacher.id'))
    student_id = db.Column(db.ForeignKey('student.id'))
    teacher = db.relationship('Teacher', back_populates='exams')
    student = db.relationship('Student')

with app.app_context():
    db.create_all()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        configure_mappers()
    print(len(caught), caught[0].category.__name__)
    print(str(caught[0].message).split('.')[0])
    db.session.add_all([Teacher(id=1), Student(id=1)])
    db.session.commit()
    print(Teacher.query.get(1).id)
    exam = Exam(teacher=Teacher.query.first())
    db.session.commit()
    warnings.warn('look out')
    for n in range(3):
        warnings.warn(f'number {n}', UserWarning, stacklevel=1)
print('done')
