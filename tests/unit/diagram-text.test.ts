import { describe, expect, it } from 'vitest';
import { textVersion } from '../../src/diagram/text.ts';
import { associationObject, associationTable, column, foreignKey, id, schema, table } from './diagram-fixtures.ts';

describe('the text version', () => {
  it('says an association table in words', () => {
    const words = textVersion(associationTable());
    expect(words.summary).toBe('3 tables, 2 relationships.');
    expect(words.relationships).toEqual([
      'teachers and students are many-to-many through teacher_students; a pair is stored at most once.',
      'Each teacher_students row belongs to exactly one teachers row (teacher_id → teachers.id); each teachers row can have many.',
      'Each teacher_students row belongs to exactly one students row (student_id → students.id); each students row can have many.',
    ]);
    expect(words.tables[2]).toEqual({
      name: 'teacher_students',
      kind: 'association table',
      columns: [
        { name: 'teacher_id', type: 'INTEGER', marks: ['part of the primary key', 'foreign key to teachers.id', 'not null'] },
        { name: 'student_id', type: 'INTEGER', marks: ['part of the primary key', 'foreign key to students.id', 'not null'] },
      ],
      keys: ['Primary key: teacher_id, student_id'],
    });
  });

  it('says an association object, and what keeps its pairs apart', () => {
    const words = textVersion(associationObject());
    expect(words.relationships[0]).toBe('users and keywords are many-to-many through the association object user_keywords; a pair is stored at most once.');
    expect(words.tables[2]?.keys).toEqual(['Unique together: user_id, keyword_id']);
    const [users, keywords, link] = associationObject().tables;
    if (users === undefined || keywords === undefined || link === undefined) throw new Error('the fixture has three tables');
    const loose = textVersion(schema(users, keywords, { ...link, uniques: [] }));
    expect(loose.relationships[0]).toBe('users and keywords are many-to-many through the association object user_keywords; nothing keeps a pair from being stored twice.');
  });

  it('says NULL, uniqueness, missing tables and a table that refers to itself', () => {
    const words = textVersion(
      schema(
        table('nodes', [id(), column('parent_id INTEGER'), column('twin_id INTEGER', { notNull: true, default: '1' })], {
          foreignKeys: [foreignKey('parent_id', 'nodes.id'), foreignKey('twin_id', 'nodes.id'), foreignKey('parent_id', 'ghosts')],
          uniques: [['twin_id']],
        }),
      ),
    );
    expect(words.relationships).toEqual([
      'Each nodes row belongs to one nodes row or to none (parent_id → nodes.id); each nodes row can have many.',
      'Each nodes row belongs to exactly one nodes row (twin_id → nodes.id); each nodes row has at most one.',
      'nodes refers to ghosts, but there is no such table (parent_id → ghosts).',
    ]);
    expect(words.tables[0]?.columns[2]?.marks).toEqual(['foreign key to nodes.id', 'unique', 'not null', 'default 1']);
  });

  it('says friends: a table many-to-many with itself', () => {
    const friends = table('friends', [column('a_id INTEGER', { primaryKey: 1 }), column('b_id INTEGER', { primaryKey: 2 })], {
      kind: 'association-table',
      foreignKeys: [foreignKey('a_id', 'users.id'), foreignKey('b_id', 'users.id')],
    });
    expect(textVersion(schema(table('users', [id()]), friends)).relationships[0]).toBe(
      'users rows are many-to-many with each other through friends; a pair is stored at most once.',
    );
  });
});
