import type { SqlValue } from './values.ts';

/** A learner's work, and what a lesson wants to know of it. */
export interface CheckRequest {
  run: number;
  language: 'python' | 'sql';
  /** Runs before the program, in the same language; may be empty. */
  setup: string;
  /** The program. */
  code: string;
  /** Blocks of Python functions named `check_…`, whose docstrings say what they test; `line` is the line before the code's first in the lesson's file. */
  checks: { code: string; line: number }[];
  /** Python expressions to be told the values of. */
  asks: string[];
}

/** What the checks found. */
export interface CheckReport {
  /** In the order in which the lesson has them; where the program failed, that comes first. */
  checks: Check[];
  /** In the order of `asks`. */
  answers: Answer[];
  ms: number;
}

/** One thing that was tested. */
export interface Check {
  /** What is tested, as a sentence without its full stop. */
  name: string;
  passed: boolean;
  /** What is wrong and what was expected, in words; empty when it passed. */
  message: string;
  /** Rows as they are and as they should be. */
  table?: CheckTable;
  /** False when the program failed before it could be tested. */
  tested?: boolean;
  /** True when the check itself broke: the lesson's fault, not the learner's. */
  lesson?: boolean;
}

export interface CheckTable {
  columns: string[];
  /** `missing` is expected and not there, `unexpected` is there and not expected. */
  rows: { cells: SqlValue[]; mark: '' | 'missing' | 'unexpected' }[];
  /** Rows that are not listed. */
  more: number;
}

/** The value of an expression, as Python shows it, a text without its quotes; or why there is none. */
export type Answer = { text: string } | { error: string };
