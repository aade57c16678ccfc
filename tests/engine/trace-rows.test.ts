import { beforeEach, describe, expect, it } from 'vitest';
import { keepWithin } from '../../src/engine/trace/budget.ts';
import { startTracedSqlite } from './trace-fixture.ts';
import type { TracedConnection, TracedSqlite } from './trace-fixture.ts';

let sqlite: TracedSqlite;
let school: TracedConnection;

beforeEach(async () => {
  sqlite = await startTracedSqlite();
  school = sqlite.open('school.db');
  school.run(`PRAGMA foreign_keys = ON; CREATE TABLE teachers (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
    CREATE TABLE links (teacher REFERENCES teachers ON DELETE CASCADE ON UPDATE CASCADE, student, PRIMARY KEY (teacher, student))`);
});

describe('rows that a statement changed', () => {
  it('are told by their keys alone when their values would be more than a page can take', () => {
    const records = Array.from({ length: 3 }, (_, i) => school.records(`INSERT INTO teachers VALUES (${i}, '${i}${'x'.repeat(100)}')`)).flat();
    keepWithin(records, 250);
    expect(records.map(({ changes, cut }) => [changes[0]?.key, changes[0]?.after?.length, cut.tables])).toEqual([[[0], 2, undefined], [[1], 2, undefined], [[2], undefined, ['teachers']]]);
  });

  it('are told with what they were before and after', () => {
    expect(school.run("INSERT INTO teachers VALUES (1, 'Grace'), (2, 'Alan')")).toEqual(["+teachers(1 'Grace')", "+teachers(2 'Alan')"]);
    expect(school.run("UPDATE teachers SET name = upper(name) WHERE id = 1")).toEqual(["teachers(1 'Grace')→(1 'GRACE')"]);
    expect(school.run('DELETE FROM teachers WHERE id = 2')).toEqual(["-teachers(2 'Alan')"]);
    expect(school.run("UPDATE teachers SET name = 'x' WHERE id = 77; SELECT * FROM teachers")).toEqual([]);
  });

  it('are those that were there before anybody followed them, too', () => {
    school.connection.exec("INSERT INTO teachers VALUES (5, 'Ada')");
    expect(school.run('UPDATE teachers SET name = NULL')).toEqual(["teachers(5 'Ada')→(5 null)"]);
  });

  it('are told when a DELETE without WHERE empties the table in one go', () => {
    expect(school.run("INSERT INTO links VALUES (NULL, 7), (NULL, 8); DELETE FROM links")).toEqual(['+links(null 7)', '+links(null 8)', '-links(null 7)', '-links(null 8)']);
  });

  it('are told with RETURNING, upserts and rows that a REPLACE pushed out', () => {
    expect(school.run("INSERT INTO teachers VALUES (1, 'Ada') RETURNING id")).toEqual(["+teachers(1 'Ada')"]);
    expect(school.run("INSERT INTO teachers VALUES (1, 'Bo') ON CONFLICT DO UPDATE SET name = excluded.name")).toEqual(["teachers(1 'Ada')→(1 'Bo')"]);
    expect(school.run("INSERT OR REPLACE INTO teachers VALUES (2, 'Bo')").sort()).toEqual(["+teachers(2 'Bo')", "-teachers(1 'Bo')"]);
    expect(school.run("INSERT OR REPLACE INTO teachers VALUES (2, 'Cy')")).toEqual(["teachers(2 'Bo')→(2 'Cy')"]);
    expect(school.run("INSERT OR IGNORE INTO teachers VALUES (2, 'Di')")).toEqual([]);
    school.run('CREATE TABLE seats (no INTEGER PRIMARY KEY, who UNIQUE ON CONFLICT REPLACE)');
    expect(school.run("INSERT INTO seats VALUES (1, 'a'); INSERT INTO seats VALUES (2, 'a')")).toEqual(["+seats(1 'a')", "-seats(1 'a')", "+seats(2 'a')"]);
  });

  it('are told by foreign keys and triggers, which are named', () => {
    school.connection.exec('CREATE TABLE IF NOT EXISTS log (what); CREATE TRIGGER IF NOT EXISTS noted AFTER UPDATE ON teachers BEGIN INSERT INTO log VALUES (new.name); END');
    sqlite.recorder.start(true);
    school.run("INSERT INTO teachers VALUES (1, 'Ada'), (2, 'Bo'); INSERT INTO links VALUES (1, 7), (2, 8)");
    expect(school.run('DELETE FROM teachers WHERE id = 1')).toEqual(["-teachers(1 'Ada')", '-links(1 7) by foreign key']);
    expect(school.run("UPDATE teachers SET id = 3, name = 'Cy'").sort()).toEqual(["+log('Cy') by noted", "+teachers(3 'Cy')", '-teachers(2 \'Bo\')', 'links(2 8)→(3 8) by foreign key'].sort());
  });

  it('are told in tables WITHOUT ROWID', () => {
    school.run('CREATE TABLE pairs (a, b, note, PRIMARY KEY (b, a)) WITHOUT ROWID');
    expect(school.run("INSERT INTO pairs VALUES (1, 2, 'x'), (1, 3, 'y')")).toEqual(["+pairs(1 2 'x')", "+pairs(1 3 'y')"]);
    expect(school.records("UPDATE pairs SET note = 'z' WHERE b = 3")[0]?.changes[0]).toMatchObject({ key: [3, 1], keyColumns: [1, 0], before: [1, 3, 'y'], after: [1, 3, 'z'] });
    expect(school.run('DELETE FROM pairs WHERE b = 2')).toEqual(["-pairs(1 2 'x')"]);
  });

  it('are told with their keys, and the rowid where there is none', () => {
    school.run('CREATE TABLE loose (x)');
    expect(school.records("INSERT INTO loose VALUES ('a')")[0]?.changes).toEqual([{ table: 'loose', operation: 'insert', columns: ['x'], keyColumns: [], key: [1], rowid: 1, after: ['a'] }]);
    expect(school.records('INSERT INTO links VALUES (NULL, 9)')[0]?.changes[0]).toMatchObject({ key: [null, 9], keyColumns: [0, 1], rowid: 1 });
    school.run('CREATE TABLE big (x INTEGER PRIMARY KEY)');
    expect(school.records('INSERT INTO big VALUES (9007199254740995)')[0]?.changes[0]).toMatchObject({ key: [9007199254740995n], rowid: 9007199254740995n });
  });

  it('are none where the statement was refused, or those that it left behind', () => {
    school.run("INSERT INTO teachers VALUES (1, 'Ada')");
    expect(school.run("INSERT INTO teachers VALUES (2, 'Bo'), (3, 'Ada')")).toEqual(['! UNIQUE constraint failed: teachers.name']);
    expect(school.run("INSERT OR FAIL INTO teachers VALUES (2, 'Bo'), (3, 'Ada')")).toEqual(["+teachers(2 'Bo')", '! UNIQUE constraint failed: teachers.name']);
  });
});

