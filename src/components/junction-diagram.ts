import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErDiagram, Room } from '../diagram/er.ts';
import { erDiagram, roomOf } from '../diagram/er.ts';
import type { ShowResult, Theme } from '../diagram/frame-api.ts';
import type { TextVersion } from '../diagram/text.ts';
import { textVersion } from '../diagram/text.ts';
import type { Schema } from '../engine/protocol.ts';
import { copyText } from './clipboard.ts';
import { DiagramLink, type DiagramFrameFiles } from './diagram-link.ts';
import { diagramStyles } from './diagram-styles.ts';
import { diagramTextStyles, renderDiagramText } from './diagram-text.ts';
import { base, panel } from './styles.ts';

/** Beyond so many tables the text version is only made when it is asked for. */
const QUIET_TEXT = 60;

const LABEL = 'Diagram of the tables. Arrow keys move it, plus and minus zoom, zero fits it. A text version follows.';

/**
 * The entity-relationship diagram of a schema, with a text version beside it. The picture is drawn and
 * shown in a fenced frame of its own, which is made when the diagram is first seen; the same schema is
 * never drawn twice. While a picture is drawn, or when it fails, the last good one stays.
 */
@customElement('junction-diagram')
export class JunctionDiagram extends LitElement {
  static override styles = [base, panel, diagramTextStyles, diagramStyles];

  /** The schema to draw; null while there is no database. */
  @property({ attribute: false }) schema: Schema | null = null;
  @property() theme: Theme = 'light';
  /** Fetches what the frame is made of; called once, when the diagram is first seen. */
  @property({ attribute: false }) loadFrame: (() => Promise<DiagramFrameFiles>) | null = null;

  @state() private files: DiagramFrameFiles | null = null;
  @state() private words: 'hidden' | 'shown' = 'hidden';
  @state() private room: Room = 'square';
  @state() private visible = false;
  @state() private phase: 'loading' | 'drawing' | 'shown' = 'loading';
  @state() private problem: string | null = null;
  @state() private scale: number | null = null;
  @state() private notice = '';

  @query('iframe') private frame!: HTMLIFrameElement | null;
  @query('.picture') private pictureBox!: HTMLElement | null;

  #er: ErDiagram | null = null;
  #text: TextVersion | null = null;
  #link: DiagramLink | null = null;
  #loading = false;
  #asked = '';
  readonly #seen = new IntersectionObserver((entries) => {
    this.visible = entries.at(-1)?.isIntersecting ?? false;
  });
  readonly #sized = new ResizeObserver(() => this.#measure());

  /** The diagram as Mermaid text; empty while there is no database. */
  mermaidText(): string {
    return this.schema === null ? '' : erDiagram(this.schema).text;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen.observe(this);
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
    this.#sized.disconnect();
    this.#unlink();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('schema')) this.#text = this.schema === null ? null : textVersion(this.schema);
    if (changed.has('schema') || changed.has('room')) this.#er = this.schema === null ? null : erDiagram(this.schema, this.room);
    if (this.#wantsFrame && this.files === null) void this.#load();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('theme')) this.#link?.theme(this.theme);
    if (this.#wantsFrame) this.#ask();
  }

  protected override render(): TemplateResult {
    const empty = this.#emptiness;
    if (empty !== null) return html`<div class="empty"><p>${empty}</p></div>`;
    const tooLarge = this.#er?.tooLarge ?? null;
    const asText = this.words === 'shown' || tooLarge !== null;
    return html`
      ${this.#renderTools(asText, tooLarge !== null)}
      ${tooLarge === null ? nothing : html`<p class="banner">${tooLarge}</p>`}
      <div class="picture" ?hidden=${asText}>${this.#renderPicture()}</div>
      ${this.#renderWords(asText)}
    `;
  }

  #renderTools(asText: boolean, tooLarge: boolean): TemplateResult {
    const zooming = asText || this.scale === null;
    const zoom = (how: 'in' | 'out' | 'fit' | 'actual') => () => this.#link?.zoom(how);
    return html`<div class="tools" role="group" aria-label="Diagram">
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
    </div>`;
  }

  #renderPicture(): TemplateResult {
    const waiting = this.scale === null && this.problem === null;
    return html`
      ${this.files === null
        ? nothing
        : html`<iframe
            title="Diagram of the tables"
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

  /** Under the picture the words are there for screen readers all the same. */
  #renderWords(asText: boolean): unknown {
    if (this.#text === null) return nothing;
    if (asText) return html`<div class="words" tabindex="0" role="region" aria-label="Text version of the diagram">${renderDiagramText(this.#text)}</div>`;
    const quiet = this.#text.tables.length <= QUIET_TEXT ? renderDiagramText(this.#text) : this.#text.summary;
    return html`<div class="visually-hidden" role="region" aria-label="Text version of the diagram">${quiet}</div>`;
  }

  private readonly onFrame = (): void => {
    const target = this.frame?.contentWindow;
    if (target === null || target === undefined || this.files === null) return;
    // A frame that was moved in the page has begun anew.
    this.#unlink();
    this.#link = new DiagramLink(target, this.files.script, {
      view: (scale) => (this.scale = scale),
      shown: (result) => this.#shown(result),
    });
    this.requestUpdate();
  };

  private readonly onWords = (): void => {
    this.words = this.words === 'shown' ? 'hidden' : 'shown';
  };

  private readonly onRetry = (): void => {
    this.problem = null;
    void this.#load();
  };

  private readonly onCopyMermaid = (): void => {
    void this.#copy(this.mermaidText(), 'Mermaid');
  };

  private readonly onCopySvg = async (): Promise<void> => {
    const svg = (await this.#link?.svg().catch(() => null)) ?? null;
    if (svg === null) this.notice = 'There is no picture to copy.';
    else await this.#copy(svg, 'SVG');
  };

  get #emptiness(): string | null {
    if (this.schema === null) return 'The diagram of the tables appears here once there is a database.';
    return this.schema.tables.length === 0 ? 'No tables yet. Run a program that creates some, and they are drawn here.' : null;
  }

  get #wantsFrame(): boolean {
    return this.visible && this.words === 'hidden' && this.#emptiness === null && this.#er?.tooLarge === null;
  }

  /** Asks the frame for the picture, unless it has it. */
  #ask(): void {
    if (this.#link === null || this.#er === null) return;
    const { text, names } = this.#er;
    if (text === this.#asked) return;
    this.#asked = text;
    this.phase = 'drawing';
    this.#link.show({ text, names, theme: this.theme, label: LABEL });
  }

  #shown(result: ShowResult): void {
    this.phase = 'shown';
    this.problem = result.status === 'shown' ? null : `This schema could not be drawn (${result.message}). The text version has all of it.`;
  }

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
    this.scale = null;
    this.phase = 'loading';
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.pictureBox ?? this;
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
