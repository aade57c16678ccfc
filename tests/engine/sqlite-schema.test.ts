import { beforeEach, describe, expect, test } from 'vitest';
import type { Schema } from '../../src/engine/protocol.ts';
import { Databases } from '../../src/engine/sqlite/databases.ts';
import { SchemaReader } from '../../src/engine/sqlite/schema.ts';
import { startSqlite } from './sqlite-fixture.ts';

let databases: Databases;
let reader: SchemaReader;
beforeEach(async () => {
  databases = new Databases(await startSqlite());
  reader = new SchemaReader();
});

function schema(sql = ''): Schema {
  if (sql) databases.open('a.db').exec(sql);
  const viewer = databases.viewer('a.db');
  if (!viewer) throw new Error('there is no a.db');
  return reader.read(viewer, 'a.db');
}

describe('the schema', () => {
  test('of the tables of a many-to-many', () => {
    const { tables } = schema(`
      CREATE TABLE teacher (id INTEGER NOT NULL, name VARCHAR(80) DEFAULT 'x''y' NOT NULL, PRIMARY KEY (id), UNIQUE (name));
      CREATE TABLE subject (code CHAR(3) PRIMARY KEY, title);
      CREATE TABLE teaches (
        teacher_id INTEGER NOT NULL REFERENCES TEACHER ON DELETE CASCADE, subject_code REFERENCES subject (CODE) ON UPDATE SET NULL,
        PRIMARY KEY (subject_code, teacher_id)) WITHOUT ROWID;
      INSERT INTO teacher (name) VALUES ('a'), ('b')`);
    expect(tables).toEqual([
      {
        name: 'teacher', kind: 'entity', primaryKey: ['id'], foreignKeys: [], uniques: [['name']], indexes: [], rowCount: 2, sql: expect.stringMatching(/^CREATE TABLE teacher/),
        columns: [
          { name: 'id', type: 'INTEGER', notNull: true, default: null, primaryKey: 1, generated: false },
          { name: 'name', type: 'VARCHAR(80)', notNull: true, default: "'x''y'", primaryKey: 0, generated: false },
        ],
      },
      {
        name: 'subject', kind: 'entity', primaryKey: ['code'], foreignKeys: [], uniques: [], indexes: [], rowCount: 0, sql: expect.any(String),
        columns: [
          { name: 'code', type: 'CHAR(3)', notNull: false, default: null, primaryKey: 1, generated: false },
          { name: 'title', type: '', notNull: false, default: null, primaryKey: 0, generated: false },
        ],
      },
      {
        name: 'teaches', kind: 'association-table', primaryKey: ['subject_code', 'teacher_id'], uniques: [], indexes: [], rowCount: 0, sql: expect.any(String),
        foreignKeys: [
          { columns: ['teacher_id'], table: 'teacher', referred: ['id'], onDelete: 'CASCADE', onUpdate: 'NO ACTION' },
          { columns: ['subject_code'], table: 'subject', referred: ['code'], onDelete: 'NO ACTION', onUpdate: 'SET NULL' },
        ],
        columns: [
          { name: 'teacher_id', type: 'INTEGER', notNull: true, default: null, primaryKey: 2, generated: false },
          { name: 'subject_code', type: '', notNull: true, default: null, primaryKey: 1, generated: false },
        ],
      },
    ]);
  });

  test('of composite, self-referential and dangling foreign keys', () => {
    const { tables } = schema(`
      CREATE TABLE room (building, number, PRIMARY KEY (building, number));
      CREATE TABLE lesson (id INTEGER PRIMARY KEY, b, n, before REFERENCES lesson, gone REFERENCES nowhere, FOREIGN KEY (b, n) REFERENCES room)`);
    expect(tables[1]?.foreignKeys.map(({ columns, table, referred }) => ({ columns, table, referred }))).toEqual([
      { columns: ['before'], table: 'lesson', referred: ['id'] },
      { columns: ['gone'], table: 'nowhere', referred: [] },
      { columns: ['b', 'n'], table: 'room', referred: ['building', 'number'] },
    ]);
  });

  test('of indexes: unique, partial, over expressions', () => {
    const [table] = schema(`
      CREATE TABLE t (a, b, c UNIQUE);
      CREATE INDEX plain ON t (b, a); CREATE UNIQUE INDEX pair ON t (a, b);
      CREATE UNIQUE INDEX some ON t (a) WHERE b > 0; CREATE UNIQUE INDEX lowered ON t (lower(a))`).tables;
    expect(table?.uniques).toEqual([['c'], ['a', 'b']]);
    expect(table?.indexes).toEqual([
      { name: 'plain', columns: ['b', 'a'], unique: false, partial: false },
      { name: 'pair', columns: ['a', 'b'], unique: true, partial: false },
      { name: 'some', columns: ['a'], unique: true, partial: true },
      { name: 'lowered', columns: [null], unique: true, partial: false },
    ]);
  });

  test('of generated columns, views, triggers, virtual tables; not SQLite’s own tables', () => {
    const found = schema(`
      CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a, twice AS (a * 2), thrice AS (a * 3) STORED);
      CREATE VIEW v AS SELECT a, twice AS two FROM t;
      CREATE VIEW broken AS SELECT * FROM absent;
      CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END;
      CREATE VIRTUAL TABLE words USING fts4 (body);
      INSERT INTO words VALUES ('hello'); ANALYZE`);
    expect(found.tables.map(({ name }) => name)).toEqual(['t', 'words']);
    expect(found.tables[0]?.columns.map(({ name, generated }) => [name, generated])).toEqual([['id', false], ['a', false], ['twice', true], ['thrice', true]]);
    expect(found.tables[1]).toMatchObject({ columns: [{ name: 'body' }], rowCount: 1 });
    expect(found.views).toEqual([
      { name: 'v', columns: ['a', 'two'], sql: 'CREATE VIEW v AS SELECT a, twice AS two FROM t' },
      { name: 'broken', columns: [], sql: 'CREATE VIEW broken AS SELECT * FROM absent' },
    ]);
    expect(found.triggers).toEqual([{ name: 'tr', table: 't', sql: 'CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END' }]);
  });

  test('survives a module that is not there', () => {
    const found = schema(`
      CREATE TABLE t (x); PRAGMA writable_schema = ON;
      INSERT INTO sqlite_schema VALUES ('table', 'lost', 'lost', 0, 'CREATE VIRTUAL TABLE lost USING absent_module(a)'); PRAGMA writable_schema = RESET`);
    expect(found.tables.map(({ name, columns, rowCount }) => [name, columns.length, rowCount])).toEqual([['t', 1, 0], ['lost', 0, 0]]);
  });

  test('with hostile names', () => {
    const names = ['a b', '"quoted"', "it's", '<img src=x>', 'PK', '🎉', 'select', 'a;b--', '%s', '__proto__', '[x]'];
    const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
    const found = schema(names.map((name) => `CREATE TABLE ${quote(name)} (${quote(name)} INTEGER REFERENCES ${quote(name)} (${quote(name)}));
      INSERT INTO ${quote(name)} VALUES (NULL)`).join(';'));
    expect(found.tables.map(({ name, columns, foreignKeys, rowCount }) => [name, columns[0]?.name, foreignKeys[0]?.table, foreignKeys[0]?.referred, rowCount]))
      .toEqual(names.map((name) => [name, name, name, [name], 1]));
  });

  test('is what is committed, and is read again only after a commit', () => {
    const program = databases.open('a.db');
    program.exec('CREATE TABLE t (x)');
    const before = schema();
    expect(schema()).toBe(before);
    program.exec('BEGIN; CREATE TABLE u (x); INSERT INTO t VALUES (1)');
    expect(schema()).toBe(before);
    program.exec('COMMIT');
    expect(schema().tables.map(({ name, rowCount }) => [name, rowCount])).toEqual([['t', 1], ['u', 0]]);
    program.exec('INSERT INTO u VALUES (1), (2)');
    expect(schema().tables.map(({ rowCount }) => rowCount)).toEqual([1, 2]);
  });

  test('is the last one seen while somebody holds the file locked, or its schema is beyond reading', () => {
    const program = databases.open('a.db');
    program.exec('CREATE TABLE t (x)');
    const before = schema();
    program.exec('BEGIN EXCLUSIVE; CREATE TABLE u (x)');
    expect(schema()).toEqual(before);
    program.exec("COMMIT; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE (' WHERE name = 'u'; PRAGMA schema_version = 99");
    expect(schema()).toEqual(before);
  });

  test('of 200 tables', () => {
    const found = schema(Array.from({ length: 200 }, (_, i) => `CREATE TABLE t${i} (id INTEGER PRIMARY KEY, a REFERENCES t${(i + 1) % 200}, b UNIQUE)`).join(';'));
    expect(found.tables.length).toBe(200);
    expect(found.tables[199]?.foreignKeys[0]).toMatchObject({ table: 't0', referred: ['id'] });
  });
});
