/** A lesson as data: what a Markdown file in `lessons/` says, checked. See lessons/README.md for the author's side. */

export type LessonLanguage = 'python' | 'sql';

/** Names of the panels that a lesson may ask for. */
export const lessonPanels = ['editor', 'console', 'diagram', 'data', 'query', 'sql', 'doctor', 'checks'] as const;
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

/** What tells a step from the others of its lesson, wherever it stands: a learner's work is kept by it. */
export interface StepMark {
  /** From its title, e.g. `a-table-with-two-foreign-keys`; no other step of the lesson has it. */
  readonly name: string;
  /** Changes when what is checked in it changes; null where nothing is. */
  readonly task: string | null;
}

/** A lesson in its course, as far as the page knows it without reading it. */
export interface CourseLesson extends LessonSummary {
  /** Title of the part of the course that it stands in; empty where the course has no parts. */
  section: string;
  /** Its steps, in order; none when it could not be read. */
  steps: readonly StepMark[];
}

/** What a course says of itself. */
export interface CourseTitle {
  title: string;
  /** A sentence or two for the first page; may be empty. */
  summary: string;
}

export interface Lesson extends LessonSummary {
  /** What the learner can do afterwards, each the rest of "You will be able to …". */
  objectives: string[];
  /** Panels beside the lesson's own, in order; empty leaves the choice to the page. */
  panels: LessonPanel[];
  /** Markdown before the first step; may be empty. */
  intro: string;
  /** Markdown for whoever speaks over the introduction; may be empty. */
  notes: string;
  /** At least one. */
  steps: Step[];
}

export interface Step {
  title: string;
  /** Markdown, without the blocks below; live blocks are still in it. */
  prose: string;
  /** What the step's programs are written in. */
  language: LessonLanguage;
  /** Runs before the learner's program; empty when there is none. */
  setup: string;
  /** What the editor holds when the step begins: its own start, or the solution of the step before. */
  start: string;
  /** A program that does what is asked; null when the step asks for nothing. */
  solution: string | null;
  /** Every right program that the file gives, `solution` first. */
  solutions: Program[];
  /** Functions whose docstrings say what they test. */
  checks: Program[];
  mistakes: Mistake[];
  /** Markdown, to be given one after the other. */
  hints: string[];
  predictions: Prediction[];
  /** Lines to be put in order in the place of the start's marker; null in most steps. */
  order: Order | null;
  quizzes: Quiz[];
  /** Live blocks of its prose, and of the introduction in the first step. */
  lives: Live[];
  /** Markdown for whoever speaks over the step, never shown to learners; may be empty. */
  notes: string;
  /** Changes to the solution that no check needs to catch. */
  survivors: Survivor[];
  /** Line of its heading in the file, from 1. */
  line: number;
}

/** Code of a lesson, and where it begins in the file. */
export interface Program {
  code: string;
  /** Line of its block, from 1; the code begins on the next. */
  line: number;
}

/** A wrong program, and words that its answer must hold. */
export interface Mistake extends Program {
  says: string;
}

/** Code in the prose, to be run in place. */
export interface Live extends Program {
  language: LessonLanguage;
  /** Words of the error that it is meant to end with; null when it is to run to its end. */
  fails: string | null;
}

/** A question to be answered before running. */
export interface Prediction {
  /** Markdown. */
  question: string;
  /** What may be chosen; empty when the answer is to be typed. */
  choices: string[];
  /** A Python expression over what the program leaves, e.g. `rows("teacher_students")`. */
  answer: string;
  /** The program that is run to find out. */
  of: 'start' | 'solution';
  line: number;
}

/** Lines to be put in order. */
export interface Order {
  /** In a right order, indented as they are to stand. */
  lines: string[];
  /** Lines that do not belong there. */
  extra: string[];
  line: number;
}

/** A question with answers to choose from. */
export interface Quiz {
  /** Markdown. */
  question: string;
  /** `because` is told once the option was chosen; it may be empty. */
  options: { text: string; right: boolean; because: string }[];
  line: number;
}

/** A change to the solution that no check catches, and why that is well. */
export interface Survivor {
  /** The change as the mutation check names it, or how that begins. */
  mutation: string;
  reason: string;
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
