import type { ShowRequest, ShowResult, Theme } from './frame-api.ts';
import { Mermaid } from './mermaid.ts';
import { type Picture, redraw } from './picture.ts';
import type { Stage } from './stage.ts';

/** Pictures that are kept for the next time that their text is asked for. */
const KEPT = 6;

/** A drawing expected to take longer than this is announced by dimming the former picture, in milliseconds. */
const LONG = 400;

/** Draws requests and hands the pictures to the stage. */
export class Drawer {
  private readonly mermaid = new Mermaid();
  private readonly kept = new Map<string, Picture>();
  /** Layouts of the texts that were drawn last: marks alone need no new one. */
  private readonly layouts = new Map<string, { svg: string; id: string }>();
  private readonly room: HTMLElement;
  private current: Theme = 'light';
  /** Milliseconds that a table took the last time. */
  private pace = 20;

  constructor(
    parent: HTMLElement,
    private readonly stage: Stage,
  ) {
    this.room = document.createElement('div');
    this.room.className = 'measuring-room';
    this.room.setAttribute('aria-hidden', 'true');
    parent.append(this.room);
  }

  async show(request: ShowRequest): Promise<ShowResult> {
    const begin = performance.now();
    const key = `${request.text}\n${JSON.stringify([request.names, request.edges])}`;
    this.stage.label = request.label;
    this.current = request.theme;
    try {
      const picture = this.kept.get(key) ?? (await this.draw(request));
      keep(this.kept, key, picture);
      if (this.stage.shown !== picture) this.stage.show(picture, request.view);
      this.stage.theme(this.current);
      this.stage.dimmed = false;
      return { status: 'shown', ms: performance.now() - begin };
    } catch (error) {
      if (this.room.getClientRects().length === 0) return { status: 'hidden' };
      this.stage.dimmed = true;
      return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  theme(theme: Theme): void {
    this.current = theme;
    this.stage.theme(theme);
  }

  private async draw(request: ShowRequest): Promise<Picture> {
    const count = Object.keys(request.names).length;
    // While Mermaid works nothing is painted: what is to be seen meanwhile must be seen before.
    if (this.stage.shown !== null && count * this.pace > LONG && !this.layouts.has(request.text)) {
      this.stage.dimmed = true;
      await painted();
    }
    const begin = performance.now();
    const layout = this.layouts.get(request.text) ?? (await this.mermaid.draw(request.text, this.room));
    keep(this.layouts, request.text, layout);
    const picture = redraw(layout.svg, layout.id, request);
    this.pace = (performance.now() - begin) / Math.max(1, count);
    return picture;
  }
}

/** Keeps what was used last. */
function keep<Kept>(all: Map<string, Kept>, key: string, one: Kept): void {
  all.delete(key);
  all.set(key, one);
  const [oldest] = all.keys();
  if (all.size > KEPT && oldest !== undefined) all.delete(oldest);
}

/** Settles when what was changed can be seen; a hidden frame never paints, so it does not wait long. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => setTimeout(() => (clearTimeout(timer), resolve())));
  });
}
