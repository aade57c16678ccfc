import { describe, expect, it } from 'vitest';
import type { CheckReport, CheckRequest } from '../../src/engine/protocol.ts';
import { startRunningEngine } from './running-engine.ts';

const BOOT = `from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.ext.associationproxy import association_proxy
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///:memory:"
db = SQLAlchemy(app)
app.app_context().push()
`;
const SCHOOL = `teacher_students = db.Table("teacher_students",
    db.Column("teacher_id", db.ForeignKey("teachers.id"), primary_key=True),
    db.Column("student_id", db.ForeignKey("students.id"), primary_key=True))
class Teacher(db.Model):
    __tablename__ = "teachers"
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    students = db.relationship("Student", secondary=teacher_students, back_populates="teachers")
class Student(db.Model):
    __tablename__ = "students"
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    teachers = db.relationship("Teacher", secondary=teacher_students, back_populates="students")
db.create_all()
ann, bob = Student(name="Ann"), Student(name="Bob")
grace = Teacher(name="Grace", students=[ann])
db.session.add_all([grace, ann, bob])
db.session.commit()
`;

async function ask(change: Partial<CheckRequest>): Promise<CheckReport> {
  const { api, chunks, changes } = await startRunningEngine();
  const report = await api.check({ run: 1, language: 'python', setup: BOOT, code: SCHOOL, checks: [], asks: [], ...change });
  expect(chunks).toEqual([]);
  expect(changes).toEqual([]);
  return report;
}

/** What a check function with this body says on a program; empty when it passes. */
async function says(body: string, change: Partial<CheckRequest> = {}): Promise<string> {
  const code = `def check_it():\n    "it"\n${body.split('\n').map((line) => `    ${line}\n`).join('')}`;
  const { checks } = await ask({ checks: [{ code, line: 0 }], ...change });
  return checks.map(({ message }) => message).join(' | ');
}

const without = (...pieces: string[]): { code: string } => ({ code: pieces.reduce((code, piece) => code.replace(piece, ''), SCHOOL) });
const instead = (piece: string, other: string): { code: string } => ({ code: SCHOOL.replace(piece, other) });

