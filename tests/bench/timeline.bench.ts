import type { Page } from '@playwright/test';
import { inProject } from '../../src/build/paths.ts';
import type { DiagramKind } from '../../src/diagram/diagram-view.ts';
import type { Comparison } from './bench.ts';
import { openPlayground } from './page.ts';

const STOPS = 1_000;
const MOST_MS = 100;
const MOST_MB = 50;

/** 1,000 statements that each change ten rows of a database of 1 MB, or add three pairs to it. */
const PROGRAM = `import sqlite3
c = sqlite3.connect('junction.db')
c.execute('CREATE TABLE teachers (id INTEGER PRIMARY KEY, name TEXT)')
c.execute('CREATE TABLE students (id INTEGER PRIMARY KEY, name TEXT, mark REAL, room INTEGER)')
c.execute('CREATE TABLE pairs (teacher_id INTEGER REFERENCES teachers, student_id INTEGER REFERENCES students, PRIMARY KEY (teacher_id, student_id))')
c.executemany('INSERT INTO teachers VALUES (?, ?)', [(i, f'teacher {i}') for i in range(1, 101)])
c.executemany('INSERT INTO students VALUES (?, ?, ?, 0)', [(i, f'student number {i} of the school', i / 2) for i in range(1, 18_001)])
c.executemany('INSERT INTO pairs VALUES (?, ?)', [(i % 100 + 1, i) for i in range(1, 8_001)])
for stop in range(${STOPS}):
    if stop % 2:
        c.execute('INSERT INTO pairs VALUES (1, ?), (2, ?), (3, ?)', [8_100 + stop] * 3)
    else:
        c.execute('UPDATE students SET room = ? WHERE id BETWEEN ? AND ?', (stop, stop * 17 + 1, stop * 17 + 10))
c.commit()
`;

/** The panels at the stops of a long run: from the slider's move until the moment is painted, and what the run keeps. */
export default async function timeline(): Promise<Comparison[]> {
  const page = await openPlayground();
  await show(page, 'data');
  const before = await heap(page);
  const { status, error } = await page.locator('junction-playground').evaluate((element, code) => (element as HTMLElementTagNameMap['junction-playground']).run(code), PROGRAM);
  if (status !== 'ok') throw new Error(error?.message ?? status);
  await page.locator('junction-timeline input').waitFor();
  const kept = (await heap(page)) - before;
  const bare = await bareMermaid(page);
  let stop = 6;
  const next = (): number => (stop = 7 + ((stop + 338) % STOPS));
  const diagram = (kind: DiagramKind, name: string): Comparison => ({
    name: `Timeline: from the slider to the ${name} diagram, beyond bare Mermaid, of ${MOST_MS} ms`, goal: 1, rounds: 9,
    ours: async () => {
      await show(page, 'diagram', kind);
      const drawn = await slide(page, next(), 'junction-diagram');
      const text = await page.locator('junction-diagram').evaluate((element) => (element as HTMLElementTagNameMap['junction-diagram']).mermaidText());
      return Math.max(0, drawn - (await render(bare, text)));
    },
    peer: () => MOST_MS,
  });
  return [
    {
      name: `Timeline: from the slider to painted rows, ${STOPS} stops on 1 MB, of ${MOST_MS} ms`, goal: 1, rounds: 21,
      ours: async () => {
        await show(page, 'data');
        return slide(page, next(), 'junction-data');
      },
      peer: () => MOST_MS,
    },
    diagram('er', 'ER'),
    diagram('objects', 'rows'),
    { name: `Timeline: MB that the page keeps of the run, of ${MOST_MB}`, goal: 1, ours: () => kept / 2 ** 20, peer: () => MOST_MB },
  ];
}

/** Leaves one panel open, a diagram drawn. */
async function show(page: Page, panels: 'data' | 'diagram', kind?: DiagramKind): Promise<void> {
  await page.bringToFront();
  await page.locator('junction-playground').evaluate((element, panels) => Object.assign(element, { panels }), panels);
  if (kind === undefined) return;
  await page.locator(`junction-diagram .kinds input[value=${kind}]`).check();
  await page.locator('junction-diagram .scale:enabled').waitFor();
  await page.locator('junction-picture .redrawing').waitFor({ state: 'detached' });
}

/** Milliseconds until the frame after a panel was rendered for a stop; a diagram, until it is drawn. */
function slide(page: Page, stop: number, panel: 'junction-data' | 'junction-diagram'): Promise<number> {
  return page.locator('junction-timeline').evaluate(async (bar, [to, name]) => {
    const slider = bar.shadowRoot?.querySelector('input');
    const playground = bar.getRootNode();
    if (!slider || !(playground instanceof ShadowRoot)) throw new Error('No timeline');
    const start = performance.now();
    slider.value = String(to);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const root = playground.querySelector(name)?.shadowRoot;
    const content = (): boolean => {
      if (name === 'junction-data') return root?.querySelector('junction-rows')?.shadowRoot?.querySelector('.row.changed, .row.inserted') instanceof Element;
      const picture = root?.querySelector('junction-picture');
      return picture?.isUpdatePending === false && picture.shadowRoot?.querySelector('.waiting, .redrawing') === null;
    };
    const shows = (): boolean => root?.querySelector('.past')?.textContent?.includes(`stop ${to.toLocaleString('en')} of`) === true && content();
    while (!shows()) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, [stop, panel] as const);
}

interface Bare {
  mermaid: { initialize(config: object): void; render(id: string, text: string): Promise<unknown> };
}

/** Another page of the browser with nothing but Mermaid. */
async function bareMermaid(page: Page): Promise<Page> {
  const bare = await page.context().newPage();
  await bare.setContent('<!doctype html><body></body>');
  await bare.addScriptTag({ path: inProject('node_modules/mermaid/dist/mermaid.min.js') });
  await bare.evaluate(() => (window as unknown as Bare).mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxTextSize: 1_000_000 }));
  return bare;
}

async function render(bare: Page, text: string): Promise<number> {
  await bare.bringToFront();
  return bare.evaluate(async (text) => {
    const begin = performance.now();
    await (window as unknown as Bare).mermaid.render(`bare${Math.round(begin)}`, text);
    return performance.now() - begin;
  }, text);
}

/** Bytes of the page's own objects that are in use. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}
