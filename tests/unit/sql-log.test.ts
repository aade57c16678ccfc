import { describe, expect, it } from 'vitest';
import { formattedSql } from '../../src/components/sql-format.ts';
import { changesText, parametersText } from '../../src/components/sql-log-text.ts';
import { sqlTokens } from '../../src/components/sql-tokens.ts';
import type { RowChange, SessionEvent, Transaction } from '../../src/engine/protocol.ts';
import { bracketWords, fateOf, mergeTransactions, numbersOf } from '../../src/trace-log/brackets.ts';
import { linesOf, logOf } from '../../src/trace-log/log.ts';
import { entriesOf, partsOf, sectionsOf, summaryText } from '../../src/trace-log/sections.ts';
import { cascadeWords, causeBeside, causeOf, eventWords, mutedWords, wasteWords } from '../../src/trace-log/words.ts';
import { statement } from './trace-fixtures.ts';

const event = (kind: SessionEvent['kind'], rest: Partial<SessionEvent> = {}): SessionEvent => ({ id: 1, kind, session: 1, ...rest });

describe('why a statement was sent', () => {
  const query = event('query', { entity: 'Teacher', call: 'Teacher.query.first()' });
  const load = event('lazy-load', { entity: 'Teacher', attribute: 'Teacher.students' });
  it.each<[SessionEvent, SessionEvent | undefined, string]>([
    [query, undefined, 'query: `Teacher.query.first()`'],
    [event('query', { entity: 'Teacher' }), undefined, 'query of `Teacher`'],
    [event('execute', { call: 'db.session.execute(x)' }), undefined, 'through the session: `db.session.execute(x)`'],
    [event('autoflush'), query, 'autoflush before `Teacher.query.first()`'],
    [event('autoflush'), load, 'autoflush before the lazy load of `Teacher.students`'],
    [event('flush'), event('commit'), 'flush by the commit'],
    [event('flush'), event('release'), 'flush for the savepoint'],
    [event('flush'), undefined, 'flush'],
    [event('commit'), undefined, 'commit'],
    [load, undefined, 'lazy load of `Teacher.students`'],
    [event('eager-load', { attribute: 'Teacher.students' }), query, 'eager load of `Teacher.students`'],
    [event('refresh', { entity: 'Teacher' }), undefined, 'refresh of `Teacher`'],
    [event('refresh', { entity: 'Teacher' }), load, 'refresh of `Teacher` for the lazy load of `Teacher.students`'],
  ])('%o', (one, parent, words) => expect(eventWords(one, parent)).toBe(words));

  it('is told of statements that no session sent, too', () => {
    expect([
      causeOf(statement({ call: 'cursor.execute(x)' }), []), causeOf(statement(), []), causeOf(statement({ origin: 'setup', kind: 'pragma' }), []),
      causeOf(statement({ origin: 'create_all', kind: 'pragma' }), []), causeOf(statement({ origin: 'drop_all', kind: 'ddl' }), []), causeOf(statement(), [event('commit'), event('flush')]),
    ]).toEqual(['`cursor.execute(x)`', 'sent without a session', 'set-up of the connection', '`create_all` asks which tables there are', '`drop_all`', 'flush by the commit']);
  });

  it('is told of waste with what cures it', () => {
    expect(wasteWords({ cause: 'lazy-load', attribute: 'Teacher.students', option: 'selectinload(Teacher.students)', query: { line: 4 } }, 1200))
      .toBe('`Teacher.students` was loaded 1,200 times, once for each object. Add `.options(selectinload(Teacher.students))` to the query in line 4 that brought the objects, and one more statement loads them all.');
    expect(wasteWords({ cause: 'refresh', entity: 'Teacher' }, 3)).toContain('expired');
    expect(wasteWords({ cause: 'query', entity: 'Teacher' }, 3)).toContain('3 times with other values');
  });
});

describe('cascades in words', () => {
  it('say what brought the objects', () => {
    const cascades = (kind: 'save-update' | 'delete' | 'delete-orphan', source: string, rows = 1) => statement({ cascades: [{ kind, source, rows }] });
    expect(cascadeWords([cascades('save-update', 'Teacher.students'), cascades('save-update', 'Teacher.students', 2), cascades('save-update', 'Teacher'), statement()]))
      .toEqual(['3 objects came into the session with their `Teacher`: cascade save-update of `Teacher.students`', '1 object came into the session with its `Teacher`: cascade save-update']);
    expect(cascadeWords([cascades('delete', 'Teacher.exams', 2), cascades('delete-orphan', 'Teacher.exams')]))
      .toEqual(['2 objects go with their `Teacher`: cascade delete of `Teacher.exams`', '1 object left `Teacher.exams` and goes: cascade delete-orphan']);
  });
});

