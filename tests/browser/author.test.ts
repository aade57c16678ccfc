import { expect, type Page } from '@playwright/test';
import { Playground, axeFindings, test } from './site.ts';

const address = 'https://school.example/course/wrong.md';
const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const wrong =
  '---\ntitle: Not so\nsummary: A lesson that is wrong.\nminutes: 1\npanels: [editor, console]\n---\n## A step\nProse.\n' +
  fence('notes', 'Say *this* aloud.') + fence('python start', 'a = 1') + fence('python solution', 'a = 3') + fence('hint', 'Count.') +
  fence('python check', 'def check_a():\n    "a is two"\n    expect.equal(a, 2)') + fence('python mistake', '# says: Expected 2, got 5\na = 5');

/** Has the address answered with this, as a host that lets other sites read it. */
async function answering(page: Page, body: string): Promise<void> {
  await page.route(address, (route) => route.fulfill({ body, headers: { 'access-control-allow-origin': '*', 'content-type': 'text/markdown' } }));
}

test.describe('the author’s view', () => {
  test('shows solutions, checks and mistakes beside the learner’s view, and what comes of them when it is asked', async ({ page }) => {
    test.setTimeout(240_000);
    await answering(page, wrong.replace('a = 3', 'a = 2').replace('got 5', 'got 7').replace('a = 5', 'a = 7'));
    await page.goto(`#/lesson?src=${encodeURIComponent(address)}&author`);
    const author = page.locator('junction-author');
    await expect(author.getByRole('heading', { name: /^Step 1: A step/ })).toBeVisible();
    await expect(page.locator('junction-lesson').getByRole('heading', { name: 'A step' })).toBeVisible();
    await expect(author.getByRole('status')).toHaveText('Not run yet.');
    await expect(author.locator('.mark')).toHaveCount(0);
    await author.getByRole('button', { name: 'Run this step' }).press('Enter');
    await expect(author.getByRole('status')).toHaveText('✓ All 3 are true.', { timeout: 180_000 });
    await expect(author.locator('.part', { hasText: 'Answered with “Expected 2, got 7”' })).toContainText('The learner is told: a is two. Expected 2, got 7.');
    expect(await axeFindings(page)).toEqual([]);
    await author.getByRole('button', { name: 'Into the editor: Solution' }).click();
    expect(await new Playground(page).code()).toBe('a = 2\n');
    // The learner sees nothing of it, and neither does whoever goes on without `?author`.
    await page.goto(`#/lesson?src=${encodeURIComponent(address)}`);
    await expect(author).toHaveCount(0);
  });

  test('is there for all lessons of a page whose own address says so', async ({ page }) => {
    await page.goto('#/');
    const lesson = await page.locator('junction-home a[href^="#/lesson/"]').first().getAttribute('href');
    await page.goto(`?author${lesson}`);
    await expect(page.locator('junction-author').getByRole('button', { name: 'Run this step' })).toBeVisible();
  });

  test('names what is not true, in a lesson from elsewhere too, which runs nothing by itself', async ({ page }) => {
    test.setTimeout(240_000);
    await answering(page, wrong);
    await page.goto(`#/lesson?src=${encodeURIComponent(address)}&author`);
    const author = page.locator('junction-author');
    await expect(author.locator('.part', { hasText: 'Notes' })).toContainText('Say this aloud.');
    await expect(page.locator('junction-lesson .source')).toContainText('This lesson comes from school.example');
    await expect(page.locator('junction-lesson')).not.toContainText('aloud');
    await new Playground(page).ready();
    await expect(author.getByRole('status')).toHaveText('Not run yet.');
    await author.getByRole('button', { name: 'Run the whole lesson' }).click();
    await expect(author.getByRole('status')).toHaveText('✗ 1 of 3 not true.', { timeout: 180_000 });
    await expect(author.getByRole('list', { name: 'What is wrong' })).toHaveText('wrong.md:15: solution “solution 1”: it should pass: a is two: Expected 2, got 3.');
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('tab', { name: 'Author' }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await axeFindings(page)).toEqual([]);
  });
});

test.describe('a lesson by its address', () => {
  test('is walked step by step; its address leads to the step', async ({ page }) => {
    await answering(page, `${wrong}## Another step\nMore.\n`);
    await page.goto(`#/lesson?src=${encodeURIComponent(address)}`);
    await page.getByRole('button', { name: 'Next step: Another step' }).click();
    await expect(page.getByRole('heading', { name: 'Another step' })).toBeVisible();
    expect(new URL(page.url()).hash).toBe(`#/lesson?src=${encodeURIComponent(address)}&step=2`);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Another step' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'school.example' })).toHaveAttribute('rel', 'noopener noreferrer');
  });

  test('that sets up a database does so when the learner asks for something', async ({ page }) => {
    test.setTimeout(240_000);
    await answering(page, wrong.replace(/## A step[\s\S]*/, `## A step\n${fence('sql setup', 'CREATE TABLE t(a); INSERT INTO t VALUES (7);')}${fence('sql start', 'SELECT a FROM t;')}`));
    await page.goto(`#/lesson?src=${encodeURIComponent(address)}`);
    const playground = new Playground(page);
    await playground.ready();
    const notices = page.locator('junction-notices');
    await expect(notices).toContainText('It is made when you first run something.');
    expect(await playground.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).schema().then(({ tables }) => tables.length, () => 0))).toBe(0);
    expect((await playground.query('SELECT a FROM t')).results[0]?.rows).toEqual([[7]]);
    await expect(notices).not.toContainText('when you first run something');
  });

  test('with mistakes in its file says where they are', async ({ page }) => {
    await answering(page, wrong.replace('```hint', '```hnit'));
    await page.goto(`#/lesson?src=${encodeURIComponent(address)}`);
    await expect(page.locator('junction-lesson .error')).toContainText(`The file at ${address} is not a lesson that can be shown:\nwrong.md:18: unknown block "hnit"`);
  });
});
