import { expect } from '@playwright/test';
import { axeFindings, school } from './site.ts';
import { test, type Stage } from './stage.ts';

const more = `ada.name = "Ada L."
db.session.commit()
ada.courses.remove(ada.courses[0])
db.session.commit()
db.session.add(Student(name="Bo"))
db.session.flush()
db.session.rollback()
`;

const parts = ({ host }: Stage) => {
  const bar = host.locator('junction-timeline');
  const data = host.locator('junction-data');
  return { bar, data, slider: bar.getByRole('slider'), label: bar.locator('.label'), row: data.locator('.rows .row'), tables: data.locator('li button') };
};

test.beforeEach(async ({ stage }) => {
  await stage.tab('Data').click();
});

test('steps through a run: rows come, change and go, each with its sign and in words', async ({ stage }) => {
  const { bar, data, slider, label, row, tables } = parts(stage);
  await expect(bar).toHaveCount(0);
  await stage.run('print("no database")');
  await expect(bar).toHaveCount(0);
  await stage.run(school + more);
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now: the live database.');
  await expect(data.locator('.past')).toHaveCount(0);

  await slider.focus();
  await stage.page.keyboard.press('Home');
  await expect(label).toContainText('no tables yet');
  await expect(data).toContainText('There were no tables yet.');
  await stage.page.keyboard.press('ArrowRight');
  await expect(label).toContainText('1 of 11 Line 24 tables made by Junction: table student created');
  await expect(tables).toHaveText([/student.*created/s]);

  await bar.getByRole('button', { name: 'Next stop' }).click({ clickCount: 3 });
  // Students or courses: SQLAlchemy may begin with either.
  await expect(row).toHaveText([/\+\s*inserted 1\s*1\s*(Ada|Logic)/]);
  await expect(bar.getByRole('status')).toHaveText(/^Stop 4 of 11\. Line 28, flush by the commit: 1 row inserted into (student|course)\.$/);
  await slider.fill('7');
  await expect(tables.filter({ hasText: 'enrolment' })).toContainText('2 inserted');
  await slider.fill('8');
  await expect(row).toHaveText([/±\s*changed 1\s*1\s*before: Ada\s*→\s*then: Ada L\./]);
  await slider.fill('9');
  await expect(row.and(data.locator('.deleted'))).toHaveCount(1);
  await expect(data.locator('.past')).toContainText('The past, as it was after stop 9 of 11; read-only.');
  await expect(data.getByRole('button', { name: /Import|Export/ })).toHaveCount(0);
  await slider.fill('10');
  await expect(label).toContainText('1 row inserted into student Rolled back later.');
  await slider.fill('11');
  await expect(label).toContainText('rollback: takes back: 1 row inserted into student');
  await expect(row.nth(1)).toHaveText(/−\s*deleted 2\s*2\s*Bo/);

  await data.getByRole('button', { name: 'Back to now' }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now: the live database.');
  await expect(row).toHaveText([/1\s*1\s*Ada L\./]);
});

test('rows that a trigger changed are marked too; views are said to be those of now', async ({ stage }) => {
  const { data, slider, label, row, tables } = parts(stage);
  await stage.run(`import sqlite3
c = sqlite3.connect('junction.db')
c.execute('CREATE TABLE pair (a, b, PRIMARY KEY (a, b))')
c.execute('CREATE TABLE diary (what)')
c.execute('CREATE TRIGGER noted AFTER INSERT ON pair BEGIN INSERT INTO diary VALUES (new.a || new.b); END')
c.execute('CREATE VIEW both AS SELECT a || b FROM pair')
c.execute('CREATE TRIGGER through INSTEAD OF DELETE ON both BEGIN DELETE FROM pair; END')
c.execute("INSERT INTO pair VALUES ('x', 'y')")
c.execute('DELETE FROM both')
c.commit()`);
  await expect(tables).toHaveText([/pair/, /diary/, /both.*view/s]);
  await slider.fill('3');
  await expect(tables).toHaveText([/pair.*1 inserted/s, /diary.*1 inserted/s]);
  await expect(label).toContainText('1 row inserted into pair');
  await expect(data.locator('.past')).toContainText('Its view is not followed through time: go back to now to see it.');
  await tables.filter({ hasText: 'diary' }).click();
  await expect(row).toHaveText([/\+\s*inserted 1\s*xy/]);
  await slider.fill('4');
  await expect(tables.first()).toContainText('1 deleted');
  await data.getByRole('button', { name: 'Back to now' }).click();
  await tables.filter({ hasText: 'both' }).click();
  await expect(tables).toHaveText([/pair/, /diary/, /both.*view/s]);
});

test('the editor marks the line, the log the statement, and the SQL console says that it stays at now', async ({ stage }) => {
  const { bar, slider } = parts(stage);
  await stage.run(school + more);
  await slider.fill('8');
  const editor = stage.host.locator('junction-editor[slot=editor]');
  await expect(editor.locator('.then')).toHaveText('The panels show the database after a statement of line 31.');
  await expect(editor.locator('.moment')).toHaveCount(1);
  await stage.tab('SQL log').click();
  const log = stage.host.locator('junction-sql-log');
  await expect(log.locator('.entry.at')).toContainText('UPDATE student');
  await expect(log.locator('.entry.at')).toBeInViewport();
  // What create_all sent is folded until it is wanted.
  await slider.fill('1');
  await expect(log.locator('.entry.at')).toContainText('CREATE TABLE student');
  await expect(log.locator('.entry.at')).toBeInViewport();
  await stage.runSql('SELECT name FROM student');
  await expect(stage.sqlConsole).toContainText('SQL is run on the live database, as it is now.');
  await expect(stage.sqlConsole.getByRole('table')).toContainText('Ada L.');
  await expect(slider).toHaveValue('1');
  await bar.getByRole('button', { name: 'Now' }).click();
  await expect(stage.sqlConsole).not.toContainText('live database');
  await expect(editor.locator('.then, .moment')).toHaveCount(0);
});

test('is worked by keys from anywhere, and follows the prompt', async ({ stage }) => {
  const { bar, slider, label, row } = parts(stage);
  await stage.run(school);
  const last = Number(await slider.getAttribute('max'));
  await stage.host.locator('junction-data li button').first().focus();
  await stage.page.keyboard.press('Alt+,');
  await expect(slider).toHaveValue(String(last - 1));
  await stage.page.keyboard.press('Alt+,');
  await stage.page.keyboard.press('Alt+.');
  await expect(slider).toHaveValue(String(last - 1));
  await stage.page.keyboard.press('Escape');
  await expect(slider).toHaveValue(String(last));
  await slider.focus();
  await stage.page.keyboard.press('Home');
  await stage.page.keyboard.press('Escape');
  await expect(slider).toHaveValue(String(last));
  await expect(slider).toBeFocused();

  // An input comes back to now, and adds its stops.
  await slider.fill('2');
  await stage.evaluate('db.session.add(Student(name="Cy")); db.session.flush()');
  await expect(slider).toHaveAttribute('max', String(last + 1));
  await expect(slider).toHaveValue(String(last + 1));
  await bar.getByRole('button', { name: 'Previous stop' }).click();
  await expect(label).toContainText(`${last} of ${last} Prompt input 1 flush: 1 row inserted into student Not committed so far.`);
  await expect(row.nth(1)).toContainText('Cy');
  await bar.getByRole('button', { name: 'Now' }).click();
  // What is not committed is not there for others.
  await expect(row).toHaveCount(1);
});

test('the diagrams show the moment: tables and links with what was done to them, rows like objects', async ({ stage }) => {
  const { slider } = parts(stage);
  const diagram = stage.host.locator('junction-diagram');
  const picture = stage.page.frameLocator('junction-diagram iframe');
  await stage.tab('Diagram').click();
  await diagram.getByRole('radio', { name: 'Tables' }).check();
  await diagram.getByRole('switch').uncheck();
  await stage.run(school + more);
  await slider.fill('1');
  await expect(picture.locator('.table .name')).toHaveText(['student']);
  await expect(picture.locator('.mark')).toHaveText(['+ created']);
  await slider.fill('7');
  await expect(diagram.locator('.past')).toContainText('as it was after stop 7 of 11');
  await expect(picture.locator('.mark')).toHaveText(['+ 2 inserted', '+ 2 inserted', '+ 2 inserted']);
  await expect(picture.locator('.edge.inserted')).toHaveCount(2);
  await diagram.getByRole('switch').check();
  await expect(picture.locator('.mark')).toHaveText([/^\+ \(1, [12]\) inserted, \(1, [12]\) inserted$/]);
  await diagram.getByRole('switch').uncheck();

  await diagram.getByRole('radio', { name: 'Objects' }).check();
  await expect(diagram.locator('.lead')).toContainText('Which objects Python had then is not kept.');
  await expect(picture.locator('.table .name')).toHaveText(['Student 1', 'Course 1', 'Course 2']);
  await expect(picture.locator('.edge-text.inserted')).toHaveCount(2);
  await slider.fill('8');
  await expect(picture.locator('.card.changed')).toContainText("'Ada' → 'Ada L.'");
  await slider.fill('9');
  await expect(picture.locator('.edge-text.deleted')).toHaveText(/^enrolment \(1, [12]\), deleted$/);
  expect(await axeFindings(stage.page)).toEqual([]);
  await slider.fill('12');
  await expect(diagram.locator('.past')).toHaveCount(0);
  await expect(picture.locator('.table .name').first()).toHaveText(/^ada: Student 1/);
  await diagram.getByRole('radio', { name: 'Tables' }).check();
});

test('plays from the start to now, and stops when it is asked to', async ({ stage }) => {
  const { bar, slider } = parts(stage);
  await stage.run('import sqlite3\nc = sqlite3.connect("a.db")\nc.execute("CREATE TABLE t (x)")\nc.execute("INSERT INTO t VALUES (1)")\nc.commit()');
  await expect(slider).toHaveAttribute('max', '3');
  await bar.getByRole('button', { name: 'Play' }).click();
  await expect(slider).toHaveValue('0');
  await expect(slider).toHaveValue('1');
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect(bar.getByRole('button', { name: 'Play' })).toBeVisible();
  await bar.getByRole('button', { name: 'Play' }).click();
  await expect(slider).toHaveValue('3');
  await expect(bar.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('knows several databases, and shows the one that a stop changed', async ({ stage }) => {
  const { data, slider } = parts(stage);
  await stage.run('import sqlite3\nfor name in "a.db", "b.db":\n    c = sqlite3.connect(name)\n    c.execute("CREATE TABLE t (x)")\n    c.execute("INSERT INTO t VALUES (?)", [name])\n    c.commit()');
  const choice = data.getByRole('combobox', { name: 'Database' });
  await slider.fill('2');
  await expect(data.locator('.rows .row')).toContainText(['a.db']);
  await slider.fill('4');
  await expect(choice).toHaveValue('b.db');
  await expect(data.locator('.rows .row')).toContainText(['b.db']);
  await choice.selectOption('a.db');
  await expect(data.locator('.rows .row')).toContainText(['a.db']);
  await expect(slider).toHaveValue('4');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`has nothing that axe finds, ${scheme}`, async ({ stage }) => {
    await stage.page.emulateMedia({ colorScheme: scheme });
    await stage.run(school + more);
    for (const tab of ['Data', 'SQL log', 'Diagram']) {
      await stage.tab(tab).click();
      for (const stop of ['8', '11', '12']) {
        await parts(stage).slider.fill(stop);
        expect(await axeFindings(stage.page)).toEqual([]);
      }
    }
    await stage.page.emulateMedia({ colorScheme: null });
  });
}
