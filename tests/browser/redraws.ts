import type { Stage } from './stage.ts';

const PANELS = ['junction-data', 'junction-rows', 'junction-diagram', 'junction-picture', 'junction-sql-log', 'junction-doctor'];

interface Counting {
  redraws: Record<string, number>;
}

/** Counts changes of what the panels show, those of the picture in its frame included. @returns what has changed since it was last asked, by panel */
export async function watchRedraws(stage: Stage): Promise<() => Promise<Record<string, number>>> {
  const { page } = stage;
  const frame = await (await stage.host.locator('junction-diagram iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('the diagram has not been seen');
  await stage.host.evaluate((host, tags) => {
    const counting = window as unknown as Counting;
    counting.redraws = {};
    const watch = (root: ParentNode & Node): void => {
      for (const element of root.querySelectorAll('*')) {
        const inside = element.shadowRoot;
        if (!inside) continue;
        watch(inside);
        if (!tags.includes(element.localName)) continue;
        const count = (changes: MutationRecord[]): void => {
          counting.redraws[element.localName] = (counting.redraws[element.localName] ?? 0) + changes.length;
        };
        new MutationObserver(count).observe(inside, { subtree: true, childList: true, attributes: true, characterData: true });
      }
    };
    watch(host.shadowRoot ?? host);
  }, PANELS);
  await frame.evaluate(() => {
    const counting = window as unknown as Counting;
    counting.redraws = {};
    new MutationObserver((changes) => {
      counting.redraws['picture'] = (counting.redraws['picture'] ?? 0) + changes.length;
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const taken = (): Record<string, number> => {
    const counting = window as unknown as Counting;
    const { redraws } = counting;
    counting.redraws = {};
    return redraws;
  };
  return async () => {
    // All that is under way has come to its end after two frames.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return { ...(await page.evaluate(taken)), ...(await frame.evaluate(taken)) };
  };
}

/** Elements in the page, those in shadow roots included. */
export function countElements(stage: Stage): Promise<number> {
  return stage.page.evaluate(() => {
    const count = (root: ParentNode): number => [...root.querySelectorAll('*')].reduce((sum, one) => sum + 1 + (one.shadowRoot ? count(one.shadowRoot) : 0), 0);
    return count(document);
  });
}
