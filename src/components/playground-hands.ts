import type { RowsRequest, RowsResult } from '../engine/protocol.ts';
import type { LessonSummary } from '../lessons/lesson.ts';
import type { Session } from '../session/session.ts';
import type { DiagramFrameFiles } from './diagram-link.ts';
import { download, fileName, readDatabase } from './host.ts';
import type { PanelName } from './layout.ts';
import { panelOf } from './playground-place.ts';

/** What the panels may have done. */
export interface Hands {
  run(): void;
  /** The lessons of the course; empty where the playground stands alone. */
  course(): readonly LessonSummary[];
  /** The statements that a line sent are wanted. */
  showSql(line: number): void;
  /** The user changed a text. */
  edit(language: 'python' | 'sql', value: string): void;
  evaluate(source: string): void;
  needsMore(source: string): Promise<boolean>;
  clearConsole(): void;
  downloadOutput(): void;
  query(sql: string): void;
  loadRows(request: RowsRequest): Promise<RowsResult>;
  loadDiagram(): Promise<DiagramFrameFiles>;
  chooseDatabase(name: string): void;
  /** A database is wanted as it was at a stop. */
  goTo(stop: number, database: string): void;
  importFile(file: File): void;
  exportDatabase(name: string): void;
  goToStep(step: number): void;
  check(): void;
  stop(): void;
  predict(index: number, guess: string): void;
  choose(index: number, options: readonly number[]): void;
  /** The step's lines, in this order, are wanted in the program. */
  order(lines: readonly string[]): void;
  /** Code of the lesson's text is to be run in place. */
  live(language: 'python' | 'sql', code: string): void;
  /** What the lesson says of a step, from 1, or with null of all, is to be run. */
  prove(step: number | null): void;
  stopProving(): void;
  /** A program of the lesson is wanted in the editor. */
  useText(language: 'python' | 'sql', text: string): void;
}

/** What the hands work with: the playground's own part of what panels ask for. */
interface Desk {
  session(): Session;
  course(): readonly LessonSummary[];
  /** Says in a notice why something could not be done. */
  attempt(work: Promise<unknown>): void;
  run(): void;
  /** Brings a panel to the front. */
  front(name: PanelName): void;
  showSql(line: number): void;
  edited(language: 'python' | 'sql', value: string): void;
  check(): Promise<unknown>;
  loadDiagram: Hands['loadDiagram'];
}

/** The hands of a playground. */
export function handsOf({ session, course, attempt, run, front, showSql, edited, check, loadDiagram }: Desk): Hands {
  return {
    run,
    course,
    showSql,
    edit(language, value) {
      if (language === 'python') session().setCode(value);
      else session().setSql(value);
      edited(language, value);
    },
    evaluate: (source) => attempt(session().evaluate(source)),
    needsMore: (source) => session().needsMore(source),
    clearConsole: () => session().clearConsole(),
    downloadOutput: () => attempt(session().output().then((text) => download('output.txt', text))),
    query: (sql) => attempt(session().query(sql)),
    loadDiagram,
    loadRows: (request) => session().rows(request),
    chooseDatabase: (name) => session().chooseDatabase(name),
    goTo: (stop, database) => session().goTo(stop, database),
    importFile: (file) => attempt(readDatabase(file).then((bytes) => session().importDatabase(bytes, file.name))),
    exportDatabase: (name) => attempt(session().exportDatabase(name).then((bytes) => download(fileName(name), bytes))),
    goToStep: (step) => attempt(session().goToStep(step)),
    check: () => attempt(check()),
    stop: () => attempt(session().stop()),
    predict: (index, guess) => attempt(session().predict(index, guess)),
    choose: (index, options) => session().choose(index, options),
    order: (lines) => front(panelOf(session().order(lines))),
    live: (language, code) => attempt(session().live(language, code)),
    prove: (step) => attempt(session().prove(step)),
    stopProving: () => session().stopProving(),
    useText(language, text) {
      session().useText(language, text);
      front(panelOf(language));
    },
  };
}
