import type { ObjectAttribute, ObjectFact, ObjectFacts, ObjectLink } from '../engine/protocol.ts';
import { classDiagram, edgesOf, type Line } from './cards.ts';
import type { Card, Drawing, Room, Row } from './drawing.ts';
import { count } from './drawing.ts';

/** The most objects, links and attributes of an object that are drawn; the text version has all. */
export const OBJECT_LIMITS = { objects: 80, links: 200, attributes: 8 } as const;

/**
 * Draws the objects of names and sessions: their states, their loaded values with what changed, and the links
 * between them, stored or waiting for a flush.
 */
export function objectsDiagram(facts: ObjectFacts, room: Room = 'wide'): Drawing {
  const drawn = mostTelling(facts);
  const ids = new Set(drawn.map((one) => one.id));
  const cards = Object.fromEntries(drawn.map((one) => [one.id, cardOf(one)]));
  const links = facts.links.filter((link) => ids.has(link.from) && ids.has(link.to)).slice(0, OBJECT_LIMITS.links);
  const lines = links.map(lineOf);
  return {
    text: classDiagram('Objects', objectsSummary(facts), room !== 'tall', cards, lines),
    names: cards,
    edges: edgesOf(lines),
    things: { boxes: Object.fromEntries(drawn.map(({ id }) => [id, { kind: 'object', object: id }])), edges: lines.map((line) => line.thing) },
    tooLarge: null,
  };
}

/** How many objects the picture leaves out. */
export function objectsLeftOut(facts: ObjectFacts): number {
  return Math.max(0, facts.objects.length - OBJECT_LIMITS.objects);
}

/** E.g. `3 objects: 2 persistent, 1 pending`. */
export function objectsSummary({ objects }: ObjectFacts): string {
  const states = ['persistent', 'pending', 'transient', 'deleted', 'detached'] as const;
  const parts = states.flatMap((state) => {
    const many = objects.filter((one) => one.state === state).length;
    return many === 0 ? [] : [`${many.toLocaleString('en')} ${state}`];
  });
  return `${count(objects.length, 'object')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

/** The name of an object: the program's own, or its class and key. */
export function titleOf({ names, model, identity }: ObjectFact): string {
  const what = identity === null ? model : `${model} ${identity}`;
  return names[0] === undefined ? what : `${names[0]}: ${what}`;
}

/** The association row of a link: `teacher_students (1, 2)`. */
export function rowOf({ secondary, row }: ObjectLink): string {
  const values = (row ?? '').split(', ').map((part) => part.slice(part.indexOf('=') + 1));
  return `${secondary} (${values.join(', ')})`;
}

/** All objects, or those that have a name, wait for a flush or are linked before the others. */
function mostTelling({ objects, links }: ObjectFacts): ObjectFact[] {
  if (objects.length <= OBJECT_LIMITS.objects) return objects;
  const linked = new Set(links.flatMap((link) => [link.from, link.to]));
  const rank = (one: ObjectFact): number => {
    if (one.names.length > 0) return 0;
    const waits = one.state === 'pending' || one.toBeDeleted || one.attributes.some((each) => each.status === 'changed');
    return waits ? 1 : linked.has(one.id) ? 2 : 3;
  };
  const best = new Set(objects.toSorted((a, b) => rank(a) - rank(b)).slice(0, OBJECT_LIMITS.objects));
  return objects.filter((one) => best.has(one));
}

function cardOf(one: ObjectFact): Card {
  const columns = one.attributes.filter((each) => !each.relationship);
  const shown = columns.filter((each) => each.value !== null);
  const rows = shown.slice(0, OBJECT_LIMITS.attributes).map(rowOfAttribute);
  const left = shown.length - rows.length;
  const asked = (status: ObjectAttribute['status']): string[] => one.attributes.filter((each) => each.status === status && each.value === null).map((each) => each.name);
  const quiet = [
    ...(left > 0 ? [`… ${left} more`] : []),
    ...(one.names.length > 1 ? [`also ${one.names.slice(1).join(', ')}`] : []),
    ...(columns.length > 0 && columns.every((each) => each.status === 'expired') ? ['all expired: read anew when used'] : listed('expired', asked('expired'))),
    ...listed('not loaded', asked('unloaded')),
  ];
  if (rows.length + quiet.length === 0) quiet.push('no values');
  return {
    title: titleOf(one),
    kind: one.toBeDeleted ? 'deleting' : one.state,
    note: one.toBeDeleted ? 'DELETE to come' : NOTES[one.state],
    rows: [...rows, ...quiet.map((detail, index): Row => ({ name: '', detail, tone: 'quiet', ...(index === 0 && rows.length > 0 ? { ruled: true } : {}) }))],
  };
}

const NOTES: Record<ObjectFact['state'], string> = {
  transient: 'transient: in no session',
  pending: 'pending: INSERT to come',
  persistent: 'persistent',
  deleted: 'deleted, not committed',
  detached: 'detached: in no session',
};

function listed(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
}

function rowOfAttribute({ name, value, before, status }: ObjectAttribute): Row {
  const changed = status === 'changed';
  return { name, detail: changed ? `${before ?? '?'} → ${value}` : (value ?? ''), tone: changed ? 'changed' : 'plain' };
}

function lineOf(link: ObjectLink): Line {
  const { from, to, name, back, secondary, status } = link;
  const what = secondary === null ? (back === null ? name : `${name} ⇄ ${back}`) : rowOf(link);
  const word = { stored: '', pending: ', pending', removed: ', to be removed', unsaved: ', not in the session' }[status];
  const stroke = status === 'stored' ? '--' : '..';
  return {
    from,
    to,
    arrow: back === null ? `${stroke}>` : stroke,
    kind: status === 'stored' ? (secondary === null ? '' : 'many-to-many') : status,
    label: `${what}${word}`,
    ends: ['none', back === null ? 'arrow' : 'none'],
    dashed: status !== 'stored',
    thing: { kind: 'link', from, to, name },
  };
}
