import { expect } from '@playwright/test';
import { Playground, axeFindings, test } from './site.ts';

const address = 'https://school.example/talk.md';
const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const talk =
  `---\ntitle: A talk\nsummary: About pairs.\nminutes: 1\nobjectives: [say what a pair is]\n---\nWelcome.\n${fence('notes', 'Wait until *all* are quiet.')}` +
  `## Short\nFirst.\n${fence('notes', 'Slowly.')}${fence('python start', 'a = 1\nb = 1')}${fence('python solution', 'a = 1\nb = 2')}` +
  `## Long\n${'A paragraph.\n\n'.repeat(60)}The end of it.\n`;
/** Two models and what links them, in one step. */
const pairs =
  `---\ntitle: Pairs\nsummary: A table of pairs.\nminutes: 1\n---\n` +
  `## A table of pairs\n${fence('python setup', 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()')}${fence('python start', '# models')}` +
  `${fence(
    'python solution',
    `class A(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class B(db.Model):
    id = db.Column(db.Integer, primary_key=True)


links = db.Table("links", *(db.Column(f"{name}_id", db.ForeignKey(f"{name}.id"), primary_key=True) for name in "ab"))
db.create_all()
db.session.add_all([A(), B()])
db.session.flush()
db.session.execute(links.insert().values(a_id=1, b_id=1))
db.session.commit()
print("one pair")`,
  )}${fence('hint', 'Two keys.')}` +
  `## Once more\nThe same tables.\n${fence('python start', 'db.create_all()')}`;
const here = `#/lesson?src=${encodeURIComponent(address)}`;

test.beforeEach(async ({ context }) => {
  await context.route('https://school.example/pairs.md', (route) => route.fulfill({ body: pairs, headers: { 'access-control-allow-origin': '*' } }));
  await context.route(address, (route) => route.fulfill({ body: talk, headers: { 'access-control-allow-origin': '*' } }));
});

test.describe('a lesson as a talk', () => {
  test('is led by a clicker and the keyboard, on a small projector', async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.goto(`${here}&present`);
    const slides = page.locator('junction-slides');
    await expect(slides.getByRole('heading', { name: 'A talk' })).toBeVisible();
    expect(await slides.locator('.inner').evaluate((inner) => parseFloat(getComputedStyle(inner).fontSize))).toBeGreaterThanOrEqual(20);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('PageDown');
    await expect(slides.getByRole('heading', { name: 'Short' })).toBeVisible();
    await expect(slides.locator('.solution')).toHaveCount(0);
    await page.keyboard.press('.');
    await expect(slides.locator('.solution')).toContainText('+ b = 2');
    await page.keyboard.press('n');
    await expect(slides.getByRole('region', { name: 'Notes' })).toHaveText('Slowly.');
    await page.keyboard.press('?');
    const keys = slides.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(keys).toContainText('PgDn');
    expect(await axeFindings(page)).toEqual([]);
    // Keys in the list are its own: the talk stays where it is.
    await page.keyboard.press('End');
    await page.keyboard.press('Escape');
    await expect(keys).toBeHidden();
    await expect(slides.getByRole('heading', { name: 'Short' })).toBeVisible();
    await page.keyboard.press('?');
    await keys.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await expect(slides.getByRole('region', { name: 'Notes' })).toBeVisible();
    await slides.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await keys.getByRole('checkbox').check();
    await keys.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('ArrowRight');
    await expect(slides.getByRole('heading', { name: 'Long' })).toBeVisible();
    expect(new URL(page.url()).hash).toBe(`${here}&step=2&present`);
    // A slide that is higher than the screen is read to its end before the next one comes.
    await page.keyboard.press('PageDown');
    await expect.poll(() => slides.locator('.slide').evaluate((box) => box.scrollTop)).toBeGreaterThan(100);
    await page.keyboard.press('PageUp');
    await expect.poll(() => slides.locator('.slide').evaluate((box) => box.scrollTop)).toBe(0);
    await page.keyboard.press('PageUp');
    await expect(slides.getByRole('heading', { name: 'Short' })).toBeVisible();
    await expect(slides.locator('.solution')).toHaveCount(0);
    await page.keyboard.press('Home');
    await expect(slides.getByRole('region', { name: 'Notes' })).toHaveText('Wait until all are quiet.');
    await page.keyboard.press('Escape');
    await expect(page.locator('junction-lesson').getByRole('heading', { name: 'Short' })).toBeVisible();
    await expect(slides).toHaveCount(0);
  });

  test('has its notes in a window of their own, which goes with it and leads it', async ({ page }) => {
    await page.goto(`${here}&present`);
    const slides = page.locator('junction-slides');
    await expect(slides.getByRole('heading', { name: 'A talk' })).toBeVisible();
    await page.keyboard.press('PageDown');
    const [notes] = await Promise.all([page.waitForEvent('popup'), slides.getByRole('button', { name: 'Notes window' }).click()]);
    const speaker = notes.locator('junction-speaker');
    await expect(speaker.getByRole('region', { name: 'Notes' })).toContainText('Slowly.');
    await expect(speaker).toContainText('The solution is not on the screen yet.');
    await expect(speaker).toContainText('Next: Long');
    await notes.keyboard.press('s');
    await expect(slides.locator('.solution')).toBeVisible();
    await expect(speaker).toContainText('The solution is on the screen.');
    expect(await axeFindings(notes)).toEqual([]);
    await slides.getByRole('button', { name: 'Next →' }).click();
    await expect(speaker.getByRole('heading', { name: 'Long' })).toBeVisible();
    await notes.keyboard.press('PageUp');
    await expect(slides.getByRole('heading', { name: 'Short' })).toBeVisible();
  });

  test('is tried in the playground in large type, where keys are for writing, and goes on', async ({ page }) => {
    await page.goto(`${here}&present`);
    await expect(page.locator('junction-slides').getByRole('heading', { name: 'A talk' })).toBeVisible();
    await page.keyboard.press('End');
    await expect(page.locator('junction-slides').getByRole('heading', { name: 'Long' })).toBeVisible();
    await page.keyboard.press('t');
    const playground = new Playground(page);
    const words = playground.host.locator('junction-editor[slot=editor] .view-line').first();
    await expect(words).toBeVisible();
    await expect.poll(() => words.evaluate((line) => parseFloat(getComputedStyle(line).fontSize))).toBe(18);
    await playground.host.locator('junction-editor[slot=editor] .view-lines').click();
    await page.keyboard.type('# s n t');
    await expect.poll(() => playground.code()).toContain('# s n t');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the slides' }).click();
    await expect(page.locator('junction-slides').getByRole('heading', { name: 'Long' })).toBeVisible();
    await page.getByRole('button', { name: 'End' }).click();
    await expect.poll(() => words.evaluate((line) => parseFloat(getComputedStyle(line).fontSize))).toBe(14);
  });
});

