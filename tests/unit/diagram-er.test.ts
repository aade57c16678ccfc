import { describe, expect, it } from 'vitest';
import { roomOf, type Room } from '../../src/diagram/drawing.ts';
import { erDiagram, LIMITS } from '../../src/diagram/er.ts';
import { label, word } from '../../src/diagram/escape.ts';
import { associationObject, associationTable, column, foreignKey, HOSTILE, id, schema, table } from './diagram-fixtures.ts';
import type { Column, ForeignKey, Schema, Table } from '../../src/engine/protocol.ts';

/** The relationship lines of the text. */
function edges(of: Schema, room: Room = 'wide'): string[] {
  return erDiagram(of, { room }).text.split('\n').filter((line) => / : /.test(line)).map((line) => line.trim());
}

/** A parent and a child with one foreign key between them. */
function pair(keyColumns: Column[], key: ForeignKey, more: Partial<Table> = {}): Schema {
  return schema(table('parents', [id()]), table('children', keyColumns, { foreignKeys: [key], ...more }));
}

describe('cardinality', () => {
  const key = foreignKey('parent_id', 'parents.id');
  const notNull = column('parent_id INTEGER', { notNull: true });

  it('a required key: exactly one parent, any number of children', () => {
    expect(edges(pair([id(), notNull], key))).toEqual(['t0 ||..o{ t1 : "parent_id"']);
  });
  it('a key that may be NULL: one parent or none', () => {
    expect(edges(pair([id(), column('parent_id INTEGER')], key))).toEqual(['t0 |o..o{ t1 : "parent_id"']);
  });
  it('a unique key: at most one child', () => {
    expect(edges(pair([id(), notNull], key, { uniques: [['parent_id']] }))).toEqual(['t0 ||..o| t1 : "parent_id"']);
  });
  it('a unique key that may be NULL', () => {
    expect(edges(pair([id(), column('parent_id INTEGER')], key, { uniques: [['parent_id']] }))).toEqual(['t0 |o..o| t1 : "parent_id"']);
  });
  it('a partial unique index makes no key', () => {
    const indexes = [{ name: 'one', columns: ['parent_id'], unique: true, partial: true }];
    expect(edges(pair([id(), notNull], key, { uniques: [['parent_id']], indexes }))).toEqual(['t0 ||..o{ t1 : "parent_id"']);
  });
  it('a key that is the whole primary key: one to one, identifying', () => {
    expect(edges(pair([column('parent_id INTEGER', { primaryKey: 1 })], key))).toEqual(['t0 ||--o| t1 : "parent_id"']);
  });
  it('a key inside a larger unique set: many', () => {
    expect(edges(pair([id(), notNull, column('n INTEGER')], key, { uniques: [['parent_id', 'n']] }))).toEqual(['t0 ||..o{ t1 : "parent_id"']);
  });
  it('a composite key: NULL in one column is enough, a unique set within it counts', () => {
    const parent = table('parents', [column('a INTEGER', { primaryKey: 1 }), column('b INTEGER', { primaryKey: 2 })]);
    const of = (a: Partial<Column>, more: Partial<Table>): Schema =>
      schema(parent, table('children', [id(), column('x INTEGER', a), column('y INTEGER', { notNull: true })], { foreignKeys: [foreignKey('x,y', 'parents.a,b')], ...more }));
    expect(edges(of({}, {}))).toEqual(['t0 |o..o{ t1 : "x, y"']);
    expect(edges(of({ notNull: true }, { uniques: [['y', 'x']] }))).toEqual(['t0 ||..o| t1 : "x, y"']);
    expect(edges(of({ notNull: true }, { uniques: [['y']] }))).toEqual(['t0 ||..o| t1 : "x, y"']);
  });
  it('a self-referential key', () => {
    const tree = table('nodes', [id(), column('parent_id INTEGER')], { foreignKeys: [foreignKey('parent_id', 'nodes.id')] });
    expect(edges(schema(tree))).toEqual(['t0 |o..o{ t0 : "parent_id"']);
  });
  it('names are compared as SQLite does', () => {
    expect(edges(pair([id(), notNull], foreignKey('PARENT_ID', 'Parents.ID')))).toEqual(['t0 ||..o{ t1 : "PARENT_ID"']);
  });
});

