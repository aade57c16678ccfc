import { append, type ConsoleLog } from './console-log.ts';
import { initialState, type ConsoleEntry, type Notice, type SessionState } from './state.ts';

export type Listener = (state: SessionState, before: SessionState) => void;

/** Holds the one state and tells who listens. Only Session and its parts have it in their hands. */
export class Store {
  #state: SessionState;
  #nextNotice = 1;
  readonly #listeners = new Set<Listener>();

  constructor(state: SessionState = initialState) {
    this.#state = state;
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  update(change: Partial<SessionState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    for (const listener of [...this.#listeners]) listener(this.#state, before);
  }

  /** Adds to the console. */
  print(entry: ConsoleEntry): void {
    const log: ConsoleLog = append(this.#state, entry);
    this.update({ entries: log.entries, truncated: log.truncated });
  }

  /** Has screen readers say one sentence. */
  announce(text: string): void {
    this.update({ announcement: { id: this.#state.announcement.id + 1, text } });
  }

  /** Shows a notice; the same text is not shown twice. */
  notify(notice: Omit<Notice, 'id'>): void {
    if (this.#state.notices.some((shown) => shown.text === notice.text)) return;
    const id = this.#nextNotice++;
    this.update({ notices: [...this.#state.notices, { id, ...notice }] });
  }

  dismiss(unwanted: (notice: Notice) => boolean): void {
    const notices = this.#state.notices.filter((notice) => !unwanted(notice));
    if (notices.length !== this.#state.notices.length) this.update({ notices });
  }
}
