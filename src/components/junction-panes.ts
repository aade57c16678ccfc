import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import './junction-splitter.ts';
import { arrange, type Layout, type PanelName } from './layout.ts';
import { panesStyles } from './panes-styles.ts';
import { base } from './styles.ts';

/** What the tabs say. */
const titles: Record<PanelName, string> = {
  lesson: 'Lesson',
  editor: 'Editor',
  console: 'Console',
  diagram: 'Diagram',
  data: 'Data',
  query: 'SQL',
  sql: 'SQL log',
  doctor: 'Doctor',
  checks: 'Checks',
  author: 'Author',
};

/**
 * Puts the panels of a playground on the screen: side by side with handles between them where the
 * container is wide, as tabs of one group where it is narrow. A panel is a child in the slot of its name
 * and stays where it is in the document whatever the layout, so that frames and editors live on.
 *
 * @slot lesson, editor, console, diagram, data, query, sql, doctor, checks, author - the panels
 * @fires junction-panes-resize - `{ shares }`: every share that the user has chosen, by split
 */
@customElement('junction-panes')
export class JunctionPanes extends LitElement {
  static override styles = [base, panesStyles];

  /** The panels that are there, in order. */
  @property({ attribute: false, hasChanged: differ }) panels: readonly PanelName[] = [];
  /** Shares that were chosen before, by split. */
  @property({ attribute: false }) shares: Readonly<Record<string, number>> = {};
  /** A small number on a panel's tab; no entry, no number. */
  @property({ attribute: false }) counts: Readonly<Partial<Record<PanelName, number>>> = {};
  /** Set while a handle is dragged. */
  @property({ type: Boolean, reflect: true }) dragging = false;

  @state() private width = 0;
  /** The panel that each group shows, where the user or `show` chose one. */
  @state() private chosen: Readonly<Record<string, PanelName>> = {};

  #layout: Layout = { kind: 'group', id: 'all', panels: [] };
  readonly #sizes = new ResizeObserver(() => this.#measure());

  /** Brings a panel to the front of its group. */
  show(panel: PanelName): void {
    const group = groups(this.#layout).find((candidate) => candidate.panels.includes(panel));
    if (group !== undefined) this.chosen = { ...this.chosen, [group.id]: panel };
  }

  /** Whether a panel can be seen now, rather than being behind another of its group. */
  shows(panel: PanelName): boolean {
    return groups(this.#layout).some((group) => this.#front(group.id, group.panels) === panel);
  }

  /** Whether two panels share a group, so that only one of them can be seen. */
  together(one: PanelName, other: PanelName): boolean {
    return groups(this.#layout).some((group) => group.panels.includes(one) && group.panels.includes(other));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#measure();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('panels') || changed.has('width')) this.#layout = arrange(this.panels, this.width);
  }

  protected override updated(changed: PropertyValues): void {
    if (!['chosen', 'panels', 'width'].some((name) => changed.has(name))) return;
    for (const tab of this.renderRoot.querySelectorAll<HTMLElement>('[aria-selected=true]')) bringIntoSight(tab);
  }

  protected override render(): TemplateResult {
    return this.#render(this.#layout);
  }

  #render(layout: Layout): TemplateResult {
    return layout.kind === 'group' ? this.#renderGroup(layout.id, layout.panels) : this.#renderSplit(layout);
  }

  #renderSplit(layout: Layout & { kind: 'split' }): TemplateResult {
    const share = this.shares[layout.id] ?? layout.share;
    const names = groups(layout.first).flatMap((group) => group.panels);
    const label = `Resize ${names.map((name) => titles[name]).join(', ')}`;
    const id = `part-${layout.id}`;
    return html`<div class="split ${layout.direction}">
      <div class=${share === 0 ? 'part folded' : 'part'} id=${id} style="flex-grow:${share}">${this.#render(layout.first)}</div>
      <junction-splitter
        aria-controls=${id}
        aria-label=${label}
        .direction=${layout.direction}
        .share=${share}
        @gotpointercapture=${() => (this.dragging = true)}
        @lostpointercapture=${() => (this.dragging = false)}
        @junction-split=${(event: CustomEvent<{ share: number }>) => this.onSplit(event, layout.id)}
      ></junction-splitter>
      <div class="part" style="flex-grow:${1 - share}">${this.#render(layout.second)}</div>
    </div>`;
  }

  #renderGroup(id: string, panels: readonly PanelName[]): TemplateResult {
    const front = this.#front(id, panels);
    const only = panels.length === 1;
    return html`<section class="group">
      ${only ? this.#renderHead(panels) : this.#renderTabs(id, panels, front)}
      ${repeat(
        panels,
        (name) => name,
        (name) => html`<div
          class="panel"
          id="panel-${name}"
          role=${only ? (name === 'lesson' ? nothing : 'region') : 'tabpanel'}
          aria-label=${only && name !== 'lesson' ? titles[name] : nothing}
          aria-labelledby=${only ? nothing : `tab-${name}`}
          ?hidden=${name !== front}
        >
          <slot name=${name}></slot>
        </div>`,
      )}
    </section>`;
  }

