import { beforeAll, describe, expect, it } from 'vitest';
import { startRunningEngine } from './running-engine.ts';
import type { RunningEngine } from './running-engine.ts';

const MODELS = `
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
const LENT = 'No Flask app in this program: Junction made one on sqlite:///junction.db, pushed its context and created the tables.';
const withApp = (rest: string) => `from flask import Flask
${MODELS}
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
db.init_app(app)
${rest}`;

/** Runs a program in an engine of its own. */
async function runFresh(code: string) {
  const engine = await startRunningEngine();
  return { engine, result: await engine.run(code) };
}

/** A program that binds a stored object where a value belongs, whose repr() reads an attribute that must be loaded. */
async function boundObject(code: string) {
  const { engine, result } = await runFresh(`from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
db = SQLAlchemy(app)
class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    def __repr__(self):
        return f'<Student {self.name}>'
class Course(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String)
app.app_context().push()
db.create_all()
ana = Student(name='Ana')
db.session.add(ana)
db.session.commit()
${code}`);
  expect(await engine.evaluate('1 + 1')).toMatchObject({ status: 'ok', stdout: '2\n' });
  return result;
}

describe('a program', () => {
  it('is __main__, in a home of its own, under the name main.py', async () => {
    const { result } = await runFresh(`
import os, sys, pickle, inspect
class Here: pass
print(__name__, __file__, sys.argv, os.getcwd(), os.listdir())
print(Here.__module__, type(pickle.loads(pickle.dumps(Here()))) is Here, inspect.getsource(Here).strip())
if __name__ == '__main__': print('main')
`);
    expect(result.error).toBeUndefined();
    expect(result.stdout).toBe(
      "__main__ main.py ['main.py'] /home/learner ['main.py']\n__main__ True class Here: pass\nmain\n",
    );
  });

  it('can ask for help on what the memory image holds without docstrings and annotations', async () => {
    const { result } = await runFresh(`
import inspect, flask, sqlalchemy.orm
from flask_sqlalchemy import SQLAlchemy
help(SQLAlchemy.create_all)
help(flask.Flask.route)
help(sqlalchemy.orm.relationship)
help(flask.Flask)
`);
    expect(result.error).toBeUndefined();
    expect(result.stdout).toContain("create_all(self, bind_key: str | None | list[str | None] = '__all__') -> None");
    expect(result.stdout).toContain('Create tables that do not exist');
    expect(result.stdout).toContain('Decorate a view function');
    expect(result.stdout).toContain('Provide a relationship between two mapped classes');
    expect(result.stdout).toContain('The flask object implements a WSGI application');
    expect(result.stdout).not.toContain('help() shows it.');
  });

  it('keeps its database in the instance folder of its home', async () => {
    const { result } = await runFresh(withApp("with app.app_context(): db.create_all(); print(db.engine.url.database)"));
    expect(result.stdout).toBe('/home/learner/instance/school.db\n');
  });

  it('ends with sys.exit without an error, and with its code', async () => {
    const { result } = await runFresh('import sys\nprint("one")\nsys.exit(3)\nprint("two")');
    expect(result).toMatchObject({ status: 'ok', exitCode: 3, stdout: 'one\n', stderr: '' });
    const { result: withWords } = await runFresh('raise SystemExit("no more")');
    expect(withWords).toMatchObject({ status: 'ok', exitCode: 1, stderr: 'no more\n' });
  });

  it('is told why input() does not work', async () => {
    const { result } = await runFresh('name = input("who? ")');
    expect(result.stdout).toBe('who? ');
    expect(result.error).toMatchObject({ type: 'EOFError', line: 1, message: expect.stringContaining('input() cannot ask here') });
  });

  it('may use asyncio.run, but not await outside a function', async () => {
    const { result } = await runFresh('import asyncio\nasync def f():\n    await asyncio.sleep(0.01)\n    return 5\nprint(asyncio.run(f()))');
    expect(result.stdout).toBe('5\n');
    const { result: refused } = await runFresh('async def f(): pass\nawait f()');
    expect(refused.error).toMatchObject({ type: 'SyntaxError', message: "'await' outside function", line: 2, column: 1 });
  });

  it('writes to both streams in order, a line at a time', async () => {
    const { engine, result } = await runFresh('import sys\nprint("a")\nprint("b", file=sys.stderr)\nprint("c", end="")');
    expect(engine.chunks.map(({ stream, text }) => [stream, text])).toEqual([['stdout', 'a\n'], ['stderr', 'b\n'], ['stdout', 'c']]);
    expect(result).toMatchObject({ stdout: 'a\nc', stderr: 'b\n' });
  });

  it('shows its warnings with their line', async () => {
    const { result } = await runFresh('\nimport warnings\nwarnings.warn("careful")\n');
    expect(result.stderr).toBe('main.py:3: UserWarning: careful\n  warnings.warn("careful")\n');
  });

  it('may take its streams away', async () => {
    const { engine, result } = await runFresh('import sys\nprint("a", end="")\ndel sys.stderr\nsys.stdout = None');
    expect(result).toMatchObject({ status: 'ok', stdout: 'a' });
    expect((await engine.evaluate('sys.stdout = sys.__stdout__; 1')).stdout).toBe('1\n');
  });

  it('calls what it registered for its end', async () => {
    const { result } = await runFresh('import atexit\natexit.register(print, "bye")\n1 / 0');
    expect(result).toMatchObject({ status: 'error', stdout: 'bye\n' });
  });
});

describe('the database', () => {
  it('is the one that the console sees, through one SQLite', async () => {
    const { engine, result } = await runFresh(`import sqlite3