describe('rollbacks', () => {
  it('take changes back, each row once', () => {
    school.run("INSERT INTO teachers VALUES (1, 'Ada'), (2, 'Bo')");
    school.run("BEGIN; UPDATE teachers SET name = 'x' WHERE id = 1; UPDATE teachers SET name = 'y' WHERE id = 1; DELETE FROM teachers WHERE id = 2; INSERT INTO teachers VALUES (3, 'Cy')");
    expect(school.run('ROLLBACK')).toEqual(["-teachers(3 'Cy')", "+teachers(2 'Bo')", "teachers(1 'y')→(1 'Ada')"]);
    expect(school.run("UPDATE teachers SET name = 'z' WHERE id = 2")).toEqual(["teachers(2 'Bo')→(2 'z')"]);
  });

  it('take back what came after a savepoint', () => {
    school.run("BEGIN; INSERT INTO teachers VALUES (1, 'Ada'); SAVEPOINT one; INSERT INTO teachers VALUES (2, 'Bo'); SAVEPOINT two; INSERT INTO teachers VALUES (3, 'Cy')");
    expect(school.run('RELEASE two')).toEqual([]);
    expect(school.run('ROLLBACK TO SAVEPOINT one')).toEqual(["-teachers(3 'Cy')", "-teachers(2 'Bo')"]);
    expect(school.run('COMMIT; SELECT 1')).toEqual([]);
    expect(school.run('DELETE FROM teachers')).toEqual(["-teachers(1 'Ada')"]);
  });

  it('are told when a conflict brings them about, or a connection that closes', () => {
    school.run("INSERT INTO teachers VALUES (1, 'Ada'); BEGIN; INSERT INTO teachers VALUES (2, 'Bo')");
    expect(school.run("INSERT OR ROLLBACK INTO teachers VALUES (3, 'Ada')")).toEqual(["-teachers(2 'Bo')", '! UNIQUE constraint failed: teachers.name']);
    expect(school.run("BEGIN; INSERT INTO teachers VALUES (4, 'Di')")).toEqual(["+teachers(4 'Di')"]);
    expect(school.close()).toEqual(["-teachers(4 'Di')"]);
  });

  it('bring tables back', () => {
    school.run("INSERT INTO teachers VALUES (1, 'Ada'); BEGIN; CREATE TABLE rooms (no); INSERT INTO rooms VALUES (1); DROP TABLE links");
    expect(school.run('ROLLBACK')).toEqual(['drop rooms', 'define links']);
  });
});

