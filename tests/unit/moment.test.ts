import { describe, expect, it } from 'vitest';
import type { RowChange, SqlValue, Statement, Table } from '../../src/engine/protocol.ts';
import { History } from '../../src/history/history.ts';
import { changedPlaces, countMarks, countWords, Moment } from '../../src/history/moment.ts';
import { stopSentence, stopWords } from '../../src/components/timeline-words.ts';
import { statement } from './trace-fixtures.ts';

const table = (name: string): Table => ({
  name, kind: 'entity', primaryKey: ['id'], foreignKeys: [], uniques: [], indexes: [], rowCount: 0, sql: name,
  columns: ['id', 'name'].map((column) => ({ name: column, type: '', notNull: false, default: null, primaryKey: column === 'id' ? 1 : 0, generated: false })),
});
const change = (operation: RowChange['operation'], id: number, before?: SqlValue[], after?: SqlValue[]): RowChange => ({
  table: 'teachers', operation, columns: ['id', 'name'], keyColumns: [0], key: [id], rowid: id, ...(before ? { before } : {}), ...(after ? { after } : {}),
});
const run = (...parts: Partial<Statement>[]): History =>
  History.of([{ statements: parts.map((part, i) => statement({ id: i + 1, database: 'a.db', line: i + 1, ...part })) }]);

const teachers = table('teachers');
const history = run(
  { sql: 'CREATE TABLE teachers (id)', origin: 'create_all', schema: [{ database: 'a.db', table: 'teachers', now: teachers }] },
  { kind: 'insert', event: 2, transaction: 1, changes: [change('insert', 1, undefined, [1, 'Ada']), change('insert', 2, undefined, [2, 'Bo'])] },
  { kind: 'update', input: 0, changes: [change('update', 1, [1, 'Ada'], [1, 'Al']), change('delete', 2, [2, 'Bo'])], cut: { rows: 3, tables: ['big'], values: true } },
  { sql: 'DROP TABLE teachers', schema: [{ database: 'b.db', table: 'other', now: table('other') }, { database: 'a.db', table: 'teachers', now: null }], changes: [change('delete', 1, [1, 'Al'])] },
);

describe('a moment', () => {
  it('knows its tables, their rows and what was done to them', () => {
    const moment = new Moment(history, 3, 'a.db');
    expect(moment).toMatchObject({ database: 'a.db', last: 4, databases: ['a.db'], stop: { index: 3, deleted: 1 } });
    expect(moment.table('TEACHERS')?.rows.map(({ mark }) => mark)).toEqual(['changed', 'deleted']);
    expect(moment.tables).toBe(moment.tables);
    expect(countWords(countMarks(moment.table('teachers')?.rows ?? []))).toBe('1 changed, 1 deleted');
    // The deleted row is not counted.
    expect(moment.schema).toMatchObject({ database: 'a.db', tables: [{ name: 'teachers', rowCount: 1 }] });
  });

  it('keeps a dropped table in sight for its stop', () => {
    const moment = new Moment(history, 4, 'a.db');
    expect([moment.schema.tables.map(({ name }) => name), moment.table('teachers')?.mark, moment.databases]).toEqual([['teachers'], 'dropped', ['a.db', 'b.db']]);
  });

  it('of a stop that there is not is the start', () => {
    expect(new Moment(History.empty, 7, 'a.db')).toMatchObject({ stop: { index: 0, kind: 'start' }, tables: [], last: 0 });
  });

  it('tells which values of a row changed', () => {
    expect(changedPlaces({ values: [1, new Uint8Array([1]), null, 5n], before: [1, new Uint8Array([1]), 0, 6n] })).toEqual([2, 3]);
    // Of an altered table the columns are others.
    expect([changedPlaces({ values: [1, 2], before: [1] }), changedPlaces({ values: [1] })]).toEqual([[], []]);
  });
});

describe('a stop in words', () => {
  const facts = {
    events: [{ id: 1, kind: 'commit', session: 1, line: 2 }, { id: 2, kind: 'flush', session: 1, parent: 1, line: 2 }] as const,
    transactions: [{ id: 1, connection: 1, database: 'a.db', first: 2, last: 9, fate: 'rolled back' }] as const,
    began: false,
  };
  const sentences = (of: History, began = false) => of.stops.map((stop) => stopSentence(stopWords(stop, { ...facts, began }), stop.index, of.stops.length - 1));

  it('says the line, the event, the rows and what became of it', () => {
    expect(sentences(history)).toEqual([
      'Start: no tables yet.',
      'Stop 1 of 4. Line 1, create_all: table teachers created.',
      'Stop 2 of 4. Line 2, flush by the commit: 2 rows inserted into teachers. Rolled back later.',
      'Stop 3 of 4. Prompt input 1, sent without a session: 1 row changed in teachers, 1 row deleted from teachers, 3 more rows changed. Not all rows were recorded. Too much changed to be recorded whole: big. Long values are cut.',
      'Stop 4 of 4. Line 4, sent without a session: table other altered, table teachers dropped, 1 row deleted from teachers.',
    ]);
    expect(sentences(history, true)[0]).toBe('Start: the databases as the program found them.');
  });

  it('tells what others did, and what is not committed', () => {
    const later = run({ schema: [{ database: 'a.db', table: 'teachers', now: teachers }] }).with({
      base: [{ database: 'a.db', tables: [{ table: teachers, columns: ['id', 'name'], keyColumns: [0], rows: [{ rowid: 1, values: [1, 'Ada'] }] }] }],
      statements: [statement({ id: 2, database: 'a.db', transaction: 2, call: 'x'.repeat(90), changes: [change('insert', 2, undefined, [2, 'Bo'])] })],
    });
    const open = { ...facts, transactions: [{ id: 2, connection: 1, database: 'a.db', first: 2, fate: 'open' as const }] };
    expect(later.stops.slice(2).map((stop) => stopWords(stop, open))).toEqual([
      { place: 'Not the program', cause: 'SQL console, import or another connection', done: 'rows: 1 inserted in a.db', notes: [] },
      { place: 'No line of the program', cause: `${'x'.repeat(59)}…`, done: '1 row inserted into teachers', notes: ['Not committed so far.'] },
    ]);
  });
});
