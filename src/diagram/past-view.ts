import type { ModelFacts } from '../engine/protocol.ts';
import { countMarks, countWords, type Moment } from '../history/moment.ts';
import type { DiagramView } from './diagram-view.ts';
import type { Room } from './drawing.ts';
import { erDiagram } from './er.ts';
import { ROW_LIMITS, rowsDiagram, rowsLeftOut, rowsSummary, shown } from './rows.ts';
import { tablesWords } from './text.ts';
import type { WordTable } from './words.ts';

/** Rows of a table that the text version lists. */
const LISTED = 100;

/** The tables as they were at a moment, with what its stop did to them. */
export function pastTablesView(past: Moment, models: ModelFacts | null, room: Room, logical: boolean): DiagramView {
  const { schema, tables } = past;
  const none = tables.length === 0;
  const words = tablesWords(schema);
  return {
    name: logical ? 'logical' : 'er',
    lead: 'The tables as they were; what the stop inserted, changed and deleted is marked.',
    notes: [],
    title: 'Diagram of the tables as they were',
    empty: none ? 'There were no tables yet.' : null,
    drawing: none ? null : erDiagram(schema, { room, models, logical, past: tables }),
    words: none ? null : { ...words, lists: [{ title: 'What the stop did', items: doings(past) }, ...words.lists] },
  };
}

/** The rows of a moment in place of its objects, which nobody has kept. */
export function pastRowsView(past: Moment, models: ModelFacts | null, room: Room): DiagramView {
  const none = past.tables.every(({ rows }) => rows.length === 0);
  const left = rowsLeftOut(past);
  const cut = past.tables.some((table) => table.cut);
  return {
    name: 'objects',
    lead: 'The rows of then, drawn like objects. Which objects Python had then is not kept.',
    notes: [
      ...(left > 0 ? [`The picture shows ${ROW_LIMITS.boxes} rows, those that the stop touched first; the data panel has ${left.toLocaleString('en')} more.`] : []),
      ...(cut ? ['Not all rows of this moment are known.'] : []),
    ],
    title: 'Diagram of the rows as they were',
    empty: none ? 'There were no rows yet.' : null,
    drawing: none ? null : rowsDiagram(past, models, room),
    words: none ? null : { summary: `${rowsSummary(past)}.`, lists: [{ title: 'What the stop did', items: doings(past) }], title: 'Rows', tables: past.tables.filter(({ rows }) => rows.length > 0).map(rowTable) },
  };
}

function doings({ tables }: Moment): string[] {
  return tables.flatMap(({ table, mark, rows }) => {
    const words = [mark ?? '', countWords(countMarks(rows))].filter(Boolean).join(', ');
    return words === '' ? [] : [`${table.name}: ${words}.`];
  });
}

function rowTable({ table, columns, rows }: Moment['tables'][number]): WordTable {
  const left = rows.length - LISTED;
  const marked = rows.some(({ mark }) => mark !== undefined);
  return {
    name: table.name,
    kind: countWords(countMarks(rows)),
    marked,
    head: ['Row', ...columns, 'What the stop did'],
    rows: rows.slice(0, LISTED).map(({ values, before, mark }, place) => [
      String(place + 1),
      ...values.map((value, i) => (before && before.length === values.length && before[i] !== value ? `${shown(before[i] ?? null)} → ${shown(value)}` : shown(value))),
      mark ?? 'nothing',
    ]),
    notes: left > 0 ? [`${left.toLocaleString('en')} more rows.`] : [],
  };
}
