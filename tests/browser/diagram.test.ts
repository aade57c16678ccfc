import { expect } from '@playwright/test';
import { clip } from '../../src/diagram/escape.ts';
import { associationObject, associationTable, column, foreignKey, HOSTILE, id, schema, table } from '../unit/diagram-fixtures.ts';
import { axeInside, draw, picture, tables, test, type Harness } from './diagram-page.ts';

test('an association table stands between the two tables that it joins', async ({ page }) => {
  await draw(page, associationTable());
  expect(await tables(page, 3)).toEqual(['teachers', 'students', 'teacher_students']);
  const frame = picture(page);
  await expect(frame.locator('.association-table .name')).toHaveText('teacher_students');
  await expect(frame.locator('.association-table .kind')).toHaveText('association table');
  const edges = await frame.locator('.edge').evaluateAll((all) =>
    all.map((one) => [one.getAttribute('data-from'), one.getAttribute('marker-start'), one.getAttribute('marker-end'), one.getAttribute('data-to')].map((part) => part?.replace(/^.*-(\w+)\)$/, '$1'))),
  );
  expect(edges).toEqual([
    ['t0', 'onlyOne', 'zeroOrMore', 't2'],
    ['t1', 'onlyOne', 'zeroOrMore', 't2'],
  ]);
  expect(await frame.locator('.edge-text').allTextContents()).toEqual(['teacher_id', 'student_id']);
  expect(await frame.locator('[data-entity=t1] text').allTextContents()).toEqual([
    'students', 'id', 'INTEGER', 'PK', 'not null', 'name', 'VARCHAR(80)', 'not null', 'email', 'VARCHAR(120)', 'UK',
  ]);
});

test('an association object looks different from an association table', async ({ page }) => {
  await draw(page, associationObject());
  await expect(picture(page).locator('.association-object .kind')).toHaveText('association object');
  await expect(picture(page).locator('.association-object .box')).toHaveCSS('stroke-dasharray', '6px, 4px');
  await expect(picture(page).locator('.association-table')).toHaveCount(0);
});

test('names that are markup are shown as they are, and reach nothing', async ({ page, watched, address }) => {
  const odd = HOSTILE.map((name) => table(name, [column('x'), id()].map((one, index) => (index === 0 ? { ...one, name, type: name } : one))));
  const linked = odd.map((one, index) => ({ ...one, foreignKeys: [{ ...foreignKey('x', 'y.id'), columns: [one.name], table: odd[index ^ 1]?.name ?? one.name }] }));
  await draw(page, schema(...linked));
  const shown = await tables(page, HOSTILE.length);
  expect(shown).toEqual(HOSTILE.map((name) => clip(name)));
  const columns = await picture(page).locator('.column').allTextContents();
  expect(columns.filter((_, index) => index % 2 === 0)).toEqual(HOSTILE.map((name) => clip(name)));
  expect((await picture(page).locator('.type').allTextContents()).filter((type) => type !== 'INTEGER').length).toBe(HOSTILE.length);
  await expect(picture(page).locator('svg :is(img, image, a, foreignObject, script, iframe)')).toHaveCount(0);
  const bold = await page.locator('junction-diagram').locator('caption bdi').allTextContents();
  expect(bold).toEqual([...HOSTILE]);
  expect(watched.requests.filter((url) => !url.startsWith(new URL(address).origin) && !url.startsWith('blob:') && !url.startsWith('data:'))).toEqual([]);
});

test('what Mermaid laid out has room for every text', async ({ page }) => {
  const wide = table('WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW', [
    column(`${'M'.repeat(45)} NUMERIC(10, 2)`),
    column('表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表 TEXT', { notNull: true }),
  ]);
  await draw(page, schema(wide, table('<<<<<<<<<<<<<<<<<<<<', [id()])));
  await tables(page, 2);
  const outside = await picture(page).locator('.table').evaluateAll((all) =>
    all.flatMap((one) => {
      const box = one.querySelector('.box')?.getBoundingClientRect() ?? new DOMRect();
      const texts = [...one.querySelectorAll('text')].map((text) => ({ text: text.textContent, at: text.getBoundingClientRect() }));
      return texts.filter(({ at }) => at.left < box.left || at.right > box.right || at.top < box.top || at.bottom > box.bottom).map(({ text }) => text);
    }),
  );
  expect(outside).toEqual([]);
});

