import { describe, expect, it } from 'vitest';
import { factsOf, modelNamed, NEW_DB, relationship, SCHOOL } from './inspector-fixture.ts';
import { startRunningEngine } from './running-engine.ts';

describe('models', () => {
  it('are told with their columns, relationships and proxies', async () => {
    const facts = await factsOf(`${SCHOOL}\nTeacher()`);
    expect(facts.models.notes).toEqual([]);
    expect(facts.models.models.map(({ name, table, state }) => [name, table, state])).toEqual([
      ['Teacher', 'teachers', 'configured'],
      ['Student', 'students', 'configured'],
      ['Exam', 'exams_table', 'configured'],
    ]);
    const [teacher, student, exam] = facts.models.models;
    expect(teacher?.columns[1]).toEqual({ key: 'name', column: 'name', type: 'VARCHAR(80)', primaryKey: false, nullable: false, foreignKeys: [] });
    expect(exam?.columns[2]).toMatchObject({ key: 'teacher_id', type: 'INTEGER', nullable: true, foreignKeys: ['teachers.id'] });
    expect(teacher?.relationships).toEqual([
      {
        key: 'students', target: student?.id, targetName: 'Student', direction: 'many-to-many', secondary: 'teacher_students', backPopulates: 'teachers',
        uselist: true, cascade: ['save-update', 'merge'], lazy: 'select', viewonly: false, foreignKeys: ['teacher_students.teacher_id', 'teacher_students.student_id'],
      },
      {
        key: 'exams', target: exam?.id, targetName: 'Exam', direction: 'one-to-many', secondary: null, backPopulates: 'teacher',
        uselist: true, cascade: ['save-update', 'merge', 'expunge', 'delete', 'delete-orphan', 'refresh-expire'], lazy: 'select', viewonly: false, foreignKeys: ['exams_table.teacher_id'],
      },
    ]);
    expect(relationship(facts, 'Exam', 'teacher')).toMatchObject({ direction: 'many-to-one', uselist: false });
    expect(relationship(facts, 'Student', 'exams')).toMatchObject({ lazy: 'selectin' });
    expect(teacher?.proxies).toEqual([{ key: 'examined', through: 'exams', value: 'student', path: [exam?.id, student?.id], creator: true }]);
  });

  it('that were never used are not configured by looking', async () => {
    const facts = await factsOf(SCHOOL);
    expect(facts.models.notes).toEqual([
      'SQLAlchemy configures mappers when they are first used. Not configured yet: Teacher, Student, Exam. Until then the diagram shows what was declared.',
    ]);
    expect(relationship(facts, 'Teacher', 'students')).toEqual({
      key: 'students', target: modelNamed(facts, 'Student')?.id, targetName: 'Student', direction: null, secondary: 'teacher_students', backPopulates: 'teachers',
      uselist: null, cascade: ['save-update', 'merge'], lazy: 'select', viewonly: false, foreignKeys: [],
    });
    expect(modelNamed(facts, 'Teacher')?.proxies[0]?.path).toEqual([modelNamed(facts, 'Exam')?.id, modelNamed(facts, 'Student')?.id]);
  });

  it('may still get the class that is missing, after a look', async () => {
    const engine = await startRunningEngine();
    await engine.run(`${NEW_DB}class Course(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n    rooms = db.relationship('Room')\n`);
    expect((await engine.api.inspect()).models.models[0]?.relationships[0]).toMatchObject({ target: null, targetName: 'Room' });
    await engine.evaluate("class Room(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n    course_id = db.Column(db.ForeignKey('course.id'))\n");
expect((await engine.evaluate('len(Course(rooms=[Room()]).rooms)')).stdout).toBe('1\n');
    expect((await engine.api.inspect()).models.notes).toEqual([]);
  });

  it('that cannot be configured say why, in SQLAlchemy’s words', async () => {
    const engine = await startRunningEngine();
    await engine.run(`${NEW_DB}class Course(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n    rooms = db.relationship('Rom')\n`);
    await engine.evaluate('Course()');
    const { models } = await engine.api.inspect();
    expect(models.models[0]).toMatchObject({ name: 'Course', state: 'failed', failure: expect.stringContaining("expression 'Rom' failed to locate a name ('Rom')") });
    expect(models.notes[0]).toMatch(/^SQLAlchemy could not configure Course: When initializing mapper/);
  });

  it('are told also when another class could not be mapped at all', async () => {
    const engine = await startRunningEngine();
    await engine.run(`${NEW_DB}class Course(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\nclass Keyless(db.Model):\n    name = db.Column(db.String)\n`);
    const { models } = await engine.api.inspect();
    expect(models.models.map((one) => one.name)).toEqual(['Course']);
  });

  it('may use backref, inheritance, viewonly, a table of followers and types of their own', async () => {
    const facts = await factsOf(`${NEW_DB}
from sqlalchemy.types import TypeDecorator, String
class Shout(TypeDecorator):
    impl = String
    cache_ok = True
    def __str__(self): raise LookupError('learner code')
    __repr__ = __str__
followers = db.Table('followers',
    db.Column('follower_id', db.ForeignKey('user.id'), primary_key=True),
    db.Column('followed_id', db.ForeignKey('user.id'), primary_key=True))
class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(Shout)
    following = db.relationship('User', secondary=followers, primaryjoin=id == followers.c.follower_id,
                                secondaryjoin=id == followers.c.followed_id, backref='followers', lazy='dynamic')
    shortcut = db.relationship('User', secondary=followers, primaryjoin=id == followers.c.follower_id,
                               secondaryjoin=id == followers.c.followed_id, viewonly=True)
    __mapper_args__ = {'polymorphic_on': kind, 'polymorphic_identity': 'user'}
class Admin(User):
    __mapper_args__ = {'polymorphic_identity': 'admin'}
User()
`);
    expect(relationship(facts, 'User', 'following')).toMatchObject({ backPopulates: 'followers', direction: 'many-to-many', lazy: 'dynamic', target: 'm0' });
    expect(relationship(facts, 'User', 'followers')).toMatchObject({ backPopulates: 'following', direction: 'many-to-many' });
    expect(relationship(facts, 'User', 'shortcut')).toMatchObject({ viewonly: true });
    expect(modelNamed(facts, 'User')?.columns[1]).toMatchObject({ key: 'kind', type: 'Shout' });
    expect(modelNamed(facts, 'Admin')).toMatchObject({ inherits: modelNamed(facts, 'User')?.id, relationships: [], columns: [] });
  });

  it.each([
    ['plain sqlite3', "import sqlite3\nsqlite3.connect('a.db')"],
    ['Core alone', "from sqlalchemy import *\ne = create_engine('sqlite://')\nt = Table('t', MetaData(), Column('id', Integer))\nt.metadata.create_all(e)"],
    ['nothing', 'print(1)'],
  ])('of a program with %s are none, which is said', async (_, code) => {
    const none = 'This program does not use SQLAlchemy’s ORM: there are no mapped classes and no objects.';
    expect(await factsOf(code)).toEqual({ models: { models: [], notes: [none] }, objects: { sessions: [], objects: [], links: [], notes: [none] } });
  });

  it('before any program there is nothing', async () => {
    const engine = await startRunningEngine();
    expect((await engine.api.inspect()).models.models).toEqual([]);
  });
});
