import { expect, type Page } from '@playwright/test';
import type { QueryResult, RowsRequest, RowsResult, Schema, Statement } from '../../src/engine/protocol.ts';
import { statement } from '../unit/trace-fixtures.ts';
import { serveHarness } from './harness/serve.ts';
import { axeFindings, test } from './site.ts';

let harness: Awaited<ReturnType<typeof serveHarness>>;
test.beforeAll(async () => {
  harness = await serveHarness();
});
test.afterAll(() => harness.close());

const open = (page: Page, tag: string): Promise<unknown> => page.goto(harness.url(tag));

/** Sets properties of the panel. */
async function set(page: Page, properties: object): Promise<void> {
  await page.locator('#panel').evaluate((panel, values) => void Object.assign(panel, values), properties);
}

/** What the panel has told its surroundings, of one kind. */
function told(page: Page, type: string): Promise<unknown[]> {
  return page.evaluate((name) => (window as unknown as { told: { type: string; detail: unknown }[] }).told.filter((event) => event.type === name).map(({ detail }) => detail), type);
}

/** What a run recorded: `create_all`, a commit, N+1 and a transaction that is still open. */
const school = {
  program: 'app = 1\ndb.create_all()\nann = Teacher()\ndb.session.add(ann)\ndb.session.commit()\nfor t in Teacher.query.all(): print(t.students)',
  statements: [
    statement({ id: 1, sql: 'CREATE TABLE teachers (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)', kind: 'ddl', origin: 'create_all', line: 2, call: 'db.create_all()' }),
    statement({ id: 2, sql: 'BEGIN', kind: 'transaction', line: 5, event: 2, transaction: 1 }),
    statement({ id: 3, sql: 'INSERT INTO teachers (name) VALUES (?)', kind: 'insert', parameters: ['Ann'], rows: 1, line: 5, event: 2, transaction: 1, changes: [{ table: 'teachers', operation: 'insert', columns: ['id'], keyColumns: [0], key: [1], after: [1] }] }),
    statement({ id: 4, sql: 'COMMIT', kind: 'transaction', line: 5, event: 1, transaction: 1 }),
    statement({ id: 5, sql: 'SELECT id FROM teachers', line: 6, event: 3, rows: 3 }),
    ...[1, 2, 3].map((key) => statement({ id: 5 + key, sql: 'SELECT students.id FROM students WHERE students.teacher = ?', parameters: [key], line: 6, event: 3 + key, rows: 1 })),
    statement({ id: 9, sql: 'INSERT INTO teachers (id) VALUES (?)', kind: 'insert', parameters: [1], input: 0, event: 8, transaction: 2, error: 'UNIQUE constraint failed' }),
  ],
  events: [
    { id: 1, kind: 'commit', session: 1, line: 5 }, { id: 2, kind: 'flush', session: 1, parent: 1, line: 5 },
    { id: 3, kind: 'query', session: 1, entity: 'Teacher', line: 6, call: 'Teacher.query.all()' },
    ...[4, 5, 6].map((id) => ({ id, kind: 'lazy-load', session: 1, entity: 'Teacher', attribute: 'Teacher.students', line: 6, call: 't.students' })),
    { id: 7, kind: 'query', session: 1, entity: 'Teacher', input: 0, call: 'Teacher.query.first()' }, { id: 8, kind: 'autoflush', session: 1, parent: 7, input: 0 },
  ],
  transactions: [
    { id: 1, connection: 1, database: 'junction.db', first: 2, last: 4, fate: 'committed' },
    { id: 2, connection: 1, database: 'junction.db', first: 9, fate: 'open' },
  ],
};

const value = (page: Page): Promise<string> => page.locator('#panel').evaluate((panel) => (panel as HTMLElement & { value: string }).value);

const program = 'class A:\n    x = 1  # one\n\n@tag\ndef f():\n    return len("text"), 1.5\n';

