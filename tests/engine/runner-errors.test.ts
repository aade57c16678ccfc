import { describe, expect, it } from 'vitest';
import { runFresh, withApp } from './runner-fixture.ts';

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
