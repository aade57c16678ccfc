import type { Facts, Model, ModelColumn, ModelRelationship, ObjectAttribute, ObjectFact, ObjectLink } from '../../src/engine/protocol.ts';

/** A model column in short: `modelColumn('id INTEGER', { primaryKey: true })`. */
export function modelColumn(declaration: string, more: Partial<ModelColumn> = {}): ModelColumn {
  const [key = '', ...type] = declaration.split(' ');
  return { key, column: key, type: type.join(' '), primaryKey: false, nullable: true, foreignKeys: [], ...more };
}

export function relationship(key: string, target: string, targetName: string, more: Partial<ModelRelationship> = {}): ModelRelationship {
  return {
    key, target, targetName, direction: 'many-to-many', secondary: null, backPopulates: null, uselist: true,
    cascade: ['save-update', 'merge'], lazy: 'select', viewonly: false, foreignKeys: [], ...more,
  };
}

export function model(id: string, name: string, table: string, more: Partial<Model> = {}): Model {
  return {
    id, name, table, inherits: null, state: 'configured', failure: null,
    columns: [modelColumn('id INTEGER', { primaryKey: true, nullable: false })], relationships: [], proxies: [], ...more,
  };
}

const all = ['save-update', 'merge', 'expunge', 'delete', 'delete-orphan', 'refresh-expire'];

/** Teachers and students, joined by `teacher_students` and by exams. */
export function schoolModels(): Model[] {
  const pair = ['teacher_students.teacher_id', 'teacher_students.student_id'];
  const toTeacher = { foreignKeys: ['exams.teacher_id'], direction: 'many-to-one', uselist: false } as const;
  const toStudent = { foreignKeys: ['exams.student_id'], direction: 'many-to-one', uselist: false } as const;
  return [
    model('m0', 'Teacher', 'teachers', {
      relationships: [
        relationship('students', 'm1', 'Student', { secondary: 'teacher_students', backPopulates: 'teachers', foreignKeys: pair }),
        relationship('exams', 'm2', 'Exam', { direction: 'one-to-many', backPopulates: 'teacher', foreignKeys: ['exams.teacher_id'], cascade: all }),
      ],
      proxies: [{ key: 'examined', through: 'exams', value: 'student', path: ['m2', 'm1'], creator: true }],
    }),
    model('m1', 'Student', 'students', {
      relationships: [
        relationship('teachers', 'm0', 'Teacher', { secondary: 'teacher_students', backPopulates: 'students', foreignKeys: pair.toReversed() }),
        relationship('exams', 'm2', 'Exam', { direction: 'one-to-many', backPopulates: 'student', foreignKeys: ['exams.student_id'] }),
      ],
    }),
    model('m2', 'Exam', 'exams', {
      columns: [
        modelColumn('id INTEGER', { primaryKey: true, nullable: false }),
        modelColumn('teacher_id INTEGER', { foreignKeys: ['teachers.id'], nullable: false }),
        modelColumn('student_id INTEGER', { foreignKeys: ['students.id'] }),
      ],
      relationships: [
        relationship('teacher', 'm0', 'Teacher', { ...toTeacher, foreignKeys: [...toTeacher.foreignKeys], backPopulates: 'exams' }),
        relationship('student', 'm1', 'Student', { ...toStudent, foreignKeys: [...toStudent.foreignKeys], backPopulates: 'exams' }),
      ],
    }),
  ];
}

export function attribute(name: string, value: string | null, more: Partial<ObjectAttribute> = {}): ObjectAttribute {
  return { name, relationship: false, status: 'loaded', value, before: null, ...more };
}

export function object(id: string, model: string, more: Partial<ObjectFact> = {}): ObjectFact {
  return { id, model, names: [], state: 'persistent', session: 's0', identity: id.slice(1), toBeDeleted: false, attributes: [], ...more };
}

export function link(from: string, to: string, more: Partial<ObjectLink> = {}): ObjectLink {
  return { from, to, name: 'students', back: 'teachers', secondary: 'teacher_students', row: 'teacher_id=1, student_id=2', status: 'stored', ...more };
}

/** A teacher whose name was changed, a student, and a pair that waits for the flush. */
export function schoolFacts(): Facts {
  return {
    models: { models: schoolModels(), notes: [] },
    objects: {
      sessions: [{ id: 's0', name: 'db.session', autoflush: true, transaction: true, persistent: 1, pending: 1, modified: 1, deleted: 0 }],
      objects: [
        object('o1', 'Teacher', {
          names: ['t1', 'teachers[0]'],
          attributes: [
            attribute('id', '1'),
            attribute('name', "'Eve'", { status: 'changed', before: "'Ada'" }),
            attribute('exams', null, { relationship: true, status: 'unloaded' }),
          ],
        }),
        object('o2', 'Student', { names: ['s1'], state: 'pending', identity: null, attributes: [attribute('id', null, { status: 'unset' }), attribute('name', "'Bo'", { status: 'set' })] }),
      ],
      links: [link('o1', 'o2', { status: 'pending', row: 'teacher_id=1, student_id=?' })],
      notes: [],
    },
  };
}
