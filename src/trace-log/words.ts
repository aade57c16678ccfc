import type { SessionEvent, Statement, StatementOrigin } from '../engine/protocol.ts';
import type { Waste } from './repeats.ts';

/** Why a statement was sent, in words with code between backticks. `events` leads from the outermost doing to the one at work. */
export function causeOf({ origin, kind, call }: Statement, events: readonly SessionEvent[]): string {
  const event = events.at(-1);
  if (event) return eventWords(event, events.at(-2));
  switch (origin) {
    case 'create_all':
    case 'drop_all':
      return kind === 'pragma' ? `\`${origin}\` asks which tables there are` : `\`${origin}\``;
    case 'setup':
      return kind === 'ddl' ? 'tables made by Junction' : 'set-up of the connection';
    case 'program':
      return call === undefined ? 'sent without a session' : `\`${call}\``;
  }
}

/** What sent a run of statements that the program did not ask for one by one. */
export function mutedWords(origins: readonly StatementOrigin[]): string {
  const calls = (['create_all', 'drop_all'] as const).filter((origin) => origins.includes(origin)).map((origin) => `\`${origin}\``);
  return [...calls, ...(origins.includes('setup') ? [calls.length > 0 ? 'the set-up of the connection' : 'set-up of the connection'] : [])].join(' and ');
}

/** A reason where the line of the program stands above it: a call that can be read there is not said again. */
export function causeBeside(words: string, source: string): string {
  const [, lead = '', call] = /^((?:query|through the session): |)`([^`]*)`$/.exec(words) ?? [];
  if (call === undefined || source === '' || !(source.includes(call) || call.startsWith(source))) return words;
  return lead.replace(': ', '');
}

/** What a session did, as part of `parent`, in words: ``autoflush before `Teacher.query.first()` ``. */
export function eventWords(event: SessionEvent, parent?: SessionEvent): string {
  const about = event.attribute ?? event.entity;
  switch (event.kind) {
    case 'query':
      return event.call === undefined ? `query${of(about)}` : `query: \`${event.call}\``;
    case 'execute':
      return event.call === undefined ? 'statement through the session' : `through the session: \`${event.call}\``;
    case 'autoflush':
      return parent ? `autoflush before ${objectOf(parent)}` : 'autoflush';
    case 'flush':
      return flushWords(parent);
    case 'commit':
    case 'rollback':
      return event.kind;
    case 'savepoint':
      return 'savepoint set';
    case 'release':
      return 'savepoint released';
    case 'rollback-to':
      return 'rollback to the savepoint';
    case 'lazy-load':
      return `lazy load${of(about)}`;
    case 'eager-load':
      return `eager load${of(about)}`;
    case 'deferred-load':
      return `deferred load${of(about)}`;
    case 'refresh':
      return `refresh${of(about)}${parent ? ` for ${objectOf(parent)}` : ''}`;
  }
}

/** Which rows of a statement, or of several that stand for each other, a relationship's cascade brought: sentences with code between backticks. */
export function cascadeWords(statements: readonly Statement[]): string[] {
  const rows = new Map<string, number>();
  for (const { cascades = [] } of statements) {
    for (const { kind, source, rows: more } of cascades) rows.set(`${kind} ${source}`, (rows.get(`${kind} ${source}`) ?? 0) + more);
  }
  return [...rows].map(([key, n]) => {
    const [kind = '', source = ''] = key.split(' ');
    const many = n === 1 ? '1 object' : `${n.toLocaleString('en')} objects`;
    switch (kind) {
      case 'save-update': return `${many} came into the session with ${n === 1 ? 'its' : 'their'} \`${source.split('.')[0]}\`: cascade save-update${source.includes('.') ? ` of \`${source}\`` : ''}`;
      case 'delete': return `${many} ${n === 1 ? 'goes' : 'go'} with ${n === 1 ? 'its' : 'their'} \`${source.split('.')[0]}\`: cascade delete of \`${source}\``;
      default: return `${many} left \`${source}\` and ${n === 1 ? 'goes' : 'go'}: cascade delete-orphan`;
    }
  });
}

/** Sentences on waste, with code between backticks: what happened, and what cures it. */
export function wasteWords({ cause, attribute, entity = 'object', option, query }: Waste, times: number): string {
  const often = `${times.toLocaleString('en')} times`;
  const where = query?.input !== undefined ? ` of prompt input ${query.input + 1}` : query?.line === undefined ? '' : ` in line ${query.line}`;
  const cure = option === undefined ? '' : ` Add \`.options(${option})\` to the query${where} that brought the objects, and one more statement loads them all.`;
  switch (cause) {
    case 'lazy-load':
    case 'deferred-load':
      return `\`${attribute ?? entity}\` was loaded ${often}, once for each object.${cure}`;
    case 'refresh':
      return `The values of \`${entity}\` objects had expired, as they do after a commit or a rollback, and were read again ${often}, each by itself. One query for all of them reads them together.`;
    case 'query':
      return `The same query was sent ${often} with other values. One query with \`in_()\` or a join can bring what all of them bring.`;
  }
}

function of(name: string | undefined): string {
  return name === undefined ? '' : ` of \`${name}\``;
}

/** What began a flush that nobody but a transaction asked for. */
function flushWords(parent: SessionEvent | undefined): string {
  switch (parent?.kind) {
    case 'commit':
      return 'flush by the commit';
    case 'savepoint':
    case 'release':
      return 'flush for the savepoint';
    default:
      return 'flush';
  }
}

/** Another event as the thing that this one is about: what it reads, or was called. */
function objectOf({ kind, call, attribute, entity }: SessionEvent): string {
  if (kind === 'lazy-load') return `the lazy load${of(attribute ?? entity)}`;
  if ((kind === 'query' || kind === 'execute') && call !== undefined) return `\`${call}\``;
  return `the ${kind}${of(attribute ?? entity)}`;
}
