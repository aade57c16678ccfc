import { expect, type Page } from '@playwright/test';
import type { Lesson } from '../../../src/lessons/lesson.ts';
import { axeFindings } from '../site.ts';
import { open, test } from './panel-page.ts';

/** Shows a bundled lesson as the playground would, following its wishes. */
async function openLesson(page: Page, slug: string, step = 1): Promise<void> {
  await open(page, 'junction-lesson');
  await page.locator('#panel').evaluate(
    async (panel, [name, number]) => {
      const { loadLesson } = window as unknown as { loadLesson(slug: string): Promise<Lesson> };
      const element = panel as HTMLElement & { lesson: Lesson; step: number };
      element.addEventListener('junction-step', (event) => (element.step = (event as CustomEvent<{ step: number }>).detail.step));
      element.step = number;
      element.lesson = await loadLesson(name);
    },
    [slug, step] as const,
  );
}

/** Shows prose of somebody else's making. */
async function openProse(page: Page, prose: string): Promise<void> {
  await open(page, 'junction-lesson');
  await page.locator('#panel').evaluate((panel, text) => {
    const step = { title: text, prose: `${text}\n\nend of prose`, language: 'python', setup: '', start: '', solution: null, solutions: [], checks: [], mistakes: [], hints: [], predictions: [], order: null, quizzes: [], lives: [], notes: '', survivors: [], line: 1 };
    Object.assign(panel, { lesson: { slug: 'x', title: text, summary: text, minutes: 1, objectives: [text], panels: [], intro: text, notes: '', steps: [step] } });
  }, prose);
  await expect(page.locator('h2 + junction-prose')).toContainText('end of prose');
}