test('the frame has no origin, no network and no way to its parent', async ({ page, address, watched }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  const frame = page.frames().find((one) => one.url().endsWith('/diagram.html'));
  const found = await frame?.evaluate(async (url) => {
    const tried = async (act: () => unknown): Promise<string> => {
      try {
        return String(await act());
      } catch (error) {
        return (error as Error).name;
      }
    };
    return {
      origin: self.origin,
      network: await tried(() => fetch(url)),
      image: await tried(() => new Promise((resolve) => Object.assign(new Image(), { onload: () => resolve('loaded'), onerror: () => resolve('refused'), src: url }))),
      cookie: await tried(() => document.cookie),
      storage: await tried(() => localStorage.length),
      parent: await tried(() => parent.document.title),
      eval: await tried(() => (Reflect.construct(Function, ['return 1']) as () => unknown)()),
    };
  }, new URL(address).origin);
  expect(found).toEqual({ origin: 'null', network: 'TypeError', image: 'refused', cookie: 'SecurityError', storage: 'SecurityError', parent: 'SecurityError', eval: 'EvalError' });
  watched.faults.length = 0; // The policy's refusals are told to the console.
});

test('a picture asked for before its frame can be seen is drawn when it can', async ({ page }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  const panel = page.locator('junction-diagram');
  await panel.evaluate((element) => (element.style.display = 'none'));
  const frame = page.frames().find((one) => one.url().endsWith('/diagram.html'));
  await expect.poll(() => frame?.evaluate(() => document.body.getClientRects().length)).toBe(0);
  // The page hears sooner that the panel is there again than the frame does.
  await panel.locator('junction-picture').evaluate((element) => Object.assign(element, { visible: true }));
  await draw(page, schema(table('rooms', [id()])));
  await frame?.evaluate(() => new Promise((done) => setTimeout(done)));
  await panel.evaluate((element) => element.style.removeProperty('display'));
  expect(await tables(page, 1)).toEqual(['rooms']);
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

test('zoom and place outlive a redraw; the same schema is not drawn again', async ({ page }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  const zoomIn = page.getByRole('button', { name: 'Zoom in' });
  await zoomIn.click();
  await zoomIn.click();
  const scale = page.locator('junction-diagram .scale');
  await expect(scale).not.toContainText('100 %');
  const before = await scale.textContent();
  const association = picture(page).locator('.association-table .box');
  const place = await association.boundingBox();
  await picture(page).locator('svg').evaluate((svg) => svg.setAttribute('data-test', 'first'));

  const counted = associationTable();
  await draw(page, { ...counted, tables: counted.tables.map((one) => ({ ...one, rowCount: 7 })) });
  await expect(page.locator('junction-diagram caption')).toHaveCount(3);
  await draw(page, schema(...associationTable().tables, table('rooms', [id(), column('number VARCHAR(10)')])));
  await tables(page, 4);
  expect(await scale.textContent()).toBe(before);
  const after = await association.boundingBox();
  expect(Math.abs((after?.x ?? 0) - (place?.x ?? 0))).toBeLessThan(1.5);
  expect(Math.abs((after?.y ?? 0) - (place?.y ?? 0))).toBeLessThan(1.5);

  // Back to the first schema: the very picture of then, so the equal schema in between was not drawn.
  await draw(page, associationTable());
  await tables(page, 3);
  await expect(picture(page).locator('svg')).toHaveAttribute('data-test', 'first');
});

test('the keyboard moves and zooms, and Tab leaves', async ({ page }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  const scale = page.locator('junction-diagram .scale');
  const fitted = (await scale.textContent()) ?? '';
  const stage = picture(page).locator('.stage');
  const layer = picture(page).locator('.layer');
  await page.getByRole('button', { name: 'Copy PNG' }).focus();
  await page.keyboard.press('Tab');
  await expect(stage).toBeFocused();
  await page.keyboard.press('+');
  await expect(scale).not.toHaveText(fitted);
  const moved = await layer.getAttribute('style');
  await page.keyboard.press('ArrowLeft');
  await expect(layer).not.toHaveAttribute('style', moved ?? '');
  await page.keyboard.press('0');
  await expect(scale).toHaveText(fitted);
  await page.keyboard.press('1');
  await expect(scale).toContainText('100 %');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Copy PNG' })).toBeFocused();
});

test('dragging moves the picture, the wheel with Ctrl zooms where the pointer is', async ({ page }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  const name = picture(page).locator('.association-table .name');
  const before = (await name.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(40, 480);
  await page.mouse.down();
  await page.mouse.move(70, 460, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => Math.round(((await name.boundingBox())?.x ?? 0) - before.x)).toBe(30);
  const scale = page.locator('junction-diagram .scale');
  const was = (await scale.textContent()) ?? '';
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect(scale).not.toHaveText(was);
});

test('pointing at a table lights its relationships', async ({ page }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  await picture(page).locator('[data-entity=t0] .name').hover();
  await expect(picture(page).locator('.edge.lit')).toHaveAttribute('data-from', 't0');
  // Copies are of the picture, not of what is pointed at in it.
  const svg = await page.evaluate(() => (window as unknown as Harness).panel.renderRoot.querySelector('junction-picture')?.svg());
  expect(svg).toContain('class="edge"');
  expect(svg).not.toMatch(/\blit\b"|class="(reach|halo)"|tabindex|role="(button|group)"/);
});

test('copies are Mermaid text and a clean SVG document', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await draw(page, associationObject());
  await tables(page, 3);
  await page.getByRole('button', { name: 'Copy Mermaid' }).click();
  await expect(page.getByText('Copied as Mermaid.')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toBe(await page.evaluate(() => (window as unknown as Harness).panel.mermaidText()));
  expect(text).toMatch(/^erDiagram\n/);
  await page.getByRole('button', { name: 'Copy SVG' }).click();
  await expect(page.getByText('Copied as SVG.')).toBeVisible();
  const svg = await page.evaluate(() => navigator.clipboard.readText());
  const read = await page.evaluate(async (source) => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
    await image.decode();
    return {
      errors: parsed.querySelectorAll('parsererror').length,
      names: [...parsed.querySelectorAll('.name')].map((one) => one.textContent),
      styled: parsed.querySelector('style')?.textContent.includes('.association-object') ?? false,
      width: image.naturalWidth,
    };
  }, svg);
  expect(read).toEqual({ errors: 0, names: ['users', 'keywords', 'user_keywords'], styled: true, width: expect.any(Number) });
  expect(read.width).toBeGreaterThan(200);
});

test('a copy as PNG is the picture, twice as large, on the ground of the theme; refused, it is downloaded', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await draw(page, associationTable(), 'dark');
  await tables(page, 3);
  await picture(page).locator('[data-entity=t0] .name').hover();
  const box = await picture(page).locator('.layer svg').evaluate((svg) => [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))]);
  await page.getByRole('button', { name: 'Copy PNG' }).click();
  await expect(page.getByText('Copied as PNG.')).toBeVisible();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const image = await createImageBitmap(await (item?.getType('image/png') ?? new Blob()));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: new Uint8ClampedArray() };
    const colours = new Set<string>();
    for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 4).join());
    return { size: [image.width, image.height], corner: data.slice(0, 4).join(), colours: colours.size };
  });
  expect(copied.size).toEqual(box.map((side) => Math.floor(2 * Math.round(side))));
  expect(copied.corner).toBe('22,24,28,255');
  expect(copied.colours).toBeGreaterThan(50);

  await page.evaluate(() => Object.defineProperty(navigator.clipboard, 'write', { value: () => Promise.reject(new Error('no')) }));
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Copy PNG' }).click()]);
  expect(saved.suggestedFilename()).toBe('er-diagram.png');
  await expect(page.getByText('The browser did not let the page copy; er-diagram.png is downloaded instead.')).toBeVisible();
});

