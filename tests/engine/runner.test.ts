import { beforeAll, describe, expect, it } from 'vitest';
import { runFresh, withApp } from './runner-fixture.ts';
import { startRunningEngine } from './running-engine.ts';
import type { RunningEngine } from './running-engine.ts';

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
