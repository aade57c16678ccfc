import { createBirpc, type BirpcReturn } from 'birpc';
import type { DiagramEvents, DiagramFrame, ShowRequest, ShowResult, Spot, Theme } from '../diagram/frame-api.ts';
import type { PointingHow } from '../kinship/thing.ts';

/** What the diagram's frame is made of. */
export interface DiagramFrameFiles {
  /** Address of `diagram.html`. */
  page: string;
  /** Text of the frame's program. */
  script: string;
}

export interface DiagramLinkEvents {
  view(scale: number, fitted: boolean): void;
  /** What is pointed at in the picture. */
  point(spot: Spot | null, how: PointingHow): void;
  /** How the latest request ended; those that were overtaken by it are not reported. */
  shown(result: ShowResult): void;
}

/** Longest text taken from the frame: its pictures of 200 tables are about 2 MB. */
const LONGEST = 20_000_000;

/** The page's end of the diagram's fenced frame. The frame's answers are data: checked here, trusted nowhere. */
export class DiagramLink {
  private readonly remote: BirpcReturn<DiagramFrame, DiagramEvents>;
  private readonly port: MessagePort;
  private busy = false;
  private waiting: ShowRequest | null = null;

  /** Starts the program in a frame whose page has loaded. */
  constructor(
    frame: Window,
    script: string,
    private readonly events: DiagramLinkEvents,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.remote = createBirpc<DiagramFrame, DiagramEvents>(
      {
        ready: () => undefined,
        view: (scale, fitted) => {
          if (Number.isFinite(scale)) this.events.view(scale, fitted === true);
        },
        point: (spot, how) => {
          if (how === 'hover' || how === 'focus' || how === 'pin') this.events.point(spotOf(spot), how);
        },
      },
      {
        post: (message) => port1.postMessage(message),
        on: (listener) => port1.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
        eventNames: ['theme', 'zoom', 'light'],
        timeout: -1,
      },
    );
    port1.start();
    // The frame has no origin that could be named.
    frame.postMessage({ script }, '*', [port2]);
  }

  /** Asks for a picture. While the frame draws, only the latest request waits. */
  show(request: ShowRequest): void {
    this.waiting = request;
    // Closing the link ends what waits for an answer.
    if (!this.busy) this.work().catch(() => undefined);
  }

  theme(theme: Theme): void {
    void this.remote.theme(theme);
  }

  light(boxes: string[], edges: number[]): void {
    void this.remote.light(boxes, edges);
  }

  zoom(how: 'in' | 'out' | 'fit' | 'actual'): void {
    void this.remote.zoom(how);
  }

  /** The picture's SVG, sanitized, as a document of its own; null when there is none. */
  async svg(): Promise<string | null> {
    const source: unknown = await this.remote.svg();
    if (typeof source !== 'string' || source.length > LONGEST) return null;
    const { default: purify } = await import('dompurify');
    const clean = purify.sanitize(source, { USE_PROFILES: { svg: true }, RETURN_DOM_FRAGMENT: true }).firstElementChild;
    return clean?.localName === 'svg' ? new XMLSerializer().serializeToString(clean) : null;
  }

  close(): void {
    this.waiting = null;
    this.port.close();
    this.remote.$close();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting !== null) {
      const request = this.waiting;
      this.waiting = null;
      const answer: unknown = await this.remote.show(request);
      if (this.waiting === null) this.events.shown(resultOf(answer));
    }
    this.busy = false;
  }
}

function resultOf(answer: unknown): ShowResult {
  const { status, ms, message } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  if (status === 'shown') return { status, ms: typeof ms === 'number' ? ms : 0 };
  if (status === 'hidden') return { status };
  return { status: 'failed', message: typeof message === 'string' ? message.slice(0, 300) : 'The picture could not be drawn.' };
}

function spotOf(spot: unknown): Spot | null {
  const { box, edge } = (typeof spot === 'object' && spot !== null ? spot : {}) as Record<string, unknown>;
  if (typeof box === 'string') return { box };
  return typeof edge === 'number' ? { edge } : null;
}
