import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import type { LessonSummary } from '../lessons/lesson.ts';
import { Drafts } from '../session/drafts.ts';
import { Progress } from '../session/progress.ts';
import { Session } from '../session/session.ts';
import type { Pointed } from '../kinship/thing.ts';
import { initialState, type NoticeAction, type Place, type SessionState } from '../session/state.ts';
import { DeviceStorage } from '../session/storage.ts';
import { diagramFrame } from '../worker/assets.ts';
import { EngineClient } from '../worker/engine-client.ts';
import { FrameSpawner } from '../worker/frame.ts';
import { adoptTextSize, draftOwner, saveTexts, siteFolder } from './host.ts';
import './junction-compare.ts';
import type { JunctionCompare } from './junction-compare.ts';
import type { JunctionData } from './junction-data.ts';
import type { JunctionEditor } from './junction-editor.ts';
import './junction-notices.ts';
import './junction-panes.ts';
import type { JunctionPanes } from './junction-panes.ts';
import './junction-shortcuts.ts';
import type { JunctionShortcuts } from './junction-shortcuts.ts';
import './junction-toolbar.ts';
import type { JunctionSqlLog } from './junction-sql-log.ts';
import type { JunctionTimeline } from './junction-timeline.ts';
import { parseShares, type PanelName } from './layout.ts';
import { mendable, PlaygroundAdvice } from './playground-advice.ts';
import { PlaygroundApi } from './playground-api.ts';
import { renderPanel, summaryOf } from './playground-panels.ts';
import { pinnedStyles, renderPinned } from './pinned.ts';
import { inDialog, inner, isTyping } from './playground-events.ts';
import { handsOf } from './playground-hands.ts';
import { PlaygroundPast, timelineKey, timelineView } from './playground-past.ts';
import { changedIn, countsOf, languageOf, panelOf, panelsOf, placeOf, samePlace } from './playground-place.ts';
import { PlaygroundPointing } from './playground-pointing.ts';
import { playgroundStyles } from './playground-styles.ts';
import { keepSingleKeys, shortcutOf, singleKeys } from './shortcuts.ts';
import { base, tokens } from './styles.ts';

const sharesKey = 'junction:panes';

/**
 * A whole playground: editor, console with prompt, SQL console, data, diagram, SQL log and lesson on one
 * database. It starts its engine when it enters a page and lets it go when it has left; two of them on a
 * page do not meet. Give it a height; it fills what it gets.
 *
 * Results are those of `protocol.ts`. A learner's failure is a result; a rejected promise carries a
 * sentence that says what could not be done.
 *
 * @fires junction-ready - Python can run
 * @fires junction-run - a program ended; detail: `RunResult`
 * @fires junction-check - the work was checked; detail: `{ passed, checks }`
 * @fires junction-progress - after a check in a lesson; detail: `{ lesson, step, passed, total }`
 * @fires junction-edit - the user edited; detail: `{ language: 'python' | 'sql', value }`
 * @fires junction-place - a step of a lesson is open; detail: `{ lesson, step }`
 * @fires junction-step - the learner went to another step of the lesson; detail: `{ step }`
 */
@customElement('junction-playground')
export class JunctionPlayground extends PlaygroundApi {
  static override styles = [tokens, base, pinnedStyles, playgroundStyles];

  @query('junction-panes') private panes!: JunctionPanes | null;
  @query('junction-sql-log[slot=sql]') private log!: JunctionSqlLog | null;
  @query('junction-shortcuts') private shortcuts!: JunctionShortcuts | null;
  @query('junction-compare') private compare!: JunctionCompare | null;
  @query('junction-timeline') private timeline!: JunctionTimeline | null;
  @query('junction-editor[slot=editor]') private editor!: JunctionEditor | null;
  @query('junction-data[slot=data]') private data!: JunctionData | null;

  /** A bundled lesson's slug. */
  @property({ reflect: true }) lesson: string | null = null;
  /** The lesson's step, from 1. */
  @property({ type: Number, reflect: true }) step = 1;
  /** Address of a lesson's Markdown file. */
  @property() src: string | null = null;
  /** Panel names in order, separated by commas; without it the lesson decides, and without a lesson all are there. */
  @property() panels: string | null = null;
  /** Shows the lesson's author a panel with solutions, checks, mistakes and their results. */
  @property({ type: Boolean }) author = false;
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' | 'contrast' = 'auto';

  /** Where drafts, progress and sizes are kept: the browser's storage, or what the page around shares. To be set before anything else. */
  @property({ attribute: false }) storage = new DeviceStorage(() => localStorage);

