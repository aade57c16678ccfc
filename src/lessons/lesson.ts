/** A lesson as data: what a Markdown file in `lessons/` says, checked. See lessons/README.md for the author's side. */

export type LessonLanguage = 'python' | 'sql';

/** Names of the panels that a lesson may ask for. */
export const lessonPanels = ['editor', 'console', 'diagram', 'data', 'query', 'sql', 'checks'] as const;
export type LessonPanel = (typeof lessonPanels)[number];

/** What the list of lessons shows. */
export interface LessonSummary {
  /** The file's name without `.md`. */
  slug: string;
  title: string;
  /** One sentence. */
  summary: string;
  /** How long it takes. */
  minutes: number;
}

export interface Lesson extends LessonSummary {
  /** What the learner can do afterwards, each the rest of "You will be able to …". */
  objectives: string[];
  /** Panels beside the lesson's own, in order; empty leaves the choice to the page. */
  panels: LessonPanel[];
  /** Markdown before the first step; may be empty. */
  intro: string;
  /** At least one. */
  steps: Step[];
}

export interface Step {
  title: string;
  /** Markdown, without the blocks below. */
  prose: string;
  /** What the step's programs are written in. */
  language: LessonLanguage;
  /** Runs before the learner's program, unseen; empty when there is none. */
  setup: string;
  /** What the editor holds when the step begins: its own start, or the solution of the step before. */
  start: string;
  /** A program that does what is asked; null when the step asks for nothing. */
  solution: string | null;
  /** Every right program that the file gives, `solution` first. */
  solutions: string[];
  /** Source of functions whose docstrings say what they test. */
  checks: string[];
  mistakes: Mistake[];
  /** Markdown, to be given one after the other. */
  hints: string[];
  predictions: Prediction[];
  /** Line of its heading in the file, from 1. */
  line: number;
}

/** A wrong program, and words that its answer must hold. */
export interface Mistake {
  code: string;
  says: string;
}

/** A question to be answered before running. */
export interface Prediction {
  /** Markdown. */
  question: string;
  /** An expression over the stored data, e.g. `rows("teacher_students")`. */
  answer: string;
}

/** Something wrong in a lesson's file. */
export interface LessonProblem {
  /** From 1. */
  line: number;
  text: string;
}

/** A lesson's file that cannot be used; the message names file, line and what is wrong. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
  constructor(
    readonly file: string,
    readonly problems: readonly LessonProblem[],
  ) {
    super(problems.map(({ line, text }) => `${file}:${line}: ${text}`).join('\n'));
  }
}
