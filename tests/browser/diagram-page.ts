import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as plain, type FrameLocator, type Page } from '@playwright/test';
import type { DiagramLink } from '../../src/components/diagram-link.ts';
import type { JunctionDiagram } from '../../src/components/junction-diagram.ts';
import type { Facts, Schema } from '../../src/engine/protocol.ts';
import type { diagramFrame } from '../../src/worker/assets.ts';
import { serveDiagram } from './harness/serve-diagram.ts';

/** What the harness page leaves on its window. */
export interface Harness {
  panel: JunctionDiagram;
  host: HTMLElement;
  DiagramLink: typeof DiagramLink;
  diagramFrame: typeof diagramFrame;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a page with the diagram alone did: the requests it made, and what went wrong, which is to be nothing in the end. */
export interface Watched {
  requests: string[];
  faults: string[];
}

/** A test on such a page. */
export const test = plain.extend<{ watched: Watched }, { address: string }>({
  address: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const { server, address } = await serveDiagram();
      await use(address);
      await server.close();
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ page, address }, use) => {
      const [requests, faults]: [string[], string[]] = [[], []];
      page.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => (message.type() === 'error' ? faults.push(message.text()) : undefined));
      await page.setViewportSize({ width: 700, height: 500 });
      await page.goto(address);
      await use({ requests, faults });
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export async function draw(page: Page, next: Schema | null, theme: 'light' | 'dark' = 'light'): Promise<void> {
  await page.evaluate(
    ([schema, theme]) => {
      const { host, panel } = window as unknown as Harness;
      host.setAttribute('theme', theme);
      Object.assign(panel, { schema, theme });
    },
    [next, theme] as const,
  );
}

export async function giveFacts(page: Page, facts: Facts): Promise<void> {
  await page.evaluate(({ models, objects }) => Object.assign((window as unknown as Harness).panel, { models, objects }), facts);
}

export function picture(page: Page): FrameLocator {
  return page.frameLocator('iframe');
}

/** The names of the boxes in the picture, once it shows as many. */
export async function tables(page: Page, count: number): Promise<string[]> {
  await expect(picture(page).locator('.table .name')).toHaveCount(count);
  return picture(page).locator('.table .name').allTextContents();
}

/** What axe finds on the page and in the picture's frame, for which rules of whole pages do not hold. */
export async function axeInside(page: Page): Promise<string[]> {
  const inside = page.frames().find((frame) => frame.url().endsWith('/diagram.html'));
  const found: string[] = [];
  for (const frame of [page.mainFrame(), ...(inside === undefined ? [] : [inside])]) {
    await frame.evaluate(axe);
    found.push(
      ...(await frame.evaluate(async () => {
        const { axe: tool } = window as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
        const { violations } = await tool.run(document, { iframes: false, rules: window === top ? {} : { 'landmark-one-main': { enabled: false }, 'page-has-heading-one': { enabled: false } } });
        return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
      })),
    );
  }
  return found;
}
