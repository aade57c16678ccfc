import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import sirv from 'sirv';
import type { JunctionPlayground } from '../../src/embed.ts';
import { Playground, axeFindings, school, test } from './site.ts';

/** Junction in a sub-folder of one host, a course site on another: their pages are cross-site to each other. */
const folder = '/files/junction';
const servers: Server[] = [];
let junction: string;
let course: string;
/** What the course site serves at `/`. */
let body = '';

test.beforeAll(async () => {
  const files = sirv(fileURLToPath(new URL('../../dist', import.meta.url)));
  junction = await listen('127.0.0.1', (url, request, response) => {
    if (!url.startsWith(`${folder}/`)) return void response.writeHead(404).end();
    request.url = url.slice(folder.length);
    // Module scripts, and what they fetch, are only given to other origins that way.
    response.setHeader('Access-Control-Allow-Origin', '*');
    files(request, response, () => void response.writeHead(404).end());
  });
  course = await listen('127.0.0.2', (url, _, response) => {
    const type = url === '/lesson.md' ? 'text/markdown' : 'text/html';
    response.writeHead(url === '/favicon.ico' ? 204 : 200, { 'content-type': `${type}; charset=utf-8`, 'access-control-allow-origin': '*' });
    response.end(url === '/lesson.md' ? lesson : `<!doctype html><html lang="en"><title>Course</title><body><h1>Course</h1>${body}</body></html>`);
  });
});

test.afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test.describe('a frame in a course site', () => {
  for (const sandbox of ['', 'sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin"']) {
    test(`answers its parent (${sandbox || 'no sandbox'})`, async ({ page, faults }) => {
      await openCourse(page, frame('', sandbox));
      expect(await ask(page, 'ready')).toEqual({ result: true });
      const run = (await ask(page, 'run', [school])) as { result: { status: string; stdout: string } };
      expect(run.result).toMatchObject({ status: 'ok', stdout: "Ada takes ['Logic', 'Engines']\n" });
      expect(await ask(page, 'query', ['SELECT count(*) AS n FROM enrolment'])).toMatchObject({
        result: { status: 'ok', results: [{ columns: ['n'], rows: [[2]] }] },
      });
      expect(await ask(page, 'evaluate', ['Student.query.count()'])).toMatchObject({ result: { stdout: '1\n' } });
      expect(await ask(page, 'check')).toEqual({ result: { passed: false, checks: [] } });
      expect(await ask(page, 'diagram', ['er'])).toMatchObject({ result: expect.stringContaining('erDiagram') });
      expect(await ask(page, 'diagram', ['models'])).toMatchObject({ result: expect.stringContaining('classDiagram') });
      expect(await ask(page, 'diagram', ['rows'])).toMatchObject({ error: expect.stringContaining("only 'er'") });
      expect(await ask(page, 'drop')).toMatchObject({ error: expect.stringContaining("There is no call 'drop'") });
      const events = await page.evaluate(() => (window as unknown as { heard: { event?: string }[] }).heard.flatMap(({ event }) => event ?? []));
      expect(events).toEqual(expect.arrayContaining(['junction-ready', 'junction-run', 'junction-check']));
      // An opaque frame may not read its own storage: Junction goes on in memory and says so.
      if (sandbox === 'sandbox="allow-scripts"') faults.length = 0;
    });
  }

  test('takes its lesson, panels, theme and code from the address, and runs nothing by itself', async ({ page }) => {
    await openCourse(page, frame(`?panels=console,editor&theme=dark&code=${encodeURIComponent('print("from the address")')}`));
    const playground = new Playground(page, page.frameLocator('iframe').locator('junction-playground'));
    await ask(page, 'ready');
    expect(await ask(page, 'code')).toEqual({ result: 'print("from the address")' });
    await expect(playground.host).toHaveAttribute('theme', 'dark');
    await expect(playground.host.locator('junction-data')).toHaveCount(0);
    await expect(playground.console).not.toContainText('from the address');
  });

  test('opens a lesson from another host', async ({ page }) => {
    await page.goto(`${junction}${folder}/embed.html?src=${encodeURIComponent(`${course}/lesson.md`)}`);
    const playground = new Playground(page);
    await expect(playground.host.locator('junction-lesson')).toContainText('The only step');
    expect(await playground.code()).toBe('print("elsewhere")\n');
  });

  test('obeys the origin it was given, and no other', async ({ page }) => {
    await openCourse(page, frame('?origin=https%3A%2F%2Fother.example'));
    await expect(page.frameLocator('iframe').locator('junction-playground')).toBeVisible();
    await page.evaluate(() => (window as unknown as { post(message: object): void }).post({ junction: 1, id: 1, call: 'code' }));
    await page.frameLocator('iframe').locator('junction-playground').evaluate((element) => (element as JunctionPlayground).ready);
    expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  });
});

