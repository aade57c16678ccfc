import { expect } from 'vitest';
import type { Facts, Model, ObjectFact } from '../../src/engine/protocol.ts';
import { startRunningEngine } from './running-engine.ts';

/** Teachers and students, joined by a table and by exams. */
export const SCHOOL = `
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.associationproxy import association_proxy
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
db = SQLAlchemy(app)
app.app_context().push()
teacher_students = db.Table('teacher_students',
    db.Column('teacher_id', db.ForeignKey('teachers.id'), primary_key=True),
    db.Column('student_id', db.ForeignKey('students.id'), primary_key=True))
class Teacher(db.Model):
    __tablename__ = 'teachers'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), nullable=False)
    students = db.relationship('Student', secondary=teacher_students, back_populates='teachers')
    exams = db.relationship('Exam', back_populates='teacher', cascade='all, delete-orphan')
    examined = association_proxy('exams', 'student', creator=lambda s: Exam(student=s))
class Student(db.Model):
    __tablename__ = 'students'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    teachers = db.relationship('Teacher', secondary=teacher_students, back_populates='students')
    exams = db.relationship('Exam', back_populates='student', lazy='selectin')
class Exam(db.Model):
    __tablename__ = 'exams_table'
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80))
    teacher_id = db.Column(db.ForeignKey('teachers.id'))
    student_id = db.Column(db.ForeignKey('students.id'))
    teacher = db.relationship('Teacher', back_populates='exams')
    student = db.relationship('Student', back_populates='exams')
`;
export const NEW_DB = `
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
`;

/** The facts after a program and prompt inputs, none of which failed. */
export async function factsOf(code: string, ...inputs: string[]): Promise<Facts> {
  const engine = await startRunningEngine();
  expect((await engine.run(code)).error).toBeUndefined();
  for (const input of inputs) expect((await engine.evaluate(input)).error).toBeUndefined();
  return engine.api.inspect();
}

export const modelNamed = ({ models }: Facts, name: string): Model | undefined => models.models.find((one) => one.name === name);
export const relationship = (facts: Facts, model: string, key: string) => modelNamed(facts, model)?.relationships.find((one) => one.key === key);
export const objectNamed = ({ objects }: Facts, name: string): ObjectFact | undefined => objects.objects.find((one) => one.names.includes(name));
export const attribute = (facts: Facts, name: string, key: string) => objectNamed(facts, name)?.attributes.find((one) => one.name === key);

/** The links in words: `t1.students ⇄ s1.teachers pending (teacher_id=1, student_id=?)`. */
export function linksOf({ objects }: Facts): string[] {
  const nameOf = (id: string): string => {
    const found = objects.objects.find((one) => one.id === id);
    return found?.names[0] ?? `${found?.model} ${found?.identity}`;
  };
  return objects.links.map(({ from, to, name, back, status, row }) => `${nameOf(from)}.${name} ⇄ ${nameOf(to)}.${back} ${status}${row === null ? '' : ` (${row})`}`);
}
