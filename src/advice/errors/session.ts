import type { ErrorRule } from '../rule.ts';
import { a, sentence } from '../words.ts';

/** The session: what it holds, and what state it is in. */
export const sessionRules: readonly ErrorRule[] = [
  {
    name: 'pending-rollback',
    pattern: /^This Session's transaction has been rolled back due to a previous exception during flush\.[^]*?Original exception was: ([^\n]*)/,
    explain: ({ words: [, first = ''] }) => ({
      title: 'An earlier flush failed, and the session is still waiting for a rollback.',
      cause: `The first error was “${first.replace(/ \(Background on .*$/, '')}”. A part of the transaction is lost, so the session refuses to go on as if nothing had happened.`,
      fixes: [
        { label: 'Call `db.session.rollback()` in the `except` block', change: 'The session can be used again. All that was not committed is undone.' },
        { label: 'Better: prevent the first error', change: 'Then nothing of the transaction is lost.' },
        { label: 'To risk an error and keep the rest: `with db.session.begin_nested():`', change: 'Only what happens inside the block is undone when it fails.' },
      ],
    }),
  },
  {
    name: 'blank-out-primary-key',
    pattern: /^Dependency rule on column '([^']+)' tried to blank-out primary key column '([^'.]+)\.(\w+)' on instance '<(\w+)/,
    explain({ program, words: [, , table = '', column = '', cls = ''] }) {
      const parent = program.classes.find((one) => [...one.attributes.values()].some((line) => new RegExp(`relationship\\(\\s*['"]?${cls}\\b`).test(program.text(line)) && !program.text(line).includes('delete-orphan') && one.name !== cls));
      const line = parent && [...parent.attributes.values()].find((at) => new RegExp(`relationship\\(\\s*['"]?${cls}\\b`).test(program.text(at)));
      return {
        ...(line === undefined ? {} : { line }),
        title: `\`${cls}\` left its parent’s list, but \`${table}.${column}\` is part of its primary key and cannot become NULL.`,
        cause: 'An object that leaves a list stays stored by default, and its foreign key is set to NULL. A primary key can never be NULL.',
        fixes: [
          { label: "Give the parent’s relationship `cascade='all, delete-orphan'`", change: sentence(`${a(cls)} that leaves the list, or loses its parent, is deleted.`), code: `db.relationship('${cls}', back_populates=..., cascade='all, delete-orphan')` },
          { label: `Or delete the \`${cls}\` itself: \`db.session.delete(…)\``, change: 'The row goes, and with it the link.' },
          { label: `Or give \`${cls}\` an \`id\` of its own as primary key`, change: 'The foreign keys may then be NULL; the same pair may occur more than once unless you add a `UniqueConstraint`.' },
        ],
      };
    },
  },
  {
    name: 'detached-instance',
    pattern: /^(?:Parent instance|Instance) <(\w+) at [^>]*> is not bound to a Session; (?:lazy load operation of attribute '(\w+)'|attribute refresh)/,
    explain: ({ words: [, cls = '', attribute = ''] }) => ({
      title: attribute === '' ? `This \`${cls}\` has no session any more, so its values cannot be loaded.` : `This \`${cls}\` has no session any more, so \`${attribute}\` cannot be loaded.`,
      cause: 'Lists are loaded when they are first touched, and after a commit the values of an object as well. The session that would do it was closed: with Flask that happens at the end of `with app.app_context():` and of each request.',
      fixes: [
        { label: 'Do the work inside the block', change: 'The session is there while the list is loaded.' },
        { label: attribute === '' ? 'Load what you need before the session ends' : `Load it with the object: \`selectinload(${cls}.${attribute})\``, change: 'The object carries the loaded values with it when the session ends.' },
        { label: 'Or push a context for the whole program: `app.app_context().push()`', change: 'The session lasts as long as the program.' },
      ],
    }),
  },
  {
    name: 'two-sessions',
    pattern: /^Object '<(\w+) at [^>]*>' is already attached to session/,
    explain: ({ words: [, cls = ''] }) => ({
      title: `This \`${cls}\` belongs to another session.`,
      cause: 'A session looks after its own objects; an object is in one session at a time. Appending it to a list counts as adding it to that list’s session.',
      fixes: [
        { label: 'Use one session for both: `db.session`', change: 'All objects are looked after in one place.' },
        { label: 'Load it again in this session: `session.get(…)`', change: 'The second session has an object of its own for the same row.' },
        { label: 'Or copy it over: `session.merge(…)`', change: 'The answer is this session’s own object, with the same values.' },
      ],
    }),
  },
  {
    name: 'stale-data',
    pattern: /^(DELETE|UPDATE) statement on table '([^']+)' expected to (?:delete|update) (\d+) row\(s\); Only (\d+) were matched|(DELETE) statement on table '([^']+)' expected to delete (\d+) row\(s\); (\d+) were matched/,
    explain({ words }) {
      const [verb, table, expected, matched] = words[1] ? words.slice(1, 5) : words.slice(5, 9);
      return {
        title: `\`${table}\` did not hold what the session thought.`,
        cause: `The ${verb} was meant for ${expected} row(s) and met ${matched}. The rows were changed behind the session’s back: by SQL, by another session, or because a table without a key holds a pair twice.`,
        fixes: [
          { label: 'Change links in one way: through the list, or by SQL', change: 'The session and the table agree.' },
          { label: 'After SQL of your own: `db.session.expire_all()`', change: 'The session forgets what it knew and loads it again.' },
          { label: 'Make the two columns of an association table its primary key', change: 'A pair can be stored once only, so that one DELETE meets one row.' },
        ],
      };
    },
  },
  {
    name: 'not-persisted',
    pattern: /^Instance '<(\w+) at [^>]*>' is not persisted/,
    explain: ({ words: [, cls = ''] }) => ({
      title: `This \`${cls}\` is not stored, so it can neither be deleted nor refreshed.`,
      cause: 'It was made in this program and never flushed, or it was deleted already.',
      fixes: [
        { label: 'Take it out of the session: `db.session.expunge(…)`', change: 'A new object that is no longer wanted is never stored.' },
        { label: 'Or fetch the stored one: `db.session.get(…)`', change: 'That object stands for a row.' },
      ],
    }),
  },
  {
    name: 'object-deleted',
    pattern: /^Instance '<(\w+) at [^>]*>' has been deleted, or its row is otherwise not present/,
    explain: ({ words: [, cls = ''] }) => ({
      title: `The row of this \`${cls}\` is gone.`,
      cause: 'After a commit the values of an object are loaded again when they are next asked for. By then its row had been deleted.',
      fixes: [
        { label: 'Note what you need before the row is deleted', change: 'A plain value needs no row.' },
        { label: 'Or look again: `db.session.get(…)` gives `None` for a row that is gone', change: 'The program can tell the two cases apart.' },
      ],
    }),
  },
  {
    name: 'already-begun',
    pattern: /^A transaction is already begun on this Session/,
    explain: () => ({
      title: 'This session has a transaction already.',
      cause: 'A session begins one by itself with the first thing it does, even with a query or with reading an attribute.',
      fixes: [
        { label: 'Leave `begin()` out, and call `db.session.commit()` at the end', change: 'The transaction that has begun is the one that is committed.' },
        { label: 'Or end the first one before: `db.session.commit()` or `rollback()`', change: '`begin()` starts from a clean slate.' },
        { label: 'For a part that may fail: `db.session.begin_nested()`', change: 'A savepoint inside the transaction.' },
      ],
    }),
  },
  {
    name: 'unmapped-instance',
    pattern: /^Class '(?:builtins|__main__)\.(\w+)' is not mapped/,
    explain({ program, words: [, cls = ''] }) {
      const list = ['list', 'tuple', 'set', 'InstrumentedList'].includes(cls);
      const line = program.class(cls)?.line;
      return list
        ? {
            title: '`add()` takes one object, and this is a collection.',
            cause: `The session stores objects of your models. A ${cls} is none, even when there are such objects in it.`,
            fixes: [{ label: 'Use `db.session.add_all([…])`', change: 'Each object of the list is added.' }],
          }
        : {
            ...(line === undefined ? {} : { line }),
            title: `The session cannot store ${a(cls)}: it is not a model.`,
            cause: 'A model is a class that inherits from `db.Model` and has a table; the session stores its objects.',
            fixes: [
              { label: 'Hand over an object of a model', change: 'For a row, that is `Student(name=…)`, not its name or its id.' },
              ...(line === undefined ? [] : [{ label: `Let \`${cls}\` inherit: \`class ${cls}(db.Model):\``, change: 'It becomes a model with a table.' }]),
            ],
          };
    },
  },
];
