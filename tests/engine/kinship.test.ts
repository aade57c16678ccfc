import { beforeAll, describe, expect, it } from 'vitest';
import type { Facts, RunResult, Schema, Statement } from '../../src/engine/protocol.ts';
import { Kinship } from '../../src/kinship/kinship.ts';
import { fold, markOfRow, statementMark, type Thing } from '../../src/kinship/thing.ts';
import { startRunningEngine } from './running-engine.ts';

/* Kinship in what real programs leave. */

/** What programs left, and how to point at it. */
interface Left {
  statements: readonly Statement[];
  facts: Facts;
  schema: Schema;
  says(thing: Thing): string;
  /** The marks of a thing's kin that begin with a word, without it. */
  lit(thing: Thing, word: string): string[];
  /** The statements of a thing's kin by their first words and the program's lines. */
  sent(thing: Thing): string[];
  line(text: string): Thing;
  row(table: string, ...values: (number | string | null)[]): Thing;
  rowMark(table: string, ...values: (number | string | null)[]): string;
  object(name: string): Thing & { object: string };
}

async function leave(code: string, ...inputs: string[]): Promise<Left> {
  const { api, run, evaluate } = await startRunningEngine();
  const results: RunResult[] = [await run(code)];
  for (const input of inputs) results.push(await evaluate(input));
  expect(results.map(({ status, stderr }) => `${status} ${stderr}`)).toEqual(results.map(() => 'ok '));
  const [schema, facts] = [await api.schema(), await api.inspect()];
  const statements = results.flatMap((result) => result.statements);
  const kinship = new Kinship({ statements, events: results.flatMap(({ events }) => events), schema, ...facts });
  const columnsOf = (table: string): string[] => schema.tables.find((one) => one.name === table)?.columns.map((one) => one.name) ?? [];
  const lit = (thing: Thing, word: string): string[] => [...kinship.of(thing).marks].filter((mark) => mark.startsWith(`${word} `)).map((mark) => mark.slice(word.length + 1)).sort();
  const rowMark: Left['rowMark'] = (table, ...values) => markOfRow(table, schema.tables.find((one) => one.name === table)?.primaryKey ?? [], columnsOf(table), values).slice('row '.length);
  return {
    statements,
    facts,
    schema,
    lit,
    rowMark,
    says: (thing) => kinship.of(thing).says,
    sent: (thing) => {
      const { marks } = kinship.of(thing);
      return statements.filter(({ id, kind, origin }) => marks.has(statementMark(id)) && kind !== 'transaction' && origin === 'program').map(({ sql, line }) => `${sql.split(/\s+/, 3).slice(0, 3).join(' ')} ${line ?? '-'}`);
    },
    line: (text) => ({ kind: 'line', line: code.split('\n').findIndex((one) => one.includes(text)) + 1 }),
    row: (table, ...values) => ({ kind: 'row', table, columns: columnsOf(table), values }),
    object: (name) => ({ kind: 'object', object: facts.objects.objects.find(({ names }) => names.includes(name))?.id ?? '' }),
  };
}

