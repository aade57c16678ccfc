import { describe, expect, it } from 'vitest';
import { diagramView } from '../../src/diagram/diagram-view.ts';
import { erDiagram } from '../../src/diagram/er.ts';
import { ROW_LIMITS, rowsDiagram, rowsLeftOut } from '../../src/diagram/rows.ts';
import type { Moment } from '../../src/history/moment.ts';
import type { RowState } from '../../src/history/track.ts';
import { associationTable } from './diagram-fixtures.ts';

/** Rows of teachers, students and of what joins them, and what a stop did to them. */
function school(teachers: RowState[], students: RowState[], links: RowState[]): Moment {
  const schema = associationTable();
  const rows = [teachers, students, links];
  const tables = schema.tables.map((table, i) => ({ table, columns: table.columns.map(({ name }) => name), rows: rows[i] ?? [], cut: false }));
  return { schema, tables } as unknown as Moment;
}
const row = (id: number, values: RowState['values'], mark?: RowState['mark'], before?: RowState['values']): RowState => ({ id, values, ...(mark ? { mark } : {}), ...(before ? { before } : {}) });
const ann = row(1, [1, 'Ann']);
const cy = row(1, [1, 'Cy', null]);
const di = row(2, [2, 'Di', null]);

describe('tables at a stop', () => {
  const past = school([row(1, [1, 'Anna'], 'changed', [1, 'Ann'])], [cy, di], [row(1, [1, 1], 'deleted'), row(2, [1, 2], 'inserted'), row(3, [2, 2])]);
  const marks = (logical: boolean) => {
    const { names, edges } = erDiagram(past.schema, { logical, past: past.tables });
    return [Object.values(names).map((name) => 'mark' in name && name.mark), edges.map(({ mark }) => mark)];
  };

  it('are marked with what it did to them, and to the links between them', () => {
    const both = { kind: 'changed', words: '1 inserted, 1 deleted' };
    expect(marks(false)).toEqual([[{ kind: 'changed', words: '1 changed' }, false, both], [both, both]]);
    expect(marks(true)).toEqual([[{ kind: 'changed', words: '1 changed' }, false], [{ kind: 'changed', words: '(1, 1) deleted, (1, 2) inserted' }]]);
  });

  it('have the same text with and without marks, so that nothing moves', () => {
    expect(erDiagram(past.schema, { past: past.tables }).text).toBe(erDiagram(past.schema).text);
  });

  it('are said in words too', () => {
    const view = diagramView('er', { schema: null, models: null, objects: null, past }, 'wide', false);
    expect(view.words?.lists[0]).toEqual({ title: 'What the stop did', items: ['teachers: 1 changed.', 'teacher_students: 1 inserted, 1 deleted.'] });
  });

  it('may have come or gone', () => {
    const [teachers, ...others] = past.tables;
    const made = erDiagram(past.schema, { past: teachers ? [{ ...teachers, rows: [], mark: 'dropped' }, ...others] : [] });
    expect(made.names['t0']).toMatchObject({ mark: { kind: 'deleted', words: 'dropped' } });
  });
});

describe('rows at a stop', () => {
  it('are boxes, and association rows are lines between them', () => {
    const { names, edges, things } = rowsDiagram(school([row(1, [1, 'Anna'], 'changed', [1, 'Ann'])], [cy, di], [row(1, [1, 1]), row(2, [1, 2], 'inserted')]), null);
    expect(Object.values(names)).toMatchObject([
      { title: 'teachers 1', kind: 'changed', note: 'changed', rows: [{ name: 'id', detail: '1' }, { name: 'name', detail: "'Ann' → 'Anna'", tone: 'changed' }] },
      { title: 'students 1', kind: 'persistent', note: '' }, { title: 'students 2' },
    ]);
    expect(edges.map(({ from, to, kind, label, dashed }) => [from, to, kind, label, dashed])).toEqual([
      ['o0', 'o2', 'inserted', 'teacher_students (1, 2), inserted', false], ['o0', 'o1', 'many-to-many', 'teacher_students (1, 1)', false],
    ]);
    expect(things.edges[0]).toEqual({ kind: 'row', table: 'teacher_students', columns: ['teacher_id', 'student_id'], values: [1, 2] });
  });

  it('have the names of their classes where these are known', () => {
    const models = { models: [{ id: 'm0', name: 'Teacher', table: 'Teachers', inherits: null, state: 'configured' as const, failure: null, columns: [], relationships: [], proxies: [] }], notes: [] };
    expect(rowsDiagram(school([ann], [cy], []), models).names).toMatchObject({ o0: { title: 'Teacher 1' }, o1: { title: 'students 1' } });
  });

  it('that the stop touched are drawn before the others, and the rest is counted', () => {
    const many = Array.from({ length: 200 }, (_, i) => row(i + 1, [i + 1, 'x', null]));
    const past = school([ann], [...many, row(900, [900, 'New', null], 'inserted')], []);
    const boxes = Object.values(rowsDiagram(past, null).names);
    expect(boxes).toHaveLength(ROW_LIMITS.boxes);
    expect(boxes.at(-1)).toMatchObject({ title: 'students 900', kind: 'inserted' });
    expect(rowsLeftOut(past)).toBe(202 - ROW_LIMITS.boxes);
    const { notes } = diagramView('objects', { schema: null, models: null, objects: null, past }, 'wide', false);
    expect(notes).toEqual([`The picture shows ${ROW_LIMITS.boxes} rows, those that the stop touched first; the data panel has ${202 - ROW_LIMITS.boxes} more.`]);
  });

  it('are said in words, and that there are none', () => {
    const view = (past: Moment) => diagramView('objects', { schema: null, models: null, objects: null, past }, 'wide', false);
    expect(view(school([row(1, [1, 'Anna'], 'changed', [1, 'Ann'])], [], [])).words).toMatchObject({
      summary: '1 row in 3 tables.', tables: [{ name: 'teachers', head: ['Row', 'id', 'name', 'What the stop did'], rows: [['1', '1', "'Ann' → 'Anna'", 'changed']] }],
    });
    expect(view(school([], [], []))).toMatchObject({ empty: 'There were no rows yet.', drawing: null, words: null });
  });
});
