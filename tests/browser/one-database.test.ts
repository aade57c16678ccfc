import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { school } from './site.ts';
import { test, type Stage } from './stage.ts';

/** The rows in sight in the Data panel, each as its cells. */
async function gridRows(stage: Stage): Promise<string[][]> {
  return stage.data.getByRole('row').evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('[role=cell]')].map((cell) => cell.textContent?.trim() ?? '')).filter((cells) => cells.length > 0),
  );
}

async function openTable(stage: Stage, name: string): Promise<void> {
  await stage.tab('Data').click();
  await stage.data.getByRole('button', { name: new RegExp(`^${name} `) }).click();
}

test.describe('one database:', () => {
  test('what the SQL console inserts is there at the prompt, in the grid and in the diagram', async ({ stage }) => {
    await stage.press(school);
    await expect(stage.state).toContainText('Finished');
    await stage.runSql("INSERT INTO student (name) VALUES ('Grace'); INSERT INTO enrolment VALUES (2, 1);");
    await expect(stage.sqlConsole).toContainText('1 row changed');
    await stage.type('[(s.name, sorted(c.title for c in s.courses)) for s in Student.query.order_by(Student.id)]');
    await expect(stage.log).toContainText("[('Ada', ['Engines', 'Logic']), ('Grace', ['Logic'])]");
    await openTable(stage, 'student');
    await expect.poll(() => gridRows(stage)).toEqual([['1', 'Ada'], ['2', 'Grace']]);
    await expect(stage.data.getByRole('button', { name: /^enrolment/ })).toContainText('3');
  });

  test('what is not committed is seen by its own session alone, and marked', async ({ stage }) => {
    await stage.run(school);
    await openTable(stage, 'student');
    await expect.poll(() => gridRows(stage)).toEqual([['1', 'Ada']]);
    await stage.type('db.session.add(Student(name="Edsger")); db.session.flush(); Student.query.count()');
    await expect(stage.log).toContainText('2');
    await expect(stage.data).toContainText('uncommitted changes');
    expect(await gridRows(stage)).toEqual([['1', 'Ada']]);
    expect((await stage.query('SELECT count(*) FROM student')).results[0]?.rows).toEqual([[1]]);
    await stage.type('db.session.commit()');
    await expect.poll(() => gridRows(stage)).toEqual([['1', 'Ada'], ['2', 'Edsger']]);
    await expect(stage.data).not.toContainText('uncommitted changes');
    await expect(stage.data.getByRole('button', { name: /^student/ })).toContainText('2');
  });

  test('a rolled back change never was', async ({ stage }) => {
    await stage.run(school);
    await stage.evaluate('db.session.add(Student(name="Edsger")); db.session.flush(); db.session.rollback()');
    expect(await stage.stored('student')).toEqual([[1, 'Ada']]);
    expect((await stage.evaluate('Student.query.count()')).stdout).toBe('1\n');
  });

  test('a table that is made at the prompt comes into the diagram, and goes when SQL drops it', async ({ stage }) => {
    await stage.run(school);
    await stage.tab('Diagram').click();
    await stage.host.locator('junction-diagram').getByRole('radio', { name: 'Tables (ER)' }).check();
    const picture = stage.host.locator('junction-diagram').frameLocator('iframe');
    const tables = async (): Promise<string[]> => (await picture.locator('.table .name').allTextContents()).sort();
    await expect.poll(tables).toEqual(['course', 'enrolment', 'student']);
    await stage.evaluate('db.session.execute(db.text("CREATE TABLE room (id INTEGER PRIMARY KEY)")); db.session.commit()');
    await expect.poll(tables).toEqual(['course', 'enrolment', 'room', 'student']);
    await stage.query('DROP TABLE room');
    await expect.poll(tables).toEqual(['course', 'enrolment', 'student']);
  });
});

