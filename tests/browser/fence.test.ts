import { expect, test, type Page, type Worker } from '@playwright/test';
import { Playground, watchFaults } from './site.ts';

/*
 * What learners' code, or code from a shared link, could try in order to get at the page or the network. Each probe
 * says OPEN when it has got somewhere; being refused, whatever the words, is what it must be.
 */
const probes: Record<string, string> = {
  'the function constructor': "from pyodide.ffi import to_js\nto_js([]).constructor.constructor.new('return self')()",
  'the constructor of a function of ours': "import _junction_host\n_junction_host.write.constructor('return self')()",
  'the constructor by way of the driver': "import _junction_sql\n_junction_sql.constructor.constructor('return globalThis')()",
  run_js: "from pyodide.code import run_js\nrun_js('self')",
  'import() in run_js': "from pyodide.code import run_js\nrun_js('import(\"/embed.js\")')",
  'js.fetch': "from js import fetch\nfetch('/')",
  'js.eval': "import js\njs.eval('1')",
  'js.self': 'import js\njs.self.location',
  'js.indexedDB': 'import js\njs.indexedDB.open("x")',
  'js.caches': 'import js\njs.caches.keys()',
  'js.BroadcastChannel': "import js\njs.BroadcastChannel.new('x')",
  'js.parent': 'import js\njs.parent.document',
  'js.document.cookie': 'import js\njs.document.cookie',
  'js.postMessage': "import js\njs.postMessage('x')",
  pyfetch: "from pyodide.ffi import run_sync\nfrom pyodide.http import pyfetch\nrun_sync(pyfetch('https://example.org/'))",
  open_url: "from pyodide.http import open_url\nopen_url('https://example.org/')",
  urlopen: "from urllib.request import urlopen\nurlopen('https://example.org/', timeout=2)",
  'a socket': "import socket\ns = socket.create_connection(('example.org', 80), timeout=2)\ns.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n')\nassert s.recv(1)",
  loadPackage: "import pyodide_js\nfrom pyodide.ffi import run_sync\nrun_sync(pyodide_js.loadPackage('https://example.org/x-1-py3-none-any.whl'))",
  'the Emscripten module': "import pyodide_js\npyodide_js._module.constructor.constructor('return self')()",
  'a script run by C': "import ctypes\nctypes.CDLL(None).emscripten_run_script(b'self.escaped = 1')",
  'assembly by C': "import ctypes\nctypes.CDLL(None).emscripten_run_script_string(b'location.href')",
  'setTimeout with text': "import pyodide_js\npyodide_js._module.setTimeout('self.escaped = 1')",
};

const attempt = (code: string) => `
try:
${code.split('\n').map((line) => `    ${line}`).join('\n')}
    print('OPEN')
except BaseException as error:
    print('refused', type(error).__name__)
`;

async function openPlay(page: Page): Promise<Playground> {
  await page.goto('#/play');
  const playground = new Playground(page);
  await playground.ready();
  return playground;
}

/** A worker of an engine, seen from inside. Evaluating there is the debugger's right, whatever the policy says. */
async function engineWorker(page: Page): Promise<Worker> {
  await expect.poll(() => page.workers().filter((worker) => worker.url().startsWith('blob:')).length).toBeGreaterThan(0);
  const found = page.workers().find((worker) => worker.url().startsWith('blob:'));
  if (!found) throw new Error('There is no engine.');
  return found;
}

test('Python finds no way out', async ({ page }) => {
  const playground = await openPlay(page);
  const outside: string[] = [];
  page.on('request', (request) => outside.push(request.url()));
  await playground.run('');
  for (const [name, code] of Object.entries(probes)) {
    const result = await playground.evaluate(attempt(code));
    expect(result.stdout || result.error?.message, name).toMatch(/^refused|has to be started again/);
    expect(result.stdout, name).not.toContain('OPEN');
  }
  expect(outside.filter((url) => url.includes('example.org') || url.endsWith('/embed.js'))).toEqual([]);
});

