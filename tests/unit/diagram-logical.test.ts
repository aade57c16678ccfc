import { describe, expect, it } from 'vitest';
import { erDiagram } from '../../src/diagram/er.ts';
import type { ModelFacts, Schema, Table } from '../../src/engine/protocol.ts';
import { associationObject, associationTable, column, foreignKey, id, schema, table } from './diagram-fixtures.ts';
import { model, relationship, schoolModels } from './facts-fixtures.ts';

function lines(of: Schema, models: ModelFacts | null = null, logical = true): string[] {
  return erDiagram(of, { logical, models }).text.split('\n').filter((line) => / : /.test(line)).map((line) => line.trim());
}
const tablesOf = (of: Schema): string[] => Object.values(erDiagram(of, { logical: true }).names).map((name) => ('table' in name ? name.table : ''));

/** Two tables and what joins them. */
function joined(columns: Table['columns'], more: Partial<Table> = {}): Schema {
  return schema(
    table('posts', [id()]),
    table('tags', [id()]),
    table('post_tags', columns, { kind: 'association-table', foreignKeys: [foreignKey('post_id', 'posts.id'), foreignKey('tag_id', 'tags.id')], ...more }),
  );
}
const key = (name: string, place: number) => column(`${name} INTEGER`, { primaryKey: place, notNull: true });

describe('many-to-many as meant', () => {
  it('an association table is one line, drawn as such', () => {
    expect(lines(associationTable())).toEqual(['t0 }o--o{ t1 : "teacher_students"']);
    expect(tablesOf(associationTable())).toEqual(['teachers', 'students']);
    expect(erDiagram(associationTable(), { logical: true }).edges).toEqual([
      { from: 't0', to: 't1', kind: 'many-to-many', label: 'teacher_students', ends: ['zeroOrMore', 'zeroOrMore'], dashed: false },
    ]);
  });
  it('an association object stays a table', () => {
    expect(tablesOf(associationObject())).toEqual(['users', 'keywords', 'user_keywords']);
    expect(lines(associationObject())).toEqual(lines(associationObject(), null, false));
  });
  it('without a composite key pairs can repeat; without NOT NULL an end can be missing', () => {
    expect(lines(joined([column('post_id INTEGER', { notNull: true }), column('tag_id INTEGER', { notNull: true })]))).toEqual(['t0 }o--o{ t1 : "post_tags · pairs can repeat"']);
    expect(lines(joined([column('post_id INTEGER'), column('tag_id INTEGER')]))).toEqual(['t0 }o--o{ t1 : "post_tags · pairs can repeat · an end can be NULL"']);
    expect(lines(joined([column('post_id INTEGER', { notNull: true }), column('tag_id INTEGER', { notNull: true })], { uniques: [['tag_id', 'post_id']] }))).toEqual(['t0 }o--o{ t1 : "post_tags"']);
  });
  it('a key that is unique alone makes it one-to-many', () => {
    expect(lines(joined([key('post_id', 1), key('tag_id', 2)], { uniques: [['tag_id']] }))).toEqual(['t0 |o--o{ t1 : "post_tags"']);
  });
  it('between a table and itself it says which column is which end', () => {
    const followers = table('followers', [key('follower_id', 1), key('followed_id', 2)], {
      kind: 'association-table',
      foreignKeys: [foreignKey('follower_id', 'user.id'), foreignKey('followed_id', 'user.id')],
    });
    expect(lines(schema(table('user', [id()]), followers))).toEqual(['t0 }o--o{ t0 : "followers · follower_id → followed_id"']);
  });
  it('three ends, and an association that others refer to, stay tables', () => {
    const three = joined([key('post_id', 1), key('tag_id', 2), key('room_id', 3)], {
      foreignKeys: [foreignKey('post_id', 'posts.id'), foreignKey('tag_id', 'tags.id'), foreignKey('room_id', 'posts.id')],
    });
    expect(tablesOf(three)).toContain('post_tags');
    const referred = joined([key('post_id', 1), key('tag_id', 2)]);
    referred.tables.push(table('votes', [id(), column('p INTEGER'), column('t INTEGER')], { foreignKeys: [foreignKey('p,t', 'post_tags.post_id,tag_id')] }));
    expect(tablesOf(referred)).toContain('post_tags');
  });
  it('composite keys are one end each; two keys on the same columns too', () => {
    const both = schema(
      table('a', [key('x', 1), key('y', 2)]),
      table('b', [id()]),
      table('ab', [key('ax', 1), key('ay', 2), key('b_id', 3)], { kind: 'association-table', foreignKeys: [foreignKey('ax,ay', 'a.x,y'), foreignKey('b_id', 'b.id'), foreignKey('b_id', 'b.id')] }),
    );
    expect(lines(both)).toEqual(['t0 }o--o{ t1 : "ab"']);
  });
  it('a table that does not exist is not joined by a line', () => {
    const half = joined([key('post_id', 1), key('tag_id', 2)]);
    half.tables.splice(1, 1);
    expect(tablesOf(half)).toContain('post_tags');
  });
});

