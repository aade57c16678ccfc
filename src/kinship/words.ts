import { causeOf } from '../trace-log/words.ts';
import type { Gathering } from './gathering.ts';
import type { Lookup } from './lookup.ts';
import { keyOf, type Thing } from './thing.ts';

/** Characters of a statement, and of a row's key, that are said. */
const LONGEST = 40;
/** Lines and tables that are named one by one. */
const LISTED = 3;

/** Something and its kin in one sentence, to be read out or shown. */
export function sentenceOf(thing: Thing, kin: Gathering, lookup: Lookup): string {
  const parts = [
    ...(thing.kind === 'line' ? [] : [linesOf([...kin.lines])]),
    ...(thing.kind === 'input' ? [] : [inputsOf([...kin.inputs])]),
    ...(thing.kind === 'statements' ? [] : [statementsOf(kin)]),
    ...rowsOf(kin),
  ].filter((part) => part !== '');
  return `${nameOf(thing, lookup)}: ${parts.length === 0 ? 'no statement of the last run' : parts.join(', ')}.`;
}

function nameOf(thing: Thing, lookup: Lookup): string {
  switch (thing.kind) {
    case 'line':
      return `Line ${thing.line}`;
    case 'input':
      return `Prompt input ${thing.input + 1}`;
    case 'event':
      return sentStart(eventName(thing.event, lookup));
    case 'statements': {
      const [first] = thing.ids.flatMap((id) => lookup.statement(id) ?? []);
      return `${thing.ids.length > 1 ? `${thing.ids.length.toLocaleString('en')} × ` : ''}${cut((first?.sql ?? 'Statement').replace(/\s+/g, ' ').trim())}`;
    }
    case 'table':
      return `Table ${thing.table}`;
    case 'row': {
      const key = keyOf(lookup.table(thing.table)?.primaryKey ?? [], thing.columns, thing.values);
      return `Row ${cut(`(${key.map((value) => (value instanceof Uint8Array ? 'blob' : value === null ? 'NULL' : String(value))).join(', ')})`)} of ${thing.table}`;
    }
    case 'foreign-key':
      return `Foreign key ${thing.table} (${thing.columns.join(', ')}) to ${thing.to}`;
    case 'class':
      return `Class ${thing.model}`;
    case 'relationship':
      return `Relationship ${lookup.classes.pairOf(thing.model, thing.key).map((one) => `${one.model}.${one.key}`).join(' and ')}`;
    case 'object':
      return `Object ${objectName(thing.object, lookup)}`;
    case 'link':
      return `Link ${objectName(thing.from, lookup)}.${thing.name} to ${objectName(thing.to, lookup)}`;
  }
}

function eventName(id: number, lookup: Lookup): string {
  const chain = lookup.chainOf(id);
  const [sent] = lookup.ofEvent(id);
  return sent ? causeOf({ ...sent, origin: 'program' }, chain).replaceAll('`', '') : 'Event';
}

function objectName(id: string, lookup: Lookup): string {
  const object = lookup.instances.object(id);
  if (object === undefined) return id;
  return object.names[0] ?? (object.identity === null ? object.model : `${object.model} ${object.identity}`);
}

function linesOf(lines: readonly number[]): string {
  const sorted = lines.toSorted((a, b) => a - b);
  if (sorted.length > LISTED) return `${sorted.length.toLocaleString('en')} lines`;
  return sorted.length === 0 ? '' : `${sorted.length === 1 ? 'line' : 'lines'} ${and(sorted.map(String))}`;
}

function inputsOf(inputs: readonly number[]): string {
  const [only = 0] = inputs;
  return inputs.length === 0 ? '' : inputs.length === 1 ? `prompt input ${only + 1}` : `${inputs.length.toLocaleString('en')} prompt inputs`;
}

/** The program's own statements, as the editor's margin counts them; where there are none, all. */
function statementsOf({ statements }: Gathering): string {
  const own = [...statements].filter(({ origin, kind }) => origin === 'program' && kind !== 'transaction').length;
  return statements.size === 0 ? '' : count(own > 0 ? own : statements.size, 'statement');
}

function rowsOf({ rows }: Gathering): string[] {
  const counts = [...rows].map(([table, tracks]) => `${count(tracks.size, 'row')} of ${table}`);
  return counts.length > LISTED ? [...counts.slice(0, LISTED), `rows of ${counts.length - LISTED} more tables`] : counts;
}

function and(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function sentStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
