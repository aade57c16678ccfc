import { freshSqlJs, readSqlAssets } from '../../src/build/node-engine.ts';
import type { PackedRows } from '../../src/engine/protocol.ts';
import { Databases } from '../../src/engine/sqlite/databases.ts';
import { loadSqlite } from '../../src/engine/sqlite/library.ts';
import { packRows } from '../../src/engine/sqlite/row-packer.ts';
import { RowWindows } from '../../src/engine/sqlite/rows.ts';
import { unpackRow, unpackRows } from '../../src/packed-rows.ts';
import type { BenchFile, Comparison } from './bench.ts';

/** What the comparison needs of sql.js's class API. */
interface Peer {
  exec(sql: string): { values: unknown[][] }[];
}

const ROWS = 100_000;
const COLUMNS = 6;
const SHOWN = 40;
const SETUP = `
  CREATE TABLE exam (id INTEGER PRIMARY KEY, teacher_id INTEGER, subject_id INTEGER, name TEXT, points REAL, passed INTEGER);
  WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
  INSERT INTO exam SELECT i, i % 997, i % 31, 'Exam number ' || i, i / 8.0, i % 3 > 0 FROM n`;

/** Reading rows from SQLite's memory, against sql.js's `exec`: the same rows. */
const comparisons: BenchFile = async () => {
  const sqlite = await loadSqlite(readSqlAssets().wasm, freshSqlJs());
  const databases = new Databases(sqlite);
  databases.open('bench.db').exec(SETUP);
  const viewer = databases.viewer('bench.db');
  if (!viewer) throw new Error('bench.db was not made');

  const { Database } = await loadSqlite(readSqlAssets().wasm, freshSqlJs());
  const peer = new Database() as unknown as Peer;
  peer.exec(SETUP);
  const all = 'SELECT * FROM exam';
  const exec = (): void => same(peer.exec(all)[0]?.values.length);

  const fetch = (limit: number) => {
    const result = new RowWindows().read(viewer, { table: 'exam', offset: 0, limit });
    if (result.status === 'error') throw new Error(result.message);
    return result;
  };
  /** What the grid shows at a time, from a place on, as the page gets it. */
  const show = (rows: PackedRows, first: number): void => {
    const crossed = structuredClone(rows, { transfer: [rows.kinds, rows.slots, rows.bytes] });
    for (let row = first; row < first + SHOWN; row++) if (unpackRow(crossed, row).length !== COLUMNS) throw new Error('a row is not whole');
  };

  return [
    {
      name: '100,000 rows to the grid, those in sight decoded ÷ sql.js exec', goal: 0.4, peer: exec,
      ours: () => {
        const { rows } = fetch(ROWS);
        same(rows.count);
        show(rows, ROWS - SHOWN);
      },
    },
    {
      name: '100,000 rows to the grid, first rows seen ÷ sql.js exec', goal: 0.4, peer: exec,
      ours: () => {
        const { rows, total } = fetch(200);
        same(total);
        show(rows, 0);
      },
    },
    {
      name: '100,000 rows as arrays of values ÷ sql.js exec', goal: 0.8, peer: exec,
      ours: () => {
        const statement = viewer.acquire(all);
        if (!statement) return;
        same(unpackRows(packRows(statement).rows).length);
        viewer.release(statement);
      },
    },
  ] satisfies Comparison[];
};

function same(rows: number | undefined): void {
  if (rows !== ROWS) throw new Error(`${String(rows)} rows came instead of ${ROWS}`);
}

export default comparisons;
