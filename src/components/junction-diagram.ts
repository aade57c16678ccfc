import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { diagramView, type DiagramKind, type DiagramView } from '../diagram/diagram-view.ts';
import { roomOf, type Room } from '../diagram/drawing.ts';
import type { Theme } from '../diagram/frame-api.ts';
import { PALETTES } from '../diagram/palette.ts';
import type { ModelFacts, ObjectFacts, Schema } from '../engine/protocol.ts';
import type { Moment } from '../history/moment.ts';
import { type Marks, noMarks } from '../kinship/thing.ts';
import { copyImage, copyText } from './clipboard.ts';
import type { DiagramFrameFiles } from './diagram-link.ts';
import { diagramStyles } from './diagram-styles.ts';
import { diagramTextStyles, renderDiagramText } from './diagram-text.ts';
import { download } from './host.ts';
import './junction-picture.ts';
import type { JunctionPicture } from './junction-picture.ts';
import { pngOf } from './png.ts';
import { pastBanner, pastBannerStyles } from './past-banner.ts';
import { base, panel } from './styles.ts';

/** Beyond so many boxes the text version is only made when it is asked for. */
const QUIET_TEXT = 60;

const KINDS: readonly [DiagramKind, string, string][] = [
  ['er', 'ER', 'Tables (ER)'],
  ['models', 'Models', 'Models'],
  ['objects', 'Objects', 'Objects'],
];

/**
 * The diagrams of a program: its tables (as they are stored, or with many-to-many relationships as they are meant),
 * its mapped classes, and its objects. Each has a text version beside it and keeps its own place and zoom.
 *
 * @fires junction-point - `{ thing, how }`: what is pointed at in the picture
 */
@customElement('junction-diagram')
export class JunctionDiagram extends LitElement {
  static override styles = [base, panel, pastBannerStyles, diagramTextStyles, diagramStyles];

  @query('junction-picture') private picture!: JunctionPicture | null;

  /** The schema to draw; null while there is no database. */
  @property({ attribute: false }) schema: Schema | null = null;
  /** The mapped classes; null while nothing is known of them. */
  @property({ attribute: false }) models: ModelFacts | null = null;
  /** The objects of names and sessions; null while nothing is known of them. */
  @property({ attribute: false }) objects: ObjectFacts | null = null;
  /** The moment of the past to show in place of now; null for now. */
  @property({ attribute: false }) past: Moment | null = null;
  /** A program runs, so all of this may change in a moment. */
  @property({ type: Boolean }) busy = false;
  @property() theme: Theme = 'light';
  /** What is to be lit up. */
  @property({ attribute: false }) lit: Marks = noMarks;
  /** Fetches what the picture's frame is made of; called once, when a picture is first seen. */
  @property({ attribute: false }) loadFrame: (() => Promise<DiagramFrameFiles>) | null = null;

  @state() private kind: DiagramKind = 'er';
  @state() private logical = false;
  @state() private words: 'hidden' | 'shown' = 'hidden';
  @state() private room: Room = 'square';
  @state() private scale: number | null = null;
  @state() private notice = '';

  #view: DiagramView = this.#make();
  readonly #sized = new ResizeObserver(() => this.#measure());

  /** The diagram that is shown as Mermaid text; empty while there is nothing to draw. */
  mermaidText(): string {
    return this.#view.drawing?.text ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const inputs = ['schema', 'models', 'objects', 'past', 'kind', 'logical', 'room'];
    if (inputs.some((name) => changed.has(name))) this.#view = this.#make();
  }

  protected override render(): TemplateResult {
    const { empty, drawing, notes, lead } = this.#view;
    const tooLarge = drawing?.tooLarge ?? null;
    const asText = this.words === 'shown' || tooLarge !== null;
    return html`
      ${this.past === null ? nothing : pastBanner(this, this.past)} ${this.#renderChoice(lead)}
      ${empty === null ? this.#renderTools(asText, tooLarge !== null) : nothing}
      ${notes.map((note) => html`<p class="note">${note}</p>`)}
      ${tooLarge === null ? nothing : html`<p class="banner">${tooLarge}</p>`}
      ${empty === null ? nothing : html`<div class="empty"><p>${empty}</p></div>`}
      <junction-picture
        ?hidden=${asText || empty !== null}
        .drawing=${drawing}
        .view=${this.#view.name}
        .label=${this.#view.title}
        .theme=${this.theme}
        .busy=${this.busy}
        .lit=${this.lit}
        .loadFrame=${this.loadFrame}
        @scale=${this.onScale}
      ></junction-picture>
      ${this.#renderWords(asText)}
    `;
  }

