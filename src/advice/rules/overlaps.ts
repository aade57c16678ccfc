import type { Advice, Fix } from '../advice.ts';
import { at, classOf, type Case } from '../patient.ts';
import { a } from '../words.ts';

/*
 * Two relationships that write the same columns. SQLAlchemy warns of it, and `overlaps=` silences the warning; the
 * models tell it in either case.
 */

/** `Class.attribute` */
export interface Path {
  owner: string;
  key: string;
}

/** Two ends of one link that do not know each other. */
export function unpaired(one: Path, other: Path, { program }: Case): Advice {
  const [left, right] = [`${one.owner}.${one.key}`, `${other.owner}.${other.key}`];
  return {
    rule: 'missing-back-populates',
    severity: 'warning',
    title: `\`${left}\` and \`${right}\` are two ends of the same link, but do not know each other.`,
    why: 'Both write the same rows. A change on one side does not show on the other until it is loaded again, and linking on both sides writes the link twice.',
    ...at(program.attribute(one.owner, one.key)),
    fixes: [
      {
        label: 'Name the other end on both: `back_populates`',
        change: 'They become one relationship: an append on one side shows on the other at once, and is written once.',
        code: `# in ${one.owner}\n${one.key} = db.relationship('${other.owner}', ..., back_populates='${other.key}')\n# in ${other.owner}\n${other.key} = db.relationship('${one.owner}', ..., back_populates='${one.key}')`,
      },
      { label: `Or make one of them \`viewonly=True\``, change: 'It only shows what is stored; only the other one writes.' },
      silence,
    ],
  };
}

/** A `secondary` that is the table of a mapped class as well. */
export function twoPaths({ owner, key }: Path, table: string, cls: string, { program }: Case): Advice {
  return {
    rule: 'two-paths',
    severity: 'warning',
    title: `\`${owner}.${key}\` and the class \`${cls}\` both write the table \`${table}\`.`,
    why: `An append through \`${owner}.${key}\` stores ${a(cls)} with nothing but its two foreign keys, and neither side notices what the other does. An object written both ways is stored twice.`,
    ...at(program.attribute(owner, key)),
    fixes: [
      { label: `Make \`${owner}.${key}\` a shortcut for reading: \`viewonly=True\``, change: `Only \`${cls}\` writes. The shortcut shows new links after a commit, or after it was expired.` },
      { label: `Or replace it by an association proxy through \`${cls}\``, change: `It shows the same objects, is always up to date, and its appends make a whole \`${cls}\`.`, code: `${key} = association_proxy(..., ..., creator=lambda one: ${cls}(...))` },
      { label: `Or do without the class \`${cls}\``, change: 'Right when nothing is stored about the link itself.' },
      silence,
    ],
  };
}

/** Relationships that write the same column in some other way. */
function sameColumns(one: Path, others: readonly Path[], table: string, column: string, { program }: Case): Advice {
  return {
    rule: 'overlapping-relationships',
    severity: 'warning',
    title: `\`${one.owner}.${one.key}\` writes \`${table}.${column}\`, and so does ${others.map(({ owner, key }) => `\`${owner}.${key}\``).join(', ')}.`,
    why: 'When both are changed, the one that is flushed last wins.',
    ...at(program.attribute(one.owner, one.key)),
    fixes: [
      { label: 'If they are two ends of one link: `back_populates` on both', change: 'They become one relationship.' },
      { label: 'If one of them is for reading: `viewonly=True`', change: 'Only the other one writes.' },
      silence,
    ],
  };
}

const silence: Fix = { label: 'Not a cure: `overlaps=`', change: 'It silences the warning. Both still write.' };

/** What SQLAlchemy's warning is about. */
export function overlap(message: string, patient: Case): Advice | null {
  const match = /^relationship '(\w+)\.(\w+)' will copy column \S+ to column ([^\s,]+)\.([^\s.,]+), which conflicts with relationship\(s\): (.*?)\. If this/s.exec(message);
  if (!match) return null;
  const [, owner = '', key = '', table = '', column = '', rest = ''] = match;
  const one = { owner, key };
  const others = [...rest.matchAll(/'(\w+)\.(\w+)' \(copies/g)].map(([, cls = '', name = '']) => ({ owner: cls, key: name }));
  const mapped = classOf(patient, table);
  const shortcut = [one, ...others].find((path) => goesThrough(path, table, patient));
  if (mapped !== undefined && shortcut) return twoPaths(shortcut, table, mapped, patient);
  const other = others[0];
  if (other && others.length === 1 && other.owner !== owner) return unpaired(one, other, patient);
  return sameColumns(one, others, table, column, patient);
}

/** Whether a relationship names this table as its `secondary`. */
function goesThrough({ owner, key }: Path, table: string, { relationships, program }: Case): boolean {
  const known = relationships.find((one) => one.owner === owner && one.key === key);
  if (known) return known.secondary === table;
  const words = [`'${table}'`, `"${table}"`, program.tableWord(table)];
  const text = program.text(program.class(owner)?.attributes.get(key));
  return words.some((word) => text.includes(`secondary=${word}`));
}
