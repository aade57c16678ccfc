/** A fenced frame that runs its program. */
export interface Fence {
  /** The other end is the program's. */
  readonly port: MessagePort;
  close(): void;
}

/**
 * Opens a page of ours as a frame without an origin, and hands it a port. Nothing but the port leads in or out of it.
 * Where the document holds such a frame in waiting, that one is taken.
 */
export async function openFence(host: Element, page: { url: string; title: string }): Promise<Fence> {
  const held = inWaiting(page.url);
  const element = held ?? make(page);
  const loaded = new Promise<void>((resolve, reject) => {
    element.addEventListener('load', () => resolve(), { once: true });
    element.addEventListener('error', () => reject(new Error(`${page.title} could not be loaded.`)), { once: true });
    // One that waits may have been loaded long ago: then it answers.
    if (held) ask(held, resolve);
  });
  if (!held) host.append(element);
  await loaded;
  const { port1, port2 } = new MessageChannel();
  // A frame without an origin can only be addressed with '*'; the window is our own frame's.
  element.contentWindow?.postMessage('open', '*', [port2]);
  return {
    port: port1,
    close: () => {
      port1.close();
      element.remove();
    },
  };
}

/** A frame that the site's pages hold ready: its process starts while the page's own program is still on its way. */
function inWaiting(url: string): HTMLIFrameElement | undefined {
  const found = [...document.querySelectorAll<HTMLIFrameElement>('iframe[data-waiting][sandbox="allow-scripts"]')].find(({ src }) => src === url);
  found?.removeAttribute('data-waiting');
  return found;
}

/** As the frame in waiting, which src/build/fence-plugin.ts writes. */
function make({ url, title }: { url: string; title: string }): HTMLIFrameElement {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('allow', '');
  element.referrerPolicy = 'no-referrer';
  element.title = title;
  element.src = url;
  // Nowhere to be seen, tabbed to or read out.
  element.hidden = true;
  element.tabIndex = -1;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function ask(element: HTMLIFrameElement, answered: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = answered;
  element.contentWindow?.postMessage('ask', '*', [port2]);
}