describe('a right program', () => {
  it('passes whatever can be expected of it, and is left as it was', async () => {
    const code = `
def check_schema():
    "The tables are as they should be"
    expect.columns("teacher_students", ["student_id", "teacher_id"])
    expect.column("students", "name", type="VARCHAR", nullable=True)
    expect.primary_key("teacher_students", ["student_id", "teacher_id"])
    expect.unique("teacher_students", ["teacher_id", "student_id"])
    expect.foreign_key("teacher_students", "teacher_id", "teachers")
    expect.no_table("exams")
    expect.equal(expect.table("students").primary_key, ["id"])

def check_mappers():
    """Both sides
    are one relationship"""
    expect.model("Teacher", "teachers")
    expect.relationship("Teacher.students", to="Student", secondary="teacher_students", many=True, viewonly=False, lazy="select")
    expect.same_relationship("Student.teachers", "Teacher.students")
    expect.no_warnings()

def check_rows():
    "Rows are stored"
    expect.rows("students", [("Bob",), ("Ann",)], ["name"])
    expect.count("teachers", 1)
    expect.pairs("teacher_students", [("Grace", "Ann")])
    expect.stored(grace)
    expect.result(db.select(Student).join(Student.teachers), ["Ann"])
    expect.result(db.select(Student.name).order_by(Student.name), [("Ann",), ("Bob",)], ordered=True)
    expect.same_items(expect.call("names", [bob, ann]), ["Ann", "Bob"])
    expect.printed("first", "third")

def check_scratch():
    "The tables can be used for trying out"
    with expect.scratch() as session:
        expect.count("students", 0)
        zoe = Teacher(id=1, name="Zoe")
        session.add_all([zoe, *(Student(id=n, teachers=[zoe]) for n in (1, 2))])
        session.commit()
        with expect.statements() as sent:
            zoe.students.append(Student(id=3))
            zoe.students.remove(session.get(Student, 1))
            session.commit()
        expect.written(sent, 2, "teacher_students")
        expect.equal([sent.count("INSERT", table="students"), sent.count("UPDATE"), sent.written("students")], [1, 0, 1])
        expect.not_sent(sent, "DELETE", table="students")
        expect.rows("teacher_students", [(1, 2), (1, 3)])
        with expect.statements() as sent:
            session.execute(db.insert(Student), [{"id": n} for n in (7, 8, 9)])
        expect.written(sent, 3)
        expect.at_most(sent, 1)

def check_after():
    "Nothing of it is left"
    expect.pairs("teacher_students", [("Grace", "Ann")])
    expect.true(grace.students == [ann], "Grace still has her students.")

def check_copy():
    "A copy can be filled with anything"
    import sqlite3
    copy = expect.copy()
    copy.execute("INSERT INTO teacher_students VALUES (1, 2)")
    expect.raises(sqlite3.IntegrityError, lambda: copy.execute("INSERT INTO teacher_students VALUES (1, 2)"))
    expect.raises(sqlite3.IntegrityError, lambda: copy.execute("INSERT INTO teacher_students VALUES (1, 99)"))
    expect.count("teacher_students", 1)
`;
    const program = `${SCHOOL}print("first\\nsecond\\n third")\ndef names(people):\n    return {one.name for one in people}\n`;
    const { checks, answers } = await ask({ code: program, checks: [{ code, line: 3 }], asks: ['rows("students")', 'printed', 'error', '[s.name for s in grace.students]', 'nope'] });
    expect(checks.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      'The tables are as they should be: ',
      'Both sides are one relationship: ',
      'Rows are stored: ',
      'The tables can be used for trying out: ',
      'Nothing of it is left: ',
      'A copy can be filled with anything: ',
    ]);
    expect(checks.every(({ passed }) => passed)).toBe(true);
    expect(answers).toEqual([{ text: '2' }, { text: 'first\nsecond\n third' }, { text: 'None' }, { text: "['Ann']" }, { error: "NameError: name 'nope' is not defined" }]);
  });
});

