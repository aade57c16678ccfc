import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/advice/diagnose.ts';
import { explain } from '../../src/advice/explain.ts';
import type { Patient } from '../../src/advice/patient.ts';
import type { RunError, RunWarning, Statement, Table, Transaction } from '../../src/engine/protocol.ts';

/* What real programs earn is tested on the real engine; here are the cases at the edge. */

const error = (message: string, more: Partial<RunError> = {}): RunError => ({ type: 'Error', message, traceback: message, ...more });

describe('an explanation', () => {
  it.each([
    'division by zero',
    "'dict' object has no attribute 'filter'",
    "type object 'datetime' has no attribute 'parse'",
    "name 'foo' is not defined",
    'list.remove(x): x not in list',
    'greet() takes 1 positional argument but 2 were given',
    'No such luck',
    '',
  ])('is not made up for %j', (message) => {
    expect(explain(error(message, { line: 1 }), 'x = 1\n')).toBeNull();
  });

  it('carries the line that failed, unless another is at fault, and SQLAlchemy’s link', () => {
    const told = explain(error('(sqlite3.OperationalError) no such table: a\n(Background on this error at: https://sqlalche.me/e/20/e3q8)', { line: 3 }), '');
    expect(told).toMatchObject({ rule: 'no-such-table', line: 3, link: 'https://sqlalche.me/e/20/e3q8', models: false });
    expect(explain(error('no such table: a'), '')).not.toHaveProperty('line');
  });

  it('suggests what was probably meant', () => {
    const code = 'class Student(db.Model):\n    name = 1\n';
    expect(explain(error("'nmae' is an invalid keyword argument for Student"), code)?.fixes[0]?.label).toBe('Write `name=`');
    expect(explain(error('no such table: studnet'), code)?.fixes[0]?.label).toBe('Write `student`');
    expect(explain(error("'qqq' is an invalid keyword argument for Student"), code)?.fixes[0]?.label).toBe('Or add `qqq` to the class');
  });

  it('of a pair tells a statement from a flush', () => {
    const pair = (type: string, line: string) => explain(error('(sqlite3.IntegrityError) UNIQUE constraint failed: links.a, links.b', { type, line: 1 }), `${line}\n`);
    const flushed = pair('sqlalchemy.exc.IntegrityError', 'db.session.commit()');
    const sent = pair('sqlalchemy.exc.IntegrityError', 'db.session.execute(links.insert(), rows)');
    const plain = pair('sqlite3.IntegrityError', 'add(con)');
    expect([flushed, sent, plain].map((told) => /back_populates/.test(JSON.stringify(told)))).toEqual([true, false, false]);
    expect([sent, plain].map((told) => told?.fixes[0]?.label)).toEqual([expect.stringContaining('on_conflict_do_nothing'), expect.stringContaining('INSERT OR IGNORE')]);
  });

  it('survives messages that end early or are enormous', () => {
    for (const message of ['UNIQUE constraint failed: ', 'UNIQUE constraint failed: a', 'One or more mappers failed to initialize', `no such table: ${'x'.repeat(100_000)}`]) {
      expect(() => explain(error(message), `class ${'X'.repeat(90_000)}:\n    x = 1\n`)).not.toThrow();
    }
  });
});

const healthy: Patient = { code: '', error: null, warnings: [], statements: [], transactions: [], schema: null, models: null, unsaved: null, prompted: false, uncommitted: [], dangling: [] };
const rules = (patient: Partial<Patient>): string[] => diagnose({ ...healthy, ...patient }).map(({ rule, severity }) => `${severity} ${rule}`);

const column = (name: string, primaryKey = 0): Table['columns'][number] => ({ name, type: 'INTEGER', notNull: false, default: null, primaryKey, generated: false });
const key = (name: string, table: string): Table['foreignKeys'][number] => ({ columns: [name], table, referred: ['id'], onDelete: 'NO ACTION', onUpdate: 'NO ACTION' });
const links = (more: Partial<Table> = {}): Table => ({
  name: 'links', kind: 'association-table', columns: [column('a_id'), column('b_id')], primaryKey: ['a_id', 'b_id'],
  foreignKeys: [key('a_id', 'a'), key('b_id', 'b')], uniques: [], indexes: [], rowCount: 0, sql: '', ...more,
});
const schema = (...tables: Table[]): Patient['schema'] => ({ database: 'x', tables, views: [], triggers: [] });
const sent = (sql: string, connection: number, kind: Statement['kind']): Statement => ({ id: 0, sql, parameters: [], rows: 1, ms: 0, kind, origin: 'program', connection, database: 'x' });
const saWarning = (message: string, line = 1): RunWarning => ({ category: 'sqlalchemy.exc.SAWarning', message, line });