  #renderChoice(lead: string): TemplateResult {
    return html`<div class="choice">
      <div class="kinds" role="radiogroup" aria-label="Diagram">
        ${KINDS.map(
          ([kind, short, long]) => html`<label class=${this.kind === kind ? 'chosen' : ''}>
            <input type="radio" name="kind" value=${kind} aria-label=${long} .checked=${this.kind === kind} @change=${() => (this.kind = kind)} />${short}
          </label>`,
        )}
      </div>
      ${this.kind === 'er'
        ? html`<label class="switch"><input type="checkbox" role="switch" .checked=${this.logical} @change=${this.onLogical} /><span>Many-to-many as meant</span></label>`
        : nothing}
      <p class="lead">${lead}</p>
    </div>`;
  }

  #renderTools(asText: boolean, tooLarge: boolean): TemplateResult {
    const zooming = asText || this.scale === null;
    const zoom = (how: 'in' | 'out' | 'fit' | 'actual') => () => this.picture?.zoom(how);
    return html`<div class="tools" role="group" aria-label="Picture">
      <button type="button" aria-label="Zoom out" title="Zoom out (−)" ?disabled=${zooming} @click=${zoom('out')}>−</button>
      <button type="button" class="scale" title="Natural size (1)" ?disabled=${zooming} @click=${zoom('actual')}>
        <span class="visually-hidden">Natural size; now </span>${Math.round((this.scale ?? 1) * 100)} %
      </button>
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" ?disabled=${zooming} @click=${zoom('in')}>+</button>
      <button type="button" title="See all of it (0)" ?disabled=${zooming} @click=${zoom('fit')}>Fit</button>
      <span class="gap" role="status">${this.notice}</span>
      <button type="button" aria-label="Text version" aria-pressed=${asText} ?disabled=${tooLarge} @click=${this.onWords}><span>Text<span class="long"> version</span></span></button>
      <button type="button" aria-label="Copy Mermaid" @click=${this.onCopyMermaid}><span><span class="long">Copy </span>Mermaid</span></button>
      <button type="button" aria-label="Copy SVG" ?disabled=${this.scale === null} @click=${this.onCopySvg}><span><span class="long">Copy </span>SVG</span></button>
      <button type="button" aria-label="Copy PNG" ?disabled=${this.scale === null} @click=${this.onCopyPng}><span><span class="long">Copy </span>PNG</span></button>
    </div>`;
  }

  /** Under the picture the words are there for screen readers all the same. */
  #renderWords(asText: boolean): unknown {
    const { words, title } = this.#view;
    if (words === null) return nothing;
    const label = `Text version of the d${title.slice(1)}`;
    if (asText) return html`<div class="words" tabindex="0" role="region" aria-label=${label}>${renderDiagramText(words)}</div>`;
    const quiet = words.tables.length <= QUIET_TEXT ? renderDiagramText(words) : words.summary;
    return html`<div class="visually-hidden" role="region" aria-label=${label}>${quiet}</div>`;
  }

  private readonly onScale = (event: CustomEvent<number | null>): void => {
    this.scale = event.detail;
  };

  private readonly onLogical = (event: Event): void => {
    this.logical = (event.target as HTMLInputElement).checked;
  };

  private readonly onWords = (): void => {
    this.words = this.words === 'shown' ? 'hidden' : 'shown';
  };

  private readonly onCopyMermaid = (): void => {
    void this.#copy(this.mermaidText(), 'Mermaid');
  };

  private readonly onCopySvg = async (): Promise<void> => {
    const svg = (await this.picture?.svg()) ?? null;
    if (svg === null) this.notice = 'There is no picture to copy.';
    else await this.#copy(svg, 'SVG');
  };

  private readonly onCopyPng = async (): Promise<void> => {
    const svg = (await this.picture?.svg()) ?? null;
    if (svg === null) {
      this.notice = 'There is no picture to copy.';
      return;
    }
    const png = pngOf(svg, PALETTES[this.theme].bg);
    try {
      if (await copyImage(png)) this.notice = 'Copied as PNG.';
      else {
        const name = `${this.#view.name}-diagram.png`;
        download(name, new Uint8Array(await (await png).arrayBuffer()));
        this.notice = `The browser did not let the page copy; ${name} is downloaded instead.`;
      }
    } catch (error) {
      this.notice = error instanceof Error ? error.message : String(error);
    }
  };

  #make(): DiagramView {
    return diagramView(this.kind, this, this.room, this.logical);
  }

  #measure(): void {
    const picture = this.picture;
    const { clientWidth, clientHeight } = picture !== null && picture.clientHeight > 0 ? picture : this;
    if (clientWidth > 0 && clientHeight > 0) this.room = roomOf(clientWidth, clientHeight);
  }

  async #copy(text: string, what: string): Promise<void> {
    this.notice = (await copyText(text)) ? `Copied as ${what}.` : 'The browser did not let the page copy.';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-diagram': JunctionDiagram;
  }
}
