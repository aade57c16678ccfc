import { nearest, type ProgramText } from '../program.ts';
import type { ErrorRule } from '../rule.ts';

/** What the database refused. */
export const integrityRules: readonly ErrorRule[] = [
  {
    name: 'duplicate-link',
    pattern: /UNIQUE constraint failed: ([^\s,]+\.\w+(?:, [^\s,]+\.\w+)+)/,
    explain({ error, program, words: [, columns = ''] }) {
      const table = columns.split('.')[0] ?? '';
      const names = columns.split(', ').map((name) => name.slice(name.lastIndexOf('.') + 1));
      const plain = !error.type.startsWith('sqlalchemy.');
      if (plain || /\bexecute(?:many|script)?\(/.test(program.text(error.line))) {
        return {
          title: `This pair is already in \`${table}\`.`,
          cause: `${names.map((name) => `\`${name}\``).join(' and ')} together may occur once, and this statement was to store a second row with the same values. It stored nothing.`,
          fixes: [
            plain
              ? { label: 'Let SQLite skip the pairs that exist: `INSERT OR IGNORE INTO …`', change: 'They stay as they are, and only new ones are stored.' }
              : { label: 'Let SQLite skip the pairs that exist: `.on_conflict_do_nothing()`', change: 'They stay as they are, and only new ones are stored.', code: `from sqlalchemy.dialects.sqlite import insert\ninsert(${table}).on_conflict_do_nothing()` },
            { label: 'Or leave out the pair', change: 'The link is there already.' },
          ],
        };
      }
      return {
        title: `This pair is already in \`${table}\`.`,
        cause: `${names.map((name) => `\`${name}\``).join(' and ')} together may occur once, and a second row with the same values was to be stored. Nothing of this flush was written.`,
        fixes: [
          { label: 'Link from one side only', change: 'With `back_populates` the other side follows by itself; adding on both sides writes the pair twice.' },
          { label: 'Ask first: `if student not in teacher.students:`', change: 'A link that exists is left as it is.' },
          { label: 'For many pairs at once: `insert(…).on_conflict_do_nothing()`', change: 'SQLite skips the pairs that exist.', code: 'from sqlalchemy.dialects.sqlite import insert' },
          { label: 'After the error: `db.session.rollback()`', change: 'The session can be used again. All that was not committed is undone.' },
        ],
      };
    },
  },
  {
    name: 'duplicate-value',
    pattern: /UNIQUE constraint failed: ([^\s,]+)\.(\w+)/,
    explain({ error, words: [, table = '', column = ''] }) {
      const key = error.sqliteError === 'SQLITE_CONSTRAINT_PRIMARYKEY' || error.sqliteError === 'SQLITE_CONSTRAINT_ROWID';
      return {
        title: key ? `\`${table}\` has a row with this \`${column}\` already.` : `\`${table}.${column}\` must be different in each row, and this value is taken.`,
        cause: key ? 'A primary key stands for one row. A second row with the same key was to be stored.' : 'The column is UNIQUE. A second row with the same value was to be stored.',
        fixes: [
          key
            ? { label: `Leave \`${column}\` out when you make an object`, change: 'The database gives each new row the next free number.' }
            : { label: 'Look whether the row exists, and use it', change: 'One row is shared instead of stored twice.', code: `db.session.scalar(db.select(…).filter_by(${column}=…))` },
          { label: 'Begin with an empty database', change: 'Rows of an earlier run are gone: switch “Keep data” off.' },
          { label: 'After the error: `db.session.rollback()`', change: 'The session can be used again. All that was not committed is undone.' },
        ],
      };
    },
  },
  {
    name: 'foreign-key-failed',
    pattern: /FOREIGN KEY constraint failed/,
    explain({ error }) {
      const deleting = /\[SQL: (?:DELETE|UPDATE)/.test(error.message);
      return deleting
        ? {
            title: 'Other rows still point at this one.',
            cause: 'Foreign keys are switched on, and the row that is to go is the target of one. SQLite refuses to leave links that lead nowhere.',
            fixes: [
              { label: 'Remove the links first', change: 'Nothing points at the row any more, and it can go.' },
              { label: "Give the foreign key `ondelete='CASCADE'`", change: 'The database deletes the links together with the row. The tables have to be created anew for it.' },
              { label: 'Give the other class a relationship to these links', change: 'The ORM then clears them before it deletes the object.' },
            ],
          }
        : {
            title: 'A link points at a row that does not exist.',
            cause: 'Foreign keys are switched on, and a value was to be stored for which the other table has no row.',
            fixes: [
              { label: 'Store the row first, or let the ORM do it: append the object', change: 'With relationships the ORM writes objects before their links, in the right order.' },
              { label: 'Check that the ids are in the right columns', change: 'An exchanged pair looks right until the numbers differ.' },
            ],
          };
    },
  },
  {
    name: 'not-null-failed',
    pattern: /NOT NULL constraint failed: ([^\s]+)\.(\w+)/,
    explain({ error, program, words: [, table = '', column = ''] }) {
      const line = program.columnLine(table, column);
      const text = program.text(line);
      const key = /ForeignKey|_id$/.test(`${text} ${column}`);
      const updating = /\[SQL: UPDATE/.test(error.message);
      return {
        title: `\`${table}.${column}\` must have a value, and was to be stored without one.`,
        cause: updating
          ? 'The object left its parent’s list, so the ORM cleared the foreign key; the column does not allow that.'
          : key
            ? 'The column is a foreign key that may not be NULL. Nobody told the object which row it belongs to before it was flushed.'
            : 'The column is NOT NULL (`nullable=False`, or part of the primary key), and the object has no value for it.',
        fixes: updating
          ? [
              { label: "Delete what leaves the list: `cascade='all, delete-orphan'` on the parent’s relationship", change: 'The object goes when it leaves its parent.' },
              { label: 'Allow NULL in the foreign key', change: 'The object stays, without a parent.' },
            ]
          : key
            ? [
                { label: 'Set the relationship on the object, or append the object to a list', change: 'The ORM fills in the foreign key when it flushes.' },
                { label: `Or give \`${column}=\` an id that exists`, change: 'The link is set by hand.' },
              ]
            : [
                { label: `Give it a value: \`${column}=…\``, change: 'The row can be stored.' },
                { label: 'Allow NULL: leave out `nullable=False`', change: 'The value may be unknown. The table has to be created anew for it.' },
                { label: 'Give the column a `default=`', change: 'Objects without a value get that one.' },
              ],
      };
    },
  },
  {
    name: 'no-such-table',
    pattern: /no such table: (\S+)/,
    explain({ program, words: [, table = ''] }) {
      const name = table.replace(/^main\./, '');
      const near = nearestTable(program, name);
      return {
        title: `The database has no table \`${name}\`.`,
        cause:
          near === undefined
            ? 'A model describes a table; `db.create_all()` makes it. It makes the tables of those models that are defined by then.'
            : `The program describes a table \`${near}\`, which is not the same name.`,
        fixes: [
          ...(near === undefined ? [] : [{ label: `Write \`${near}\``, change: 'The statement reads the table that there is.' }]),
          { label: 'Call `db.create_all()` after the last model and before the first query', change: 'All tables that are missing are created. Those that exist stay as they are.' },
          { label: 'Check that the program and the query use the same database', change: 'Each address, and each `:memory:`, is a database of its own.' },
        ],
      };
    },
  },
  {
    name: 'no-such-column',
    pattern: /(?:no such column: (?:(\w+)\.)?(\w+)|table (\w+) has no column named (\w+))/,
    explain({ words: [, one = '', two = '', other = '', another = ''] }) {
      const table = one || other;
      const column = two || another;
      return {
        title: table === '' ? `There is no column \`${column}\`.` : `The table \`${table}\` has no column \`${column}\`.`,
        cause: 'The model has the column, the stored table has not: `db.create_all()` makes missing tables but never changes one that exists. In SQL that you wrote yourself, the name may be misspelt.',
        fixes: [
          { label: 'Begin with an empty database: switch “Keep data” off, or call `db.drop_all()` before `db.create_all()`', change: 'The table is made as the model is now. Its rows are lost.' },
          { label: 'Add the column to the table that exists', change: 'Its rows are kept.', code: `ALTER TABLE ${table || '…'} ADD COLUMN ${column}` },
          { label: 'In SQL: text stands in single quotes', change: 'SQLite takes a word without quotes, or in double quotes, for the name of a column.' },
        ],
      };
    },
  },
  {
    name: 'database-locked',
    pattern: /database (?:table )?is locked/,
    explain: () => ({
      title: 'Somebody else is writing to this database.',
      cause: 'SQLite lets one connection write at a time. Another connection has begun to write and has neither committed nor rolled back.',
      fixes: [
        { label: 'Commit or roll back on the other connection first', change: 'It lets go of the database.' },
        { label: 'Use one session for both', change: 'Both changes are made in one transaction, on one connection.' },
      ],
    }),
  },
];

function nearestTable(program: ProgramText, name: string): string | undefined {
  const known = [...program.classes.filter((one) => one.attributes.size > 0).map((one) => one.table), ...program.tables.map((one) => one.name)];
  return known.includes(name) ? undefined : nearest(name, known);
}
