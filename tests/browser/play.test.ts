import { expect } from '@playwright/test';
import { Playground, axeFindings, school, test } from './site.ts';

test.describe('a program', () => {
  test('runs, and every panel shows the same database', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.setCode(school);
    await playground.button('Run').click();
    await expect(playground.console).toContainText("Ada takes ['Logic', 'Engines']");
    await expect(playground.console).toContainText('sqlite:///junction.db');
    await expect(playground.toolbar).toContainText('Finished in');
    await expect(playground.said).toHaveText(/^Finished: 1 line of output, \d+ statements\.$/);

    const picture = playground.host.locator('junction-diagram').frameLocator('iframe');
    await expect(picture.locator('.table .name')).toHaveText(['student', 'course', 'enrolment']);

    await playground.tab('Data').click();
    const data = playground.host.locator('junction-data');
    await data.getByRole('button', { name: /^enrolment/ }).or(data.getByRole('tab', { name: /^enrolment/ })).first().click();
    await expect(data).toContainText('student_id');

    await playground.tab('SQL log').click();
    await expect(playground.host.locator('junction-sql-log')).toContainText('INSERT INTO enrolment');
  });

  test('tells in the margin what its lines sent, and the log leads there and back', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.run(school);
    const line = school.split('\n').findIndex((text) => text.includes('commit()')) + 1;
    const editor = playground.host.locator('junction-editor[slot=editor]');
    await editor.evaluate((element, to) => (element as HTMLElementTagNameMap['junction-editor']).goToLine(to), line);
    await editor.locator(`.sent[title^="Line ${line} sent"]`).click();
    const log = playground.host.locator('junction-sql-log');
    await expect(log.locator('.group.lit')).toContainText('flush by the commit');
    await expect(log.locator('.group.lit')).toContainText('In a transaction: committed.');
    await log.locator('.group.lit .go').first().click();
    await expect(editor.getByRole('button', { name: `Line ${line} sent` })).toBeVisible();
    await playground.setCode(`${school}\n`);
    await expect(editor.locator('.sent')).toHaveCount(0);
  });

  test('and the prompt and the SQL console work on one database, both ways', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.run(school);
    await playground.query("INSERT INTO student (name) VALUES ('Grace')");
    const names = await playground.evaluate('[s.name for s in Student.query.order_by(Student.id)]');
    expect(names.stdout).toBe("['Ada', 'Grace']\n");

    await playground.evaluate('db.session.add(Student(name="Edsger")); db.session.flush()');
    const unseen = await playground.query('SELECT count(*) FROM student');
    expect(unseen.results[0]?.rows).toEqual([[2]]);
    await playground.evaluate('db.session.commit()');
    const seen = await playground.query('SELECT count(*) FROM student');
    expect(seen.results[0]?.rows).toEqual([[3]]);
  });

  test('is entered at the prompt and in the SQL console by hand', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.run(school);
    await playground.console.getByRole('textbox').click();
    await page.keyboard.type('Student.query.count()');
    await page.keyboard.press('Enter');
    await expect(playground.console).toContainText('Student.query.count()');
    await expect(playground.said).toHaveText('1');

    await playground.host.evaluate((element) => Object.assign(element, { sql: 'SELECT title FROM course ORDER BY title;' }));
    await playground.tab('SQL').first().click();
    const console = playground.host.locator('junction-sql-console');
    await console.getByRole('button', { name: /^Run/ }).click();
    await expect(console).toContainText('Engines');
    await expect(playground.said).toHaveText('2 rows.');
  });

  test('that fails is marked at its line until it is changed', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    const result = await playground.run('x = 1\nprint(x)\nx / 0\n');
    expect(result).toMatchObject({ status: 'error', stdout: '1\n', error: { type: 'ZeroDivisionError', line: 3 } });
    await expect(playground.said).toHaveText('Error at line 3: ZeroDivisionError: division by zero');
    const problem = playground.host.locator('junction-editor[slot=editor]').getByRole('button', { name: 'Line 3: ZeroDivisionError' });
    await expect(problem).toBeVisible();
    await playground.setCode('x = 2');
    await expect(problem).toHaveCount(0);
  });

  test('that never ends is stopped at once, and the next one runs on the database as it was', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.run(school);
    await playground.toolbar.getByRole('switch', { name: 'Keep data' }).click();
    await playground.setCode('while True:\n    try:\n        pass\n    except BaseException:\n        pass\n');
    await playground.button('Run').click();
    await expect(playground.toolbar).toContainText('Running…');
    await playground.button('Stop').click();
    await expect(playground.said).toContainText('Stopped', { timeout: 3_000 });
    await expect(playground.toolbar).not.toContainText('Running…');
    expect(await playground.code()).toContain('while True');
    const count = await playground.query('SELECT count(*) FROM enrolment');
    expect(count.results[0]?.rows).toEqual([[2]]);
    expect((await playground.run('print("again")')).stdout).toBe('again\n');
  });

  test('in SQL that never ends is stopped too', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.run(school);
    await playground.host.evaluate((element) =>
      Object.assign(element, { sql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;' }),
    );
    await playground.tab('SQL').first().click();
    await playground.host.locator('junction-sql-console').getByRole('button', { name: /^Run/ }).click();
    await expect(playground.toolbar).toContainText('Running SQL…');
    await playground.button('Stop').click();
    await expect(playground.said).toContainText('Stopped', { timeout: 3_000 });
    expect((await playground.query('SELECT count(*) FROM enrolment')).results[0]?.rows).toEqual([[2]]);
  });

  test('that prints without end can be stopped, and does not fill the page', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.ready();
    await playground.setCode('n = 0\nwhile True:\n    n += 1\n    print("line", n)\n');
    await playground.button('Run').click();
    await expect(playground.console).toContainText('line 20000');
    await playground.button('Stop').click();
    await expect(playground.said).toContainText('Stopped', { timeout: 3_000 });
    const nodes = await playground.console.evaluate((element) => element.shadowRoot?.querySelectorAll('*').length ?? 0);
    expect(nodes).toBeLessThan(2_000);
  });

  test('is told from the one before: twenty clicks leave one result', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    await playground.ready();
    await playground.setCode('print("once")');
    for (let i = 0; i < 20; i += 1) await playground.button('Run').click();
    await expect(playground.toolbar).toContainText('Finished in');
    await expect(playground.console.getByText('once', { exact: false })).toHaveCount(1);
    expect(await playground.console.getByRole('log').innerText()).toMatch(/^once\s*$/);
  });
});

