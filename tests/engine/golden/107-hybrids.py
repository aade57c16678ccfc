# Hybrid properties and column properties: one expression for Python and for SQL.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import column_property

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app)
enrolments = db.Table('enrolments',
    db.Column('course_id', db.ForeignKey('course.id'), primary_key=True),
    db.Column('student_id', db.ForeignKey('student.id'), primary_key=True))

class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    first = db.Column(db.String)
    last = db.Column(db.String)

    @hybrid_property
    def full(self):
        return self.first + ' ' + self.last

    @full.inplace.setter
    def _set_full(self, value):
        self.first, self.last = value.split()

    @hybrid_method
    def starts(self, letter):
        return self.last.startswith(letter)

class Course(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    students = db.relationship(Student, secondary=enrolments)
    size = column_property(db.select(db.func.count()).where(enrolments.c.course_id == id).correlate_except(enrolments).scalar_subquery())

    @hybrid_property
    def busy(self):
        return len(self.students) > 1

    @busy.inplace.expression
    @classmethod
    def _busy_expression(cls):
        return cls.size > 1

with app.app_context():
    db.create_all()
    kim, lee = Student(full='Kim Hale'), Student(full='Lee Odum')
    db.session.add_all([Course(students=[kim, lee]), Course(students=[lee]), Course()])
    db.session.commit()
    print(kim.first, lee.full, kim.starts('H'))
    print(db.session.scalars(db.select(Student.full).where(Student.full.like('%d%')).order_by(Student.full)).all())
    print(db.session.scalars(db.select(Student.id).where(Student.starts('O'))).all())
    print([(c.id, c.size, c.busy) for c in db.session.scalars(db.select(Course).order_by(Course.id))])
    print(db.session.scalars(db.select(Course.id).where(Course.busy)).all())
    print(db.select(Student.full))
