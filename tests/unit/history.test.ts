import { describe, expect, it } from 'vitest';
import type { RowChange, SchemaChange, SqlValue, Statement, Table, TraceBase } from '../../src/engine/protocol.ts';
import { History } from '../../src/history/history.ts';
import { statement } from './trace-fixtures.ts';

const table = (name: string, ...columns: string[]): Table => ({
  name, kind: 'entity', primaryKey: ['id'], foreignKeys: [], uniques: [], indexes: [], rowCount: 0, sql: `${name}(${columns.join()})`,
  columns: columns.map((column) => ({ name: column, type: '', notNull: false, default: null, primaryKey: column === 'id' ? 1 : 0, generated: false })),
});
const TEACHERS = table('teachers', 'id', 'name');
const define = (now: Table, former?: string): SchemaChange => ({ database: 'a.db', table: now.name, now, ...(former === undefined ? {} : { former }) });
const drop = (name: string): SchemaChange => ({ database: 'a.db', table: name, now: null });

function row(operation: RowChange['operation'], id: number, before?: SqlValue[], after?: SqlValue[], name = 'teachers'): RowChange {
  return { table: name, operation, columns: ['id', 'name'], keyColumns: [0], key: [id], rowid: id, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}
const insert = (id: number, name: string, into?: string) => row('insert', id, undefined, [id, name], into);

/** Statements that changed so much, one after the other. */
const statements = (...parts: Partial<Statement>[]) => parts.map((part, i) => statement({ id: i + 1, database: 'a.db', ...part }));

const BASE: TraceBase[] = [{ database: 'a.db', tables: [{ table: TEACHERS, columns: ['id', 'name'], keyColumns: [0], rows: [{ rowid: 1, values: [1, 'Ada'] }, { rowid: 2, values: [2, 'Bo'] }] }] }];

const shown = (history: History, stop: number) => history.stateAt(stop, 'a.db').map(({ table: { name }, rows, mark = '' }) => (
  `${mark} ${name}: ${rows.map(({ values, mark: made = '', before }) => `${made}(${before ? `${before.join()}→` : ''}${values.join()})`).join(' ')}`.trim()
));

describe('the history of a run', () => {
  const history = History.of([{ statements: statements(
    { schema: [define(TEACHERS)] }, { changes: [insert(2, 'Bo'), insert(1, 'Ada')] }, { kind: 'select' },
    { changes: [row('update', 1, [1, 'Ada'], [1, 'Al'])] }, { changes: [row('delete', 2, [2, 'Bo'])] }, { schema: [drop('teachers')], changes: [row('delete', 1, [1, 'Al'])] },
  ) }]);

  it('has a stop for the start and for each statement that changed something', () => {
    expect(history.stops.map(({ kind, statement: made, inserted, changed, deleted, schema }) => [kind, made?.id, inserted, changed, deleted, schema])).toEqual([
      ['start', undefined, 0, 0, 0, false], ['statement', 1, 0, 0, 0, true], ['statement', 2, 2, 0, 0, false], ['statement', 4, 0, 1, 0, false],
      ['statement', 5, 0, 0, 1, false], ['statement', 6, 0, 0, 1, true],
    ]);
    expect([1, 2, 3, 4, 9].map((id) => history.stopOf({ id }))).toEqual([1, 2, 2, 3, 5]);
  });

  it('tells what there was, and what the stop did to it', () => {
    expect(history.stops.map((_, stop) => shown(history, stop))).toEqual([
      [], ['created teachers:'], ['teachers: inserted(1,Ada) inserted(2,Bo)'], ['teachers: changed(1,Ada→1,Al) (2,Bo)'],
      ['teachers: (1,Al) deleted(2,Bo)'], ['dropped teachers: deleted(1,Al)'],
    ]);
    expect(history.schemaAt(2, 'a.db')).toMatchObject({ database: 'a.db', tables: [{ name: 'teachers', rowCount: 2 }] });
    expect([history.schemaAt(5, 'a.db').tables, history.databasesAt(0), history.databasesAt(3)]).toEqual([[], [], ['a.db']]);
    expect(history.tableAt(3, 'a.db', 'TEACHERS')).toMatchObject({ columns: ['id', 'name'], cut: false });
    expect(history.tableAt(0, 'a.db', 'teachers')).toBeUndefined();
  });
});

describe('the history begins and goes on', () => {
  it('with what was there before', () => {
    const history = History.of([{ base: BASE, statements: statements({ changes: [row('delete', 1, [1, 'Ada'])] }) }]);
    expect([shown(history, 0), shown(history, 1)]).toEqual([['teachers: (1,Ada) (2,Bo)'], ['teachers: deleted(1,Ada) (2,Bo)']]);
  });

  it('at the prompt, where others may have changed something meanwhile', () => {
    const first = History.of([{ statements: statements({ schema: [define(TEACHERS)] }, { changes: [insert(1, 'Ada'), insert(3, 'Cy')] }) }]);
    const later = first.with({ base: BASE, statements: [statement({ id: 3, database: 'a.db', changes: [insert(4, 'Di')] })] });
    expect(later.stops.slice(3)).toMatchObject([{ kind: 'outside', inserted: 1, changed: 0, deleted: 1, schema: false }, { kind: 'statement' }]);
    expect([shown(later, 3), shown(later, 4)]).toEqual([['teachers: (1,Ada) inserted(2,Bo) deleted(3,Cy)'], ['teachers: (1,Ada) (2,Bo) inserted(4,Di)']]);
    expect([first.stops.length, shown(first, 2)]).toEqual([3, ['teachers: inserted(1,Ada) inserted(3,Cy)']]);
    const gone = later.with({ base: [{ database: 'a.db', tables: [] }], statements: [] });
    expect(shown(gone, 5)[0]).toMatch(/^dropped teachers: deleted/);
  });

  it('at a new engine, which tells everything again, without a stop for what is as it was', () => {
    const first = History.of([{ base: BASE, statements: statements({ kind: 'select' }) }]);
    expect(first.with({ base: BASE, statements: [] }).stops).toHaveLength(1);
  });
});

it('tables keep their rows when they are renamed or altered, and begin anew when they are dropped and made again', () => {
  const wider = table('people', 'id', 'name', 'room');
  const history = History.of([{ base: BASE, statements: statements(
    { schema: [define(table('people', 'id', 'name'), 'teachers')] }, { schema: [define(wider)], changes: [{ ...row('update', 1, [1, 'Ada'], [1, 'Ada', 7], 'people') }] },
    { schema: [drop('people'), define(TEACHERS)], changes: [insert(1, 'New')] },
  ) }]);
  expect([1, 2, 3].map((stop) => shown(history, stop))).toEqual([
    ['altered people: (1,Ada) (2,Bo)'], ['altered people: changed(1,Ada→1,Ada,7) (2,Bo)'],
    ['dropped people: deleted(1,Ada,7) deleted(2,Bo)', 'created teachers: inserted(1,New)'],
  ]);
});

it('says where not all rows are known, from there on', () => {
  const history = History.of([{ base: BASE, statements: statements({ changes: [insert(3, 'Cy')] }, { changes: [row('delete', 9)], cut: { tables: ['teachers'] } }, { changes: [insert(4, 'Di')] }) }]);
  expect([0, 1, 2, 3].map((stop) => history.tableAt(stop, 'a.db', 'teachers')?.cut)).toEqual([false, false, true, true]);
});
