import type { Page } from '@playwright/test';
import type { Comparison } from './bench.ts';
import { openPlayground } from './page.ts';

/** What the learner should wait for at most, in milliseconds: the peer of these comparisons. */
const PATIENCE = 50;

/** How long a click on Run takes to show the program's first output, when another program has run before. */
export default async function secondRun(): Promise<Comparison[]> {
  const page = await openPlayground();
  let number = 0;
  const compare = (name: string, program: string, before = ''): Comparison => ({
    name: `${name} (÷ ${PATIENCE} ms)`,
    goal: 1,
    rounds: 9,
    async ours() {
      if (before !== '') await page.locator('junction-playground').evaluate((element, code) => (element as HTMLElementTagNameMap['junction-playground']).run(code), before);
      await quiet(page);
      return clickToOutput(page, program, `output ${++number}`);
    },
    peer: () => PATIENCE,
  });
  return [
    compare('Second run: click to first output', 'print'),
    compare('Second run after models and rows: click to first output', 'print', MODELS),
    compare('Second run after 20 MB of rows: click to first output', 'print', LARGE),
  ];
}

const MODELS = `from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Student(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40))
db.create_all()
db.session.add_all(Student(name=f'student {i}') for i in range(100))
db.session.commit()
`;
const LARGE = `import sqlite3
connection = sqlite3.connect('junction.db')
connection.execute('CREATE TABLE large (text)')
connection.executemany('INSERT INTO large VALUES (?)', [('x' * 1000,)] * 20_000)
connection.commit()
`;

/** Waits until both engines, the one in use and the standby, answer at once: they have nothing more to do. */
async function quiet(page: Page): Promise<void> {
  const most = performance.now() + 20_000;
  for (let calm = 0; calm < 5 && performance.now() < most; ) {
    const start = performance.now();
    const names = await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name).catch(() => '')));
    const engines = names.filter((name) => name.startsWith('engine'));
    calm = engines.length >= 2 && performance.now() - start < 100 ? calm + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Milliseconds from a click on Run until the page shows what the program prints. */
function clickToOutput(page: Page, call: string, text: string): Promise<number> {
  return page.evaluate(async ([code, wanted]) => {
    const playground = document.querySelector('junction-playground') as HTMLElementTagNameMap['junction-playground'];
    playground.code = `${code}("${wanted}")`;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const inside = (host: Element | null | undefined, selector: string): HTMLElement | null => host?.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
    const button = [...(inside(playground, 'junction-toolbar')?.shadowRoot?.querySelectorAll('button') ?? [])].find((each) => each.textContent?.trim().startsWith('Run'));
    const log = inside(inside(playground, 'junction-console') ?? playground.querySelector('junction-console'), '[role=log]');
    if (!button || !log) throw new Error('The page has no Run button or no console.');
    const shown = new Promise<number>((resolve) => {
      const look = (): void => {
        if (log.textContent?.includes(wanted as string)) resolve(performance.now());
      };
      new MutationObserver(look).observe(log, { childList: true, characterData: true, subtree: true });
    });
    const start = performance.now();
    button.click();
    return (await shown) - start;
  }, [call, text]);
}
