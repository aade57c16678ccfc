import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { Playground, axeFindings, test } from './site.ts';

/** A device on which the first lesson is done and the second begun. */
async function remember(page: Page): Promise<void> {
  await page.goto('#/');
  await page.evaluate(() => {
    const times = (...steps: number[]) => Object.fromEntries(steps.map((step) => [step, `2026-01-0${step}T12:00:00.000Z`]));
    const keep = (lesson: string, record: object) => localStorage.setItem(`junction:progress:/:lesson/${lesson}`, JSON.stringify({ version: 2, ...record }));
    keep('join-table', { passed: times(1, 2, 3, 4, 5, 6, 7, 8), step: 5, seen: '2026-01-08T12:00:00.000Z' });
    keep('association-table', { passed: times(1), step: 2, seen: '2026-01-09T12:00:00.000Z' });
    localStorage.setItem('junction:draft:/:lesson/association-table/2', JSON.stringify({ version: 2, code: 'mine = 1\n', sql: '', base: '', other: null }));
  });
  await page.reload();
}

const card = (page: Page, title: string) => page.locator('junction-home li').filter({ has: page.getByRole('link', { name: title, exact: true }) });

test.describe('the course page', () => {
  test('begins with the first lesson, and goes on where the learner was', async ({ page }) => {
    await page.goto('#/');
    await expect(page.getByRole('link', { name: 'Start the first lesson' })).toHaveAttribute('href', '#/lesson/join-table/1');
    await expect(page.getByRole('heading', { level: 2, name: 'A table of pairs' })).toBeVisible();
    await remember(page);
    await expect(page.locator('#way')).toContainText('1 of ');
    await expect(card(page, 'A third table')).toContainText('Done on');
    await expect(card(page, 'Association tables')).toContainText('1 of ');
    await page.getByRole('link', { name: 'Continue: Association tables, step 2' }).click();
    await expect(page).toHaveURL(/#\/lesson\/association-table\/2$/);
    const playground = new Playground(page);
    await expect.poll(() => playground.code()).toBe('mine = 1\n');
  });

  test('starts a lesson over after a question, by keyboard, and takes it back', async ({ page }) => {
    await remember(page);
    await page.goto('#/lesson/association-table/2');
    const playground = new Playground(page);
    await expect.poll(() => playground.code()).toBe('mine = 1\n');
    await page.goto('#/');
    const start = page.getByRole('button', { name: 'Start over: Association tables' });
    await start.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Start “Association tables” over?');
    await page.keyboard.press('Escape');
    await expect(card(page, 'Association tables')).toContainText('1 of ');
    await expect(start).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).press('Enter');
    await expect(card(page, 'Association tables')).not.toContainText('tasks done');
    expect(await playground.code()).not.toContain('mine');
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await expect(card(page, 'Association tables')).toContainText('1 of ');
    expect(await playground.code()).toBe('mine = 1\n');
  });

  test('saves the work to a file, and loads it on another device', async ({ page, browser, baseURL }) => {
    await remember(page);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save to a file' }).click()]);
    const path = await file.path();
    expect(readFileSync(path, 'utf8')).toContain('mine = 1');
    const other = await browser.newPage({ baseURL: baseURL ?? '' });
    await other.goto('#/');
    await other.locator('junction-home input[type=file]').setInputFiles(path);
    await expect(card(other, 'Association tables')).toContainText('1 of ');
    await other.getByRole('button', { name: 'Undo' }).click();
    await expect(other.getByRole('link', { name: 'Start the first lesson' })).toBeVisible();
    await other.locator('junction-home input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await expect(other.locator('junction-home [role=status]')).toContainText('This file holds no work');
    await other.close();
  });

  test('says what is not kept, and shows it all the same', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto('#/');
    await expect(page.locator('junction-home .work')).toContainText('until you close the page');
    await page.goto('#/lesson/join-table/2');
    await expect(page.locator('junction-lesson').getByRole('heading', { level: 2 })).toBeVisible();
    await page.goto('#/');
    await expect(page.getByRole('link', { name: 'Continue: A third table, step 2' })).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`and the summary have nothing that axe finds, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('#/');
      expect(await axeFindings(page)).toEqual([]);
      await remember(page);
      await expect(page.locator('#way')).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Start the course over' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
      await page.goto('#/summary');
      await expect(page.getByRole('table')).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
    });
  }

  test('and the summary fit 320 pixels', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await remember(page);
    for (const hash of ['#/', '#/summary']) {
      await page.goto(hash);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), hash).toBeLessThanOrEqual(320);
    }
  });
});

test.describe('the summary', () => {
  test('names what is completed and who did it, on one sheet of paper', async ({ page }) => {
    await page.goto('#/summary');
    await expect(page.locator('junction-summary')).toContainText('Nothing is completed yet');
    await expect(page.getByRole('button', { name: 'Print' })).toBeDisabled();
    await remember(page);
    // The whole course, so that the sheet is as full as it can be.
    await page.evaluate(async () => {
      const all = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [i + 1, '2026-01-02T12:00:00.000Z']));
      const links = document.querySelector('junction-app')?.shadowRoot?.querySelector('junction-home')?.shadowRoot?.querySelectorAll('li h3 a') ?? [];
      for (const link of links) {
        const slug = link.getAttribute('href')?.split('/')[2] ?? '';
        localStorage.setItem(`junction:progress:/:lesson/${slug}`, JSON.stringify({ version: 2, passed: all, step: 1, seen: null }));
      }
    });
    await page.goto('#/summary');
    await page.reload();
    await page.getByLabel('Your name').fill('Ada <b>Lovelace</b>');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons completed by Ada <b>Lovelace</b>');
    await expect(page.getByRole('row', { name: 'Association tables' })).toContainText('2 January 2026');
    await expect(page.locator('junction-summary')).toContainText('proves nothing to others');
    await page.reload();
    await expect(page.getByLabel('Your name')).toHaveValue('Ada <b>Lovelace</b>');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByLabel('Your name')).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Site' })).toBeHidden();
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  });
});

test.describe('an address', () => {
  test('of a lesson or a page that there is not is answered in words', async ({ page }) => {
    await page.goto('#/lesson/nowhere');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no lesson “nowhere”');
    await page.goto('#/lesson/association-table/0');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
    await page.getByRole('main').getByRole('link', { name: 'first page' }).click();
    await expect(page.getByRole('link', { name: 'Start the first lesson' })).toBeVisible();
  });

  test('leads to a step; one that there is not becomes the last, and Back does not stumble over it', async ({ page }) => {
    await page.goto('#/');
    await page.goto('#/lesson/association-table/99');
    const notices = page.locator('junction-notices');
    await expect(notices).toContainText('This lesson has no step 99');
    await expect(page).toHaveURL(/#\/lesson\/association-table\/4$/);
    await expect(page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current=step]')).toHaveText(/4/);
    await page.goBack();
    await expect(page).toHaveURL(/#\/$/);
  });
});
