import type { Model, ModelFacts, ModelRelationship } from '../engine/protocol.ts';
import { partnerOf } from './model-lines.ts';
import { holdsOf, summaryOf, traitsOf } from './models.ts';
import type { Words, WordTable } from './words.ts';

/** Says in words what `modelsDiagram` draws. */
export function modelsWords(facts: ModelFacts): Words {
  const byId = new Map(facts.models.map((model) => [model.id, model]));
  const relationships = facts.models.flatMap((model) => model.relationships.map((one) => describe(model, one, byId)));
  const proxies = facts.models.flatMap((model) =>
    model.proxies.map(
      ({ key, through, value, creator }) =>
        `${model.name}.${key} is a proxy: it goes through ${model.name}.${through} and shows the ${value} of each. ${creator ? 'It has a creator, so that it can be appended to.' : 'It has no creator: appending calls the class with the value alone.'}`,
    ),
  );
  return {
    summary: `${summaryOf(facts)}.`,
    lists: [
      { title: 'To know', items: facts.notes },
      { title: 'Relationships', items: relationships },
      { title: 'Association proxies', items: proxies },
    ],
    title: 'Classes',
    tables: facts.models.map((model) => tableOf(model, byId)),
  };
}

function describe(model: Model, one: ModelRelationship, byId: ReadonlyMap<string, Model>): string {
  const through = one.secondary === null ? '' : ` through ${one.secondary}`;
  const what = one.uselist === null ? `leads to ${one.targetName || '?'}` : one.uselist ? `holds many ${one.targetName}` : `holds one ${one.targetName}`;
  const partner = partnerOf(model, one, byId);
  const pair = partner !== null ? `; its partner is ${one.targetName}.${partner.key}` : one.backPopulates !== null ? `; its partner is to be ${one.targetName}.${one.backPopulates}` : '; it has no partner';
  return `${model.name}.${one.key} ${what}${through}${pair}${one.viewonly ? '; it only reads' : ''}.`;
}

function tableOf(model: Model, byId: ReadonlyMap<string, Model>): WordTable {
  const parent = model.inherits === null ? [] : [`inherits from ${byId.get(model.inherits)?.name ?? '?'}`];
  const table = model.table === null ? [] : [`table ${model.table}`];
  const state = { configured: [], declared: ['not configured yet'], failed: ['cannot be configured'] }[model.state];
  return {
    name: model.name,
    kind: [...table, ...parent, ...state].join(', '),
    marked: model.state === 'failed',
    head: ['Attribute', 'Holds', 'How'],
    rows: [
      ...model.columns.map((column) => [
        column.key,
        column.type || '—',
        [
          ...(column.column === column.key ? [] : [`column ${column.column}`]),
          ...(column.primaryKey ? ['primary key'] : []),
          ...column.foreignKeys.map((target) => `foreign key to ${target}`),
          ...(column.nullable ? [] : ['not null']),
        ].join(', '),
      ]),
      ...model.relationships.map((one) => [one.key, holdsOf(one), traitsOf(one).join(', ')]),
      ...model.proxies.map((one) => [one.key, `${one.through}.${one.value}`, `association proxy, ${one.creator ? 'with' : 'without'} a creator`]),
    ],
    notes: model.failure === null ? [] : [model.failure],
  };
}
