import { expect } from '@playwright/test';
import { countElements, watchRedraws } from './redraws.ts';
import { school } from './site.ts';
import { test, type Stage } from './stage.ts';

/** A hundred mapped classes in a row, each linked with the next by an association table; 200 tables in all. */
const tables = `from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
for n in range(100):
    db.Table(f'link_{n}', db.Column('a', db.ForeignKey(f't{n}.id'), primary_key=True), db.Column('b', db.ForeignKey(f't{(n + 1) % 100}.id'), primary_key=True))
for n in range(100):
    globals()[f'T{n}'] = type(f'T{n}', (db.Model,), {
        '__tablename__': f't{n}', 'id': db.Column(db.Integer, primary_key=True),
        'nexts': db.relationship(f'T{(n + 1) % 100}', secondary=f'link_{n}'),
    })
db.create_all()
db.session.add(T0(nexts=[T1()]))
db.session.commit()
`;

/** 10,000 statements in 2,500 transactions. */
const statements = `from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40))
db.create_all()
for n in range(2500):
    db.session.add(Student(name=f'student {n}'))
    db.session.flush()
    db.session.execute(db.text('SELECT 1'))
    db.session.commit()
`;

const texts = `import sqlite3
con = sqlite3.connect('big.db')
con.execute('CREATE TABLE t (v)')
con.execute("INSERT INTO t VALUES ('" + 'x' * 1_000_000 + "')")
for n in range(40):
    con.execute(f"SELECT {n}, '" + 'y' * 1_000_000 + "'").fetchall()
con.commit()
`;

const log = (stage: Stage) => stage.host.locator('junction-sql-log');

test('200 tables are listed, drawn, told and looked after', async ({ stage }) => {
  test.setTimeout(240_000);
  await stage.tab('Diagram').click();
  const diagram = stage.host.locator('junction-diagram');
  await diagram.getByRole('radio', { name: 'Tables (ER)' }).check();
  const result = await stage.run(tables);
  expect(result.status).toBe('ok');
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table')).toHaveCount(200, { timeout: 90_000 });
  await diagram.getByRole('button', { name: 'Text version' }).click();
  await expect(diagram.locator('.words')).toContainText('200 tables, 200 relationships.');
  await diagram.getByRole('button', { name: 'Text version' }).click();
  await diagram.getByRole('radio', { name: 'Models' }).check();
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table')).toHaveCount(100, { timeout: 90_000 });
  await diagram.getByRole('radio', { name: 'Tables (ER)' }).check();

  await stage.tab('Data').click();
  await expect(stage.data.getByRole('listitem')).toHaveCount(200);
  await stage.data.getByRole('button', { name: /^link_0\b/ }).click();
  await expect(stage.data.getByRole('table', { name: 'link_0' })).toContainText('1');
  await stage.tab('Doctor').click();
  await expect(stage.host.locator('junction-doctor')).toContainText('Nothing to mend.');
  // What create_all sent is one line until it is wanted.
  await stage.tab('SQL log').click();
  const { length } = result.statements.filter(({ origin }) => origin !== 'program');
  expect(length).toBeGreaterThan(600);
  const folded = log(stage).locator('summary', { hasText: `create_all and the set-up of the connection: ${length} statements` });
  await expect(log(stage).getByText('CREATE TABLE link_99')).toHaveCount(0);
  await folded.click();
  await expect(log(stage).getByText('CREATE TABLE link_99')).toHaveCount(1);
});

test('10,000 statements are counted whole and shown in part, and cost little to send', async ({ stage }) => {
  await stage.tab('SQL log').click();
  const size = await stage.host.evaluate(async (element, code) => {
    const { statements: sent, events, transactions } = await (element as HTMLElementTagNameMap['junction-playground']).run(code);
    return { statements: sent.length, perStatement: JSON.stringify([sent, events, transactions]).length / sent.length };
  }, statements);
  expect(size.statements).toBeGreaterThan(10_000);
  expect(size.perStatement).toBeLessThan(600);
  await expect(log(stage).locator('.count')).toHaveText(`${size.statements.toLocaleString('en')} statements`);
  await expect(log(stage).locator('.entry').last()).toContainText('end of transaction 2500');
  for (let shown = 400; shown <= 800; shown += 200) await log(stage).getByRole('button', { name: 'Show 200 earlier statements' }).click();
  expect(await log(stage).locator('.entry').count()).toBeLessThanOrEqual(600);
  expect(await countElements(stage)).toBeLessThan(20_000);

  // The margin leads to the first of them.
  await stage.host.locator('junction-editor .sent').first().click();
  await expect(log(stage).locator('.group.lit .entry').first()).toContainText('transaction 1, committed in the end');
  await expect(log(stage).locator('.entry').first()).toBeInViewport();
  expect(await log(stage).locator('.entry').count()).toBeLessThanOrEqual(600);
});

test('a megabyte of SQL is folded, and many of them are cut', async ({ stage }) => {
  await stage.tab('SQL log').click();
  const { statements: sent } = await stage.run(texts);
  expect(sent.filter(({ sql }) => sql.length > 1_000_000)).toHaveLength(15);
  expect(sent.reduce((sum, { sql }) => sum + sql.length, 0)).toBeLessThan(17_000_000);
  const insert = log(stage).locator('.entry', { hasText: 'INSERT INTO t' });
  await expect(insert).toContainText('1 row inserted into t');
  expect((await insert.innerText()).length).toBeLessThan(1_000);
  await insert.locator('summary', { hasText: 'All 1,000,025 characters' }).click();
  await expect(insert.getByRole('region', { name: 'The whole statement' })).toHaveText(/x{10000}/);
  await expect(insert).toContainText('and 950,025 characters more');
  await stage.tab('Data').click();
  await expect(stage.data.locator('.cell.text').first()).toContainText('xxx');
});

test('nothing is redrawn when nothing changed', async ({ stage }) => {
  await stage.tab('Diagram').click();
  await stage.host.locator('junction-diagram').getByRole('radio', { name: 'Tables (ER)' }).check();
  await stage.run(school);
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table')).toHaveCount(3);
  for (const name of ['Data', 'SQL log', 'Doctor', 'Diagram']) await stage.tab(name).click();
  const redraws = await watchRedraws(stage);

  await stage.evaluate('1 + 1');
  await stage.evaluate('for n in range(100): print(n)');
  await stage.query('SELECT * FROM student');
  expect(await redraws()).toEqual({});

  // The same program once more makes the same tables: the picture and the rows stay, the log and the doctor begin anew.
  await stage.run(school);
  await stage.evaluate('1 + 1');
  const again = await redraws();
  expect(Object.keys(again).sort()).toEqual(['junction-doctor', 'junction-sql-log']);

  // What counts does count.
  await stage.evaluate('db.session.add(Student(name="Bob")); db.session.commit()');
  await expect(stage.data.locator('.rows').first()).toHaveText('2');
  expect(Object.keys(await redraws())).toEqual(expect.arrayContaining(['junction-data', 'junction-rows', 'junction-sql-log']));
});
