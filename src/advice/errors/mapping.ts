import type { Fix } from '../advice.ts';
import { nearest, tableNameOf, type ProgramText } from '../program.ts';
import type { ErrorRule } from '../rule.ts';

/** How relationships find their tables and their other end. */
export const mappingRules: readonly ErrorRule[] = [
  {
    name: 'no-foreign-keys',
    models: true,
    pattern: /on relationship (\w+)\.(\w+) - there are no foreign keys linking these tables(?: via secondary table '([^']+)')?/,
    explain({ program, words: [, cls = '', attribute = '', secondary = ''] }) {
      const misnamed = misnamedKey(program);
      const line = misnamed?.line ?? program.attribute(cls, attribute);
      const at = line === undefined ? {} : { line };
      if (misnamed) {
        return {
          ...at,
          title: `\`${cls}.${attribute}\` finds no foreign key to go by: one of them names a class instead of a table.`,
          cause: `\`ForeignKey('${misnamed.target}')\` wants a table and a column. The table of \`${misnamed.cls}\` is named \`${misnamed.table}\`.`,
          fixes: [{ label: `Write \`ForeignKey('${misnamed.table}.${misnamed.column}')\``, change: 'The column points at the table, and the relationship finds its way.' }],
        };
      }
      if (secondary !== '') {
        return {
          ...at,
          title: `The association table \`${secondary}\` has no foreign key to one of its two sides.`,
          cause: `\`${cls}.${attribute}\` goes through \`${secondary}\`. Its columns must say by \`ForeignKey\` which tables they point at; their names alone say nothing.`,
          fixes: [
            {
              label: `Give both columns of \`${secondary}\` a \`ForeignKey\``,
              change: 'SQLAlchemy derives both joins from them, and the columns take their type from what they point at.',
              code: `db.Column('teacher_id', db.ForeignKey('teachers.id'), primary_key=True)`,
            },
          ],
        };
      }
      return {
        ...at,
        title: `Nothing links the tables of \`${cls}.${attribute}\`.`,
        cause: `A relationship follows foreign keys. Between the table of \`${cls}\` and the table of the other class there is none, in either direction.`,
        fixes: [...secondaryFix(program), ...directFixes],
      };
    },
  },
  {
    name: 'ambiguous-foreign-keys',
    models: true,
    pattern: /on relationship (\w+)\.(\w+) - there are multiple foreign key paths linking the tables(?: via secondary table '([^']+)')?/,
    explain({ program, words: [, cls = '', attribute = '', secondary = ''] }) {
      const line = program.attribute(cls, attribute);
      const at = line === undefined ? {} : { line };
      if (secondary === '') {
        return {
          ...at,
          title: `\`${cls}.${attribute}\` could follow more than one foreign key.`,
          cause: 'Two columns point at the same table, and a relationship follows one of them. SQLAlchemy does not guess which.',
          fixes: [{ label: 'Name the column: `foreign_keys=[…]`', change: `\`${cls}.${attribute}\` then goes by that column; the other one can have a relationship of its own.`, code: `${attribute} = db.relationship(..., foreign_keys=[${attribute}_id])` }],
        };
      }
      const word = secondary;
      return {
        ...at,
        title: `Both ends of \`${cls}.${attribute}\` are the same table, so its two foreign keys look alike.`,
        cause: `In \`${secondary}\` both columns point at the same table. SQLAlchemy cannot tell which one is “me” and which one is “the other”.`,
        fixes: [
          {
            label: 'Say which column is which: `primaryjoin` for my end, `secondaryjoin` for the other',
            change: 'The relationship goes from the first column to the second. The reverse relationship has the two exchanged.',
            code: `primaryjoin='${cls}.id == ${word}.c.from_id',\nsecondaryjoin='${cls}.id == ${word}.c.to_id'`,
          },
        ],
      };
    },
  },
  {
    name: 'unknown-table',
    models: true,
    pattern: /^Foreign key associated with column '([^']+)\.([^'.]+)' could not find table '([^']+)'/,
    explain({ program, words: [, table = '', column = '', missing = ''] }) {
      const line = program.foreignKeys.find(({ target }) => target.startsWith(`${missing}.`))?.line ?? program.columnLine(table, column);
      const cls = program.class(missing) ?? program.classes.find((one) => one.name.toLowerCase() === missing.toLowerCase());
      const near = cls?.table ?? nearest(missing, [...program.classes.map((one) => one.table), ...program.tables.map((one) => one.name)]);
      return {
        ...(line === undefined ? {} : { line }),
        title: `\`${table}.${column}\` points at a table \`${missing}\`, and there is none of that name.`,
        cause: cls
          ? `\`ForeignKey\` takes the name of a table, not of a class: the table of \`${cls.name}\` is named \`${cls.table}\`.`
          : '`ForeignKey` takes the name of a table as the database knows it: its `__tablename__`, or the class’s name in small letters.',
        fixes: [
          near === undefined
            ? { label: 'Compare the name with the `__tablename__` of the class', change: 'Once both agree, the tables can be created.' }
            : { label: `Write \`'${near}.id'\``, change: `The column points at \`${near}\`, and takes its type from there.` },
        ],
      };
    },
  },
  {
    name: 'unknown-column',
    models: true,
    pattern: /^Could not initialize target column for ForeignKey '([^']+)' on table '([^']+)': table '([^']+)' has no column named '([^']+)'/,
    explain({ program, words: [, target = '', , table = '', column = ''] }) {
      const line = program.foreignKeys.find((key) => key.target === target)?.line;
      const near = nearest(column, program.classOf(table)?.attributes.keys() ?? []);
      return {
        ...(line === undefined ? {} : { line }),
        title: `The table \`${table}\` has no column \`${column}\` to point at.`,
        cause: '`ForeignKey` wants `table.column`, with the column’s name in the database. A foreign key usually points at the primary key.',
        fixes: [{ label: `Point at a column of \`${table}\`, for instance \`'${table}.${near ?? 'id'}'\``, change: 'The link then goes by that column.' }],
      };
    },
  },
  {
    name: 'unknown-class',
    models: true,
    pattern: /^When initializing mapper Mapper\[(\w+)\([^)]*\)\], expression '([^']*)' failed to locate a name/,
    explain({ program, words: [, cls = '', expression = ''] }) {
      const own = program.class(cls);
      const mentioned = own && program.lines.findIndex((line, at) => at >= own.line && line.includes(expression)) + 1;
      const near = nearest(expression, program.classes.map((one) => one.name));
      const table = program.tables.find((one) => one.variable === expression || nearest(expression, [one.name, one.variable]));
      const fixes: Fix[] = [];
      if (near !== undefined) fixes.push({ label: `Write \`'${near}'\``, change: `The relationship leads to the class \`${near}\`.` });
      if (table) fixes.push({ label: `For a table, write its name \`'${table.name}'\`, or \`${table.variable}\` without quotes`, change: 'The relationship goes through that table.' });
      if (fixes.length === 0) fixes.push({ label: `Define a class \`${expression}\`, or correct the name`, change: 'Names in quotes are looked up when the models are first used, so the class may come later in the file.' });
      return {
        ...(mentioned ? { line: mentioned } : {}),
        title: `\`${cls}\` has a relationship to \`${expression}\`, and nothing has that name.`,
        cause: 'In a relationship, a name in quotes is the name of a class, exactly as it stands after `class`; only `secondary=` takes a table’s name.',
        fixes,
      };
    },
  },
  {
    name: 'back-populates-nothing',
    models: true,
    pattern: /^Mapper '(?:mapped class |Mapper\[)(\w+)(?:\([^)]*\)\]|->\w+)' has no property '(\w+)'/,
    explain({ program, words: [, cls = '', missing = ''] }) {
      const line = program.lineOf(new RegExp(`back_populates\\s*=\\s*['"]${missing}['"]`));
      const near = nearest(missing, program.class(cls)?.attributes.keys() ?? []);
      return {
        ...(line === undefined ? {} : { line }),
        title: `\`back_populates='${missing}'\` names an attribute that \`${cls}\` does not have.`,
        cause: `\`back_populates\` names the relationship on the *other* class that is the same link seen from there. It must be spelt as in \`${cls}\`, and both sides must have it.`,
        fixes: [
          ...(near === undefined ? [] : [{ label: `Write \`back_populates='${near}'\``, change: `The two relationships know each other: a change on one shows on the other at once.` }]),
          { label: `Give \`${cls}\` a relationship \`${missing}\``, change: 'It becomes the other side of this one.', code: `${missing} = db.relationship(..., back_populates=...)` },
        ],
      };
    },
  },
  {
    name: 'same-direction',
    models: true,
    pattern: /^(\w+)\.(\w+) and back-reference (\w+)\.(\w+) are both of the same direction/,
    explain({ program, words: [, cls = '', attribute = '', other = '', back = ''] }) {
      const line = program.attribute(other, back) ?? program.attribute(cls, attribute);
      return {
        ...(line === undefined ? {} : { line }),
        title: `\`${cls}.${attribute}\` and \`${other}.${back}\` both look in the same direction.`,
        cause: 'A pair of relationships has a “many” side, where the foreign key is, and a “one” side. In a table that points at itself SQLAlchemy takes both for the same side.',
        fixes: [
          {
            label: 'Mark the side that holds one object: `remote_side=[id]`',
            change: 'It becomes many-to-one, and the other side its list.',
            code: `${back} = db.relationship('${cls}', back_populates='${attribute}', remote_side=[id])`,
          },
        ],
      };
    },
  },
];

const directFixes: Fix[] = [
  { label: 'For one-to-many: give the “many” class a column with `ForeignKey`', change: 'Each of its rows then belongs to one row of the other table.' },
];

function secondaryFix(program: ProgramText): Fix[] {
  const variable = program.tables[0]?.variable;
  return [
    {
      label: `For many-to-many: add \`secondary=${program.tables.length === 1 && variable !== undefined ? variable : '…'}\``,
      change: 'The relationship goes through the association table, whose rows are then written for you.',
    },
  ];
}

/** A `ForeignKey` that names a class of the program where its table's name belongs. */
function misnamedKey(program: ProgramText): { line: number; target: string; cls: string; table: string; column: string } | undefined {
  for (const { target, line } of program.foreignKeys) {
    const [name = '', column = 'id'] = target.split('.');
    const cls = program.class(name);
    const taken = program.classes.some((one) => one.table === name) || program.tables.some((one) => one.name === name);
    if (cls && !taken && (cls.table !== name || tableNameOf(name) !== name)) return { line, target, cls: name, table: cls.table, column };
  }
  return undefined;
}
