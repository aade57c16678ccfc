import { expect, type Page } from '@playwright/test';
import { Playground, axeFindings, test } from './site.ts';

const lesson = '#/lesson/association-table/1';
const key = 'junction:draft:/:lesson/association-table/#a-table-of-pairs';

/** Opens the lesson in a page of its own. */
async function openLesson(page: Page, hash = lesson): Promise<Playground> {
  await page.goto(hash);
  const playground = new Playground(page);
  await expect(playground.host.locator('junction-lesson').getByRole('heading', { level: 2 })).toBeVisible();
  return playground;
}

/** Keeps a text as the draft of the lesson's first step, before the lesson is opened. */
async function store(page: Page, text: string): Promise<void> {
  await page.goto('#/');
  await page.evaluate(([name, draft]) => localStorage.setItem(name, draft), [key, text] as const);
}

function notices(playground: Playground) {
  return playground.host.locator('junction-notices');
}

test.describe('work on a step', () => {
  test('in two tabs is followed, and set side by side where both have changed it', async ({ page, context }) => {
    const one = await openLesson(page);
    const two = await openLesson(await context.newPage());
    await one.setCode('one = 1\n');
    await expect.poll(() => two.code()).toBe('one = 1\n');
    await notices(two).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => one.code()).toContain('db');

    // Both type before either is saved: the later one keeps both.
    await two.host.evaluate((element) => {
      const later = 'two = 2\n';
      Object.assign(element, { code: later });
      localStorage.setItem('junction:draft:/:lesson/association-table/#a-table-of-pairs', JSON.stringify({ version: 2, code: 'one = 11\n', sql: '', base: '', other: null }));
    });
    await expect(notices(two)).toContainText('Another tab has changed this step too');
    await notices(two).getByRole('button', { name: 'Compare' }).click();
    const dialog = two.host.getByRole('dialog');
    await expect(dialog.getByRole('heading', { level: 2 })).toHaveText('The other tab’s version, and this one');
    await expect(dialog.locator('.minus')).toHaveText('− one = 11');
    await expect(dialog.locator('.plus')).toHaveText('+ two = 2');
    expect(await axeFindings(two.page)).toEqual([]);
    await two.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await notices(two).getByRole('button', { name: 'Take the other' }).click();
    expect(await two.code()).toBe('one = 11\n');
    await expect.poll(() => one.code()).toBe('one = 11\n');
  });

  test('of an older lesson can be kept, compared, or given up and had back', async ({ page }) => {
    await store(page, JSON.stringify({ version: 2, code: 'mine = 1\n', sql: '', base: 'older', other: null }));
    const playground = await openLesson(page);
    expect(await playground.code()).toBe('mine = 1\n');
    await expect(notices(playground)).toContainText('This step has changed since you worked on it');
    await notices(playground).getByRole('button', { name: 'Compare' }).press('Enter');
    await expect(playground.host.getByRole('dialog').locator('.plus')).toHaveText('+ mine = 1');
    await playground.host.getByRole('button', { name: 'Start over from the new one' }).press('Enter');
    expect(await playground.code()).toContain('db');
    await notices(playground).getByRole('button', { name: 'Undo' }).click();
    expect(await playground.code()).toBe('mine = 1\n');
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    await page.reload();
    await openLesson(page);
    expect(await playground.code()).toBe('mine = 1\n');
    await expect(notices(playground)).not.toContainText('has changed');
  });

  test('that cannot be read, or not be stored, is said and can be saved as a file', async ({ page }) => {
    await store(page, '{"version":2,"code":');
    const playground = await openLesson(page);
    await expect(notices(playground)).toContainText('What was saved for this step cannot be read');
    await notices(playground).getByRole('button', { name: 'Dismiss' }).click();
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('no space', 'QuotaExceededError');
      };
    });
    await playground.setCode('mine = 1\n');
    await expect(notices(playground)).toContainText('storage for this site is full');
    const [file] = await Promise.all([page.waitForEvent('download'), notices(playground).getByRole('button', { name: 'Save as a file' }).click()]);
    expect(file.suggestedFilename()).toBe('association-table-1.py');
  });

  test('is the same on the site and in its frame for course sites', async ({ page }) => {
    const playground = await openLesson(page);
    await playground.setCode('mine = 1\n');
    await expect.poll(() => page.evaluate((name) => localStorage.getItem(name), key)).toContain('mine = 1');
    await page.goto('embed.html?lesson=association-table');
    await expect(playground.host.locator('junction-lesson').getByRole('heading', { level: 2 })).toBeVisible();
    expect(await playground.code()).toBe('mine = 1\n');
    await playground.host.getByRole('button', { name: 'Step 2' }).first().click();
    await page.goto('#/');
    await page.goto('./');
    await expect(page.getByRole('link', { name: /^Continue: Association tables, step 2/ })).toBeVisible();
  });
});