test('words say what the picture shows, for everyone', async ({ page }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  const words = page.getByRole('region', { name: 'Text version of the diagram' });
  await expect(words).toContainText('teachers and students are many-to-many through teacher_students; a pair is stored at most once.');
  await page.getByRole('button', { name: 'Text version' }).click();
  await expect(page.locator('junction-diagram iframe')).toBeHidden();
  await expect(words.getByText('Each teacher_students row belongs to exactly one teachers row (teacher_id → teachers.id); each teachers row can have many.')).toBeVisible();
  await page.getByRole('button', { name: 'Text version' }).click();
  await expect(page.locator('junction-diagram iframe')).toBeVisible();
});

test('a schema that is too large is said, in words and at once', async ({ page }) => {
  await draw(page, schema(...Array.from({ length: 201 }, (_, index) => table(`table_${index}`, [id()]))));
  await expect(page.getByText('This database has 201 tables; a picture is drawn of up to 200. The text version has them all.')).toBeVisible();
  await expect(page.locator('junction-diagram caption')).toHaveCount(201);
  await expect(page.locator('junction-diagram iframe')).toHaveCount(0);
});

test('with no tables there is a sentence and no frame', async ({ page, watched }) => {
  await expect(page.getByText('The diagram of the tables appears here once there is a database.')).toBeVisible();
  await draw(page, schema());
  await expect(page.getByText('No tables yet.')).toBeVisible();
  expect(watched.requests.filter((url) => url.includes('diagramFrame'))).toEqual([]);
});

