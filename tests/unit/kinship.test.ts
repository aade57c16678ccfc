import { describe, expect, it } from 'vitest';
import type { RowChange, Schema, SqlValue, Statement, Table } from '../../src/engine/protocol.ts';
import { Kinship } from '../../src/kinship/kinship.ts';
import { NamedTables } from '../../src/kinship/named-tables.ts';
import { rowOf, sourceOf } from '../../src/kinship/result-rows.ts';
import { readNamedValues, readValues } from '../../src/kinship/python-values.ts';
import { isLit, isSame, markOf, markOfRow, rowMark, statementMark, type Thing } from '../../src/kinship/thing.ts';
import { associationTable, column, foreignKey, id, schema as schemaOf, table } from './diagram-fixtures.ts';
import { statement } from './trace-fixtures.ts';

const schema = (...tables: Table[]): Schema => ({ ...schemaOf(...tables), database: 'junction.db' });
const nobody = { events: [], models: null, objects: null };

function change(name: string, columns: string[], keyColumns: number[], before: SqlValue[] | undefined, after: SqlValue[] | undefined, more: Partial<RowChange> = {}): RowChange {
  const values = after ?? before ?? [];
  const operation = before === undefined ? 'insert' : after === undefined ? 'delete' : 'update';
  return { table: name, columns, keyColumns, key: keyColumns.map((place) => values[place] ?? null), operation, ...(before ? { before } : {}), ...(after ? { after } : {}), ...more };
}

const linesOf = (kinship: Kinship, thing: Thing): string[] => [...kinship.of(thing).marks].filter((mark) => mark.startsWith('line '));

describe('rows', () => {
  const pairs = (a: number, b: number, rowid: number): Partial<RowChange> => ({ rowid, key: [rowid], columns: ['a', 'b'], after: [a, b] });

  it('without a primary key are known by all of their values, and followed through changes of them', () => {
    const log = [
      statement({ id: 1, line: 1, sql: 'INSERT INTO pairs', changes: [change('pairs', ['a', 'b'], [], undefined, [1, 1], pairs(1, 1, 7))] }),
      statement({ id: 2, line: 2, sql: 'UPDATE pairs', changes: [change('pairs', ['a', 'b'], [], [1, 1], [1, 2], pairs(1, 2, 7))] }),
    ];
    const kinship = new Kinship({ ...nobody, statements: log, schema: schema(table('pairs', [column('a'), column('b')])) });
    const row = (...values: SqlValue[]): Thing => ({ kind: 'row', table: 'Pairs', columns: ['a', 'b'], values });
    expect(linesOf(kinship, row(1, 2))).toEqual(['line 1', 'line 2']);
    expect(linesOf(kinship, row(2, 1))).toEqual([]);
    // The line of the INSERT lights the row as it is now.
    expect(kinship.of({ kind: 'line', line: 1 }).marks).toContain(rowMark('pairs', [1, 2]));
  });

  it('that got the rowid of a deleted one are other rows', () => {
    const log = [
      statement({ id: 1, line: 1, changes: [change('pairs', ['a', 'b'], [0, 1], undefined, [1, 1], { rowid: 1 })] }),
      statement({ id: 2, line: 2, changes: [change('pairs', ['a', 'b'], [0, 1], [1, 1], undefined, { rowid: 1 })] }),
      statement({ id: 3, line: 3, changes: [change('pairs', ['a', 'b'], [0, 1], undefined, [1, 2], { rowid: 1 })] }),
    ];
    const kinship = new Kinship({ ...nobody, statements: log, schema: null });
    const row = (...values: SqlValue[]): Thing => ({ kind: 'row', table: 'pairs', columns: ['a', 'b'], values });
    expect(linesOf(kinship, row(1, 2))).toEqual(['line 3']);
    expect(linesOf(kinship, row(1, 1))).toEqual(['line 1', 'line 2']);
  });

  it('of another database are not those of the one that is shown', () => {
    const log = [statement({ id: 1, line: 1, database: 'other.db', sql: 'INSERT INTO users', changes: [change('users', ['id'], [0], undefined, [1])] })];
    const kinship = (database: string): Kinship => new Kinship({ ...nobody, statements: log, schema: { ...schema(table('users', [id()])), database } });
    const row: Thing = { kind: 'row', table: 'users', columns: ['id'], values: [1] };
    expect(linesOf(kinship('other.db'), row)).toEqual(['line 1']);
    expect(linesOf(kinship('school.db'), row)).toEqual([]);
    expect(linesOf(kinship('school.db'), { kind: 'table', table: 'users' })).toEqual([]);
  });

  it('of which only the key was kept are found by it', () => {
    const log = [statement({ id: 1, line: 4, changes: [{ table: 'users', operation: 'delete', columns: ['id', 'name'], keyColumns: [0], key: [3] }], cut: { rows: 9, tables: ['users'] } })];
    const kinship = new Kinship({ ...nobody, statements: log, schema: schema(table('users', [id(), column('name')])) });
    expect(linesOf(kinship, { kind: 'row', table: 'users', columns: ['id', 'name'], values: [3, 'x'] })).toEqual(['line 4']);
  });
});

