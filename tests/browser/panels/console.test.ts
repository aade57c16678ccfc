import { expect } from '@playwright/test';
import { open, set, test, told } from './panel-page.ts';

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
