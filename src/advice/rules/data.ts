import type { Statement, Transaction } from '../../engine/protocol.ts';
import type { Advice, Fix } from '../advice.ts';
import { at, type Case, type Rule } from '../patient.ts';
import { list } from '../words.ts';

/** What was done with the database: foreign keys that nobody checks, links that lead nowhere, commits that are missing. */
export const dataRules: Rule = (patient) => [...unsavedAdvice(patient), ...danglingAdvice(patient), ...foreignKeyAdvice(patient)];

const switchOn: Fix = {
  label: 'Switch foreign keys on, on each new connection',
  change: 'SQLite refuses links to rows that do not exist, and honours `ON DELETE`.',
  code: `with app.app_context():
    @db.event.listens_for(db.engine, 'connect')
    def check_foreign_keys(connection, record):
        connection.execute('PRAGMA foreign_keys = ON')`,
};

/** SQLite checks foreign keys only on connections that have asked for it. */
function foreignKeyAdvice({ schema, statements, program }: Case): Advice[] {
  const declared = schema?.tables.some((table) => table.foreignKeys.length > 0);
  const asked = new Set(statements.filter(({ sql }) => switchesOn.test(sql)).map(({ connection }) => connection));
  const wrote = statements.find((one) => writes(one) && !asked.has(one.connection));
  if (!declared || !wrote) return [];
  const line = program.foreignKeys[0]?.line;
  if (asked.size > 0) {
    return [
      {
        rule: 'foreign-keys-on-one-connection',
        severity: 'warning',
        title: 'Foreign keys are switched on for one connection, and another one writes.',
        why: 'The PRAGMA holds for the connection that it was sent on. A pool opens connections when it needs them, and each begins with foreign keys off.',
        ...at(statements.find(({ sql }) => switchesOn.test(sql))?.line),
        fixes: [switchOn],
      },
    ];
  }
  return [
    {
      rule: 'foreign-keys-off',
      severity: 'note',
      title: 'Nobody checks the foreign keys.',
      why: 'SQLite stores them, but checks them only on connections that ask for it. A link to a row that does not exist is stored without a word, and `ON DELETE` does nothing.',
      ...at(line),
      fixes: [switchOn],
    },
  ];
}

function danglingAdvice({ dangling, program }: Case): Advice[] {
  return dangling.map(({ table, parent, rows }) => ({
    rule: 'dangling-links',
    severity: 'warning' as const,
    title: `${rows} ${rows === 1 ? 'row' : 'rows'} of \`${table}\` ${rows === 1 ? 'points' : 'point'} at rows of \`${parent}\` that do not exist.`,
    why: 'The row at the other end was deleted, or never stored. A new row that gets its id inherits the link.',
    ...at(program.tableLine(table)),
    fixes: [
      { label: 'Give both classes a relationship, paired by `back_populates`', change: 'Deleting an object clears its links, from either side.' },
      switchOn,
      { label: 'Delete the links that lead nowhere', change: 'What is stored makes sense again; the cause remains.', code: `DELETE FROM ${quoted(table)} WHERE ... NOT IN (SELECT id FROM ${quoted(parent)})` },
    ],
  }));
}

/** A commit that is missing causes no error at all. */
function unsavedAdvice({ unsaved, uncommitted, error, prompted, statements, transactions }: Case): Advice[] {
  // After an error it is no wonder that something was left undone.
  if (error) return [];
  if (unsaved && unsaved.dropped > 0) {
    return [lost(`${objects(unsaved.dropped)} ${unsaved.dropped === 1 ? 'was' : 'were'} lost: the session was closed without a commit.`, unsaved.line)];
  }
  const forgotten = transactions.flatMap((one) => forgottenWrites(one, statements) ?? [])[0];
  if (forgotten) return [lost(`Changes to ${list(forgotten.tables)} were lost: there was no commit.`, forgotten.line)];
  const count = (unsaved?.pending ?? 0) + (unsaved?.flushed ?? 0);
  if (count === 0 && uncommitted.length === 0) return [];
  return [
    {
      rule: 'not-committed',
      severity: prompted ? 'note' : 'warning',
      title: count > 0 ? `${objects(count)} ${count === 1 ? 'is' : 'are'} not committed.` : `Changes to ${uncommitted.map((name) => `\`${name}\``).join(', ')} are not committed.`,
      why: 'They are visible to this session only. The Data panel and other connections see them after a commit, and when the session ends without one they are gone.',
      fixes: [
        { label: count > 0 ? 'Call `db.session.commit()`' : 'Call `commit()` on the connection or session', change: 'They are stored.' },
        { label: count > 0 ? 'Or `db.session.rollback()`' : 'Or `rollback()`', change: 'They are given up on purpose.' },
      ],
    },
  ];
}

function lost(title: string, line: number | undefined): Advice {
  return {
    rule: 'work-lost',
    severity: 'warning',
    title,
    why: 'A session is closed at the end of `with app.app_context():` and of each request, a connection at the end of its block. What was not committed by then is forgotten, without an error.',
    ...at(line),
    fixes: [{ label: 'Call `commit()` as the last thing in the block', change: 'What was added and changed is stored.' }],
  };
}

/** What a transaction had written when it was rolled back without anybody having asked for it, and without an error. */
function forgottenWrites({ id, fate, last }: Transaction, statements: readonly Statement[]): { tables: Set<string>; line: number | undefined } | null {
  const end = statements.find((one) => one.id === last);
  if (fate !== 'rolled back' || end?.call === undefined || /rollback/i.test(end.call)) return null;
  const own = statements.filter((one) => one.transaction === id);
  const tables = new Set(own.filter((one) => writes(one) && one.origin === 'program').flatMap(({ changes = [] }) => changes.map(({ table }) => table)));
  return tables.size === 0 || own.some(({ error }) => error !== undefined) ? null : { tables, line: end.line };
}

const switchesOn = /^\s*PRAGMA\s+(?:\w+\.)?foreign_keys\s*[=(]\s*['"]?(?:ON|1|TRUE|YES)\b/i;

function writes({ kind }: Statement): boolean {
  return kind === 'insert' || kind === 'update' || kind === 'delete';
}

function objects(count: number): string {
  return `${count} ${count === 1 ? 'object' : 'objects'}`;
}

function quoted(name: string): string {
  return /^\w+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