describe('a wrong program is answered', () => {
  it.each<[string, string, Partial<CheckRequest>, string]>([
    ['a key on one column', 'expect.primary_key("teacher_students", ["teacher_id", "student_id"])', instead('students.id"), primary_key=True', 'students.id")'), 'teacher_students has the primary key teacher_id alone, so each teacher_id can be in it only once: student_id belongs to the key as well. It takes both columns.'],
    ['no key', 'expect.primary_key("teacher_students", ["teacher_id", "student_id"])', { code: SCHOOL.replaceAll('s.id"), primary_key=True', 's.id")') }, 'teacher_students has no primary key: the same pair can be stored twice: it should have the primary key (teacher_id, student_id).'],
    ['a table that is not created', 'expect.count("teachers", 1)', { code: SCHOOL.slice(0, SCHOOL.indexOf('db.create_all()')) }, 'The table teachers is declared but was never created: db.create_all() has to come after it.'],
    ['a table elsewhere', 'expect.columns("x", [])', { code: 'x = db.Table("x", db.MetaData(), db.Column("a", db.Integer))\n' }, "db.metadata knows no table 'x': create it with db.Table('x', ...), on the metadata of db."],
    ['no table', 'expect.count("exams", 1)', {}, 'There is no table exams. The database has these tables: teachers, students and teacher_students.'],
    ['a column of another type', 'expect.column("students", "name", type="INTEGER", say="Look again.")', {}, 'Look again. students.name should be INTEGER; it is VARCHAR.'],
    ['a foreign key elsewhere', 'expect.foreign_key("teacher_students", "teacher_id", "students")', {}, 'teacher_students.teacher_id should point at students(id); it points at teachers(id).'],
    ['no ON DELETE', 'expect.foreign_key("teacher_students", "teacher_id", "teachers", on_delete="CASCADE")', {}, 'teacher_students.teacher_id should have ON DELETE CASCADE; it has none.'],
    ['names of constraints', 'expect.constraint_names("students", primary_key="pk_students")', {}, 'The primary key of students should be named pk_students; it has no name.'],
    ['no commit', 'expect.count("students", 2)', without('db.session.commit()\n'), 'The table students should hold 2 rows; it holds 0. Your program leaves changes that are not committed: is the commit missing?'],
    ['missing pairs', 'expect.pairs("teacher_students", [("Grace", "Bob"), ("Grace", "Ann")])', {}, "teacher_students should hold 2 pairs and holds 1. Missing: ('Grace', 'Bob')."],
    ['another order', 'expect.rows("students", [("Bob",), ("Ann",)], ["name"], ordered=True)', {}, 'The table students has the right rows in another order.'],
    ['sides that do not know each other', 'expect.same_relationship("Teacher.students", "Student.teachers")', without(', back_populates="teachers"', ', back_populates="students"'), 'Teacher.students and Student.teachers do not know each other: back_populates on both, or a change on one side is not seen on the other.'],
    ['one side that does not know the other', 'expect.same_relationship("Teacher.students", "Student.teachers")', without(', back_populates="teachers"'), 'Teacher.students and Student.teachers do not know each other: back_populates on both, or a change on one side is not seen on the other.'],
    ['no proxy', 'expect.proxy("Teacher.students", "exams", "student")', {}, "Teacher.students should be an association_proxy('exams', 'student'); it is something else."],
    ['no cascade', 'expect.relationship("Teacher.students", cascade="all, delete-orphan")', {}, 'Teacher.students lacks the cascade all and delete-orphan.'],
    ['no function', 'expect.call("enrol", ann)', {}, 'Your program has no enrol.'],
    ['no name, plainly', 'enrol(ann)', {}, 'Your program has no enrol.'],
    ['no attribute', 'ann.exams', {}, 'A Student has no attribute exams.'],
    ['no keyword', 'Student(age=3)', {}, "Student has no attribute age. (TypeError: 'age' is an invalid keyword argument for Student)"],
    ['a result for a statement', 'expect.result(grace, [], name="q1")', {}, expect.stringMatching(/^q1 should be a db\.select\(\.\.\.\), not its result; it is <Teacher/) as unknown as string],
    ['too many statements', 'with expect.statements() as sent:\n    for _ in range(3): db.session.execute(db.select(Student))\nexpect.at_most(sent, 1, "SELECT", table="students")', {}, '3 SELECT statements were sent on students; 1 would do.'],
    ['an error of its own', 'expect.call("f")', { code: `${SCHOOL}def f():\n    raise KeyError("x")\n` }, "f(), line 20: KeyError: 'x'"],
    ['wrong arguments', 'expect.call("f", 1)', { code: `${SCHOOL}def f():\n    pass\n` }, 'f() takes 0 positional arguments but 1 was given.'],
    ['nothing raised', 'expect.raises(ValueError, lambda: None)', {}, 'Expected ValueError, and nothing was raised.'],
    ['a warning', 'expect.no_warnings()', without(', back_populates="teachers"', ', back_populates="students"'), 'SQLAlchemy warns: Student.teachers and Teacher.students both write the same columns. Only one path should write.'],
    ['a change in memory only', 'grace.name = "Hopper"\nexpect.stored(grace)', {}, expect.stringContaining("but 'Grace' is stored.") as unknown as string],
    ['an error in sqlite3', 'expect.rows("t", [(1,)])', { setup: '', code: 'import sqlite3\ncon = sqlite3.connect(":memory:")\ncon.execute("CREATE TABLE t(a)")\ncon.execute("INSERT INTO t VALUES (1)")\n' }, 'The table t should hold 1 row and holds 0. Missing: (1). Your program leaves changes that are not committed: is the commit missing?'],
    ['no database', 'expect.count("t", 1)', { setup: '', code: 'pass' }, 'Your program made no database.'],
  ])('%s', async (_, body, change, answer) => {
    expect(await says(body, change)).toEqual(answer);
  });

  it('with the rows that differ', async () => {
    const { checks } = await ask({ checks: [{ code: 'def check_a():\n    "a"\n    expect.rows("students", [(1, "Ann"), (3, None)])', line: 0 }] });
    expect(checks[0]?.table).toEqual({ columns: ['id', 'name'], rows: [{ cells: [1, 'Ann'], mark: '' }, { cells: [2, 'Bob'], mark: 'unexpected' }, { cells: [3, null], mark: 'missing' }], more: 0 });
  });
});

