import type { DatabaseChange, Facts, ImportResult, QueryResult, RowsRequest, RowsResult, RunResult, Schema } from '../engine/protocol.ts';
import type { LessonLanguage } from '../lessons/lesson.ts';
import { marksOf, tasksOf } from '../lessons/marks.ts';
import { withOrder } from '../lessons/order.ts';
import { announceQuery } from './announce.ts';
import { DatabaseView } from './database-view.ts';
import { Desk, type LessonSource } from './desk.ts';
import type { Drafts } from './drafts.ts';
import { EngineLink } from './engine-link.ts';
import type { Engine, EngineListener } from './engine.ts';
import { FactsView } from './facts-view.ts';
import { Grading } from './grading.ts';
import { LinksView } from './links-view.ts';
import type { Progress } from './progress.ts';
import { Proving } from './proving.ts';
import { Runs } from './runs.ts';
import { noLog, stepOf, type NoticeAction, type Place, type SessionState } from './state.ts';
import { StepDatabase } from './step-database.ts';
import { Store, type Listener } from './store.ts';
import { TimeTravel } from './time-travel.ts';
import type { CheckResult } from './work.ts';

export type { CheckResult } from './work.ts';

export interface SessionOptions {
  /** Makes an engine that reports to `listener`; called again after `dispose`. */
  engine(listener: EngineListener): Engine;
  drafts: Drafts;
  progress: Progress;
  lessons: LessonSource;
}

/**
 * Everything that a user of a playground can do, as verbs, and the one state that follows from it.
 * A verb's promise gives the same result that the state shows; a learner's failure is a result, and a
 * rejection says that the engine itself could not do it.
 */
export class Session {
  readonly #store = new Store();
  readonly #link: EngineLink;
  readonly #view: DatabaseView;
  readonly #facts: FactsView;
  readonly #time = new TimeTravel(this.#store);
  readonly #runs: Runs;
  readonly #desk: Desk;
  readonly #grading: Grading;
  readonly #stepDatabase: StepDatabase;
  readonly #proving: Proving;
  /** Number of the last SQL: an answer counts while its number is the last. */
  #queryTurn = 0;

