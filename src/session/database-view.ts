import type { DatabaseChange, DatabaseInfo } from '../engine/protocol.ts';
import type { Engine } from './engine.ts';
import type { Store } from './store.ts';

/**
 * Keeps the state's databases, the chosen one and its schema true to the engine. Changes come fast
 * while a program commits in a loop, so there is at most one question under way and one waiting.
 */
export class DatabaseView {
  #asking: Promise<unknown> | null = null;
  #askAgain = false;
  /** The learner's own choice, which outlives a run that begins with no databases. */
  #preferred: string | null = null;
  #held: DatabaseChange | null = null;

  constructor(
    private readonly store: Store,
    private readonly engine: () => Engine | null,
  ) {}

  /**
   * Takes in what the engine reported. A program begins with no databases: that is not shown until it
   * has made one or ended, so that the panels do not flicker at each run.
   */
  changed(change: DatabaseChange): void {
    const { state } = this.store;
    if (state.running === 'program' && change.databases.length === 0) {
      this.#held = change;
      return;
    }
    this.#held = null;
    const database = choose(change.databases, this.#preferred ?? state.database);
    this.store.update({
      databases: change.databases,
      database,
      dataVersion: state.dataVersion + 1,
      ...(database === state.database ? {} : { schema: null }),
    });
    this.#refresh();
  }

  /** A program ended: what was held back is shown now. To be called once it no longer counts as running. */
  settle(): void {
    if (this.#held !== null) this.changed(this.#held);
  }

  choose(name: string): void {
    const { state } = this.store;
    this.#preferred = name;
    if (name === state.database || !state.databases.some((info) => info.name === name)) return;
    this.store.update({ database: name, schema: null, dataVersion: state.dataVersion + 1 });
    this.#refresh();
  }

  /** The engine was replaced: what was asked of the old one may never be answered. */
  forget(): void {
    this.#asking = null;
    this.#askAgain = false;
  }

  /** Asks for the schema: row counts are in it, so also when only data changed. */
  #refresh(): void {
    if (this.#asking !== null) {
      this.#askAgain = true;
      return;
    }
    const engine = this.engine();
    const name = this.store.state.database;
    if (engine === null || name === null) {
      this.store.update({ schema: null });
      return;
    }
    const question = engine.schema(name).then(
      (schema) => {
        if (this.#asking === question && this.store.state.database === name) this.store.update({ schema });
      },
      () => {
        // The engine was replaced meanwhile, or the database is gone: its next report asks again.
      },
    );
    this.#asking = question;
    void question.then(() => {
      if (this.#asking !== question) return;
      this.#asking = null;
      if (!this.#askAgain) return;
      this.#askAgain = false;
      this.#refresh();
    });
  }
}

/** The chosen database while it exists; else the first one with tables; else the first. */
function choose(databases: readonly DatabaseInfo[], chosen: string | null): string | null {
  if (chosen !== null && databases.some((info) => info.name === chosen)) return chosen;
  return (databases.find((info) => info.tables > 0) ?? databases[0])?.name ?? null;
}
