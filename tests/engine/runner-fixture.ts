import { startRunningEngine } from './running-engine.ts';

/** Courses and students with an association table, and no Flask app. */
export const MODELS = `
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
enrolments = db.Table('enrolments',
    db.Column('course_id', db.ForeignKey('course.id'), primary_key=True),
    db.Column('student_id', db.ForeignKey('student.id'), primary_key=True))
class Course(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    students = db.relationship('Student', secondary=enrolments, back_populates='courses')
class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    courses = db.relationship('Course', secondary=enrolments, back_populates='students')
`;

/** What Junction says when it makes an app. */
export const LENT = 'No Flask app in this program: Junction made one on sqlite:///junction.db, pushed its context and created the tables.';

/** A program with an app of its own on `school.db`, and what it goes on with. */
export const withApp = (rest: string) => `from flask import Flask
${MODELS}
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
db.init_app(app)
${rest}`;

/** Runs a program in an engine of its own. */
export async function runFresh(code: string) {
  const engine = await startRunningEngine();
  return { engine, result: await engine.run(code) };
}
