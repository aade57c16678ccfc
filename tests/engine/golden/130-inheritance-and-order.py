# Inheritance over a link, ordering_list, composite keys, viewonly.
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import composite, selectin_polymorphic
import dataclasses

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite://'
db = SQLAlchemy(app)

class Person(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(10))
    name = db.Column(db.String(20))
    __mapper_args__ = {'polymorphic_on': kind, 'polymorphic_identity': 'person'}
    def __repr__(self):
        return f'{type(self).__name__}({self.name})'

class Teacher(Person):
    id = db.Column(db.ForeignKey('person.id'), primary_key=True)
    room = db.Column(db.Integer)
    lessons = db.relationship('Lesson', order_by='Lesson.position', collection_class=ordering_list('position'), back_populates='teacher')
    __mapper_args__ = {'polymorphic_identity': 'teacher'}

class Student(Person):
    __mapper_args__ = {'polymorphic_identity': 'student'}
    year = db.Column(db.Integer)

@dataclasses.dataclass
class Slot:
    day: str
    hour: int

class Lesson(db.Model):
    teacher_id = db.Column(db.ForeignKey('teacher.id'), primary_key=True)
    student_id = db.Column(db.ForeignKey('person.id'), primary_key=True)
    position = db.Column(db.Integer)
    day = db.Column(db.String(3))
    hour = db.Column(db.Integer)
    slot = composite(Slot, day, hour)
    teacher = db.relationship(Teacher, back_populates='lessons', foreign_keys=teacher_id)
    student = db.relationship(Student, foreign_keys=student_id)

with app.app_context():
    db.create_all()
    ann, bob, cy = (Student(name=n, year=y) for n, y in [('Ann', 1), ('Bob', 2), ('Cy', 1)])
    t = Teacher(name='Gil', room=4)
    t.lessons = [Lesson(student=s, slot=Slot('Mon', 9 + n)) for n, s in enumerate((ann, bob))]
    t.lessons.insert(0, Lesson(student=cy, slot=Slot('Tue', 8)))
    db.session.add(t)
    db.session.commit()
    print(db.session.scalars(db.select(Person).options(selectin_polymorphic(Person, [Teacher])).order_by(Person.name)).all())
    print([(l.position, l.student, l.slot) for l in t.lessons])
    t.lessons.append(t.lessons.pop(0))
    db.session.commit()
    print([(l.position, l.student.name) for l in t.lessons])
    print(db.session.scalars(db.select(Lesson.hour).where(Lesson.slot == Slot('Mon', 10))).all())
    print(db.session.get(Lesson, (t.id, bob.id)).slot, Teacher.query.count(), Student.query.filter_by(year=1).count())
    print(Person.query.filter(Person.kind != 'teacher').order_by(Person.id.desc()).all())
