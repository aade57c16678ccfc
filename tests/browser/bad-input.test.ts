import { expect } from '@playwright/test';
import { test, type Stage } from './stage.ts';

/** A database with one row. */
const before = `import sqlite3
connection = sqlite3.connect("junction.db")
connection.execute("CREATE TABLE teacher (name)")
connection.execute("INSERT INTO teacher VALUES ('Ada')")
connection.commit()
`;

/** Presses Run for a program that goes wrong on the database of `before`, and sees that code and database are safe. */
async function goWrong(stage: Stage, program: string, ends: RegExp): Promise<void> {
  await stage.run(before);
  await stage.toolbar.getByRole('switch', { name: 'Keep data' }).click();
  await stage.press(program);
  await expect(stage.state).toHaveText(ends, { timeout: 60_000 });
  expect(await stage.code()).toBe(program);
}

async function expectSafe(stage: Stage): Promise<void> {
  expect(await stage.stored('teacher')).toEqual([['Ada']]);
  await stage.expectAlive();
  expect(await stage.stored('teacher')).toEqual([['Ada']]);
}

test('a syntax error is shown where it is, in the console and in the editor', async ({ stage }) => {
  await goWrong(stage, 'x = 1\nprint((1 2)\n', /Error at line 2/);
  await expect(stage.log).toContainText('SyntaxError: invalid syntax. Perhaps you forgot a comma?');
  await expect(stage.log).not.toContainText('Traceback');
  const editor = stage.host.locator('junction-editor[slot=editor]');
  await expect(editor.getByRole('button', { name: 'Line 2: SyntaxError: invalid syntax.' })).toBeVisible();
  await expect(editor.locator('.squiggly-error')).toBeVisible();
  await stage.log.getByRole('button', { name: 'Go to line 2' }).click();
  await expect(editor.getByRole('textbox').first()).toBeFocused();
  const { error } = await stage.run('x = 1\nprint((1 2)\n');
  expect(error).toMatchObject({ type: 'SyntaxError', line: 2, column: 8 });
  await expectSafe(stage);
});

test('endless recursion is told in a few lines', async ({ stage }) => {
  await goWrong(stage, 'def f(): f()\nf()\n', /Error at line 1/);
  await expect(stage.log).toContainText('RecursionError: maximum recursion depth exceeded');
  expect((await stage.log.innerText()).split('\n').length).toBeLessThan(20);
  await expectSafe(stage);
});

const deadly = {
  'a list nested 100,000 deep': ['x = []\nfor _ in range(100_000): x = [x]\nprint("printed")\nrepr(x)\n', 'ran out of stack', 4],
  'a __repr__ that calls itself': ['class A:\n    def __repr__(self): return repr(self)\n\nprint("printed")\nA().__repr__()\n', 'ran out of stack', 2],
  'os._exit': ['import os\nprint("printed")\nos._exit(1)\n', 'ended Python itself', null],
  'os.abort': ['import os\nprint("printed")\nos.abort()\n', 'ended Python itself', 3],
} as const;

for (const [name, [program, why, line]] of Object.entries(deadly)) {
  test(`${name} ends Python, which is said in plain words, and Python is there again`, async ({ stage }) => {
    await goWrong(stage, program, line === null ? /^Error after/ : new RegExp(`Error at line ${line}`));
    await expect(stage.log).toContainText('printed');
    await expect(stage.log).toContainText(why);
    await expect(stage.log).toContainText('Python has to be started again.');
    await expect(stage.log).not.toContainText('junction.zip');
    await expect(stage.log).not.toContainText('wasm');
    await expect(stage.said).toContainText(why);
    const marker = stage.host.locator('junction-editor[slot=editor]').getByRole('button', { name: /^Line \d+: (Python ran|The program ended)/ });
    await expect(marker).toHaveCount(line === null ? 0 : 1);
    await expectSafe(stage);
    expect((await stage.run(program)).stdout).toBe('printed\n');
  });
}

test('sys.exit is no error, and its code is told', async ({ stage }) => {
  await goWrong(stage, 'import sys\nprint("printed")\nsys.exit(3)\n', /^Exited with code 3/);
  await expect(stage.log).toHaveText('printed');
  await expect(stage.said).toContainText('It exited with code 3.');
  await expectSafe(stage);
});

const hungry = {
  'a list that doubles': 'x = [0]\nwhile True: x = x + x\n',
  'small objects without end': 'x = [bytes(900_000_000)]\nwhile True: x.append({"a": object()})\n',
} as const;

for (const [name, program] of Object.entries(hungry)) {
  test(`${name} uses up Python’s memory, which is said`, async ({ stage }) => {
    await goWrong(stage, program, /^Error (at line 2|after)/);
    await expect(stage.log).toContainText('MemoryError');
    await expect(stage.log).toContainText('Python’s memory is full');
    await expect(stage.said).toHaveText(/^Error( at line 2)?: MemoryError$/);
    await expectSafe(stage);
  });
}

test('input() says why it cannot ask', async ({ stage }) => {
  await goWrong(stage, 'name = input("Who? ")\n', /Error at line 1/);
  await expect(stage.log).toContainText('input() cannot ask here');
  await expectSafe(stage);
});

test('400,000 prints are cut, said to be, and all there to download', async ({ stage }) => {
  await goWrong(stage, 'for i in range(400_000): print(i)\n', /Finished in/);
  await expect(stage.log.locator('.note').last()).toContainText('characters are not shown here');
  await expect(stage.log.locator('.stdout').last()).toContainText('399999');
  expect((await stage.log.evaluate((log) => log.textContent?.length ?? 0))).toBeLessThan(1_200_000);
  await expect(stage.said).toHaveText('Finished: more output than is shown, 0 statements.');
  const file = await stage.saved(() => stage.console.getByRole('button', { name: 'Download everything' }).click());
  const lines = (await readAll(await file.createReadStream())).split('\n');
  expect([lines.length, lines[0], lines[123_456], lines.at(-2)]).toEqual([400_001, '0', '123456', '399999']);
  await expectSafe(stage);
});

test('one line of 50 MB is cut too', async ({ stage }) => {
  await goWrong(stage, 'print("x" * 50_000_000)\nprint("after")\n', /Finished in/);
  await expect(stage.log.locator('.note').last()).toContainText('49,000,001 characters are not shown here');
  await expect(stage.log.locator('.stdout').last()).toHaveText('after');
  await expect(stage.console.getByRole('button', { name: 'Download everything' })).toBeVisible();
  expect(await stage.log.locator('*').count()).toBeLessThan(700);
  await expectSafe(stage);
});

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
