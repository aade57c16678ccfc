import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { catalog, courseTitle } from '../lessons/catalog.ts';
import { CourseBook, type BookState } from '../session/course-book.ts';
import { DeviceStorage } from '../session/storage.ts';
import { appStyles } from './app-styles.ts';
import { adoptTextSize, download, siteFolder } from './host.ts';
import './junction-home.ts';
import type { CourseVerb } from './junction-home.ts';
import type { JunctionPlayground } from './junction-playground.ts';
import './junction-summary.ts';
import { isAuthorsPage, knownRoute, readerView, titleOf } from './pages.ts';
import { routeHash, type LessonRoute, type LessonView, type Route } from './route.ts';
import { keepSingleKeys, singleKeys } from './shortcuts.ts';
import { base, tokens } from './styles.ts';

const themes = { auto: 'Auto', light: 'Light', dark: 'Dark', contrast: 'Contrast' } as const;
type Theme = keyof typeof themes;
const themeKey = 'junction:theme';

/**
 * The site: a header, the home page, and one playground that stays alive while the learner goes between
 * lessons, home and playground. The address's hash says where they are.
 */
@customElement('junction-app')
export class JunctionApp extends LitElement {
  static override styles = [tokens, base, appStyles];

  @query('main') private main!: HTMLElement;

  @state() private route: Route = { page: 'home' };
  /** Where the playground is, or was when it was last seen; null while it was never needed. */
  @state() private place: (Route & { page: 'play' | 'lesson' }) | null = null;
  @state() private playground: 'absent' | 'loading' | 'there' | 'failed' = 'absent';
  @state() private reader: 'absent' | 'there' | 'failed' = 'absent';
  @state() private theme: Theme = 'auto';
  /** The learner's way through the course; null while no page shows it. */
  @state() private book: BookState | null = null;

