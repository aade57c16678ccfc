import { describe, expect, it } from 'vitest';
import type { SessionEvent, Statement, Transaction } from '../../src/engine/protocol.ts';
import { filledSql } from '../../src/trace-log/filled.ts';
import { linesOf, logOf } from '../../src/trace-log/log.ts';
import type { LogGroup } from '../../src/trace-log/log.ts';
import { statement } from './trace-fixtures.ts';

const event = (id: number, kind: SessionEvent['kind'], rest: Partial<SessionEvent> = {}): SessionEvent => ({ id, kind, session: 1, ...rest });
const numbered = (...parts: Partial<Statement>[]) => parts.map((part, i) => statement({ id: i + 1, sql: `SELECT ${i}`, ...part }));
const short = (groups: LogGroup[]) => groups.map(({ line = 0, event: outer, items }) => (
  `${line} ${outer?.kind ?? '-'}: ${items.map(({ statement: { id }, statements }) => (statements.length > 1 ? `${id}×${statements.length}` : id)).join(' ')}`
));

describe('the log', () => {
  it('is grouped by line and by what the learner called for', () => {
    const statements = numbered({ line: 3, event: 2 }, { line: 3, event: 1 }, { line: 3 }, { line: 4 }, { line: 3, event: 1 }, { input: 0, event: 3 });
    const events = [event(1, 'commit'), event(2, 'flush', { parent: 1 }), event(3, 'query')];
    const groups = logOf({ statements, events, transactions: [] });
    expect(short(groups)).toEqual(['3 commit: 1 2', '3 -: 3', '4 -: 4', '3 commit: 5', '0 query: 6']);
    expect(groups[0]?.items[0]?.events.map(({ kind }) => kind)).toEqual(['commit', 'flush']);
    expect(groups.at(-1)).toMatchObject({ input: 0 });
  });

  it('leaves out what was not asked for, and kinds that are not wanted', () => {
    const statements = numbered({ origin: 'create_all', kind: 'ddl' }, { origin: 'setup', kind: 'pragma' }, { kind: 'insert' }, { kind: 'select' });
    const ids = (options: Parameters<typeof logOf>[1]) => logOf({ statements, events: [], transactions: [] }, options).flatMap(({ items }) => items.map((item) => item.statement.id));
    expect([ids({}), ids({ muted: true }), ids({ kinds: new Set(['select']) }), ids({ muted: true, kinds: new Set(['ddl', 'insert']) })]).toEqual([[3, 4], [1, 2, 3, 4], [4], [1, 3]]);
  });

  it('says in which transactions a statement stands, and where they begin and end', () => {
    const transactions: Transaction[] = [
      { id: 1, connection: 1, database: 'a.db', first: 1, last: 4, fate: 'committed' },
      { id: 2, connection: 1, database: 'a.db', first: 2, last: 3, fate: 'rolled back', savepoint: 's', parent: 1 },
    ];
    const statements = numbered({ transaction: 1, kind: 'insert' }, { transaction: 2, kind: 'transaction' }, { transaction: 2, kind: 'update' }, { transaction: 1, kind: 'transaction' }, {});
    const told = (kinds?: Statement['kind'][]) => logOf({ statements, events: [], transactions }, kinds ? { kinds: new Set(kinds) } : {}).flatMap(({ items }) => items)
      .map(({ transactions: inside, begins, ends }) => [inside, begins, ends].map((each) => each.map(({ id }) => id).join()).join(' | '));
    expect(told()).toEqual(['1 | 1 | ', '1,2 | 2 | ', '1,2 |  | 2', '1 |  | 1', ' |  | ']);
    expect(told(['insert', 'update'])).toEqual(['1 | 1 | ', '1,2 | 2 | 1,2']);
  });
});

