import { expect } from '@playwright/test';
import type { RowsRequest } from '../../../src/engine/protocol.ts';
import { open, openData, set, test, told } from './panel-page.ts';

test.describe('the data panel', () => {
  test('reaches each of a million rows with few of them in the page', async ({ page }) => {
    await openData(page, 1_000_000);
    await expect(page.getByRole('row').nth(1)).toContainText('1');
    await expect(page.locator('ul')).toContainText('1,000,000');
    await expect(page.locator('ul')).toContainText('association table');
    await page.locator('junction-rows .scroll').focus();
    await page.keyboard.press('End');
    const last = page.locator('.rows .row').last();
    await expect(last).toHaveAttribute('aria-rowindex', '1000001');
    await expect(last.getByRole('cell').first()).toHaveText('1000000');
    const visible = await last.evaluate((row) => row.getBoundingClientRect().bottom <= innerHeight + 1);
    expect(visible).toBe(true);
    expect(await page.locator('.rows .row').count()).toBeLessThan(60);
    await page.keyboard.press('Home');
    await expect(page.locator('.rows .row').first()).toHaveAttribute('aria-rowindex', '2');
  });

  test('shows new data without flicker, where the reader was', async ({ page }) => {
    await openData(page, 5_000);
    const box = page.locator('junction-rows .scroll');
    await box.evaluate((element) => (element.scrollTop = 28 * 1000));
    const row = page.locator('.row[aria-rowindex="1010"] [role=cell]').first();
    await expect(row).toHaveText('1009');
    await page.evaluate(() => Object.assign((window as unknown as { data: object }).data, { hold: true, plus: 100_000 }));
    await set(page, { version: 2 });
    await expect.poll(() => page.evaluate(() => (window as unknown as { data: { asked: { request: RowsRequest }[] } }).data.asked.at(-1)?.request.offset)).toBe(900);
    // The old rows are there until the new ones come.
    await expect(row).toHaveText('1009');
    await page.evaluate(() => {
      const { data } = window as unknown as { data: { hold: boolean; asked: { answer(): void }[] } };
      data.hold = false;
      data.asked.at(-1)?.answer();
    });
    await expect(row).toHaveText('101009');
    expect(await box.evaluate((element) => element.scrollTop)).toBe(28_000);
  });

  test('drops an answer that comes for a table no longer shown', async ({ page }) => {
    await openData(page, 5_000);
    await expect(page.locator('.rows .row').first()).toContainText('1');
    await page.evaluate(() => Object.assign((window as unknown as { data: object }).data, { hold: true }));
    await set(page, { version: 2 });
    await page.getByRole('button', { name: /<b>empty<\/b>/ }).click();
    await page.evaluate(() => {
      const { data } = window as unknown as { data: { hold: boolean; asked: { answer(): void }[] } };
      data.hold = false;
      for (const { answer } of data.asked) answer();
    });
    await expect(page.locator('junction-rows')).toContainText('No rows yet.');
    await expect(page.locator('.rows .row')).toHaveCount(0);
  });

  test('says what there is not, and what went wrong', async ({ page }) => {
    await open(page, 'junction-data');
    await expect(page.locator('#panel')).toContainText('There is no database yet.');
    await set(page, { database: 'a.db', schema: { database: 'a.db', tables: [], views: [], triggers: [] } });
    await expect(page.locator('#panel')).toContainText('no tables yet');
    await openData(page, 10);
    await page.locator('#panel').evaluate((panel) => Object.assign(panel, { version: 2, loadRows: () => Promise.resolve({ status: 'error', message: 'database disk image is malformed' }) }));
    await expect(page.locator('junction-rows .error')).toHaveText('database disk image is malformed');
  });

  test('takes files in, chosen or dropped, and hands them out', async ({ page }) => {
    await openData(page, 1);
    await page.locator('input[type=file]').setInputFiles({ name: 'x.db', mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
    await page.locator('.main').evaluate((main) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['y'], 'y.db'));
      main.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    const names = await page.evaluate(() => (window as unknown as { told: { type: string; detail: { file: File } }[] }).told.map(({ detail }) => detail.file.name));
    expect(names).toEqual(['x.db', 'y.db']);
    await page.getByRole('button', { name: 'Export' }).click();
    expect(await told(page, 'junction-export')).toEqual([{ name: 'a.db' }]);
  });
});
