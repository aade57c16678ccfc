import type { Drawing } from '../diagram/drawing.ts';
import { PALETTES } from '../diagram/palette.ts';
import { DiagramLink, type DiagramFrameFiles } from './diagram-link.ts';

/** A diagram as a picture that stands still: an SVG document and its natural size (px). */
export interface StillPicture {
  readonly address: string;
  readonly width: number;
  readonly height: number;
}

/** Draws diagrams in a fenced frame that nobody sees, one after the other. `close` it when the last one is there. */
export class StillPictures {
  readonly #frame = document.createElement('iframe');
  readonly #link: Promise<DiagramLink>;
  #shown: (drawn: boolean) => void = () => undefined;

  /** `home` is where the frame is kept: an element on the page. */
  constructor(files: Promise<DiagramFrameFiles>, home: HTMLElement | ShadowRoot) {
    const frame = this.#frame;
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.referrerPolicy = 'no-referrer';
    frame.tabIndex = -1;
    frame.ariaHidden = 'true';
    frame.title = 'Draws the diagrams';
    // It must have a size to be drawn in, and be where a browser still works on it.
    frame.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 1200px; height: 800px; border: 0; opacity: 0; pointer-events: none; z-index: -1';
    this.#link = this.#start(files, home);
    this.#link.catch(() => undefined);
  }

  /** Null when it cannot be drawn. */
  async draw({ text, names, edges, tooLarge }: Drawing): Promise<StillPicture | null> {
    if (tooLarge !== null) return null;
    const link = await this.#link;
    const drawn = await new Promise<boolean>((resolve) => {
      this.#shown = resolve;
      link.show({ text, names, edges, view: 'paper', theme: 'light', label: '' });
    });
    const svg = drawn ? await link.svg() : null;
    return svg === null ? null : still(svg);
  }

  close(): void {
    void this.#link.then((link) => link.close()).catch(() => undefined);
    this.#frame.remove();
    this.#shown(false);
  }

  async #start(files: Promise<DiagramFrameFiles>, home: HTMLElement | ShadowRoot): Promise<DiagramLink> {
    const { page, script } = await files;
    const frame = this.#frame;
    await new Promise<unknown>((loaded) => {
      frame.addEventListener('load', loaded, { once: true });
      frame.src = page;
      home.append(frame);
    });
    if (frame.contentWindow === null) throw new Error('The diagram’s frame is gone.');
    return new DiagramLink(frame.contentWindow, script, { view: () => undefined, point: () => undefined, shown: ({ status }) => this.#shown(status === 'shown') });
  }
}

/** An SVG document for an `<img>`, in which nothing of it can act. */
function still(svg: string): StillPicture | null {
  const [, , width, height] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(/[\s,]+/).map(Number);
  if (!width || !height) return null;
  // Paper is white by itself.
  const inkless = svg.replaceAll(PALETTES.light.bg, '#ffffff');
  return { address: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(inkless)}`, width, height };
}
