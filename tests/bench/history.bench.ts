import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RowChange, Statement, Table } from '../../src/engine/protocol.ts';
import { History } from '../../src/history/history.ts';
import type { Comparison } from './bench.ts';

const STOPS = 1_000;
/** Rows of 50 bytes or so: a megabyte. */
const ROWS = 20_000;
const MOST_MS = 100;
const MOST_MB = 50;

/** A run of 1,000 stops on a database of 1 MB: what a stop takes, and what all of them keep. */
export default async function history(): Promise<Comparison[]> {
  const before = await memory();
  const made = makeHistory();
  const kept = (await memory()) - before;
  let stop = 0;
  return [
    {
      name: `History: all rows at one of ${STOPS} stops on 1 MB, of ${MOST_MS} ms`, goal: 1,
      ours: () => void made.stateAt(stop = (stop + 337) % (STOPS + 1), 'a.db'), peer: () => MOST_MS,
    },
    { name: `History: MB kept by ${STOPS} stops on 1 MB, of ${MOST_MB}`, goal: 1, ours: () => kept / 2 ** 20, peer: () => MOST_MB },
  ];
}

function makeHistory(): History {
  const columns = ['id', 'name', 'mark', 'room'];
  const table: Table = {
    name: 'students', kind: 'entity', primaryKey: ['id'], foreignKeys: [], uniques: [], indexes: [], rowCount: 0, sql: '',
    columns: columns.map((name) => ({ name, type: '', notNull: false, default: null, primaryKey: name === 'id' ? 1 : 0, generated: false })),
  };
  const row = (id: number, stop: number) => [id, `student number ${id} at ${stop}`, id * 0.5, stop];
  const statements = Array.from({ length: STOPS }, (_, stop): Statement => {
    const changes = Array.from({ length: 10 }, (__, n): RowChange => {
      const id = 1 + ((stop * 7919 + n * 104729) % ROWS);
      return { table: 'students', operation: 'update', columns, keyColumns: [0], key: [id], rowid: id, before: row(id, 0), after: row(id, stop) };
    });
    return { id: stop + 1, sql: 'UPDATE', parameters: [], rows: 10, ms: 0, kind: 'update', origin: 'program', connection: 1, database: 'a.db', changes };
  });
  const rows = Array.from({ length: ROWS }, (_, i) => ({ rowid: i + 1, values: row(i + 1, 0) }));
  return History.of([{ base: [{ database: 'a.db', tables: [{ table, columns, keyColumns: [0], rows }] }], statements }]);
}

/** Bytes of objects that are in use. */
async function memory(): Promise<number> {
  setFlagsFromString('--expose_gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  await new Promise((resolve) => setTimeout(resolve, 50));
  gc();
  return process.memoryUsage().heapUsed;
}