test.describe('the editor on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  test('is a text field that edits code', async ({ page }) => {
    await open(page, 'junction-editor');
    const area = page.locator('textarea');
    await area.click();
    await page.keyboard.type('def f():');
    await page.keyboard.press('Enter');
    await page.keyboard.type('return 1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('x');
    expect(await value(page)).toBe('def f():\n    return 1\n    x');
    await page.keyboard.press('Control+/');
    expect(await value(page)).toBe('def f():\n    return 1\n    # x');
    await page.keyboard.press('Control+z');
    expect(await value(page)).toBe('def f():\n    return 1\n    x');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Enter');
    expect(await told(page, 'junction-editor-run')).toEqual([{ selection: '', offset: 27 }]);
    await expect(page.locator('.monaco')).toHaveCount(0);
  });

  test('lists what is wrong and goes there', async ({ page }) => {
    await open(page, 'junction-editor');
    await set(page, { value: 'a\nb\nc', markers: [{ line: 2, column: 1, message: 'NameError: <b>b</b>' }] });
    await page.getByRole('button', { name: 'Line 2: NameError: <b>b</b>' }).click();
    await expect(page.locator('textarea')).toBeFocused();
    expect(await page.locator('textarea').evaluate((area) => (area as HTMLTextAreaElement).selectionStart)).toBe(2);
    expect(await page.locator('.gutter mark').allTextContents()).toEqual(['2']);
  });
});

