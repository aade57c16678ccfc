import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engines } from '../../src/build/lessons/engines.ts';
import { survivors } from '../../src/build/lessons/mutate.ts';
import { newLesson } from '../../src/build/lessons/new.ts';
import { prove, told } from '../../src/build/lessons/prove.ts';
import { lessonsFolder } from '../../src/build/lessons/folder.ts';
import { readLessons, type LessonFile } from '../../src/build/lessons/read.ts';
import { parseCourse } from '../../src/lessons/course.ts';
import { parseLesson } from '../../src/lessons/parse.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await Engines.start();
});
afterAll(() => engines.close());

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const lessonOf = (body: string): LessonFile => ({ file: 'x.md', lesson: parseLesson(`---\ntitle: X\nsummary: X\nminutes: 1\n---\n## A\n${body}`, 'x.md') });

async function problemsOf(body: string): Promise<string[]> {
  return told(await prove([lessonOf(body)], engines)).problems;
}

describe('a new lesson', () => {
  it('is listed, and passes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lessons-'));
    cpSync(join(lessonsFolder(), 'course.yaml'), join(folder, 'course.yaml'));
    expect(newLesson(['my-first'], folder)).toBe(0);
    expect(() => newLesson(['my-first'], folder)).toThrow('my-first.md already');
    expect(() => newLesson(['My First'], folder)).toThrow('small letters');
    expect(parseCourse(readFileSync(join(folder, 'course.yaml'), 'utf8'), 'course.yaml').lessons).toContain('my-first');
    const lesson = { file: 'my-first.md', lesson: parseLesson(readFileSync(join(folder, 'my-first.md'), 'utf8'), 'my-first.md') };
    expect(told(await prove([lesson], engines)).problems).toEqual([]);
    expect((await survivors([lesson], engines)).flatMap((step) => step.survivors)).toEqual([]);
  });
});

describe('a lesson that says what is not true', () => {
  const check = fence('python check', 'def check_a():\n    "a is two"\n    expect.equal(a, 2)');
  const hint = fence('hint', 'Count.');

  it('is told so: a start that passes, a solution that does not, a mistake that is answered in other words', async () => {
    expect(
      await problemsOf(
        fence('python start', 'a = 2') + fence('python solution', 'a = 3') + fence('python solution', 'a = 1 + 1') + check + hint +
          fence('python mistake', '# says: Expected 2, got 5\na = 4') + fence('python mistake', '# says: x\na = 2.0'),
      ),
    ).toEqual([
      'x.md:6: start “start”: the start passes all checks already',
      'x.md:10: solution “solution 1”: it should pass: a is two: Expected 2, got 3.',
      'x.md:24: mistake “Expected 2, got 5”: it should be answered with “Expected 2, got 5”; it is told: Expected 2, got 4.',
      'x.md:28: mistake “x”: it should fail, and passes all checks',
    ]);
  });

  it('is told so: checks that break, what is missing, wrong predictions, live code', async () => {
    expect(
      await problemsOf(
        fence('python start', 'a = 1') + fence('python solution', 'a = 2') + fence('python check', 'def check_a():\n    "a"\n    if a == 1: expect.nothing()') +
          fence('predict', 'How?\n- 1\n- 3\nanswer: a') + fence('predict', 'How?\nanswer: b') + fence('python live', 'print(c)') + fence('sql live', '-- fails: no such\nSELECT 1;'),
      ),
    ).toEqual([
      'x.md:6: the step has checks and no mistake: which wrong program do they answer?',
      'x.md:6: the step has checks and no hint',
      expect.stringMatching(/^x\.md:6: start “start”: a: This check is broken, .* in line 16 of the lesson\.$/),
      'x.md:18: prediction “a”: a run answers 2, which is none of the choices',
      "x.md:24: prediction “b”: its answer cannot be found: NameError: name 'b' is not defined",
      "x.md:28: live “print(c)”: it should run to its end; it ends with: Line 1: NameError: name 'c' is not defined",
      'x.md:31: live “SELECT 1;”: it should fail with “no such”; it runs to its end',
    ]);
  });
});

describe('changes to a solution', () => {
  it('that no check catches are named, unless there is a reason; a reason for nothing is named too', async () => {
    const lesson = lessonOf(
      fence('python setup', 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()') +
        fence('python start', 'class T(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n# here') +
        fence('diff solution', ' class T(db.Model):\n     id = db.Column(db.Integer, primary_key=True)\n+    n = db.Column(db.Integer, nullable=False)\n-# here\n+db.session.add(T(n=3))\n+db.session.commit()') +
        fence('python check', 'def check_a():\n    "a row"\n    expect.count("t", 1)') +
        fence('survivors', 'drop nullable: not asked for\nnullable=True: the same\ndrop foreign key: there is none'),
    );
    const [step] = await survivors([lesson], engines);
    expect(step?.survivors.map(({ name, line }) => `${line} ${name}`)).toEqual(['4 4 for 3']);
    expect(step?.idle).toEqual(['drop foreign key']);
    expect(step?.mutants).toBeGreaterThanOrEqual(7);
  });

  it('are made to queries, conditions, annotations and dictionaries too', async () => {
    const solution = `class Query:
    def __getattr__(self, name):
        return lambda *given: self
class Typed:
    room: Mapped[Optional[int]]
found = Query().where(1).order_by(2).all()
most = [n for n in range(5) if n >= 2]
names = {"pk": 1}`;
    const lesson = lessonOf(fence('python start', 'x = 1') + fence('python solution', solution) + fence('python check', 'def check_a():\n    "found is there"\n    expect.name("found")'));
    const [step] = await survivors([lesson], engines);
    expect(step?.survivors.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['drop .where()', 'drop .order_by()', 'drop .all()', 'first for all', 'turn >', 'drop if', 'drop Mapped', 'drop Optional', 'another key than "pk"']),
    );
  });

  it('go unnoticed nowhere in the course, without a reason', async () => {
    const found = await survivors(readLessons(), engines);
    expect(found.flatMap(({ file, number, survivors: left, idle }) => [...left.map(({ name, line }) => `${file}, step ${number}, line ${line}: ${name}`), ...idle])).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  }, 3_600_000);
});