test('when the frame cannot be had, that is said, and can be tried again', async ({ page }) => {
  await page.evaluate(() => {
    const { panel, diagramFrame } = window as unknown as Harness;
    let tries = 0;
    panel.loadFrame = async () => (tries++ === 0 ? Promise.reject(new Error('offline')) : diagramFrame());
  });
  await draw(page, associationTable());
  await expect(page.getByRole('alert')).toContainText('The diagram could not be loaded.');
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(await tables(page, 3)).toEqual(['teachers', 'students', 'teacher_students']);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a text that fails leaves the last good picture, dimmed; the latest request wins', async ({ page }) => {
  const results = await page.evaluate(async () => {
    const { DiagramLink, diagramFrame, host } = window as unknown as Harness;
    const { page, script } = await diagramFrame();
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = page;
    host.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const seen: string[] = [];
    let next: () => void = () => undefined;
    const link = new DiagramLink(frame.contentWindow ?? window, script, {
      view: () => undefined,
      point: () => undefined,
      shown: (result) => (seen.push(result.status), next()),
    });
    const show = (text: string) =>
      new Promise<void>((resolve) => {
        next = resolve;
        link.show({ text, names: {}, edges: [], view: 'er', theme: 'light', label: 'x' });
      });
    await show('erDiagram\n t0["good"]\n');
    await show('erDiagram\n t0["bad\n');
    for (const name of ['a', 'b', 'c']) link.show({ text: `erDiagram\n t0["${name}"]\n t1\n`, names: {}, edges: [], view: 'er', theme: 'light', label: 'x' });
    const failed = seen.join();
    await show('erDiagram\n t0["bad\n');
    return { failed, seen: seen.join() };
  });
  expect(results).toEqual({ failed: 'shown,failed', seen: 'shown,failed,failed' });
  await expect(picture(page).locator('.stage')).toHaveClass(/dimmed/);
  await expect(picture(page).locator('.table')).toHaveCount(2);
});

test('a diagram that is moved in the page draws again', async ({ page }) => {
  await draw(page, associationTable());
  await tables(page, 3);
  await page.evaluate(() => {
    const { host, panel } = window as unknown as Harness;
    const box = document.createElement('div');
    box.style.height = '100%';
    host.append(box);
    box.append(panel);
  });
  expect(await tables(page, 3)).toEqual(['teachers', 'students', 'teacher_students']);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    await draw(page, associationObject(), theme);
    await tables(page, 3);
    expect(await axeInside(page)).toEqual([]);
    await page.getByRole('button', { name: 'Text version' }).click();
    expect(await axeInside(page)).toEqual([]);
  });
}

test('nothing runs over the edge at 320 pixels, and targets are large enough', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await draw(page, associationTable());
  await tables(page, 3);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  for (const button of await page.locator('junction-diagram button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  }
});
