import type { Ended, Outcome, Suite } from './catalogue.ts';
import type { Case } from './causes.ts';

export type Counts = Record<Outcome, number>;

/** What came out of a suite: with Junction's `sqlite3`, and with Pyodide's own. */
export class Results {
  readonly ours = new Map<string, Ended>();
  readonly builtin = new Map<string, Ended>();

  constructor(readonly suite: Suite) {}

  add(builtin: boolean, ended: Ended): void {
    (builtin ? this.builtin : this.ours).set(ended.test, ended);
  }

  counts(builtin: boolean): Counts {
    const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
    for (const { outcome } of (builtin ? this.builtin : this.ours).values()) counts[outcome] += 1;
    return counts;
  }

  /** The tests that did not pass with Junction's `sqlite3`, by name. */
  cases(): Case[] {
    return [...this.ours.values()]
      .filter(({ outcome }) => outcome !== 'passed')
      .sort((a, b) => (a.test < b.test ? -1 : 1))
      .map((ended) => ({ ...ended, suite: this.suite.name, builtin: this.builtin.get(ended.test) ?? null }));
  }
}
