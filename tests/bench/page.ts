import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../src/build/chromium.ts';
import { serveSite } from './site.ts';

/** A playground of the built site in Chromium, with Python ready. It goes when the bench ends. */
export async function openPlayground(): Promise<Page> {
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: ['--no-sandbox', '--disable-dev-shm-usage'], ...(executablePath === null ? {} : { executablePath }) });
  process.once('exit', () => void browser.close());
  const context = await browser.newContext({ baseURL: await serveSite() });
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto('embed.html?panels=editor,console');
  await page.locator('junction-playground').evaluate((element) => (element as HTMLElementTagNameMap['junction-playground']).ready);
  return page;
}
