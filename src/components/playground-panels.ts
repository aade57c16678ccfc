import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Advice } from '../advice/advice.ts';
import type { RunError, RunResult } from '../engine/protocol.ts';
import type { Moment } from '../history/moment.ts';
import type { Step } from '../lessons/lesson.ts';
import { type Marks, noMarks } from '../kinship/thing.ts';
import type { SessionState } from '../session/state.ts';
import { linesOf } from '../trace-log/log.ts';
import { summaryText } from '../trace-log/sections.ts';
import type { EditorMarker, LineNote } from './code-surface.ts';
import './junction-author.ts';
import './junction-checks.ts';
import './junction-console.ts';
import './junction-data.ts';
import './junction-diagram.ts';
import './junction-doctor.ts';
import './junction-editor.ts';
import './junction-lesson.ts';
import './junction-sql-console.ts';
import './junction-sql-log.ts';
import type { RunSummary } from './junction-toolbar.ts';
import type { PanelName } from './layout.ts';
import { adviceMarkers } from './playground-advice.ts';
import type { Hands } from './playground-hands.ts';
import { lineOf } from './playground-past.ts';

/** What panels show beside the state. */
export interface Looks {
  /** What the doctor says of it. */
  advice: readonly Advice[];
  /** The moment of the past that they show; null for now. */
  past: Moment | null;
  /** What is lit up. */
  lit: Marks;
  theme: 'light' | 'dark';
}

/** A panel as a function of the state. */
export function renderPanel(name: PanelName, view: SessionState, { advice, lit, past, theme }: Looks, hands: Hands): unknown {
  const choose = (event: CustomEvent<{ name: string }>): void => hands.chooseDatabase(event.detail.name);
  switch (name) {
    case 'lesson':
      return html`<junction-lesson
        slot="lesson"
        .lesson=${view.lesson.status === 'ready' ? view.lesson.lesson : null}
        .step=${view.place.kind === 'play' ? 1 : view.place.step}
        .status=${view.lesson.status === 'none' ? 'ready' : view.lesson.status}
        .message=${view.lesson.status === 'error' ? view.lesson.message : ''}
        .code=${textOf(view)}
        .work=${view.work}
        .course=${hands.course()}
        .source=${view.place.kind === 'src' ? view.place.url : null}
        @junction-step=${(event: CustomEvent<{ step: number }>) => hands.goToStep(event.detail.step)}
        @junction-use-code=${(event: CustomEvent<{ code: string; language: 'python' | 'sql' }>) => hands.useText(event.detail.language, event.detail.code)}
        @junction-check-ask=${() => hands.check()}
        @junction-check-stop=${() => hands.stop()}
        @junction-guess=${(event: CustomEvent<{ index: number; guess: string }>) => hands.predict(event.detail.index, event.detail.guess)}
        @junction-choose=${(event: CustomEvent<{ index: number; options: readonly number[] }>) => hands.choose(event.detail.index, event.detail.options)}
        @junction-order=${(event: CustomEvent<{ lines: readonly string[] }>) => hands.order(event.detail.lines)}
        @junction-live=${(event: CustomEvent<{ language: 'python' | 'sql'; code: string }>) => hands.live(event.detail.language, event.detail.code)}
      ></junction-lesson>`;
    case 'editor':
      return html`<junction-editor
        slot="editor"
        label="Python program"
        language="python"
        ?waits=${starts(view)}
        .value=${view.code}
        .markers=${guard([view.lastRun, view.code, advice], () => markersOf(view, advice))}
        @junction-editor-change=${(event: CustomEvent<{ value: string }>) => hands.edit('python', event.detail.value)}
        .notes=${guard([view.statements, view.lastRun, view.code], () => notesOf(view))}
        .lit=${view.lastRun?.code === view.code ? lit : noMarks}
        .moment=${lineOf(view, past?.stop.statement)}
        @junction-goto-sql=${(event: CustomEvent<{ line: number }>) => hands.showSql(event.detail.line)}
        @junction-editor-run=${() => hands.run()}
      ></junction-editor>`;
    case 'console':
      return html`<junction-console
        slot="console"
        .entries=${view.entries}
        .ready=${view.pythonEngine.phase === 'ready'}
        .busy=${view.running !== null}
        .history=${view.history}
        .needsMore=${hands.needsMore}
        .truncated=${view.truncated}
        .lit=${lit}
        @junction-console-input=${(event: CustomEvent<{ source: string }>) => hands.evaluate(event.detail.source)}
        @junction-console-clear=${() => hands.clearConsole()}
        @junction-console-download=${() => hands.downloadOutput()}
      ></junction-console>`;
    case 'query':
      return html`<junction-sql-console
        ?waits=${starts(view)}
        slot="query"
        .value=${view.sql}
        .result=${view.queryResult}
        .busy=${view.querying || view.sqlEngine.phase !== 'ready'}
        .database=${view.database}
        .databases=${view.databases}
        .schema=${view.schema}
        .lit=${lit}
        ?past=${past !== null}
        @junction-editor-change=${(event: CustomEvent<{ value: string }>) => hands.edit('sql', event.detail.value)}
        @junction-sql-run=${(event: CustomEvent<{ sql: string }>) => hands.query(event.detail.sql)}
        @junction-database-choose=${choose}
      ></junction-sql-console>`;
    case 'data':
      return html`<junction-data
        slot="data"
        .databases=${view.databases}
        .database=${view.database}
        .schema=${view.schema}
        .version=${view.dataVersion}
        .lit=${lit}
        .loadRows=${hands.loadRows}
        .past=${past}
        @junction-database-choose=${past === null ? choose : (event: CustomEvent<{ name: string }>) => hands.goTo(past.stop.index, event.detail.name)}
        @junction-import=${(event: CustomEvent<{ file: File }>) => hands.importFile(event.detail.file)}
        @junction-export=${(event: CustomEvent<{ name: string }>) => hands.exportDatabase(event.detail.name)}
      ></junction-data>`;
    case 'diagram':
      return html`<junction-diagram
        slot="diagram"
        .schema=${view.schema}
        .models=${view.facts?.models ?? null}
        .objects=${view.facts?.objects ?? null}
        .past=${past}
        .busy=${view.running !== null || view.looking}
        .theme=${theme}
        .lit=${lit}
        .loadFrame=${hands.loadDiagram}
      ></junction-diagram>`;
    case 'sql':
      return html`<junction-sql-log
        slot="sql"
        .statements=${view.statements}
        .events=${view.events}
        .transactions=${view.transactions}
        .lit=${lit}
        .program=${view.lastRun?.code ?? ''}
        .at=${past?.stop.statement ?? null}
        .busy=${view.running === 'program'}
        .ended=${view.lastRun?.result.status ?? null}
      ></junction-sql-log>`;
    case 'doctor':
      return html`<junction-doctor
        slot="doctor"
        .advice=${advice}
        .ran=${view.findings !== null}
        .busy=${view.running === 'program'}
        .stale=${view.findings !== null && view.findings.code !== view.code}
        .lit=${lit}
      ></junction-doctor>`;
    case 'author':
      return html`<junction-author
        slot="author"
        .lesson=${view.lesson.status === 'ready' ? view.lesson.lesson : null}
        .step=${view.place.kind === 'play' ? 1 : view.place.step}
        .proof=${view.proof}
        @junction-prove=${(event: CustomEvent<{ step: number | null }>) => hands.prove(event.detail.step)}
        @junction-prove-stop=${() => hands.stopProving()}
        @junction-use-code=${(event: CustomEvent<{ code: string; language: 'python' | 'sql' }>) => hands.useText(event.detail.language, event.detail.code)}
      ></junction-author>`;
    case 'checks':
      return html`<junction-checks
        slot="checks"
        panel
        .available=${canBeChecked(view)}
        .result=${view.work.checked?.result ?? null}
        .checking=${view.work.checking}
        .stale=${view.work.checked !== null && view.work.checked.code.trimEnd() !== textOf(view).trimEnd()}
        @junction-check-ask=${() => hands.check()}
        @junction-check-stop=${() => hands.stop()}
      ></junction-checks>`;
  }
}

