import { expect, type Page } from '@playwright/test';
import { axeFindings } from '../site.ts';
import { open, program, set, test, told } from './panel-page.ts';

const value = (page: Page): Promise<string> => page.locator('#panel').evaluate((panel) => (panel as HTMLElement & { value: string }).value);

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
