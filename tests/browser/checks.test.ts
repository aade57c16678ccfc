import { expect } from '@playwright/test';
import { readLessons } from '../../src/build/lessons/read.ts';
import type { JunctionPlayground } from '../../src/embed.ts';
import { serveHarness } from './harness/serve.ts';
import { axeFindings, Playground, test } from './site.ts';

const solution = (slug: string, step: number): string => readLessons().find(({ lesson }) => lesson.slug === slug)?.lesson.steps[step - 1]?.solution ?? '';

test('work is checked apart from the run, answered in words and rows, and remembered', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('#/lesson/secondary/3');
  const playground = new Playground(page);
  const lesson = playground.host.locator('junction-lesson');
  await playground.ready();
  await page.evaluate(() => {
    const heard: unknown[] = ((window as unknown as { heard: unknown[] }).heard = []);
    for (const name of ['junction-check', 'junction-progress']) addEventListener(name, (event) => heard.push([name, (event as CustomEvent<unknown>).detail]));
  });

  await lesson.getByRole('button', { name: 'Check my work' }).click();
  const results = lesson.locator('junction-checks');
  await expect(results.getByRole('listitem').filter({ hasText: 'These four links are stored' })).toContainText("Missing: ('Ada', 'Mei'), ('Ada', 'Tove'), ('Ada', 'Kai') and 1 more.");
  await expect(results.locator('tr.missing').nth(1)).toContainText('Tove');
  await expect(results.locator('.buttons')).toContainText('0 of 5 passed.');
  await expect(playground.said).toContainText('Not passed: Two teachers and six students are stored');
  expect(await axeFindings(page)).toEqual([]);
  // The learner's own console has seen nothing of it.
  await expect(playground.console.getByRole('log')).toHaveText('');

  await playground.setCode(solution('secondary', 3));
  await expect(results).toContainText('Your program has changed since it was checked.');
  await lesson.getByLabel('a row of teacher_students', { exact: true }).check();
  await lesson.getByRole('button', { name: 'Answer' }).click();
  await expect(lesson.locator('junction-quiz')).toContainText('A link is a row there, and nothing else.');
  await lesson.getByRole('button', { name: 'Check my work' }).click();
  await expect(results).toContainText('All passed.');
  await expect(lesson.getByRole('button', { name: 'Step 3: Six students, passed' })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard.at(-1))).toEqual(['junction-progress', { lesson: 'secondary', step: 3, passed: 1, total: 5 }]);
  await page.reload();
  await expect(lesson.getByRole('button', { name: 'Step 3: Six students, passed' })).toBeVisible();
});

test('the public verb checks too, and a check without end can be stopped', async ({ page }) => {
  await page.goto('embed.html?lesson=association-table&panels=editor,checks');
  const playground = new Playground(page);
  await playground.ready();
  await playground.setCode('while True: pass');
  const checks = playground.host.locator('junction-checks[panel]');
  await checks.getByRole('button', { name: 'Check my work' }).click();
  await checks.getByRole('button', { name: 'Stop checking' }).click();
  await expect(checks).toContainText('Stopped.');
  await playground.setCode(solution('association-table', 1));
  const result = await playground.host.evaluate((element) => (element as JunctionPlayground).check());
  expect(result).toEqual({ passed: true, checks: [expect.objectContaining({ passed: true }), expect.objectContaining({ passed: true })] });
  await expect(checks).toContainText('All passed.');
});

test('a guess is answered by a run, live SQL by the database', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('#/lesson/secondary/1');
  const playground = new Playground(page);
  const lesson = playground.host.locator('junction-lesson');
  await playground.ready();
  const predict = lesson.locator('junction-predict');
  await predict.getByLabel('2', { exact: true }).check();
  await predict.getByRole('button', { name: 'Run it and see' }).click();
  await expect(predict).toContainText('The run says 3, you expected 2.');
  await predict.getByLabel('3', { exact: true }).check();
  await predict.getByRole('button', { name: 'Guess again' }).click();
  await expect(predict).toContainText('As you expected: 3');

  await lesson.getByRole('button', { name: 'Step 2: What the prompt shows' }).click();
  await playground.run(solution('secondary', 2));
  const live = lesson.locator('junction-live');
  await live.getByRole('button', { name: 'Try it' }).click();
  await expect(live.getByRole('row').last()).toContainText('Omar');
});

test('a solution is shown as what it changes in the learner’s program', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('#/lesson/secondary/3');
  const playground = new Playground(page);
  const help = playground.host.locator('junction-help');
  await help.getByRole('button', { name: 'Give me a hint' }).click();
  for (let others = 0; others < 2; others += 1) await help.getByRole('button', { name: 'Another hint' }).click();
  await help.getByRole('button', { name: 'Show a solution' }).click();
  await expect(help.locator('.plus')).toHaveText([/ada\.students = \[mei, tove, kai\]/, /boris\.students\.append\(mei\)/, /db\.session\.add_all/, /db\.session\.commit\(\)/]);
  await help.getByRole('button', { name: 'Put it into the editor' }).click();
  expect(await playground.code()).toBe(solution('secondary', 3));
});

test.describe('lines to be put in order', () => {
  let harness: Awaited<ReturnType<typeof serveHarness>>;
  test.beforeAll(async () => {
    harness = await serveHarness();
  });
  test.afterAll(() => harness.close());

  for (const way of ['keyboard', 'pointer'] as const) {
    test(`are moved by ${way}`, async ({ page }) => {
      await page.goto(harness.url('junction-order'));
      await page.locator('#panel').evaluate((panel) => Object.assign(panel, { order: { lines: ['first()', 'second()', 'third()'], extra: ['never()'], line: 1 } }));
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
      const told = await page.evaluate(() => (window as unknown as { told: { type: string; detail: unknown }[] }).told.at(-1));
      expect(told).toEqual({ type: 'junction-order', detail: { lines: ['first()', 'second()', 'third()'] } });
    });
  }

  test('are read whole on a narrow page', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(harness.url('junction-order'));
    const long = `CREATE TABLE loans (${Array.from({ length: 9 }, (_, i) => `column_${i} INTEGER NOT NULL`).join(', ')});`;
    await page.locator('#panel').evaluate((panel, line) => Object.assign(panel, { order: { lines: [line, 'x'.repeat(90)], extra: [], line: 1 } }), long);
    await expect(page.locator('li')).toHaveCount(2);
    expect(await page.locator('li').evaluateAll((lines) => lines.every((line) => line.getBoundingClientRect().right <= innerWidth && line.scrollWidth <= line.clientWidth))).toBe(true);
  });
});
