import { describe, expect, it } from 'vitest';
import { nearest, ProgramText, tableNameOf } from '../../src/advice/program.ts';

const code = `from x import y  # class Not(db.Model):
links = db.Table('teacher_students', metadata,
    db.Column('teacher_id', db.ForeignKey('teachers.id')),
    db.Column('student_id', db.ForeignKey("students.id")))

class Teacher(db.Model):
    __tablename__ = 'teachers'
    id: Mapped[int] = mapped_column(primary_key=True)
    note = 'a # is no comment'  # but this is

    def __repr__(self):
        inner = 1
        return ''
class ExamResult(db.Model):
  id = 1
done = 'class Fake: pass'
`;
const program = new ProgramText(code);

describe('the program as text', () => {
  it('has classes with their tables and attributes', () => {
    expect(program.classes.map(({ name, line, table }) => [name, line, table])).toEqual([['Teacher', 6, 'teachers'], ['ExamResult', 14, 'exam_result']]);
    expect([...(program.class('Teacher')?.attributes ?? [])]).toEqual([['__tablename__', 7], ['id', 8], ['note', 9], ['__repr__', 11]]);
    expect(program.attribute('Teacher', 'id')).toBe(8);
    expect(program.attribute('Teacher', 'nothing')).toBe(6);
    expect(program.attribute('Nobody', 'id')).toBeUndefined();
    expect(program.classOf('exam_result')?.name).toBe('ExamResult');
  });

  it('has tables, their columns and foreign keys', () => {
    expect(program.tables).toEqual([{ variable: 'links', name: 'teacher_students', line: 2 }]);
    expect(program.foreignKeys).toEqual([{ target: 'teachers.id', line: 3 }, { target: 'students.id', line: 4 }]);
    expect(program.columnLine('teacher_students', 'student_id')).toBe(4);
    expect(program.columnLine('teachers', 'note')).toBe(9);
    expect(program.columnLine('nowhere', 'x')).toBeUndefined();
    expect([program.tableWord('teacher_students'), program.tableWord('other')]).toEqual(['links', "'other'"]);
  });

  it('is read without comments, and however its lines end', () => {
    expect(program.text(9)).toBe("    note = 'a # is no comment'  ");
    expect(program.text(99)).toBe('');
    expect(new ProgramText('\r\n\rclass A:\r\n  x = 1').attribute('A', 'x')).toBe(4);
    expect(new ProgramText('').classes).toEqual([]);
  });

  it('is read quickly, long or strange as it may be', () => {
    const long = `${'class A(db.Model):\n    x = 1\n'.repeat(5_000)}${"'".repeat(20_000)}#${'"'.repeat(20_001)}`;
    expect(new ProgramText(long).classes).toHaveLength(5_000);
  });
});

describe('names', () => {
  it.each([['Student', 'student'], ['TeacherExam', 'teacher_exam'], ['HTTPServer', 'http_server'], ['Exam2', 'exam2']])('%s has the table %s', (cls, table) => {
    expect(tableNameOf(cls)).toBe(table);
  });

  it.each([
    ['Studnet', ['Teacher', 'Student'], 'Student'],
    ['nmae', ['name', 'id'], 'name'],
    ['teacher', ['teachers', 'id'], 'teachers'],
    ['id', ['name', 'grade'], undefined],
    ['name', ['name'], undefined],
    ['x', [], undefined],
  ])('%s may be meant to be one of %j: %s', (word, names, found) => {
    expect(nearest(word, names)).toBe(found);
  });
});
