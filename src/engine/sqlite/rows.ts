import type { RowsRequest, RowsResult } from '../protocol.ts';
import type { Connection } from './connection.ts';
import { SqliteError } from './error.ts';
import { quoted } from './identifier.ts';
import { packRows } from './row-packer.ts';

/** Bytes of one text or blob that the grid gets. */
const SHOWN_CELL = 1 << 17;

/** What is known of a table while nobody commits. */
interface TableFacts {
  total: number;
  /** The name under which its rowid can be asked for; null for a view, WITHOUT ROWID, or three columns so called. */
  rowid: string | null;
  /** Places already visited: the row at `offset` is the first one after `rowid`. By offset. */
  anchors: { offset: number; rowid: number | bigint }[];
}

/**
 * Windows of tables' committed rows. Where a table has rowids, a window begins at the nearest place visited before and
 * not at the first row, so that scrolling through a long table stays quick.
 */
export class RowWindows {
  readonly #seen = new WeakMap<Connection, { version: string; tables: Map<string, TableFacts> }>();

  read(viewer: Connection, { table, offset, limit }: RowsRequest): RowsResult {
    try {
      const facts = this.#facts(viewer, table);
      if (!facts) return { status: 'error', message: `no such table: ${table}` };
      const from = Math.max(0, Math.trunc(offset));
      const most = Math.max(0, Math.trunc(limit));
      return { status: 'ok', ...window(viewer, table, facts, from, most), total: facts.total };
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      return { status: 'error', message: error.message };
    }
  }

  #facts(viewer: Connection, table: string): TableFacts | undefined {
    const version = String(viewer.all('PRAGMA data_version'));
    let seen = this.#seen.get(viewer);
    if (seen?.version !== version) {
      seen = { version, tables: new Map() };
      this.#seen.set(viewer, seen);
    }
    let facts = seen.tables.get(table);
    if (!facts) {
      const [found] = viewer.all("SELECT type, wr, name FROM pragma_table_list WHERE schema = 'main' AND name = ?1 COLLATE NOCASE", table);
      if (!found) return undefined;
      const [type, withoutRowid] = found;
      const [count] = viewer.all(`SELECT count(*) FROM main.${quoted(table)}`);
      facts = { total: Number(count?.[0]), rowid: type === 'table' && !withoutRowid ? rowidName(viewer, table) : null, anchors: [] };
      seen.tables.set(table, facts);
    }
    return facts;
  }
}

/** One of the rowid's three names that no column has taken. */
function rowidName(viewer: Connection, table: string): string | null {
  const columns = new Set(viewer.all('SELECT lower(name) FROM pragma_table_xinfo(?1)', table).map(([name]) => name));
  return ['rowid', '_rowid_', 'oid'].find((name) => !columns.has(name)) ?? null;
}

function window(viewer: Connection, table: string, facts: TableFacts, offset: number, limit: number): Pick<RowsResult & { status: 'ok' }, 'columns' | 'rows'> {
  const name = quoted(table);
  const anchor = facts.anchors.findLast((place) => place.offset <= offset);
  const { rowid } = facts;
  const where = rowid === null ? '' : `${anchor ? ` WHERE ${rowid} > ?3` : ''} ORDER BY ${rowid}`;
  const skipped = offset - (anchor?.offset ?? 0);
  const statement = viewer.acquire(`SELECT *${rowid === null ? '' : `, ${rowid}`} FROM main.${name}${where} LIMIT ?1 OFFSET ?2`);
  if (!statement) throw new Error('a SELECT was not prepared');
  try {
    const bounds = anchor ? [anchor.rowid] : [];
    statement.bindAll([limit, skipped, ...bounds]);
    const expected = Math.max(0, Math.min(limit, facts.total - offset));
    const { rows, mark } = packRows(statement, { cell: SHOWN_CELL, expected, marked: rowid !== null });
    const columns = statement.columnNames().slice(0, rows.columns);
    // A full window ends where the next one begins.
    if ((typeof mark === 'number' || typeof mark === 'bigint') && rows.count === limit && !facts.anchors.some((place) => place.offset === offset + limit)) {
      facts.anchors.push({ offset: offset + limit, rowid: mark });
      facts.anchors.sort((a, b) => a.offset - b.offset);
    }
    return { columns, rows };
  } finally {
    viewer.release(statement);
  }
}