describe('the schema', () => {
  it('is told with the rows that come and go with it', () => {
    expect(school.run("INSERT INTO teachers VALUES (1, 'Ada'); CREATE TABLE copy AS SELECT * FROM teachers")).toEqual(["+teachers(1 'Ada')", 'define copy', "+copy(1 'Ada')"]);
    expect(school.run('ALTER TABLE copy ADD COLUMN room DEFAULT 7')).toEqual(['define copy', "copy(1 'Ada')→(1 'Ada' 7)"]);
    expect(school.run('ALTER TABLE copy RENAME COLUMN room TO place')).toEqual(['define copy']);
    expect(school.run('ALTER TABLE copy RENAME TO twin')).toEqual(['rename copy twin']);
    expect(school.run('UPDATE twin SET place = 8')).toEqual(["twin(1 'Ada' 7)→(1 'Ada' 8)"]);
    expect(school.run('CREATE UNIQUE INDEX u ON twin (place)')).toEqual(['define twin']);
    expect(school.run('DROP TABLE twin')).toEqual(['drop twin', "-twin(1 'Ada' 8)"]);
    expect(school.run('CREATE TABLE IF NOT EXISTS links (x)')).toEqual([]);
  });

  it('is told with the kinds of tables that others change', () => {
    const [record] = school.records('CREATE TABLE exams (id INTEGER PRIMARY KEY, teacher REFERENCES teachers, link REFERENCES links)');
    expect(record?.schema).toMatchObject([{ database: 'school.db', table: 'exams', now: { kind: 'association-object', foreignKeys: [{ referred: ['id'] }, {}] } }]);
    const later = school.records('CREATE TABLE marks (exam REFERENCES exams)');
    expect(later[0]?.schema.map(({ table, now }) => `${table} ${now?.kind}`)).toEqual(['exams entity', 'marks entity']);
  });
});

describe('what is too much', () => {
  it('is cut, and it is said', () => {
    school.run("CREATE TABLE many (n INTEGER PRIMARY KEY); WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20001) INSERT INTO many SELECT n FROM c");
    expect(school.run('UPDATE many SET n = -n WHERE n = 5').at(-1)).toBe('cut many');
    expect(school.run('DELETE FROM many WHERE n = 6')).toEqual(['delete many 6', 'cut many']);
    expect(school.run('DELETE FROM many')).toEqual(['cut many']);
    expect(school.run(`INSERT INTO teachers VALUES (1, '${'x'.repeat(5000)}'); UPDATE teachers SET id = id`).at(-1)).toBe('cut values');
  });

  it('is cut when a run changes very many rows', () => {
    school.run('CREATE TABLE many (n INTEGER PRIMARY KEY)');
    const fill = (from: number) => `WITH RECURSIVE c(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM c WHERE n < ${from + 59_999}) INSERT INTO many SELECT n FROM c`;
    expect(school.records(fill(1))[0]).toMatchObject({ cut: {} });
    expect(school.records(fill(60_001))[0]).toMatchObject({ cut: { rows: 20_000 } });
  });
});

describe('nothing is seen of it', () => {
  it('in counters, messages and callbacks', () => {
    const { connection } = school;
    school.run("INSERT INTO teachers VALUES (1, 'Ada'), (2, 'Bo')");
    const before = connection.totalChanges;
    school.run("UPDATE teachers SET name = 'x' WHERE id = 1");
    expect([connection.changes, connection.totalChanges - before, connection.lastRowid]).toEqual([1, 1, 2n]);
    school.run("INSERT INTO teachers VALUES (9, 'x')");
    expect(connection.all('SELECT count(*) FROM sqlite_schema WHERE tbl_name NOT IN (?1, ?2)', 'teachers', 'links')).toEqual([[0]]);
  });

  it('by those who hold the database', () => {
    const other = sqlite.open('school.db');
    school.run("BEGIN; INSERT INTO teachers VALUES (1, 'Ada')");
    expect(other.run("INSERT INTO teachers VALUES (2, 'Bo')")).toEqual(['! database is locked']);
    school.run('COMMIT');
    expect(other.run("UPDATE teachers SET name = 'Bo'")).toEqual(["teachers(1 'Ada')→(1 'Bo')"]);
    expect(school.run("UPDATE teachers SET name = 'Cy'")).toEqual(["teachers(1 'Bo')→(1 'Cy')"]);
  });
});

it('follows attached databases, and leaves temporary tables alone', () => {
  sqlite.open('other.db').run('CREATE TABLE rooms (no INTEGER PRIMARY KEY)');
  school.run("ATTACH 'other.db' AS o");
  expect(school.run('INSERT INTO o.rooms VALUES (1); UPDATE o.rooms SET no = 1')).toEqual(['+other.db.rooms(1)', 'other.db.rooms(1)→(1)']);
  expect(school.run('CREATE TEMP TABLE t (x); INSERT INTO t VALUES (1)')).toEqual([]);
});