test.describe('a lesson on paper', () => {
  test('has its programs, and what its solutions leave as diagram and tables', async ({ page }) => {
    test.setTimeout(300_000);
    await page.goto('#/lesson?src=https://school.example/pairs.md&print');
    const handout = page.locator('junction-handout');
    await expect(handout.getByRole('heading', { name: 'Pairs', level: 1 })).toBeVisible();
    await handout.getByRole('button', { name: 'Run the solutions for diagrams and tables' }).click();
    await expect(handout.getByRole('status')).toHaveText('Everything is there.', { timeout: 240_000 });
    await expect(handout).toContainText('one pair');
    const picture = handout.getByRole('img', { name: /^Diagram of the tables .*links/ });
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(200);
    await expect(handout.getByRole('table', { name: 'links' }).first().getByRole('cell')).toHaveText(['1', '1']);
    expect(await axeFindings(page)).toEqual([]);
    await expect(handout.getByRole('heading', { name: 'A solution' }).first()).toBeVisible();
    await handout.getByLabel('Solutions').uncheck();
    await expect(handout.getByRole('heading', { name: 'A solution' })).toHaveCount(0);
    await handout.getByLabel('Hints').check();
    await expect(handout.getByText('Hint 1').first()).toBeVisible();

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.locator('header')).toBeHidden();
    await expect(handout.locator('.bar')).toBeHidden();
    const ink = await handout.locator('article').evaluate((paper) => [getComputedStyle(paper).color, getComputedStyle(paper).backgroundColor]);
    expect(ink).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    // Nothing is cut at the right edge of A4.
    await page.setViewportSize({ width: 672, height: 1000 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(672);
    const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(pages.length).toBeGreaterThan(1);
  });

  test('of the course runs its solutions by itself', async ({ page }) => {
    await page.goto('#/');
    await page.goto((await page.locator('junction-home a[href^="#/lesson/"]').first().getAttribute('href')) ?? '');
    await page.getByRole('navigation', { name: 'This lesson' }).getByRole('link', { name: 'Print' }).click();
    await expect(page.locator('junction-handout').getByRole('status')).toHaveText(/Running the solutions|Everything is there/);
  });

  test('from elsewhere runs nothing before it is asked for', async ({ page }) => {
    await page.goto(`${here}&print`);
    const handout = page.locator('junction-handout');
    await expect(handout).toContainText(`From ${address}`);
    await expect(handout.getByRole('button', { name: 'Run the solutions for diagrams and tables' })).toBeVisible();
    await expect(handout).not.toContainText('Slowly.');
    await handout.getByLabel('Speaker’s notes').check();
    await expect(handout).toContainText('Slowly.');
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test('that is not there says so', async ({ page }) => {
    await page.route('https://school.example/none.md', (route) => route.fulfill({ body: '<!doctype html><p>Log in', headers: { 'access-control-allow-origin': '*' } }));
    await page.goto('#/lesson?src=https://school.example/none.md&print');
    await expect(page.getByRole('alert')).toContainText('https://school.example/none.md is a web page, not a lesson’s Markdown file.');
  });
});
