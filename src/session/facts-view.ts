import type { Engine } from './engine.ts';
import type { Store } from './store.ts';

/** Keeps the state's models and objects true to Python: they are looked at after each program and each input. */
export class FactsView {
  /** Number of the last look: an answer counts while its number is the last. */
  #turn = 0;

  constructor(
    private readonly store: Store,
    private readonly engine: () => Engine | null,
  ) {}

  async refresh(): Promise<void> {
    const engine = this.engine();
    if (engine === null) return;
    const turn = ++this.#turn;
    this.store.update({ looking: true });
    // An engine that breaks down meanwhile says so elsewhere.
    const facts = await engine.inspect().catch(() => null);
    if (turn === this.#turn) this.store.update({ facts, looking: false });
  }

  /** The names and objects are gone. */
  forget(): void {
    this.#turn += 1;
    this.store.update({ facts: null, looking: false });
  }
}