  constructor(options: SessionOptions) {
    const listener: EngineListener = {
      progress: (progress) => this.#link.progress(progress),
      output: (chunk) => this.#runs.printed(chunk),
      databaseChanged: (change: DatabaseChange) => this.#view.changed(change),
      restarted: ({ message }) => {
        this.#view.forget();
        this.#facts.forget();
        this.#runs.restarted(message);
      },
    };
    this.#link = new EngineLink(this.#store, () => options.engine(listener));
    this.#view = new DatabaseView(this.#store, () => this.#link.engine);
    this.#facts = new FactsView(this.#store, () => this.#link.engine);
    this.#runs = new Runs(this.#store, this.#link, this.#view, this.#facts, this.#time);
    new LinksView(this.#store, () => this.#link.engine);
    this.#grading = new Grading(this.#store, this.#link, options.progress);
    this.#desk = new Desk(this.#store, options.drafts, options.lessons, (place) => this.#grading.enter(place));
    this.#proving = new Proving(this.#store, this.#link);
    this.#stepDatabase = new StepDatabase(this.#store, this.#link, () => this.#clear());
  }

  get state(): SessionState {
    return this.#store.state;
  }

  /** Calls `listener` after each change; returns the way to stop it. */
  subscribe(listener: Listener): () => void {
    return this.#store.subscribe(listener);
  }

  // Life

  /** Starts the engine, if it is not there. */
  start(): void {
    this.#link.start();
  }

  /** Resolves when Python can run; rejects with a sentence when it could not be started. */
  get ready(): Promise<void> {
    return this.#link.ready;
  }

  /** Tries again after an engine could not be started. */
  retry(): void {
    this.#link.retry();
  }

  /** Saves the work and lets the engine go. Code and texts stay; `start` begins anew. */
  dispose(): void {
    this.save();
    this.#runs.forget();
    this.#queryTurn += 1;
    this.#view.forget();
    this.#facts.forget();
    this.#time.forget();
    this.#link.dispose();
    this.#store.update({ querying: false, databases: [], database: null, schema: null });
  }

  // Running

  /** Runs `code`, or what the editor holds. Given code is put in the editor first. */
  async run(code?: string): Promise<RunResult> {
    if (code !== undefined) this.#desk.setCode(code);
    this.save();
    return this.#runs.run();
  }

  /** One input at the `>>>` prompt, after what is running. */
  evaluate(source: string): Promise<RunResult> {
    return this.#runs.evaluate(source);
  }

  /** Whether the prompt waits for another line of this input. */
  async needsMore(source: string): Promise<boolean> {
    return this.#link.use('python', (engine) => engine.needsMore(source));
  }

  /** The mapped classes and objects that the last program or input left. */
  inspect(): Promise<Facts> {
    return this.#link.use('python', (engine) => engine.inspect());
  }

  /** Runs SQL and shows its answer in the SQL console. */
  async query(sql: string, database?: string): Promise<QueryResult> {
    this.save();
    const turn = ++this.#queryTurn;
    this.#store.update({ querying: true });
    try {
      const result = await this.ask(sql, database ?? this.state.database ?? undefined);
      if (turn === this.#queryTurn) {
        this.#store.update({ queryResult: result });
        this.#store.announce(announceQuery(result));
      }
      return result;
    } finally {
      if (turn === this.#queryTurn) this.#store.update({ querying: false });
    }
  }

  /** Runs SQL without a trace in the SQL console. */
  async ask(sql: string, database?: string): Promise<QueryResult> {
    await this.#stepDatabase.make();
    return this.#link.use('sql', (engine) => engine.query(sql, database));
  }

  /** Ends what runs; the databases return to what they were before it. */
  async stop(): Promise<void> {
    await this.#link.engine?.stop();
  }

  /** A fresh engine: no databases, an empty namespace, an empty console. The code stays. */
  async reset(): Promise<void> {
    await this.#clear();
    await this.#stepDatabase.enter();
    await this.#stepDatabase.make();
    this.#store.announce('Reset: no databases, an empty console.');
  }

  // The lesson's questions

  /** Tests the learner's work. Run and prompt are never graded; what is tested is a run of its own. */
  async check(): Promise<CheckResult> {
    this.save();
    this.#proving.stop();
    return this.#grading.check();
  }

  /** How far the learner has come in the lesson that is open, by its slug or address; null where there is none. */
  get progress(): { lesson: string; step: number; passed: number; total: number } | null {
    const { lesson, place, work } = this.state;
    if (lesson.status !== 'ready' || place.kind === 'play') return null;
    const tasks = tasksOf(marksOf(lesson.lesson));
    const passed = work.passed.filter((step) => tasks.includes(step)).length;
    return { lesson: place.kind === 'lesson' ? place.slug : place.url, step: place.step, passed, total: tasks.length };
  }

  /** Compares a guess with what a real run says. */
  predict(index: number, guess: string): Promise<void> {
    this.#proving.stop();
    return this.#grading.predict(index, guess);
  }

  /** Answers a quiz of the step. */
  choose(index: number, options: readonly number[]): void {
    this.#grading.choose(index, options);
  }

  /** Puts the step's lines in this order into the program that the step begins with; answers its language. */
  order(lines: readonly string[]): LessonLanguage {
    const step = stepOf(this.state);
    if (step) this.#desk.replace(step.language, withOrder(step.start, lines), 'The lines are in the program now.');
    return step?.language ?? 'python';
  }

  /** Runs code of the lesson's text in place. */
  async live(language: LessonLanguage, code: string): Promise<void> {
    this.#proving.stop();
    if (language === 'sql') await this.#stepDatabase.make();
    return this.#grading.live(language, code);
  }

  /** Runs, for its author, everything that the lesson says: of a step, from 1, or with null of all. */
  prove(step: number | null): Promise<void> {
    return this.#proving.prove(step);
  }

  stopProving(): void {
    this.#proving.stop();
  }

  // Databases

  /** Shows another database in the panels. */
  chooseDatabase(name: string): void {
    this.#view.choose(name);
  }

  /** Shows a database as it was at a stop of the history, of itself the one that the stop changed; null for now. */
  goTo(stop: number | null, database?: string): void {
    this.#time.goTo(stop, database);
  }

  schema(database?: string): Promise<Schema> {
    return this.#link.use('sql', (engine) => engine.schema(database));
  }

  rows(request: RowsRequest): Promise<RowsResult> {
    return this.#link.use('sql', (engine) => engine.rows(request));
  }

  /** An SQLite file's bytes; rejects with a sentence when there is no such database. */
  async exportDatabase(name?: string): Promise<Uint8Array> {
    const result = await this.#link.use('sql', (engine) => engine.exportDatabase(name));
    if (result.status === 'error') throw new Error(result.message);
    return result.bytes;
  }

  /** Takes in an SQLite file and shows it; what is wrong with it is a result, and a notice. */
  async importDatabase(bytes: Uint8Array, name?: string): Promise<ImportResult> {
    const result = await this.#link.use('sql', (engine) => engine.importDatabase(bytes, name));
    if (result.status === 'ok') this.#view.choose(result.database.name);
    else this.#store.notify({ kind: 'error', text: result.message });
    return result;
  }

  /** Whether the next run keeps the databases of the one before. */
  setKeepData(keepData: boolean): void {
    this.#store.update({ keepData });
  }

  // The desk: place, texts, drafts

  /** Goes to a place: its lesson, its draft or the program that it begins with. Another lesson gets a fresh engine. */
  async open(place: Place): Promise<void> {
    const worked = this.state.lastRun !== null || this.state.databases.length > 0 || this.state.history.length > 0;
    if (worked && !samePlan(place, this.state.place)) void this.#clear().catch((error: unknown) => this.report(error));
    await this.#desk.open(place);
    await this.#stepDatabase.enter();
  }

  async goToStep(step: number): Promise<void> {
    const { place } = this.state;
    if (place.kind === 'play' || place.step === step) return;
    await this.#desk.open({ ...place, step });
    await this.#stepDatabase.enter();
  }

  /** A lesson of the course was saved by its author: where it is open, it is shown as it is now. */
  async refresh(slug: string): Promise<void> {
    const { place } = this.state;
    if (place.kind === 'lesson' && place.slug === slug) await this.#desk.refresh();
  }

  setCode(code: string): void {
    this.#desk.setCode(code);
  }

  setSql(sql: string): void {
    this.#desk.setSql(sql);
  }

  /** Puts another program, or other SQL, in the editor; a notice offers to undo it. */
  useText(language: 'python' | 'sql', text: string): void {
    this.#desk.replace(language, text, 'The editor has another text now.');
  }

  /** Puts back the program that the place begins with; a notice offers to undo it. */
  startOver(): void {
    this.#desk.startOver();
  }

  /** Saves the draft now. */
  save(): void {
    this.#desk.save();
  }

  // The console and notices

  clearConsole(): void {
    this.#runs.clearConsole();
  }

  /** All output since the console was last cleared, also what it no longer shows. */
  output(): Promise<string> {
    return this.#runs.output();
  }

  dismiss(id: number): void {
    this.#store.dismiss((notice) => notice.id === id);
  }

  /** Does what a notice offers; what is the page's to do is left to it. */
  act(action: NoticeAction): void {
    if (action === 'compare' || action === 'save-file') return;
    this.#store.dismiss(({ actions }) => actions?.includes(action) ?? false);
    switch (action) {
      case 'retry':
        return this.retry();
      case 'start-over':
        return this.startOver();
      case 'undo':
        return this.#desk.undo();
      case 'keep-mine':
        return this.#desk.keepMine();
      case 'take-other':
        return this.#desk.takeOther();
      case 'set-up':
        return void this.#stepDatabase.make().catch((error: unknown) => this.report(error));
    }
  }

  /** Shows an exception, which is a bug of ours or a lost engine, where it can be seen. */
  report(error: unknown): void {
    this.#store.notify({ kind: 'error', text: error instanceof Error ? error.message : String(error) });
  }

  async #clear(): Promise<void> {
    this.#runs.forget();
    this.#runs.clearConsole();
    this.#queryTurn += 1;
    this.#view.forget();
    this.#facts.forget();
    this.#time.forget();
    this.#store.update({ querying: false, ...noLog, lastRun: null, findings: null, queryResult: null });
    await this.#link.engine?.reset();
  }
}

/** Whether two places share their lesson, and so their databases. */
function samePlan(a: Place, b: Place): boolean {
  if (a.kind === 'lesson' && b.kind === 'lesson') return a.slug === b.slug;
  if (a.kind === 'src' && b.kind === 'src') return a.url === b.url;
  return a.kind === b.kind;
}
