import { expect } from '@playwright/test';
import { school } from './site.ts';
import { test } from './stage.ts';

const twice = `${school}db.session.execute(enrolment.insert().values(student_id=1, course_id=1))\n`;
const unpaired = school.replaceAll(/, back_populates="\w+"/g, '');
const lineOf = (program: string, text: string): number => program.split('\n').findIndex((line) => line.includes(text)) + 1;

test.describe('an error', () => {
  test('is explained where it is shown, with Python’s own words one click away', async ({ stage }) => {
    await stage.press(twice);
    const card = stage.console.locator('junction-explanation');
    await expect(card).toContainText('This pair is already in enrolment.');
    await expect(card.getByRole('listitem').first()).toContainText('Let SQLite skip the pairs that exist');
    await expect(stage.said).toHaveText(`Error at line ${lineOf(twice, 'enrolment.insert')}: This pair is already in enrolment.`);

    const original = card.getByText('Traceback (most recent call last)');
    await expect(original).toBeHidden();
    await card.getByText(/^Python’s own words: sqlalchemy\.exc\.IntegrityError/).click();
    await expect(original).toBeVisible();
    await expect(card.getByRole('link')).toHaveAttribute('href', 'https://sqlalche.me/e/20/gkpj');
  });

  test('leads to its line, and to its cause where that is another one', async ({ stage }) => {
    const program = school.replace('back_populates="students"', 'back_populates="student"');
    await stage.press(program);
    const card = stage.console.locator('junction-explanation');
    const cause = lineOf(program, 'back_populates="student"');
    await card.getByRole('button', { name: `The cause: line ${cause}` }).press('Enter');
    await expect(stage.host.locator('junction-editor[slot=editor] .line-numbers.active-line-number')).toHaveText(String(cause));
    await expect(card.getByRole('button', { name: `Where it failed: line ${lineOf(program, 'Student(name="Ada")')}` })).toBeVisible();
  });

  test('that nobody explains is shown as Python tells it', async ({ stage }) => {
    await stage.press('1 / 0');
    await expect(stage.console.locator('.error')).toContainText('ZeroDivisionError');
    await expect(stage.console.locator('junction-explanation')).toHaveCount(0);
  });

  test('at the prompt is explained, and the prompt follows', async ({ stage }) => {
    await stage.run(school);
    await stage.type('ada.courses.append(2)');
    await expect(stage.console.locator('junction-explanation')).toContainText('A relationship takes objects, and this is an int.');
    await stage.type('print("after it")');
    await expect(stage.log).toContainText('after it');
    await expect(stage.console.getByRole('textbox')).toBeInViewport();
  });

  test('longer than the console begins where the eye is', async ({ stage }) => {
    await stage.page.setViewportSize({ width: 1440, height: 620 });
    await stage.press(`print("x\\n" * 200)\n${twice}`);
    await expect(stage.console.locator('junction-explanation .title')).toBeInViewport();
    await stage.type('print("after it")');
    await expect(stage.console.getByRole('textbox')).toBeInViewport();
    await stage.page.setViewportSize({ width: 1440, height: 900 });
  });
});

test.describe('the doctor', () => {
  test('has nothing to mend in sound models', async ({ stage }) => {
    await stage.tab('Doctor').click();
    const doctor = stage.host.locator('junction-doctor');
    await expect(doctor).toContainText('Nothing to look at yet.');
    await stage.press(school);
    await expect(doctor).toContainText('Nothing to mend.');
    await expect(stage.tab('Doctor')).toHaveText('Doctor');
    await doctor.getByText('Nobody checks the foreign keys.').click();
    await expect(doctor.getByText('PRAGMA foreign_keys = ON')).toBeVisible();
  });

  test('tells what is to mend, at its line, in the editor too', async ({ stage }) => {
    await stage.press(unpaired);
    await expect(stage.tab('Doctor')).toHaveText(/Doctor\s*1/);
    await stage.tab('Doctor').click();
    const doctor = stage.host.locator('junction-doctor');
    const item = doctor.locator('.item.warning');
    await expect(item).toContainText('Course.students and Student.courses are two ends of the same link, but do not know each other.');
    await expect(item.getByText('conflicts with relationship(s)')).toBeHidden();
    await item.getByText('SQLAlchemy’s own words').click();
    await expect(item.getByText('conflicts with relationship(s)')).toBeVisible();

    const line = lineOf(unpaired, 'students = db.relationship');
    await item.getByRole('button', { name: `Go to line ${line}` }).click();
    await expect(stage.host.locator('junction-editor[slot=editor] .line-numbers.active-line-number')).toHaveText(String(line));
    await expect(stage.host.locator('.squiggly-warning')).toHaveCount(1);

    await stage.setCode(`# changed\n${unpaired}`);
    await expect(doctor).toContainText('The program was changed since');
    await expect(stage.host.locator('.squiggly-warning')).toHaveCount(0);
    await stage.press(school);
    await expect(doctor).toContainText('Nothing to mend.');
  });

  test('follows the prompt: a commit that is missing, links that lead nowhere', async ({ stage }) => {
    await stage.run(school);
    await stage.tab('Doctor').click();
    const doctor = stage.host.locator('junction-doctor');
    await stage.type('db.session.add(Student(name="Bob"))');
    await expect(doctor).toContainText('1 object is not committed.');
    await stage.type('db.session.commit()');
    await expect(doctor).not.toContainText('not committed');
    await stage.query('DELETE FROM course');
    await expect(doctor.locator('.item.warning')).toContainText('2 rows of enrolment point at rows of course that do not exist.');
  });
});
