import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Drawing, Things } from '../diagram/drawing.ts';
import type { ShowResult, Spot, Theme } from '../diagram/frame-api.ts';
import { markOf, type Marks, noMarks, type PointingHow, type Thing } from '../kinship/thing.ts';
import { DiagramLink, type DiagramFrameFiles } from './diagram-link.ts';
import { point } from './pointable.ts';
import { pictureStyles } from './picture-styles.ts';
import { base } from './styles.ts';

/** How long a drawing waits for what a running program may still change, in milliseconds. */
const PATIENCE = 500;

/**
 * The picture of a diagram, drawn and shown in a fenced frame of its own, which is made when the picture is first
 * seen; the same drawing is never drawn twice. While one is drawn, or when it fails, the last good one stays.
 *
 * @fires junction-point - `{ thing, how }`: what is pointed at in it
 * @fires scale - the picture's scale changed, or the picture went; detail: a number, or null
 */
@customElement('junction-picture')
export class JunctionPicture extends LitElement {
  static override styles = [
    base,
    pictureStyles,
    css`
      :host {
        position: relative;
        flex: 1;
        display: flex;
        flex-direction: column;
        min-height: 0;
        overflow: hidden;
      }
    `,
  ];

  @query('iframe') private frame!: HTMLIFrameElement | null;

  /** What to draw; null while there is nothing. */
  @property({ attribute: false }) drawing: Drawing | null = null;
  /** Which diagram it is. */
  @property() view = '';
  /** What a screen reader calls it. */
  @property() label = '';
  @property() theme: Theme = 'light';
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;
  /** A program runs: the drawing may be out of date in a moment. */
  @property({ type: Boolean }) busy = false;
  /** Fetches what the frame is made of; called once, when the picture is first seen. */
  @property({ attribute: false }) loadFrame: (() => Promise<DiagramFrameFiles>) | null = null;

  @state() private files: DiagramFrameFiles | null = null;
  @state() private visible = false;
  @state() private phase: 'loading' | 'drawing' | 'shown' = 'loading';
  @state() private problem: string | null = null;
  @state() private scale: number | null = null;

