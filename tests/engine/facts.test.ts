import { describe, expect, it } from 'vitest';
import { startRunningEngine } from './running-engine.ts';

/* What a run tells beyond what it prints: the facts that explanations and advice are made of. */

const models = `from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///:memory:'
db = SQLAlchemy(app)
links = db.Table('links',
    db.Column('a_id', db.ForeignKey('a.id'), primary_key=True),
    db.Column('b_id', db.ForeignKey('b.id'), primary_key=True))
class A(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    bs = db.relationship('B', secondary=links)
class B(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    many = db.relationship('A', secondary=links)
`;

async function runFresh(code: string) {
  const engine = await startRunningEngine();
  return { engine, result: await engine.run(code) };
}

describe('warnings', () => {
  it('are told with the line that was executed, and printed as ever', async () => {
    const { result } = await runFresh(`${models}A()\n`);
    const warning = { category: 'sqlalchemy.exc.SAWarning', message: expect.stringContaining("relationship 'B.many' will copy column"), line: 15, code: 'qzyx' };
    expect(result.warnings).toEqual([warning, warning]);
    expect(result.stderr).toContain("SAWarning: relationship 'B.many' will copy column");
  });

  it('are told from the compiler, from functions, and from what the program records; not what it ignores', async () => {
    const { engine, result } = await runFresh(`import warnings
path = '\\d'
def complain():
    warnings.warn('deep')
complain()
with warnings.catch_warnings(record=True):
    warnings.warn('recorded')
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    warnings.warn('ignored')
`);
    expect(result.warnings.map(({ category, line }) => [category, line])).toEqual([['SyntaxWarning', 2], ['UserWarning', 4], ['UserWarning', 7]]);
    expect(result.stderr).not.toContain('recorded');
    expect((await engine.evaluate('complain2 = 1')).warnings).toEqual([]);
    const typed = await engine.evaluate('warnings.warn("typed")');
    expect(typed.warnings).toEqual([{ category: 'UserWarning', message: 'typed' }]);
    expect(typed.stderr).toContain('UserWarning: typed');
  });

  it('reach a program that shows them its own way', async () => {
    const { result } = await runFresh(`import warnings
warnings.showwarning = lambda message, *rest: print('mine:', message)
warnings.warn('x')
`);
    expect(result).toMatchObject({ stdout: 'mine: x\n', stderr: '', warnings: [{ message: 'x', line: 3 }] });
  });

  it('are counted to a hundred, and none breaks the run', async () => {
    const { result } = await runFresh(`import warnings
warnings.simplefilter('always')
for n in range(300): warnings.warn(str(n))
class Shy(UserWarning):
    def __str__(self): raise LookupError
`);
    expect(result.status).toBe('ok');
    expect(result.warnings).toHaveLength(100);
  });
});

describe('an error', () => {
  it('has SQLAlchemy’s code, SQLite’s name and what led to it', async () => {
    const { result } = await runFresh(`${models}
app.app_context().push()
db.create_all()
db.session.execute(links.insert(), [dict(a_id=1, b_id=1), dict(a_id=1, b_id=1)])
`);
    expect(result.error).toMatchObject({
      code: 'gkpj',
      sqliteError: 'SQLITE_CONSTRAINT_PRIMARYKEY',
      chain: [{ type: 'sqlite3.IntegrityError', message: 'UNIQUE constraint failed: links.a_id, links.b_id' }],
    });
  });

  it('of plain sqlite3 has SQLite’s name, and one of Python nothing more', async () => {
    const { result } = await runFresh(`import sqlite3\nsqlite3.connect(':memory:').execute('select * from nothing')`);
    expect(result.error).toMatchObject({ type: 'sqlite3.OperationalError', sqliteError: 'SQLITE_ERROR' });
    const { result: plain } = await runFresh('1 / 0');
    expect(Object.keys(plain.error ?? {}).toSorted()).toEqual(['line', 'message', 'traceback', 'type']);
  });

  it('has no chain where the program cut it', async () => {
    const { result } = await runFresh(`try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('no') from None`);
    expect(result.error).not.toHaveProperty('chain');
  });
});

describe('unsaved work', () => {
  const start = `${models.replace('secondary=links)', "secondary=links, back_populates='many')").replace("'A', secondary=links)", "'A', secondary=links, back_populates='bs')")}`;
  const unsaved = async (rest: string) => (await runFresh(start + rest)).result.unsaved;

  it('is what waits for a flush or a commit when the program ends', async () => {
    const { engine, result } = await runFresh(`${start}
app.app_context().push()
db.create_all()
db.session.add_all([A(), A()])
db.session.flush()
db.session.add(B())
`);
    expect(result.unsaved).toEqual({ pending: 1, flushed: 2, dropped: 0 });
    const committed = await engine.evaluate('db.session.commit()');
    expect(committed).not.toHaveProperty('unsaved');
    const changed = await engine.evaluate('a = db.session.get(A, 1); a.bs.append(B())');
    expect(changed.unsaved).toEqual({ pending: 2, flushed: 0, dropped: 0 });
    expect(await engine.evaluate('db.session.rollback()')).not.toHaveProperty('unsaved');
  });

  it('is dropped when the app context ends, flushed or not, and the line is told', async () => {
    const code = `
with app.app_context():
    db.create_all()
    db.session.add(A())
    db.session.flush()
    db.session.add(B())
`;
    const line = start.split('\n').length + 1;
    expect(await unsaved(code)).toEqual({ pending: 0, flushed: 0, dropped: 2, line });
    expect(await unsaved(`${code}    db.session.commit()\n`)).toBeUndefined();
    expect(await unsaved(`${code}    db.session.commit()\n    db.session.get(A, 1).bs = [B()]\n`)).toMatchObject({ dropped: 2 });
    expect(await unsaved(`${code}    db.session.commit()\n    print(db.session.get(A, 1).bs)\n`)).toBeUndefined();
    expect(await unsaved(`${code}    db.session.rollback()\n`)).toBeUndefined();
  });

  it('is not what was only read, nor what a savepoint released', async () => {
    expect(await unsaved(`
with app.app_context():
    db.create_all()
    with db.session.begin_nested():
        db.session.add(A())
    db.session.commit()
    print(db.session.scalars(db.select(A)).all()[0].bs)
`)).toBeUndefined();
  });
});
