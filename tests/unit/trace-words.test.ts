import { describe, expect, it } from 'vitest';
import { Brackets } from '../../src/engine/trace/transactions.ts';
import { bracketOf, firstWord, isFollowed, kindOf } from '../../src/engine/trace/words.ts';

describe('what a statement is', () => {
  it.each([
    ['SELECT 1', 'select'], ['  -- a note\n/* more */ insert into t values (1)', 'insert'], ['REPLACE INTO t VALUES (1)', 'insert'],
    ['WITH c AS (SELECT 1) SELECT * FROM c', 'select'], ["WITH c(x) AS (SELECT ')') INSERT INTO t SELECT x FROM c", 'insert'],
    ['with recursive c as (values (1)) delete from t', 'delete'], ['CREATE TABLE t (x)', 'ddl'], ['drop table t', 'ddl'],
    ['PRAGMA foreign_keys', 'pragma'], ['END', 'transaction'], ['savepoint s', 'transaction'], ['ATTACH x AS y', 'other'], ['', 'other'],
  ])('%s: %s', (sql, kind) => expect(kindOf(sql)).toBe(kind));

  it('is told by its first word', () => expect(firstWord('\n;-- x\n BEGIN IMMEDIATE')).toBe('begin'));

  it.each([
    ['BEGIN IMMEDIATE', { verb: 'begin' }], ['commit;', { verb: 'commit' }], ['END TRANSACTION', { verb: 'commit' }],
    ['ROLLBACK', { verb: 'rollback' }], ['ROLLBACK TRANSACTION', { verb: 'rollback' }], ['SAVEPOINT "a b"', { verb: 'savepoint', name: 'a b' }],
    ['RELEASE SAVEPOINT s1', { verb: 'release', name: 's1' }], ['release s1', { verb: 'release', name: 's1' }],
    ['ROLLBACK TO s1', { verb: 'rollback to', name: 's1' }], ['ROLLBACK TRANSACTION TO SAVEPOINT s1', { verb: 'rollback to', name: 's1' }],
    ['SELECT 1', undefined], ['INSERT OR ROLLBACK INTO t VALUES (1)', undefined],
  ])('%s brackets %o', (sql, bracket) => expect(bracketOf(sql)).toEqual(bracket));

  it('is followed when it may change something', () => {
    expect([isFollowed('SELECT 1', true), isFollowed('COMMIT', true), isFollowed('DELETE FROM t', false), isFollowed('PRAGMA user_version = 1', false)]).toEqual([false, true, true, false]);
  });
});

describe('transactions', () => {
  const follow = (...texts: (string | { sql: string; connection?: number; error?: string; gone?: boolean })[]) => {
    const brackets = new Brackets();
    const ids = texts.map((text, id) => {
      const { sql, connection = 1, gone = false, ...rest } = typeof text === 'string' ? { sql: text } : text;
      return brackets.follow({ id: id + 1, sql, kind: 'transaction', connection, database: 'a.db', ...rest }, gone);
    });
    return { ids, transactions: brackets.take(), brackets };
  };

  it('begin and end', () => {
    const { ids, transactions } = follow('SELECT 1', 'BEGIN', 'INSERT', 'COMMIT', 'SELECT 2', 'BEGIN', 'ROLLBACK', 'BEGIN');
    expect(ids).toEqual([undefined, 1, 1, 1, undefined, 2, 2, 3]);
    expect(transactions.map(({ first, last, fate }) => [first, last, fate])).toEqual([[2, 4, 'committed'], [6, 7, 'rolled back'], [8, undefined, 'open']]);
  });

  it('hold savepoints, whose fate is their own', () => {
    const { ids, transactions } = follow('BEGIN', 'SAVEPOINT a', 'INSERT', 'SAVEPOINT b', 'ROLLBACK TO b', 'RELEASE a', 'COMMIT');
    expect(ids).toEqual([1, 2, 2, 3, 3, 2, 1]);
    expect(transactions.map(({ savepoint, parent, fate }) => [savepoint, parent, fate])).toEqual([[undefined, undefined, 'committed'], ['a', 1, 'committed'], ['b', 2, 'rolled back']]);
  });

  it('may be begun by a savepoint, and go on after a way back to it', () => {
    const released = follow('SAVEPOINT a', 'INSERT', 'RELEASE a');
    expect([released.ids, released.transactions.map(({ fate, last }) => `${fate} by ${last}`)]).toEqual([[2, 2, 2], ['committed by 3', 'committed by 3']]);
    const { ids, transactions } = follow('SAVEPOINT a', 'INSERT', 'ROLLBACK TO a', 'DELETE', 'COMMIT');
    expect(ids).toEqual([2, 2, 2, 1, 1]);
    expect(transactions.map(({ fate }) => fate)).toEqual(['committed', 'rolled back']);
    expect(follow('SAVEPOINT a', 'ROLLBACK TO a', 'RELEASE a').transactions.map(({ fate }) => fate)).toEqual(['committed', 'rolled back']);
  });

  it('belong to connections, and outlive refusals', () => {
    const { ids, transactions } = follow('BEGIN', { sql: 'BEGIN', connection: 2 }, { sql: 'COMMIT', error: 'FOREIGN KEY constraint failed' }, { sql: 'COMMIT', connection: 2 }, { sql: 'INSERT OR ROLLBACK', error: 'x', gone: true }, 'SELECT');
    expect(ids).toEqual([1, 2, 1, 2, 1, undefined]);
    expect(transactions.map(({ connection, fate, last }) => [connection, fate, last])).toEqual([[1, 'rolled back', 5], [2, 'committed', 4]]);
  });

  it('are told again while they are open, and once when they have ended', () => {
    const { brackets } = follow('BEGIN');
    brackets.follow({ id: 2, sql: 'COMMIT', kind: 'transaction', connection: 1, database: 'a.db' }, false);
    expect(brackets.take()).toMatchObject([{ id: 1, fate: 'committed', last: 2 }]);
    expect(brackets.take()).toEqual([]);
  });
});
