/** Something to try. `code` words stand between backticks in all texts of this folder. */
export interface Fix {
  /** What to do, as an imperative: "Add `secondary=links`". */
  label: string;
  /** What it would change, as a sentence. */
  change: string;
  /** Lines to write, where a phrase is not enough. */
  code?: string;
}

/** What an error means. */
export interface Explanation {
  /** Name of the rule that found it, stable: `duplicate-link`. */
  rule: string;
  /** The error in one plain sentence. */
  title: string;
  /** Why it came to this, in one to three sentences. */
  cause: string;
  /** Line of the program to look at first, from 1; not always the line that failed. */
  line?: number;
  fixes: Fix[];
  /** SQLAlchemy's own page about this error, where it has one. */
  link?: string;
  /** True where the models themselves are wrong, so that every program that uses them fails. */
  models: boolean;
}

/** `error`: it does not work. `warning`: it will go wrong, or already did. `note`: worth knowing; may be as wanted. */
export type Severity = 'error' | 'warning' | 'note';

/** One thing that the doctor has to say. */
export interface Advice {
  rule: string;
  severity: Severity;
  title: string;
  why: string;
  /** Line of the program at fault, from 1. */
  line?: number;
  fixes: Fix[];
  /** What Python or SQLAlchemy said, word for word, where it said something. */
  original?: string;
  link?: string;
}
