import { expect, type CDPSession, type Frame } from '@playwright/test';
import { Playground, school, test } from './site.ts';

/** Bytes of JavaScript's heap in use, and other things that a page must not gather. */
async function held(session: CDPSession): Promise<{ heap: number; nodes: number; listeners: number }> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { heap: value('JSHeapUsedSize'), nodes: value('Nodes'), listeners: value('JSEventListeners') };
}

test('after 50 runs the page and its engines hold what they held after 5', async ({ page, context }) => {
  test.setTimeout(900_000);
  await page.goto('embed.html?panels=editor,console,data,diagram,sql');
  const playground = new Playground(page);
  await playground.ready();
  const engineFrame = page.frames().find((frame) => frame.url().includes('engine.html')) as Frame;
  const sessions = { page: await context.newCDPSession(page), frame: await context.newCDPSession(engineFrame) };
  const look = async () => {
    // One engine has run, another waits: with both there, nothing is under way.
    await expect.poll(async () => (await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name).catch(() => '')))).filter((name) => name.startsWith('engine')).length).toBe(2);
    return { page: await held(sessions.page), frame: await held(sessions.frame) };
  };
  const run = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) expect(await playground.run(school)).toMatchObject({ status: 'ok' });
  };

  await run(5);
  const before = await look();
  await run(45);
  const after = await look();
  for (const part of ['page', 'frame'] as const) {
    expect(after[part].heap, `heap of the ${part}`).toBeLessThan(before[part].heap * 1.1 + 1_000_000);
    expect(after[part].nodes, `nodes of the ${part}`).toBeLessThan(before[part].nodes + 300);
    expect(after[part].listeners, `listeners of the ${part}`).toBeLessThan(before[part].listeners + 50);
  }
});
