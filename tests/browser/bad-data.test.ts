import { expect } from '@playwright/test';
import { test } from './stage.ts';

/** A database with one row. */
const before = `import sqlite3
connection = sqlite3.connect("junction.db")
connection.execute("CREATE TABLE teacher (name)")
connection.execute("INSERT INTO teacher VALUES ('Ada')")
connection.commit()
`;

test('what looks like HTML is text wherever it is shown', async ({ stage }) => {
  const evil = '<img src=x onerror="alert(1)"><b>bold</b>';
  stage.page.on('dialog', (dialog) => {
    stage.faults.push(`A dialog opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const quoted = evil.replaceAll('"', '""');
  const sql = `CREATE TABLE "${quoted}" ("${quoted}" TEXT); INSERT INTO "${quoted}" VALUES ('${evil}'); SELECT * FROM "${quoted}"`;
  const result = await stage.run(`evil = ${JSON.stringify(evil)}\nprint(evil)\nraise type(evil, (Exception,), {})(evil)\n`);
  expect(result.stdout).toBe(`${evil}\n`);
  await expect(stage.log.getByText(evil)).toHaveCount(2);
  await stage.runSql(sql);
  await expect(stage.sqlConsole.getByRole('cell', { name: evil })).toBeVisible();
  await expect(stage.sqlConsole.getByRole('columnheader', { name: evil })).toBeVisible();
  await stage.tab('Data').click();
  await expect(stage.data.getByRole('button', { name: evil })).toBeVisible();
  await expect(stage.data.getByRole('cell', { name: evil })).toBeVisible();
  await stage.tab('Diagram').click();
  const picture = stage.host.locator('junction-diagram').frameLocator('iframe');
  await expect(picture.locator('.table .name')).toHaveText([/^<img src=x/]);
  await expect(picture.locator('svg :is(img, image, b, foreignObject)')).toHaveCount(0);
  await expect(stage.host.locator('img, b:has-text("bold")')).toHaveCount(0);
  await stage.expectAlive();
});

test.describe('a file that is no database is refused, and the current one stays:', () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  for (const [name, bytes, why] of [
    ['picture.png', png, 'This is not an SQLite database file.'],
    ['empty.db', Buffer.alloc(0), 'This file is empty.'],
    ['junction.db', Buffer.from('SQLite format 3\0 and then nothing of the kind'), 'This database file is damaged'],
  ] as const) {
    test(`${name}: ${why}`, async ({ stage }) => {
      await stage.run(before);
      await stage.importFile(name, bytes);
      await expect(stage.notices.getByRole('status')).toContainText(why);
      await expect(stage.data).toContainText('teacher');
      expect(await stage.stored('teacher')).toEqual([['Ada']]);
      await stage.expectAlive();
    });
  }

  test('a damaged copy of itself', async ({ stage }) => {
    await stage.run(`${before}connection.executemany("INSERT INTO teacher VALUES (?)", [("x" * 500,)] * 100)\nconnection.commit()\n`);
    const bytes = await stage.host.evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).exportDatabase());
    const damaged = Uint8Array.from(Object.values(bytes));
    damaged.fill(0xa5, 4096, 8192);
    await stage.importFile('junction.db', damaged);
    await expect(stage.notices.getByRole('status')).toContainText('This database file is damaged');
    expect((await stage.query('SELECT count(*) FROM teacher')).results[0]?.rows).toEqual([[101]]);
  });
});

test('a million rows: the console shows the first thousand and says so; Python gets them all', async ({ stage }) => {
  const million = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT i, i * 2 AS twice FROM n';
  await stage.run(before);
  await stage.runSql(million);
  await expect(stage.sqlConsole).toContainText('showing the first 1,000 rows');
  await expect(stage.said).toHaveText('First 1,000 rows.');
  const { stdout } = await stage.evaluate(`rows = connection.execute("${million}").fetchall(); len(rows), rows[-1]`);
  expect(stdout).toBe('(1000000, (1000000, 2000000))\n');
  expect(await stage.stored('teacher')).toEqual([['Ada']]);
  await stage.expectAlive();
});

test('an SQL script that fails at its third statement of five keeps what came before, and shows where', async ({ stage }) => {
  await stage.run(before);
  await stage.runSql("SELECT 1 AS one;\nINSERT INTO teacher VALUES ('Grace');\nSELECT nme\n  FROM teacher;\nDELETE FROM teacher;\nSELECT 5;");
  await expect(stage.sqlConsole.locator('.error')).toContainText('no such column: nme');
  await expect(stage.sqlConsole.locator('.error')).toContainText('line 3');
  await expect(stage.sqlConsole.locator('.error')).toContainText('The statements before it were run.');
  await expect(stage.sqlConsole.locator('.set')).toHaveCount(2);
  await expect(stage.sqlConsole.getByRole('columnheader', { name: 'one' })).toBeVisible();
  expect(await stage.stored('teacher')).toEqual([['Ada'], ['Grace']]);
  await stage.sqlConsole.getByRole('button', { name: 'line 3' }).click();
  await expect(stage.sqlConsole.getByRole('textbox').first()).toBeFocused();
  await stage.expectAlive();
});