test.describe('a lesson', () => {
  test('is walked step by step, with hints and then a solution', async ({ page }) => {
    await openLesson(page, 'association-table');
    await expect(page.getByRole('heading', { name: 'A table of pairs' })).toBeVisible();
    await expect(page.locator('.intro')).toContainText('declare an association table with db.Table');
    await expect(page.getByRole('button', { name: 'Show a solution' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Give me a hint' }).click();
    await page.getByRole('button', { name: 'Another hint' }).click();
    await expect(page.locator('.hint')).toHaveCount(2);
    await page.getByRole('button', { name: 'Show a solution' }).click();
    await page.getByRole('button', { name: 'Put it into the editor' }).click();
    const used = await page.evaluate(() => (window as unknown as { told: { type: string; detail: { code: string } }[] }).told.find(({ type }) => type === 'junction-use-code')?.detail.code);
    expect(used).toContain('db.Column("teacher_id", db.ForeignKey("teachers.id"), primary_key=True)');

    await page.getByRole('button', { name: 'Next step: The types come by themselves' }).click();
    await expect(page.getByRole('heading', { name: 'The types come by themselves' })).toBeFocused();
    await expect(page.locator('.hint')).toHaveCount(0);
    await expect(page.locator('.predict')).toContainText('Which type');
    await page.getByText('Association tables, step 2 of 4').click();
    await page.getByRole('group').getByRole('button', { name: 'When would you use this?' }).click();
    await expect(page.getByRole('heading', { name: 'When would you use this?' })).toBeFocused();
    // Alone on a page it leads nowhere else; in a course to the lessons before and after.
    await expect(page.getByRole('link', { name: /lesson:/ })).toHaveCount(0);
    await page.locator('#panel').evaluate((panel) => Object.assign(panel, { course: ['a', 'association-table', 'b'].map((slug) => ({ slug, title: slug.toUpperCase() })) }));
    await expect(page.getByRole('link', { name: 'Next lesson: B' })).toHaveAttribute('href', '#/lesson/b/1');
    await page.getByRole('button', { name: /^Step 1: / }).click();
    await expect(page.getByRole('link', { name: 'Previous lesson: A' })).toHaveAttribute('href', '#/lesson/a/1');
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`has nothing that axe finds, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await openLesson(page, 'association-object', 3);
      await expect(page.locator('.predict code').first()).toBeVisible();
      await page.getByRole('button', { name: 'Give me a hint' }).click();
      expect(await axeFindings(page)).toEqual([]);
    });
  }

  test('fits 320 pixels', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openLesson(page, 'association-object', 3);
    await expect(page.locator('junction-prose code').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test('that is not there says so', async ({ page }) => {
    await open(page, 'junction-lesson');
    await expect(page.locator('#panel')).toHaveText('No lesson is open.');
    await page.locator('#panel').evaluate((panel) => Object.assign(panel, { status: 'error', message: 'a.md:3: <b>wrong</b>' }));
    await expect(page.locator('.error')).toHaveText('a.md:3: <b>wrong</b>');
    const message = await page.evaluate(() => (window as unknown as { loadLesson(slug: string): Promise<unknown> }).loadLesson('nowhere').catch((error: Error) => error.message));
    expect(message).toBe('There is no lesson named “nowhere”.');
  });
});

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,x"></object><embed src=x>',
  '<form action="https://evil.example"><input name=password><button>Go</button></form>',
  '<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=https://evil.example"><base href=https://evil.example>',
  '<a id=config name=cookie>x</a><p id=MonacoEnvironment>y</p>',
  '<junction-editor value=x></junction-editor>',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java&#x09;script:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](vbscript:x)',
  '[a](//evil.example/x)',
  '[a](https://evil.example/ "t\\" onclick=alert(1)")',
  '[a](https://xn--e1afmkfd.example/)',
  '<javascript:alert(1)>',
  '![a](https://evil.example/x.png)',
  '![a](//evil.example/x.png)',
  '![a](data:image/svg+xml,<svg onload=alert(1)>)',
  '![a](x.png" onerror="alert(1))',
  '```html" onmouseover="alert(1)\nx\n```',
  '```python\n# <img src=x onerror=alert(1)>\nx = "</span><script>alert(1)</script>"\n```',
  '# config\n\n## cookie',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '`<img src=x onerror=alert(1)>`',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

test.describe('prose of somebody else’s making', () => {
  test('does nothing but be read', async ({ page }) => {
    page.on('dialog', (dialog) => {
      void dialog.dismiss();
      throw new Error(`A dialog opened: ${dialog.message()}`);
    });
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('evil')) foreign.push(request.url());
    });
    for (const prose of hostile) {
      await openProse(page, prose);
      const found = await page.locator('#panel').evaluate((panel) => {
        const proses = [...(panel.shadowRoot?.querySelectorAll('junction-prose') ?? [])];
        const nodes = proses.flatMap((element) => [...(element.shadowRoot?.querySelectorAll('div *') ?? [])]);
        const allowed = ['SPAN', 'P', 'BR', 'HR', 'EM', 'STRONG', 'S', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'H3', 'H4', 'H5', 'H6', 'A', 'IMG', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD'];
        return nodes.flatMap((node) => {
          const wrong = allowed.includes(node.tagName) ? [] : [node.tagName];
          for (const { name, value } of node.attributes) {
            // The colours of code are the only classes.
            if (name === 'class' && node.tagName === 'SPAN' && /^code-[a-z]+$/.test(value)) continue;
            if (!['href', 'src', 'alt', 'title', 'start', 'tabindex', 'translate', 'target', 'rel', 'loading'].includes(name)) wrong.push(`${node.tagName} ${name}`);
            if (name === 'href' && !/^(https?|mailto):/.test(value)) wrong.push(`href ${value}`);
            if (name === 'src' && new URL(value, location.href).origin !== location.origin) wrong.push(`src ${value}`);
          }
          if (node.tagName === 'A' && node.hasAttribute('href') && node.getAttribute('rel') !== 'noopener noreferrer') wrong.push('rel');
          return wrong;
        });
      });
      expect(found, prose).toEqual([]);
    }
    expect(foreign).toEqual([]);
    expect(await page.evaluate(() => ['config', 'cookie', 'MonacoEnvironment'].map((name) => typeof (window as unknown as Record<string, unknown>)[name]))).toEqual(['undefined', 'undefined', 'undefined']);
  });

  test('has its code in the editor’s colours', async ({ page }) => {
    await openProse(page, '```python\nclass Tag(db.Model):  # a tag\n    pass\n```');
    const code = page.locator('h2 + junction-prose pre code');
    await expect(code).toHaveText('class Tag(db.Model):  # a tag\n    pass\n', { useInnerText: false });
    const colours = await code.locator('span').evaluateAll((spans) => Object.fromEntries(spans.map((span) => [span.textContent?.trim() ?? '', getComputedStyle(span).color])));
    await open(page, 'junction-editor');
    await page.locator('#panel').evaluate((panel) => Object.assign(panel, { value: 'class Tag(db.Model):  # a tag\n    pass\n' }));
    const words = page.locator('.view-lines span > span');
    await expect(words.filter({ hasText: /^class$/ })).toBeVisible();
    for (const word of ['class', 'Tag', '# a tag', 'pass']) {
      expect(await words.filter({ hasText: word }).first().evaluate((span) => getComputedStyle(span).color), word).toBe(colours[word]);
    }
  });

  test('keeps what it may say: links that open elsewhere, and a note for a foreign picture', async ({ page }) => {
    await openProse(page, '[docs](https://example.org/) ![A cat](https://example.org/cat.png) [odd](https://xn--e1afmkfd.example/)');
    const prose = page.locator('h2 + junction-prose');
    await expect(prose.getByRole('link', { name: 'docs' })).toHaveAttribute('target', '_blank');
    await expect(prose).toContainText('[picture from another site: A cat]');
    await expect(prose).toContainText('odd (xn--e1afmkfd.example)');
  });
});
