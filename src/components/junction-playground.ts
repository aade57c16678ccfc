import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { DatabaseInfo, QueryResult, RowsRequest, RowsResult, RunResult, Schema } from '../engine/protocol.ts';
import { Drafts } from '../session/drafts.ts';
import { Session, type CheckResult } from '../session/session.ts';
import type { NoticeAction, Place, SessionState } from '../session/state.ts';
import { DeviceStorage } from '../session/storage.ts';
import { EngineClient } from '../worker/engine-client.ts';
import type { EditorMarker } from './code-surface.ts';
import { download, draftOwner, readDatabase } from './host.ts';
import './junction-console.ts';
import './junction-data.ts';
import './junction-diagram.ts';
import './junction-editor.ts';
import type { JunctionEditor } from './junction-editor.ts';
import './junction-lesson.ts';
import './junction-notices.ts';
import './junction-panes.ts';
import type { JunctionPanes } from './junction-panes.ts';
import './junction-sql-console.ts';
import './junction-sql-log.ts';
import './junction-toolbar.ts';
import { parsePanels, type PanelName } from './layout.ts';
import { base, tokens } from './styles.ts';

/** What the panels and the toolbar say to the playground, and nobody else needs to hear. */
const inner = [
  'junction-editor-change',
  'junction-editor-run',
  'junction-console-input',
  'junction-console-clear',
  'junction-console-download',
  'junction-goto-line',
  'junction-sql-run',
  'junction-database-choose',
  'junction-import',
  'junction-export',
  'junction-toolbar',
  'junction-notice',
  'junction-split',
  'junction-panes-resize',
] as const;

const panelsWithoutLesson: readonly PanelName[] = ['editor', 'console', 'diagram', 'data', 'query', 'sql'];
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
 * @fires junction-step - the learner went to another step of the lesson; detail: `{ step }`
 */
