import { expect, type Locator } from '@playwright/test';
import { axeFindings } from './site.ts';
import { test, type Stage } from './stage.ts';

const school = `from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
teacher_students = db.Table("teacher_students",
    db.Column("teacher_id", db.ForeignKey("teacher.id"), primary_key=True),
    db.Column("student_id", db.ForeignKey("student.id"), primary_key=True))
class Teacher(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    students = db.relationship("Student", secondary=teacher_students, back_populates="teachers")
class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    teachers = db.relationship("Teacher", secondary=teacher_students, back_populates="students")
db.create_all()
ann, bob, cy, di = Teacher(), Teacher(), Student(), Student()
db.session.add_all([ann, bob, cy, di])
db.session.flush()
ann.students = [cy, di]
db.session.flush()
bob.students = [di]
db.session.commit()
print(ann.students, bob.students, cy.id, di.id)
`;
const lineOf = (text: string): number => school.split('\n').indexOf(text) + 1;
/** The line whose flush wrote the pairs of ann. */
const annLine = 17;

test.beforeEach(async ({ stage }) => {
  await stage.run(school);
  await stage.tab('Diagram').click();
  await stage.host.locator('junction-diagram .kinds input[value=er]').check();
  await expect(frame(stage).locator('[data-entity] .name')).toHaveCount(3);
});

const frame = (stage: Stage) => stage.host.locator('junction-diagram').frameLocator('iframe');
const editor = (stage: Stage): Locator => stage.host.locator('junction-editor[slot=editor]');
const lines = (stage: Stage): Locator => editor(stage).locator('.view-overlays .kin');
const kept = (stage: Stage): Locator => stage.host.getByRole('group', { name: 'Kept lit' });
const sqlLog = (stage: Stage): Locator => stage.host.locator('junction-sql-log');
/** What is read out of what is lit. */
const told = (stage: Stage): Locator => stage.host.locator('.lit-words');

/** The names of the boxes and the texts of the lines that are lit. */
async function litBoxes(stage: Stage): Promise<string[]> {
  return frame(stage).locator('[data-entity].kin .name, .edge-text.kin').allTextContents();
}

async function goTo(stage: Stage, line: number): Promise<void> {
  await editor(stage).locator('.view-line').first().waitFor();
  await editor(stage).evaluate((element, to) => (element as HTMLElementTagNameMap['junction-editor']).goToLine(to), line);
}

async function chooseTable(stage: Stage, name: string): Promise<void> {
  await stage.tab('Data').click();
  await stage.data.locator('li button', { hasText: name }).click();
  await expect(stage.data.locator('.rows .row')).not.toHaveCount(0);
}

test('the line of the cursor lights its table, its edges and its statements, and says so', async ({ stage }) => {
  await goTo(stage, annLine);
  await expect(told(stage)).toHaveText(`Line ${annLine}: 1 statement, 2 rows of teacher_students.`);
  await expect.poll(() => litBoxes(stage)).toEqual(['teacher_students', expect.stringContaining('teacher_id'), expect.stringContaining('student_id')]);
  await expect(lines(stage)).toHaveCount(1);
  // A line that sent nothing lights nothing.
  await goTo(stage, lineOf('db = SQLAlchemy()'));
  await expect(lines(stage)).toHaveCount(0);
  await expect(told(stage)).toHaveText('');
  await expect.poll(() => litBoxes(stage)).toEqual([]);
});

test('the same picture of another database stands for that one', async ({ stage }) => {
  const app = 'from flask import Flask; app = Flask(__name__); app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///other.db"; app.app_context().push(); db = SQLAlchemy(app)';
  await stage.run(school.replace('db = SQLAlchemy()', app));
  await goTo(stage, annLine);
  await expect(told(stage)).toHaveText(`Line ${annLine}: 1 statement, 2 rows of teacher_students.`);
  await expect.poll(() => litBoxes(stage)).toContain('teacher_students');
});