test.describe('work', () => {
  test('is there after a reload, and is not run', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    const editor = playground.host.locator('junction-editor[slot=editor]');
    await editor.getByRole('textbox').first().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('print("draft")');
    await expect.poll(() => playground.code()).toBe('print("draft")');
    await page.reload();
    await playground.ready();
    expect(await playground.code()).toBe('print("draft")');
    await expect(playground.console).not.toContainText('draft');
  });

  test('is not lost where nothing can be stored, and that is said', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto('#/play');
    const playground = new Playground(page);
    expect((await playground.run('print("kept")')).stdout).toBe('kept\n');
    await expect(playground.host.locator('junction-notices')).toContainText('Not saved on this device');
    await page.goto('#/');
    await page.goto('#/play');
    expect(await playground.code()).toBe('print("kept")');
  });

  test('goes back to the beginning, and comes back', async ({ page }) => {
    await page.goto('#/play');
    const playground = new Playground(page);
    const start = await playground.code();
    await playground.setCode('mine');
    await playground.button('Start over').click();
    expect(await playground.code()).toBe(start);
    await playground.host.getByRole('button', { name: 'Undo' }).click();
    expect(await playground.code()).toBe('mine');
  });
});

test.describe('a lesson', () => {
  for (const slug of ['association-table', 'association-object']) {
    test(`${slug} is read, started and stepped through`, async ({ page }) => {
      await page.goto(`#/lesson/${slug}`);
      const playground = new Playground(page);
      const lesson = playground.host.locator('junction-lesson');
      await expect(lesson.getByRole('heading').first()).toBeVisible();
      await playground.button('Run').click();
      await expect(playground.toolbar).toContainText(/Finished|Error|Stopped/);
      await lesson.getByRole('button', { name: /next/i }).click();
      await expect(page).toHaveURL(new RegExp(`#/lesson/${slug}/2$`));
      await page.goBack();
      await expect.poll(() => playground.host.getAttribute('step')).toBe('1');
    });
  }

  test('that does not exist is said, and the panels can be used', async ({ page }) => {
    await page.goto('embed.html?lesson=nothing-here');
    const playground = new Playground(page);
    await expect(playground.host.locator('junction-lesson')).toContainText('There is no lesson');
    expect((await playground.run('print(1)')).stdout).toBe('1\n');
  });
});

test.describe('the page', () => {
  test('can be read before anything heavy is loaded, and finds its way by the address', async ({ page }) => {
    await page.goto('');
    await expect(page).toHaveTitle('Junction');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('junction-playground')).toHaveCount(0);
    await page.getByRole('link', { name: 'Playground' }).first().click();
    await expect(page).toHaveTitle('Playground · Junction');
    await expect(page.locator('main')).toBeFocused();
    await page.goto('#/nowhere');
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  });

  test('remembers its theme', async ({ page }) => {
    await page.goto('#/play');
    await page.getByLabel('Theme').selectOption('dark');
    await expect(page.locator('junction-playground')).toHaveAttribute('theme', 'dark');
    await page.reload();
    await expect(page.locator('junction-playground')).toHaveAttribute('theme', 'dark');
  });

  for (const [width, height, themes] of [
    [1440, 900, ['light', 'dark', 'contrast']],
    [1024, 768, ['light', 'dark']],
    [390, 844, ['light', 'dark']],
    [320, 640, ['light']],
  ] as const) {
    for (const theme of themes) {
      test(`gives axe nothing to find at ${width} px, ${theme}`, async ({ page }) => {
        test.setTimeout(240_000);
        await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height });
        await page.goto('');
        await page.getByLabel('Theme').selectOption(theme);
        expect(await axeFindings(page)).toEqual([]);
        await page.goto('#/lesson/association-table');
        const playground = new Playground(page);
        await playground.run(`${school}\n1 / 0\n`);
        for (const name of await playground.host.getByRole('tab').allInnerTexts()) {
          await playground.tab(name.replace(/\s*\d+\+?$/, '')).first().click();
          expect(await axeFindings(page), name).toEqual([]);
        }
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(sideways).toBe(0);
      });
    }
  }
});