describe('transactions in words', () => {
  const transactions: Transaction[] = [
    { id: 1, connection: 1, database: 'a.db', first: 1, last: 5, fate: 'rolled back' },
    { id: 2, connection: 1, database: 'a.db', first: 2, last: 4, fate: 'committed', savepoint: 's', parent: 1 },
    { id: 3, connection: 1, database: 'a.db', first: 6, fate: 'open' },
  ];
  const statements = [1, 2, 2, 2, 1, 3].map((transaction, i) => statement({ id: i + 1, sql: `SELECT ${i}`, transaction }));
  const items = logOf({ statements, events: [], transactions }).flatMap((group) => group.items);

  it('tell what became of them, and of a savepoint with what is around it', () => {
    expect(items.map((item) => bracketWords(item, numbersOf(transactions)))).toEqual([
      ['transaction 1, rolled back in the end'], ['savepoint s, released, and rolled back with what is around it'], [], ['end of savepoint s'], ['end of transaction 1'],
      // Savepoints do not count.
      ['transaction 2, still open'],
    ]);
    expect(items.map(fateOf)).toEqual([...Array.from({ length: 5 }, () => 'rolled back'), 'open']);
  });

  it('are told again with their new fate', () => {
    expect(mergeTransactions(transactions, [{ id: 3, connection: 1, database: 'a.db', first: 6, last: 7, fate: 'committed' }]).map(({ id, fate }) => `${id} ${fate}`)).toEqual(['1 rolled back', '2 committed', '3 committed']);
  });
});

describe('sections of the log', () => {
  const statements = [
    statement({ id: 1, line: 2, origin: 'create_all', kind: 'ddl' }), statement({ id: 2, line: 2, event: 1 }), statement({ id: 3, line: 2, sql: 'COMMIT', event: 2 }),
    statement({ id: 4, line: 3 }), statement({ id: 5, input: 0 }),
  ];
  const groups = logOf({ statements, events: [event('commit', { id: 1 }), event('commit', { id: 2 })], transactions: [] }, { muted: true });

  it('are lines and inputs, and in them what was sent for one reason', () => {
    const entries = entriesOf(groups);
    expect(sectionsOf(entries).map(({ line, input, blocks }) => [line ?? `>${input}`, ...blocks.map(({ words, muted, items }) => `${words}${muted ? ' (muted)' : ''} ${items.length}`)]))
      .toEqual([[2, '`create_all` (muted) 1', 'commit 2'], [3, 'sent without a session 1'], ['>0', 'sent without a session 1']]);
    expect(sectionsOf(entries.slice(-2)).map(({ id }) => id)).toEqual([4, 5]);
  });

  it('fold what nobody asked for by itself into one place', () => {
    const muted = (['setup', 'create_all', 'create_all', 'setup'] as const).map((origin, i) => statement({ id: i + 1, line: 2, origin, kind: i === 2 ? 'ddl' : 'pragma', sql: `PRAGMA ${i}` }));
    const entries = entriesOf(logOf({ statements: muted, events: [], transactions: [] }, { muted: true }));
    const [block] = sectionsOf(entries)[0]?.blocks ?? [];
    expect([block?.words, block?.items.length, entries.length]).toEqual(['`create_all` and the set-up of the connection', 4, 1]);
    expect(block && partsOf(block).map(({ words, items }) => `${words} ${items.length}`)).toEqual(['set-up of the connection 1', '`create_all` asks which tables there are 1', '`create_all` 1', 'set-up of the connection 1']);
    expect([mutedWords(['setup']), mutedWords(['drop_all', 'create_all'])]).toEqual(['set-up of the connection', '`create_all` and `drop_all`']);
  });

  it.each([
    ['query: `T.query.all()`', 'for t in T.query.all():', 'query'], ['through the session: `s.execute(x)`', 's.execute(x)', 'through the session'], ['`con.execute(x)`', 'con.execute(x)', ''],
    ['`con.executescript(""" CREATE`', 'con.executescript("""', ''], ['query: `T.query.all()`', '', 'query: `T.query.all()`'], ['autoflush before `T.query.all()`', 'T.query.all()', 'autoflush before `T.query.all()`'],
    ['lazy load of `T.x`', 'T.x', 'lazy load of `T.x`'], ['`create_all`', 'x = 1', '`create_all`'],
  ])('%s beside %s: %s', (words, source, shown) => expect(causeBeside(words, source)).toBe(shown));

  it('are summed up for the margin', () => {
    const many = Array.from({ length: 10 }, (_, i) => statement({ id: i, line: 7, sql: `SELECT  ${i % 9}\nFROM ${'t'.repeat(100)}` }));
    const [summary] = linesOf({ statements: many, events: [], transactions: [] }).values();
    const text = summary ? summaryText(summary).split('\n') : [];
    expect(text.slice(0, 2)).toEqual(['Line 7 sent 10 statements:', `2 × SELECT 0 FROM ${'t'.repeat(56)} …`]);
    expect(text.at(-1)).toBe('… and 1 more');
  });
});

