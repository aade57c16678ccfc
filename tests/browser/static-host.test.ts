import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import sirv from 'sirv';

/** A host as plain as they come: files in a sub-folder, no headers of its own, nothing compressed. */
let server: Server;
let site: string;
const folder = '/courses/db/junction';

test.beforeAll(async () => {
  const files = sirv(fileURLToPath(new URL('../../dist', import.meta.url)), { brotli: false });
  server = createServer((request, response) => {
    const inside = request.url?.startsWith(`${folder}/`) === true;
    if (inside) request.url = request.url?.slice(folder.length) ?? '/';
    const missing = (): void => {
      response.writeHead(404).end();
    };
    if (inside) files(request, response, missing);
    else missing();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}${folder}/`;
});

test.afterAll(() => new Promise((resolve) => server.close(resolve)));

for (const page of ['index.html', 'embed.html']) {
  test(`${page} starts Python from a sub-folder, and asks nobody else for anything`, async ({ page: tab }) => {
    const elsewhere: string[] = [];
    const missing: string[] = [];
    const errors: string[] = [];
    tab.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(site)) elsewhere.push(request.url());
    });
    tab.on('response', (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    tab.on('pageerror', (error) => errors.push(String(error)));
    tab.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });

    await tab.goto(`${site}${page}${page === 'index.html' ? '#/play' : ''}`);
    const playground = tab.locator('junction-playground');
    await expect(playground).toBeVisible();
    const result = await playground.evaluate(async (element) => {
      const junction = element as unknown as { ready: Promise<void>; run(code: string): Promise<{ status: string; stdout: string }> };
      await junction.ready;
      const { status, stdout } = await junction.run('print(6 * 7)');
      return { status, stdout };
    });

    expect(result).toEqual({ status: 'ok', stdout: '42\n' });
    expect({ elsewhere, missing, errors }).toEqual({ elsewhere: [], missing: [], errors: [] });
  });
}
