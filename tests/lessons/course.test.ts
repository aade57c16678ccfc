import { beforeAll, describe, expect, it } from 'vitest';
import { readLessons } from '../../src/build/lessons/read.ts';
import { startRunningEngine, type RunningEngine } from '../engine/running-engine.ts';

const solutionOf = (slug: string, step: number): string =>
  readLessons().find(({ lesson }) => lesson.slug === slug)?.lesson.steps[step - 1]?.solution ?? '';

describe('what the lessons say about the prompt', () => {
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startRunningEngine();
  });

  it('is true: a list asked for, a proxy that cannot append without creator', async () => {
    await engine.run(solutionOf('association-table', 3));
    expect((await engine.evaluate('ada = Teacher.query.filter_by(name="Ada").one()')).status).toBe('ok');
    expect((await engine.evaluate('sorted(ada.students, key=lambda s: s.id)')).stdout).toBe('[<Student Mei>, <Student Omar>]\n');
    expect((await engine.evaluate('sorted(ada.students, key=lambda s: s.id)[0].teachers')).stdout).toBe('[<Teacher Ada>, <Teacher Boris>]\n');
    const proxy = await startRunningEngine();
    await proxy.run(solutionOf('association-object', 3));
    const refused = await proxy.evaluate('boris.students.append(omar)');
    expect(refused.error?.type).toBe('TypeError');
  });

  it('is true: a pair written twice is refused by its key', async () => {
    const answer = await engine.api.query('INSERT INTO teacher_students SELECT teacher_id, student_id FROM teacher_students LIMIT 1', 'school.db');
    expect(answer).toMatchObject({ status: 'error', error: { message: 'UNIQUE constraint failed: teacher_students.teacher_id, teacher_students.student_id' } });
  });
});