describe('a program that ends with an error', () => {
  const check = { code: 'def check_a():\n    "a"\n    pass\n', line: 0 };

  it.each([
    [without('secondary=teacher_students, '), 'No foreign key links these two tables directly: a many-to-many needs secondary='],
    [instead('"teachers.id"', '"Teacher.id"'), "ForeignKey() names a table Teacher, which is not there: it wants 'table.column' with the __tablename__"],
    [instead('back_populates="teachers"', 'back_populates="students"'), 'Student has no attribute students: back_populates names the attribute on the other class'],
    [instead('relationship("Student"', 'relationship("Pupil"'), 'A relationship names Pupil, and there is no such class'],
    [instead('students=[ann]', 'students=["Ann"]'), 'A relationship holds objects of the model, and it was given a str.'],
    [without('db.create_all()\n'), 'There is no table students yet: db.create_all() has to come first.'],
    [{ code: `${SCHOOL}db.session.execute(teacher_students.insert().values(teacher_id=1, student_id=1))\n` }, 'A pair was stored twice (teacher_students.teacher_id, teacher_students.student_id)'],
    [{ code: `${SCHOOL}db.session.scalars(db.select(Student).filter_by(name="Cem")).one()\n` }, 'Exactly one row was asked for, and there was none. (Line 19: NoResultFound'],
    [{ code: `${SCHOOL}db.session.scalars(db.select(Student)).one()\n` }, 'Exactly one row was asked for, and there were several. (Line 19: MultipleResultsFound'],
    [{ code: `${SCHOOL}x = (\n` }, "Line 19: SyntaxError: '(' was never closed"],
    [{ code: `${SCHOOL}1 / 0\n` }, 'Line 19: ZeroDivisionError: division by zero'],
  ])('is told so before everything else: %#', async (change, message) => {
    const { checks } = await ask({ ...change, checks: [check] });
    expect(checks[0]).toMatchObject({ name: 'The program runs to its end', passed: false, message: expect.stringContaining(message) });
    expect(checks[1]).toEqual({ name: 'a', passed: false, tested: false, message: 'Not tested: the program ended with an error before.' });
  });

  it('may exit: what it left is tested', async () => {
    expect(await says('expect.count("students", 2)', { code: `${SCHOOL}raise SystemExit(3)\n` })).toBe('');
  });
});

