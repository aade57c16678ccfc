import { expect, type Locator, type Page } from '@playwright/test';
import { clip } from '../../src/diagram/escape.ts';
import type { Facts } from '../../src/engine/protocol.ts';
import { associationTable, column, foreignKey, HOSTILE, id, schema, table } from '../unit/diagram-fixtures.ts';
import { attribute, link, model, modelColumn, object, relationship, schoolFacts } from '../unit/facts-fixtures.ts';
import { axeInside, draw, giveFacts, picture, tables, test } from './diagram-page.ts';

const choice = (page: Page, name: string): Locator => page.getByRole('radio', { name });
const edges = (page: Page): Promise<(string | null)[][]> =>
  picture(page).locator('.edge').evaluateAll((all) =>
    all.map((one) => [one.getAttribute('data-from'), one.getAttribute('data-to'), ...['marker-start', 'marker-end'].map((name) => one.getAttribute(name)?.replace(/^.*-(\w+)\)$/, '$1') ?? null)]),
  );

test('models are drawn with their relationships and the path of a proxy', async ({ page }) => {
  await draw(page, associationTable());
  await giveFacts(page, schoolFacts());
  await choice(page, 'Models').check();
  expect(await tables(page, 3)).toEqual(['Teacher', 'Student', 'Exam']);
  const frame = picture(page);
  await expect(frame.locator('[data-entity=m0] .kind')).toHaveText('table teachers');
  expect(await frame.locator('[data-entity=m0] text:not(.name):not(.kind)').allTextContents()).toEqual([
    'idINTEGER PK', 'students→ list of Student', 'many-to-many · ⇄ teachers', 'via teacher_students · lazy select', 'cascade save-update, merge',
    'exams→ list of Exam', 'one-to-many · ⇄ teacher · lazy select', 'cascade all, delete-orphan', 'examined⇢ exams.student, a proxy with a creator',
  ]);
  await expect(frame.locator('.edge.proxy')).toHaveCount(2);
  expect((await edges(page))[0]).toEqual(['m0', 'm1', 'zeroOrMore', 'zeroOrMore']);
  await expect(frame.locator('.edge-text.many-to-many')).toHaveText('students ⇄ teachers (teacher_students)');
});

test('objects are drawn with their states; a pair is dashed until it is stored', async ({ page }) => {
  const facts = schoolFacts();
  await giveFacts(page, facts);
  await choice(page, 'Objects').check();
  expect(await tables(page, 2)).toEqual(['t1: Teacher 1', 's1: Student']);
  const frame = picture(page);
  await expect(page.getByText('db.session: transaction open · 1 in the identity map · 1 to insert · 1 changed.').first()).toBeVisible();
  await expect(frame.locator('.pending .kind')).toHaveText('pending: INSERT to come');
  await expect(frame.locator('.changed')).toHaveText("name'Ada' → 'Eve'");
  await expect(frame.locator('.edge.pending')).toHaveCSS('stroke-dasharray', '6px, 4px');
  await expect(frame.locator('.edge-text')).toHaveText('teacher_students (1, ?), pending');
  const stored = facts.objects.links.map((one) => ({ ...one, status: 'stored' as const, row: 'teacher_id=1, student_id=2' }));
  await giveFacts(page, { ...facts, objects: { ...facts.objects, links: stored } });
  await expect(frame.locator('.edge-text')).toHaveText('teacher_students (1, 2)');
  await expect(frame.locator('.edge')).toHaveCSS('stroke-dasharray', 'none');
});

test('many-to-many as meant: one line, with the names of its relationships', async ({ page }) => {
  await draw(page, associationTable());
  await giveFacts(page, schoolFacts());
  await tables(page, 3);
  await page.getByRole('switch', { name: 'Many-to-many as meant' }).check();
  expect(await tables(page, 2)).toEqual(['teachers', 'students']);
  expect(await edges(page)).toEqual([['t0', 't1', 'zeroOrMore', 'zeroOrMore']]);
  await expect(picture(page).locator('.edge-text')).toHaveText('teacher_students · students ⇄ teachers');
  await page.getByRole('switch', { name: 'Many-to-many as meant' }).uncheck();
  await tables(page, 3);
});

test('each diagram keeps its place and zoom', async ({ page }) => {
  await draw(page, associationTable());
  await giveFacts(page, schoolFacts());
  await tables(page, 3);
  const scale = page.locator('junction-diagram .scale');
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(scale).toContainText('156 %');
  const [zoomed, place] = [await scale.textContent(), await picture(page).locator('[data-entity=t2]').boundingBox()];
  await choice(page, 'Objects').check();
  await tables(page, 2);
  await expect(scale).not.toHaveText(zoomed ?? '');
  await choice(page, 'Tables (ER)').check();
  await tables(page, 3);
  await expect(scale).toHaveText(zoomed ?? '');
  expect(await picture(page).locator('[data-entity=t2]').boundingBox()).toEqual(place);
});

test('nothing is drawn again when nothing changed', async ({ page }) => {
  await giveFacts(page, schoolFacts());
  await choice(page, 'Objects').check();
  await tables(page, 2);
  await picture(page).locator('svg').evaluate((svg) => svg.setAttribute('data-test', 'first'));
  await giveFacts(page, structuredClone(schoolFacts()));
  await choice(page, 'Models').check();
  await tables(page, 3);
  await choice(page, 'Objects').check();
  await tables(page, 2);
  await expect(picture(page).locator('svg')).toHaveAttribute('data-test', 'first');
});

