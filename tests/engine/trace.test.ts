import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult, SessionEvent, Statement } from '../../src/engine/protocol.ts';
import { startRunningEngine } from './running-engine.ts';
import type { RunningEngine } from './running-engine.ts';
import { changeInShort } from './trace-fixture.ts';

const MODELS = `from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import deferred, immediateload, selectinload, subqueryload
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
db = SQLAlchemy(app)
app.app_context().push()
links = db.Table('teacher_students',
    db.Column('teacher_id', db.ForeignKey('teachers.id'), primary_key=True),
    db.Column('student_id', db.ForeignKey('students.id'), primary_key=True))
class Teacher(db.Model):
    __tablename__ = 'teachers'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String, unique=True)
    bio = deferred(db.Column(db.String))
    students = db.relationship('Student', secondary=links, back_populates='teachers')
class Student(db.Model):
    __tablename__ = 'students'
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    teachers = db.relationship('Teacher', secondary=links, back_populates='students')
db.create_all()
ann, bob = Student(name='Ann'), Student(name='Bob')
grace, alan = Teacher(name='Grace', students=[ann]), Teacher(name='Alan')
db.session.add_all([grace, alan, bob])
db.session.commit()
`;

/** The statements that a program sends after MODELS, each in a line. */
async function traced(lines: string, engine?: RunningEngine): Promise<{ told: string[]; events: string[]; result: RunResult }> {
  const used = engine ?? await startRunningEngine();
  const result = engine ? await used.evaluate(lines) : await used.run(MODELS + lines);
  expect(result.error).toBeUndefined();
  const first = engine ? 0 : result.statements.findLastIndex(({ line }) => line !== undefined && line <= MODELS.split('\n').length - 1) + 1;
  const kinds = new Map(result.events.map((event) => [event.id, event]));
  return {
    told: result.statements.slice(first).map((statement) => inShort(statement, kinds)),
    events: result.events.map((event) => eventInShort(event, kinds)),
    result,
  };
}

function inShort({ sql, event, subject, changes = [], error }: Statement, events: Map<number, SessionEvent>): string {
  const kind = event === undefined ? '-' : events.get(event)?.kind ?? '?';
  const verb = /^\s*(?:\w+ TO|\w+)/.exec(sql)?.[0].trim() ?? '';
  return [kind, verb, subject, ...changes.map(changeInShort), error && `! ${error}`].filter(Boolean).join(' ');
}

function eventInShort({ kind, parent, attribute, entity, key, attributes, call }: SessionEvent, events: Map<number, SessionEvent>): string {
  const within = parent === undefined ? '' : ` in ${events.get(parent)?.kind}`;
  return [`${kind}${within}`, attribute ?? entity, key && `(${key.join()})`, attributes?.join('+'), `: ${call}`].filter(Boolean).join(' ');
}

describe('a program’s own statements', () => {
  let set: RunResult;
  beforeAll(async () => {
    set = (await traced('')).result;
  });

  it('are told from those of create_all and of what SQLAlchemy asks a new connection', () => {
    const origins = set.statements.map(({ origin, kind }) => `${origin} ${kind}`);
    expect(new Set(origins.slice(0, -7))).toEqual(new Set(['setup pragma', 'create_all pragma', 'create_all ddl']));
    expect(set.statements.filter(({ schema }) => schema).flatMap(({ schema = [] }) => schema.map(({ table, now }) => `${table} ${now?.kind}`)))
      .toEqual(['teachers entity', 'students entity', 'teacher_students association-table']);
  });

  it('have their line, the call there, the event and what it was writing', () => {
    const own = set.statements.filter(({ origin }) => origin === 'program');
    expect(own.map((statement) => inShort(statement, new Map(set.events.map((event) => [event.id, event]))))).toEqual([
      'flush BEGIN Student', "flush INSERT Student +students(1 'Ann')", "flush INSERT Student +students(2 'Bob')",
      "flush INSERT Teacher +teachers(1 'Grace' null)", "flush INSERT Teacher +teachers(2 'Alan' null)",
      expect.stringMatching(/^flush INSERT (Student.teachers|Teacher.students) \+teacher_students\(1 1\)$/), 'commit COMMIT',
    ]);
    expect(new Set(own.map(({ line, call }) => `${line} ${call}`))).toEqual(new Set(['26 db.session.commit()']));
    expect(set.events.map((event) => eventInShort(event, new Map(set.events.map((each) => [each.id, each]))))).toEqual([
      'commit : db.session.commit()', 'flush in commit : db.session.commit()',
    ]);
  });

  it('stand in transactions with their fate, on a connection to a database', () => {
    const own = set.statements.filter(({ origin }) => origin === 'program');
    expect(new Set(own.map(({ transaction, connection, database }) => `${transaction} ${connection} ${database}`))).toEqual(new Set(['1 1 school.db']));
    expect(set.transactions).toEqual([{ id: 1, connection: 1, database: 'school.db', first: own[0]?.id, last: own.at(-1)?.id, fate: 'committed' }]);
    expect(set.base).toBeUndefined();
  });
});