describe('the doctor', () => {
  it('has nothing to say of the healthy, nor of what it does not know', () => {
    expect(rules({})).toEqual([]);
    expect(rules({ warnings: [{ category: 'UserWarning', message: 'x' }], error: error('division by zero') })).toEqual([]);
    expect(rules({ schema: schema(links()) })).toEqual([]);
  });

  it('puts the worst first, and says a thing once', () => {
    const told = rules({
      code: 'class A:\n    pass\n',
      warnings: [saWarning('The Query.get() method is considered legacy'), saWarning('Odd thing. More.'), saWarning('Odd thing. More.')],
      error: error('Attribute name \'metadata\' is reserved', { line: 1 }),
    });
    expect(told).toEqual(['error reserved-name', 'warning sqlalchemy-warning', 'note legacy-get']);
  });

  it.each<[string, Partial<Table>, string[]]>([
    ['no key', { primaryKey: [] }, ['warning association-table-without-key']],
    ['a unique pair', { primaryKey: [], uniques: [['b_id', 'a_id']] }, []],
    ['a unique pair with something else', { primaryKey: [], uniques: [['b_id', 'a_id', 'day']] }, ['warning association-table-without-key']],
    ['one side unique', { uniques: [['a_id']] }, ['warning key-on-one-side']],
    ['an entity', { kind: 'entity', primaryKey: [] }, []],
    ['an object with a number', { kind: 'association-object', columns: [column('id', 1), column('a_id'), column('b_id'), column('grade')], primaryKey: ['id'] }, ['note association-object-without-key']],
    ['an object with the pair', { kind: 'association-object', columns: [column('a_id'), column('b_id'), column('grade')] }, []],
    ['linked with itself', { primaryKey: [], foreignKeys: [key('a_id', 'a'), key('b_id', 'a')] }, ['warning association-table-without-key']],
  ])('looks at a table: %s', (_, table, told) => {
    expect(rules({ schema: schema(links(table)) })).toEqual(told);
  });

  it('knows connections apart when it comes to foreign keys', () => {
    const on = sent('PRAGMA foreign_keys = ON', 1, 'pragma');
    const told = (...statements: Statement[]): string[] => rules({ schema: schema(links()), statements });
    expect(told(sent('INSERT INTO links …', 1, 'insert'))).toEqual(['note foreign-keys-off']);
    expect(told(on, sent('INSERT INTO links …', 1, 'insert'))).toEqual([]);
    expect(told(on, sent('INSERT INTO links …', 2, 'insert'))).toEqual(['warning foreign-keys-on-one-connection']);
    expect(told(sent('pragma foreign_keys(1)', 1, 'pragma'), sent('DELETE …', 1, 'delete'))).toEqual([]);
    expect(told(sent('PRAGMA foreign_keys', 1, 'pragma'), sent('DELETE …', 1, 'delete'))).toEqual(['note foreign-keys-off']);
    expect(told(sent('PRAGMA foreign_keys = OFF', 1, 'pragma'), sent('UPDATE …', 1, 'update'))).toEqual(['note foreign-keys-off']);
    expect(told(sent('SELECT 1', 1, 'select'))).toEqual([]);
    expect(rules({ schema: schema(links({ kind: 'entity', foreignKeys: [] })), statements: [sent('INSERT …', 1, 'insert')] })).toEqual([]);
  });

  it('tells of a missing commit, unless an error explains it', () => {
    const pending = { pending: 1, flushed: 0, dropped: 0 };
    expect(rules({ unsaved: pending })).toEqual(['warning not-committed']);
    expect(rules({ unsaved: pending, prompted: true })).toEqual(['note not-committed']);
    expect(rules({ unsaved: pending, error: error('no such table: a') })).toEqual([]);
    expect(rules({ uncommitted: ['x.db'] })).toEqual(['warning not-committed']);
    const [lost, one] = [2, 1].map((dropped) => diagnose({ ...healthy, unsaved: { pending: 0, flushed: 0, dropped, line: 7 } })[0]);
    expect(lost).toMatchObject({ rule: 'work-lost', line: 7, title: '2 objects were lost: the session was closed without a commit.' });
    expect(one?.title).toMatch(/^1 object was lost/);
  });

  it('tells of writes that were rolled back without anybody asking', () => {
    const insert = (more: Partial<Statement> = {}): Statement => ({ ...sent('INSERT …', 1, 'insert'), id: 1, transaction: 1, changes: [{ table: 'links', operation: 'insert', columns: [], keyColumns: [], key: [1] }], ...more });
    const end = (call: string): Statement => ({ ...sent('ROLLBACK', 1, 'transaction'), id: 2, transaction: 1, call, line: 9 });
    const transaction: Transaction = { id: 1, connection: 1, database: 'x', first: 0, last: 2, fate: 'rolled back' };
    const told = (statements: Statement[], fate: Transaction['fate'] = 'rolled back') => diagnose({ ...healthy, statements, transactions: [{ ...transaction, fate }] });
    expect(told([insert(), end('app.app_context()')])).toMatchObject([{ rule: 'work-lost', line: 9, title: 'Changes to `links` were lost: there was no commit.' }]);
    expect(told([insert(), end('db.session.rollback()')])).toEqual([]);
    expect(told([insert({ error: 'UNIQUE constraint failed' }), end('db.session.commit()')])).toEqual([]);
    expect(told([insert({ origin: 'create_all' }), end('db.create_all()')])).toEqual([]);
    expect(told([insert(), end('app.app_context()')], 'committed')).toEqual([]);
    expect(told([end('app.app_context()')])).toEqual([]);
  });

  it('tells two relationships on one link once, whatever the number of columns', () => {
    const warn = (column: string): RunWarning => saWarning(`relationship 'Student.teachers' will copy column ${column} to column links.${column}, which conflicts with relationship(s): 'Teacher.students' (copies x to y). If this is not the intention`);
    expect(rules({ warnings: [warn('a_id'), warn('b_id')] })).toEqual(['warning missing-back-populates']);
  });

  it('quotes a warning that it does not know, and cuts what is long', () => {
    const [told] = diagnose({ ...healthy, warnings: [saWarning(`${'word '.repeat(100)}end. More`, 4)] });
    expect(told).toMatchObject({ rule: 'sqlalchemy-warning', line: 4, original: expect.stringContaining('end. More') });
    expect(told?.title.length).toBeLessThan(230);
    expect(rules({ warnings: [{ category: 'sqlalchemy.exc.MovedIn20Warning', message: 'Old. ' }] })).toEqual(['note old-style']);
  });
});