test.describe('the editor', () => {
  test('becomes Monaco and keeps text, cursor, focus and scroll', async ({ page }) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/monaco-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await open(page, 'junction-editor');
    const area = page.locator('.plain textarea');
    await set(page, { value: 'line\n'.repeat(200) });
    await area.focus();
    await area.evaluate((element) => {
      (element as HTMLTextAreaElement).setSelectionRange(500, 504);
      element.scrollTop = 1500;
    });
    release();
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
    await expect(area).toHaveCount(0);
    await page.keyboard.type('new');
    expect((await value(page)).slice(495, 510)).toBe('line\nnew\nline\nl');
    await expect(page.locator('.line-numbers', { hasText: /^101$/ })).toBeVisible();
  });

  test('reports the user’s edits only, and lets a replaced text be had back', async ({ page }) => {
    await open(page, 'junction-editor');
    await set(page, { value: 'mine' });
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await set(page, { value: 'theirs' });
    expect(await told(page, 'junction-editor-change')).toEqual([{ value: 'mine!' }]);
    await expect(page.locator('.view-lines')).toHaveText('theirs');
    await page.keyboard.press('Control+z');
    expect(await value(page)).toBe('mine!');
  });

  test('has bracket pairs, indentation, comments, finding, folding and completion', async ({ page }) => {
    await open(page, 'junction-editor');
    await set(page, { value: 'class Teacher:\n    pass\n' });
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('def f(x:\nTeach');
    await page.locator('.suggest-widget').getByText('Teacher', { exact: true }).first().waitFor();
    await page.keyboard.press('Tab');
    expect(await value(page)).toMatch(/def f\(x:\n +Teacher\)?/);
    await page.keyboard.press('Control+/');
    expect(await value(page)).toMatch(/\n +# Teacher/);
    await page.keyboard.press('Control+f');
    await expect(page.locator('.find-widget')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+Shift+BracketLeft');
    await expect(page.locator('.view-line', { hasText: 'pass' })).toHaveCount(0);
  });

  test('goes to the marker with F8', async ({ page }) => {
    await open(page, 'junction-editor');
    await set(page, { value: program, markers: [{ line: 6, message: 'TypeError: no' }] });
    await page.locator('.monaco-editor .view-line').first().click();
    await expect(page.locator('.squiggly-error')).toHaveCount(1);
    await page.keyboard.press('F8');
    await expect(page.locator('.monaco-editor')).toContainText('TypeError: no');
    await expect(page.locator('.line-numbers.active-line-number')).toHaveText('6');
  });

  test('is no keyboard trap', async ({ page }) => {
    await open(page, 'junction-editor');
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.evaluate(() => {
      const after = document.createElement('button');
      after.id = 'after';
      document.querySelector('main')?.append(after);
    });
    const after = page.locator('#after');
    // Passing by.
    await page.keyboard.press('Tab');
    await expect(page.locator('.keys')).toContainText('Tab moves on');
    await page.keyboard.press('Tab');
    await expect(after).toBeFocused();
    expect(await value(page)).toBe('');
    // Staying.
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.type('x');
    await page.keyboard.press('Tab');
    expect(await value(page)).toBe('x   ');
    await expect(page.locator('.keys')).toContainText('Escape, then Tab');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(after).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('y');
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    await expect(after).toBeFocused();
  });

  test('leaves the page around it alone, and each one has its own colours', async ({ page }) => {
    await open(page, 'junction-editor');
    await set(page, { value: program });
    await page.evaluate(() => {
      const main = document.querySelector('main');
      for (const theme of ['light', 'dark']) {
        const host = document.createElement('harness-host');
        host.setAttribute('theme', theme);
        host.id = theme;
        const editor = document.createElement('junction-editor');
        editor.setAttribute('value', 'class A: pass');
        host.append(editor);
        main?.append(host);
      }
    });
    await expect(page.locator('#light .view-line span span').first()).toHaveCSS('color', 'rgb(138, 45, 124)');
    await expect(page.locator('#dark .view-line span span').first()).toHaveCSS('color', 'rgb(229, 154, 216)');
    // Whatever Monaco adds to the document is about Monaco's own elements.
    const foreign = await page.evaluate(() =>
      [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSStyleRule && !/monaco|codicon|\.mtk/.test(rule.selectorText))
        .map((rule) => rule.cssText),
    );
    expect(foreign).toEqual([]);
    await expect(page.locator('head link[rel=stylesheet]')).toHaveCount(0);
    expect(page.workers()).toEqual([]);
  });
});

test.describe('the console', () => {
  test('keeps its page small however much is printed', async ({ page }) => {
    await open(page, 'junction-console');
    await set(page, { ready: true, entries: Array.from({ length: 300 }, (_, i) => ({ kind: 'stdout', text: `${i} line\n`.repeat(1000) })) });
    await expect(page.locator('.log')).toContainText('299 line');
    const nodes = await page.locator('.log').evaluate((log) => log.querySelectorAll('*').length);
    expect(nodes).toBeLessThanOrEqual(2_000);
    const atEnd = await page.locator('.scroll').evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    expect(atEnd).toBeLessThan(2);
  });

  test('stays where the reader is', async ({ page }) => {
    await open(page, 'junction-console');
    const lines = { kind: 'stdout', text: 'line\n'.repeat(200) };
    await set(page, { ready: true, entries: [lines] });
    await page.locator('.scroll').evaluate((box) => {
      box.scrollTop = 100;
      box.dispatchEvent(new Event('scroll'));
    });
    await set(page, { entries: [lines, { kind: 'stdout', text: 'more\n' }] });
    await expect(page.locator('.log')).toContainText('more');
    expect(await page.locator('.scroll').evaluate((box) => box.scrollTop)).toBe(100);
  });

  test('shows hostile output as text', async ({ page }) => {
    await open(page, 'junction-console');
    const text = '<img src=x onerror=alert(1)>\u0000\u001b[31m\ud800';
    await set(page, { entries: [{ kind: 'stdout', text }, { kind: 'error', text, line: 7 }] });
    await expect(page.locator('.block').first()).toHaveText('<img src=x onerror=alert(1)>\u2400\\ud800');
    await expect(page.locator('.log img')).toHaveCount(0);
    await page.getByRole('button', { name: 'Go to line 7' }).click();
    expect(await told(page, 'junction-goto-line')).toEqual([{ line: 7 }]);
  });

  test('has a prompt with lines, history and a reason when it is closed', async ({ page }) => {
    await open(page, 'junction-console');
    const prompt = page.getByRole('textbox', { name: 'Python prompt' });
    await expect(page.locator('junction-prompt')).toContainText('when Python is ready');
    await page.locator('#panel').evaluate((panel) =>
      Object.assign(panel, {
        ready: true,
        history: ['first', 'second'],
        // As Python decides it for the sources below.
        needsMore: (source: string) => Promise.resolve(/^for/.test(source) && !source.endsWith('\n')),
      }),
    );
    await prompt.click();
    await page.keyboard.type('draft');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(prompt).toHaveValue('first');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(prompt).toHaveValue('draft');
    await prompt.fill('');
    await page.keyboard.type('for x in y:');
    await page.keyboard.press('Enter');
    await expect(prompt).toHaveValue('for x in y:\n    ');
    await page.keyboard.type('print(x)');
    await page.keyboard.press('Enter');
    await expect(prompt).toHaveValue('for x in y:\n    print(x)\n    ');
    await page.keyboard.press('Enter');
    await expect(prompt).toHaveValue('');
    await page.keyboard.type('1 + 1');
    await page.keyboard.press('Enter');
    expect(await told(page, 'junction-console-input')).toEqual([{ source: 'for x in y:\n    print(x)' }, { source: '1 + 1' }]);
    await page.keyboard.press('Control+l');
    expect(await told(page, 'junction-console-clear')).toHaveLength(1);
    await set(page, { ready: false });
    await expect(prompt).toHaveAttribute('readonly', '');
    await expect(prompt).toBeFocused();
  });

  test('loses nothing of what is typed ahead', async ({ page }) => {
    await open(page, 'junction-console');
    await page.locator('#panel').evaluate((panel) => {
      const answers: ((more: boolean) => void)[] = [];
      const asked: string[] = [];
      Object.assign(window, { answers, asked });
      const needsMore = (source: string): Promise<boolean> => {
        asked.push(source);
        return new Promise((resolve) => answers.push(resolve));
      };
      // As the playground does: busy from an input until its result.
      panel.addEventListener('junction-console-input', () => Object.assign(panel, { busy: true }));
      Object.assign(panel, { ready: true, needsMore });
    });
    const answer = (more: boolean): Promise<void> => page.evaluate((value) => (window as unknown as { answers: ((more: boolean) => void)[] }).answers.shift()?.(value), more);
    const asked = (): Promise<string[]> => page.evaluate(() => (window as unknown as { asked: string[] }).asked);
    const prompt = page.getByRole('textbox', { name: 'Python prompt' });
    await prompt.click();
    await page.keyboard.type('for x in y:\nprint(x)\n\na = 1\nb');
    await answer(true);
    await expect.poll(asked).toEqual(['for x in y:', 'for x in y:\n    print(x)']);
    await answer(true);
    await expect.poll(asked).toHaveLength(3);
    await answer(false);
    await expect(prompt).toHaveValue('a = 1\nb');
    expect(await told(page, 'junction-console-input')).toEqual([{ source: 'for x in y:\n    print(x)' }]);
    await expect(page.locator('junction-prompt')).toContainText('Python is running');
    await set(page, { busy: false });
    await expect.poll(asked).toHaveLength(4);
    await answer(false);
    await expect(prompt).toHaveValue('b');
    expect(await told(page, 'junction-console-input')).toEqual([{ source: 'for x in y:\n    print(x)' }, { source: 'a = 1' }]);
    // An Enter while Python runs belongs to the whole of what stands there.
    await prompt.fill('if b:\n    c\n');
    await page.keyboard.press('Enter');
    await set(page, { busy: false });
    await expect.poll(asked).toHaveLength(5);
    expect((await asked()).at(-1)).toBe('if b:\n    c\n');
  });

  test('runs a pasted transcript, one input after the other', async ({ page }) => {
    await open(page, 'junction-console');
    await page.locator('#panel').evaluate((panel) => {
      panel.addEventListener('junction-console-input', () => Object.assign(panel, { busy: true }));
      Object.assign(panel, { ready: true });
    });
    const prompt = page.getByRole('textbox', { name: 'Python prompt' });
    await expect(prompt).toBeEditable();
    await prompt.evaluate((area) => {
      const data = new DataTransfer();
      data.setData('text/plain', '>>> a = 1\n>>> b = 2\n2\n>>> a + b\n3\n');
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await expect(page.locator('junction-prompt')).toContainText('Python is running');
    expect(await told(page, 'junction-console-input')).toEqual([{ source: 'a = 1' }]);
    await set(page, { busy: false });
    await expect.poll(() => told(page, 'junction-console-input')).toEqual([{ source: 'a = 1' }, { source: 'b = 2' }]);
    await set(page, { busy: false });
    await expect(prompt).toHaveValue('a + b');
  });

  test('says what is not shown and offers it', async ({ page }) => {
    await open(page, 'junction-console');
    await set(page, { truncated: 5000, entries: [{ kind: 'stdout', text: 'end' }] });
    await expect(page.locator('.cut')).toContainText('5,000 characters of the output are not shown.');
    await page.getByRole('button', { name: 'Download everything' }).click();
    expect(await told(page, 'junction-console-download')).toHaveLength(1);
  });
});

test.describe('the SQL console', () => {
  const result = (): QueryResult => ({
    status: 'error',
    ms: 2,
    changes: 1,
    results: [
      { columns: ['id', 'id', '__proto__', '<i>'], rows: [[1, null, 'NULL', '<script>alert(1)</script>'], [2, 'x', '', 2.5]], truncated: true, sql: 'select *\nfrom t', changes: 0 },
      { columns: [], rows: [], truncated: false, sql: 'delete from t', changes: 1 },
    ],
    error: { message: 'no such table: y', offset: 31, code: 1 },
  });

  test('shows every statement’s answer, and the error where it is', async ({ page }) => {
    await open(page, 'junction-sql-console');
    await set(page, { value: 'select *\nfrom t;\ndelete from t;\nselect * from y', database: 'a.db' });
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.locator('#panel').evaluate((panel, values) => {
      // Two kinds of values that do not travel as JSON.
      const answer = values as { results: { rows: unknown[][] }[] };
      answer.results[0]?.rows.push([9007199254740993n, new Uint8Array([1, 255]), 0, 0]);
      Object.assign(panel, { result: answer });
    }, result());
    const sets = page.locator('.set');
    await expect(sets).toHaveCount(2);
    await expect(sets.first()).toContainText('select * …');
    await expect(sets.first()).toContainText('showing the first 3 rows');
    await expect(sets.last()).toContainText('1 row changed');
    await expect(page.locator('thead th').last()).toHaveText('<i>');
    await expect(page.locator('tbody tr').nth(0)).toContainText('<script>alert(1)</script>');
    await expect(page.locator('tbody tr').nth(0).locator('[data-kind=null]')).toHaveText('NULL');
    await expect(page.locator('tbody tr').nth(0).locator('[data-kind=text]').first()).toHaveText('NULL');
    await expect(page.locator('tbody tr').nth(2)).toContainText("9007199254740993x'01ff'");
    await expect(page.locator('.error')).toContainText('no such table: y');
    await page.locator('.error').getByRole('button', { name: 'line 4' }).click();
    await expect(page.locator('.line-numbers.active-line-number')).toHaveText('4');
    await expect(page.locator('.squiggly-error')).toHaveCount(1);
    await page.keyboard.type('x');
    await expect(page.locator('.squiggly-error')).toHaveCount(0);
  });

  test('runs the selection or everything, on the database chosen', async ({ page }) => {
    await open(page, 'junction-sql-console');
    const database = (name: string) => ({ name, file: true, tables: 0, size: 0, uncommitted: false });
    await set(page, { value: 'select 1;\nselect 2;', databases: [database('a.db'), database('b.db')], database: 'a.db' });
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Run SQL' }).click();
    expect(await told(page, 'junction-sql-run')).toEqual([
      { sql: 'select 1;\nselect 2;', offset: 0 },
      { sql: 'select 2;', offset: 10 },
      { sql: 'select 2;', offset: 10 },
    ]);
    await page.getByLabel('Database').selectOption('b.db');
    expect(await told(page, 'junction-database-choose')).toEqual([{ name: 'b.db' }]);
    await set(page, { busy: true });
    await expect(page.getByRole('button', { name: 'Run SQL' })).toBeDisabled();
  });

  test('puts a wide and long answer into the page in parts', async ({ page }) => {
    await open(page, 'junction-sql-console');
    const columns = Array.from({ length: 200 }, (_, i) => `c${i}`);
    await set(page, { result: { status: 'ok', ms: 1, changes: 0, results: [{ columns, rows: Array.from({ length: 1000 }, (_, i) => columns.map(() => i)), truncated: false, sql: 'select', changes: 0 }] } });
    await expect(page.locator('tbody tr')).toHaveCount(60);
    await page.getByRole('button', { name: 'Show 940 more rows' }).waitFor();
    expect(await page.locator('#panel').evaluate((panel) => panel.scrollWidth <= panel.clientWidth)).toBe(true);
  });
});

/** Makes the data panel show tables whose rows are computed; what is asked for is kept in `window.asked`. */
async function openData(page: Page, rows: number): Promise<void> {
  await open(page, 'junction-data');
  await page.locator('#panel').evaluate((panel, total) => {
    const column = (name: string, primaryKey: number) => ({ name, type: 'INTEGER', notNull: true, default: null, primaryKey, generated: false });
    const table = { kind: 'entity' as const, foreignKeys: [], uniques: [], indexes: [], sql: '' };
    const key = (name: string, target: string) => ({ columns: [name], table: target, referred: ['id'], onDelete: '', onUpdate: '' });
    const schema: Schema = {
      database: 'a.db',
      views: [],
      triggers: [],
      tables: [
        { ...table, name: 'links', kind: 'association-table', columns: [column('a_id', 1), column('b_id', 2)], primaryKey: ['a_id', 'b_id'], foreignKeys: [key('a_id', 'a'), key('b_id', 'b')], rowCount: total },
        { ...table, name: '<b>empty</b>', columns: [column('id', 1)], primaryKey: ['id'], rowCount: 0 },
      ],
    };
    const asked: { request: RowsRequest; answer(rows?: number): void }[] = [];
    const state = { asked, hold: false, plus: 0 };
    Object.assign(window, { data: state });
    const loadRows = (request: RowsRequest): Promise<RowsResult> =>
      new Promise((resolve) => {
        const size = request.table === 'links' ? total : 0;
        const count = Math.max(0, Math.min(request.limit, size - request.offset));
        const answer = (): void => {
          // Two integers of 64 bits in each row, as the engine packs them.
          const slots = new Int32Array(count * 4);
          for (let i = 0; i < count; i++) slots.set([request.offset + i + 1 + state.plus, 0, 7, 0], i * 4);
          const packed = { columns: 2, count, kinds: new Uint8Array(count * 2).fill(1).buffer, slots: slots.buffer, bytes: new ArrayBuffer() };
          resolve({ status: 'ok', columns: ['a_id', 'b_id'], total: size, rows: packed });
        };
        asked.push({ request, answer });
        if (!state.hold) answer();
      });
    Object.assign(panel, { databases: [{ name: 'a.db', file: true, tables: 2, size: 1, uncommitted: false }], database: 'a.db', schema, version: 1, loadRows });
  }, rows);
}

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

test.describe('the SQL log', () => {
  const statements = (length: number): Statement[] =>
    Array.from({ length }, (_, i) => statement({ id: i + 1, sql: `INSERT INTO t VALUES (${i}) -- <b>`, parameters: [i, "x'"], ...(i % 2 ? { line: i } : {}), rows: 1, kind: 'insert' }));

  test('stays quick with ten thousand statements, and shows earlier ones when asked', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await expect(page.locator('#panel')).toContainText('No SQL yet.');
    await set(page, { statements: statements(10_000) });
    await expect(page.locator('.bar')).toContainText('10,000 statements');
    const entries = page.locator('.entry');
    await expect(entries).toHaveCount(200);
    await expect(entries.last()).toContainText('VALUES (9999) -- <b>');
    for (const n of [400, 600, 600]) {
      await page.getByRole('button', { name: 'Show 200 earlier statements' }).click();
      await expect(entries).toHaveCount(n);
    }
    // There are never more in the page: the last ones have gone, and can come back.
    await expect(entries.first()).toContainText('VALUES (9200)');
    await expect(entries.last()).toContainText('VALUES (9799)');
    await page.getByRole('button', { name: 'Show 200 later statements' }).click();
    await expect(entries.first()).toContainText('VALUES (9400)');
    await expect(page.getByRole('button', { name: /later/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Go to line 9999' }).click();
    expect(await told(page, 'junction-goto-line')).toEqual([{ line: 9999 }]);
  });

  test('tells each line, why it sent what, and what to do about N+1', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await set(page, school);
    await expect(page.locator('.group .head')).toHaveText([/Line 2\s+db.create_all/, /Line 5\s+db.session.commit/, /Line 6\s+for t in Teacher/, /Prompt input 1/]);
    await expect(page.locator('.words')).toHaveText(['flush by the commit', 'commit', 'query', 'lazy load of Teacher.students', 'autoflush before Teacher.query.first()']);
    const load = page.locator('.entry', { hasText: '3 ×' });
    await expect(load).toContainText("N+1 Teacher.students was loaded 3 times, once for each object. Add .options(selectinload(Teacher.students)) to the query in line 6");
    await load.locator('summary').click();
    await expect(load.locator('details pre')).toHaveText(['(1,)', '(2,)', '(3,)']);
    // What create_all sends is folded up.
    await expect(page.getByText('CREATE TABLE teachers')).toBeHidden();
    await page.locator('summary', { hasText: 'create_all: 1 statement' }).click();
    await expect(page.getByText('CREATE TABLE teachers')).toBeVisible();
  });

  test('shows values in place or beside, transactions with their fate, changed rows and refusals', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await set(page, school);
    const insert = page.locator('.entry', { hasText: 'INSERT INTO' }).first();
    await expect(insert.locator('pre')).toHaveText(["INSERT INTO teachers (name)\nVALUES ('Ann')"]);
    await expect(insert).toContainText('1 row inserted into teachers');
    await page.getByLabel('Values in place').uncheck();
    await expect(insert.locator('pre')).toHaveText(['INSERT INTO teachers (name)\nVALUES (?)', "('Ann',)"]);
    await expect(page.locator('.committed .note', { hasText: 'transaction' })).toHaveText(['transaction 1, committed in the end', 'end of transaction 1']);
    await expect(page.locator('.open .note')).toHaveText('transaction 2, still open');
    await expect(page.locator('.open .refused')).toHaveText('SQLite refused: UNIQUE constraint failed');
  });

  test('is filtered by kind, and shows the statements of a line that is asked for', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await set(page, school);
    const select = page.getByRole('button', { name: 'SELECT 4' });
    await select.click();
    await expect(select).toHaveAttribute('aria-pressed', 'false');
    await expect(page.locator('.entry', { hasText: 'SELECT' })).toHaveCount(0);
    expect(await page.locator('#panel').evaluate((panel) => (panel as HTMLElementTagNameMap['junction-sql-log']).showLine(6))).toBe(true);
    await expect(page.getByRole('button', { name: 'Go to line 6' }).first()).toBeFocused();
    await expect(page.locator('.group.lit')).toContainText('lazy load of');
    expect(await page.locator('#panel').evaluate((panel) => (panel as HTMLElementTagNameMap['junction-sql-log']).showLine(4))).toBe(false);
  });

  test('says why it is empty', async ({ page }) => {
    await open(page, 'junction-sql-log');
    for (const [state, words] of [[{ busy: true }, 'The program is running.'], [{ busy: false, ended: 'error' }, 'ended with an error before'], [{ ended: 'ok' }, 'sent nothing']] as const) {
      await set(page, state);
      await expect(page.locator('.empty')).toContainText(words);
    }
  });
});

test.describe('what lines sent, in the editor', () => {
  const notes = [{ line: 2, count: 3, flagged: true, title: 'Line 2 sent 3 statements' }, { line: 4, count: 120, flagged: false, title: 'many' }];

  const shows = async (page: Page): Promise<void> => {
    await set(page, { value: program, notes });
    await expect(page.locator('.sent')).toHaveText(['3', '99+']);
    await expect(page.locator('.sent.flagged')).toHaveAttribute('title', 'Line 2 sent 3 statements');
    await page.locator('.sent').last().click();
    await page.locator('#panel').evaluate((panel) => (panel as HTMLElementTagNameMap['junction-editor']).goToLine(2));
    await page.getByRole('button', { name: 'Line 2 sent 3 SQL statements (N+1): show in the log' }).click();
    expect(await told(page, 'junction-goto-sql')).toEqual([{ line: 4 }, { line: 2 }]);
    expect(await axeFindings(page)).toEqual([]);
    await set(page, { notes: [] });
    await expect(page.locator('.sent')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'show in the log' })).toHaveCount(0);
  };

  test('stands in the margin', async ({ page }) => {
    await open(page, 'junction-editor');
    await page.locator('.view-line').first().waitFor();
    await shows(page);
  });

  test.describe('on a touch screen', () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });
    test('stands in the gutter', async ({ page }) => {
      await open(page, 'junction-editor');
      await shows(page);
    });
  });
});

