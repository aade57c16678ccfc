import { expect } from '@playwright/test';
import { statement } from '../../unit/trace-fixtures.ts';
import { axeFindings } from '../site.ts';
import { open, openData, program, school, set, test } from './panel-page.ts';

/** What an error means, and what the doctor says: one of each kind. */
const explanation = { rule: 'r', title: 'It is `wrong`.', cause: 'Because.', line: 1, fixes: [{ label: 'Try `x`', change: 'It helps.', code: 'x = 1' }], link: 'https://sqlalche.me/e/20/gkpj', models: false };
const advice = (title = 'Some `code` here.'): object[] =>
  ['error', 'warning', 'note'].map((severity, i) => ({ ...explanation, rule: severity, severity, title, why: 'Because.', line: i + 1, original: title }));

test.describe('every panel', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`has nothing that axe finds, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, 'junction-editor');
      await set(page, { value: `${program}# comment\nfor x in []: pass\n`, markers: [{ line: 1, message: 'wrong' }] });
      await page.locator('.view-line').first().click();
      expect(await axeFindings(page)).toEqual([]);

      await open(page, 'junction-console');
      await set(page, { ready: true, truncated: 3, entries: ['stdout', 'stderr', 'note', 'input', 'error'].map((kind) => ({ kind, text: kind, line: 2 })) });
      await expect(page.locator('.error')).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);

      await set(page, { entries: [{ kind: 'error', text: 'ValueError: no', line: 2, explanation }] });
      await page.locator('summary').click();
      expect(await axeFindings(page)).toEqual([]);

      await open(page, 'junction-doctor');
      for (const state of [{}, { ran: true }, { ran: true, stale: true, advice: advice() }]) {
        await set(page, state);
        expect(await axeFindings(page)).toEqual([]);
      }
      await expect(page.locator('.item')).toHaveCount(3);

      await open(page, 'junction-sql-console');
      await set(page, { value: "select 'x', 1 from t where a = b;", result: { status: 'error', results: [{ columns: ['a', 'b'], rows: [[1, null], ['x', '']], truncated: true, sql: 'select', changes: 0 }], changes: 0, ms: 1, error: { message: 'bad', offset: 0 } } });
      await page.locator('.view-line').first().waitFor();
      expect(await axeFindings(page)).toEqual([]);

      await openData(page, 1000);
      await expect(page.locator('.rows .row').first()).toContainText('1');
      expect(await axeFindings(page)).toEqual([]);

      await open(page, 'junction-sql-log');
      await set(page, school);
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await axeFindings(page)).toEqual([]);
    });
  }

  for (const tag of ['junction-editor', 'junction-console', 'junction-sql-console', 'junction-data', 'junction-sql-log', 'junction-doctor']) {
    test(`${tag} fits 320 pixels`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await open(page, tag);
      await set(page, { value: 'x'.repeat(500), statements: [statement({ sql: 'x'.repeat(900) }), ...school.statements], entries: [{ kind: 'stdout', text: 'x'.repeat(900) }, { kind: 'error', text: 'x'.repeat(900), explanation: { ...explanation, title: 'x'.repeat(200) } }], ran: true, advice: advice('x'.repeat(200)), database: 'a.db', databases: [] });
      await page.locator('#panel').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  }
});
