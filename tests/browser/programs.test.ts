import { expect } from '@playwright/test';
import { readLessons } from '../../src/build/lessons/read.ts';
import { outcomes, queries } from '../lessons/outcomes.ts';
import { Playground, test } from './site.ts';

/** The lessons whose programs are followed through all panels. */
const lessons = readLessons().flatMap(({ lesson }) => (lesson.slug in outcomes ? [lesson] : []));

/** How many rows the tables have, by what the Data panel says. */
async function rowCounts(playground: Playground): Promise<Record<string, number>> {
  const entries = await playground.host.locator('junction-data').getByRole('listitem').evaluateAll((items) =>
    items.map((item) => [item.querySelector('.name')?.textContent ?? '', Number(item.querySelector('.rows')?.textContent)] as const),
  );
  return Object.fromEntries(entries);
}

for (const { slug, title, steps } of lessons) {
  test(`“${title}”: every step’s program does on the page what the lesson tells`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`#/lesson/${slug}`);
    const playground = new Playground(page);
    const lesson = playground.host.locator('junction-lesson');
    const picture = playground.host.locator('junction-diagram').frameLocator('iframe');
    await playground.ready();

    for (const [index, step] of steps.entries()) {
      const outcome = outcomes[slug]?.[index];
      // A lesson ends with a step that asks for no program.
      if (step.solution === null && index + 1 === steps.length) break;
      if (outcome === undefined || step.solution === null) throw new Error(`${slug} has no outcome for step ${index + 1}`);
      await expect(lesson.getByRole('heading', { name: step.title })).toBeVisible();
      await expect.poll(() => playground.code()).toBe(step.start);

      await playground.setCode(step.solution);
      await playground.button('Run').click();
      await expect(playground.toolbar).toContainText('Finished in');
      expect(await playground.console.locator('.stdout').allTextContents()).toEqual([outcome.prints]);
      await expect(playground.console.locator('.error, .stderr')).toHaveCount(0);

      const schema = await playground.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).schema());
      expect(Object.fromEntries(schema.tables.map(({ name, kind }) => [name, kind]))).toEqual({ students: 'entity', teachers: 'entity', ...outcome.kinds });
      for (const [name, rows] of Object.entries(outcome.rows)) {
        const answer = await playground.query(queries[name] ?? `SELECT * FROM ${name}`);
        expect(answer.results[0]?.rows).toEqual(rows);
      }

      const text = await playground.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).diagram('er'));
      expect(text.match(/^ {2}t\d+\["[^"]*"\]/gm)?.map((entity) => entity.replace(/.*"(.*)".*/, '$1')).sort()).toEqual(schema.tables.map(({ name }) => name).sort());
      await playground.tab('Diagram').click();
      await expect.poll(async () => (await picture.locator('.table .name').allTextContents()).sort()).toEqual(schema.tables.map(({ name }) => name).sort());
      for (const [name, kind] of Object.entries(outcome.kinds)) {
        await expect(picture.locator(`.${kind} .name`)).toHaveText(name);
        await expect(picture.locator(`.${kind} .kind`)).toHaveText(kind.replace('-', ' '));
      }
      await expect(picture.locator('.edge')).toHaveCount(2);

      await playground.tab('Data').click();
      await expect.poll(() => rowCounts(playground)).toEqual(Object.fromEntries(schema.tables.map(({ name, rowCount }) => [name, rowCount])));
      if (index + 1 < steps.length) await lesson.getByRole('button', { name: /next/i }).click();
    }
  });
}

test('the program that the playground begins with runs as it stands', async ({ page }) => {
  await page.goto('#/play');
  const playground = new Playground(page);
  await playground.button('Run').click();
  await expect(playground.toolbar).toContainText('Finished in');
  await expect(playground.console.locator('.error, .stderr')).toHaveCount(0);
  const schema = await playground.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).schema());
  expect(schema.tables.map(({ kind }) => kind).sort()).toContain('association-table');
  expect(schema.tables.every(({ rowCount }) => rowCount > 0)).toBe(true);
});
