import { html, nothing, type TemplateResult } from 'lit';
import type { Statement } from '../engine/protocol.ts';
import { Moment } from '../history/moment.ts';
import type { SessionState, Timeline } from '../session/state.ts';
import './junction-timeline.ts';
import type { PanelName } from './layout.ts';

/** The moment of the past that a playground's panels show. */
export class PlaygroundPast {
  #timeline: Timeline | null = null;
  #moment: Moment | null = null;

  /** The same moment as long as the same is shown; null for now. */
  of({ timeline }: SessionState): Moment | null {
    if (timeline === this.#timeline) return this.#moment;
    this.#timeline = timeline;
    this.#moment = timeline.stop === null ? null : new Moment(timeline.history, timeline.stop, timeline.database);
    return this.#moment;
  }
}

/** Line of the program in the editor that caused a statement; null when it was another's. */
export function lineOf({ lastRun, code }: SessionState, statement: Statement | undefined): number | null {
  if (statement?.line === undefined || statement.input !== undefined || lastRun?.code !== code) return null;
  return statement.line;
}

/** Panels that can show the past. */
const GOVERNED: readonly PanelName[] = ['data', 'diagram', 'sql'];
/** Panels in which Escape has a meaning of its own. */
const OWN_ESCAPE = ['junction-editor', 'junction-console', 'junction-sql-console', 'junction-lesson'];

/** The bar under the panels; nothing while there is nothing to step through. */
export function timelineView(
  { timeline: { history, stop }, events, transactions, running }: SessionState,
  panels: readonly PanelName[],
  on: { timeline(event: CustomEvent<{ stop: number | null }>): void; line(event: CustomEvent<{ line: number }>): void },
): TemplateResult | typeof nothing {
  if (history.stops.length < 2 || !panels.some((name) => GOVERNED.includes(name))) return nothing;
  return html`<junction-timeline
    .stops=${history.stops}
    .stop=${stop}
    .events=${events}
    .transactions=${transactions}
    ?began=${history.databasesAt(0).length > 0}
    ?busy=${running === 'program'}
    @junction-timeline=${on.timeline}
    @junction-goto-line=${on.line}
  ></junction-timeline>`;
}

/** What a key asks of the timeline: to go so many stops, or to now; null when it asks nothing. */
export function timelineKey(event: KeyboardEvent, { history, stop }: Timeline): number | 'now' | null {
  if (event.defaultPrevented || history.stops.length < 2) return null;
  const { code, key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (altKey && !ctrlKey && !metaKey && !shiftKey) return code === 'Comma' ? -1 : code === 'Period' ? 1 : null;
  const own = event.composedPath().some((target) => target instanceof Element && OWN_ESCAPE.includes(target.localName));
  return key === 'Escape' && stop !== null && !own ? 'now' : null;
}