test('the worker itself has no network, no storage and nobody to talk to', async ({ page, baseURL }) => {
  await openPlay(page);
  const worker = await engineWorker(page);
  const answered: string[] = [];
  page.on('response', (response) => {
    // The standby's program comes from a blob; what the page itself asks for, late as its editor's font may be, is not the worker's.
    if (!response.url().startsWith('blob:') && response.frame() !== page.mainFrame()) answered.push(response.url());
  });
  const refused: string[] = [];
  page.on('requestfailed', (request) => refused.push(request.failure()?.errorText ?? ''));
  await page.evaluate(() => {
    const heard: unknown[] = [];
    new BroadcastChannel('probe').onmessage = ({ data }) => heard.push(data);
    Object.assign(window, { heard });
  });
  const found = await worker.evaluate(async (site) => {
    const attempts: Record<string, () => unknown> = {
      fetch: async () => {
        const answer = await fetch(`${site}index.html`);
        if (!answer.ok) throw new Error(String(answer.status));
      },
      request: () =>
        new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.open('GET', `${site}index.html?request`);
          request.onload = resolve;
          request.onerror = () => reject(new Error('refused'));
          request.send();
        }),
      socket: () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket(site.replace('http', 'ws'));
          socket.onopen = resolve;
          socket.onerror = () => reject(new Error('refused'));
        }),
      database: () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('probe');
          request.onsuccess = resolve;
          request.onerror = () => reject(request.error);
        }),
      caches: () => caches.keys(),
      files: () => navigator.storage.getDirectory(),
      importScripts: () => (globalThis as unknown as { importScripts(url: string): void }).importScripts(`${site}embed.js`),
      module: () => import(`${site}embed.js`),
      'worker of its own': () =>
        new Promise((resolve, reject) => {
          const nested = new Worker(`${site}embed.js`);
          nested.onmessage = resolve;
          nested.onerror = () => reject(new Error('refused'));
        }),
    };
    new BroadcastChannel('probe').postMessage('from the engine');
    const open: string[] = [];
    for (const [name, work] of Object.entries(attempts)) {
      try {
        await work();
        open.push(name);
      } catch {
        // Refused: as it should be.
      }
    }
    return { open, origin: self.origin };
  }, baseURL ?? '');
  expect(found).toEqual({ open: [], origin: 'null' });
  expect(answered).toEqual([]);
  // What shows up as a request at all was ended by the policy.
  expect(refused.filter((reason) => !/csp/i.test(reason))).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
});

test('the frame cannot reach the page', async ({ page }) => {
  await openPlay(page);
  const frame = page.frames().find((each) => each.url().includes('/engine.html'));
  if (!frame) throw new Error('There is no frame.');
  const open = await frame.evaluate(() => {
    const attempts: Record<string, () => unknown> = {
      'the page': () => parent.document.title,
      'the page’s address': () => parent.location.href,
      cookies: () => document.cookie,
      storage: () => localStorage.length,
      'the page’s place': () => {
        top?.location.assign('about:blank');
      },
    };
    return Object.entries(attempts).flatMap(([name, work]) => {
      try {
        work();
        return [name];
      } catch {
        return [];
      }
    });
  });
  expect(open).toEqual([]);
  expect(await frame.evaluate(() => globalThis.origin)).toBe('null');
  const attributes = await page.locator('iframe[src*="engine.html"]').evaluateAll((frames) =>
    frames.map((element) => ({ sandbox: element.getAttribute('sandbox'), shown: (element as HTMLElement).checkVisibility(), tab: (element as HTMLElement).tabIndex, waiting: element.hasAttribute('data-waiting') })),
  );
  expect(attributes).toEqual([{ sandbox: 'allow-scripts', shown: false, tab: -1, waiting: false }]);
});

test('an engine that is run, stopped and replaced breaks no rule of the fence', async ({ page }) => {
  const faults: string[] = [];
  await watchFaults(page.context(), faults);
  const playground = await openPlay(page);
  const violations = await page.frames().find((each) => each.url().includes('/engine.html'))?.evaluateHandle(() => {
    const list: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => list.push(event.violatedDirective));
    return list;
  });
  await playground.run('import asyncio, time\nasyncio.run(asyncio.sleep(0.01))\ntime.sleep(0.01)');
  await playground.run("print('again')");
  await playground.evaluate('1 + 1');
  expect(await violations?.jsonValue()).toEqual([]);
  expect(faults).toEqual([]);
});

test('a frame that dies is opened again, and the next run is good', async ({ page }) => {
  const playground = await openPlay(page);
  await playground.run("import sqlite3\nc = sqlite3.connect('a.db'); c.execute('create table t (x)'); c.commit()");
  await page.locator('iframe[src*="engine.html"]').evaluate((element) => element.remove());
  const result = await playground.run('print(6 * 7)');
  expect(result.stdout).toBe('42\n');
});