describe('cascades', () => {
  it('are told with what they insert, delete and orphan, and with nothing else', async () => {
    const program = `
class Exam(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    teacher_id = db.Column(db.ForeignKey('teachers.id'))
    teacher = db.relationship(Teacher, backref=db.backref('exams', cascade='all, delete-orphan'))
db.create_all()
cem, dot = Student(name='Cem'), Student(name='Dot')
alan.students.append(cem)
vic = Teacher(name='Vic', students=[dot], exams=[Exam(), Exam()])
db.session.add_all([vic, Student(name='Eve'), Exam(teacher=grace), Exam()])
db.session.commit()
vic.exams.pop()
db.session.delete(Exam.query.filter_by(teacher_id=None).one())
db.session.commit()
db.session.delete(vic)
db.session.commit()
`;
    const { result } = await traced(program);
    const told = result.statements.filter(({ kind, origin, line = 0 }) => origin === 'program' && line > 26 && (kind === 'insert' || kind === 'delete'))
      .map(({ kind, subject, cascades = [] }) => [kind, subject, ...cascades.map((each) => `${each.kind} ${each.source} ${each.rows}`)].join(' ')).sort();
    expect(told).toEqual([
      'delete Exam', 'delete Exam delete Teacher.exams 1', 'delete Exam delete-orphan Teacher.exams 1', 'delete Teacher', expect.stringMatching(/^delete (Student.teachers|Teacher.students)$/),
      // Grace's exam was added by the program: a backref brings nothing.
      'insert Exam', 'insert Exam', 'insert Exam save-update Teacher.exams 1', 'insert Exam save-update Teacher.exams 1',
      'insert Student', 'insert Student save-update Teacher.students 1', 'insert Student save-update Teacher.students 1', expect.stringMatching(/^insert (Student.teachers|Teacher.students)$/), 'insert Teacher',
    ]);
  });

  it('do not hold on to objects, and are not seen by the program', async () => {
    const program = `
import gc, weakref
def make():
    student = Student(name='Fay')
    grace.students.append(student)
    there = weakref.ref(student)
    grace.students.remove(student)
    db.session.expunge(student)
    return there
there = make()
gc.collect()
print(there())
seen = []
@db.event.listens_for(db.session, 'transient_to_pending')
def came(session, obj):
    seen.append(obj.name)
grace.students.append(Student(name='Gus'))
print(seen)
`;
    const engine = await startRunningEngine();
    expect((await engine.run(MODELS + program)).stdout).toBe("None\n['Gus']\n");
  });
});

describe('the session’s doings', () => {
  it('are lazy loads, refreshes and deferred loads, with the attribute and the instance', async () => {
    const { told, events } = await traced('for teacher in Teacher.query.order_by(Teacher.id).all():\n    len(teacher.students)\nalan.bio\n');
    expect(told).toEqual(['query SELECT', 'lazy-load SELECT', 'lazy-load SELECT', 'deferred-load SELECT']);
    expect(events.slice(2)).toEqual([
      'query Teacher : Teacher.query.order_by(Teacher.id).all()', 'lazy-load Teacher.students (1) : teacher.students',
      'lazy-load Teacher.students (2) : teacher.students', 'deferred-load Teacher.bio (2) : alan.bio',
    ]);
    const expired = await traced('grace.name\ndb.session.refresh(alan, ["name"])\ngrace.students\n');
    expect(expired.events.slice(2)).toEqual([
      'refresh Teacher (1) id+name : grace.name', 'refresh Teacher name : db.session.refresh(alan, ["name"])',
      'lazy-load Teacher.students (1) : grace.students',
    ]);
  });

  it('are eager loads of their own', async () => {
    const { events } = await traced(['selectinload', 'subqueryload', 'immediateload'].map((load) => `Teacher.query.options(${load}(Teacher.students)).all(); db.session.expunge_all()\n`).join(''));
    expect(events.slice(2).map((event) => event.replace(/ :.*/, ''))).toEqual([
      'query Teacher', 'eager-load Teacher.students', 'query Teacher', 'eager-load', 'query Teacher', 'eager-load Teacher.students',
    ]);
  });

  it('are flushes by themselves before a query, and rollbacks that take rows back', async () => {
    const { told, events } = await traced('alan.students.append(bob)\nTeacher.query.count()\ndb.session.rollback()\n');
    expect(told.slice(-4)).toEqual([
      expect.stringMatching(/^autoflush BEGIN /), expect.stringMatching(/^autoflush INSERT .* \+teacher_students\(2 2\)$/), 'query SELECT', 'rollback ROLLBACK -teacher_students(2 2)',
    ]);
    expect(events).toContain('autoflush in query : Teacher.query.count()');
  });

  it('are savepoints, kept or rolled back', async () => {
    const { told, result } = await traced(`
alan.bio = 'x'
db.session.flush()
with db.session.begin_nested():
    bob.name = 'Rob'
try:
    with db.session.begin_nested():
        db.session.add(Teacher(name='Grace'))
except Exception as error:
    print(type(error).__name__)
db.session.commit()
`);
    const after = told.slice(told.findIndex((line) => line.includes('SAVEPOINT'))).filter((line) => !line.startsWith('refresh'));
    expect(after).toEqual([
      'savepoint SAVEPOINT', "flush UPDATE Student students(2 'Bob')→(2 'Rob')", 'release RELEASE', 'savepoint SAVEPOINT',
      'flush INSERT Teacher ! UNIQUE constraint failed: teachers.name', 'rollback-to ROLLBACK TO', 'commit COMMIT',
    ]);
    expect(result.transactions.slice(1).map(({ fate, savepoint, parent }) => [fate, savepoint, parent])).toEqual([
      ['committed', undefined, undefined], ['committed', 'sa_savepoint_1', 2], ['rolled back', 'sa_savepoint_2', 2],
    ]);
  });

  it('are none for Core and for plain sqlite3, which have their lines and rows', async () => {
    const { told, result } = await traced(`
with db.engine.begin() as connection:
    connection.execute(db.insert(links), [{'teacher_id': 2, 'student_id': 1}, {'teacher_id': 2, 'student_id': 2}])
import sqlite3
con = sqlite3.connect(':memory:')
con.executescript('create table t(x); insert into t values (1)')
con.execute('update t set x = 2')
con.close()
`);
    expect(told).toEqual([
      '- BEGIN', '- INSERT +teacher_students(2 1) +teacher_students(2 2)', '- COMMIT', '- create', '- insert +t(1)', '- BEGIN', '- update t(1)→(2)', '-  t(2)→(1)'.replace('-  ', '- '),
    ]);
    const closed = result.statements.at(-1);
    expect(closed).toMatchObject({ kind: 'other', connection: 2, database: ':memory:', schema: [{ table: 't', now: null }] });
    expect(result.transactions.at(-1)).toMatchObject({ fate: 'rolled back', last: closed?.id });
  });
});

