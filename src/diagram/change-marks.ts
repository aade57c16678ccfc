import type { SqlValue, Table } from '../engine/protocol.ts';
import type { TableState } from '../history/history.ts';
import { countMarks, countWords, type RowCounts } from '../history/moment.ts';
import type { RowState } from '../history/track.ts';
import type { Mark } from './drawing.ts';
import { sameName } from './relationships.ts';

/** Pairs that are named on a line; more are counted. */
const NAMED = 2;

/** What a stop of the past did to tables, to the links of their foreign keys, and to association rows. */
export class ChangeMarks {
  constructor(private readonly tables: readonly TableState[]) {}

  /** What was done to a table and its rows. */
  table(table: Table): Mark | undefined {
    const state = this.#of(table);
    if (!state) return undefined;
    const counts = countMarks(state.rows);
    const words = [state.mark, countWords(counts)].filter(Boolean).join(', ');
    const own = state.mark && ({ created: 'inserted', altered: 'changed', dropped: 'deleted' } as const)[state.mark];
    return words === '' ? undefined : { kind: own ?? kindOf(counts), words };
  }

  /** The links that a foreign key of a table got, lost or turned elsewhere. */
  key(table: Table, columns: readonly string[]): Mark | undefined {
    const counts = countMarks(this.#links(table, columns));
    const words = countWords(counts);
    return words === '' ? undefined : { kind: kindOf(counts), words };
  }

  /** The rows of an association table, as links between the tables that it joins. */
  link(table: Table, columns: readonly string[]): Mark | undefined {
    const rows = this.#links(table, columns);
    const mark = this.key(table, columns);
    if (!mark || rows.length > NAMED) return mark;
    const pairs = rows.map((row) => `(${valuesOf(this.#of(table), row, columns).join(', ')}) ${row.mark}`);
    return { kind: mark.kind, words: pairs.join(', ') };
  }

  /** Rows whose link in these columns was made, removed or changed. */
  #links(table: Table, columns: readonly string[]): RowState[] {
    const state = this.#of(table);
    return (state?.rows ?? []).filter((row) => {
      if (!row.mark) return false;
      const now = valuesOf(state, row, columns);
      if (row.mark !== 'changed') return now.every((value) => value !== null);
      const before = valuesOf(state, { values: row.before ?? [] }, columns);
      return now.some((value, i) => value !== before[i]);
    });
  }

  #of(table: Table): TableState | undefined {
    return this.tables.find((state) => sameName(state.table.name, table.name));
  }
}

function valuesOf(state: TableState | undefined, { values }: Pick<RowState, 'values'>, columns: readonly string[]): SqlValue[] {
  return columns.map((column) => values[(state?.columns ?? []).findIndex((name) => sameName(name, column))] ?? null);
}

function kindOf({ inserted, changed, deleted }: RowCounts): Mark['kind'] {
  if (deleted > 0 && inserted + changed === 0) return 'deleted';
  return inserted > 0 && changed + deleted === 0 ? 'inserted' : 'changed';
}