describe('SQL', () => {
  const text = (sql: string): string => formattedSql(sql).map((piece) => piece.text).join('');
  it.each([
    ['SELECT a.x AS y, b.z \nFROM a JOIN b ON a.x = b.x LEFT OUTER JOIN c ON c.x = 1 \nWHERE a.x BETWEEN ? AND ? AND b.z = 2 ORDER BY a.x', 'SELECT a.x AS y, b.z\nFROM a\n  JOIN b ON a.x = b.x\n  LEFT OUTER JOIN c ON c.x = 1\nWHERE a.x BETWEEN ? AND ?\n  AND b.z = 2\nORDER BY a.x'],
    ['SELECT 1 FROM (SELECT x FROM t WHERE y AND z)', 'SELECT 1\nFROM (SELECT x FROM t WHERE y AND z)'],
    ['\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id, x)\n)\n\n', 'CREATE TABLE t (\n  id INTEGER NOT NULL,\n  PRIMARY KEY (id, x)\n)'],
    ["INSERT INTO t (a, b) VALUES ('FROM  x', ?) RETURNING id", "INSERT INTO t (a, b)\nVALUES ('FROM  x', ?)\nRETURNING id"],
    ['DELETE FROM t WHERE x = 1', 'DELETE FROM t\nWHERE x = 1'], ['INSERT INTO t DEFAULT VALUES', 'INSERT INTO t DEFAULT VALUES'],
    [`SELECT ${['aa', 'bb', 'cc'].map((n) => `exams.${n} AS exams_${n}_long`).join(', ')} FROM t`, 'SELECT exams.aa AS exams_aa_long, exams.bb AS exams_bb_long,\n    exams.cc AS exams_cc_long\nFROM t'],
    ['SELECT 1 -- FROM x\n, 2', 'SELECT 1 -- FROM x\n, 2'],
    ["SELECT 'never ends", "SELECT 'never ends"], ['', ''],
  ])('%j stands in lines', (sql, lines) => expect(text(sql)).toBe(lines));

  it('is cut into pieces that make it up again', () => {
    const sql = "SELECT \"a b\", [c], x'00', 'it''s', 1.5e3, ?1, :n -- no\n/* c */ FROM t1 WHERE é <> 2; 'open";
    expect(sqlTokens(sql).map((piece) => piece.text).join('')).toBe(sql);
    expect(sqlTokens("select é, 'x' from t where n >= ?").filter(({ kind }) => kind !== 'gap').map(({ kind }) => kind)).toEqual(['keyword', 'word', 'sign', 'string', 'keyword', 'word', 'keyword', 'word', 'sign', 'mark']);
  });

  it('is told by the rows that it changed', () => {
    const change = (table: string, operation: RowChange['operation'], rest: Partial<RowChange> = {}): RowChange => ({ table, operation, columns: [], keyColumns: [], key: [], ...rest });
    const cascaded = (n: number): RowChange => change('l', 'delete', { cause: { kind: 'foreign-key' }, keyColumns: [0, 1], key: [1, n] });
    expect(changesText([statement({ kind: 'insert', changes: [change('t', 'insert'), change('t', 'insert')] }), statement({ kind: 'delete', changes: [cascaded(1), cascaded(2)], cut: { rows: 5 } })]))
      .toBe('2 rows inserted into t, 2 rows deleted from l by ON DELETE CASCADE: (1, 1) (1, 2), 5 more rows changed');
    expect(changesText([statement({ kind: 'delete', changes: [change('e', 'update', { cause: { kind: 'foreign-key' }, keyColumns: [0], key: [7], before: [7, 1], after: [7, null] })] })])).toBe('1 row changed in e by ON DELETE SET NULL: 7');
    expect(changesText([statement({ kind: 'transaction', changes: [change('t', 'delete'), change('u', 'insert')] })])).toBe('takes back: 1 row inserted into t, 1 row deleted from u');
    expect(changesText([statement()])).toBe('');
  });

  it('has blobs and what was left out among its values', () => {
    expect([parametersText([{ $blob: 3 }]), parametersText([...Array.from({ length: 60 }, (_, i) => [i]), { $more: 900 }])]).toEqual(['(<3 bytes>,)', expect.stringMatching(/, \(49,\), … 910 more\]$/)]);
  });
});
