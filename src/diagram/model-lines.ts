import type { Model, ModelRelationship } from '../engine/protocol.ts';
import type { Thing } from '../kinship/thing.ts';
import type { Line } from './cards.ts';
import type { End } from './drawing.ts';

/** How Mermaid writes the number of objects at an end. */
const NUMBERS: Partial<Record<End, string>> = { onlyOne: '"1"', zeroOrOne: '"0..1"', oneOrMore: '"1..*"', zeroOrMore: '"*"' };

/**
 * The lines between models: one for each pair of relationships, one for each relationship without a partner, one
 * for each step of the proxies' paths, and one to each parent class. `between` has an object with two parents stand
 * between them.
 */
export function linesOf(models: readonly Model[], between: boolean): Line[] {
  const byId = new Map(models.map((model) => [model.id, model]));
  return [
    ...models.flatMap((model) => (model.inherits === null ? [] : [inheritance(model.inherits, model.id)])),
    ...models.flatMap((model) => model.relationships.flatMap((one) => relationshipLine(model, one, byId, between))),
    ...proxyLines(models),
  ];
}

/** The partner of a relationship: the one on the other class that names it, and is named by it. */
export function partnerOf(model: Model, one: ModelRelationship, byId: ReadonlyMap<string, Model>): ModelRelationship | null {
  if (one.target === null || one.backPopulates === null) return null;
  const found = byId.get(one.target)?.relationships.find((other) => other.key === one.backPopulates);
  return found !== undefined && found.target === model.id ? found : null;
}

function inheritance(parent: string, child: string): Line {
  return { from: parent, to: child, arrow: '<|--', kind: '', label: '', ends: ['triangle', 'none'], dashed: false, thing: null };
}

function relationshipLine(model: Model, one: ModelRelationship, byId: ReadonlyMap<string, Model>, between: boolean): Line[] {
  if (one.target === null || !byId.has(one.target)) return [];
  const partner = partnerOf(model, one, byId);
  // A pair is drawn once: from its first class, and within a class from the first of the two.
  if (partner !== null && partner.viewonly === one.viewonly && comesSecond(model, one, partner, byId)) return [];
  const paired = partner !== null && partner.viewonly === one.viewonly;
  const label = [paired ? `${one.key} ⇄ ${partner.key}` : one.key, ...(one.secondary === null ? [] : [`(${one.secondary})`]), ...(one.viewonly ? ['(view only)'] : [])].join(' ');
  const far = farEnd(model, one);
  const near = paired ? farEnd(byId.get(one.target) ?? model, partner) : nearEnd(one, byId.get(one.target));
  const kind = one.viewonly ? 'viewonly' : one.direction === 'many-to-many' || one.secondary !== null ? 'many-to-many' : '';
  const stroke = one.viewonly ? '..' : '--';
  const line = { kind, label, dashed: one.viewonly, thing: { kind: 'relationship', model: model.name, key: one.key } } as const;
  const forth: Line = { ...line, from: model.id, to: one.target, arrow: `${NUMBERS[near] ?? ''} ${stroke}${paired ? '' : '>'} ${NUMBERS[far] ?? ''}`.trim(), ends: [near, far] };
  const back: Line = { ...line, from: one.target, to: model.id, arrow: `${NUMBERS[far] ?? ''} ${paired ? '' : '<'}${stroke} ${NUMBERS[near] ?? ''}`.trim(), ends: [far, near] };
  return [standsBefore(model, one, byId, between) ? back : forth];
}

function comesSecond(model: Model, one: ModelRelationship, partner: ModelRelationship, byId: ReadonlyMap<string, Model>): boolean {
  const order = [...byId.keys()];
  if (one.target !== model.id) return order.indexOf(model.id) > order.indexOf(one.target ?? '');
  return model.relationships.indexOf(one) > model.relationships.indexOf(partner);
}

/** Whether the other class is drawn first: a parent before its children, but an object between its two parents. */
function standsBefore(model: Model, one: ModelRelationship, byId: ReadonlyMap<string, Model>, between: boolean): boolean {
  const child = one.direction === 'many-to-one' ? model : one.direction === 'one-to-many' ? byId.get(one.target ?? '') : undefined;
  if (child === undefined) return false;
  const parents = child.relationships.filter((each) => each.direction === 'many-to-one' && each.target !== child.id);
  const mine = child === model ? one : parents.find((each) => each.target === model.id && each.foreignKeys.join() === one.foreignKeys.join());
  const later = between && mine !== undefined && parents.indexOf(mine) > 0;
  return child === model ? !later : later;
}

/** How many objects a relationship holds. */
function farEnd(model: Model, one: ModelRelationship): End {
  if (one.uselist === null) return one.secondary === null ? 'none' : 'zeroOrMore';
  if (one.uselist) return 'zeroOrMore';
  if (one.direction !== 'many-to-one') return 'zeroOrOne';
  const columns = model.columns.filter((column) => one.foreignKeys.includes(`${model.table}.${column.column}`));
  return columns.length > 0 && columns.every((column) => !column.nullable) ? 'onlyOne' : 'zeroOrOne';
}

/** How many objects can hold the same one, where no partner says so. */
function nearEnd(one: ModelRelationship, target: Model | undefined): End {
  if (one.direction === null) return one.secondary === null ? 'none' : 'zeroOrMore';
  if (one.direction !== 'one-to-many') return 'zeroOrMore';
  const columns = target?.columns.filter((column) => one.foreignKeys.includes(`${target.table}.${column.column}`)) ?? [];
  return columns.length > 0 && columns.every((column) => !column.nullable) ? 'onlyOne' : 'zeroOrOne';
}

/** A step of proxies' paths. */
interface Step {
  from: string;
  to: string;
  labels: string[];
  both: boolean;
  /** The relationship that it follows. */
  thing: Thing;
}

/** A proxy's path in its two steps; those of several proxies between the same classes are one line. */
function proxyLines(models: readonly Model[]): Line[] {
  const steps = new Map<string, Step>();
  const nameOf = (id: string): string => models.find((model) => model.id === id)?.name ?? '';
  const step = (from: string | null, to: string | null, label: string, attribute: string): void => {
    if (from === null || to === null) return;
    const thing = { kind: 'relationship', model: nameOf(from), key: attribute } as const;
    const known: Step = steps.get(`${from} ${to}`) ?? steps.get(`${to} ${from}`) ?? { from, to, labels: [], both: false, thing };
    if (known.from !== from) known.both = true;
    if (label !== '') known.labels.push(label);
    steps.set(`${known.from} ${known.to}`, known);
  };
  for (const model of models) {
    for (const { key, path, through, value } of model.proxies) {
      step(model.id, path[0], `${model.name}.${key}`, through);
      step(path[0], path[1], '', value);
    }
  }
  return [...steps.values()].map(({ from, to, labels, both, thing }) => ({
    from,
    to,
    thing,
    arrow: both ? '<..>' : '..>',
    kind: 'proxy',
    label: labels.join(', '),
    ends: [both ? 'arrow' : 'none', 'arrow'],
    dashed: true,
  }));
}
