import { findChromium } from './chromium.ts';
import { run, runTool } from './process.ts';
import { Obstacle, step } from './report.ts';

/** The path of a Chromium that works: the one that is here, else one from Debian's packages, else Playwright's own. */
export async function ensureChromium(): Promise<string> {
  const present = await working();
  if (present !== null) return present;
  const named = process.env['JUNCTION_CHROMIUM'];
  if (named !== undefined && named !== '') throw new Obstacle(`JUNCTION_CHROMIUM names ${named}, which does not start: name a Chromium that does, or none.`);
  const root = process.getuid?.() === 0;
  if (root && (await run('apt-get', ['--version'])).code === 0) {
    await step('Installing Chromium from the system’s packages', async () => {
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update'], { env });
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
    });
    const installed = await working();
    if (installed !== null) return installed;
  }
  await step('Downloading Chromium', () => runTool('@playwright/test/cli.js', ['install', ...(root ? ['--with-deps'] : []), 'chromium']));
  const downloaded = await working();
  if (downloaded !== null) return downloaded;
  throw new Obstacle(
    'The browser tests need Chromium, and none could be found or installed: install one (on Debian: apt-get install chromium), or name one in JUNCTION_CHROMIUM.',
  );
}

/** The Chromium found on this machine, provided that it starts. */
async function working(): Promise<string | null> {
  const path = findChromium();
  return path !== null && (await run(path, ['--version'])).code === 0 ? path : null;
}
