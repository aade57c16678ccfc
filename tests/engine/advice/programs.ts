/** Parts that the programs of these tests are put together from. */

/** Joins parts of a program, each of which ends its last line. */
export const program = (...parts: string[]): string => parts.map((part) => `${part.trim()}\n`).join('');

export const boot = `
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///:memory:'
db = SQLAlchemy(app)
app.app_context().push()
`;

export const table = `
links = db.Table('links',
    db.Column('teacher_id', db.ForeignKey('teachers.id'), primary_key=True),
    db.Column('student_id', db.ForeignKey('students.id'), primary_key=True))
`;

/** A class with an id and a name; `more` are further lines of its body. */
export const model = (name: string, ...more: string[]): string => `
class ${name}(db.Model):
    __tablename__ = '${name.toLowerCase()}s'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
${more.map((line) => `    ${line}\n`).join('')}`;

export const models = [
  model('Teacher', `students = db.relationship('Student', secondary=links, back_populates='teachers')`),
  model('Student', `teachers = db.relationship('Teacher', secondary=links, back_populates='students')`),
].join('');

/** The association object, and people who have exams. */
export const exam = `
class Exam(db.Model):
    __tablename__ = 'exams'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    teacher_id = db.Column(db.ForeignKey('teachers.id'))
    student_id = db.Column(db.ForeignKey('students.id'))
    teacher = db.relationship('Teacher', back_populates='exams')
    student = db.relationship('Student', back_populates='exams')
`;
export const people = [
  model('Teacher', `exams = db.relationship('Exam', back_populates='teacher')`),
  model('Student', `exams = db.relationship('Exam', back_populates='student')`),
].join('');

/** The whole school: two models, their table, and in it Grace with Ann; Bob is alone. */
export const school = program(boot, table, models, 'db.create_all()');
export const filled = program(
  school,
  `grace, ann, bob = Teacher(name='Grace'), Student(name='Ann'), Student(name='Bob')
grace.students.append(ann)
db.session.add_all([grace, ann, bob])
db.session.commit()`,
);
export const exams = program(boot, people, exam, 'db.create_all()');
