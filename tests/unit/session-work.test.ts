import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/engine/protocol.ts';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { Drafts } from '../../src/session/drafts.ts';
import { Progress } from '../../src/session/progress.ts';
import { Session } from '../../src/session/session.ts';
import { FakeDevice } from './fake-device.ts';
import { FakeEngine, database, settle } from './fake-engine.ts';

let made: FakeEngine;
let session: Session;
let device: FakeDevice;

beforeEach(() => {
  device = new FakeDevice();
  session = newSession();
});

/** A session that has started, on the device that all of a test's sessions share. */
function newSession(): Session {
  const storage = device.page();
  const result = new Session({
    engine: (listener) => (made = new FakeEngine(listener)),
    drafts: new Drafts(storage),
    progress: new Progress(storage),
    lessons: { load: async () => lesson, fetch: async () => lesson },
  });
  result.start();
  made.sqlStart.resolve({ version: '3' });
  made.pythonStart.resolve({ version: '3.14', packages: {}, ms: 1 });
  return result;
}

let lesson: Lesson;

describe('a lesson’s questions', () => {
  const step = {
    title: 'One',
    language: 'python',
    setup: 'a = 1',
    start: 'start 1',
    solution: 'solved',
    checks: [{ code: 'def check_a(): ...', line: 3 }],
    quizzes: [{ question: 'Which `one`?', options: [{ text: 'this', right: true, because: '' }, { text: 'that', right: false, because: 'No.' }], line: 1 }],
    predictions: [{ question: 'How many?', choices: [], answer: 'rows("t")', of: 'solution', line: 1 }],
  };
  const open = async (change: object = {}): Promise<void> => {
    lesson = { slug: 'a', title: 'A', steps: [{ ...step, ...change }, { ...step, quizzes: [] }] } as unknown as Lesson;
    await session.open({ kind: 'lesson', slug: 'a', step: 1 });
  };
  const good = { name: 'a', passed: true, message: '' };
  const answer = (checks: CheckReport['checks'], answers: CheckReport['answers'] = []): void => made.checks.at(-1)?.answer.resolve({ checks, answers, ms: 1 });

  it('are checked apart from the run; a step is passed when all of them are', async () => {
    await open();
    session.setCode('mine');
    const first = session.check();
    await settle();
    expect(session.state.work.checking).toBe(true);
    expect(made.checks[0]?.request).toEqual({ language: 'python', setup: 'a = 1', code: 'mine', checks: step.checks, asks: [] });
    answer([good]);
    const unanswered = { name: 'Which one', passed: false, message: 'Not answered yet.' };
    expect(await first).toEqual({ passed: false, checks: [good, unanswered] });
    expect(session.state.announcement.text).toBe('1 of 2 passed. Not passed: Which one. Not answered yet.');

    session.choose(0, [1]);
    const second = session.check();
    await settle();
    answer([good]);
    expect((await second).checks[1]).toEqual({ name: 'Which one', passed: false, message: '“that” is not right. No.' });
    session.choose(0, [0]);
    const third = session.check();
    await settle();
    answer([good]);
    expect((await third).passed).toBe(true);
    expect(session.state.work).toMatchObject({ checking: false, passed: [1], checked: { code: 'mine' } });
    expect(made.runs).toEqual([]);

    await session.goToStep(2);
    expect(session.state.work).toMatchObject({ checked: null, quizzes: {}, passed: [1] });
    session = newSession();
    await open();
    expect(session.state.work.passed).toEqual([1]);
  });

  it('that are left before their answer comes change nothing', async () => {
    await open();
    const checking = session.check();
    await settle();
    await session.goToStep(2);
    answer([good]);
    await checking;
    expect(session.state.work).toMatchObject({ checking: false, checked: null, passed: [] });
  });

  it('are guessed, and answered by a run of the solution', async () => {
    await open();
    const guessing = session.predict(0, ' Two "rows" ');
    await settle();
    expect(made.checks[0]?.request).toMatchObject({ code: 'solved', checks: [], asks: ['rows("t")'] });
    expect(session.state.work.guesses[0]).toEqual({ guess: ' Two "rows" ', answer: null, right: null });
    answer([], [{ text: 'two rows' }]);
    await guessing;
    expect(session.state.work.guesses[0]?.right).toBe(true);
  });

  it('need no engine where there is nothing to check', async () => {
    await open({ checks: [], quizzes: [] });
    expect(await session.check()).toEqual({ passed: false, checks: [] });
    expect(made.checks).toEqual([]);
  });

  it('bring a setup to every run of the step, and SQL begins with a database of its own', async () => {
    await open();
    void session.run();
    await settle();
    expect(made.runs[0]?.setup).toBe('a = 1');
    session = newSession();
    made.listener.databaseChanged({ run: 0, databases: [database('a.db')], schema: true });
    const opening = open({ language: 'sql', setup: 'CREATE TABLE t(a);' });
    await settle();
    made.queries[0]?.answer.resolve({ status: 'ok', results: [], changes: 0, ms: 1 });
    await opening;
    expect([made.log.includes('reset'), made.queries.map(({ sql }) => sql)]).toEqual([true, ['CREATE TABLE t(a);']]);
  });

  it('that an engine could not answer can be asked again', async () => {
    await open();
    const lost = new Error('The engine was lost.');
    const guess = session.predict(0, '3');
    const live = session.live('python', 'print(1)');
    await settle();
    expect([session.state.work.guesses[0]?.answer, session.state.work.lives['print(1)']?.running]).toEqual([null, true]);
    for (const { answer } of made.checks) answer.reject(lost);
    await expect(guess).rejects.toBe(lost);
    await expect(live).rejects.toBe(lost);
    expect([session.state.work.guesses, session.state.work.lives]).toEqual([{}, {}]);
  });

  it('follow the author: a lesson that was saved is shown anew, what the learner wrote stays', async () => {
    await open();
    const place = session.state.place;
    const save = async (slug: string, change: object): Promise<void> => {
      lesson = { slug: 'a', title: 'A', steps: [{ ...step, ...change }] } as unknown as Lesson;
      await session.refresh(slug);
    };
    const shown = (): unknown[] => [session.state.lesson.status === 'ready' && session.state.lesson.lesson.steps[0]?.prose, session.state.code, session.state.notices.length];
    await save('other', { prose: 'unseen' });
    expect(shown()).toEqual([undefined, 'start 1', 0]);
    await save('a', { prose: 'new' });
    expect(shown()).toEqual(['new', 'start 1', 0]);
    expect(session.state.place).toBe(place);
    await save('a', { start: 'start 2' });
    expect(shown()).toEqual([undefined, 'start 2', 0]);
    session.setCode('mine');
    await save('a', { prose: 'newer', start: 'start 2' });
    expect(shown()).toEqual(['newer', 'mine', 0]);
    await save('a', { start: 'start 3' });
    expect(shown()).toEqual([undefined, 'mine', 1]);
  });

  it('and a lesson that its author has broken says so until it is mended; nothing is lost', async () => {
    await open();
    session.setCode('mine');
    const good = lesson;
    lesson = undefined as unknown as Lesson;
    await session.refresh('a');
    expect([session.state.lesson.status, session.state.code]).toEqual(['error', 'mine']);
    lesson = good;
    await session.refresh('a');
    expect([session.state.lesson.status, session.state.code, session.state.notices]).toEqual(['ready', 'mine', []]);
  });

  it('set up nothing by themselves in a lesson from elsewhere, but before the first SQL that is asked for', async () => {
    const enter = async (): Promise<void> => {
      session = newSession();
      lesson = { slug: 'a', title: 'A', steps: [{ ...step, language: 'sql', setup: 'CREATE TABLE t(a);' }] } as unknown as Lesson;
      await session.open({ kind: 'src', url: 'https://a.example/a.md', step: 1 });
      await settle();
    };
    const sent = (): string[] => made.queries.map(({ sql }) => sql);
    const end = (): void => made.queries.at(-1)?.answer.resolve({ status: 'ok', results: [], changes: 0, ms: 1 });
    const offers = (): unknown[] => session.state.notices.flatMap(({ actions }) => actions ?? []);
    await enter();
    expect([sent(), made.checks, made.runs, offers()]).toEqual([[], [], [], ['set-up']]);
    void session.query('SELECT 1');
    await settle();
    expect([sent(), offers()]).toEqual([['CREATE TABLE t(a);'], []]);
    end();
    await settle();
    expect(sent()).toEqual(['CREATE TABLE t(a);', 'SELECT 1']);
    await enter();
    session.act('set-up');
    await settle();
    expect([sent(), offers()]).toEqual([['CREATE TABLE t(a);'], []]);
    await enter();
    void session.live('sql', 'SELECT 2');
    await settle();
    expect(sent()).toEqual(['CREATE TABLE t(a);']);
  });
});
