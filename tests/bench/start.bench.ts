import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from '@playwright/test';
import sirv from 'sirv';
import { findChromium } from '../../src/build/chromium.ts';
import { inProject } from '../../src/build/paths.ts';
import type { Comparison } from './bench.ts';

/** How Pyodide is started without any of Junction's preparations: load it, unpack the packages, import them. */
const plainPage = `<!doctype html><title>plain</title><script type="module">
import { loadPyodide } from '/pyodide/pyodide.mjs';
const packages = fetch('/build/packages.zip').then((answer) => answer.arrayBuffer());
const pyodide = await loadPyodide({ indexURL: '/pyodide/' });
pyodide.unpackArchive(await packages, 'zip', { extractDir: '/packages' });
pyodide.runPython(\`
import sys
sys.path.append('/packages')
import flask_sqlalchemy, sqlalchemy.orm, sqlalchemy.ext.associationproxy, sqlalchemy.dialects.sqlite, sqlite3
\`);
window.readyAt = performance.now();
</script>`;

/** From opening the page until Python can run a program, with everything in the HTTP cache. */
export default async function start(): Promise<Comparison[]> {
  const address = await serve();
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: ['--no-sandbox', '--disable-dev-shm-usage'], ...(executablePath === null ? {} : { executablePath }) });
  process.once('exit', () => void browser.close());
  // One page for all: opening one keeps the browser's own interface busy for a second.
  const page = await browser.newPage();
  await page.addInitScript('globalThis.__name = (named) => named');
  const ours = () => timed(page, `${address}embed.html`, async () => {
    const playground = document.querySelector('junction-playground') as (HTMLElement & { ready: Promise<void> }) | null;
    await customElements.whenDefined('junction-playground');
    await playground?.ready;
    return performance.now();
  });
  const peer = () => timed(page, `${address}plain.html`, async () => {
    const page = window as unknown as { readyAt?: number };
    while (page.readyAt === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    return page.readyAt;
  });
  // The first time fills the cache.
  await ours();
  await peer();
  return [{ name: 'Python ready in Chromium, warm cache (÷ plain loadPyodide, packages, imports)', goal: 0.15, ours, peer }];
}

async function timed(page: Page, address: string, ready: () => Promise<number>): Promise<number> {
  await page.goto(address);
  const milliseconds = await page.evaluate(ready);
  await page.goto('about:blank');
  return milliseconds;
}

/** The built site, and Pyodide as its package has it. */
async function serve(): Promise<string> {
  const options = { maxAge: 31_536_000, immutable: true, brotli: true };
  const site = sirv(inProject('dist'), options);
  const pyodide = sirv(inProject('node_modules/pyodide'), { maxAge: 31_536_000, immutable: true });
  const build = sirv(inProject('build'), { maxAge: 31_536_000, immutable: true });
  const server = createServer((request, response) => {
    const nothing = (): void => void response.writeHead(404).end();
    const url = request.url ?? '/';
    if (url === '/plain.html') response.writeHead(200, { 'content-type': 'text/html' }).end(plainPage);
    else if (url.startsWith('/pyodide/')) pyodide(strip(request, '/pyodide'), response, nothing);
    else if (url.startsWith('/build/')) build(strip(request, '/build'), response, nothing);
    else site(request, response, nothing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function strip<Request extends { url?: string | undefined }>(request: Request, prefix: string): Request {
  request.url = (request.url ?? '').slice(prefix.length);
  return request;
}
