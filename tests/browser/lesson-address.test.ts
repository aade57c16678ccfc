import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';

const answers: Record<string, (response: ServerResponse) => void> = {
  '/kept.md': (response) => response.end('---\n'),
  '/page.md': (response) => response.setHeader('access-control-allow-origin', '*').end('<!doctype html><title>Log in</title>'),
  '/gone.md': (response) => response.setHeader('access-control-allow-origin', '*').writeHead(404).end(),
  '/large.md': (response) => response.setHeader('access-control-allow-origin', '*').end('x'.repeat(600_000)),
  '/image.md': (response) => response.setHeader('access-control-allow-origin', '*').end(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])),
};

let server: Server;
let origin: string;
test.beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => void server.close());

/** Fails unless the page says this of a lesson at that address. */
async function expectTold(page: Page, address: string, text: string): Promise<void> {
  await page.goto(`#/lesson?src=${encodeURIComponent(address)}`);
  await expect(page.locator('junction-lesson .error')).toContainText(text);
}

test.describe('a lesson’s address that leads to no lesson', () => {
  test('is told for what it is', async ({ page }) => {
    await expectTold(page, `${origin}/kept.md`, 'does not allow other sites to read the file (CORS)');
    await expectTold(page, `${origin}/page.md`, 'is a web page, not a lesson’s Markdown file.');
    await expectTold(page, `${origin}/gone.md`, 'the server answered 404: there is nothing at this address.');
    await expectTold(page, `${origin}/large.md`, 'is too large for a lesson: at most 512 kB.');
    await expectTold(page, `${origin}/image.md`, 'is not a text in UTF-8, so it is no lesson.');
    await expectTold(page, 'http://127.0.0.1:1/nobody.md', '127.0.0.1:1 cannot be reached.');
    await expectTold(page, 'javascript:alert(1)', '“javascript:alert(1)” is not the address of a lesson.');
  });
});