describe('associations', () => {
  it('an association table is many on both sides, identified by both', () => {
    expect(edges(associationTable())).toEqual(['t0 ||--o{ t2 : "teacher_id"', 't2 }o--|| t1 : "student_id"']);
  });
  it('stands under its parents in a square room', () => {
    expect(edges(associationTable(), 'square')).toEqual(['t0 ||--o{ t2 : "teacher_id"', 't1 ||--o{ t2 : "student_id"']);
  });
  it('with columns of its own it is an association object', () => {
    const { text } = erDiagram(associationObject());
    expect(text).toContain('t2["user_keywords"]:::object {');
    expect(edges(associationObject())).toEqual(['t0 ||..o{ t2 : "user_id"', 't2 }o..|| t1 : "keyword_id"']);
    expect(text).toContain('    INTEGER user_id FK "not null; unique together"');
  });
  it('keys, types and NOT NULL are written', () => {
    const { text, names } = erDiagram(associationTable());
    expect(text).toContain('t2["teacher_students"]:::association {\n    INTEGER teacher_id PK, FK "not null"\n    INTEGER student_id PK, FK "not null"\n  }');
    expect(text).toContain('    VARCHAR(80) name "not null"\n    VARCHAR(120) email UK\n');
    expect(names['t2']).toEqual({ table: 'teacher_students', kind: 'association-table', columns: ['teacher_id', 'student_id'] });
  });
  it('between a table and itself', () => {
    const friends = table('friends', [column('a_id INTEGER', { primaryKey: 1 }), column('b_id INTEGER', { primaryKey: 2 })], {
      kind: 'association-table',
      foreignKeys: [foreignKey('a_id', 'users.id'), foreignKey('b_id', 'users.id')],
    });
    expect(edges(schema(table('users', [id()]), friends))).toEqual(['t0 ||--o{ t1 : "a_id"', 't1 }o--|| t0 : "b_id"']);
  });
});

describe('odd schemas', () => {
  it('a referred table that is missing is drawn once, and marked', () => {
    const twice = table('posts', [id(), column('a INTEGER'), column('b INTEGER')], { foreignKeys: [foreignKey('a', 'users'), foreignKey('b', 'USERS')] });
    const { text, names } = erDiagram(schema(twice));
    expect(text).toContain('t1["users (missing)"]:::missing');
    expect(edges(schema(twice))).toEqual(['t1 |o..o{ t0 : "a"', 't1 |o..o{ t0 : "b"']);
    expect(names['t1']).toEqual({ table: 'users', kind: 'missing', columns: [] });
  });
  it('no tables, no columns, no type', () => {
    expect(erDiagram(schema()).tooLarge).toBeNull();
    expect(erDiagram(schema(table('empty', []))).text).toContain('t0["empty"]\n');
    expect(erDiagram(schema(table('loose', [column('x')]))).text).toContain('    `—` x\n');
  });
  it('says so when it is too large to draw', () => {
    const many = Array.from({ length: LIMITS.tables + 1 }, (_, index) => table(`t${index}`, [id()]));
    expect(erDiagram(schema(...many.slice(1))).tooLarge).toBeNull();
    expect(erDiagram(schema(...many)).tooLarge).toBe('This database has 201 tables; a picture is drawn of up to 200. The text version has them all.');
  });
  it('rooms', () => {
    expect([roomOf(900, 300), roomOf(600, 400), roomOf(358, 600)]).toEqual(['wide', 'square', 'tall']);
  });
});

describe('escapes', () => {
  it('leaves plain words alone and long ones short', () => {
    expect(['name', 'VARCHAR(80)', 'NUMERIC(10,2)', 'created_at'].map(word)).toEqual(['name', 'VARCHAR(80)', 'NUMERIC(10,2)', 'created_at']);
    expect(word('NUMERIC(10, 2)')).toBe('`NUMERIC(10, 2)`');
    expect(label('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`);
  });
  it('no hostile name leaves its quotes or says anything to the grammar', () => {
    for (const name of HOSTILE) {
      expect(label(name)).toMatch(/^(?:[A-Za-z0-9 _·]|(?<=[A-Za-z0-9])[.-](?=[A-Za-z0-9])|#\d+;|[(),]|[^\0-\u00bf])+$/u);
      expect(word(name)).toMatch(/^(?:[A-Za-z][A-Za-z0-9_]*|`[^`]+`)$/u);
    }
  });
  it('holds no command', () => {
    expect(label('My Direction lr')).toBe('My Direction#160;lr');
    expect(label('directions LR')).toBe('directions LR');
  });
  it('shows control characters and half characters by a picture', () => {
    expect(label('a\nb\0\u202e\ud800')).toBe('a␊b␀��');
  });
});