describe('in a school with an association table', () => {
  let left: Left;
  beforeAll(async () => {
    left = await leave(
      `from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
teacher_students = db.Table('teacher_students',
    db.Column('teacher_id', db.ForeignKey('teachers.id'), primary_key=True),
    db.Column('student_id', db.ForeignKey('students.id'), primary_key=True))
class Teacher(db.Model):
    __tablename__ = 'teachers'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    students = db.relationship('Student', secondary=teacher_students, back_populates='teachers')
    exams = db.relationship('Exam', back_populates='teacher')
class Student(db.Model):
    __tablename__ = 'students'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    teachers = db.relationship('Teacher', secondary=teacher_students, back_populates='students')
class Exam(db.Model):
    __tablename__ = 'exams'
    id = db.Column(db.Integer, primary_key=True)
    teacher_id = db.Column(db.ForeignKey('teachers.id'))
    teacher = db.relationship('Teacher', back_populates='exams')
db.create_all()
t1, t2 = Teacher(name='Ann'), Teacher(name='Bob')
s1, s2 = Student(name='Cy'), Student(name='Di')
e1 = Exam(teacher=t1)
db.session.add_all([t1, t2, s1, s2, e1])
db.session.flush()
t1.students = [s1, s2]
db.session.commit()
names = [s.name for s in t2.students]
t1.name = 'Anna'
db.session.commit()
t1.name, s1.name, [s.id for s in t1.students], e1.teacher
`,
      't2.students.append(s1); db.session.commit(); t1.students, t2.students, s1.teachers, e1.teacher',
    );
  }, 120_000);

  it('a line leads forth: to its statements, the rows, the edges, the relationship, the objects', () => {
    // The first commit writes the pairs.
    const line: Thing = { kind: 'line', line: left.statements.find(({ sql, input }) => sql.startsWith('INSERT INTO teacher_students') && input === undefined)?.line ?? 0 };
    expect(left.says(line)).toBe('Line 29: 1 statement, 2 rows of teacher_students.');
    expect(left.sent(line)).toEqual(['INSERT INTO teacher_students 29']);
    expect(left.lit(line, 'row')).toEqual([left.rowMark('students', 1, ''), left.rowMark('students', 2, ''), left.rowMark('teacher_students', 1, 1), left.rowMark('teacher_students', 1, 2), left.rowMark('teachers', 1, '')]);
    expect(left.lit(line, 'table')).toEqual(['teacher_students']);
    expect(left.lit(line, 'key')).toEqual(['teacher_students student_id students', 'teacher_students teacher_id teachers']);
    expect(left.lit(line, 'relationship')).toEqual(['Student.teachers', 'Teacher.students']);
    const [t1, s1, s2] = ['t1', 's1', 's2'].map((name) => left.object(name).object);
    expect(left.lit(line, 'object')).toEqual([t1, s1, s2].sort());
    expect(left.lit(line, 'link').length).toBe(2);
    expect(left.lit(line, 'link').every((one) => one.includes(t1 ?? '?'))).toBe(true);
  });

  it('a row leads back to what wrote it, and sideways; not to its neighbours', () => {
    const row = left.row('teacher_students', 1, 2);
    expect(left.says(row)).toBe('Row (1, 2) of teacher_students: line 29, 1 statement.');
    expect(left.lit(row, 'line')).toEqual(['29']);
    expect(left.lit(row, 'row')).toEqual([left.rowMark('students', 2, ''), left.rowMark('teacher_students', 1, 2), left.rowMark('teachers', 1, '')]);
    expect(left.lit(row, 'object')).toEqual([left.object('t1').object, left.object('s2').object].sort());
    expect(left.lit(row, 'link')).toHaveLength(1);
    const events = left.lit(row, 'event');
    expect(events.length).toBeGreaterThan(0);
    expect(left.says({ kind: 'event', event: Number(events.at(-1)) })).toMatch(/^(Flush by the commit|Commit): line 29, 1 statement, 2 rows of teacher_students\.$/);
  });

  it('a row that was changed has all of its statements, by all lines and inputs', () => {
    const row = left.row('teachers', 1, 'Anna');
    expect(left.sent(row)).toEqual(['INSERT INTO teachers 27', 'UPDATE teachers SET 32']);
    expect(left.lit(row, 'object')).toEqual([left.object('t1').object]);
    expect(left.lit(row, 'class')).toEqual(['Teacher']);
    const paired = left.row('teacher_students', 2, 1);
    expect(left.says(paired)).toBe('Row (2, 1) of teacher_students: prompt input 1, 1 statement.');
    expect(left.says({ kind: 'input', input: 0 })).toContain('1 row of teacher_students');
  });

  it('an UPDATE leads to the edges that it has changed only', () => {
    expect(left.lit(left.line("t1.name = 'Anna'"), 'key')).toEqual([]);
    const update = left.statements.find(({ sql }) => sql.startsWith('UPDATE teachers'));
    expect(left.lit({ kind: 'statements', ids: [update?.id ?? 0] }, 'key')).toEqual([]);
    expect(left.lit({ kind: 'statements', ids: [update?.id ?? 0] }, 'row')).toEqual([left.rowMark('teachers', 1, '')]);
  });

  it('a lazy load leads to its relationship, and the relationship back', () => {
    const load = left.line('for s in t2.students');
    expect(left.lit(load, 'relationship')).toEqual(expect.arrayContaining(['Student.teachers', 'Teacher.students']));
    expect(left.lit(load, 'table')).toEqual(expect.arrayContaining(['students', 'teacher_students']));
    const relationship: Thing = { kind: 'relationship', model: 'Student', key: 'teachers' };
    expect(left.says(relationship)).toMatch(/^Relationship Student.teachers and Teacher.students: /);
    expect(left.sent(relationship)).toEqual(expect.arrayContaining(['INSERT INTO teacher_students 29', 'SELECT students.id AS 30']));
    expect(left.sent(relationship)).not.toContain('INSERT INTO exams 27');
    expect(left.lit(relationship, 'link')).toHaveLength(3);
  });

  it('a foreign key of an entity has its own statements, relationship and links', () => {
    const key: Thing = { kind: 'foreign-key', table: 'exams', columns: ['teacher_id'], to: 'teachers' };
    expect(left.sent(key)).toContain('INSERT INTO exams 27');
    expect(left.sent(key)).not.toContain('INSERT INTO teacher_students 29');
    expect(left.lit(key, 'relationship')).toEqual(['Exam.teacher', 'Teacher.exams']);
    const exam = left.row('exams', 1, 1);
    expect(left.lit(exam, 'key')).toEqual(['exams teacher_id teachers']);
    expect(left.lit(exam, 'link').map((one) => one.split(' ')[1])).toEqual(['teacher']);
  });

  it('an object is its row; a link is the row of its pair, or of the object that holds the key', () => {
    expect(left.sent(left.object('t1'))).toEqual(['INSERT INTO teachers 27', 'UPDATE teachers SET 32']);
    const links = left.facts.objects.links;
    const pair = links.find(({ from, to, secondary }) => secondary !== null && [from, to].includes(left.object('s2').object));
    const link = (one: typeof pair): Thing => ({ kind: 'link', from: one?.from ?? '', to: one?.to ?? '', name: one?.name ?? '' });
    expect(left.sent(link(pair))).toEqual(['INSERT INTO teacher_students 29']);
    expect(left.lit(link(pair), 'row')).toEqual([left.rowMark('teacher_students', 1, 2)]);
    expect(left.sent(link(links.find(({ secondary }) => secondary === null)))).toEqual(['INSERT INTO exams 27']);
  });

  it('a table and its class have the statements that name it', () => {
    const table: Thing = { kind: 'table', table: 'EXAMS' };
    expect(left.lit(table, 'class')).toEqual(['Exam']);
    expect(left.sent(table)).toContain('INSERT INTO exams 27');
    expect(left.sent({ kind: 'class', model: 'Exam' })).toEqual(left.sent(table));
    expect(left.lit(table, 'line')).toContain('22');
  });

  it('what nothing touched says so', () => {
    expect(left.says({ kind: 'line', line: 1 })).toBe('Line 1: no statement of the last run.');
    expect(left.says(left.row('teachers', 99, 'x'))).toBe('Row (99) of teachers: no statement of the last run.');
  });
});

