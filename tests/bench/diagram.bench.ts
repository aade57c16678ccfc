import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../src/build/chromium.ts';
import { inProject } from '../../src/build/paths.ts';
import type { DiagramLink } from '../../src/components/diagram-link.ts';
import type { diagramFrame } from '../../src/worker/assets.ts';
import type { erDiagram } from '../../src/diagram/er.ts';
import type { Schema } from '../../src/engine/protocol.ts';
import { serveDiagram } from '../browser/harness/serve-diagram.ts';
import { column, foreignKey, id, schema, table } from '../unit/diagram-fixtures.ts';
import type { Comparison } from './bench.ts';

interface Ours {
  host: HTMLElement;
  DiagramLink: typeof DiagramLink;
  erDiagram: typeof erDiagram;
  diagramFrame: typeof diagramFrame;
  /** Draws a schema; resolves to milliseconds until it is seen, and the longest pause of the page meanwhile. */
  drawn(schema: Schema): Promise<{ ms: number; gap: number }>;
}

interface Peer {
  mermaid: { initialize(config: object): void; render(id: string, text: string): Promise<{ svg: string }> };
}

/** A schema in which every third table associates the two before it; `turn` makes its text new. */
function schemaOf(count: number, turn: number): Schema {
  return schema(
    ...Array.from({ length: count }, (_, index) =>
      index % 3 === 2
        ? table(`link_${index}`, [column('a_id INTEGER', { primaryKey: 1, notNull: true }), column('b_id INTEGER', { primaryKey: 2, notNull: true })], {
            kind: 'association-table',
            foreignKeys: [foreignKey('a_id', `table_${index - 2}.id`), foreignKey('b_id', `table_${index - 1}.id`)],
          })
        : table(`table_${index}`, [id(), column(`name_${turn} VARCHAR(80)`, { notNull: true }), column('email VARCHAR(120)'), column('note TEXT')]),
    ),
  );
}

async function prepareOurs(page: Page, address: string): Promise<void> {
  // The TypeScript runner wraps functions in this helper, which the page has not.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(address);
  await page.evaluate(async () => {
    const ours = window as unknown as Ours;
    const files = await ours.diagramFrame();
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    // In sight: a browser does not paint frames that are scrolled away.
    frame.style.cssText = 'position: fixed; inset: 0; width: 900px; height: 600px';
    frame.src = files.page;
    ours.host.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const waiting = { resolve: (): void => undefined };
    const link = new ours.DiagramLink(frame.contentWindow ?? window, files.script, { view: () => undefined, point: () => undefined, shown: () => waiting.resolve() });
    ours.drawn = async (schema) => {
      const beat = { last: performance.now(), gap: 0 };
      const timer = setInterval(() => {
        beat.gap = Math.max(beat.gap, performance.now() - beat.last);
        beat.last = performance.now();
      }, 4);
      const begin = performance.now();
      const { text, names, edges } = ours.erDiagram(schema);
      await new Promise<void>((resolve) => {
        waiting.resolve = resolve;
        link.show({ text, names, edges, view: 'er', theme: 'light', label: 'bench' });
      });
      const ms = performance.now() - begin;
      clearInterval(timer);
      return { ms, gap: beat.gap };
    };
  });
}

async function preparePeer(page: Page): Promise<void> {
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ path: inProject('node_modules/mermaid/dist/mermaid.min.js') });
  await page.evaluate(() => (window as unknown as Peer).mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxTextSize: 1_000_000 }));
}

/** From a schema to a picture in its frame, beside bare Mermaid rendering the same text to a string. */
export default async function diagram(): Promise<Comparison[]> {
  const { server, address } = await serveDiagram();
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath === null ? {} : { executablePath }) });
  // A bench has no end of its own to hook into: both live as long as the process.
  server.httpServer?.unref();
  const [ours, peer] = [await browser.newPage(), await browser.newPage()];
  await prepareOurs(ours, address);
  await preparePeer(peer);
  const turns = { next: 0 };
  const gaps: number[] = [];

  const draw = async (count: number): Promise<number> => {
    await ours.bringToFront();
    const { ms, gap } = await ours.evaluate((schema) => (window as unknown as Ours).drawn(schema), schemaOf(count, (turns.next += 1)));
    gaps.push(gap);
    return ms;
  };
  const render = async (count: number): Promise<number> => {
    await peer.bringToFront();
    const turn = (turns.next += 1);
    const { erDiagram } = await import('../../src/diagram/er.ts');
    return peer.evaluate(
      async ([text, turn]) => {
        const begin = performance.now();
        await (window as unknown as Peer).mermaid.render(`peer${turn}`, text);
        return performance.now() - begin;
      },
      [erDiagram(schemaOf(count, turn)).text, turn] as const,
    );
  };
  await draw(3);
  await render(3);
  return [
    ...[3, 10, 30, 100].map((count): Comparison => ({ name: `Diagram of ${count} tables ÷ bare Mermaid`, goal: 1.2, ...(count === 100 ? { rounds: 3 } : {}), ours: () => draw(count), peer: () => render(count) })),
    {
      name: 'Longest pause of the page while 30 tables are drawn ÷ 50 ms',
      goal: 1,
      rounds: 3,
      ours: async () => {
        gaps.length = 0;
        await draw(30);
        return Math.max(...gaps);
      },
      peer: () => 50,
    },
  ];
}