describe('relationship names', () => {
  const models: ModelFacts = { models: schoolModels(), notes: [] };
  it('stand on the line of a many-to-many, in the order of its ends', () => {
    expect(lines(associationTable(), models)).toEqual(['t0 }o--o{ t1 : "teacher_students · students ⇄ teachers"']);
  });
  it('stand on each key of an association table: the relationship that starts there', () => {
    expect(lines(associationTable(), models, false)).toEqual(['t0 ||--o{ t2 : "teacher_id · Teacher.students"', 't2 }o--|| t1 : "student_id · Student.teachers"']);
  });
  it('stand on a foreign key, the parent’s first', () => {
    const exams = table('exams', [id(), column('teacher_id INTEGER', { notNull: true }), column('student_id INTEGER')], {
      kind: 'association-object',
      foreignKeys: [foreignKey('teacher_id', 'teachers.id'), foreignKey('student_id', 'students.id')],
    });
    const [teachers, students] = associationTable().tables;
    if (teachers === undefined || students === undefined) throw new Error('the fixture has tables');
    expect(lines(schema(teachers, students, exams), models)).toEqual(['t0 ||..o{ t2 : "teacher_id · exams ⇄ teacher"', 't2 }o..o| t1 : "student_id · exams ⇄ student"']);
  });
  it('tell the two directions of a table that is linked with itself, and leave out what only reads', () => {
    const followers = table('followers', [key('follower_id', 1), key('followed_id', 2)], {
      kind: 'association-table',
      foreignKeys: [foreignKey('follower_id', 'user.id'), foreignKey('followed_id', 'user.id')],
    });
    const [forth, back] = [['followers.follower_id', 'followers.followed_id'], ['followers.followed_id', 'followers.follower_id']];
    const user = model('m0', 'User', 'user', {
      relationships: [
        relationship('following', 'm0', 'User', { secondary: 'followers', backPopulates: 'followers', foreignKeys: forth ?? [] }),
        relationship('followers', 'm0', 'User', { secondary: 'followers', backPopulates: 'following', foreignKeys: back ?? [] }),
        relationship('seen', 'm0', 'User', { secondary: 'followers', viewonly: true, foreignKeys: forth ?? [] }),
      ],
    });
    const of = schema(table('user', [id()]), followers);
    expect(lines(of, { models: [user], notes: [] })).toEqual(['t0 }o--o{ t0 : "followers · following ⇄ followers"']);
    expect(lines(of, { models: [user], notes: [] }, false)).toEqual(['t0 ||--o{ t1 : "follower_id · User.following"', 't1 }o--|| t0 : "followed_id · User.followers"']);
  });
  it('are known of models that are only declared, where the class alone decides', () => {
    const declared = schoolModels().map((one) => ({ ...one, relationships: one.relationships.map((each) => ({ ...each, foreignKeys: [] })) }));
    expect(lines(associationTable(), { models: declared, notes: [] })).toEqual(['t0 }o--o{ t1 : "teacher_students · students ⇄ teachers"']);
  });
});
