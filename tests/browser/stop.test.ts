import { expect } from '@playwright/test';
import { test, type Stage } from './stage.ts';

/** A database with two rows, and a program that never ends after writing more. */
const before = `import sqlite3
connection = sqlite3.connect("junction.db")
connection.execute("CREATE TABLE teacher (name)")
connection.execute("INSERT INTO teacher VALUES ('Ada'), ('Grace')")
connection.commit()
`;
const writing = `import sqlite3
connection = sqlite3.connect("junction.db")
connection.execute("INSERT INTO teacher VALUES ('Edsger')")
connection.commit()
connection.execute("INSERT INTO teacher VALUES ('Barbara')")
print("written")
`;
const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';

const endless = {
  'a loop': 'while True: pass\n',
  'a loop that catches everything': 'while True:\n    try:\n        while True: pass\n    except BaseException: pass\n',
  'sleeping': 'import time\ntime.sleep(60)\n',
  'sleeping in asyncio': 'import asyncio\nasyncio.run(asyncio.sleep(60))\n',
  'a list without end': 'import itertools\nsum(1 for x in itertools.count())\n',
  'one long operation': 'print(len(str(9 ** 9 ** 8)))\n',
  'a recursive query': `connection.execute("${numbers} SELECT max(i) FROM n").fetchall()\n`,
  'printing': 'while True: print("again and again")\n',
};

/** Presses Stop and waits for what the page says then, a second at most. */
async function stopInTime(stage: Stage): Promise<void> {
  await stage.button('Stop').click();
  await expect(stage.said).toHaveText('Stopped.', { timeout: 1_000 });
  await expect(stage.state).toContainText('Stopped after');
  await expect(stage.button('Stop')).toBeDisabled();
}

test.describe('Stop ends', () => {
  for (const [name, code] of Object.entries(endless)) {
    test(`${name}, and everything is as before the run`, async ({ stage }) => {
      await stage.run(before);
      await stage.toolbar.getByRole('switch', { name: 'Keep data' }).click();
      const program = writing + code;
      await stage.press(program);
      await expect(stage.log).toContainText('written');
      await stopInTime(stage);
      expect(await stage.code()).toBe(program);
      expect(await stage.stored('teacher')).toEqual([['Ada'], ['Grace']]);
      await stage.expectAlive();
      expect(await stage.stored('teacher')).toEqual([['Ada'], ['Grace']]);
    });
  }

  test('an input at the prompt', async ({ stage }) => {
    await stage.run(before);
    await stage.type('while True: connection.execute("INSERT INTO teacher VALUES (1)"); connection.commit()');
    await stage.console.getByRole('textbox').press('Enter');
    await expect(stage.state).toHaveText('Working…');
    await stage.button('Stop').click();
    await expect(stage.said).toHaveText('Stopped.', { timeout: 1_000 });
    await expect(stage.button('Stop')).toBeDisabled();
    expect(await stage.stored('teacher')).toEqual([['Ada'], ['Grace']]);
    expect((await stage.evaluate('1 + 1')).stdout).toBe('2\n');
  });

  test('a query in the SQL console', async ({ stage }) => {
    await stage.run(before);
    await stage.runSql(`INSERT INTO teacher VALUES ('Edsger'); ${numbers} SELECT max(i) FROM n`);
    await expect(stage.state).toHaveText('Running SQL…');
    await stage.button('Stop').click();
    await expect(stage.sqlConsole).toContainText('Stopped.', { timeout: 1_000 });
    expect(await stage.stored('teacher')).toEqual([['Ada'], ['Grace']]);
    await stage.runSql('SELECT name FROM teacher');
    await expect(stage.sqlConsole.getByRole('cell')).toHaveText(['Ada', 'Grace']);
    await stage.expectAlive();
  });
});

test('output without end fills the page with a few hundred elements at most, and can be stopped', async ({ stage }) => {
  await stage.press('i = 0\nwhile True:\n    i += 1\n    print("line", i)\n');
  await expect(stage.log).toContainText('line 40000\n');
  await stage.button('Stop').click();
  await expect(stage.said).toHaveText('Stopped.');
  expect(await stage.log.locator('*').count()).toBeLessThan(700);
  await stage.expectAlive();
});

test('Run pressed again and again runs the last program alone, though the first never ends', async ({ stage }) => {
  await stage.setCode('print("first")\nwhile True: pass\n');
  for (let i = 0; i < 6; i += 1) await stage.button('Run').click();
  await expect(stage.log).toHaveText('first');
  await stage.setCode('print("last")\n');
  for (let i = 0; i < 6; i += 1) await stage.button('Run').click();
  await expect(stage.state).toContainText('Finished in');
  await expect(stage.log).toHaveText('last');
});

test('a program that is edited while it runs is stopped as it was, and the edit is kept', async ({ stage }) => {
  await stage.press('while True: pass\n');
  await expect(stage.state).toHaveText('Running…');
  await stage.setCode('print("edited")\n');
  await stopInTime(stage);
  expect(await stage.code()).toBe('print("edited")\n');
  await stage.button('Run').click();
  await expect(stage.log).toHaveText('edited');
});
