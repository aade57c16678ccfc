import type { DatabaseName, RowChange, SqlValue, Statement } from '../engine/protocol.ts';
import { fold, rowMark, textOf } from './thing.ts';

/** One row from its INSERT to its DELETE, as far as the trace has it. */
export interface RowTrack {
  table: string;
  columns: readonly string[];
  /** Its last known values; absent when only its key is known. */
  values?: readonly SqlValue[];
  /** The values of its primary key; empty when the table has none. */
  key: readonly SqlValue[];
  /** The marks that it has had: a row without a primary key gets another when it is changed. */
  marks: Set<string>;
  statements: Set<Statement>;
}

/** A change, the statement that made it and the row that it is of. */
export interface TrackedChange {
  statement: Statement;
  change: RowChange;
  track: RowTrack;
}

/** Follows the rows of one database through the changes of statements. */
export class RowTracks {
  readonly #open = new Map<string, RowTrack>();
  readonly #byMark = new Map<string, Set<RowTrack>>();
  readonly #changes = new Map<Statement, TrackedChange[]>();

  constructor(statements: readonly Statement[], database: DatabaseName | null) {
    for (const statement of statements) {
      for (const change of statement.changes ?? []) {
        if (database === null || (change.database ?? statement.database) === database) this.#add(statement, change);
      }
    }
  }

  changesOf(statement: Statement): readonly TrackedChange[] {
    return this.#changes.get(statement) ?? [];
  }

  /** The rows that have had a mark: one after the other, or several that cannot be told apart. */
  byMark(mark: string): Iterable<RowTrack> {
    return this.#byMark.get(mark) ?? [];
  }

  all(): Iterable<TrackedChange> {
    return [...this.#changes.values()].flat();
  }

  #add(statement: Statement, change: RowChange): void {
    const { table, columns, operation, keyColumns, key, rowid, before, after } = change;
    const id = `${fold(table)} ${rowid === undefined ? key.map(textOf).join('\0') : rowid}`;
    const track = this.#open.get(id) ?? { table, columns, key: [], marks: new Set(), statements: new Set() };
    // A rowid is given again after a delete: that is another row.
    if (operation === 'delete') this.#open.delete(id);
    else this.#open.set(id, track);
    const values = after ?? before;
    track.columns = columns;
    if (values !== undefined) track.values = values;
    track.key = keyColumns.length === 0 ? [] : key;
    track.statements.add(statement);
    for (const mark of marksOf(change)) {
      track.marks.add(mark);
      this.#byMark.set(mark, (this.#byMark.get(mark) ?? new Set()).add(track));
    }
    const known = this.#changes.get(statement);
    if (known) known.push({ statement, change, track });
    else this.#changes.set(statement, [{ statement, change, track }]);
  }
}

/** A changed row is known by its mark before and its mark after. */
function marksOf({ table, keyColumns, key, before, after }: RowChange): string[] {
  const keys = [before, after].flatMap((values) => (values === undefined ? [] : [keyColumns.length === 0 ? values : keyColumns.map((place) => values[place] ?? null)]));
  if (keys.length === 0 && keyColumns.length > 0) keys.push(key);
  return keys.map((each) => rowMark(table, each));
}
