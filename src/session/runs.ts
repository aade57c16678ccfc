import type { Explanation } from '../advice/advice.ts';
import { explain } from '../advice/explain.ts';
import type { OutputChunk, RunResult } from '../engine/protocol.ts';
import { mergeTransactions } from '../trace-log/brackets.ts';
import { announceInput, announceRun } from './announce.ts';
import type { DatabaseView } from './database-view.ts';
import type { EngineLink } from './engine-link.ts';
import type { Engine } from './engine.ts';
import type { FactsView } from './facts-view.ts';
import { noLog, stepOf, type ConsoleEntry, type Findings, type SessionState } from './state.ts';
import type { Store } from './store.ts';
import type { TimeTravel } from './time-travel.ts';
import { Transcript } from './transcript.ts';

/** Inputs that the prompt remembers. */
const historyLength = 500;

/** Programs and prompt inputs: from the verb to what the console, the log and the announcements show. */
export class Runs {
  readonly #transcript = new Transcript();
  /** Number of the last program or input: an answer counts while its number is the last. */
  #turn = 0;
  /** Why the engine was replaced since the last turn began. */
  #restarted: string | null = null;

  constructor(
    private readonly store: Store,
    private readonly link: EngineLink,
    private readonly view: DatabaseView,
    private readonly facts: FactsView,
    private readonly time: TimeTravel,
  ) {}

  /** Runs the program in the editor. */
  async run(): Promise<RunResult> {
    const { code, keepData } = this.store.state;
    const step = stepOf(this.store.state);
    const setup = step?.language === 'python' ? step.setup : '';
    const turn = this.#begin('program');
    this.#transcript.clear();
    this.store.update({ entries: [], truncated: 0, ...noLog, lastRun: null, findings: null });
    const result = await this.#finish(turn, (engine) => engine.run(code, { keepData, setup }));
    if (turn !== this.#turn) return result;
    const explanation = this.#showEnd(result, code);
    if (result.status === 'ok' && this.store.state.entries.length === 0) {
      this.store.print({ kind: 'note', text: 'The program ran to its end and printed nothing.' });
    }
    this.store.update({ running: null, lastRun: { code, result }, findings: this.#findings(code, result, false), statements: result.statements, events: result.events, transactions: result.transactions });
    this.time.begin(result);
    void this.facts.refresh();
    this.view.settle();
    this.store.announce(announceRun(result, this.#restarted, explanation?.title));
    return result;
  }

  /** One input at the prompt, after what is running. */
  async evaluate(source: string): Promise<RunResult> {
    const { history } = this.store.state;
    const turn = this.#begin('input');
    if (history.at(-1) !== source) this.store.update({ history: [...history, source].slice(-historyLength) });
    const typed: ConsoleEntry = { kind: 'input', text: source };
    this.store.print(typed);
    const result = await this.#finish(turn, (engine) => engine.evaluate(source));
    if (turn !== this.#turn) return result;
    this.#number(typed, result);
    const code = this.store.state.findings?.code ?? '';
    const explanation = this.#showEnd(result, code);
    this.store.update({ running: null, findings: this.#findings(code, result, true), ...this.#logWith(result) });
    this.time.goOn(result);
    void this.facts.refresh();
    this.store.announce(announceInput(result, this.#restarted, explanation?.title));
    return result;
  }

  /** What a program printed arrives. */
  printed({ stream, text }: OutputChunk): void {
    if (stream !== 'note') this.#transcript.add(text);
    this.store.print({ kind: stream, text });
  }

  /** The engine was replaced. */
  restarted(message: string): void {
    this.#restarted = message;
    this.store.print({ kind: 'note', text: `${message} The prompt starts anew, without the program’s names.` });
  }

  /** Lets what runs go on unseen. */
  forget(): void {
    this.#turn += 1;
    this.store.update({ running: null });
  }

  clearConsole(): void {
    this.#transcript.clear();
    this.store.update({ entries: [], truncated: 0 });
  }

  /** All output since the console was last cleared, also what it no longer shows. */
  async output(): Promise<string> {
    const shown = this.#transcript.text;
    // The engine keeps more of its last run than it sends, while it lives.
    const whole = await this.link.use('sql', (engine) => engine.printed()).catch(() => '');
    return whole.length > shown.length ? whole : shown;
  }

  #begin(running: 'program' | 'input'): number {
    this.#restarted = null;
    // What is done now is done to the databases of now.
    this.time.goTo(null);
    this.store.update({ running });
    this.#turn += 1;
    return this.#turn;
  }

  /** Waits for a result; a rejection leaves nothing running. */
  async #finish(turn: number, work: (engine: Engine) => Promise<RunResult>): Promise<RunResult> {
    try {
      return await this.link.use('python', work);
    } catch (error) {
      if (turn === this.#turn) {
        this.store.update({ running: null });
        this.view.settle();
      }
      throw error;
    }
  }

  /** Gives an input in the console the number that its statements know it by. */
  #number(typed: ConsoleEntry, { statements }: RunResult): void {
    const input = statements.findLast((statement) => statement.input !== undefined)?.input;
    if (input === undefined) return;
    this.store.update({ entries: this.store.state.entries.map((entry) => (entry === typed ? { ...entry, input } : entry)) });
  }

  #logWith({ statements, events, transactions }: RunResult): Pick<SessionState, keyof typeof noLog> {
    const { state } = this.store;
    return {
      statements: [...state.statements, ...statements],
      events: [...state.events, ...events],
      transactions: mergeTransactions(state.transactions, transactions),
    };
  }

  #findings(code: string, { warnings, error, unsaved, transactions }: RunResult, prompted: boolean): Findings {
    const before = this.store.state.findings?.warnings ?? [];
    return { code, warnings: [...before, ...warnings], error: error ?? null, unsaved: unsaved ?? null, transactions, prompted };
  }

  /** What the console says of a result beyond what was printed: what the engine held back, and the error, which it explains. */
  #showEnd({ error, truncated }: RunResult, code: string): Explanation | null {
    if (truncated) this.store.update({ truncated: this.store.state.truncated + truncated.stdout + truncated.stderr });
    // Where Python itself died there is no traceback, and the console has been told why.
    if (error === undefined || (error.traceback === '' && this.#restarted !== null)) return null;
    const { line } = error;
    const explanation = explain(error, code);
    this.store.print({
      kind: 'error',
      text: error.traceback || error.message,
      ...(line === undefined ? {} : { line }),
      ...(explanation === null ? {} : { explanation }),
    });
    return explanation;
  }
}