  readonly #storage = new DeviceStorage(() => localStorage);
  readonly #book = new CourseBook(this.#storage, siteFolder(), catalog(), () => this.#readBook());
  #unwatch = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    adoptTextSize(this);
    const theme = this.#storage.get(themeKey);
    if (theme !== null && theme in themes) this.theme = theme as Theme;
    addEventListener('hashchange', this.onHash);
    addEventListener('storage', this.onStorage);
    addEventListener('keydown', this.onKey);
    this.#unwatch = this.#book.watch();
    this.#enter(knownRoute(location.hash, catalog()));
  }

  protected override firstUpdated(): void {
    // Whoever reads the first page will most likely go on: the playground's program comes while they read.
    const fetchAhead = (): void => void import('./junction-playground.ts').catch(() => undefined);
    if (this.playground === 'absent') setTimeout(fetchAhead, 1_500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.onHash);
    removeEventListener('storage', this.onStorage);
    removeEventListener('keydown', this.onKey);
    this.#unwatch();
  }

  protected override updated(): void {
    this.setAttribute('theme', this.theme);
    document.documentElement.dataset['theme'] = this.theme;
    const reading = readerView(this.route);
    this.toggleAttribute('full', this.route.page === 'play' || (this.route.page === 'lesson' && reading !== 'print'));
    this.toggleAttribute('bare', reading === 'present' || reading === 'notes');
  }

  protected override render(): TemplateResult {
    const { page } = this.route;
    return html`
      <header>
        <a class="skip" href="#main" @click=${this.onSkip}>Skip to the content</a>
        <a class="brand" href="#/">
          <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
            <circle cx="5" cy="6" r="2.6" /><circle cx="19" cy="6" r="2.6" /><circle cx="12" cy="18" r="2.6" fill="currentColor" />
            <path d="M6.3 8.3 10.7 15.7M17.7 8.3 13.3 15.7" />
          </svg>
          <span>Junction</span>
        </a>
        <nav aria-label="Site">
          <a href="#/" aria-current=${page === 'home' ? 'page' : page === 'lesson' || page === 'summary' ? 'true' : nothing}>Lessons</a>
          <a href="#/play" aria-current=${page === 'play' ? 'page' : nothing}>Playground</a>
        </nav>
        ${this.#renderViews()}
        <label>
          <span>Theme</span>
          <select aria-label="Theme" @change=${this.onTheme}>
            ${Object.entries(themes).map(([name, title]) => html`<option value=${name} ?selected=${name === this.theme}>${title}</option>`)}
          </select>
        </label>
      </header>
      <main id="main" tabindex="-1">
        ${page === 'home' ? html`<junction-home .course=${courseTitle()} .book=${this.book} @junction-course=${this.onCourse}></junction-home>` : nothing}
        ${page === 'summary' ? html`<junction-summary .course=${courseTitle()} .book=${this.book} @junction-course-name=${this.onName}></junction-summary>` : nothing}
        ${this.route.page === 'missing' ? this.#renderMissing(this.route.lesson) : nothing} ${this.#renderReader()} ${this.#renderPlayground()}
      </main>
    `;
  }

  #renderMissing(lesson: string | undefined): TemplateResult {
    return html`<div class="message">
      <h1>There is no ${lesson === undefined ? 'such page' : `lesson “${lesson}”`}</h1>
      <p>The address may have a mistake${lesson === undefined ? '' : ', or the lesson has another name now'}. All lessons are on the <a href="#/">first page</a>.</p>
    </div>`;
  }

  /** Where else the lesson can be seen. */
  #renderViews(): unknown {
    const { route } = this;
    if (route.page !== 'lesson' || route.view === 'print') return nothing;
    const slides = routeHash({ ...route, view: 'present' });
    if (route.view === 'live') return html`<a href=${slides}>Back to the slides</a>`;
    return html`<nav class="views" aria-label="This lesson"><a href=${slides}>Slides</a> <a href=${routeHash({ ...route, view: 'print' })}>Print</a></nav>`;
  }

  /** A lesson as slides, as the notes to them, or on paper. */
  #renderReader(): unknown {
    const { route } = this;
    const view = readerView(route);
    if (view === null || route.page !== 'lesson') return nothing;
    if (this.reader === 'failed') return html`<p class="message">Part of the page did not arrive. Check the connection and open it again.</p>`;
    if (this.reader !== 'there') return html`<p class="message" role="status">Opening the lesson…</p>`;
    return html`<junction-reader
      .slug=${route.slug}
      .src=${route.src}
      .step=${route.step}
      .view=${view}
      .theme=${this.theme}
      .keys=${singleKeys(this.#storage)}
      @junction-keys=${this.onKeys}
      @junction-step=${(event: CustomEvent<{ step: number }>) => this.#go({ step: event.detail.step })}
      @junction-view=${(event: CustomEvent<{ view: LessonView }>) => this.#go({ view: event.detail.view })}
    ></junction-reader>`;
  }

  #renderPlayground(): unknown {
    const { place } = this;
    const hidden = (this.route.page !== 'play' && this.route.page !== 'lesson') || readerView(this.route) !== null;
    if (place === null || this.playground === 'absent') return nothing;
    if (this.playground === 'loading') return hidden ? nothing : html`<p class="message" role="status">Opening the playground…</p>`;
    if (this.playground === 'failed') {
      return hidden
        ? nothing
        : html`<div class="message">
            <h1>The playground could not be loaded</h1>
            <p>Part of the page did not arrive. Check the connection and try again.</p>
            <button class="primary" @click=${() => this.#load()}>Try again</button>
          </div>`;
    }
    const title = titleOf(this.route, catalog()).replace(' · Junction', '');
    return html`${hidden ? nothing : html`<h1 class="visually-hidden">${title}</h1>`}<junction-playground
      ?hidden=${hidden}
      .lesson=${place.page === 'lesson' ? place.slug : null}
      .src=${place.page === 'lesson' ? place.src : null}
      .step=${place.page === 'lesson' ? place.step : 1}
      .author=${place.page === 'lesson' && (place.view === 'author' || isAuthorsPage())}
      ?large=${place.page === 'lesson' && place.view === 'live'}
      .theme=${this.theme}
      .storage=${this.#storage}
      .course=${catalog()}
      @junction-step=${this.onStep}
      @junction-place=${this.onPlace}
    ></junction-playground>`;
  }

  private onHash = (): void => {
    const before = this.route;
    this.#enter(knownRoute(location.hash, catalog()));
    // A new page begins at its top and, for the keyboard, at its content; another step of a lesson does not.
    if (this.route.page === before.page) return;
    scrollTo(0, 0);
    this.main.focus({ preventScroll: true });
  };

  private onStorage = ({ key }: StorageEvent): void => {
    this.#storage.heard(key);
  };

  /** Where nothing has the focus, or the page as a whole as it was opened, shortcuts are the playground's too. */
  private onKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (target === document.body || target === this.main) this.renderRoot.querySelector<JunctionPlayground>('junction-playground:not([hidden])')?.handleKey(event);
  };

  private onCourse({ detail }: CustomEvent<CourseVerb>): void {
    switch (detail.verb) {
      case 'forget':
        return this.#book.forget(detail.slug);
      case 'save':
        return download('junction-work.json', this.#book.save());
      case 'load':
        return void this.#book.load(detail.file);
      case 'undo':
        return this.#book.undo();
      case 'dismiss':
        return this.#book.dismiss();
    }
  }

  private onName({ detail }: CustomEvent<{ name: string }>): void {
    this.#book.name = detail.name;
  }

  private onSkip(event: Event): void {
    event.preventDefault();
    this.main.focus();
  }

  private onStep(event: CustomEvent<{ step: number }>): void {
    if (this.place?.page === 'lesson') location.hash = routeHash({ ...this.place, step: event.detail.step });
  }

  /** A step that there is not was asked for: the address says what is there instead. Whoever goes to another step has said so first. */
  private onPlace({ detail }: CustomEvent<{ lesson: string; step: number }>): void {
    queueMicrotask(() => {
      const asked = knownRoute(location.hash, catalog());
      if (asked.page !== 'lesson' || detail.lesson !== (asked.slug ?? asked.src) || detail.step >= asked.step) return;
      const shown = { ...asked, step: detail.step };
      history.replaceState(null, '', routeHash(shown));
      this.#enter(shown);
    });
  }

  private onKeys({ detail }: CustomEvent<{ on: boolean }>): void {
    keepSingleKeys(this.#storage, detail.on);
    this.requestUpdate();
  }

  private onTheme(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    if (!(value in themes)) return;
    this.theme = value as Theme;
    this.#storage.set(themeKey, value);
  }

  /** Another step of the lesson, or another way of showing it. */
  #go(change: Partial<Pick<LessonRoute, 'step' | 'view'>>): void {
    if (this.route.page === 'lesson') location.hash = routeHash({ ...this.route, ...change });
  }

  #readBook(): void {
    this.book = this.route.page === 'home' || this.route.page === 'summary' ? this.#book.state : null;
  }

  #enter(route: Route): void {
    if (route.page !== this.route.page) this.#book.dismiss();
    this.route = route;
    this.#readBook();
    document.title = titleOf(route, catalog());
    if (readerView(route) !== null) return this.#loadReader();
    if (route.page !== 'play' && route.page !== 'lesson') return;
    this.place = route;
    if (this.playground === 'absent') this.#load();
  }

  #loadReader(): void {
    if (this.reader === 'there') return;
    import('./junction-reader.ts').then(
      () => (this.reader = 'there'),
      () => (this.reader = 'failed'),
    );
  }

  #load(): void {
    this.playground = 'loading';
    import('./junction-playground.ts').then(
      () => (this.playground = 'there'),
      () => (this.playground = 'failed'),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'junction-app': JunctionApp;
  }
}
