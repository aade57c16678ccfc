import type { Explanation } from '../advice/advice.ts';
import type { DatabaseInfo, Facts, QueryResult, RunError, RunResult, RunWarning, Schema, SessionEvent, Statement, Transaction, UnsavedWork } from '../engine/protocol.ts';
import { History } from '../history/history.ts';
import type { Lesson, Step } from '../lessons/lesson.ts';
import type { Texts } from './drafts.ts';
import type { Proof } from './proving.ts';
import { noWork, type Work } from './work.ts';

/** How far one of the two engines has come. `loaded` and `total` are bytes; `total` is 0 while unknown. */
export type EnginePhase =
  | { readonly phase: 'off' }
  | { readonly phase: 'loading'; readonly step: string; readonly loaded: number; readonly total: number }
  | { readonly phase: 'ready'; readonly version: string }
  | { readonly phase: 'failed'; readonly message: string };

/**
 * A piece of the console, in order. `stdout` and `stderr` are what the program printed, line ends
 * included; `input` is what was typed at the prompt; `note` is Junction speaking; `error` is a
 * traceback, `line` the program line to go to, `explanation` what it means in plain words. An input
 * that sent statements has the number that they know it by.
 */
export interface ConsoleEntry {
  readonly kind: 'stdout' | 'stderr' | 'note' | 'input' | 'error';
  readonly text: string;
  readonly line?: number;
  readonly input?: number;
  readonly explanation?: Explanation;
}

/** What the last program and the inputs after it left for the doctor to look at. */
export interface Findings {
  /** The program that ran; empty when there was none. */
  readonly code: string;
  /** Of the program and of all inputs since. */
  readonly warnings: readonly RunWarning[];
  /** How the last of them ended. */
  readonly error: RunError | null;
  readonly unsaved: UnsavedWork | null;
  /** Of the last of them. */
  readonly transactions: readonly Transaction[];
  /** Whether the last of them was an input. */
  readonly prompted: boolean;
}

/** What the editor holds a program for. Steps count from 1. */
export type Place =
  | { readonly kind: 'play' }
  | { readonly kind: 'lesson'; readonly slug: string; readonly step: number }
  | { readonly kind: 'src'; readonly url: string; readonly step: number };

/** The lesson of the place; `none` where the place has no lesson. */
export type LessonState =
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly lesson: Lesson }
  | { readonly status: 'error'; readonly message: string };

/** A line above the panels that stays until it is dismissed or its action is taken. */
export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  /** What the notice offers to do. */
  readonly actions?: readonly NoticeAction[];
}

/** `compare` and `save-file` are the page's to do: it opens a dialog, it saves a file. */
export type NoticeAction = 'start-over' | 'undo' | 'retry' | 'set-up' | 'keep-mine' | 'take-other' | 'compare' | 'save-file';

/** What the learner's texts are to be chosen against: the step as the lesson has it now, or what another tab made of it. */
export interface Rival {
  readonly from: 'lesson' | 'tab';
  readonly texts: Texts;
}

/** A sentence for screen readers; a new `id` means that it is to be said, even when the text is the same. */
export interface Announcement {
  readonly id: number;
  readonly text: string;
}

/** The databases at every moment of the last program and the inputs after it, and the moment that the panels show. */
export interface Timeline {
  readonly history: History;
  /** Number of the stop that is shown; null for now, the live databases. */
  readonly stop: number | null;
  /** The database that is shown at the stop. */
  readonly database: string;
}

/** Everything that the panels show. Only Session makes new ones; nothing in it is ever changed in place. */
export interface SessionState {
  readonly sqlEngine: EnginePhase;
  readonly pythonEngine: EnginePhase;
  readonly place: Place;
  readonly lesson: LessonState;
  readonly code: string;
  readonly sql: string;
  /** The texts that the place begins with; null until it is open. */
  readonly start: Texts | null;
  /** Null when there is nothing to choose. */
  readonly rival: Rival | null;
  /** What Python is busy with; null when it waits for the learner. */
  readonly running: 'program' | 'input' | null;
  readonly querying: boolean;
  readonly entries: readonly ConsoleEntry[];
  /** Characters of output that `entries` has no more, or never had; a download has them. */
  readonly truncated: number;
  /** Prompt inputs, oldest first. */
  readonly history: readonly string[];
  /** The last program that ran to an end, and how it ended. */
  readonly lastRun: { readonly code: string; readonly result: RunResult } | null;
  /** Null before anything has run, and while a program runs. */
  readonly findings: Findings | null;
  /** Statements of the last run and of the prompt inputs after it. */
  readonly statements: readonly Statement[];
  /** What sessions did in them, and the transactions that they stand in, each as it was last told of. */
  readonly events: readonly SessionEvent[];
  readonly transactions: readonly Transaction[];
  readonly timeline: Timeline;
  readonly databases: readonly DatabaseInfo[];
  /** The database that the panels show; null while there is none. */
  readonly database: string | null;
  readonly schema: Schema | null;
  /** The program's models and objects when it, or the last input, had ended; null before, and when they are gone. */
  readonly facts: Facts | null;
  /** They are being looked at: what `facts` holds may be out of date. */
  readonly looking: boolean;
  /** Links in the shown database that lead nowhere, counted by table and by the table that they should lead to. */
  readonly dangling: readonly { readonly table: string; readonly parent: string; readonly rows: number }[];
  /** Grows whenever committed data may have changed. */
  readonly dataVersion: number;
  readonly queryResult: QueryResult | null;
  /** Whether a run keeps the databases of the run before. */
  readonly keepData: boolean;
  /** What was checked, guessed and answered in the step, and what is passed. */
  readonly work: Work;
  /** What its author has had run of the lesson; null before. */
  readonly proof: Proof | null;
  readonly notices: readonly Notice[];
  readonly announcement: Announcement;
}

/** The state of a session that has not begun. */
export const initialState: SessionState = {
  sqlEngine: { phase: 'off' },
  pythonEngine: { phase: 'off' },
  place: { kind: 'play' },
  lesson: { status: 'none' },
  code: '',
  sql: '',
  start: null,
  rival: null,
  running: null,
  querying: false,
  entries: [],
  truncated: 0,
  history: [],
  lastRun: null,
  findings: null,
  statements: [],
  events: [],
  transactions: [],
  timeline: { history: History.empty, stop: null, database: '' },
  databases: [],
  database: null,
  schema: null,
  facts: null,
  looking: false,
  dangling: [],
  dataVersion: 0,
  queryResult: null,
  keepData: false,
  work: noWork,
  proof: null,
  notices: [],
  announcement: { id: 0, text: '' },
};

/** The step of the lesson that is open; null where there is none. */
export function stepOf({ lesson, place }: SessionState): Step | null {
  return lesson.status === 'ready' && place.kind !== 'play' ? (lesson.lesson.steps[place.step - 1] ?? null) : null;
}

/** A log of nothing. */
export const noLog = { statements: [], events: [], transactions: [] };
