import { beforeAll, describe, expect, test } from 'vitest';
import { Connection } from '../../src/engine/sqlite/connection.ts';
import { MEM } from '../../src/engine/sqlite/layout.ts';
import type { Sqlite } from '../../src/engine/sqlite/library.ts';
import { MarshalWriter, writeValue } from '../../src/engine/sqlite/marshal.ts';
import type { TextAs } from '../../src/engine/sqlite/marshal.ts';
import { MarshalFloat, unmarshal } from '../../src/engine/sqlite/unmarshal.ts';
import { startSqlite } from './sqlite-fixture.ts';

let sqlite: Sqlite;
let db: Connection;
beforeAll(async () => {
  sqlite = await startSqlite();
  db = Connection.open(sqlite, 'marshal.db');
});

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

/** The first row of a query, as a marshalled tuple; `odd` where a text was not UTF-8. */
function written(sql: string, textAs?: TextAs): { bytes: Uint8Array; odd: boolean[] } {
  const statement = db.prepare(sql) ?? expect.fail('nothing to prepare');
  statement.step();
  const row = statement.readyRow();
  const writer = new MarshalWriter();
  writer.tuple(statement.columnCount);
  const odd = Array.from({ length: statement.columnCount }, (_, i) => writeValue(sqlite.memory, row + i * MEM.size, writer, textAs));
  statement.finalize();
  return { bytes: writer.written, odd };
}

const rowOf = (sql: string, textAs?: TextAs): unknown => unmarshal(written(sql, textAs).bytes);

// Made by CPython: marshal.dumps(value, 2).hex()
const ALL_KINDS =
  '28110000004e5446690000000069ffffffff69ffffff7f69000000806c030000000000000002006cfbffffff000000000000000008006c05000000ff' +
  '7fff7fff7fff7f07006c050000000000000000000000000467000000000000f03f67000000000000e0bf7500000000750b0000005a6fc3ab200020f09f8e89730200000000ff73020000006162';
const DICT = '7b7501000000616901000000750100000062280100000067000000000000f03f30';

describe('unmarshal', () => {
  test('reads what CPython writes', () => {
    expect(unmarshal(hex(ALL_KINDS))).toEqual([
      null, true, false, 0, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 70n,
      new MarshalFloat(1), new MarshalFloat(-0.5), '', 'Zoë \0 🎉', hex('00ff'), hex('6162'),
    ]);
    expect(unmarshal(hex(DICT))).toEqual(new Map<unknown, unknown>([['a', 1], ['b', [new MarshalFloat(1)]]]));
  });
});

describe('values', () => {
  test('are written as CPython reads them, byte for byte', () => {
    const { bytes } = written("SELECT 1, -1, 2147483648, -9223372036854775807 - 1, 1.0, NULL, 'ab', 'ë', x'00ff'");
    expect(Buffer.from(bytes).toString('hex')).toBe(
      '2909' + '6901000000' + '69ffffffff' + '6c03000000000000000200' + '6cfbffffff00000000000000000800'
      + '67000000000000f03f' + '4e' + '7a026162' + '7502000000c3ab' + '730200000000ff',
    );
  });

  test('integers of every size', () => {
    const values = [0n, 1n, -1n, 2n ** 31n, -(2n ** 31n), -(2n ** 31n) - 1n, 2n ** 32n, 2n ** 53n + 1n, -(2n ** 62n) - 12345n, 2n ** 63n - 1n];
    expect(rowOf(`SELECT ${values.join()}`)).toEqual(values.map((v) => (Number.isSafeInteger(Number(v)) ? Number(v) : v)));
  });

  test('text: NULs, long ASCII, emoji; zeroblobs; REAL columns that store whole numbers', () => {
    db.exec('CREATE TABLE reals (r REAL); INSERT INTO reals VALUES (3)');
    expect(rowOf("SELECT 'a' || char(0) || 'b', printf('%.*c', 300, 'x'), '🎉', zeroblob(2), r FROM reals")).toEqual(
      ['a\0b', 'x'.repeat(300), '🎉', new Uint8Array(2), new MarshalFloat(3)],
    );
  });

  test('undecodable text is a list of its bytes, and said', () => {
    const sql = "SELECT 'ok', CAST(x'61ff' AS TEXT), CAST(x'eda080' AS TEXT)";
    expect(written(sql).odd).toEqual([false, true, true]);
    expect(rowOf(sql)).toEqual(['ok', [hex('61ff')], [hex('eda080')]]);
    expect(rowOf(sql, 'bytes')).toEqual([hex('6f6b'), hex('61ff'), hex('eda080')]);
  });

  test('many of them, and more than the buffer’s first size', () => {
    const columns = Array.from({ length: 300 }, (_, i) => i);
    expect(rowOf(`SELECT ${columns.join()}`)).toEqual(columns);
    expect(rowOf("SELECT printf('%.*c', 200000, 'y'), 7")).toEqual(['y'.repeat(200000), 7]);
  });
});