test('under the pointer, things light up in passing; a click keeps them, Escape lets them go', async ({ stage, sharedStage: { page } }) => {
  await frame(stage).locator('[data-entity=t2] .name').hover();
  await expect(lines(stage)).not.toHaveCount(0);
  // What passes by is not read out.
  await expect(told(stage)).toHaveText('');
  await stage.toolbar.hover();
  await expect(lines(stage)).toHaveCount(0);

  await chooseTable(stage, 'teacher_students');
  // SQLAlchemy writes the pairs of a collection in any order.
  const row = stage.data.locator('.rows .row').filter({ hasText: /^\s*\d\s*1\s*2\s*$/ });
  await row.hover();
  await expect(row).toHaveClass(/lit/);
  await expect(lines(stage)).toHaveCount(1);
  await row.click();
  await expect(kept(stage)).toContainText(`Row (1, 2) of teacher_students: line ${annLine}, 1 statement.`);
  await stage.tab('SQL log').click();
  await expect(sqlLog(stage).locator('.entry[data-lit]')).toHaveCount(1);
  await expect(sqlLog(stage).locator('.entry[data-lit]')).toContainText('INSERT INTO teacher_students');
  await expect(sqlLog(stage).locator('.entry[data-lit]')).toBeInViewport();
  await stage.tab('Diagram').click();
  await stage.host.locator('junction-diagram .kinds input[value=objects]').check();
  await expect(frame(stage).locator('.edge.kin')).toHaveCount(1);
  await expect.poll(() => litBoxes(stage)).toEqual(['ann: Teacher 1', 'di: Student 2', 'teacher_students (1, 2)']);
  // Other things are passed by now.
  await frame(stage).locator('[data-entity] .name', { hasText: 'bob' }).hover();
  await stage.toolbar.hover();
  expect(await litBoxes(stage)).toEqual(['ann: Teacher 1', 'di: Student 2', 'teacher_students (1, 2)']);
  await page.keyboard.press('Escape');
  await expect(kept(stage)).toHaveCount(0);
  await expect.poll(() => litBoxes(stage)).toEqual([]);
});

test('from the keyboard: through the boxes and lines of a diagram, kept by Enter', async ({ stage, sharedStage: { page } }) => {
  await frame(stage).locator('.stage').focus();
  await page.keyboard.press('Tab');
  await expect(frame(stage).getByRole('img', { name: 'Table teacher', exact: true })).toBeFocused();
  await expect(told(stage)).toContainText('Table teacher: ');
  const before = await frame(stage).locator('.layer').getAttribute('style');
  await page.keyboard.press('ArrowRight');
  await expect(frame(stage).getByRole('img', { name: /^teacher_id.*, from Table teacher to Association table teacher_students$/ })).toBeFocused();
  await expect(told(stage)).toHaveText(/^Foreign key teacher_students \(teacher_id\) to teacher: /);
  // The arrows went to the line and did not move the picture.
  expect(await frame(stage).locator('.layer').getAttribute('style')).toBe(before);
  await page.keyboard.press('Enter');
  await expect(kept(stage)).toContainText('Foreign key');
  await expect(lines(stage)).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(kept(stage)).toHaveCount(0);
});

test('from the keyboard: through the rows, kept by Enter, seen in the log', async ({ stage, sharedStage: { page } }) => {
  await chooseTable(stage, 'teacher_students');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const third = stage.data.locator('.rows .row').nth(2);
  await expect(third).toHaveClass(/at/);
  await expect(told(stage)).toHaveText(/^Row \(2, 2\) of teacher_students: /);
  await page.keyboard.press('Enter');
  await expect(kept(stage)).toContainText('Row (2, 2)');
  await stage.tab('SQL log').click();
  await expect(sqlLog(stage).locator('.entry[data-lit]')).toContainText('VALUES (2, 2)');
  await kept(stage).getByRole('button', { name: 'Let go' }).press('Enter');
  await expect(sqlLog(stage).locator('[data-lit]')).toHaveCount(0);
});

test('from the keyboard: through lines, doings and statements of the log; the editor keeps a line lit', async ({ stage, sharedStage: { page } }) => {
  await stage.tab('SQL log').click();
  await sqlLog(stage).locator('.scroll').focus();
  await sqlLog(stage).locator('.scroll').evaluate((element) => element.scrollTo(0, 0));
  await page.keyboard.press('ArrowDown');
  await expect(sqlLog(stage).locator('.head').first()).toBeFocused();
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('ArrowDown');
    seen.push(await sqlLog(stage).locator(':focus').evaluate((element) => element.classList[0] ?? ''));
  }
  expect(seen).toEqual(['head', 'words', 'entry', 'entry']);
  await expect(told(stage)).toHaveText(/^INSERT INTO student.*: line 15, 1 row of student\.$/);
  await expect(lines(stage)).toHaveCount(1);

  await goTo(stage, annLine);
  await editor(stage).getByRole('button', { name: 'Keep it lit' }).click();
  await expect(kept(stage)).toContainText(`Line ${annLine}`);
  await chooseTable(stage, 'teacher_students');
  await expect(stage.data.locator('.rows .row.lit')).toHaveCount(2);
  await expect(stage.data.locator('li button[data-lit]')).toHaveText(/teacher_students/);
  // Another run begins anew.
  await stage.run(school);
  await expect(kept(stage)).toHaveCount(0);
  await expect(stage.data.locator('.lit, [data-lit]')).toHaveCount(0);
});