describe('a check that breaks', () => {
  it('is the lesson’s fault, with its line in the file', async () => {
    const code = 'def check_a():\n    "a"\n    expect.nope()\n\ndef check_b():\n    pass\n\ndef check_c():\n    "c"\n    expect.count("students", 2)\n';
    const { checks } = await ask({ checks: [{ code, line: 40 }, { code: 'def check_d(:\n', line: 60 }] });
    const begin = 'This check is broken, not your program; please tell whoever wrote the lesson.';
    expect(checks).toEqual([
      { name: 'The checks of this step', passed: false, lesson: true, message: `${begin} SyntaxError: invalid syntax in line 61 of the lesson.` },
      { name: 'a', passed: false, lesson: true, message: `${begin} AttributeError: module 'junction.checks.expect' has no attribute 'nope' in line 43 of the lesson.` },
      { name: 'check_b', passed: false, lesson: true, message: `${begin} check_b has no docstring to tell what it tests.` },
      { name: 'c', passed: true, message: '' },
    ]);
  });

  it.each(['sqlite:///:memory:', 'sqlite:///school.db'])('can try things out although results lie about unfetched, in %s', async (uri) => {
    const code = `def check_a():
    "a"
    kept = []
    for _ in range(2):
        with expect.scratch() as session:
            session.add_all([Student(name=f"S{n}") for n in range(300)])
            session.commit()
            kept.append(expect.call("everybody"))
            expect.count("students", 300)
    expect.count("students", 2)
`;
    const program = `${SCHOOL}def everybody():\n    return db.session.execute(db.select(Student))\nleft = everybody()\nleft.fetchone()\n`;
    const { checks } = await ask({ setup: BOOT.replace('sqlite:///:memory:', uri), code: program, checks: [{ code, line: 0 }] });
    expect(checks).toEqual([{ name: 'a', passed: true, message: '' }]);
  });

  it('sees in each block what the blocks before it have defined', async () => {
    const common = 'PEOPLE = 2\ndef people():\n    expect.count("students", PEOPLE)\n';
    const code = 'def check_a():\n    "a"\n    people()\n';
    const { checks } = await ask({ checks: [{ code: common, line: 3 }, { code, line: 20 }, { code: code.replaceAll('a"', 'b"'), line: 30 }] });
    expect(checks.map(({ name, passed }) => [name, passed])).toEqual([['a', true], ['b', true]]);
  });

  it('leaves no session broken for the next one', async () => {
    const code = 'def check_a():\n    "a"\n    db.session.add(Student(id=1))\n    db.session.flush()\n\ndef check_b():\n    "b"\n    db.session.add(Student(id=9))\n    db.session.flush()\n    expect.equal(len(grace.students), 1)\n';
    const { checks } = await ask({ checks: [{ code, line: 0 }] });
    expect(checks.map(({ passed }) => passed)).toEqual([false, true]);
    expect(checks[0]?.message).toContain('students.id');
  });
});

describe('a step in SQL', () => {
  const sql = (setup: string, code: string): Partial<CheckRequest> => ({ language: 'sql', setup, code });

  it('is tested by what it leaves, and by its last answer', async () => {
    const body = 'expect.rows("a", [(1,), (2**53 + 1,)])\nexpect.answer([(1, b"\\x00")], ["n", "b"])';
    expect(await says(body, sql('CREATE TABLE a(x);', "INSERT INTO a VALUES (1), (9007199254740993); SELECT 1 AS n, x'00' AS b; DELETE FROM a WHERE x = 7;"))).toBe('');
  });

  it.each([
    ['SELECT 1 AS m', 'expect.answer([(1,)], ["n"])', 'The query should answer the columns n; it answers m.'],
    ['SELECT 2 AS n', 'expect.answer([(1,)])', 'The answer should hold 1 row and holds 1. Missing: (1). Too many: (2).'],
    ['SELECT 2 AS n', 'expect.answer([], say="Nobody.")', 'Nobody. The answer should hold 0 rows and holds 1. Too many: (2).'],
    ['INSERT INTO a VALUES (1)', 'expect.answer([])', 'There is no query whose answer could be looked at: the last statement should be a SELECT.'],
    ['BEGIN; INSERT INTO a VALUES (1)', 'expect.count("a", 1)', 'The table a should hold 1 row; it holds 0. Your program leaves changes that are not committed: is the commit missing?'],
    ['SELECT 1;\nSELEC 2', 'pass', 'Line 2: SQL error: near "SELEC": syntax error | Not tested: the program ended with an error before.'],
  ])('%s: %s', async (code, body, answer) => {
    expect(await says(body, sql('CREATE TABLE a(x);', code))).toBe(answer);
  });
});

describe('what runs before a program', () => {
  it('shares its namespace and shifts none of its lines, in a run as in a check', async () => {
    const engine = await startRunningEngine();
    const result = await engine.api.run({ run: 1, setup: 'a = 1\nb = 2\n', code: 'print(a + b)\n1 / 0\n' });
    expect(result).toMatchObject({ stdout: '3\n', error: { type: 'ZeroDivisionError', line: 2 } });
  });

  it('may make the app, or leave that to Junction', async () => {
    expect(await says('expect.count("t", 1)', { setup: 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n', code: 'class T(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\ndb.session.add(T())\ndb.session.commit()\n' })).toBe('');
  });
});
