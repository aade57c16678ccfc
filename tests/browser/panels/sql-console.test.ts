import { expect } from '@playwright/test';
import type { QueryResult } from '../../../src/engine/protocol.ts';
import { open, set, test, told } from './panel-page.ts';

test.describe('the SQL console', () => {
  const result = (): QueryResult => ({
    status: 'error',
    ms: 2,
    changes: 1,
    results: [
      { columns: ['id', 'id', '__proto__', '<i>'], rows: [[1, null, 'NULL', '<script>alert(1)</script>'], [2, 'x', '', 2.5]], truncated: true, sql: 'select *\nfrom t', changes: 0 },
      { columns: [], rows: [], truncated: false, sql: 'delete from t', changes: 1 },
    ],
    error: { message: 'no such table: y', offset: 31, code: 1 },
  });

  test('shows every statement’s answer, and the error where it is', async ({ page }) => {
    await open(page, 'junction-sql-console');
    await set(page, { value: 'select *\nfrom t;\ndelete from t;\nselect * from y', database: 'a.db' });
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.locator('#panel').evaluate((panel, values) => {
      // Two kinds of values that do not travel as JSON.
      const answer = values as { results: { rows: unknown[][] }[] };
      answer.results[0]?.rows.push([9007199254740993n, new Uint8Array([1, 255]), 0, 0]);
      Object.assign(panel, { result: answer });
    }, result());
    const sets = page.locator('.set');
    await expect(sets).toHaveCount(2);
    await expect(sets.first()).toContainText('select * …');
    await expect(sets.first()).toContainText('showing the first 3 rows');
    await expect(sets.last()).toContainText('1 row changed');
    await expect(page.locator('thead th').last()).toHaveText('<i>');
    await expect(page.locator('tbody tr').nth(0)).toContainText('<script>alert(1)</script>');
    await expect(page.locator('tbody tr').nth(0).locator('[data-kind=null]')).toHaveText('NULL');
    await expect(page.locator('tbody tr').nth(0).locator('[data-kind=text]').first()).toHaveText('NULL');
    await expect(page.locator('tbody tr').nth(2)).toContainText("9007199254740993x'01ff'");
    await expect(page.locator('.error')).toContainText('no such table: y');
    await page.locator('.error').getByRole('button', { name: 'line 4' }).click();
    await expect(page.locator('.line-numbers.active-line-number')).toHaveText('4');
    await expect(page.locator('.squiggly-error')).toHaveCount(1);
    await page.keyboard.type('x');
    await expect(page.locator('.squiggly-error')).toHaveCount(0);
  });

  test('runs the selection or everything, on the database chosen', async ({ page }) => {
    await open(page, 'junction-sql-console');
    const database = (name: string) => ({ name, file: true, tables: 0, size: 0, uncommitted: false });
    await set(page, { value: 'select 1;\nselect 2;', databases: [database('a.db'), database('b.db')], database: 'a.db' });
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Run SQL' }).click();
    expect(await told(page, 'junction-sql-run')).toEqual([
      { sql: 'select 1;\nselect 2;', offset: 0 },
      { sql: 'select 2;', offset: 10 },
      { sql: 'select 2;', offset: 10 },
    ]);
    await page.getByLabel('Database').selectOption('b.db');
    expect(await told(page, 'junction-database-choose')).toEqual([{ name: 'b.db' }]);
    await set(page, { busy: true });
    await expect(page.getByRole('button', { name: 'Run SQL' })).toBeDisabled();
  });

  test('puts a wide and long answer into the page in parts', async ({ page }) => {
    await open(page, 'junction-sql-console');
    const columns = Array.from({ length: 200 }, (_, i) => `c${i}`);
    await set(page, { result: { status: 'ok', ms: 1, changes: 0, results: [{ columns, rows: Array.from({ length: 1000 }, (_, i) => columns.map(() => i)), truncated: false, sql: 'select', changes: 0 }] } });
    await expect(page.locator('tbody tr')).toHaveCount(60);
    await page.getByRole('button', { name: 'Show 940 more rows' }).waitFor();
    expect(await page.locator('#panel').evaluate((panel) => panel.scrollWidth <= panel.clientWidth)).toBe(true);
  });
});