test('the choice is made with arrow keys', async ({ page }) => {
  await draw(page, associationTable());
  await giveFacts(page, schoolFacts());
  await choice(page, 'Tables (ER)').focus();
  await page.keyboard.press('ArrowRight');
  await expect(choice(page, 'Models')).toBeFocused();
  expect(await tables(page, 3)).toEqual(['Teacher', 'Student', 'Exam']);
  await page.keyboard.press('ArrowRight');
  expect(await tables(page, 2)).toEqual(['t1: Teacher 1', 's1: Student']);
});

test('lines from a box to itself are all there, with their texts above and below it', async ({ page }) => {
  const key = (name: string, place: number) => column(`${name} INTEGER`, { primaryKey: place, notNull: true });
  const user = table('user', [id(), column('boss_id INTEGER')], { foreignKeys: [foreignKey('boss_id', 'user.id')] });
  const followers = table('followers', [key('a_id', 1), key('b_id', 2)], { kind: 'association-table', foreignKeys: [foreignKey('a_id', 'user.id'), foreignKey('b_id', 'user.id')] });
  await draw(page, schema(user, followers));
  await page.getByRole('switch', { name: 'Many-to-many as meant' }).check();
  await tables(page, 1);
  expect(await edges(page)).toEqual([['t0', 't0', 'zeroOrMore', 'zeroOrMore'], ['t0', 't0', 'zeroOrOne', 'zeroOrMore']]);
  expect(await picture(page).locator('.edge-text').allTextContents()).toEqual(['followers · a_id → b_id', 'boss_id']);
});

test('many boxes without lines stand in rows', async ({ page }) => {
  const objects = Array.from({ length: 20 }, (_, index) => object(`o${index}`, 'Tag', { attributes: [attribute('id', String(index))] }));
  await giveFacts(page, { ...schoolFacts(), objects: { sessions: [], objects, links: [link('o0', 'o1')], notes: [] } });
  await choice(page, 'Objects').check();
  await tables(page, 20);
  const boxes = await picture(page).locator('.table').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ x, y, right, bottom }) => ({ x, y, right, bottom })));
  const overlapping = boxes.filter((a) => boxes.some((b) => a !== b && a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom));
  expect(overlapping).toEqual([]);
  expect(new Set(boxes.map((box) => Math.round(box.y))).size).toBeLessThan(10);
});

test('names that are markup are shown as they are', async ({ page }) => {
  const models = HOSTILE.map((name, index) =>
    model(`m${index}`, name, name, { columns: [modelColumn(`x ${name}`, { key: name })], relationships: [relationship(name, `m${index ^ 1}`, name)] }),
  );
  const objects = HOSTILE.map((name, index) => object(`o${index}`, 'A', { names: [name], identity: null, attributes: [attribute(name, name)] }));
  const facts: Facts = {
    models: { models, notes: [] },
    objects: { sessions: [], objects, links: HOSTILE.map((name, index) => link(`o${index}`, `o${index ^ 1}`, { name, back: name, secondary: null, row: null })), notes: [] },
  };
  await giveFacts(page, facts);
  await choice(page, 'Models').check();
  expect(await tables(page, HOSTILE.length)).toEqual(HOSTILE.map((name) => clip(name)));
  await choice(page, 'Objects').check();
  expect(await tables(page, HOSTILE.length)).toEqual(HOSTILE.map((name) => clip(`${name}: A`)));
  expect(await picture(page).locator('.card .column').allTextContents()).toEqual(HOSTILE.map((name) => clip(name, 72)));
  await expect(picture(page).locator('svg').locator('a, b, img, script, foreignObject')).toHaveCount(0);
});

test('every text has room in its box', async ({ page }) => {
  await giveFacts(page, schoolFacts());
  for (const [name, count] of [['Models', 3], ['Objects', 2]] as const) {
    await choice(page, name).check();
    await tables(page, count);
    const beyond = await picture(page).locator('.card').evaluateAll((cards) =>
      cards.flatMap((card) => {
        const box = card.querySelector('.box')?.getBoundingClientRect() ?? new DOMRect();
        return [...card.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().right > box.right || text.getBoundingClientRect().left < box.left).map((text) => text.textContent);
      }),
    );
    expect(beyond).toEqual([]);
  }
});

test('what is not configured is said above the picture', async ({ page }) => {
  const facts = schoolFacts();
  const note = 'SQLAlchemy could not configure Teacher: no such class.';
  await giveFacts(page, { ...facts, models: { models: facts.models.models.map((one, index) => (index === 0 ? { ...one, state: 'failed', failure: 'no such class.' } : one)), notes: [note] } });
  await choice(page, 'Models').check();
  await tables(page, 3);
  await expect(page.locator('junction-diagram .note')).toHaveText(note);
  await expect(picture(page).locator('.failed .kind')).toHaveText('table teachers · cannot be configured');
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in models and objects, ${theme}`, async ({ page }) => {
    await draw(page, associationTable(), theme);
    await giveFacts(page, schoolFacts());
    for (const [name, count] of [['Models', 3], ['Objects', 2]] as const) {
      await choice(page, name).check();
      await tables(page, count);
      expect(await axeInside(page)).toEqual([]);
      await page.getByRole('button', { name: 'Text version' }).click();
      expect(await axeInside(page)).toEqual([]);
      await page.getByRole('button', { name: 'Text version' }).click();
    }
  });
}

test('nothing runs over the edge at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await draw(page, associationTable());
  await giveFacts(page, schoolFacts());
  for (const name of ['Models', 'Objects']) {
    await choice(page, name).check();
    await expect(page.getByRole('button', { name: 'Text version' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  }
});