describe('foreign keys', () => {
  const exams: Schema = schema(table('teachers', [id()]), table('exams', [id(), column('teacher_id'), column('title')], { foreignKeys: [foreignKey('teacher_id', 'teachers.id')] }));
  const exam = (before: SqlValue[] | undefined, after: SqlValue[] | undefined): Statement => statement({ id: 1, line: 1, sql: 'x', changes: [change('exams', ['id', 'teacher_id', 'title'], [0], before, after)] });
  const keyIsLit = (one: Statement): boolean => {
    const { marks } = new Kinship({ ...nobody, statements: [one], schema: exams }).of({ kind: 'line', line: 1 });
    return isLit({ kind: 'foreign-key', table: 'exams', columns: ['teacher_id'], to: 'teachers' }, marks);
  };

  it.each([
    ['an insert with a value', undefined, [1, 1, 'a'], true],
    ['an insert with NULL', undefined, [1, null, 'a'], false],
    ['a change of another column', [1, 1, 'a'], [1, 1, 'b'], false],
    ['a change of the value', [1, 1, 'a'], [1, 2, 'a'], true],
    ['a change to NULL', [1, 1, 'a'], [1, null, 'a'], true],
    ['a delete', [1, 1, 'a'], undefined, true],
  ] satisfies [string, SqlValue[] | undefined, SqlValue[] | undefined, boolean][])('%s', (_, before, after, lit) => {
    expect(keyIsLit(exam(before, after))).toBe(lit);
  });

  it('are lit by a SELECT that names both tables', () => {
    expect(keyIsLit(statement({ id: 1, line: 1, sql: 'SELECT * FROM exams JOIN "teachers" ON 1' }))).toBe(true);
    expect(keyIsLit(statement({ id: 1, line: 1, sql: "SELECT * FROM exams WHERE title = 'teachers' -- teachers" }))).toBe(false);
  });
});

describe('names and values', () => {
  it('tables are found in statements as names, not in literals and comments', () => {
    const named = new NamedTables(['users', 'user tags', 'größen']);
    expect([...named.in('SELECT "User Tags".x, users.y FROM [user tags], `users`')].sort()).toEqual(['user tags', 'users']);
    expect([...named.in("SELECT 'users' /* users */ FROM größen -- users")]).toEqual(['größen']);
  });

  it('keys are read as Python writes them', () => {
    expect(readValues("1, -2, 'a, b', \"it's\", None, 1.5, 99999999999999999999")).toEqual([1, -2, 'a, b', "it's", null, 1.5, 99999999999999999999n]);
    expect(readValues("datetime.date(2024, 1, 1)")).toBeNull();
    expect([...readNamedValues("teacher_id=1, note='x, y=2', other=?")]).toEqual([['teacher_id', 1], ['note', 'x, y=2']]);
  });

  it('marks tell things apart', () => {
    expect(markOfRow('T', ['b', 'a'], ['A', 'b'], [1, 2])).toBe(rowMark('t', [2, 1]));
    expect(rowMark('t', ['1'])).not.toBe(rowMark('t', [1]));
    expect(rowMark('t', [null])).not.toBe(rowMark('t', ['null']));
    expect(rowMark('t', [new Uint8Array([1])])).not.toBe(rowMark('t', [new Uint8Array([2])]));
    expect(isSame({ kind: 'row', table: 't', columns: ['a'], values: [2n ** 60n] }, { kind: 'row', table: 't', columns: ['a'], values: [2n ** 60n] })).toBe(true);
    expect(isLit({ kind: 'statements', ids: [4, 5] }, new Set([statementMark(5)]))).toBe(true);
    expect(markOf({ kind: 'link', from: 'o1', to: 'o2', name: 'a' })).not.toBe(markOf({ kind: 'link', from: 'o2', to: 'o1', name: 'a' }));
  });
});

