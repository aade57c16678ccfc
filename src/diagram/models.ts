import type { Model, ModelFacts, ModelRelationship } from '../engine/protocol.ts';
import { classDiagram, edgesOf } from './cards.ts';
import type { Card, Drawing, Room, Row } from './drawing.ts';
import { count } from './drawing.ts';
import { linesOf } from './model-lines.ts';

/** Longest line of a relationship's traits, in characters. */
const LINE = 34;

/** The most that is drawn. */
const MODEL_LIMIT = 100;

/**
 * Draws the mapped classes as a class diagram: columns, relationships with their partners and how they behave,
 * and association proxies as dotted paths through the object in between.
 */
export function modelsDiagram(facts: ModelFacts, room: Room = 'wide'): Drawing {
  const cards = Object.fromEntries(facts.models.map((model) => [model.id, cardOf(model, facts.models.find((one) => one.id === model.inherits))]));
  const lines = linesOf(facts.models, room !== 'square');
  const many = facts.models.length;
  return {
    text: classDiagram('Mapped classes', summaryOf(facts), room === 'wide', cards, lines),
    names: cards,
    edges: edgesOf(lines),
    things: { boxes: Object.fromEntries(facts.models.map(({ id, name }) => [id, { kind: 'class', model: name }])), edges: lines.map((line) => line.thing) },
    tooLarge: many > MODEL_LIMIT ? `This program maps ${many.toLocaleString('en')} classes; a picture is drawn of up to ${MODEL_LIMIT}. The text version has them all.` : null,
  };
}

export function summaryOf({ models }: ModelFacts): string {
  const relationships = models.reduce((sum, model) => sum + model.relationships.length, 0);
  const proxies = models.reduce((sum, model) => sum + model.proxies.length, 0);
  const parts = [count(models.length, 'class', 'classes'), count(relationships, 'relationship')];
  return [...parts, ...(proxies === 0 ? [] : [count(proxies, 'association proxy', 'association proxies')])].join(', ');
}

/** How a relationship is read: `list of Student`, `Teacher`. */
export function holdsOf({ uselist, targetName }: ModelRelationship): string {
  return uselist === true ? `list of ${targetName || '?'}` : targetName || '?';
}

/** What is to be known of a relationship beside what it holds. */
export function traitsOf(one: ModelRelationship): string[] {
  return [
    ...(one.direction === null ? [] : [one.direction]),
    ...(one.backPopulates === null ? [] : [`⇄ ${one.backPopulates}`]),
    ...(one.secondary === null ? [] : [`via ${one.secondary}`]),
    ...(one.viewonly ? ['view only'] : []),
    `lazy ${one.lazy}`,
    ...(one.viewonly ? [] : [`cascade ${cascadeOf(one.cascade)}`]),
  ];
}

/** A cascade as programs write it. */
function cascadeOf(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const orphans = names.includes('delete-orphan');
  // `all` is short for the five others.
  if (names.length - (orphans ? 1 : 0) < 5) return names.join(', ');
  return orphans ? 'all, delete-orphan' : 'all';
}

function cardOf(model: Model, parent: Model | undefined): Card {
  const columns = model.columns.map(
    (column): Row => ({
      name: column.key,
      detail: [
        column.type,
        ...(column.column === column.key ? [] : [`column ${column.column}`]),
        ...(column.primaryKey ? ['PK'] : []),
        ...column.foreignKeys.map((target) => `FK ${target}`),
      ].filter(Boolean).join(' '),
      tone: column.primaryKey || column.foreignKeys.length > 0 ? 'key' : 'plain',
    }),
  );
  const relationships = model.relationships.flatMap((one): Row[] => [
    { name: one.key, detail: `→ ${holdsOf(one)}`, tone: 'link' },
    ...packed(traitsOf(one)).map((detail): Row => ({ name: '', detail, tone: 'quiet' })),
  ]);
  const proxies = model.proxies.map(
    (one): Row => ({ name: one.key, detail: `⇢ ${one.through}.${one.value}, a proxy${one.creator ? ' with a creator' : ''}`, tone: 'proxy' }),
  );
  const state = { configured: '', declared: 'not configured yet', failed: 'cannot be configured' }[model.state];
  return {
    title: model.name,
    kind: model.state,
    note: [...(model.table === null ? [] : [`table ${model.table}`]), ...(state === '' ? [] : [state])].join(' · '),
    rows: [...(parent === undefined ? [] : [{ name: '', detail: `inherits from ${parent.name}`, tone: 'quiet' } as const]), ...columns, ...ruled(relationships), ...ruled(proxies)],
  };
}

/** Traits in lines that are not too long, joined by dots. */
function packed(traits: readonly string[]): string[] {
  return traits.reduce<string[]>((lines, trait) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + trait.length > LINE) return [...lines, trait];
    return [...lines.slice(0, -1), `${last} · ${trait}`];
  }, []);
}

/** The rows with a line above the first. */
function ruled(rows: Row[]): Row[] {
  return rows.map((row, index) => (index === 0 ? { ...row, ruled: true } : row));
}
