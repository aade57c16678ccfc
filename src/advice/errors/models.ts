import type { ErrorRule } from '../rule.ts';

/** What a model or a table must be by itself. */
export const modelRules: readonly ErrorRule[] = [
  {
    name: 'table-defined-twice',
    models: true,
    pattern: /^Table '([^']+)' is already defined for this MetaData instance/,
    explain: ({ words: [, table = ''] }) => ({
      title: `The table \`${table}\` is described twice.`,
      cause: 'A name can stand for one table only. It happens with a class or `Table` that was copied, with two classes of the same `__tablename__`, and when a class is entered again at the prompt.',
      fixes: [
        { label: 'Remove or rename one of the two', change: 'Each name stands for one table again.' },
        { label: 'At the prompt: change the program and run it again', change: 'A run begins with no models, so a class can be written anew.' },
      ],
    }),
  },
  {
    name: 'no-primary-key',
    models: true,
    pattern: /could not assemble any primary key columns for mapped table '([^']+)'/,
    explain({ program, words: [, table = ''] }) {
      const line = program.classOf(table)?.line;
      return {
        ...(line === undefined ? {} : { line }),
        title: `\`${table}\` has no primary key.`,
        cause: 'The ORM tells rows apart by their primary key, so every mapped class needs one.',
        fixes: [
          { label: 'Add an id', change: 'Each row gets a number of its own.', code: 'id = db.Column(db.Integer, primary_key=True)' },
          { label: 'For an association object: put `primary_key=True` on both foreign keys', change: 'The pair is the key, so each pair can be stored once.' },
        ],
      };
    },
  },
  {
    name: 'reserved-name',
    models: true,
    pattern: /^Attribute name '(\w+)' is reserved/,
    explain({ program, error, words: [, name = ''] }) {
      const at = program.lines.findIndex((text, index) => index + 1 >= (error.line ?? 1) && new RegExp(`^\\s+${name}\\s*[:=]`).test(text));
      return {
        ...(at === -1 ? {} : { line: at + 1 }),
        title: `A model cannot have an attribute named \`${name}\`.`,
        cause: `SQLAlchemy keeps something of its own under \`${name}\` in every model.`,
        fixes: [{ label: 'Choose another name', change: 'The column is reached by the new name.' }, { label: 'Keep the column’s name in the database', change: 'Only the attribute is renamed.', code: `details = db.Column('${name}', db.String)` }],
      };
    },
  },
  {
    name: 'not-mapped-annotation',
    models: true,
    pattern: /^Type annotation for "(\w+)\.(\w+)" can't be correctly interpreted/,
    explain({ program, words: [, cls = '', attribute = ''] }) {
      const line = program.attribute(cls, attribute);
      return {
        ...(line === undefined ? {} : { line }),
        title: `The annotation of \`${cls}.${attribute}\` must be \`Mapped[…]\`.`,
        cause: 'In a model, SQLAlchemy reads annotations as descriptions of columns. A bare type is none.',
        fixes: [
          { label: `Write \`${attribute}: Mapped[…]\` with the type inside the brackets`, change: 'The type of the column, and whether it may be NULL, come from the annotation.' },
          { label: 'Or leave the annotation out', change: 'The column is described by `db.Column(...)` alone.' },
        ],
      };
    },
  },
  {
    name: 'orphan-on-many-side',
    models: true,
    pattern: /^For many-to-(?:many|one) relationship (\w+)\.(\w+), delete-orphan cascade is normally configured only/,
    explain({ program, words: [, cls = '', attribute = ''] }) {
      const line = program.attribute(cls, attribute);
      return {
        ...(line === undefined ? {} : { line }),
        title: `\`delete-orphan\` does not fit \`${cls}.${attribute}\`.`,
        cause: 'It says: who leaves this list is deleted. That is sensible where an object belongs to one parent only, so it stands on the “one” side of one-to-many. Here others may hold the same object.',
        fixes: [
          { label: 'Leave the cascade out', change: 'Removing an object from the list removes the link; the object stays. The rows of the association table are looked after anyway.' },
          { label: 'With an association object: put it on the list of links', change: 'Links die with their owner, and nobody else does.', code: `exams = db.relationship('Exam', back_populates='teacher', cascade='all, delete-orphan')` },
        ],
      };
    },
  },
];