describe('the prompt', () => {
  it('goes on where the program was, transactions and numbers included', async () => {
    const engine = await startRunningEngine();
    const program = await engine.run(MODELS);
    const begun = await traced('alan.name = "Al"; db.session.flush()', engine);
    expect(begun.result.statements.at(-1)).toMatchObject({ input: 0, call: 'db.session.flush()', kind: 'update' });
    expect(begun.result.statements.at(-1)).not.toHaveProperty('line');
    expect(begun.result.statements[0]?.id).toBe((program.statements.at(-1)?.id ?? 0) + 1);
    expect(begun.result.transactions).toMatchObject([{ id: 2, fate: 'open' }]);
    const ended = await traced('db.session.rollback()', engine);
    expect(ended.told).toEqual(["rollback ROLLBACK teachers(2 'Al' null)→(2 'Alan' null)"]);
    expect(ended.result.transactions).toMatchObject([{ id: 2, fate: 'rolled back' }]);
    expect([begun.result.base, ended.result.base]).toEqual([undefined, undefined]);
  });

  it('is told what others have changed meanwhile', async () => {
    const engine = await startRunningEngine();
    await engine.run(MODELS);
    await engine.api.query("INSERT INTO students VALUES (9, 'Zoe')", 'school.db');
    const { result } = await traced('1', engine);
    expect(result.base?.map(({ database, tables }) => [database, ...tables.map(({ table, rows }) => `${table.name} ${rows.length}`)])).toEqual([['school.db', 'teachers 2', 'students 3', 'teacher_students 1']]);
    expect(result.base?.[0]?.tables[1]).toMatchObject({ columns: ['id', 'name'], keyColumns: [0], rows: [{ rowid: 1, values: [1, 'Ann'] }, {}, { rowid: 9, values: [9, 'Zoe'] }] });
    expect((await traced('2', engine)).result.base).toBeUndefined();
  });
});

it('tells at the next input what a copy of a whole database has brought', async () => {
  const engine = await startRunningEngine();
  await engine.run(MODELS);
  const copied = await traced("import sqlite3; a, b = sqlite3.connect('school.db'), sqlite3.connect('copy.db'); a.backup(b)", engine);
  expect(copied.result.base).toBeUndefined();
  const { result } = await traced('1', engine);
  expect(result.base?.map(({ database, tables }) => [database, tables.length])).toEqual([['copy.db', 3]]);
});

it('can be left out', async () => {
  const engine = await startRunningEngine();
  const { statements, events, transactions } = await engine.api.run({ run: 1, code: MODELS, trace: false });
  expect([events, statements.filter(({ changes, event, schema }) => changes ?? event ?? schema)]).toEqual([[], []]);
  expect(statements.at(-1)).toMatchObject({ sql: 'COMMIT', line: 26, kind: 'transaction', database: 'school.db' });
  expect(transactions).toMatchObject([{ fate: 'committed' }]);
});
