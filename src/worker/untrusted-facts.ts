import type { Facts } from '../engine/protocol.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number';
const listOf = (item: Check): Check => (value) => Array.isArray(value) && value.every(item);
const orNull = (check: Check): Check => (value) => value === null || check(value);
const record = (fields: Record<string, Check>): Check => (value) =>
  typeof value === 'object' && value !== null && Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const texts = listOf(text);

const model = record({
  id: text,
  name: text,
  table: orNull(text),
  inherits: orNull(text),
  state: text,
  failure: orNull(text),
  columns: listOf(record({ key: text, column: text, type: text, primaryKey: flag, nullable: flag, foreignKeys: texts })),
  relationships: listOf(
    record({
      key: text,
      target: orNull(text),
      targetName: text,
      direction: orNull(text),
      secondary: orNull(text),
      backPopulates: orNull(text),
      uselist: orNull(flag),
      cascade: texts,
      lazy: text,
      viewonly: flag,
      foreignKeys: texts,
    }),
  ),
  proxies: listOf(record({ key: text, through: text, value: text, path: listOf(orNull(text)), creator: flag })),
});

const facts = record({
  models: record({ models: listOf(model), notes: texts }),
  objects: record({
    sessions: listOf(record({ id: text, name: text, autoflush: flag, transaction: flag, persistent: number, pending: number, modified: number, deleted: number })),
    objects: listOf(
      record({
        id: text,
        model: text,
        names: texts,
        state: text,
        session: orNull(text),
        identity: orNull(text),
        toBeDeleted: flag,
        attributes: listOf(record({ name: text, relationship: flag, status: text, value: orNull(text), before: orNull(text) })),
      }),
    ),
    links: listOf(record({ from: text, to: text, name: text, back: orNull(text), secondary: orNull(text), row: orNull(text), status: text })),
    notes: texts,
  }),
});

/** The same facts; throws when something else is among them. */
export function asFacts(value: unknown): Facts {
  if (!facts(value)) throw new Error('The engine answered with something else than what it found.');
  return value as Facts;
}
