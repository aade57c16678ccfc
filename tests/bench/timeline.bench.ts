import type { Page } from '@playwright/test';
import type { Comparison } from './bench.ts';
import { openPlayground } from './page.ts';

const STOPS = 1_000;
const MOST_MS = 100;
const MOST_MB = 50;

/** 1,000 statements that each change ten rows of a database of 1 MB. */
const PROGRAM = `import sqlite3
c = sqlite3.connect('junction.db')
c.execute('CREATE TABLE students (id INTEGER PRIMARY KEY, name TEXT, mark REAL, room INTEGER)')
c.executemany('INSERT INTO students VALUES (?, ?, ?, 0)', [(i, f'student number {i} of the school', i / 2) for i in range(1, 19_001)])
for stop in range(${STOPS}):
    c.execute('UPDATE students SET room = ? WHERE id BETWEEN ? AND ?', (stop, stop * 18 + 1, stop * 18 + 10))
c.commit()
`;

/** The data panel at the stops of a long run: from the slider's move until the rows of then are painted, and what the run keeps. */
export default async function timeline(): Promise<Comparison[]> {
  const page = await openPlayground();
  await page.locator('junction-playground').evaluate((element) => Object.assign(element, { panels: 'data' }));
  const before = await heap(page);
  const { status, error } = await page.locator('junction-playground').evaluate((element, code) => (element as HTMLElementTagNameMap['junction-playground']).run(code), PROGRAM);
  if (status !== 'ok') throw new Error(error?.message ?? status);
  await page.locator('junction-timeline input').waitFor();
  const kept = (await heap(page)) - before;
  let stop = 2;
  return [
    {
      name: `Timeline: from the slider to painted rows, ${STOPS} stops on 1 MB, of ${MOST_MS} ms`, goal: 1, rounds: 21,
      ours: () => slide(page, (stop = 3 + ((stop + 337) % STOPS))), peer: () => MOST_MS,
    },
    { name: `Timeline: MB that the page keeps of the run, of ${MOST_MB}`, goal: 1, ours: () => kept / 2 ** 20, peer: () => MOST_MB },
  ];
}

/** Milliseconds until the frame after the rows of a stop were rendered. */
function slide(page: Page, stop: number): Promise<number> {
  return page.locator('junction-timeline').evaluate(async (bar, to) => {
    const slider = bar.shadowRoot?.querySelector('input');
    const playground = bar.getRootNode();
    if (!slider || !(playground instanceof ShadowRoot)) throw new Error('No timeline');
    const start = performance.now();
    slider.value = String(to);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const data = playground.querySelector('junction-data');
    const shows = (): boolean => data?.shadowRoot?.querySelector('junction-rows')?.shadowRoot?.querySelector('.row.changed') instanceof Element && data.shadowRoot.querySelector('.past')?.textContent?.includes(`stop ${to.toLocaleString('en')} of`) === true;
    while (!shows()) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, stop);
}

/** Bytes of the page's own objects that are in use. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
