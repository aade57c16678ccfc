import { expect, it } from 'vitest';
import type { SqlValue, Statement } from '../../src/engine/protocol.ts';
import { History } from '../../src/history/history.ts';
import { kindOf } from '../../src/engine/trace/words.ts';
import { startTracedSqlite } from './trace-fixture.ts';
import type { TracedConnection } from './trace-fixture.ts';

/** A generator of numbers, the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

const TABLES = `PRAGMA foreign_keys = ON; CREATE TABLE teachers (id INTEGER PRIMARY KEY, name UNIQUE, room);
  CREATE TABLE students (id INTEGER PRIMARY KEY AUTOINCREMENT, name);
  CREATE TABLE links (teacher REFERENCES teachers ON DELETE CASCADE ON UPDATE CASCADE, student REFERENCES students ON DELETE SET NULL, PRIMARY KEY (teacher, student));
  CREATE TABLE pairs (a, b, note, PRIMARY KEY (a, b)) WITHOUT ROWID; CREATE TABLE log (what)`;
const TRIGGER = 'CREATE TRIGGER noted AFTER UPDATE ON teachers BEGIN INSERT INTO log VALUES (new.name); DELETE FROM log WHERE rowid < new.id; END';

/** Statements of every kind, some of which will be refused. */
function randomStatement(next: (below: number) => number): string {
  const id = () => 1 + next(6);
  const name = () => `'${'abcdefgh'[next(8)]}'`;
  const all = [
    () => `INSERT INTO teachers (name, room) VALUES (${name()}, ${next(9)})`,
    () => `INSERT INTO teachers VALUES (${id()}, ${name()}, ${next(9)}), (${id()}, ${name()}, 0)`,
    () => `INSERT OR REPLACE INTO teachers VALUES (${id()}, ${name()}, 1.5)`,
    () => `INSERT OR IGNORE INTO teachers VALUES (${id()}, ${name()}, NULL)`,
    () => `INSERT OR ROLLBACK INTO teachers VALUES (${id()}, ${name()}, 2)`,
    () => `INSERT INTO teachers VALUES (${id()}, ${name()}, 3) ON CONFLICT (id) DO UPDATE SET room = room + 1`,
    () => `UPDATE teachers SET room = room + 1 WHERE id > ${id()}`,
    () => `UPDATE teachers SET name = ${name()} WHERE id = ${id()}`,
    () => `UPDATE OR REPLACE teachers SET name = ${name()} WHERE id = ${id()}`,
    () => `UPDATE teachers SET id = ${id() + 3} WHERE id = ${id()}`,
    () => `DELETE FROM teachers WHERE id = ${id()}`,
    () => `INSERT INTO students (name) VALUES (${name()}) RETURNING id`,
    () => `INSERT INTO links VALUES (${id()}, ${id()})`,
    () => `REPLACE INTO links VALUES (${id()}, ${id()})`,
    () => `DELETE FROM links WHERE student = ${id()}`,
    () => `DELETE FROM students WHERE id = ${id()}`,
    () => `INSERT OR REPLACE INTO pairs VALUES (${next(4)}, ${next(3)}, ${name()})`,
    () => `UPDATE pairs SET b = ${next(3)}, note = 'n' WHERE a = ${next(4)}`,
    () => `DELETE FROM pairs WHERE a = ${next(4)}`,
    () => ['DELETE FROM log', 'DELETE FROM pairs', 'DELETE FROM links'][next(3)] ?? '',
    () => ['BEGIN', 'BEGIN', 'COMMIT', 'ROLLBACK', 'SAVEPOINT s', 'RELEASE s', 'ROLLBACK TO s', 'SAVEPOINT t', 'ROLLBACK TO t'][next(9)] ?? '',
    () => ['CREATE TABLE extra (x, y)', 'DROP TABLE extra', 'ALTER TABLE extra ADD COLUMN z DEFAULT 5', 'INSERT INTO extra (x) VALUES (1), (2)', 'ALTER TABLE extra RENAME TO more', 'DROP TABLE more', 'CREATE TABLE extra AS SELECT * FROM teachers'][next(7)] ?? '',
    () => `SELECT * FROM teachers`,
  ];
  return all[next(all.length)]?.() ?? '';
}

function dump({ connection }: TracedConnection): Record<string, SqlValue[][]> {
  const tables = connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  return Object.fromEntries(tables.map(([name]) => [String(name), connection.all(`SELECT * FROM ${name}`).sort(byText)]));
}

const byText = (a: SqlValue[], b: SqlValue[]): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

it.each([1, 2, 3, 4, 5, 6])('tells what the database held after each of many statements: %i', async (seed) => {
  const sqlite = await startTracedSqlite();
  const school = sqlite.open('school.db');
  const next = numbers(seed);
  const statements: Statement[] = [];
  const serials: number[] = [];
  const dumps: Record<string, SqlValue[][]>[] = [];
  const run = (sql: string): void => {
    school.execute(sql);
    statements.push({ id: statements.length + 1, sql, parameters: [], rows: 0, ms: 0, kind: kindOf(sql), origin: 'program', connection: 1, database: 'school.db' });
    serials.push(sqlite.recorder.serial);
    dumps.push(dump(school));
  };
  for (const sql of TABLES.split(/;\s*/)) run(sql);
  school.connection.exec(TRIGGER);
  const first = sqlite.recorder.take();
  sqlite.recorder.start(true);
  for (let i = 0; i < 250; i++) run(randomStatement(next));
  // Rows that were only inserted are read late: what is taken now must be what it was then.
  for (const { serial, changes, schema } of [...first, ...sqlite.recorder.take()]) {
    const statement = statements[serials.findIndex((last) => last >= serial)];
    if (!statement) throw new Error(`record ${serial} belongs to no statement`);
    statement.changes = [...(statement.changes ?? []), ...changes];
    statement.schema = [...(statement.schema ?? []), ...schema];
  }

  const history = History.of([{ statements }]);
  expect(history.stops.length).toBeGreaterThan(60);
  const held = (stop: number) => Object.fromEntries(history.stateAt(stop, 'school.db').filter(({ mark }) => mark !== 'dropped')
    .map(({ table, rows }) => [table.name, rows.filter(({ mark }) => mark !== 'deleted').map(({ values }) => [...values]).sort(byText)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)));
  statements.forEach((statement, i) => {
    expect({ after: `${i} ${statement.sql}`, ...held(history.stopOf(statement)) }).toEqual({ after: `${i} ${statement.sql}`, ...dumps[i] });
  });
});
