import type { ObjectAttribute, ObjectFact, ObjectFacts, ObjectLink, SessionFacts } from '../engine/protocol.ts';
import { count } from './drawing.ts';
import { objectsSummary, rowOf, titleOf } from './objects.ts';
import type { Words, WordTable } from './words.ts';

/** Says in words what `objectsDiagram` draws, and all that a session knows besides. */
export function objectsWords(facts: ObjectFacts): Words {
  const byId = new Map(facts.objects.map((one) => [one.id, one]));
  return {
    summary: `${objectsSummary(facts)}; ${count(facts.links.length, 'link')}.`,
    lists: [
      { title: 'To know', items: facts.notes },
      { title: 'Sessions', items: facts.sessions.map((session) => `${sessionLine(session)}.`) },
      { title: 'Identity maps', items: facts.sessions.flatMap((session) => identityMap(session, facts.objects)) },
      { title: 'Links', items: facts.links.map((link) => linkSentence(link, byId)) },
    ],
    title: 'Objects',
    tables: facts.objects.map(tableOf),
  };
}

/** A session in one line: `db.session: transaction open · 2 in the identity map · 1 to insert`. */
export function sessionLine(session: SessionFacts): string {
  const waiting = [
    ...(session.pending > 0 ? [`${session.pending.toLocaleString('en')} to insert`] : []),
    ...(session.modified > 0 ? [`${session.modified.toLocaleString('en')} changed`] : []),
    ...(session.deleted > 0 ? [`${session.deleted.toLocaleString('en')} to delete`] : []),
  ];
  return [
    `${session.name}: ${session.transaction ? 'transaction open' : 'no transaction'}`,
    `${session.persistent.toLocaleString('en')} in the identity map`,
    ...(waiting.length === 0 ? ['nothing to flush'] : waiting),
    ...(session.autoflush ? [] : ['autoflush off']),
  ].join(' · ');
}

function identityMap(session: SessionFacts, objects: readonly ObjectFact[]): string[] {
  const entries = objects.filter((one) => one.session === session.id && one.state === 'persistent').map((one) => `${one.model} ${one.identity}${one.names[0] === undefined ? '' : ` is ${one.names[0]}`}`);
  const left = session.persistent - entries.length;
  if (session.persistent === 0) return [`${session.name} has an empty identity map.`];
  return [`${session.name}: ${[...entries, ...(left > 0 ? [`${left.toLocaleString('en')} more`] : [])].join(', ')}.`];
}

function linkSentence(link: ObjectLink, byId: ReadonlyMap<string, ObjectFact>): string {
  const nameOf = (id: string): string => {
    const one = byId.get(id);
    return one === undefined ? '?' : (one.names[0] ?? titleOf(one));
  };
  const [from, to] = [nameOf(link.from), nameOf(link.to)];
  const row = link.secondary === null ? '' : ` by the row ${rowOf(link)}`;
  const back = link.back === null ? '' : `, paired with ${to}.${link.back},`;
  const what = `${from}.${link.name}${back} ${link.status === 'removed' ? 'held' : 'holds'} ${to}`;
  const fate = {
    stored: ': stored',
    pending: ': pending, the next flush writes it',
    removed: ': the next flush takes it away',
    unsaved: ': one of the two is in no session, so nothing is written',
  }[link.status];
  return `${what}${row}${fate}.`;
}

function tableOf(one: ObjectFact): WordTable {
  const key = one.identity === null ? 'no key yet' : `key ${one.identity}`;
  const others = one.names.length > 1 ? [`Also called ${one.names.slice(1).join(', ')}.`] : [];
  return {
    name: titleOf(one),
    kind: `${one.state}, ${key}${one.toBeDeleted ? ', to be deleted' : ''}`,
    marked: one.state === 'pending' || one.toBeDeleted,
    head: ['Attribute', 'Value', 'State'],
    rows: one.attributes.map((attribute) => [attribute.name, valueOf(attribute), STATES[attribute.status]]),
    notes: others,
  };
}

function valueOf({ value, before, status }: ObjectAttribute): string {
  if (status !== 'changed') return value ?? '—';
  return before === null ? (value ?? '—') : `${before} → ${value ?? '—'}`;
}

const STATES: Record<ObjectAttribute['status'], string> = {
  loaded: 'loaded',
  changed: 'changed, not flushed',
  set: 'set, not stored yet',
  expired: 'expired: read anew when used',
  unloaded: 'not loaded: read when used',
  unset: 'not set',
};
