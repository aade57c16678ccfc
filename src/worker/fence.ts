/** A fenced frame that runs its program. */
export interface Fence {
  readonly element: HTMLIFrameElement;
  /** The program's end is its `junctionPort`. */
  readonly port: MessagePort;
  close(): void;
}

/**
 * Opens a page of ours as a frame without an origin (`engine.html`, `diagram.html`) in `host`, and sends it its program.
 * Nothing but the port leads in or out of it.
 */
export async function openFence(host: Element, page: { url: string; program: string | Promise<string>; title: string }): Promise<Fence> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('allow', '');
  element.referrerPolicy = 'no-referrer';
  element.title = page.title;
  element.src = page.url;
  const loaded = new Promise<void>((resolve, reject) => {
    element.addEventListener('load', () => resolve(), { once: true });
    element.addEventListener('error', () => reject(new Error(`${page.title} could not be loaded.`)), { once: true });
  });
  host.append(element);
  const [script] = await Promise.all([page.program, loaded]);
  const { port1, port2 } = new MessageChannel();
  // A frame without an origin can only be addressed with '*'; the window is our own frame's.
  element.contentWindow?.postMessage({ script }, '*', [port2]);
  return {
    element,
    port: port1,
    close: () => {
      port1.close();
      element.remove();
    },
  };
}
