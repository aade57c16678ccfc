import { expect } from '@playwright/test';
import { school } from './site.ts';
import { test } from './stage.ts';

test('models and objects follow the program and the prompt', async ({ stage }) => {
  const diagram = stage.host.locator('junction-diagram');
  const picture = stage.page.frameLocator('junction-diagram iframe');
  await stage.tab('Diagram').click();
  await stage.run(school);
  await diagram.getByRole('radio', { name: 'Models' }).check();
  await expect(picture.locator('.table .name')).toHaveText(['Student', 'Course']);
  await expect(picture.locator('.edge-text')).toHaveText('courses ⇄ students (enrolment)');

  await diagram.getByRole('radio', { name: 'Objects' }).check();
  await expect(diagram.locator('.note')).toContainText('db.session: transaction open · 3 in the identity map · nothing to flush.');
  await stage.evaluate('new = Course(title="Maths"); ada.courses.append(new)');
  await expect(picture.locator('.pending .name')).toHaveText('new: Course');
  await expect(picture.locator('.edge-text.pending')).toHaveText('enrolment (1, ?), pending');
  await stage.evaluate('db.session.flush()');
  await expect(picture.locator('.table .name').filter({ hasText: 'new' })).toHaveText('new: Course 3');
  await expect(picture.locator('.edge-text').filter({ hasText: '(1, 3)' })).toHaveText('enrolment (1, 3)');
  expect(await stage.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).diagram('objects'))).toMatch(/^classDiagram\n[^]*enrolment #40;1, 3#41;/);
  expect(await stage.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).diagram('models'))).toMatch(/^classDiagram\n[^]*courses ⇄ students/);
});

test('a picture that takes long to draw is not taken for the engine’s death', async ({ stage }) => {
  await stage.tab('Diagram').click();
  await stage.run(school);
  await expect(stage.page.frameLocator('junction-diagram iframe').locator('.table').first()).toBeVisible();
  const frame = stage.page.frames().find((one) => one.url().endsWith('/diagram.html'));
  // Longer than a frame may be silent; frames of one site share their thread.
  await frame?.evaluate(() => {
    const begin = performance.now();
    while (performance.now() - begin < 7_000);
  });
  expect((await stage.evaluate('ada.name')).stdout).toBe("'Ada'\n");
});
