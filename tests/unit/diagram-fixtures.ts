import type { Column, ForeignKey, Schema, Table } from '../../src/engine/protocol.ts';

/** A column in short: `column('id INTEGER', { primaryKey: 1 })`. */
export function column(declaration: string, more: Partial<Column> = {}): Column {
  const [name = '', ...type] = declaration.split(' ');
  return { name, type: type.join(' '), notNull: false, default: null, primaryKey: 0, generated: false, ...more };
}

/** A foreign key in short: `foreignKey('teacher_id', 'teachers.id')`. */
export function foreignKey(columns: string, referred: string): ForeignKey {
  const [table = '', names = ''] = referred.split('.');
  return { columns: columns.split(','), table, referred: names === '' ? [] : names.split(','), onDelete: 'NO ACTION', onUpdate: 'NO ACTION' };
}

export function table(name: string, columns: Column[], more: Partial<Table> = {}): Table {
  const primaryKey = columns
    .filter((one) => one.primaryKey > 0)
    .sort((a, b) => a.primaryKey - b.primaryKey)
    .map((one) => one.name);
  return { name, kind: 'entity', columns, primaryKey, foreignKeys: [], uniques: [], indexes: [], rowCount: 0, sql: '', ...more };
}

export function schema(...tables: Table[]): Schema {
  return { database: 'school.db', tables, views: [], triggers: [] };
}

export const id = (): Column => column('id INTEGER', { primaryKey: 1, notNull: true });

/** Teachers and students, joined by nothing but a pair of keys. */
export function associationTable(): Schema {
  return schema(
    table('teachers', [id(), column('name VARCHAR(80)', { notNull: true })]),
    table('students', [id(), column('name VARCHAR(80)', { notNull: true }), column('email VARCHAR(120)')], { uniques: [['email']] }),
    table(
      'teacher_students',
      [column('teacher_id INTEGER', { primaryKey: 1, notNull: true }), column('student_id INTEGER', { primaryKey: 2, notNull: true })],
      {
        kind: 'association-table',
        foreignKeys: [foreignKey('teacher_id', 'teachers.id'), foreignKey('student_id', 'students.id')],
      },
    ),
  );
}

/** The same, with columns of its own on the link. */
export function associationObject(): Schema {
  return schema(
    table('users', [id(), column('name VARCHAR(80)', { notNull: true })]),
    table('keywords', [id(), column('keyword VARCHAR(64)', { notNull: true })], { uniques: [['keyword']] }),
    table(
      'user_keywords',
      [id(), column('user_id INTEGER', { notNull: true }), column('keyword_id INTEGER', { notNull: true }), column('special_key VARCHAR(50)')],
      {
        kind: 'association-object',
        foreignKeys: [foreignKey('user_id', 'users.id'), foreignKey('keyword_id', 'keywords.id')],
        uniques: [['user_id', 'keyword_id']],
      },
    ),
  );
}

/** Names and types that are markup, keywords or nothing at all somewhere on their way to the screen. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>', 'a b', '"x"', 'PK', 'fk', '🎉', '👩‍👩‍👧', '__init__', '_x_', 'a*b*', '`tick`', '~gen~', 'back\\slash', '100%', 'a;b',
  '#35;', '#lt;', '&lt;', '1. one', '- item', '$$x$$', '  lead', 'é—ñ', '%%', '%%{init: {"theme":"x"}}%%', 'style', 'end', 'class', 'direction LR', '{}', '}', '<b>bold</b>',
  '[l](http://x.test)', 'http://a.test', 'ﬂ°°60¶ß', '||--o{', 'select', '__proto__', 'constructor', '---', 'erDiagram', '</style><script>x</script>', '*', '表', 'a,b', "it's",
] as const;
