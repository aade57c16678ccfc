import { describe, expect, it } from 'vitest';
import { readLessons } from '../../src/build/lessons/read.ts';
import { startRunningEngine } from '../engine/running-engine.ts';

/** A step's solution with what runs before it. */
function programOf(slug: string, number: number): string {
  const step = readLessons().find(({ lesson }) => lesson.slug === slug)?.lesson.steps[number - 1];
  return `${step?.setup ?? ''}\n${step?.solution ?? ''}`;
}

describe('what the lessons say about the prompt', () => {
  it('is true: what an object shows, from both ends', async () => {
    const engine = await startRunningEngine();
    const program = programOf('secondary', 2);
    const line = program.split('\n').findIndex((text) => text.startsWith('print(ada, ada.students)')) + 1;
    const { statements } = await engine.run(program);
    expect(statements.filter((statement) => statement.line === line && statement.sql.includes('teacher_students'))).toHaveLength(1);
    expect((await engine.evaluate('ada = Teacher.query.first()')).status).toBe('ok');
    const asked = await engine.evaluate('ada.students');
    expect(asked.stdout).toBe('[<Student Mei>, <Student Omar>]\n');
    expect(asked.statements).toEqual([]);
    expect((await engine.evaluate('ada.students[0].teachers')).stdout).toBe('[<Teacher Ada>, <Teacher Boris>]\n');
  });

  it('is true: six students, asked for from both ends', async () => {
    const engine = await startRunningEngine();
    await engine.run(programOf('secondary', 3));
    expect((await engine.evaluate('Teacher.query.all()')).stdout).toBe('[<Teacher Ada>, <Teacher Boris>]\n');
    const names = (await engine.evaluate('sorted(student.name for student in db.session.get(Teacher, 1).students)')).stdout;
    expect(names).toBe("['Kai', 'Mei', 'Tove']\n");
    expect((await engine.evaluate('sorted(teacher.name for teacher in db.session.get(Student, 1).teachers)')).stdout).toBe("['Ada', 'Boris']\n");
  });

  it('is true: a pair written twice is refused by its key', async () => {
    const engine = await startRunningEngine();
    await engine.run(programOf('secondary', 2));
    const answer = await engine.api.query('INSERT INTO teacher_students SELECT teacher_id, student_id FROM teacher_students LIMIT 1', 'school.db');
    expect(answer).toMatchObject({ status: 'error', error: { message: 'UNIQUE constraint failed: teacher_students.teacher_id, teacher_students.student_id' } });
  });
});