test('an input in the console lights what it sent; an error its line; both from the keyboard too', async ({ stage, sharedStage: { page } }) => {
  await stage.type('db.session.add(Teacher()); db.session.commit()');
  await expect(stage.toolbar).toContainText('Finished');
  const input = stage.log.locator('.input');
  await stage.tab('SQL log').click();
  await expect(sqlLog(stage).locator('.entry', { hasText: 'INSERT INTO teacher' }).last()).toBeVisible();
  await input.hover();
  await expect(input).toHaveAttribute('data-lit');
  await expect(sqlLog(stage).locator('.entry[data-lit]')).toContainText(['INSERT INTO teacher']);
  await stage.toolbar.hover();
  await expect(stage.host.locator('[data-lit]')).toHaveCount(0);

  await stage.log.focus();
  await page.keyboard.press('ArrowDown');
  await expect(input).toBeFocused();
  await expect(told(stage)).toHaveText(/^Prompt input 1: \d statements?, 1 row of teacher\.$/);
  await page.keyboard.press('Enter');
  await expect(kept(stage)).toContainText('Prompt input 1');
  await page.keyboard.press('Escape');

  await stage.run(school.replace('bob.students = [di]', 'bob.students = [di, ann]'));
  const error = stage.log.locator('.error');
  await error.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await expect(error).toBeFocused();
  await expect(told(stage)).toHaveText(/^Line \d+: /);
});

test('a row of an answer to SQL lights the row of the grid, its line and its edges', async ({ stage, sharedStage: { page } }) => {
  await stage.runSql('SELECT teacher_id, student_id FROM teacher_students ORDER BY 1, 2; SELECT count(*) FROM teacher');
  const table = stage.sqlConsole.locator('junction-result-table').first();
  const row = table.locator('tbody tr').nth(1);
  await row.hover();
  await expect(row).toHaveAttribute('data-lit');
  await expect(lines(stage)).toHaveCount(1);
  await stage.toolbar.hover();
  await expect(row).not.toHaveAttribute('data-lit');
  await table.locator('.scroll').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(row).toBeFocused();
  await expect(told(stage)).toHaveText(`Row (1, 2) of teacher_students: line ${annLine}, 1 statement.`);
  await page.keyboard.press('Enter');
  await expect(kept(stage)).toContainText('Row (1, 2) of teacher_students');
  await chooseTable(stage, 'teacher_students');
  await expect(stage.data.locator('.rows .row.lit')).toHaveText(/1\s*2\s*$/);
  await page.keyboard.press('Escape');
});

test('what the doctor says lights its line and what that sent', async ({ stage, sharedStage: { page } }) => {
  await stage.run(school.replace('ann.students = [cy, di]', 'ann.students = [cy, di]; db.session.execute(db.select(Teacher, Student)).all()'));
  await stage.tab('Doctor').click();
  const card = stage.host.locator('junction-doctor .item').filter({ has: page.getByRole('button', { name: 'Go to line 16' }) });
  await card.hover();
  await expect(card).toHaveAttribute('data-lit');
  await expect(lines(stage)).toHaveCount(1);
  await stage.toolbar.hover();
  await expect(card).not.toHaveAttribute('data-lit');
  await stage.host.locator('junction-doctor .scroll').focus();
  await page.keyboard.press('ArrowDown');
  await expect(card).toBeFocused();
  await expect(told(stage)).toHaveText(/^Line 16: /);
  await page.keyboard.press('Enter');
  await expect(kept(stage)).toContainText('Line 16');
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('what is lit is a matter of shape too, and axe finds nothing while it is', async ({ stage, sharedStage: { page } }) => {
  await chooseTable(stage, 'teacher_students');
  const row = stage.data.locator('.rows .row').first();
  await row.click();
  await expect(row).toHaveCSS('box-shadow', /inset/);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect(await axeFindings(page)).toEqual([]);
    await stage.tab('SQL log').click();
    expect(await axeFindings(page)).toEqual([]);
    await chooseTable(stage, 'teacher_students');
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await expect(row).toHaveCSS('outline-style', 'solid');
  await page.emulateMedia({ forcedColors: 'none' });
  await kept(stage).getByRole('button', { name: 'Let go' }).click();
});