test.describe('the element', () => {
  test('works on a page of another site, twice, without meeting', async ({ page }) => {
    await openCourse(
      page,
      `<style>* { all: unset; font-size: 30px; } style, script, title { display: none }</style>
       <junction-playground id="one" panels="editor,console"></junction-playground>
       <junction-playground id="two" panels="query,data"></junction-playground>
       <script type="module" src="${junction}${folder}/embed.js"></script>`,
    );
    const [one, two] = [new Playground(page, page.locator('#one')), new Playground(page, page.locator('#two'))];
    expect((await one.run(school)).status).toBe('ok');
    expect((await two.query('SELECT name FROM sqlite_schema')).results[0]?.rows).toEqual([]);
    expect((await one.evaluate('Course.query.count()')).stdout).toBe('2\n');
    await expect(two.host.locator('junction-editor[slot=editor]')).toHaveCount(0);
    await expect(one.button('Run')).toHaveCSS('font-size', '13px');
    await expect(two.button('Run')).toHaveCount(0);
  });

  test('keeps everything when it is moved, and lets its engine go when it is removed', async ({ page }) => {
    await page.goto(`${junction}${folder}/embed.html?panels=editor,console`);
    const playground = new Playground(page);
    await playground.run('x = 41\nprint("before")');
    await playground.host.evaluate((element) => {
      const box = document.createElement('div');
      document.body.append(box);
      box.append(element);
    });
    expect((await playground.evaluate('x + 1')).stdout).toBe('42\n');
    await expect(playground.console).toContainText('before');
    expect(page.workers().length).toBeGreaterThan(0);
    const code = await playground.host.evaluate((element) => {
      Object.assign(window, { kept: element });
      element.remove();
      return (element as JunctionPlayground).code;
    });
    expect(code).toContain('before');
    await expect.poll(() => page.workers().length).toBe(0);
    await page.evaluate(() => document.body.append((window as unknown as { kept: Element }).kept));
    expect((await playground.run('print("after")')).stdout).toBe('after\n');
  });

  test('has the whole public interface', async ({ page }) => {
    // Ready may come before the page's load event is told of.
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['ready', 'run', 'check', 'edit', 'progress']) {
        document.addEventListener(`junction-${name}`, (event) => heard.push(`${name} ${event.composed && event.bubbles}`));
      }
    });
    await page.goto(`${junction}${folder}/embed.html`);
    const playground = new Playground(page);
    const found = await playground.host.evaluate(async (element, program) => {
      const junction = element as JunctionPlayground;
      const { heard } = window as unknown as { heard: string[] };
      // Asked before anything is ready, verbs wait.
      const first = await junction.query('SELECT 1 AS one, 2.0 AS two, 9007199254740993 AS big');
      await junction.ready;
      const run = await junction.run(program);
      const input = await junction.evaluate('len(ada.courses)');
      const failed = await junction.query('SELECT 1; SELECT nothing FROM nowhere');
      const schema = await junction.schema();
      const bytes = await junction.exportDatabase();
      const imported = await junction.importDatabase(bytes, 'copy.db');
      const copy = await junction.query('SELECT count(*) FROM enrolment', 'copy.db');
      const damaged = await junction.importDatabase(new Uint8Array([1, 2, 3])).catch((error: Error) => error.message);
      const missing = await junction.exportDatabase('missing.db').catch((error: Error) => error.message);
      const objects = (await junction.diagram('objects')).split('\n', 1)[0];
      const models = (await junction.diagram('models')).split('\n', 1)[0];
      const unknown = await junction.diagram('rows' as 'er').catch((error: Error) => error.message);
      const check = await junction.check();
      const text = await junction.diagram('er');
      await junction.stop();
      await junction.reset();
      const empty = await junction.query('SELECT count(*) FROM sqlite_schema');
      return {
        first: first.status === 'ok' ? first.results[0]?.rows[0]?.map((value) => `${typeof value} ${value}`) : first,
        run: { status: run.status, stdout: run.stdout, statements: run.statements.length > 0, ms: run.ms > 0 },
        input: input.stdout,
        failed: { status: failed.status, results: failed.results.length, offset: failed.status === 'error' ? failed.error.offset : null },
        kinds: schema.tables.map(({ name, kind }) => `${name}: ${kind}`),
        header: new TextDecoder().decode(bytes.slice(0, 15)),
        imported: imported.name,
        copy: copy.results[0]?.rows,
        damaged: typeof damaged,
        missing: typeof missing,
        objects,
        models,
        unknown,
        check,
        text: text.startsWith('erDiagram') || text.includes('\nerDiagram'),
        empty: empty.results[0]?.rows,
        code: junction.code === program,
        heard,
      };
    }, school);
    expect(found).toEqual({
      first: ['number 1', 'number 2', 'bigint 9007199254740993'],
      run: { status: 'ok', stdout: "Ada takes ['Logic', 'Engines']\n", statements: true, ms: true },
      input: '2\n',
      failed: { status: 'error', results: 1, offset: 10 },
      kinds: ['student: entity', 'course: entity', 'enrolment: association-table'],
      header: 'SQLite format 3',
      imported: 'copy.db',
      copy: [[2]],
      damaged: 'string',
      missing: 'string',
      objects: 'classDiagram',
      models: 'classDiagram',
      unknown: "There is no 'rows' diagram: only 'er', 'models' and 'objects'.",
      check: { passed: false, checks: [] },
      text: true,
      empty: [[0]],
      code: true,
      heard: ['ready true', 'run true', 'check true'],
    });
  });

  test('gives axe nothing to find in a frame of its own', async ({ page }) => {
    await page.goto(`${junction}${folder}/embed.html?panels=editor,console,data`);
    await new Playground(page).run(school);
    expect((await axeFindings(page)).filter((finding) => !/^(page-has-heading-one|region|landmark-one-main)/.test(finding))).toEqual([]);
  });
});