  /** The lessons of the course that the page around shows; empty where the playground stands alone. */
  @property({ attribute: false }) course: readonly LessonSummary[] = [];

  @state() private view = initialState;
  /** Whether single keys are shortcuts. */
  @state() private keys = true;
  @state() private dark = false;

  readonly #advice = new PlaygroundAdvice();
  #session: Session | null = null;
  readonly #pointing = new PlaygroundPointing(
    () => ({ ...this.view, models: this.view.facts?.models ?? null, objects: this.view.facts?.objects ?? null }),
    () => this.requestUpdate(),
  );
  readonly #past = new PlaygroundPast();
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  #arrivals = 0;
  readonly #owners: Partial<Record<Place['kind'], string>> = {};
  #shares: Record<string, number> = {};

  protected get session(): Session {
    return (this.#session ??= this.#begin());
  }

  #begin(): Session {
    const session = new Session({
      engine: (events) => new EngineClient({ events, spawner: (progress) => new FrameSpawner(progress) }),
      drafts: new Drafts(this.storage, (place) => (this.#owners[place.kind] ??= draftOwner(this, place))),
      progress: new Progress(this.storage, siteFolder()),
      lessons: {
        load: async (slug) => (await import('../lessons/catalog.ts')).loadLesson(slug),
        fetch: async (url) => (await import('../lessons/catalog.ts')).fetchLesson(new URL(url, document.baseURI).href),
      },
    });
    session.subscribe((now, before) => this.#changed(now, before));
    if (import.meta.hot) void import('../lessons/catalog.ts').then(({ onLessonSaved }) => onLessonSaved((slug) => this.#try(session.refresh(slug))));
    return session;
  }

  // Life

  override connectedCallback(): void {
    super.connectedCallback();
    adoptTextSize(this);
    this.dark = this.#scheme.matches;
    this.#scheme.addEventListener('change', this.onScheme);
    this.#shares = parseShares(this.storage.get(sharesKey));
    this.keys = singleKeys(this.storage);
    addEventListener('pagehide', this.onLeave);
    addEventListener('storage', this.onStorage);
    document.addEventListener('visibilitychange', this.onLeave);
    this.session.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.onScheme);
    removeEventListener('pagehide', this.onLeave);
    removeEventListener('storage', this.onStorage);
    document.removeEventListener('visibilitychange', this.onLeave);
    this.session.save();
    // Moved rather than removed, it is back at once, and its engine lives on.
    setTimeout(() => {
      if (!this.isConnected) this.session.dispose();
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    for (const name of inner) root.addEventListener(name, (event) => event.stopPropagation());
    this.addEventListener('keydown', this.onKeyDown);
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Another lesson begins at its beginning, unless a step is named with it.
    if (this.hasUpdated && changed.has('lesson') && !changed.has('step')) this.step = 1;
    const moved = changed.has('lesson') || changed.has('src') || changed.has('step');
    if (!this.hasUpdated || (moved && !samePlace(this.#place, this.session.state.place))) {
      this.#try(this.session.open(this.#place));
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('author') && this.author) void this.panes?.updateComplete.then(() => this.#front('author'));
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const panels = this.#panels;
    const { lastRun } = view;
    const advice = this.#advice.of(view);
    const looks = { advice, lit: this.#pointing.kin.marks, past: this.#past.of(view), theme: this.#resolvedTheme };
    const orphan = view.lesson.status === 'error' && !panels.includes('lesson') ? view.lesson.message : null;
    return html`<div class="frame">
      <junction-toolbar
        .running=${view.running}
        .querying=${view.querying}
        .keepData=${view.keepData}
        .changed=${changedIn(view)}
        .program=${panels.includes('editor')}
        .sqlEngine=${view.sqlEngine}
        .pythonEngine=${view.pythonEngine}
        .last=${lastRun === null ? null : summaryOf(lastRun.result)}
        @junction-toolbar=${this.onToolbar}
      ></junction-toolbar>
      <junction-notices
        .notices=${orphan === null ? view.notices : [{ id: 0, kind: 'error', text: orphan }, ...view.notices]}
        @junction-notice=${this.onNotice}
      ></junction-notices>
      <junction-panes
        .panels=${panels}
        .shares=${this.#shares}
        .counts=${guard([view.statements, advice], () => countsOf(view.statements.length, mendable(advice)))}
        @junction-panes-resize=${this.onResize}
        @junction-goto-line=${this.onGoToLine}
        @junction-point=${this.onPoint}
        @junction-timeline=${this.onTimeline}
      >
        ${panels.map((name) => renderPanel(name, view, looks, this.#hands))}
      </junction-panes>
      ${this.#pointing.pinned === null ? nothing : renderPinned(this.#pointing.kin.says, () => this.#pointing.point({ thing: null, how: 'pin' }))}
      <div class="visually-hidden lit-words" role="status">${this.#pointing.says}</div>
      <junction-shortcuts .on=${this.keys} @junction-keys=${this.onKeys}></junction-shortcuts>
      <junction-compare .mine=${view} .rival=${view.rival} @junction-compare=${this.onCompare}></junction-compare>
      ${timelineView(view, panels, { timeline: this.onTimeline, line: this.onGoToLine })}
      <div class="visually-hidden" role="status">${keyed(view.announcement.id, html`<p>${view.announcement.text}</p>`)}</div>
    </div>`;
  }

  // Handlers

  private onToolbar(event: CustomEvent<{ verb: 'run' | 'stop' | 'reset' | 'retry' | 'start-over' | 'keep-data' | 'shortcuts' }>): void {
    switch (event.detail.verb) {
      case 'run':
        return this.#runVisibly();
      case 'stop':
        return this.#try(this.session.stop());
      case 'reset':
        return this.#try(this.session.reset());
      case 'retry':
        return this.session.retry();
      case 'start-over':
        return this.session.startOver();
      case 'shortcuts':
        return this.shortcuts?.show();
      case 'keep-data':
        return this.session.setKeepData(!this.view.keepData);
    }
  }

  private onNotice(event: CustomEvent<{ id: number; action: NoticeAction | null }>): void {
    const { id, action } = event.detail;
    if (action === null) this.session.dismiss(id);
    else if (action === 'compare') this.compare?.show();
    else if (action === 'save-file') saveTexts(this.view);
    else this.session.act(action);
  }

  private onCompare(event: CustomEvent<{ choice: 'mine' | 'other' }>): void {
    this.session.act(event.detail.choice === 'mine' ? 'keep-mine' : 'take-other');
  }

  private onResize(event: CustomEvent<{ shares: Record<string, number> }>): void {
    this.#shares = event.detail.shares;
    this.storage.set(sharesKey, JSON.stringify(this.#shares));
  }

  private onGoToLine = (event: CustomEvent<{ line: number }>): void => {
    this.#front('editor', () => this.editor?.goToLine(event.detail.line));
  };

  private onPoint(event: CustomEvent<Pointed>): void {
    this.#pointing.point(event.detail);
    if (event.detail.how !== 'pin' || this.#pointing.pinned === null) return;
    // What is kept can be looked at: each other panel shows its part of it.
    const panels = [this.editor, this.log, this.data].filter((panel) => panel !== null && panel !== event.target);
    void this.updateComplete.then(() => panels.forEach((panel) => panel?.showLit()));
  }

  private onTimeline = (event: CustomEvent<{ stop: number | null }>): void => {
    this.session.goTo(event.detail.stop);
  };

  /** Ctrl/Cmd+Enter runs the program from anywhere but where it has a meaning of its own; the timeline has its keys. */
  private onKeyDown(event: KeyboardEvent): void {
    if (inDialog(event)) return;
    this.handleKey(event);
    if (event.key === 'Escape' && this.#pointing.pinned !== null && !event.defaultPrevented && !isTyping(event)) {
      event.preventDefault();
      return this.#pointing.point({ thing: null, how: 'pin' });
    }
    const to = timelineKey(event, this.view.timeline);
    if (to !== null) {
      event.preventDefault();
      if (to === 'now') this.session.goTo(null);
      else this.timeline?.step(to);
      return;
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    const own = ['junction-editor', 'junction-console', 'junction-sql-console'];
    const inside = event.composedPath().some((target) => target instanceof Element && own.includes(target.localName));
    if (inside || !this.#panels.includes('editor')) return;
    event.preventDefault();
    this.#runVisibly();
  }

  /** Does what a single key asks for. A page on which the playground is all there is hands on the keys that nothing else has heard. */
  handleKey(event: KeyboardEvent): void {
    // The slides of a lesson may have changed it.
    this.keys = singleKeys(this.storage);
    const shortcut = this.keys ? shortcutOf(event) : null;
    if (shortcut === null) return;
    event.preventDefault();
    switch (shortcut) {
      case 'help':
        return this.shortcuts?.show();
      case 'next':
      case 'previous':
        return this.#walk(shortcut === 'next' ? 1 : -1);
      case 'check':
        return this.#try(this.check());
      case 'text':
        return this.#focus(panelOf(languageOf(this.view)));
      case 'lesson':
        return this.#focus('lesson');
    }
  }

  private onKeys(event: CustomEvent<{ on: boolean }>): void {
    this.keys = event.detail.on;
    keepSingleKeys(this.storage, this.keys);
  }

  private onScheme = (): void => {
    this.dark = this.#scheme.matches;
  };

  private onStorage = ({ key }: StorageEvent): void => {
    this.storage.heard(key);
  };

  private onLeave = (): void => {
    this.session.save();
  };

  /** Runs for the user: where the editor hides the console, the console comes to the front. */
  #runVisibly = (): void => {
    const { panes } = this;
    // Who looks at data or a diagram goes on doing so; who reads or writes wants to see what comes.
    const covers = (name: PanelName): boolean => panes?.shows(name) === true && panes.together(name, 'console');
    if (panes?.shows('console') === false && (covers('editor') || covers('lesson'))) panes.show('console');
    this.#try(this.session.run());
  };

  /** What the panels may do. */
  readonly #hands = handsOf({
    session: () => this.session,
    course: () => this.course,
    attempt: (work) => this.#try(work),
    run: () => this.#runVisibly(),
    front: (name) => this.#front(name),
    showSql: (line) => this.#front('sql', () => this.log?.showLine(line)),
    edited: (language, value) => this.send('junction-edit', { language, value }),
    check: () => this.check(),
    loadDiagram: diagramFrame,
  });

  /** Takes in a new state and tells the world what it means. */
  #changed(now: SessionState, before: SessionState): void {
    this.view = now;
    // A new run begins a new log; what was found in the former is gone.
    if (now.statements[0] !== before.statements[0]) this.#pointing.forget();
    else this.#pointing.refresh();
    if (now.place !== before.place && now.start !== null && now.place.kind !== 'play') this.#arrived(now.place);
    if (now.place !== before.place) void this.updateComplete.then(() => this.#showLanguage(now));
    if (now.pythonEngine.phase === 'ready' && before.pythonEngine.phase !== 'ready') this.send('junction-ready', null);
    if (now.lastRun !== null && now.lastRun !== before.lastRun) {
      if (now.lastRun.result.status === 'error') this.panes?.show('console');
      this.send('junction-run', now.lastRun.result);
    }
  }

  /** A step is open; it may be another than the one that was asked for. */
  #arrived(place: Exclude<Place, { kind: 'play' }>): void {
    this.step = place.step;
    // Whoever goes on reads on. At first the order of the panels says what is in front.
    if (this.#arrivals++ > 0) this.panes?.show('lesson');
    this.send('junction-place', { lesson: place.kind === 'lesson' ? place.slug : place.url, step: place.step });
  }

  /** A step that is written in SQL begins with the SQL console in front, where that does not hide the lesson. */
  #showLanguage({ lesson, place }: SessionState): void {
    if (lesson.status !== 'ready' || place.kind === 'play') return;
    if (lesson.lesson.steps[place.step - 1]?.language === 'sql' && this.panes?.together('lesson', 'query') === false) this.panes.show('query');
  }

  /** Goes to another step, as the lesson's own buttons do. */
  #walk(by: 1 | -1): void {
    const { lesson, place } = this.view;
    if (lesson.status !== 'ready' || place.kind === 'play') return;
    const step = place.step + by;
    if (step < 1 || step > lesson.lesson.steps.length) return;
    this.#try(this.session.goToStep(step));
    this.send('junction-step', { step });
  }

  /** Brings a panel to the front, and the keyboard to it. */
  #focus(name: PanelName): void {
    this.#front(name, () => this.renderRoot.querySelector<HTMLElement>(`[slot=${name}]`)?.focus());
  }

  /** Brings a panel to the front; `then` finds it there. */
  #front(name: PanelName, then?: () => void): void {
    this.panes?.show(name);
    void this.panes?.updateComplete.then(then);
  }

  /** What a user asked for and cannot be done is said in a notice. */
  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.session.report(error));
  }

  get #place(): Place {
    return placeOf(this.lesson, this.src, this.step);
  }

  get #panels(): readonly PanelName[] {
    return panelsOf(this.panels, this.#place, this.view.lesson, this.author);
  }

  get #resolvedTheme(): 'light' | 'dark' {
    if (this.theme === 'light' || this.theme === 'dark') return this.theme;
    return this.dark ? 'dark' : 'light';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-playground': JunctionPlayground;
  }
}