  #link: DiagramLink | null = null;
  #loading = false;
  #asked = '';
  /** The drawings that were asked for last and that is shown. */
  #asking: Drawing | null = null;
  #drawn: Drawing | null = null;
  #lights = '';
  #waiting: ReturnType<typeof setTimeout> | undefined;
  readonly #seen = new IntersectionObserver((entries) => {
    this.visible = entries.at(-1)?.isIntersecting ?? false;
  });

  zoom(how: 'in' | 'out' | 'fit' | 'actual'): void {
    this.#link?.zoom(how);
  }

  /** The picture as a sanitized SVG document; null when there is none. */
  async svg(): Promise<string | null> {
    return (await this.#link?.svg().catch(() => null)) ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
    clearTimeout(this.#waiting);
    document.removeEventListener('pointermove', this.#left);
    this.#unlink();
  }

  protected override willUpdate(): void {
    if (this.#isWanted && this.files === null) void this.#load();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('theme')) this.#link?.theme(this.theme);
    if (changed.has('lit')) this.#light();
    if (changed.has('scale')) this.dispatchEvent(new CustomEvent('scale', { detail: this.scale }));
    clearTimeout(this.#waiting);
    if (!this.#isWanted) return;
    // Facts follow a program's end: one drawing instead of two.
    if (this.busy && this.scale !== null) this.#waiting = setTimeout(() => this.#ask(), PATIENCE);
    else this.#ask();
  }

  protected override render(): TemplateResult {
    const waiting = this.scale === null && this.problem === null;
    return html`
      ${this.files === null
        ? nothing
        : html`<iframe
            title=${this.label}
            sandbox="allow-scripts"
            referrerpolicy="no-referrer"
            class=${this.scale === null ? 'unborn' : ''}
            src=${this.files.page}
            @load=${this.onFrame}
          ></iframe>`}
      ${waiting ? html`<p class="waiting">Drawing the diagram…</p>` : nothing}
      ${!waiting && this.phase === 'drawing' ? html`<p class="redrawing" aria-hidden="true">Drawing…</p>` : nothing}
      ${this.problem === null
        ? nothing
        : html`<div class="problem" role="alert">
            <p>${this.problem}</p>
            ${this.files === null ? html`<button type="button" @click=${this.onRetry}>Try again</button>` : nothing}
          </div>`}
    `;
  }

  private readonly onFrame = (): void => {
    const target = this.frame?.contentWindow;
    if (target === null || target === undefined || this.files === null) return;
    // A frame that was moved in the page has begun anew.
    this.#unlink();
    this.#link = new DiagramLink(target, this.files.script, {
      view: (scale) => (this.scale = scale),
      point: (spot, how) => this.#point(spot, how),
      shown: (result) => this.#shown(result),
    });
    this.requestUpdate();
  };

  private readonly onRetry = (): void => {
    this.problem = null;
    void this.#load();
  };

  get #isWanted(): boolean {
    return this.visible && this.drawing !== null && this.drawing.tooLarge === null;
  }

  /** Asks the frame for the picture, unless it has it. */
  #ask(): void {
    if (this.#link === null || this.drawing === null) return;
    const { text, names, edges } = this.drawing;
    if (this.#asked !== '' && this.drawing === this.#asking) return;
    const asked = `${this.view}\n${text}\n${JSON.stringify([names, edges])}`;
    this.#asking = this.drawing;
    // The same picture may be of other things: of another database with the same tables.
    if (asked === this.#asked) return this.phase === 'shown' ? this.#drawnNow() : undefined;
    this.#asked = asked;
    this.phase = 'drawing';
    this.#link.show({ text, names, edges, view: this.view, theme: this.theme, label: `${this.label}. Arrow keys move it, plus and minus zoom, zero fits it; Tab goes on to its boxes and lines. A text version follows.` });
  }

  #shown(result: ShowResult): void {
    if (result.status === 'hidden') return this.#askAgain();
    this.phase = 'shown';
    if (result.status === 'shown') this.#drawnNow();
    this.problem = result.status === 'shown' ? null : `This could not be drawn (${result.message}). The text version has all of it.`;
  }

  /** The page may hear sooner than the frame that it can be seen again. */
  #askAgain(): void {
    this.#asked = '';
    requestAnimationFrame(() => this.requestUpdate());
  }

  #drawnNow(): void {
    this.#drawn = this.#asking;
    this.#lights = '';
    this.#light();
  }

  /** Says what boxes and lines of the picture stand for. */
  #point(spot: Spot | null, how: PointingHow): void {
    const things = this.#drawn?.things;
    const thing = spot === null || things === undefined ? null : thingAt(things, spot);
    point(this, thing, how);
    // A pointer that moves in the page has left the frame, whether or not the frame was told.
    if (how === 'hover' && thing !== null) document.addEventListener('pointermove', this.#left, { once: true });
  }

  /** Lights up what stands for marked things, once for each change. */
  #light(): void {
    const things = this.#drawn?.things;
    if (this.#link === null || things === undefined) return;
    const isLit = (thing: Thing | null): boolean => thing !== null && thing.kind !== 'row' && this.lit.has(markOf(thing));
    const boxes = Object.entries(things.boxes).flatMap(([id, thing]) => (isLit(thing) ? [id] : []));
    const edges = things.edges.flatMap((thing, index) => (isLit(thing) ? [index] : []));
    const lights = JSON.stringify([boxes, edges]);
    if (lights === this.#lights) return;
    this.#lights = lights;
    this.#link.light(boxes, edges);
  }

  readonly #left = (): void => point(this, null, 'hover');

  async #load(): Promise<void> {
    if (this.#loading || this.loadFrame === null || this.problem !== null) return;
    this.#loading = true;
    try {
      this.files = await this.loadFrame();
    } catch {
      this.problem = 'The diagram could not be loaded. The text version is here.';
    } finally {
      this.#loading = false;
    }
  }

  #unlink(): void {
    this.#link?.close();
    this.#link = null;
    this.#asked = '';
    this.#drawn = null;
    this.scale = null;
    this.phase = 'loading';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-picture': JunctionPicture;
  }
}

/** What a place in the picture stands for; null for one that is not there, which the frame may name too. */
function thingAt({ boxes, edges }: Things, spot: Spot): Thing | null {
  if ('edge' in spot) return edges[spot.edge] ?? null;
  return Object.hasOwn(boxes, spot.box) ? (boxes[spot.box] ?? null) : null;
}
