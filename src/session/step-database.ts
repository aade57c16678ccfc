import type { QueryResult } from '../engine/protocol.ts';
import type { Step } from '../lessons/lesson.ts';
import type { EngineLink } from './engine-link.ts';
import { stepOf } from './state.ts';
import type { Store } from './store.ts';

/**
 * The database that a step in SQL begins with, as its check does. A lesson from elsewhere does nothing by itself: there
 * it is made when the learner first asks for something.
 */
export class StepDatabase {
  /** The step whose database the learner has not asked for yet. */
  #waiting: Step | null = null;

  constructor(
    private readonly store: Store,
    private readonly link: EngineLink,
    /** Leaves an engine without databases. */
    private readonly clear: () => Promise<void>,
  ) {}

  /** A step was entered. */
  async enter(): Promise<void> {
    const { state } = this.store;
    const step = stepOf(state);
    this.#waiting = null;
    this.store.dismiss(({ actions }) => actions?.includes('set-up') ?? false);
    if (step?.language !== 'sql') return;
    if (state.databases.length > 0) await this.clear();
    if (step.setup === '' || step !== stepOf(this.store.state)) return;
    this.#waiting = step;
    if (state.place.kind !== 'src') return this.make();
    this.store.notify({ kind: 'info', text: 'The database of this step comes with the lesson. It is made when you first run something.', actions: ['set-up'] });
  }

  /** Makes the database of the step, unless it is there. */
  async make(): Promise<void> {
    const step = this.#waiting;
    if (step === null) return;
    this.#waiting = null;
    this.store.dismiss(({ actions }) => actions?.includes('set-up') ?? false);
    if (step !== stepOf(this.store.state)) return;
    const result = await this.link.use<QueryResult>('sql', (engine) => engine.query(step.setup));
    if (result.status === 'error' && step === stepOf(this.store.state)) {
      this.store.notify({ kind: 'error', text: `This step could not be set up: ${result.error.message}` });
    }
  }
}