con = sqlite3.connect('plain.db')
con.execute('create table t (n)')
print(sqlite3.sqlite_version)
`);
    const answer = await engine.api.query('select sqlite_version()', 'plain.db');
    expect(answer.results[0]?.rows).toEqual([[result.stdout.trim()]]);
    expect((await engine.api.schema('plain.db')).tables.map((table) => table.name)).toEqual(['t']);
  });

  it('keeps a transaction open from one input to the next, unseen by the console until it is committed', async () => {
    const { engine } = await runFresh(withApp('with app.app_context(): db.create_all()'));
    const count = async () => (await engine.api.query('select count(*) from student', 'school.db')).results[0]?.rows[0]?.[0];
    await engine.evaluate('db.session.add(Student()); db.session.flush()');
    expect((await engine.evaluate('Student.query.count()')).stdout).toBe('1\n');
    expect(await count()).toBe(0);
    await engine.evaluate('db.session.commit()');
    expect(await count()).toBe(1);
    await engine.api.query('insert into student values (7)', 'school.db');
    expect((await engine.evaluate('[s.id for s in Student.query]')).stdout).toBe('[1, 7]\n');
  });

  it('tells each statement with its values and the line that caused it', async () => {
    const code = `import sqlite3
con = sqlite3.connect(':memory:')
con.execute('create table t (a, b)')
def add(*row):
    con.execute('insert into t values (?, ?)', row)

add(1, 2 ** 60)
add('x', float('inf'))
print(con.execute('select a from t').fetchall())
`;
    const { engine, result } = await runFresh(code);
    const told = result.statements.map(({ sql, parameters, line, rows }) => ({ sql, parameters, line, rows }));
    expect(told.filter(({ sql }) => !/^begin/i.test(sql))).toEqual([
      { sql: 'create table t (a, b)', parameters: [], line: 3, rows: expect.any(Number) },
      { sql: 'insert into t values (?, ?)', parameters: [1, String(2n ** 60n)], line: 5, rows: 1 },
      { sql: 'insert into t values (?, ?)', parameters: ['x', 'inf'], line: 5, rows: 1 },
      { sql: 'select a from t', parameters: [], line: 9, rows: 2 },
    ]);
    const again = await engine.evaluate("con.execute('select 5').fetchone()");
    expect(again.statements).toMatchObject([{ sql: 'select 5', rows: 1 }]);
    expect(again.statements[0]).not.toHaveProperty('line');
  });
});

describe('an error', () => {
  const tracebackOf = async (code: string) => (await runFresh(code)).result.error?.traceback;

  it('shows the frames of the learner only, and the line', async () => {
    const code = withApp(`
def enrol():
    db.session.execute(enrolments.insert().values(course_id=1, student_id=1))
with app.app_context():
    db.create_all()
    enrol()
    enrol()
`);
    const { result } = await runFresh(code);
    const line = (text: string, nth = 0) => code.split('\n').flatMap((one, at) => (one.includes(text) ? [at + 1] : []))[nth];
    expect(result.error).toMatchObject({ type: 'sqlalchemy.exc.IntegrityError', line: line('session.execute') });
    expect(result.error?.traceback).toBe(`Traceback (most recent call last):
  File "main.py", line ${line('    enrol()', 1)}, in <module>
    enrol()
    ~~~~~^^
  File "main.py", line ${line('session.execute')}, in enrol
    db.session.execute(enrolments.insert().values(course_id=1, student_id=1))
    ~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: enrolments.course_id, enrolments.student_id