describe('ten thousand statements', () => {
  const statements = Array.from({ length: 10_000 }, (_, i) =>
    statement({ id: i + 1, line: (i % 50) + 1, kind: 'insert', sql: 'INSERT INTO users (id) VALUES (?)', changes: [change('users', ['id'], [0], undefined, [i], { rowid: i })] }),
  );
  const kinship = new Kinship({ ...nobody, statements, schema: schema(table('users', [id()])) });

  it('are counted, and one row among them is found', () => {
    expect(kinship.of({ kind: 'line', line: 7 }).says).toBe('Line 7: 200 statements, 200 rows of users.');
    expect(kinship.of({ kind: 'table', table: 'users' }).says).toBe('Table users: 50 lines, 10,000 statements.');
    expect(kinship.of({ kind: 'row', table: 'users', columns: ['id'], values: [4_006] }).says).toBe('Row (4006) of users: line 7, 1 statement.');
  });
});

describe('rows of an answer to a query', () => {
  it.each([
    ['SELECT * FROM teachers', ['id', 'name'], 'teachers'],
    ['select ID, upper(name) from TEACHERS', ['ID', 'upper(name)'], 'teachers'],
    ['SELECT teacher_id, student_id, name FROM teacher_students JOIN teachers ON teachers.id = teacher_id', ['teacher_id', 'student_id', 'name'], 'teacher_students'],
    // Not with its key, or not with its key for certain.
    ['SELECT name FROM teachers', ['name'], null],
    ['SELECT teacher_id FROM teacher_students', ['teacher_id'], null],
    ['SELECT count(*) AS id FROM teachers', ['id'], null],
    ['SELECT count(*) AS "id" FROM teachers', ['id'], null],
    ['SELECT teachers.id, students.email FROM teachers, students', ['id', 'email'], null],
    ['SELECT * FROM teachers a, teachers b', ['id', 'name', 'id', 'name'], null],
    ['SELECT * FROM nobody', ['id'], null],
    ['SELECT 1 AS one', ['one'], null],
  ])('%s', (sql, columns, expected) => {
    expect(sourceOf({ sql, columns }, associationTable())?.table ?? null).toBe(expected);
  });

  it('are the rows that the grid shows, by whatever order of columns; of an outer join’s gaps there are none', () => {
    const sql = 'SELECT name, student_id, teacher_id FROM teachers LEFT JOIN teacher_students ON teachers.id = teacher_id';
    const source = sourceOf({ sql, columns: ['name', 'student_id', 'teacher_id'] }, associationTable());
    if (source === null) throw new Error('Its table was not found.');
    const row = rowOf(source, ['Ann', 2, 1]);
    expect(row && markOfRow(row.table, source.primaryKey, row.columns, row.values)).toBe(rowMark('teacher_students', [1, 2]));
    expect(rowOf(source, ['Bob', null, null])).toBeNull();
    const log = [statement({ id: 1, line: 5, changes: [change('teacher_students', ['teacher_id', 'student_id'], [0, 1], undefined, [1, 2])] })];
    const kin = new Kinship({ ...nobody, statements: log, schema: { ...associationTable(), database: 'junction.db' } }).of(row ?? { kind: 'line', line: 0 });
    expect([...kin.marks]).toEqual(expect.arrayContaining(['line 5', rowMark('teachers', [1]), rowMark('students', [2]), 'key teacher_students teacher_id teachers']));
    expect(kin.says).toBe('Row (1, 2) of teacher_students: line 5, 1 statement.');
  });
});