describe('in other shapes', () => {
  it('follows people and their followers, the key being part of which side', async () => {
    const left = await leave(`from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
follows = db.Table('follows',
    db.Column('follower_id', db.ForeignKey('person.id'), primary_key=True),
    db.Column('followed_id', db.ForeignKey('person.id'), primary_key=True))
class Person(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    following = db.relationship('Person', secondary=follows, primaryjoin=id == follows.c.follower_id,
                                secondaryjoin=id == follows.c.followed_id, back_populates='followers')
    followers = db.relationship('Person', secondary=follows, primaryjoin=id == follows.c.followed_id,
                                secondaryjoin=id == follows.c.follower_id, back_populates='following')
db.create_all()
a, b = Person(), Person()
a.following = [b]
db.session.add_all([a, b])
db.session.commit()
[p.id for p in a.following]
`);
    const row = left.row('follows', 1, 2);
    expect(left.lit(row, 'key')).toEqual(['follows followed_id person', 'follows follower_id person']);
    expect(left.lit(row, 'relationship')).toEqual(['Person.followers', 'Person.following']);
    expect(left.lit(row, 'object')).toEqual([left.object('a').object, left.object('b').object].sort());
    expect(left.lit(row, 'link')).toHaveLength(1);
    expect(left.lit({ kind: 'foreign-key', table: 'follows', columns: ['follower_id'], to: 'person' }, 'key')).toEqual(['follows follower_id person']);
  }, 60_000);

  it('an association object is a row with two keys; what was rolled back and deleted is found too', async () => {
    const left = await leave(`from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    links = db.relationship('UserKeyword', back_populates='user', cascade='all, delete-orphan')
class Keyword(db.Model):
    id = db.Column(db.String(20), primary_key=True)
class UserKeyword(db.Model):
    __tablename__ = 'user_keywords'
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.ForeignKey('user.id'), nullable=False)
    keyword_id = db.Column(db.ForeignKey('keyword.id'), nullable=False)
    note = db.Column(db.String(20))
    user = db.relationship('User', back_populates='links')
    keyword = db.relationship('Keyword')
db.create_all()
u, k = User(), Keyword(id="it's")
db.session.add(UserKeyword(user=u, keyword=k, note='n'))
db.session.commit()
link = u.links[0]
db.session.add(User())
db.session.flush()
db.session.rollback()
db.session.add(User())
db.session.commit()
[u.id, link.id, link.user, link.keyword.id]
`);
    const row = left.row('user_keywords', 1, 1, "it's", 'n');
    expect(left.lit(row, 'key')).toEqual(['user_keywords keyword_id keyword', 'user_keywords user_id user']);
    expect(left.lit(row, 'relationship')).toEqual(['User.links', 'UserKeyword.keyword', 'UserKeyword.user']);
    expect(left.lit(row, 'object')).toEqual(expect.arrayContaining(['link', 'k', 'u'].map((name) => left.object(name).object)));
    expect(left.lit(row, 'row')).toContain(left.rowMark('keyword', "it's"));
    // Its user and its keyword came with it, by cascades along these.
    expect(left.sent({ kind: 'relationship', model: 'UserKeyword', key: 'keyword' })).toContain('INSERT INTO keyword 19');
    expect(left.lit({ kind: 'line', line: 19 }, 'relationship')).toContain('UserKeyword.keyword');
    // Two rows had the key 2, one after the other; the first came and went.
    expect(left.sent(left.row('user', 2))).toEqual(['INSERT INTO user 22', 'INSERT INTO user 25']);
    expect(left.lit(left.line('db.session.rollback()'), 'row')).toEqual([left.rowMark('user', 2)]);
    expect(fold('ÄA')).toBe('Äa');
  }, 60_000);
});
