import { expect, type Page } from '@playwright/test';
import { Playground, axeFindings, test } from './site.ts';

/** Opens a lesson and puts the keyboard on its text. */
async function openLesson(page: Page, hash: string): Promise<Playground> {
  await page.goto(hash);
  const playground = new Playground(page);
  await expect(playground.host.locator('junction-lesson').getByRole('heading', { level: 2 })).toBeVisible();
  return playground;
}

const current = (page: Page) => page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current=step]');

test.describe('the way through a lesson', () => {
  test('is in the address and in the history', async ({ page }) => {
    await openLesson(page, '#/lesson/association-table');
    await page.getByRole('button', { name: 'Step 3' }).first().click();
    await expect(page).toHaveURL(/#\/lesson\/association-table\/3$/);
    await page.getByText('Association tables, step 3 of 4').click();
    await page.locator('.contents').getByRole('button', { name: 'When would you use this?' }).click();
    await expect(page).toHaveURL(/\/4$/);
    await page.goBack();
    await expect(current(page)).toHaveText(/3/);
    await page.reload();
    await expect(current(page)).toHaveText(/3/);
  });

  test('leads on to the next lesson, and back', async ({ page }) => {
    await openLesson(page, '#/lesson/association-table/4');
    await page.getByRole('link', { name: /^Next lesson: / }).press('Enter');
    await expect(page).toHaveURL(/#\/lesson\/(?!association-table)[\w-]+\/1$/);
    await expect(page.locator('junction-lesson').getByRole('heading', { level: 2 })).toBeFocused();
    await expect(page).not.toHaveTitle('Association tables · Junction');
    await page.getByRole('link', { name: 'Previous lesson: Association tables' }).click();
    await expect(page).toHaveURL(/#\/lesson\/association-table\/1$/);
  });

  test('leaves the keyboard where it is: after a guess, a check and all help', async ({ page }) => {
    await openLesson(page, '#/lesson/association-table/2');
    await page.locator('junction-predict').getByRole('radio').first().check();
    const guess = page.locator('junction-predict').getByRole('button');
    await guess.press('Enter');
    await expect(guess).toHaveText('Guess again');
    await expect(guess).toBeFocused();
    await page.locator('junction-checks').getByRole('button', { name: 'Check my work' }).press('Enter');
    await expect(page.locator('junction-checks').getByRole('button', { name: 'Check my work' })).toBeFocused();
    const help = page.locator('junction-help');
    await help.getByRole('button', { name: 'Give me a hint' }).press('Enter');
    while ((await help.getByRole('button').innerText()) !== 'Show a solution') await page.keyboard.press('Enter');
    await expect(help.getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(help.getByRole('group', { name: 'A solution' })).toBeFocused();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('slides and paper are in reach, a run shows what it prints, and what is opened next is read first', async ({ page }) => {
    const playground = await openLesson(page, '#/lesson/association-table/1');
    const views = page.getByRole('navigation', { name: 'This lesson' });
    const top = await page.getByRole('navigation', { name: 'Site' }).boundingBox();
    for (const name of ['Slides', 'Print']) expect(Math.abs(((await views.getByRole('link', { name }).boundingBox())?.y ?? 0) - (top?.y ?? 0))).toBeLessThan(8);
    await expect(page.getByRole('link', { name: 'Junction', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Check my work' }).click();
    await expect(page.locator('junction-checks li').first()).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: /^Run/ }).click();
    await expect(playground.host.locator('junction-console')).toContainText('Tables: teachers, students');
    await expect(page.getByRole('tab', { name: 'Console' })).toHaveAttribute('aria-selected', 'true');
    await page.goto('#/lesson/association-table/2');
    await expect(page.locator('junction-lesson').getByRole('heading', { name: 'The types come by themselves' })).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
  });
});

test.describe('single keys', () => {
  test('are there as soon as a lesson was opened by the keyboard', async ({ page }) => {
    await page.goto('#/');
    await page.getByRole('link', { name: 'Association tables' }).press('Enter');
    await expect(page.locator('junction-lesson').getByRole('heading', { name: 'A table of pairs' })).toBeVisible();
    await page.keyboard.press('n');
    await expect(page).toHaveURL(/association-table\/2$/);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });

  test('walk, check and move the keyboard; in an editor they are letters', async ({ page }) => {
    const playground = await openLesson(page, '#/lesson/association-table/1');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('n');
    await expect(page).toHaveURL(/\/2$/);
    await expect(current(page)).toHaveText(/2/);
    await page.keyboard.press('l');
    await expect(playground.host.getByRole('region', { name: 'Lesson' })).toBeFocused();
    await page.keyboard.press('p');
    await expect(page).toHaveURL(/\/1$/);
    await page.keyboard.press('p');
    await page.keyboard.press('e');
    const editor = playground.host.locator('junction-editor[slot=editor]');
    await expect(editor.getByRole('textbox').first()).toBeFocused();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('pn?');
    await expect.poll(() => playground.code()).toMatch(/^pn\?/);
    await expect(page).toHaveURL(/\/1$/);
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('are shown by “?” and by a button, and can be switched off', async ({ page }) => {
    const playground = await openLesson(page, '#/lesson/association-table/1');
    await page.getByRole('region', { name: 'Lesson' }).focus();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(dialog).toBeVisible();
    await expect(dialog).toContainText('Next step');
    await page.keyboard.press('n');
    await expect(page).toHaveURL(/\/1$/);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await playground.button('Keyboard shortcuts').press('Enter');
    await dialog.getByRole('checkbox', { name: 'Use single keys' }).press('Space');
    await dialog.getByRole('button', { name: 'Close' }).press('Enter');
    await expect(playground.button('Keyboard shortcuts')).toBeFocused();
    await page.keyboard.press('?');
    await expect(dialog).toBeHidden();
    await page.reload();
    await playground.button('Keyboard shortcuts').click();
    await expect(dialog.getByRole('checkbox')).not.toBeChecked();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`and the steps have nothing that axe finds, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await openLesson(page, '#/lesson/association-table/4');
      await page.getByText('Association tables, step 4 of 4').click();
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      expect(await axeFindings(page)).toEqual([]);
    });
  }
});
