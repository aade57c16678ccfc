import { History, type HistoryPart } from '../history/history.ts';
import type { Store } from './store.ts';

/** Keeps the history of the last program and the inputs after it, and which of its stops the panels show. */
export class TimeTravel {
  constructor(private readonly store: Store) {}

  /** A program has ended: its history takes the former one's place. */
  begin(part: HistoryPart): void {
    this.#adopt(History.of([part]));
  }

  /** An input has ended: its stops come after the others. */
  goOn(part: HistoryPart): void {
    this.#adopt(this.store.state.timeline.history.with(part));
  }

  /** Nothing that happened is left. */
  forget(): void {
    this.#adopt(History.empty);
  }

  /** Shows a database as it was at a stop, of itself the one that the stop changed; null for now. */
  goTo(stop: number | null, wanted?: string): void {
    const { timeline, database } = this.store.state;
    const { history } = timeline;
    if (stop === null) {
      if (timeline.stop !== null) this.store.update({ timeline: { ...timeline, stop } });
      return;
    }
    const index = Math.min(Math.max(0, Math.trunc(stop)), history.stops.length - 1);
    const there = history.databasesAt(index);
    const wished = [wanted, history.stops[index]?.database, timeline.stop === null ? database : timeline.database, database];
    const shown = wished.find((name) => typeof name === 'string' && there.includes(name)) ?? there[0] ?? database ?? '';
    this.store.update({ timeline: { history, stop: index, database: shown } });
  }

  #adopt(history: History): void {
    this.store.update({ timeline: { history, stop: null, database: '' } });
  }
}
