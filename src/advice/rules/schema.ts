import type { Table } from '../../engine/protocol.ts';
import type { Advice } from '../advice.ts';
import { at, classOf, type Case, type Rule } from '../patient.ts';
import { list } from '../words.ts';

/** What the tables tell by themselves. */
export const schemaRules: Rule = (patient) => (patient.schema?.tables ?? []).flatMap((table) => tableAdvice(table, patient));

function tableAdvice(table: Table, patient: Case): Advice[] {
  const links = linksOf(table);
  if (table.kind === 'entity' || links.length < 2) return [];
  const pair = new Set(links.flat());
  const keys = [table.primaryKey, ...table.uniques].filter((key) => key.length > 0);
  const narrow = keys.find((key) => links.some((link) => key.every((column) => link.includes(column))));
  if (narrow) return [onOneSide(table, narrow, patient)];
  const paired = keys.some((key) => key.every((column) => pair.has(column)) && key.length > 1);
  const cls = classOf(patient, table.name);
  const own = table.columns.map(({ name }) => name).filter((name) => !pair.has(name) && !surrogate(table, name));
  const secondary = patient.relationships.find((one) => one.secondary === table.name && !one.viewonly);
  const advice: Advice[] = [];
  if (own.length > 0 && cls === undefined && secondary) advice.push(withData(table, own, `${secondary.owner}.${secondary.key}`, patient));
  if (!paired) advice.push(cls === undefined && own.length === 0 ? withoutKey(table, pair, patient) : objectWithoutKey(table, pair, cls, patient));
  return advice;
}

function withoutKey(table: Table, pair: ReadonlySet<string>, { program }: Case): Advice {
  return {
    rule: 'association-table-without-key',
    severity: 'warning',
    title: `\`${table.name}\` can hold the same pair twice.`,
    why: `Nothing makes ${list(pair)} together unique. A doubled link shows as one in the list, is counted as two, and cannot be removed by the ORM.`,
    ...at(program.tableLine(table.name)),
    fixes: [
      {
        label: 'Put `primary_key=True` on both columns',
        change: 'The pair is the key: it is stored once, cannot be NULL, and is found quickly. A second one is refused by an IntegrityError.',
        code: [...pair].map((column) => `db.Column('${column}', db.ForeignKey(...), primary_key=True)`).join(',\n'),
      },
      { label: 'Or add a `UniqueConstraint` on the two', change: 'The pair is stored once; the table keeps the key that it has.', code: `db.UniqueConstraint(${[...pair].map((column) => `'${column}'`).join(', ')})` },
    ],
  };
}

function onOneSide(table: Table, key: readonly string[], { program }: Case): Advice {
  const column = key.join(', ');
  return {
    rule: 'key-on-one-side',
    severity: 'warning',
    title: `Each \`${column}\` can appear in \`${table.name}\` only once.`,
    why: `The key, or a unique constraint, is on \`${column}\` alone. That makes it one-to-many: a second link for the same one is refused.`,
    ...at(program.columnLine(table.name, key[0] ?? '')),
    fixes: [
      { label: 'Put `primary_key=True` on both columns', change: 'The pair is the key, and each side may occur as often as it likes.' },
      { label: 'Or leave it, if one-to-many is meant', change: 'A foreign key in the “many” table would then do without this table.' },
    ],
  };
}

function objectWithoutKey(table: Table, pair: ReadonlySet<string>, cls: string | undefined, { program }: Case): Advice {
  const columns = [...pair].map((column) => `'${column}'`).join(', ');
  return {
    rule: 'association-object-without-key',
    severity: 'note',
    title: `\`${table.name}\` allows the same pair many times.`,
    why: `Nothing makes ${list(pair)} together unique. That is right when the link can happen again, like an exam that is repeated, and wrong when a pair is meant to be there once.`,
    ...at(program.tableLine(table.name)),
    fixes: [
      {
        label: 'If a pair is there once: add a unique constraint',
        change: 'A second one is refused by an IntegrityError.',
        code: cls === undefined ? `db.UniqueConstraint(${columns})` : `__table_args__ = (db.UniqueConstraint(${columns}),)`,
      },
      { label: 'If it can be repeated: leave it', change: 'What tells the repetitions apart, a date for instance, could be part of a unique constraint.' },
    ],
  };
}

function withData(table: Table, own: readonly string[], path: string, { program }: Case): Advice {
  return {
    rule: 'association-table-with-data',
    severity: 'warning',
    title: `\`${table.name}\` has begun to carry data: ${list(own)}.`,
    why: `\`${path}\` goes through it as \`secondary\`, which writes the two foreign keys; the other columns get their default at best, and cannot be read through it.`,
    ...at(program.columnLine(table.name, own[0] ?? '')),
    fixes: [
      {
        label: 'Turn it into an association object: a class with two foreign keys and these columns',
        change: 'Each link is an object with values of its own. The lists go to that class on both sides; an association proxy gives the short way back.',
      },
      { label: 'Or drop the columns', change: 'Right when nothing has to be known about the link.' },
      { label: 'Or give them a default', change: 'Every link gets the same value; SQL can change it afterwards.' },
    ],
  };
}

/** The columns of each foreign key, once each; a table may be linked with itself. */
function linksOf(table: Table): string[][] {
  return [...new Map(table.foreignKeys.map(({ columns }) => [columns.toSorted().join('\0'), columns])).values()];
}

/** A number that is the key by itself, and says nothing about the link. */
function surrogate(table: Table, column: string): boolean {
  return table.primaryKey.length === 1 && table.primaryKey[0] === column;
}
