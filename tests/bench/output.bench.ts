import type { Page } from '@playwright/test';
import type { Comparison } from './bench.ts';
import { openPlayground } from './page.ts';

/** The longest that a page may leave its user without an answer, in milliseconds. */
const PATIENCE = 1_000;

/** A page with nothing but a worker that sends it lines, about as many and as often as an engine does. */
const BARE = `<!doctype html><title>bare</title><pre id="log" style="height: 300px; overflow: auto"></pre><script type="module">
const program = \`
  let i = 0;
  setInterval(() => {
    let text = '';
    while (text.length < 60000) text += 'line ' + ++i + '\\\\n';
    postMessage(text);
  }, 50);
\`;
const worker = new Worker(URL.createObjectURL(new Blob([program])));
worker.onmessage = ({ data }) => {
  log.append(data);
  if (data.includes('line 40000\\n')) worker.terminate();
};
</script>`;

/** How long the page is silent at most while a program prints without end, until it is stopped. */
export default async function output(): Promise<Comparison[]> {
  const page = await openPlayground();
  const bare = await page.context().newPage();
  let round = 0;
  const ours = async (): Promise<number> => {
    await page.bringToFront();
    return longestSilence(page, ++round);
  };
  return [
    { name: `Longest silence of the page during endless output (÷ ${PATIENCE} ms)`, goal: 1, rounds: 3, ours, peer: () => PATIENCE },
    {
      name: 'Longest silence of the page during endless output (÷ a bare page that is sent as much)', goal: 5, rounds: 3, ours,
      async peer() {
        await bare.bringToFront();
        await bare.setContent(BARE);
        return longestSilence(bare, 0);
      },
    },
  ];
}

/** Milliseconds between two looks at the clock, at most, until the page shows the line 40000; `round` 0 runs no program. */
function longestSilence(page: Page, round: number): Promise<number> {
  return page.evaluate(async (number) => {
    const playground = document.querySelector('junction-playground') as HTMLElementTagNameMap['junction-playground'] | null;
    const log = playground ? playground.shadowRoot?.querySelector('junction-console')?.shadowRoot?.querySelector('[role=log]') : document.querySelector('#log');
    let longest = 0;
    let last = performance.now();
    const clock = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 5);
    const word = number === 0 ? 'line' : `round ${number} line`;
    const running = playground?.run(`i = 0\nwhile True:\n    i += 1\n    print("${word}", i)\n`);
    while (!log?.textContent?.includes(`${word} 40000\n`)) await new Promise((resolve) => setTimeout(resolve, 500));
    await playground?.stop();
    await running;
    clearInterval(clock);
    return longest;
  }, round);
}