[SQL: INSERT INTO enrolments (course_id, student_id) VALUES (?, ?)]
[parameters: (1, 1)]
(Background on this error at: https://sqlalche.me/e/20/gkpj)
`);
  });

  it('keeps the chain of the errors that the program met, with notes', async () => {
    expect(await tracebackOf(`
try:
    {}['x']
except KeyError as e:
    e.add_note('looked for x')
    raise ValueError('nothing') from e
`)).toBe(`Traceback (most recent call last):
  File "main.py", line 3, in <module>
    {}['x']
    ~~^^^^^
KeyError: 'x'
looked for x

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "main.py", line 6, in <module>
    raise ValueError('nothing') from e
ValueError: nothing
`);
  });

  it('of syntax has a place and no frames', async () => {
    const { result } = await runFresh('x = 1\nprint(x\ny = 2');
    expect(result.error).toEqual({
      type: 'SyntaxError',
      message: "'(' was never closed",
      traceback: `  File "main.py", line 2\n    print(x\n         ^\nSyntaxError: '(' was never closed\n`,
      line: 2,
      column: 6,
    });
  });

  it('in deep recursion is folded, whoever calls whom', async () => {
    expect(await tracebackOf('def f(n): return f(n + 1)\nf(0)')).toContain('[Previous line repeated');
    const mutual = await tracebackOf('def f(n): return g(n)\ndef g(n): return f(n)\nf(0)');
    expect(mutual).toMatch(/\n {2}\[\d{3} more calls\]\n/);
    expect(mutual?.split('\n').length).toBeLessThan(80);
  });

  it('is told even when it cannot tell itself, or tells far too much', async () => {
    expect(await tracebackOf('class E(Exception):\n    def __str__(self): return 1 / 0\nraise E')).toMatch(/\nE: <exception str\(\) failed>\n$/);
    const long = await tracebackOf('raise ValueError("m" * 1_000_000)');
    expect(long).toContain('characters left out');
    expect(long?.length).toBeLessThan(21_000);
  });

  it('may read from the database for its own words, as in the program', async () => {
    const result = await boundObject("db.session.execute(text('SELECT :name'), {'name': ana})");
    expect(result.error?.message).toContain("type 'Student' is not supported\n[SQL: SELECT ?]\n[parameters: (<Student Ana>,)]");
  });

  it('whose words need a session that quotes them again ends as in Python, and Python lives on', async () => {
    const failing = 'db.session.add(Course(title=ana))\n';
    const uncaught = await boundObject(`${failing}db.session.commit()`);
    expect(uncaught.error).toMatchObject({ type: 'sqlalchemy.exc.ProgrammingError', message: '<exception str() failed>', line: 21 });
    const printed = await boundObject(`${failing}try: db.session.commit()\nexcept Exception as error: print(error)`);
    expect(printed.error).toMatchObject({ type: 'RecursionError', message: 'maximum recursion depth exceeded', line: 11 });
    const tried = await boundObject(`${failing}try: db.session.commit()\nexcept Exception: pass\ndb.session.commit()`);
    expect(tried.error).toMatchObject({ type: 'RecursionError', message: 'maximum recursion depth exceeded', line: 11 });
  });

  it('in a group shows each of its errors', async () => {
    expect(await tracebackOf('raise ExceptionGroup("both", [ValueError(1), TypeError(2)])')).toBe(`  + Exception Group Traceback (most recent call last):
  |   File "main.py", line 1, in <module>
  |     raise ExceptionGroup("both", [ValueError(1), TypeError(2)])
  | ExceptionGroup: both (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: 1
    +---------------- 2 ----------------
    | TypeError: 2
    +------------------------------------
`);
  });

  it('shows a module that the program wrote, and text that it executed', async () => {
    const { result } = await runFresh('open("helper.py", "w").write("def go(): exec(\'1/0\')")\nimport helper\nhelper.go()');
    expect(result.error?.traceback).toContain('File "/home/learner/helper.py", line 1, in go');
    expect(result.error?.line).toBe(3);
    expect(await tracebackOf('exec("1 / 0")')).toContain('File "<string>", line 1, in <module>');
  });
});

describe('the prompt', () => {
  let engine: RunningEngine;
  const shown = async (source: string) => (await engine.evaluate(source)).stdout;
  beforeAll(async () => { engine = await startRunningEngine(); });

  it('shows values, and remembers the last', async () => {
    expect(await shown('6 * 7')).toBe('42\n');
    expect(await shown('_ + 1')).toBe('43\n');
    expect(await shown('None')).toBe('');
    expect(await shown('x = "é"; x')).toBe("'é'\n");
    expect(await shown('for i in range(2):\n    i\n')).toBe('0\n1\n');
    expect(await shown('# nothing')).toBe('');
  });

  it('takes several statements at once', async () => {
    expect(await shown('y = 2\ny\ndef f():\n    return y + 1\nf()')).toBe('2\n3\n');
  });

  it.each([
    ['x = 1', false], ['f(', true], ['"""open', true], ['def f():', true], ['def f():\n    pass', true], ['def f():\n    pass\n', false],
    ['a b', false], ['x = 1 +', false], ['', false], ['# words', false], ['@wraps', true], ['x = 1 \\', true],
    ['a = 1\nfor i in range(2):', true], ['a = 1\nb = 2', false], ['a = 1\nb = (2,', true], ['\0', false],
  ])('wants more after %j: %s', async (source, more) => {
    expect(await engine.api.needsMore(source)).toBe(more);
  });

  it('tells errors at its own lines', async () => {
    const { error, status } = await engine.evaluate('ok = 1\n1 / 0');
    expect(status).toBe('error');
    expect(error?.line).toBeUndefined();
    expect(error?.traceback).toMatch(/^Traceback \(most recent call last\):\n {2}File "<python-input-\d+>", line 2, in <module>\n {4}1 \/ 0\n {4}~~\^~~\nZeroDivisionError: division by zero\n$/);
    expect((await engine.evaluate('return 1')).error?.traceback).toMatch(/ {4}return 1\n {4}\^+\nSyntaxError: 'return' outside function/);
    expect(await shown('ok')).toBe('1\n');
  });

  it('survives an object that cannot be shown', async () => {
    const { error } = await engine.evaluate('class Shy:\n    def __repr__(self): raise LookupError("shy")\n\nShy()');
    expect(error).toMatchObject({ type: 'LookupError', message: 'shy' });
    expect(error?.traceback).toContain('in __repr__');
  });

  it('remembers imports from the future', async () => {
    await engine.evaluate('from __future__ import annotations');
    expect(await shown('def g(x: Unknown): pass\n\ng.__annotations__')).toBe("{'x': 'Unknown'}\n");
  });

  it('goes on where the program ended, failed or not', async () => {
    const { engine: other, result } = await runFresh('a = 1\nb = a / 0\nc = 3');
    expect(result.error?.line).toBe(2);
    expect((await other.evaluate('a')).stdout).toBe('1\n');
    const { error } = await other.evaluate('c');
    expect(error).toMatchObject({ type: 'NameError', message: "name 'c' is not defined" });
  });

  it('names the line of the program in which its error arose', async () => {
    const { engine: other } = await runFresh('def half(n):\n    return 1 / n\n');
    const { error } = await other.evaluate('half(0)');
    expect(error?.line).toBe(2);
  });
});

describe('a program without an app', () => {
  it('gets one, with its tables, before its first statement is sent', async () => {
    const { engine, result } = await runFresh(`${MODELS}
course = Course(students=[Student(), Student()])
db.session.add(course)
db.session.commit()
print(Course.query.all(), Student.query.count(), course.students[0].courses)
`);
    expect(result.error).toBeUndefined();
    expect(result.stdout).toBe('[<Course 1>] 2 [<Course 1>]\n');
    expect(engine.notes()).toEqual([LENT]);
    expect((await engine.evaluate('db.session.get(Student, 2)')).stdout).toBe('<Student 2>\n');
    expect((await engine.evaluate('db.engine.url.database')).stdout).toBe("'/home/learner/instance/junction.db'\n");
  });

  it('has its tables at the prompt even when it only defines them', async () => {
    const { engine } = await runFresh(`from flask import Flask\n${MODELS}`);
    expect(engine.notes()).toEqual([LENT]);
    expect((await engine.evaluate('Course.query.all()')).stdout).toBe('[]\n');
    expect((await engine.evaluate('from flask import current_app; current_app')).stdout).toBe("<Flask 'main'>\n");
  });

  it('gets the tables of models that it defines later, also at the prompt and inside a transaction', async () => {
    const { engine, result } = await runFresh(`${MODELS}
db.session.add(Course())
db.session.flush()
class Room(db.Model):
    id = db.Column(db.Integer, primary_key=True)
print(Room.query.all())
db.session.rollback()
print(Room.query.all(), Course.query.count())
`);
    expect(result.stdout).toBe('[]\n[] 0\n');
    await engine.evaluate('class Desk(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n');
    expect((await engine.evaluate('Desk.query.count()')).stdout).toBe('0\n');
    expect(engine.notes()).toEqual([LENT]);
  });

  it('may create and drop its tables itself', async () => {
    const { result } = await runFresh(`${MODELS}
db.create_all()
print(sorted(db.inspect(db.engine).get_table_names()))
db.drop_all()
print(db.inspect(db.engine).get_table_names())
`);
    expect(result.stdout).toBe("['course', 'enrolments', 'student']\n[]\n");
  });

  it('may be typed at the prompt', async () => {
    const engine = await startRunningEngine();
    for (const block of MODELS.split(/\n(?=class)/)) await engine.evaluate(block);
    await engine.evaluate('db.session.add(Course(students=[Student()]))');
    expect((await engine.evaluate('Course.query.one().students')).stdout).toBe('[<Student 1>]\n');
    expect(engine.notes()).toEqual([LENT]);
  });

  it('whose models are wrong ends as it does natively, and says so in the note', async () => {
    const { engine, result } = await runFresh(`
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Course(db.Model):
    id = db.Column(db.ForeignKey('nowhere.id'), primary_key=True)
`);
    expect(result.status).toBe('ok');
    expect(engine.notes()).toEqual([expect.stringContaining('could not create its tables: ')]);
    expect(engine.notes()[0]).toContain("could not find table 'nowhere'");
  });

  it('that shows what happens without one is left alone', async () => {
    const { engine, result } = await runFresh(`${MODELS}
try:
    Course.query
except RuntimeError as e:
    print(str(e).splitlines()[0])
`);
    expect(result.stdout).toBe('Working outside of application context.\n');
    expect(engine.notes()).toEqual([LENT]);
    expect((await engine.evaluate('Course.query.all()')).stdout).toBe('[]\n');
  });
});

describe("a program's own app", () => {
  it('is native in the program and has its context at the prompt', async () => {
    const { engine, result } = await runFresh(withApp('Course.query.first()'));
    expect(result.error).toMatchObject({ type: 'RuntimeError', message: expect.stringContaining('Working outside of application context.') });
    expect(engine.notes()).toEqual(["The prompt has the application context of <Flask 'main'>, as in flask shell."]);
    expect((await engine.evaluate('db.create_all(); Course.query.first()')).error).toBeUndefined();
    expect(engine.notes()).toHaveLength(1);
  });

  it('may come from a factory', async () => {
    const { engine } = await runFresh(`from flask import Flask
${MODELS}
def create_app(config=None):
    app = Flask(__name__)
    app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///factory.db'
    db.init_app(app)
    with app.app_context():
        db.create_all()
    return app
`);
    expect(engine.notes()).toEqual(['The prompt has the application context of create_app(), as in flask shell.']);
    expect((await engine.evaluate('Course.query.all(), app.name')).stdout).toBe("([], 'main')\n");
  });

  it('is not served, and says so', async () => {
    const { engine, result } = await runFresh(withApp("with app.app_context(): db.create_all()\nif __name__ == '__main__':\n    app.run(debug=True)\nprint('after')"));
    expect(result.error).toBeUndefined();
    expect(result.stdout).toMatch(/Ignoring a call to 'app.run\(\)'[^]*after\n$/);
    expect(engine.notes()[1]).toContain('no web server');
  });

  it('keeps a context that the program pushed', async () => {
    const { engine } = await runFresh(withApp('app.app_context().push()\ndb.create_all()\nfrom flask import g\ng.mark = 5'));
    expect(engine.notes()).toEqual([]);
    expect((await engine.evaluate('g.mark, Course.query.count()')).stdout).toBe('(5, 0)\n');
  });

  it.each(['OSError("no config")', 'SystemExit("no config")'])('that cannot be made is told in the note: %s', async (error) => {
    const { engine, result } = await runFresh(`from flask import Flask\ndef create_app():\n    raise ${error}`);
    expect(result.status).toBe('ok');
    expect(engine.notes()).toEqual([`The prompt has no application context: ${error.split('(')[0]}: no config`]);
  });
});