test.describe('of two writers', () => {
  test('the console is told that the database is locked while Python writes', async ({ stage }) => {
    await stage.run(school);
    await stage.evaluate('db.session.add(Student(name="Edsger")); db.session.flush()');
    await stage.runSql("INSERT INTO student (name) VALUES ('Grace')");
    await expect(stage.sqlConsole.locator('.error')).toContainText('database is locked');
    await stage.evaluate('db.session.commit()');
    await stage.sqlConsole.getByRole('button', { name: /^Run/ }).click();
    await expect(stage.sqlConsole).toContainText('1 row changed');
    expect(await stage.stored('student')).toEqual([[1, 'Ada'], [2, 'Edsger'], [3, 'Grace']]);
  });

  test('and Python while the console does', async ({ stage }) => {
    await stage.run(school);
    await stage.query("BEGIN IMMEDIATE; INSERT INTO student (name) VALUES ('Grace')");
    const refused = await stage.evaluate('db.session.add(Student(name="Edsger")); db.session.commit()');
    expect(refused).toMatchObject({ status: 'error', error: { type: 'sqlalchemy.exc.OperationalError' } });
    expect(refused.error?.message).toContain('database is locked');
    await stage.query('COMMIT');
    expect((await stage.evaluate('db.session.rollback(); [s.name for s in Student.query]')).stdout).toBe("['Ada', 'Grace']\n");
  });
});

test('a run begins with an empty database, unless the data is kept', async ({ stage }) => {
  const program = `import sqlite3
connection = sqlite3.connect("count.db")
connection.execute("CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY)")
connection.execute("INSERT INTO run DEFAULT VALUES")
connection.commit()
print(connection.execute("SELECT count(*) FROM run").fetchone()[0])
`;
  const keep = stage.toolbar.getByRole('switch', { name: 'Keep data' });
  await stage.press(program);
  await expect(stage.log).toHaveText('1');
  expect((await stage.run(program)).stdout).toBe('1\n');
  await expect(stage.toolbar).toContainText('Fresh database each run');
  await keep.click();
  await expect(stage.toolbar).toContainText('A run finds the data of the last one');
  expect((await stage.run(program)).stdout).toBe('2\n');
  expect((await stage.run(program)).stdout).toBe('3\n');
  await keep.click();
  expect((await stage.run(program)).stdout).toBe('1\n');
});

test('two databases of one app are two files, each shown when it is chosen', async ({ stage }) => {
  const result = await stage.run(`from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///school.db"
app.config["SQLALCHEMY_BINDS"] = {"log": "sqlite:///log.db"}
db = SQLAlchemy(app)
app.app_context().push()


class Teacher(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Entry(db.Model):
    __bind_key__ = "log"
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String)


db.create_all()
db.session.add_all([Teacher(), Entry(text="one"), Entry(text="two")])
db.session.commit()
`);
  expect(result).toMatchObject({ status: 'ok', stderr: '' });
  await stage.tab('Data').click();
  const choice = stage.data.getByLabel('Database', { exact: true });
  await expect(choice.getByRole('option')).toHaveText(['school.db', 'log.db']);
  // Another program's test may have chosen the other of two with these names.
  await choice.selectOption('school.db');
  await expect(stage.data.getByRole('listitem')).toHaveText([/^\s*teacher/]);
  await choice.selectOption('log.db');
  await expect.poll(() => gridRows(stage)).toEqual([['1', 'one'], ['2', 'two']]);
  await stage.runSql("UPDATE entry SET text = 'three' WHERE id = 2");
  await expect(stage.sqlConsole).toContainText('1 row changed');
  expect((await stage.evaluate('[e.text for e in Entry.query]')).stdout).toBe("['one', 'three']\n");
});

test('a :memory: database can be looked into and written to like any other', async ({ stage }) => {
  await stage.run(school.replace('db = SQLAlchemy()', `from flask import Flask
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
app.app_context().push()`));
  await openTable(stage, 'student');
  await expect(stage.data).toContainText(':memory:');
  await expect.poll(() => gridRows(stage)).toEqual([['1', 'Ada']]);
  await stage.query("INSERT INTO student (name) VALUES ('Grace')");
  expect((await stage.evaluate('[s.name for s in Student.query]')).stdout).toBe("['Ada', 'Grace']\n");
});

test('an exported file, imported again, is the same database, and Python works on it', async ({ stage }) => {
  await stage.run(school);
  await stage.tab('Data').click();
  const file = await stage.saved(() => stage.data.getByRole('button', { name: 'Export' }).click());
  expect(file.suggestedFilename()).toBe('junction.db');
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
  await stage.query("DELETE FROM enrolment; UPDATE student SET name = 'Nobody'");
  await stage.importFile('junction.db', bytes);
  await openTable(stage, 'student');
  await expect.poll(() => gridRows(stage)).toEqual([['1', 'Ada']]);
  expect((await stage.evaluate('[c.title for c in Student.query.one().courses]')).stdout).toContain('Logic');
  await stage.importFile('other.db', bytes);
  await expect(stage.data.getByLabel('Database', { exact: true })).toHaveValue('other.db');
});
