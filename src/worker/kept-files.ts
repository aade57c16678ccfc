import type { DatabaseFile } from '../engine/protocol.ts';

/** Milliseconds after a call until the databases are asked for. */
const LOOK_AHEAD = 200;

/** The databases of the current engine, as the page keeps them for the next one. They are asked for only when they have changed. */
export class KeptFiles {
  readonly #ask: () => Promise<DatabaseFile[]>;
  #known: Promise<DatabaseFile[]> | undefined = Promise.resolve([]);
  #ahead: ReturnType<typeof setTimeout> | undefined;
  /** As last seen; perhaps not as they are. */
  last: DatabaseFile[] = [];

  constructor(ask: () => Promise<DatabaseFile[]>) {
    this.#ask = ask;
  }

  /** The databases as they are. */
  current(): Promise<DatabaseFile[]> {
    clearTimeout(this.#ahead);
    if (this.#known) return this.#known;
    const asked = this.#ask();
    this.#known = asked;
    asked.then(
      (files) => {
        if (this.#known === asked) this.last = files;
      },
      () => {
        if (this.#known === asked) this.#known = undefined;
      },
    );
    return asked;
  }

  /** Asks for them before the next call needs them, once the page has been given what it shows of them. */
  lookAhead(): void {
    clearTimeout(this.#ahead);
    this.#ahead = setTimeout(() => this.current().catch(() => undefined), LOOK_AHEAD);
  }

  dispose(): void {
    clearTimeout(this.#ahead);
  }

  /** Takes note that something was committed. */
  changed(): void {
    this.#known = undefined;
  }

  /** Takes note of what an engine has been given. */
  set(files: DatabaseFile[]): void {
    this.last = files;
    this.#known = Promise.resolve(files);
  }
}
