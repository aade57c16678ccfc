import type { CheckReport, CheckRequest, DatabaseChange, DatabaseFile, DatabaseInfo, ExportResult, Facts, ImportResult, OutputChunk, PythonInfo, QueryResult, RowsRequest, RowsResult, RunResult, Schema, SqlInfo } from '../engine/protocol.ts';
import { Aside } from './aside.ts';
import { memoryIsPlenty } from './client-options.ts';
import type { ClientEvents, ClientOptions } from './client-options.ts';
import type { EngineVerbs } from './engine-spawner.ts';
import { KeptFiles } from './kept-files.ts';
import { Pool } from './pool.ts';
import type { Slot } from './slot.ts';
import { brokenDown, brokenQuery, brokenRun, outOfMemory, stopped, Task } from './task.ts';
import type { Interruption } from './task.ts';
import { Turns, watched } from './turns.ts';
import { asFacts } from './untrusted-facts.ts';
import { asQueryResult, asRunResult, isChange, isOutput } from './untrusted.ts';

/**
 * The page's side of the engine: starts it, asks it, and replaces it.
 *
 * Every run gets a fresh engine, so that nothing of a program is left for the next. Stop, the time limit and a
 * breakdown all end the same way: the engine is killed, another takes its place, and the databases are given
 * back as they were before the call. Calls that only look (schema, rows, …) are then asked again.
 */
export class EngineClient {
  readonly #events: ClientEvents;
  readonly #timeLimit: number;
  readonly #pool: Pool;
  readonly #aside: Aside;
  readonly #turns = new Turns(() => this.#files.lookAhead());
  readonly #files = new KeptFiles(() => this.#pool.ask((api) => api.snapshot()));
  #runs = 0;
  /** The last run that changed a database. */
  #changedIn = 0;

