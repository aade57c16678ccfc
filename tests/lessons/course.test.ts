import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCourse } from '../../src/build/lessons-plugin.ts';
import type { RunResult } from '../../src/engine/protocol.ts';
import { parseLesson } from '../../src/lessons/parse.ts';
import { startRunningEngine, type RunningEngine } from '../engine/running-engine.ts';
import { outcomes, queries } from './outcomes.ts';

const folder = new URL('../../lessons/', import.meta.url);
const lessons = readCourse(folder.pathname).map(({ slug }) => parseLesson(readFileSync(new URL(`${slug}.md`, folder), 'utf8'), `lessons/${slug}.md`));

/** As a learner's run: setup first, in the same program. */
async function runStep(code: string, setup: string): Promise<{ engine: RunningEngine; result: RunResult }> {
  const engine = await startRunningEngine();
  return { engine, result: await engine.run(setup + code) };
}

it('every lesson of the course has its outcomes told here', () => {
  expect(lessons.map(({ slug, steps }) => [slug, steps.length])).toEqual(Object.entries(outcomes).map(([slug, steps]) => [slug, steps.length]));
});

describe.each(lessons)('$title', ({ slug, steps }) => {
  describe.each(steps.map((step, i) => ({ ...step, number: i + 1 })))('step $number: $title', ({ solutions, setup, start, number }) => {
    const outcome = outcomes[slug]?.[number - 1];

    it.each(solutions.map((code, i) => ({ code, which: i + 1 })))('solution $which does what the step tells', async ({ code }) => {
      const { engine, result } = await runStep(code, setup);
      expect(result.error?.traceback ?? '').toBe('');
      expect(result).toMatchObject({ status: 'ok', stdout: outcome?.prints, stderr: '' });
      expect((await engine.api.databases()).map(({ name, uncommitted }) => ({ name, uncommitted }))).toEqual([{ name: 'school.db', uncommitted: false }]);
      const schema = await engine.api.schema('school.db');
      const kinds = Object.fromEntries(schema.tables.map(({ name, kind }) => [name, kind]));
      expect(kinds).toMatchObject(outcome?.kinds ?? {});
      for (const [name, rows] of Object.entries(outcome?.rows ?? {})) {
        const answer = await engine.api.query(queries[name] ?? `SELECT * FROM ${name}`, 'school.db');
        expect(answer.status).toBe('ok');
        expect(answer.results[0]?.rows).toEqual(rows);
      }
    });

    it('does not begin solved', async () => {
      const { engine, result } = await runStep(start, setup);
      const answers = await Promise.all(Object.keys(outcome?.rows ?? {}).map((name) => engine.api.query(queries[name] ?? `SELECT * FROM ${name}`, 'school.db')));
      const rows = answers.map(({ results }) => results[0]?.rows ?? null);
      expect([result.status, result.stdout, rows]).not.toEqual(['ok', outcome?.prints, Object.values(outcome?.rows ?? {})]);
    });
  });
});

describe('what the lessons say about the prompt', () => {
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startRunningEngine();
  });

  it('is true: a list asked for, a proxy that cannot append without creator', async () => {
    const table = lessons[0]?.steps[2]?.solution ?? '';
    await engine.run(table);
    expect((await engine.evaluate('ada = Teacher.query.filter_by(name="Ada").one()')).status).toBe('ok');
    expect((await engine.evaluate('sorted(ada.students, key=lambda s: s.id)')).stdout).toBe('[<Student Mei>, <Student Omar>]\n');
    expect((await engine.evaluate('sorted(ada.students, key=lambda s: s.id)[0].teachers')).stdout).toBe('[<Teacher Ada>, <Teacher Boris>]\n');
    const proxy = await startRunningEngine();
    await proxy.run(lessons[1]?.steps[2]?.solution ?? '');
    const refused = await proxy.evaluate('boris.students.append(omar)');
    expect(refused.error?.type).toBe('TypeError');
  });

  it('is true: a pair written twice is refused by its key', async () => {
    const answer = await engine.api.query('INSERT INTO teacher_students SELECT teacher_id, student_id FROM teacher_students LIMIT 1', 'school.db');
    expect(answer).toMatchObject({ status: 'error', error: { message: 'UNIQUE constraint failed: teacher_students.teacher_id, teacher_students.student_id' } });
  });
});
