# Only db and models, as a tutorial begins; nothing here needs an application.
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import configure_mappers
from sqlalchemy.schema import CreateTable

db = SQLAlchemy(metadata=MetaData())
teacher_students = db.Table('teacher_students', db.metadata,
    db.Column('teacher_id', db.ForeignKey('teachers.id'), primary_key=True),
    db.Column('student_id', db.ForeignKey('students.id'), primary_key=True))

class Teacher(db.Model):
    __tablename__ = 'teachers'
    id = db.Column(db.Integer, primary_key=True)
    students = db.relationship('Student', secondary=teacher_students, back_populates='teachers')

class Student(db.Model):
    __tablename__ = 'students'
    id = db.Column(db.Integer, primary_key=True)
    teachers = db.relationship('Teacher', secondary=teacher_students, back_populates='students')

configure_mappers()
t, s = Teacher(), Student()
t.students.append(s)
print(s.teachers == [t], repr(t)[:19], Teacher.students.property.direction.name)
print(CreateTable(teacher_students))
print(db.select(Teacher).join(Teacher.students))
