import type { DatabaseChange } from './protocol.ts';
import type { Databases } from './sqlite/databases.ts';

/** Milliseconds between two reports in one run, at least. */
const INTERVAL = 100;

/** Tells of committed changes: at the end of each verb, and after the commits of a run that goes on. */
export class DatabaseWatch {
  /** The run that goes on; 0 outside any. */
  run = 0;
  readonly #databases: Databases;
  readonly #report: (change: DatabaseChange) => void;
  #toldAt = -Infinity;
  /** What was uncommitted when last told: that is shown too, and no commit tells of it. */
  #uncommitted = '';

  constructor(databases: Databases, report: (change: DatabaseChange) => void) {
    this.#databases = databases;
    this.#report = report;
  }

  /** Reports what was committed since the last report, if anything was. */
  tell(run: number): void {
    const { changed, schema } = this.#databases.poll();
    const databases = this.#databases.list();
    const uncommitted = databases.map(({ name, uncommitted: open }) => `${name} ${open}`).join('\n');
    if (!changed && uncommitted === this.#uncommitted) return;
    this.#uncommitted = uncommitted;
    this.#toldAt = performance.now();
    this.#report({ run, databases, schema });
  }

  /** Takes what there is now as told. */
  forget(): void {
    this.#databases.poll();
    this.#uncommitted = this.#databases.list().map(({ name, uncommitted }) => `${name} ${uncommitted}`).join('\n');
  }

  /** Reports what was committed, unless the last report is quite fresh. */
  tellSometimes(): void {
    if (performance.now() - this.#toldAt >= INTERVAL) this.tell(this.run);
  }
}
