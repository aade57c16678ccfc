import { expect } from '@playwright/test';
import { axeFindings } from '../site.ts';
import { open, set, test, told } from './panel-page.ts';

test.describe('lines to be put in order', () => {
  for (const way of ['keyboard', 'pointer'] as const) {
    test(`are moved by ${way}`, async ({ page }) => {
      await open(page, 'junction-order');
      await set(page, { order: { lines: ['first()', 'second()', 'third()'], extra: ['never()'], line: 1 } });
      const texts = (): Promise<string[]> => page.locator('li code').allInnerTexts();
      await expect(page.locator('li')).toHaveCount(4);
      for (const [place, line] of ['first()', 'second()', 'third()'].entries()) {
        for (let at = (await texts()).indexOf(line); at > place; at -= 1) {
          const handle = page.getByRole('button', { name: new RegExp(`^Line ${at + 1}: `) });
          if (way === 'keyboard') {
            await handle.focus();
            await page.keyboard.press('ArrowUp');
          } else {
            const [from, to] = await Promise.all([handle.boundingBox(), page.locator('li').nth(at - 1).boundingBox()]);
            if (!from || !to) throw new Error('nothing to drag');
            await page.mouse.move(from.x + 5, from.y + 5);
            await page.mouse.down();
            await page.mouse.move(from.x + 5, to.y + 5, { steps: 4 });
            await page.mouse.up();
          }
          await expect.poll(async () => (await texts()).indexOf(line)).toBe(at - 1);
        }
      }
      await page.getByRole('button', { name: 'Leave out: never()' }).click();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Put them into the program' }).click();
      expect(await told(page, 'junction-order')).toEqual([{ lines: ['first()', 'second()', 'third()'] }]);
    });
  }

  test('are read whole on a narrow page', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, 'junction-order');
    const long = `CREATE TABLE loans (${Array.from({ length: 9 }, (_, i) => `column_${i} INTEGER NOT NULL`).join(', ')});`;
    await set(page, { order: { lines: [long, 'x'.repeat(90)], extra: [], line: 1 } });
    await expect(page.locator('li')).toHaveCount(2);
    expect(await page.locator('li').evaluateAll((lines) => lines.every((line) => line.getBoundingClientRect().right <= innerWidth && line.scrollWidth <= line.clientWidth))).toBe(true);
  });
});
