import { expect } from '@playwright/test';
import type { Statement } from '../../../src/engine/protocol.ts';
import { statement } from '../../unit/trace-fixtures.ts';
import { open, school, set, test, told } from './panel-page.ts';

test.describe('the SQL log', () => {
  const statements = (length: number): Statement[] =>
    Array.from({ length }, (_, i) => statement({ id: i + 1, sql: `INSERT INTO t VALUES (${i}) -- <b>`, parameters: [i, "x'"], ...(i % 2 ? { line: i } : {}), rows: 1, kind: 'insert' }));

  test('stays quick with ten thousand statements, and shows earlier ones when asked', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await expect(page.locator('#panel')).toContainText('No SQL yet.');
    await set(page, { statements: statements(10_000) });
    await expect(page.locator('.bar')).toContainText('10,000 statements');
    const entries = page.locator('.entry');
    await expect(entries).toHaveCount(200);
    await expect(entries.last()).toContainText('VALUES (9999) -- <b>');
    for (const n of [400, 600, 600]) {
      await page.getByRole('button', { name: 'Show 200 earlier statements' }).click();
      await expect(entries).toHaveCount(n);
    }
    // There are never more in the page: the last ones have gone, and can come back.
    await expect(entries.first()).toContainText('VALUES (9200)');
    await expect(entries.last()).toContainText('VALUES (9799)');
    await page.getByRole('button', { name: 'Show 200 later statements' }).click();
    await expect(entries.first()).toContainText('VALUES (9400)');
    await expect(page.getByRole('button', { name: /later/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Go to line 9999' }).click();
    expect(await told(page, 'junction-goto-line')).toEqual([{ line: 9999 }]);
  });

  test('tells each line, why it sent what, and what to do about N+1', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await set(page, school);
    await expect(page.locator('.group .head')).toHaveText([/Line 2\s+db.create_all/, /Line 5\s+db.session.commit/, /Line 6\s+for t in Teacher/, /Prompt input 1/]);
    await expect(page.locator('.words')).toHaveText(['flush by the commit', 'commit', 'query', 'lazy load of Teacher.students', 'autoflush before Teacher.query.first()']);
    const load = page.locator('.entry', { hasText: '3 ×' });
    await expect(load).toContainText("N+1 Teacher.students was loaded 3 times, once for each object. Add .options(selectinload(Teacher.students)) to the query in line 6");
    await load.locator('summary').click();
    await expect(load.locator('details pre')).toHaveText(['(1,)', '(2,)', '(3,)']);
    // What create_all sends is folded up.
    await expect(page.getByText('CREATE TABLE teachers')).toBeHidden();
    await page.locator('summary', { hasText: 'create_all: 1 statement' }).click();
    await expect(page.getByText('CREATE TABLE teachers')).toBeVisible();
  });

  test('shows values in place or beside, transactions with their fate, changed rows and refusals', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await set(page, school);
    const insert = page.locator('.entry', { hasText: 'INSERT INTO' }).first();
    await expect(insert.locator('pre')).toHaveText(["INSERT INTO teachers (name)\nVALUES ('Ann')"]);
    await expect(insert).toContainText('1 row inserted into teachers');
    await page.getByLabel('Values in place').uncheck();
    await expect(insert.locator('pre')).toHaveText(['INSERT INTO teachers (name)\nVALUES (?)', "('Ann',)"]);
    await expect(page.locator('.committed .note', { hasText: 'transaction' })).toHaveText(['transaction 1, committed in the end', 'end of transaction 1']);
    await expect(page.locator('.open .note')).toHaveText('transaction 2, still open');
    await expect(page.locator('.open .refused')).toHaveText('SQLite refused: UNIQUE constraint failed');
  });

  test('is filtered by kind, and shows the statements of a line that is asked for', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await set(page, school);
    const select = page.getByRole('button', { name: 'SELECT 4' });
    await select.click();
    await expect(select).toHaveAttribute('aria-pressed', 'false');
    await expect(page.locator('.entry', { hasText: 'SELECT' })).toHaveCount(0);
    expect(await page.locator('#panel').evaluate((panel) => (panel as HTMLElementTagNameMap['junction-sql-log']).showLine(6))).toBe(true);
    await expect(page.getByRole('button', { name: 'Go to line 6' }).first()).toBeFocused();
    await expect(page.locator('.group.lit')).toContainText('lazy load of');
    expect(await page.locator('#panel').evaluate((panel) => (panel as HTMLElementTagNameMap['junction-sql-log']).showLine(4))).toBe(false);
  });

  test('says why it is empty', async ({ page }) => {
    await open(page, 'junction-sql-log');
    for (const [state, words] of [[{ busy: true }, 'The program is running.'], [{ busy: false, ended: 'error' }, 'ended with an error before'], [{ ended: 'ok' }, 'sent nothing']] as const) {
      await set(page, state);
      await expect(page.locator('.empty')).toContainText(words);
    }
  });

  test.describe('on a touch screen', () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

    test('a tap keeps a statement, and what is lit is marked', async ({ page }) => {
      await open(page, 'junction-sql-log');
      await set(page, school);
      await page.locator('.entry', { hasText: 'INSERT INTO' }).first().tap();
      expect(await told(page, 'junction-point')).toEqual([{ thing: { kind: 'statements', ids: [3] }, how: 'pin' }]);
      await page.locator('#panel').evaluate((panel) => Object.assign(panel, { lit: new Set(['statement 7', 'line 6']) }));
      // One of three that are shown as one.
      await expect(page.locator('.entry[data-lit]')).toContainText('3 ×');
      await expect(page.locator('.head[data-lit]')).toContainText('Line 6');
    });
  });
});