const lesson = `---
title: A lesson from elsewhere
summary: It came by address.
minutes: 1
objectives: [see it arrive]
---

## The only step

Run it.

\`\`\`python start
print("elsewhere")
\`\`\`
`;

function frame(query: string, attributes = ''): string {
  return `<iframe ${attributes} title="Junction" src="${junction}${folder}/embed.html${query}" width="900" height="600"></iframe>`;
}

/** Opens the course site with this in it, and a way to talk to its frame. */
async function openCourse(page: Page, html: string): Promise<void> {
  body = html;
  await page.addInitScript(() => {
    if (window !== window.top) return;
    const heard: { junction?: number; id?: number }[] = [];
    window.addEventListener('message', (event) => {
      const ours = (event.data as { junction?: number } | null)?.junction === 1;
      if (ours && event.source === document.querySelector('iframe')?.contentWindow) heard.push(event.data as object);
    });
    const post = (message: object): void => document.querySelector('iframe')?.contentWindow?.postMessage(message, '*');
    const ask = async (call: string, args: unknown[]): Promise<object> => {
      const id = Math.random();
      post({ junction: 1, id, call, args });
      for (;;) {
        const answer = heard.find((message) => message.id === id);
        if (answer !== undefined) {
          const { junction: _, id: __, ...rest } = answer;
          return rest;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    Object.assign(window, { heard, post, ask });
  });
  await page.goto(`${course}/`);
}

/** Asks the frame, once it listens. */
async function ask(page: Page, call: string, args: unknown[] = []): Promise<unknown> {
  await page.frameLocator('iframe').locator('junction-playground').waitFor({ state: 'attached' });
  return page.evaluate(([name, values]) => (window as unknown as { ask(call: string, args: unknown[]): Promise<unknown> }).ask(name, values), [call, args] as const);
}

type Handler = (url: string, request: Parameters<ReturnType<typeof sirv>>[0], response: Parameters<ReturnType<typeof sirv>>[1]) => void;

async function listen(host: string, handle: Handler): Promise<string> {
  const server = createServer((request, response) => handle(request.url ?? '/', request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}
