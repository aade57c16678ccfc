import type { SessionEvent, Statement } from '../engine/protocol.ts';

/** Statements of a loop are told from mere coincidence by how near their repetitions are. */
const LONGEST_LOOP = 16;
/** As often must something be repeated to count. */
const FEWEST_REPEATS = 3;

/** Statements with the same text, from the same place, for the same reason. */
export interface Repeat {
  statements: readonly Statement[];
  /** Present when one statement, asked for once, could have done the work of all. */
  waste?: Waste;
}

/** One query too many for each object of another: what is behind it, and what cures it. */
export interface Waste {
  /** `lazy-load`, the N+1 proper; `deferred-load` and `refresh` of one object after the other; `query`: a query in a loop. */
  cause: 'lazy-load' | 'deferred-load' | 'refresh' | 'query';
  /** The attribute at fault: `Teacher.students`. */
  attribute?: string;
  entity?: string;
  /** What loads all of it in one statement, as it is written in `.options(…)`; absent where no option does. */
  option?: string;
  /** The query that brought the objects, where it is known: the option belongs there. */
  query?: Pick<SessionEvent, 'line' | 'call' | 'input'>;
}

type Events = ReadonlyMap<number, SessionEvent>;

/** Finds the statements that repeat, by the first of each. What repeats far apart or in other transactions is left alone, and so are refused statements. */
export function repeatsOf(statements: readonly Statement[], events: Events): Map<Statement, Repeat> {
  const open = new Map<string, { statements: Statement[]; last: number }>();
  const all: Statement[][] = [];
  statements.forEach((statement, place) => {
    if (statement.error !== undefined || statement.kind === 'transaction') return;
    const site = siteOf(statement, events);
    const known = open.get(site);
    if (known && place - known.last <= LONGEST_LOOP) {
      known.statements.push(statement);
      known.last = place;
    } else {
      const begun = [statement];
      all.push(begun);
      open.set(site, { statements: begun, last: place });
    }
  });
  const repeats = new Map<Statement, Repeat>();
  for (const repeated of all) {
    const [first] = repeated;
    if (!first || repeated.length < FEWEST_REPEATS) continue;
    const waste = wasteOf(first, repeated, events);
    repeats.set(first, { statements: repeated, ...(waste ? { waste } : {}) });
  }
  return repeats;
}

/** What makes two statements the same but for their values. */
function siteOf({ sql, line, input, call, origin, connection, transaction, event, subject }: Statement, events: Events): string {
  const { kind, attribute } = eventOf(event, events) ?? {};
  // No JSON: a log may have ten thousand of them.
  return `${line}\0${input}\0${origin}\0${connection}\0${transaction}\0${kind}\0${attribute}\0${subject}\0${call}\0${sql}`;
}

function wasteOf(first: Statement, repeated: readonly Statement[], events: Events): Waste | undefined {
  const event = eventOf(first.event, events);
  if (first.kind !== 'select' || first.origin !== 'program' || !event || !differ(repeated)) return undefined;
  const { attribute, entity } = event;
  const about = { ...(attribute === undefined ? {} : { attribute }), ...(entity === undefined ? {} : { entity }) };
  const query = queryBefore(event, events);
  switch (event.kind) {
    case 'lazy-load': return { cause: 'lazy-load', ...about, ...(attribute === undefined ? {} : { option: `selectinload(${attribute})` }), ...(query ? { query } : {}) };
    case 'deferred-load': return { cause: 'deferred-load', ...about, ...(attribute === undefined ? {} : { option: `undefer(${attribute})` }), ...(query ? { query } : {}) };
    case 'refresh': return { cause: 'refresh', ...about };
    case 'query': return { cause: 'query', ...about };
    default: return undefined;
  }
}

/** Whether they ask for different things: the same question asked again is another matter. */
function differ(repeated: readonly Statement[]): boolean {
  return new Set(repeated.map(({ parameters }) => JSON.stringify(parameters))).size >= FEWEST_REPEATS;
}

/** The last query for the class whose attribute was loaded, before that. */
function queryBefore(event: SessionEvent, events: Events): Waste['query'] {
  let found: SessionEvent | undefined;
  for (const each of events.values()) {
    if (each.id >= event.id) break;
    if (each.kind === 'query' && each.entity === event.entity && each.session === event.session) found = each;
  }
  if (!found) return undefined;
  const { line, call, input } = found;
  return { ...(line === undefined ? {} : { line }), ...(call === undefined ? {} : { call }), ...(input === undefined ? {} : { input }) };
}

function eventOf(id: number | undefined, events: Events): SessionEvent | undefined {
  return id === undefined ? undefined : events.get(id);
}
