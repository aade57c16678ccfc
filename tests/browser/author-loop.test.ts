import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { command, newFolder, serveAuthor, type AuthorServer } from './author-server.ts';
import { Playground, test } from './site.ts';

let server: AuthorServer;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  const folder = newFolder();
  expect(await command('lessons', 'new', 'clubs', '--lessons', folder)).toMatchObject({ code: 0 });
  server = await serveAuthor(folder);
});
test.afterAll(() => server.close());

/** Saves the lesson with this text in the place of that, and waits until the page says so. */
async function save(before: string, after: string, seen: Locator, says: string | RegExp): Promise<void> {
  const file = join(server.folder, 'clubs.md');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(before);
  // Watchers take two changes within some milliseconds for one, and a test is quicker than any author: it saves again.
  await expect(async () => {
    writeFileSync(file, text.replace(before, after));
    await expect(seen).toContainText(says, { timeout: 3_000 });
  }).toPass();
}

test('a lesson that is saved is shown at once, and what was written in the editor stays', async ({ page }) => {
  await page.goto(`${server.url}#/lesson/clubs`);
  const playground = new Playground(page);
  const lesson = page.locator('junction-lesson');
  await expect(lesson.getByRole('heading', { name: 'A first step' })).toBeVisible();
  await playground.setCode('print("mine")\n');
  // The page is the same one throughout: no reload, so Python need not start again.
  await page.evaluate(() => Object.assign(window, { same: true }));

  await save('What there is to know', 'What everybody knows', lesson, 'What everybody knows');
  expect(await playground.code()).toBe('print("mine")\n');

  await save('```hint', '```hnit', lesson.locator('.error'), /clubs\.md:\d+: unknown block "hnit"/);
  await save('```hnit', '```hint', lesson, 'What everybody knows');
  expect(await playground.code()).toBe('print("mine")\n');
  expect(await page.evaluate(() => 'same' in window)).toBe(true);

  // What the home page lists comes with a new page; the draft is there again.
  await save('title: Clubs', 'title: Clubs and pupils', lesson, 'Clubs and pupils, step 1 of 1');
  await expect.poll(() => playground.code()).toBe('print("mine")\n');
});

test('a lesson that is added to the course is there', async ({ page }) => {
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: /Clubs/ })).toBeVisible();
  expect(await command('lessons', 'new', 'second-lesson', '--lessons', server.folder)).toMatchObject({ code: 0 });
  await page.getByRole('link', { name: /Second lesson/ }).click();
  await expect(page.getByRole('heading', { name: 'A first step' })).toBeVisible();
});
