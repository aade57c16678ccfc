import { expect } from '@playwright/test';
import { Playground, test } from './site.ts';

test('panes are resized by keys, by dragging and by clicking, and remember it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('#/play');
  const playground = new Playground(page);
  const handle = playground.host.getByRole('separator', { name: 'Resize Editor, Console' });
  const value = async (): Promise<number> => Number(await handle.getAttribute('aria-valuenow'));
  expect(await value()).toBe(52);

  await handle.focus();
  await page.keyboard.press('ArrowRight');
  expect(await value()).toBe(54);
  await page.keyboard.press('Home');
  expect(await value()).toBe(12);
  await page.keyboard.press('End');
  expect(await value()).toBe(88);
  await page.keyboard.press('Enter');
  expect(await value()).toBe(0);
  await page.keyboard.press('Enter');
  expect(await value()).toBe(88);

  await handle.click();
  expect(await value()).toBe(30);

  const box = await handle.boundingBox();
  if (box === null) throw new Error('the handle is not to be seen');
  await page.mouse.move(box.x + box.width / 2, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(640, box.y + 100, { steps: 5 });
  await page.mouse.up();
  expect(Math.abs((await value()) - 50)).toBeLessThanOrEqual(1);

  const kept = await value();
  await page.reload();
  expect(await value()).toBe(kept);
});

test('a narrow container has tabs, worked by keys, and a run brings the console to the front', async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 800 });
  await page.goto('#/play');
  const playground = new Playground(page);
  await expect(playground.host.getByRole('tablist')).toHaveCount(1);
  await expect(playground.host.getByRole('separator')).toHaveCount(0);
  await playground.tab('Editor').focus();
  await page.keyboard.press('ArrowRight');
  await expect(playground.tab('Console')).toBeFocused();
  await expect(playground.tab('Console')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(playground.tab('Doctor')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(playground.host.getByRole('tabpanel', { name: 'Editor' })).toBeVisible();
  await playground.button('Run').click();
  await expect(playground.tab('Console')).toHaveAttribute('aria-selected', 'true');
});

test('the tab in front is seen whole, after the panels have changed, too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('#/play');
  const playground = new Playground(page);
  await playground.tab('Editor').focus();
  await page.keyboard.press('End');
  await expect(playground.tab('Doctor')).toBeInViewport({ ratio: 1 });
  await page.goto('#/lesson/association-table/1');
  await expect(playground.tab('Lesson')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.tab('Lesson')).toBeInViewport({ ratio: 1 });
});

test('a step in SQL begins with the SQL console in front, and never in front of the lesson', async ({ page }) => {
  const playground = new Playground(page);
  const heading = playground.host.locator('junction-lesson').getByRole('heading', { name: 'Create, copy, drop' });
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('about:blank');
    await page.goto('#/lesson/table-to-object/1');
    await expect(heading).toBeVisible();
    await expect(playground.host.locator('junction-sql-console')).toBeVisible({ visible: width > 800 });
  }
});

test('panels keep what they hold when the layout changes', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('#/play');
  const playground = new Playground(page);
  await playground.run('print("still here")');
  await page.setViewportSize({ width: 600, height: 800 });
  await expect(playground.host.getByRole('tablist')).toHaveCount(1);
  await playground.tab('Console').click();
  await expect(playground.console).toContainText('still here');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(playground.host.getByRole('separator').first()).toBeVisible();
  await expect(playground.console).toContainText('still here');
});

test('the keyboard reaches every control and leaves again', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('#/play');
  const playground = new Playground(page);
  await playground.ready();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  const seen: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => {
      let element: Element | null = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element === document.body ? 'out' : (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
    }));
    if (seen.at(-1) === 'out') break;
  }
  expect(seen).toContain('out');
  for (const name of ['Run', 'Reset', 'Keep data', 'Python program', 'Resize Editor', 'Diagram']) {
    expect(seen.some((label) => label.startsWith(name)), `${name} among ${seen.join(' | ')}`).toBe(true);
  }
});

for (const panel of ['editor', 'console', 'query', 'data', 'diagram', 'sql']) {
  test(`${panel} can stand alone`, async ({ page }) => {
    await page.setViewportSize({ width: 900, height: 500 });
    await page.goto(`embed.html?panels=${panel}`);
    const playground = new Playground(page);
    await playground.ready();
    const parts = { editor: 'editor', console: 'console', query: 'sql-console', data: 'data', diagram: 'diagram', sql: 'sql-log' } as Record<string, string>;
    const box = await playground.host.locator(`junction-${parts[panel]}`).first().boundingBox();
    expect(box?.width).toBeGreaterThan(860);
    expect(box?.height).toBeGreaterThan(400);
    await expect(playground.host.getByRole('tab')).toHaveCount(0);
    await expect(playground.button('Run')).toHaveCount(panel === 'editor' ? 1 : 0);
  });
}