test.describe('pointing on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 700 } });

  test('a tap keeps a statement, and what is lit is marked', async ({ page }) => {
    await open(page, 'junction-sql-log');
    await set(page, school);
    await page.locator('.entry', { hasText: 'INSERT INTO' }).first().tap();
    expect(await told(page, 'junction-point')).toEqual([{ thing: { kind: 'statements', ids: [3] }, how: 'pin' }]);
    await page.locator('#panel').evaluate((panel) => Object.assign(panel, { lit: new Set(['statement 7', 'line 6']) }));
    // One of three that are shown as one.
    await expect(page.locator('.entry[data-lit]')).toContainText('3 ×');
    await expect(page.locator('.head[data-lit]')).toContainText('Line 6');
  });

  test('lit lines are marked in the gutter, and what the cursor is in can be kept', async ({ page }) => {
    await open(page, 'junction-editor');
    await set(page, { value: program, notes: [{ line: 2, count: 3, flagged: false, title: 'x' }] });
    await page.locator('#panel').evaluate((panel) => Object.assign(panel, { lit: new Set(['line 2', 'line 99']) }));
    await expect(page.locator('.gutter .kin')).toHaveText(['2']);
    await page.locator('#panel').evaluate((panel) => (panel as HTMLElementTagNameMap['junction-editor']).goToLine(2));
    await page.getByRole('button', { name: 'Keep it lit' }).tap();
    await expect.poll(() => told(page, 'junction-point')).toContainEqual({ thing: { kind: 'line', line: 2 }, how: 'pin' });
    expect(await axeFindings(page)).toEqual([]);
    // A program that has been changed is not the one that ran.
    await set(page, { notes: [] });
    const before = (await told(page, 'junction-point')).length;
    await page.locator('#panel').evaluate((panel) => (panel as HTMLElementTagNameMap['junction-editor']).goToLine(4));
    expect((await told(page, 'junction-point')).slice(before)).not.toContainEqual(expect.objectContaining({ thing: expect.anything() }));
  });
});

