import { describe, expect, it } from 'vitest';
import { LENT, MODELS, runFresh, withApp } from './runner-fixture.ts';
import { startRunningEngine } from './running-engine.ts';

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