  constructor({ events, timeLimit = 30_000, standby = memoryIsPlenty(), spawner }: ClientOptions) {
    this.#events = events;
    this.#timeLimit = timeLimit;
    this.#pool = new Pool(spawner((progress) => events.progress(progress)), standby, (slot) => ({
      output: (chunk) => this.#onOutput(slot, chunk),
      databaseChanged: (change) => this.#onChange(slot, change),
      fatal: (reason) => {
        slot.death = reason;
      },
      lost: (reason) => this.#onLost(slot, reason),
    }));
    this.#aside = new Aside(this.#pool, timeLimit);
  }

  /** Starts SQLite, then Python, then the standby. */
  start(): void {
    this.#pool.start();
  }

  /** Resolves when SQL verbs work; rejects with a plain sentence. */
  get sql(): Promise<SqlInfo> {
    return this.#pool.sql;
  }

  /** Resolves when programs can run; rejects with a plain sentence. */
  get python(): Promise<PythonInfo> {
    return this.#pool.python;
  }

  /** Starts over after `sql` or `python` has failed. */
  retry(): void {
    this.#pool.retry();
  }

  /** Executes a program in a fresh engine; the databases begin empty unless `keepData`. Stops a run that still goes on. */
  run(code: string, { keepData = false, setup = '' } = {}): Promise<RunResult> {
    // That the former's names are gone is no news: the prompt starts anew with each run.
    const former = this.#turns.idle ? Promise.resolve() : this.#stop({ told: false });
    return this.#take<RunResult>(brokenRun, async (task) => {
      await former;
      const [next, before] = await Promise.all([this.#pool.fresh(), this.#files.current()]);
      task.before = before;
      if (task.settled) return;
      const slot = this.#pool.use(next);
      this.#load(slot, keepData ? before : []);
      this.#changedIn = 0;
      const result = await this.#python(task, slot, (api) => api.run({ run: task.run, code, setup }));
      // A program without a database leaves none: that is news too.
      if (this.#changedIn !== task.run && slot === this.#pool.current) await this.#tellDatabases(task.run);
      task.settle(result);
    });
  }

  /** Runs a program and a lesson's checks in an engine of their own; the learner's engine does not notice. */
  check(request: Omit<CheckRequest, 'run'>): Promise<CheckReport> {
    return this.#aside.check(++this.#runs, request);
  }

  /** One input at the prompt, in the namespace of the last run. */
  evaluate(source: string): Promise<RunResult> {
    return this.#take<RunResult>(brokenRun, async (task) => {
      await this.#pool.python;
      const slot = this.#pool.current;
      task.before = await this.#files.current();
      if (task.settled) return;
      task.settle(await this.#python(task, slot, (api) => api.evaluate({ run: task.run, source })));
    });
  }

  /** SQL on the console's own connection. */
  query(sql: string, database?: string): Promise<QueryResult> {
    return this.#take<QueryResult>(brokenQuery, async (task) => {
      task.before = await this.#files.current();
      if (task.settled) return;
      const result = await this.#watched(task, this.#pool.current, (api) => api.query(sql, database));
      task.settle(asQueryResult(result));
    });
  }

  async needsMore(source: string): Promise<boolean> {
    await this.#pool.python;
    return this.#pool.ask((api) => api.needsMore(source));
  }

  /** The models and objects that the last run or input left. */
  async inspect(): Promise<Facts> {
    return asFacts(await this.#pool.ask((api) => api.inspect()));
  }

  schema(database?: string): Promise<Schema> {
    return this.#pool.ask((api) => api.schema(database));
  }

  databases(): Promise<DatabaseInfo[]> {
    return this.#pool.ask((api) => api.databases());
  }

  rows(request: RowsRequest): Promise<RowsResult> {
    return this.#pool.ask((api) => api.rows(request));
  }

  /** Everything that the last run or input printed, beyond what is shown, up to 16 million characters; empty once its engine is gone. */
  printed(): Promise<string> {
    return this.#pool.ask((api) => api.printed());
  }

  exportDatabase(name?: string): Promise<ExportResult> {
    return this.#pool.ask((api) => api.exportDatabase(name));
  }

  importDatabase(bytes: Uint8Array, name?: string): Promise<ImportResult> {
    this.#files.changed();
    return this.#pool.ask((api) => api.importDatabase(bytes, name));
  }

  /** Breaks off what runs; settles within a second. */
  async stop(): Promise<void> {
    await this.#stop({ told: true });
  }

  async #stop({ told }: { told: boolean }): Promise<void> {
    this.#aside.interrupt(stopped);
    await this.#interrupt(stopped, told);
  }

  /** A fresh engine without databases. */
  async reset(): Promise<void> {
    this.#turns.interrupt(stopped);
    await this.#replace([], 0);
  }

  dispose(): void {
    this.#aside.interrupt(stopped);
    this.#turns.interrupt(stopped);
    this.#files.dispose();
    this.#pool.dispose();
  }

  #take<Result>(broken: (why: Interruption, task: Task<Result>) => Result, work: (task: Task<Result>) => Promise<void>): Promise<Result> {
    return this.#turns.take(new Task<Result>(++this.#runs, broken), work);
  }

  /** Runs Python in an engine; replaces the engine when Python dies of it. */
  async #python(task: Task<RunResult>, slot: Slot, ask: (api: EngineVerbs) => Promise<RunResult>): Promise<RunResult> {
    slot.used = true;
    const result = asRunResult(await this.#watched(task, slot, ask));
    this.#pool.warm();
    if (slot.death !== undefined) {
      // What was committed is in SQLite's own memory, which is sound.
      await this.#replace(await this.#files.current().catch(() => task.before), task.run);
      this.#events.restarted({ reason: 'fatal', message: slot.death });
    }
    return result;
  }

  #watched<T>(task: Task<never> | Task<RunResult> | Task<QueryResult>, slot: Slot, ask: (api: EngineVerbs) => Promise<T>): Promise<T> {
    return watched(task, slot, ask, this.#timeLimit, (why) => void this.#interrupt(why));
  }

  /** Breaks off all calls. Only a call that an engine works on costs that engine its life. */
  async #interrupt(why: Interruption, told = true): Promise<void> {
    const running = this.#turns.workingOn(this.#pool.current);
    const replaced = running ? this.#replace(running.before, running.run) : Promise.resolve();
    this.#turns.interrupt(why);
    if (running && told) this.#events.restarted(why);
    await replaced;
  }

  /** Puts another engine, with these databases, in the place of the current one. */
  async #replace(files: DatabaseFile[], run: number): Promise<void> {
    const slot = this.#pool.replace();
    this.#load(slot, files);
    // Whoever waits for Stop need not wait for SQLite to start, should it be slow.
    await Promise.race([this.#tellDatabases(run).catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 800))]);
  }

  #load(slot: Slot, files: DatabaseFile[]): void {
    slot.load(files);
    this.#files.set(files);
  }

  async #tellDatabases(run: number): Promise<void> {
    this.#events.databaseChanged({ run, databases: await this.#pool.ask((api) => api.databases()), schema: true });
  }

  #onOutput(slot: Slot, chunk: OutputChunk): void {
    const task = this.#turns.workingOn(slot);
    if (task?.run !== chunk.run || !isOutput(chunk)) return;
    task.note(chunk);
    this.#events.output(chunk);
  }

  #onChange(slot: Slot, change: DatabaseChange): void {
    if (slot !== this.#pool.current || !isChange(change)) return;
    this.#files.changed();
    this.#changedIn = change.run;
    this.#events.databaseChanged(change);
  }

  /** An engine broke down by itself, most likely for want of memory. */
  #onLost(slot: Slot, reason: string): void {
    this.#aside.lost(slot);
    if (!this.#pool.lost(slot, reason)) return;
    const running = this.#turns.workingOn(slot);
    const why = running ? outOfMemory : brokenDown(reason);
    void this.#replace(running?.before ?? this.#files.last, running?.run ?? 0);
    this.#turns.interrupt(why, slot);
    this.#events.restarted(why);
  }
}
