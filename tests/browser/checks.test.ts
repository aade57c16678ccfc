import { expect } from '@playwright/test';
import { readLessons } from '../../src/build/lessons/read.ts';
import type { JunctionPlayground } from '../../src/embed.ts';
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
