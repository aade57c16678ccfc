import type { RunWarning } from '../../engine/protocol.ts';
import type { Advice, Severity } from '../advice.ts';
import { linkOf } from '../explain.ts';
import { at, type Case, type Rule } from '../patient.ts';
import { overlap } from './overlaps.ts';
import { a, sentence } from '../words.ts';

/** What a rule says about a warning; its words, its link and, unless another is given, its line are added. */
type Said = Omit<Advice, 'rule' | 'severity' | 'original' | 'link'>;

interface WarningRule {
  name: string;
  severity: Severity;
  pattern: RegExp;
  say(words: string[], patient: Case): Said;
}

/** Every warning of SQLAlchemy; those of other origin are the program's own affair. */
export const warningRules: Rule = (patient) =>
  patient.warnings.filter(({ category }) => /^sqlalchemy\./.test(category)).map((warning) => adviceOn(warning, patient));

/** The warnings that have words of their own, but for overlaps. */
export const knownWarnings: readonly WarningRule[] = [
  {
    name: 'cartesian-product',
    severity: 'warning',
    pattern: /cartesian product between FROM element\(s\) (.*?) and FROM element "([^"]+)"/,
    say: ([, some = '', other = '']) => ({
      title: `This query combines every row of ${some.replaceAll('"', '`')} with every row of \`${other}\`.`,
      why: 'Both tables are named, and nothing says how their rows belong together. With 100 rows each that makes 10,000, and counts and lists are wrong.',
      fixes: [
        { label: 'Join along the relationship: `.join(Teacher.students)`', change: 'Only rows that are linked are combined.' },
        { label: 'For a condition on related rows: `.where(Teacher.students.any(…))`', change: 'The second table is only asked about, and adds no rows.' },
      ],
    }),
  },
  {
    name: 'not-in-session',
    severity: 'warning',
    pattern: /^Object of type <(\w+)> not in session, (\w+) operation along '(\w+)\.(\w+)' (?:will not|won't) proceed/,
    say: ([, cls = '', , owner = '', key = '']) => ({
      title: sentence(`${a(cls)} in \`${owner}.${key}\` was not stored, nor its link: it is in no session.`),
      why: `An append brings the appended object into the session of the one that has the list. Here it was the other way round: the new \`${cls}\` took the stored \`${owner}\` into *its* list, which does not count as adding it; or the relationship’s \`cascade\` leaves out \`save-update\`.`,
      fixes: [
        { label: `Add it: \`db.session.add(…)\``, change: `The \`${cls}\` and its link are stored at the next flush.` },
        { label: `Or link from the stored side: append to \`${key}\``, change: `The \`${cls}\` comes into the session by itself.` },
      ],
    }),
  },
  {
    name: 'legacy-get',
    severity: 'note',
    pattern: /Query\.get\(\) method is considered legacy/,
    say: () => ({
      title: '`Model.query.get()` is the old way to fetch by key.',
      why: 'It works, and new programs ask the session.',
      fixes: [{ label: 'Write `db.session.get(Teacher, 1)`', change: 'The same answer; an object that is in the session already comes without a query.' }],
    }),
  },
  {
    name: 'same-class-name',
    severity: 'warning',
    pattern: /already contains a class with the same class name and module name as (?:__main__|[\w.]+)\.(\w+)/,
    say: ([, cls = ''], { program }) => ({
      title: `There are two models named \`${cls}\`.`,
      why: 'Relationships look classes up by name, and now the name is not clear.',
      ...at(program.classes.findLast((one) => one.name === cls)?.line),
      fixes: [{ label: 'Rename or remove one of the two', change: 'The name stands for one class again.' }],
    }),
  },
  {
    name: 'same-identity',
    severity: 'warning',
    pattern: /^New instance <(\w+) at [^>]*> with identity key \(.*?, \((.*?)\), None\) conflicts with persistent instance/s,
    say: ([, cls = '', key = '']) => ({
      title: `There are two \`${cls}\` objects for the key ${key.replace(/,$/, '')}.`,
      why: 'The session holds one object per row. A second one with the same key is about to be stored as a new row, which the primary key refuses.',
      fixes: [
        { label: 'Leave the key out when you make the object', change: 'The database gives it a free one.' },
        { label: 'Or change the object that there is: `db.session.get(…)`', change: 'Its row is updated.' },
        { label: 'Or `db.session.merge(…)`', change: 'The values are copied to the object that there is.' },
      ],
    }),
  },
  {
    name: 'no-key-value',
    severity: 'warning',
    pattern: /^Column '([^']+)\.(\w+)' is marked as a member of the primary key for table/,
    say: ([, table = '', column = ''], { program }) => ({
      title: `A row of \`${table}\` was to be stored without \`${column}\`, which is part of its key.`,
      why: 'In a key of several columns SQLite does not number the rows by itself: each part must be given.',
      ...at(program.columnLine(table, column)),
      fixes: [
        { label: 'Set the relationships on the object', change: 'The ORM takes the key’s parts from the related rows.' },
        { label: `Or give \`${column}=\` a value`, change: 'The key is complete.' },
      ],
    }),
  },
  {
    name: 'null-key',
    severity: 'note',
    pattern: /^fully NULL primary key identity cannot load any object/,
    say: () => ({
      title: 'A row was asked for by a key that is `None`.',
      why: 'No row has such a key, so there is no answer. An object that was not flushed has no id yet.',
      fixes: [{ label: 'Flush or commit before you use the id', change: 'The object has its id from then on.' }],
    }),
  },
  {
    name: 'several-for-one',
    severity: 'warning',
    pattern: /^Multiple rows returned with uselist=False for (?:lazily-loaded|eagerly-loaded) attribute '(\w+)\.(\w+)'/,
    say: ([, owner = '', key = ''], { program }) => ({
      title: `\`${owner}.${key}\` shows one object, and more than one is linked.`,
      why: 'It was declared to hold a single object. Which of them you get is not certain.',
      ...at(program.attribute(owner, key)),
      fixes: [
        { label: 'Leave out `uselist=False`', change: 'The attribute is a list of all of them.' },
        { label: 'Or let the database refuse a second one: a UNIQUE foreign key', change: 'There can be one only.' },
      ],
    }),
  },
  {
    name: 'rows-already-gone',
    severity: 'warning',
    pattern: /^DELETE statement on table '([^']+)' expected to delete (\d+) row\(s\); (\d+) were matched/,
    say: ([, table = '', expected = '', matched = '']) => ({
      title: `A DELETE on \`${table}\` was meant for ${expected} row(s) and met ${matched}.`,
      why: 'The rows were changed behind the session’s back, by SQL or by a cascade of the database.',
      fixes: [
        { label: 'Where the database cascades: `passive_deletes=True` on the relationship', change: 'The ORM leaves the deleting to the database.' },
        { label: 'After SQL of your own: `db.session.expire_all()`', change: 'The session forgets what it knew and loads it again.' },
      ],
    }),
  },
  {
    name: 'trailing-comma',
    severity: 'warning',
    pattern: /^Ignoring declarative-like tuple value of attribute '(\w+)'/,
    say: ([, name = ''], { program }) => ({
      title: `A comma too many: \`${name}\` is no column.`,
      why: 'A comma at the end of the line makes a tuple of the column, and SQLAlchemy leaves tuples alone.',
      ...at(program.lineOf(new RegExp(`^\\s+${name}\\s*[:=].*,\\s*$`))),
      fixes: [{ label: 'Remove the comma at the end of the line', change: `\`${name}\` becomes part of the model and of its table.` }],
    }),
  },
];

function adviceOn(warning: RunWarning, patient: Case): Advice {
  const { message } = warning;
  const link = linkOf(message);
  const words = { original: message, ...(link === undefined ? {} : { link }) };
  const overlapping = overlap(message, patient);
  if (overlapping) return { ...overlapping, ...words };
  for (const { name, severity, pattern, say } of knownWarnings) {
    const match = pattern.exec(message);
    if (match) return { ...at(warning.line), ...say(match.map((word) => word ?? ''), patient), rule: name, severity, ...words };
  }
  const old = /Deprecat|LegacyAPI|MovedIn20/.test(warning.category);
  return {
    rule: old ? 'old-style' : 'sqlalchemy-warning',
    severity: old ? 'note' : 'warning',
    title: `SQLAlchemy warns: ${firstSentence(message)}`,
    why: old ? 'It works here, and is going away in a later version.' : 'It goes on, but thinks that something else was meant.',
    ...at(warning.line),
    fixes: [],
    ...words,
  };
}

/** Up to the first full stop that ends a sentence, at most 200 characters. */
function firstSentence(message: string): string {
  const first = /^[^]*?[.!](?=\s|$)/.exec(message)?.[0] ?? message;
  return first.length <= 200 ? first : `${first.slice(0, 199)}…`;
}