@customElement('junction-playground')
export class JunctionPlayground extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 640px;
        min-height: 320px;
        overflow: hidden;
        container-type: inline-size;
        background: var(--jn-bg);
      }
      junction-panes {
        flex: 1;
        padding: 0 12px 12px;
      }
    `,
  ];

  @query('junction-panes') private panes!: JunctionPanes | null;
  @query('junction-editor[slot=editor]') private editor!: JunctionEditor | null;

  /** A bundled lesson's slug. */
  @property({ reflect: true }) lesson: string | null = null;
  /** The lesson's step, from 1. */
  @property({ type: Number, reflect: true }) step = 1;
  /** Address of a lesson's Markdown file. */
  @property() src: string | null = null;
  /** Panel names in order, separated by commas; without it the lesson decides, and without a lesson all are there. */
  @property() panels: string | null = null;
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' | 'contrast' = 'auto';

  @state() private view: SessionState;
  @state() private dark = false;

  readonly #storage = new DeviceStorage(() => localStorage);
  readonly #session: Session;
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  #owner: string | null = null;
  #shares: Record<string, number> = {};

  constructor() {
    super();
    this.#session = new Session({
      engine: (events) => new EngineClient({ events }),
      drafts: new Drafts(this.#storage, () => (this.#owner ??= draftOwner(this))),
      lessons: {
        load: async (slug) => (await import('../lessons/catalog.ts')).loadLesson(slug),
        fetch: async (url) => (await import('../lessons/catalog.ts')).fetchLesson(new URL(url, document.baseURI).href),
      },
    });
    this.view = this.#session.state;
    this.#session.subscribe((now, before) => this.#changed(now, before));
    this.#shares = parseShares(this.#storage.get(sharesKey));
  }

  // The public interface

  /** The text of the Python editor. */
  get code(): string {
    return this.#session.state.code;
  }
  set code(code: string) {
    this.#session.setCode(String(code));
  }

  /** The text of the SQL console. */
  get sql(): string {
    return this.#session.state.sql;
  }
  set sql(sql: string) {
    this.#session.setSql(String(sql));
  }

  /** Resolves when Python can run; rejects when it could not be started. A new promise after each start. */
  get ready(): Promise<void> {
    return this.#session.ready;
  }

  /** Runs the program in the editor; a program that is given is put there first. */
  run(code?: string): Promise<RunResult> {
    return this.#session.run(code);
  }

  /** One input at the `>>>` prompt. */
  evaluate(source: string): Promise<RunResult> {
    return this.#session.evaluate(source);
  }

  /** Runs SQL and leaves the SQL console as it is. */
  query(sql: string, database?: string): Promise<QueryResult> {
    return this.#session.ask(sql, database);
  }

  /** Tests the work. Where nothing is tested nothing has passed. */
  async check(): Promise<CheckResult> {
    const result = await this.#session.check();
    this.#send('junction-check', result);
    const { lesson, place } = this.#session.state;
    if (lesson.status === 'ready' && place.kind !== 'play') {
      const name = place.kind === 'lesson' ? place.slug : place.url;
      this.#send('junction-progress', { lesson: name, step: place.step, passed: 0, total: lesson.lesson.steps.length });
    }
    return result;
  }

  /** Ends what runs; the databases are what they were before it. */
  stop(): Promise<void> {
    return this.#session.stop();
  }

  /** Drops databases, namespace and output; the code stays. */
  reset(): Promise<void> {
    return this.#session.reset();
  }

  /** Tables, columns, keys and indexes as committed; without a name, of the database that the panels show. */
  schema(database?: string): Promise<Schema> {
    return this.#session.schema(database ?? this.#session.state.database ?? undefined);
  }

  /** Mermaid text of a diagram. */
  async diagram(kind: 'er' | 'models' | 'objects'): Promise<string> {
    if (kind !== 'er') throw new Error(`There is no '${String(kind)}' diagram yet: only 'er', of the tables, can be drawn.`);
    const [{ erDiagram }, schema] = await Promise.all([import('../diagram/er.ts'), this.schema()]);
    return erDiagram(schema).text;
  }

  /** A database as the bytes of an SQLite file; without a name, the one that the panels show. */
  exportDatabase(name?: string): Promise<Uint8Array> {
    return this.#session.exportDatabase(name ?? this.#session.state.database ?? undefined);
  }

  /** Takes in an SQLite file. Rejects with what is wrong with it. */
  async importDatabase(bytes: Uint8Array | ArrayBuffer, name?: string): Promise<DatabaseInfo> {
    const result = await this.#session.importDatabase(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes, name);
    if (result.status === 'error') throw new Error(result.message);
    return result.database;
  }

  // Life

  override connectedCallback(): void {
    super.connectedCallback();
    this.dark = this.#scheme.matches;
    this.#scheme.addEventListener('change', this.onScheme);
    addEventListener('pagehide', this.onLeave);
    document.addEventListener('visibilitychange', this.onLeave);
    this.#session.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.onScheme);
    removeEventListener('pagehide', this.onLeave);
    document.removeEventListener('visibilitychange', this.onLeave);
    this.#session.save();
    // Moved rather than removed, it is back at once, and its engine lives on.
    setTimeout(() => {
      if (!this.isConnected) this.#session.dispose();
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    for (const name of inner) root.addEventListener(name, (event) => event.stopPropagation());
    this.addEventListener('keydown', this.onKeyDown);
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const moved = changed.has('lesson') || changed.has('src') || changed.has('step');
    if (!this.hasUpdated || (moved && !samePlace(this.#place, this.#session.state.place))) {
      void this.#session.open(this.#place);
    }
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const panels = this.#panels;
    const { lastRun } = view;
    const orphan = view.lesson.status === 'error' && !panels.includes('lesson') ? view.lesson.message : null;
    return html`
      <junction-toolbar
        .running=${view.running}
        .querying=${view.querying}
        .keepData=${view.keepData}
        .changed=${view.start !== null && view.code !== view.start.code}
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
        .counts=${view.statements.length > 0 ? { sql: view.statements.length } : {}}
        @junction-panes-resize=${this.onResize}
        @junction-goto-line=${this.onGoToLine}
        @junction-database-choose=${(event: CustomEvent<{ name: string }>) => this.#session.chooseDatabase(event.detail.name)}
      >
        ${panels.map((name) => this.#renderPanel(name))}
      </junction-panes>
      <div class="visually-hidden" role="status">${keyed(view.announcement.id, html`<p>${view.announcement.text}</p>`)}</div>
    `;
  }

  #renderPanel(name: PanelName): unknown {
    const { view } = this;
    switch (name) {
      case 'lesson':
        return html`<junction-lesson
          slot="lesson"
          .lesson=${view.lesson.status === 'ready' ? view.lesson.lesson : null}
          .step=${view.place.kind === 'play' ? 1 : view.place.step}
          .status=${view.lesson.status === 'none' ? 'ready' : view.lesson.status}
          .message=${view.lesson.status === 'error' ? view.lesson.message : ''}
          @junction-step=${(event: CustomEvent<{ step: number }>) => this.#session.goToStep(event.detail.step)}
        ></junction-lesson>`;
      case 'editor':
        return html`<junction-editor
          slot="editor"
          label="Python program"
          language="python"
          .value=${view.code}
          .markers=${markersOf(view)}
          @junction-editor-change=${(event: CustomEvent<{ value: string }>) => this.#edited('python', event.detail.value)}
          @junction-editor-run=${this.#runVisibly}
        ></junction-editor>`;
      case 'console':
        return html`<junction-console
          slot="console"
          .entries=${view.entries}
          .ready=${view.pythonEngine.phase === 'ready'}
          .busy=${view.running !== null}
          .history=${view.history}
          .needsMore=${this.#needsMore}
          .truncated=${view.truncated}
          @junction-console-input=${(event: CustomEvent<{ source: string }>) => this.#try(this.#session.evaluate(event.detail.source))}
          @junction-console-clear=${() => this.#session.clearConsole()}
          @junction-console-download=${() => download('output.txt', this.#session.output)}
        ></junction-console>`;
      case 'query':
        return html`<junction-sql-console
          slot="query"
          .value=${view.sql}
          .result=${view.queryResult}
          .busy=${view.querying}
          .database=${view.database}
          .databases=${view.databases}
          @junction-editor-change=${(event: CustomEvent<{ value: string }>) => this.#edited('sql', event.detail.value)}
          @junction-sql-run=${(event: CustomEvent<{ sql: string }>) => this.#try(this.#session.query(event.detail.sql))}
        ></junction-sql-console>`;
      case 'data':
        return html`<junction-data
          slot="data"
          .databases=${view.databases}
          .database=${view.database}
          .schema=${view.schema}
          .version=${view.dataVersion}
          .loadRows=${this.#loadRows}
          @junction-import=${(event: CustomEvent<{ file: File }>) => this.#try(this.#import(event.detail.file))}
          @junction-export=${(event: CustomEvent<{ name: string }>) => this.#try(this.#export(event.detail.name))}
        ></junction-data>`;
      case 'diagram':
        return html`<junction-diagram slot="diagram" .schema=${view.schema} .theme=${this.#resolvedTheme}></junction-diagram>`;
      case 'sql':
        return html`<junction-sql-log slot="sql" .statements=${view.statements}></junction-sql-log>`;
      case 'checks':
        return nothing;
    }
  }

  // Handlers

  private onToolbar(event: CustomEvent<{ verb: 'run' | 'stop' | 'reset' | 'retry' | 'start-over' | 'keep-data' }>): void {
    switch (event.detail.verb) {
      case 'run':
        return this.#runVisibly();
      case 'stop':
        return this.#try(this.#session.stop());
      case 'reset':
        return this.#try(this.#session.reset());
      case 'retry':
        return this.#session.retry();
      case 'start-over':
        return this.#session.startOver();
      case 'keep-data':
        return this.#session.setKeepData(!this.view.keepData);
    }
  }

  private onNotice(event: CustomEvent<{ id: number; action: NoticeAction | null }>): void {
    const { id, action } = event.detail;
    if (action === null) this.#session.dismiss(id);
    else this.#session.act(action);
  }

  private onResize(event: CustomEvent<{ shares: Record<string, number> }>): void {
    this.#shares = event.detail.shares;
    this.#storage.set(sharesKey, JSON.stringify(this.#shares));
  }

  private onGoToLine(event: CustomEvent<{ line: number }>): void {
    this.panes?.show('editor');
    void this.panes?.updateComplete.then(() => this.editor?.goToLine(event.detail.line));
  }

  /** Ctrl/Cmd+Enter runs the program from anywhere but where it has a meaning of its own. */
  private onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    const own = ['junction-editor', 'junction-console', 'junction-sql-console'];
    const inside = event.composedPath().some((target) => target instanceof Element && own.includes(target.localName));
    if (inside || !this.#panels.includes('editor')) return;
    event.preventDefault();
    this.#runVisibly();
  }

  private onScheme = (): void => {
    this.dark = this.#scheme.matches;
  };

  private onLeave = (): void => {
    this.#session.save();
  };

  /** Runs for the user: where the editor hides the console, the console comes to the front. */
  #runVisibly = (): void => {
    const hidden = this.panes?.shows('editor') === true && !this.panes.shows('console');
    if (hidden && this.panes?.together('editor', 'console') === true) this.panes.show('console');
    this.#try(this.#session.run());
  };

  #needsMore = (source: string): Promise<boolean> => this.#session.needsMore(source);

  #loadRows = (request: RowsRequest): Promise<RowsResult> => this.#session.rows(request);

  async #import(file: File): Promise<void> {
    await this.#session.importDatabase(await readDatabase(file), file.name);
  }

  async #export(name: string): Promise<void> {
    download(name.replace(/^:/, 'memory-').replaceAll(/[^\w.-]+/g, '-'), await this.#session.exportDatabase(name));
  }

  #edited(language: 'python' | 'sql', value: string): void {
    if (language === 'python') this.#session.setCode(value);
    else this.#session.setSql(value);
    this.#send('junction-edit', { language, value });
  }

  /** Takes in a new state and tells the world what it means. */
  #changed(now: SessionState, before: SessionState): void {
    this.view = now;
    if (now.place !== before.place && now.start !== null && now.place.kind !== 'play') this.step = now.place.step;
    if (now.pythonEngine.phase === 'ready' && before.pythonEngine.phase !== 'ready') this.#send('junction-ready', null);
    if (now.lastRun !== null && now.lastRun !== before.lastRun) {
      if (now.lastRun.result.status === 'error') this.panes?.show('console');
      this.#send('junction-run', now.lastRun.result);
    }
  }

  /** What a user asked for and cannot be done is said in a notice. */
  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#session.report(error));
  }

  #send(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  get #place(): Place {
    const step = Number.isFinite(this.step) ? Math.max(1, Math.trunc(this.step)) : 1;
    if (this.lesson) return { kind: 'lesson', slug: this.lesson, step };
    if (this.src) return { kind: 'src', url: this.src, step };
    return { kind: 'play' };
  }

  get #panels(): readonly PanelName[] {
    const hasLesson = this.#place.kind !== 'play';
    const { panels } = parsePanels(this.panels);
    const chosen = panels?.filter((name) => name !== 'checks' && (hasLesson || name !== 'lesson')) ?? [];
    if (chosen.length > 0) return chosen;
    if (!hasLesson) return panelsWithoutLesson;
    return ['lesson', ...panelsWithoutLesson];
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

function samePlace(a: Place, b: Place): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The error of the last run at its line, while the program is still the one that ran. */
function markersOf({ lastRun, code }: SessionState): EditorMarker[] {
  const error = lastRun?.result.error;
  if (lastRun === null || lastRun.code !== code || error?.line === undefined) return [];
  const message = `${error.type.split('.').at(-1) ?? error.type}: ${error.message.split('\n', 1)[0] ?? ''}`;
  return [{ line: error.line, message, ...(error.column === undefined ? {} : { column: error.column }) }];
}

function summaryOf({ status, ms, error }: RunResult): { status: RunResult['status']; ms: number; line?: number } {
  return { status, ms, ...(error?.line === undefined ? {} : { line: error.line }) };
}

function parseShares(text: string | null): Record<string, number> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] >= 0 && entry[1] <= 1));
  } catch {
    return {};
  }
}