describe('repeated statements', () => {
  const loads = (count: number, rest: Partial<Statement> = {}) => Array.from({ length: count }, (_, i): Partial<Statement> => (
    { sql: 'SELECT students WHERE ?', parameters: [i], line: 5, call: 't.students', event: 10 + i, ...rest }
  ));
  const events = [
    event(1, 'query', { entity: 'Teacher', line: 4, call: 'Teacher.query.all()' }), event(2, 'query', { entity: 'Student', line: 4 }),
    ...Array.from({ length: 9 }, (_, i) => event(10 + i, 'lazy-load', { attribute: 'Teacher.students', entity: 'Teacher', key: [i], line: 5 })),
  ];

  it('are folded, and called what they are: N+1, with its cure', () => {
    const groups = logOf({ statements: numbered({ event: 1, line: 4 }, ...loads(4)), events, transactions: [] });
    expect(short(groups)).toEqual(['4 query: 1', '5 lazy-load: 2×4']);
    expect(groups[1]?.items[0]?.waste).toEqual({
      cause: 'lazy-load', attribute: 'Teacher.students', entity: 'Teacher', option: 'selectinload(Teacher.students)', query: { line: 4, call: 'Teacher.query.all()' },
    });
  });

  it('are found when a loop sends others between them', () => {
    const [a = {}, b = {}, c = {}] = loads(3);
    const other = { sql: 'SELECT bio', line: 6 };
    const statements = numbered(a, { ...other, parameters: [1] }, b, { ...other, parameters: [2] }, c, { ...other, parameters: [3] });
    expect(short(logOf({ statements, events, transactions: [] }))).toEqual(['5 lazy-load: 1×3', '6 -: 2×3']);
  });

  it('are left alone when they are few, far apart, refused, or not the same', () => {
    const filler = Array.from({ length: 20 }, (_, i) => ({ sql: `SELECT ${i}` }));
    const count = (...parts: Partial<Statement>[]) => logOf({ statements: numbered(...parts), events, transactions: [] }).flatMap(({ items }) => items).filter(({ statements }) => statements.length > 1).length;
    const [a = {}, b = {}, c = {}] = loads(3);
    expect([count(a, b), count(a, ...filler, b, ...filler, c), count(...loads(3, { error: 'no' })), count(a, { ...b, line: 6 }, c), count(a, b, c)]).toEqual([0, 0, 0, 0, 1]);
  });

  it('are no waste when they write, or ask the same again', () => {
    const wasteOf = (...parts: Partial<Statement>[]) => logOf({ statements: numbered(...parts), events: [...events, event(30, 'flush')], transactions: [] })[0]?.items[0]?.waste;
    expect(wasteOf(...loads(5, { kind: 'insert', event: 30 }))).toBeUndefined();
    expect(wasteOf(...loads(5, { parameters: [7] }))).toBeUndefined();
    expect(wasteOf(...loads(5, { event: 1 }))).toEqual({ cause: 'query', entity: 'Teacher' });
  });

  it('are counted by line, for the margin', () => {
    const lines = linesOf({ statements: numbered({ line: 4, event: 1, ms: 2 }, ...loads(3), { line: 9, kind: 'transaction' }, { line: 1, origin: 'create_all' }, {}), events, transactions: [] });
    expect([...lines.values()].map(({ line, statements, ms, waste }) => [line, statements.length, ms, waste?.option])).toEqual([[4, 1, 2, undefined], [5, 3, 3, 'selectinload(Teacher.students)']]);
  });
});

describe('values in their places', () => {
  it.each([
    ['SELECT ?, ?', [1, "O'x"], "SELECT 1, 'O''x'"],
    ["SELECT '?', \"?\" -- ?\n, ? /* ? */", [null], "SELECT '?', \"?\" -- ?\n, NULL /* ? */"],
    ['SELECT :a, @b, $a', { a: true, b: 2.5 }, 'SELECT 1, 2.5, 1'],
    ['SELECT ?2, ?1', ['x', 'y'], "SELECT 'y', 'x'"],
    ['SELECT :a, :b', [1, 2], 'SELECT 1, 2'],
    ['INSERT VALUES (?, ?)', [[1, 2], [3, 4]], 'INSERT VALUES (1, 2)'],
    ['INSERT VALUES (:a)', [{ a: 5 }], 'INSERT VALUES (5)'],
    ['INSERT VALUES (?)', [{ $blob: 9 }], 'INSERT VALUES (/* 9 bytes */)'],
    ['SELECT ?', [], 'SELECT ?'],
    ["SELECT strftime('%H:%M')", [], "SELECT strftime('%H:%M')"],
  ])('%s with %o', (sql, parameters, text) => expect(filledSql(sql, parameters)).toBe(text));
});