function stepOf({ lesson, place }: SessionState): Step | undefined {
  return lesson.status === 'ready' && place.kind !== 'play' ? lesson.lesson.steps[place.step - 1] : undefined;
}

function canBeChecked(view: SessionState): boolean {
  const step = stepOf(view);
  return step !== undefined && step.checks.length + step.quizzes.length > 0;
}

/** The learner's text in the language of the step. */
function textOf(view: SessionState): string {
  return stepOf(view)?.language === 'sql' ? view.sql : view.code;
}

/** How the last program ended, for the toolbar. */
export function summaryOf({ status, ms, error, exitCode }: RunResult): RunSummary {
  return { status, ms, ...(error?.line === undefined ? {} : { line: error.line }), ...(exitCode ? { exitCode } : {}) };
}

/** Whether Python is on its way. */
function starts({ pythonEngine: { phase } }: SessionState): boolean {
  return phase === 'off' || phase === 'loading';
}

/** The error of the last run and the doctor's advice at their lines, while the program is still the one that ran. */
function markersOf({ lastRun, code }: SessionState, advice: readonly Advice[]): EditorMarker[] {
  if (lastRun === null || lastRun.code !== code) return [];
  const failed = errorMarkers(lastRun.result.error);
  return [...failed, ...adviceMarkers(advice).filter(({ line }) => !failed.some((one) => one.line === line))];
}

/** What the lines of the last program sent, while it is still the one in the editor. */
function notesOf(view: SessionState): LineNote[] {
  if (view.lastRun?.code !== view.code) return [];
  return [...linesOf(view).values()].map((summary) => {
    const { line, statements, waste } = summary;
    return { line, count: statements.length, flagged: waste !== undefined, title: summaryText(summary) };
  });
}

function errorMarkers(error: RunError | undefined): EditorMarker[] {
  if (error?.line === undefined) return [];
  // Where Python itself died there is no exception to name.
  const words = [error.traceback === '' ? '' : error.type.split('.').at(-1), error.message.split('\n', 1)[0]];
  const message = words.filter((word) => word !== undefined && word !== '').join(': ');
  return [{ line: error.line, message, ...(error.column === undefined ? {} : { column: error.column }) }];
}