/** What an error means, and what the doctor says: one of each kind. */
const explanation = { rule: 'r', title: 'It is `wrong`.', cause: 'Because.', line: 1, fixes: [{ label: 'Try `x`', change: 'It helps.', code: 'x = 1' }], link: 'https://sqlalche.me/e/20/gkpj', models: false };
const advice = (title = 'Some `code` here.'): object[] =>
  ['error', 'warning', 'note'].map((severity, i) => ({ ...explanation, rule: severity, severity, title, why: 'Because.', line: i + 1, original: title }));

test.describe('every panel', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`has nothing that axe finds, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, 'junction-editor');
      await set(page, { value: `${program}# comment\nfor x in []: pass\n`, markers: [{ line: 1, message: 'wrong' }] });
      await page.locator('.view-line').first().click();
      expect(await axeFindings(page)).toEqual([]);

      await open(page, 'junction-console');
      await set(page, { ready: true, truncated: 3, entries: ['stdout', 'stderr', 'note', 'input', 'error'].map((kind) => ({ kind, text: kind, line: 2 })) });
      await expect(page.locator('.error')).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);

      await set(page, { entries: [{ kind: 'error', text: 'ValueError: no', line: 2, explanation }] });
      await page.locator('summary').click();
      expect(await axeFindings(page)).toEqual([]);

      await open(page, 'junction-doctor');
      for (const state of [{}, { ran: true }, { ran: true, stale: true, advice: advice() }]) {
        await set(page, state);
        expect(await axeFindings(page)).toEqual([]);
      }
      await expect(page.locator('.item')).toHaveCount(3);

      await open(page, 'junction-sql-console');
      await set(page, { value: "select 'x', 1 from t where a = b;", result: { status: 'error', results: [{ columns: ['a', 'b'], rows: [[1, null], ['x', '']], truncated: true, sql: 'select', changes: 0 }], changes: 0, ms: 1, error: { message: 'bad', offset: 0 } } });
      await page.locator('.view-line').first().waitFor();
      expect(await axeFindings(page)).toEqual([]);

      await openData(page, 1000);
      await expect(page.locator('.rows .row').first()).toContainText('1');
      expect(await axeFindings(page)).toEqual([]);

      await open(page, 'junction-sql-log');
      await set(page, school);
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await axeFindings(page)).toEqual([]);
    });
  }

  for (const tag of ['junction-editor', 'junction-console', 'junction-sql-console', 'junction-data', 'junction-sql-log', 'junction-doctor']) {
    test(`${tag} fits 320 pixels`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await open(page, tag);
      await set(page, { value: 'x'.repeat(500), statements: [statement({ sql: 'x'.repeat(900) }), ...school.statements], entries: [{ kind: 'stdout', text: 'x'.repeat(900) }, { kind: 'error', text: 'x'.repeat(900), explanation: { ...explanation, title: 'x'.repeat(200) } }], ran: true, advice: advice('x'.repeat(200)), database: 'a.db', databases: [] });
      await page.locator('#panel').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  }
});
