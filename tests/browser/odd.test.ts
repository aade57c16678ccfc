import { expect } from '@playwright/test';
import { test, type Stage } from './stage.ts';

const binary = `from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class File(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    data = db.Column(db.LargeBinary)
db.create_all()
file = File(data=bytes(range(256)) * 4000)
db.session.add_all([file, File(data=b'')])
db.session.commit()
`;

const binds = `from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///school.db'
app.config['SQLALCHEMY_BINDS'] = {'log': 'sqlite:///log.db'}
db = SQLAlchemy(app)
app.app_context().push()
class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
class Visit(db.Model):
    __bind_key__ = 'log'
    id = db.Column(db.Integer, primary_key=True)
db.create_all()
db.session.add_all([Student(), Visit()])
db.session.commit()
db.session.add(Visit())
db.session.flush()
db.session.rollback()
`;

const plain = `import sqlite3
con = sqlite3.connect('plain.db')
con.execute('PRAGMA foreign_keys = ON')
con.executescript("""
CREATE TABLE teachers (id INTEGER PRIMARY KEY);
CREATE TABLE links (teacher INTEGER REFERENCES teachers ON DELETE CASCADE, student, PRIMARY KEY (teacher, student));
INSERT INTO teachers VALUES (1), (2);
""")
row = [1, 'Ann']
con.execute('INSERT INTO links VALUES (?, ?)', row)
row[1] = 'Bob'
con.execute('INSERT INTO links VALUES (?, ?)', row)
con.execute('DELETE FROM teachers WHERE id = :id', {'id': 1})
con.commit()
`;

const core = `from sqlalchemy import *
engine = create_engine('sqlite:///core.db')
meta = MetaData()
a = Table('a', meta, Column('id', Integer, primary_key=True))
ab = Table('ab', meta, Column('a_id', ForeignKey('a.id'), primary_key=True), Column('b_id', ForeignKey('a.id'), primary_key=True))
meta.create_all(engine)
with engine.begin() as connection:
    connection.execute(insert(a), [{'id': 1}, {'id': 2}])
    connection.execute(insert(ab).values(a_id=1, b_id=2))
`;

const log = (stage: Stage) => stage.host.locator('junction-sql-log');
const entry = (stage: Stage, text: string) => log(stage).locator('.entry', { hasText: text });

test('binary values are told by their size, and shown', async ({ stage }) => {
  await stage.tab('SQL log').click();
  await stage.run(binary);
  await expect(entry(stage, 'INSERT INTO file')).toHaveCount(2);
  await expect(entry(stage, 'INSERT INTO file').first().locator('pre')).toHaveText('INSERT INTO file (data)\nVALUES (/* 1,024,000 bytes */)\nRETURNING id');
  await stage.tab('Data').click();
  await expect(stage.data.locator('.row .blob').first()).toContainText("x'000102");
  await expect(stage.data.locator('.row .blob').last()).toContainText("x''");
});

test('two databases are told apart in every panel', async ({ stage }) => {
  await stage.tab('SQL log').click();
  await stage.run(binds);
  await expect(entry(stage, 'INSERT INTO visit').first().locator('.meta')).toContainText('log.db');
  await expect(entry(stage, 'INSERT INTO student').locator('.meta')).toContainText('school.db');
  await expect(entry(stage, 'ROLLBACK')).toContainText('takes back: 1 row inserted into visit');
  await stage.tab('Data').click();
  await stage.data.getByRole('combobox', { name: 'Database' }).selectOption('log.db');
  await expect(stage.data.getByRole('listitem')).toHaveText([/visit/]);
  await expect(stage.data.locator('.rows').first()).toHaveText('1');
  await stage.tab('Diagram').click();
  await stage.host.locator('junction-diagram').getByRole('radio', { name: 'Tables (ER)' }).check();
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table .name')).toHaveText(['visit']);
  await stage.host.locator('junction-diagram').getByRole('radio', { name: 'Models' }).check();
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table .name')).toHaveText(['Student', 'Visit']);
  await stage.host.locator('junction-diagram').getByRole('radio', { name: 'Tables (ER)' }).check();
});

test('plain sqlite3 has its log, its tables and its cascades, and no models', async ({ stage }) => {
  await stage.tab('SQL log').click();
  await stage.run(plain);
  // Each with the values that it had when it was sent.
  await expect(entry(stage, 'INSERT INTO links').locator('pre')).toHaveText(["INSERT INTO links\nVALUES (1, 'Ann')", "INSERT INTO links\nVALUES (1, 'Bob')"]);
  await expect(entry(stage, 'DELETE FROM teachers')).toContainText("2 rows deleted from links by ON DELETE CASCADE: (1, 'Ann') (1, 'Bob')");
  await stage.tab('Diagram').click();
  const diagram = stage.host.locator('junction-diagram');
  await diagram.getByRole('radio', { name: 'Tables (ER)' }).check();
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table .name')).toHaveText(['teachers', 'links']);
  for (const kind of ['Models', 'Objects']) {
    await diagram.getByRole('radio', { name: kind }).check();
    await expect(diagram.locator('.empty')).not.toBeEmpty();
  }
  await diagram.getByRole('radio', { name: 'Tables (ER)' }).check();
  await stage.tab('Data').click();
  await expect(stage.data.getByRole('listitem')).toHaveCount(2);
});

test('Core without the ORM has lines, transactions and tables', async ({ stage }) => {
  await stage.tab('SQL log').click();
  await stage.run(core);
  await expect(log(stage).locator('.head .source').last()).toContainText('with engine.begin() as connection');
  await expect(entry(stage, 'INSERT INTO ab')).toContainText('1 row inserted into ab');
  await expect(entry(stage, 'COMMIT').last()).toContainText('end of transaction');
  await stage.tab('Diagram').click();
  await stage.host.locator('junction-diagram').getByRole('radio', { name: 'Tables (ER)' }).check();
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table .name')).toHaveText(['a', 'ab']);
});