  /** A panel alone has a heading; the lesson brings its own, as it brings its region, and one alone on the page needs none. */
  #renderHead(panels: readonly PanelName[]): unknown {
    const [name] = panels;
    if (name === undefined || name === 'lesson' || this.#layout.kind === 'group') return nothing;
    return html`<div class="head"><h2>${titles[name]}</h2></div>`;
  }

  #renderTabs(id: string, panels: readonly PanelName[], front: PanelName | undefined): TemplateResult {
    return html`<div
      class="head"
      role="tablist"
      aria-label="Panels"
      @keydown=${(event: KeyboardEvent) => this.onTabKey(event, id, panels)}
    >
      ${repeat(
        panels,
        (name) => name,
        (name) => html`<button
          role="tab"
          id="tab-${name}"
          aria-controls="panel-${name}"
          aria-selected=${name === front ? 'true' : 'false'}
          tabindex=${name === front ? 0 : -1}
          @click=${() => (this.chosen = { ...this.chosen, [id]: name })}
        >
          ${titles[name]}${this.#renderCount(name)}
        </button>`,
      )}
    </div>`;
  }

  #renderCount(name: PanelName): unknown {
    const count = this.counts[name];
    return count === undefined ? nothing : html`<span class="count">${count > 999 ? '999+' : count}</span>`;
  }

  private onSplit(event: CustomEvent<{ share: number }>, id: string): void {
    event.stopPropagation();
    this.shares = { ...this.shares, [id]: event.detail.share };
    const detail = { shares: this.shares };
    this.dispatchEvent(new CustomEvent('junction-panes-resize', { detail, bubbles: true, composed: true }));
  }

  private onTabKey(event: KeyboardEvent, id: string, panels: readonly PanelName[]): void {
    const front = this.#front(id, panels);
    const at = front === undefined ? 0 : panels.indexOf(front);
    const moves: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: panels.length - 1 };
    const to = moves[event.key];
    const next = to === undefined ? undefined : panels[(to + panels.length) % panels.length];
    if (next === undefined) return;
    event.preventDefault();
    this.chosen = { ...this.chosen, [id]: next };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
  }

  #front(id: string, panels: readonly PanelName[]): PanelName | undefined {
    const chosen = this.chosen[id];
    return chosen !== undefined && panels.includes(chosen) ? chosen : panels[0];
  }

  #measure(): void {
    const { width } = this.getBoundingClientRect();
    // A hidden playground keeps the layout that it had.
    if (width > 0) this.width = width;
  }
}

/** Moves a row of tabs until one of them is seen whole; `scrollIntoView` would move the page around, too. */
function bringIntoSight(tab: HTMLElement): void {
  const row = tab.parentElement;
  if (row === null) return;
  const { left, right } = tab.getBoundingClientRect();
  const room = row.getBoundingClientRect();
  if (left < room.left) row.scrollLeft -= room.left - left;
  else if (right > room.right) row.scrollLeft += right - room.right;
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-panes': JunctionPanes;
  }
}

function groups(layout: Layout): (Layout & { kind: 'group' })[] {
  return layout.kind === 'group' ? [layout] : [...groups(layout.first), ...groups(layout.second)];
}

function differ(now: readonly PanelName[] | undefined, before: readonly PanelName[] | undefined): boolean {
  return now?.join() !== before?.join();
}
