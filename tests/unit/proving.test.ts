import { beforeEach, describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { parseLesson } from '../../src/lessons/parse.ts';
import { Drafts } from '../../src/session/drafts.ts';
import { Progress } from '../../src/session/progress.ts';
import { Session } from '../../src/session/session.ts';
import { DeviceStorage } from '../../src/session/storage.ts';
import { FakeEngine, settle } from './fake-engine.ts';

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const step = `${fence('python start', 'a = 1')}${fence('python solution', 'a = 2')}${fence('python check', 'def check_a(): ...')}${fence('python mistake', '# says: not two\na = 3')}${fence('hint', 'Count.')}`;

let engine: FakeEngine;
let session: Session;
let lesson: Lesson;

beforeEach(async () => {
  const storage = new DeviceStorage(() => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined, length: 0, key: () => null }));
  lesson = parseLesson(`---\ntitle: T\nsummary: S\nminutes: 1\n---\n## One\n${step}${fence('sql live', '-- fails: no such\nSELECT "x";')}## Two\n`, 'a.md');
  session = new Session({
    engine: (listener) => (engine = new FakeEngine(listener)),
    drafts: new Drafts(storage),
    progress: new Progress(storage),
    lessons: { load: async () => lesson, fetch: async () => lesson },
  });
  session.start();
  engine.sqlStart.resolve({ version: '3' });
  engine.pythonStart.resolve({ version: '3.14', packages: {}, ms: 1 });
  await session.open({ kind: 'lesson', slug: 'a', step: 1 });
  await settle();
});

/** Answers the case that is being run: its one check passes, or fails with a message. */
async function answer(message = '', answers: ({ text: string } | { error: string })[] = []): Promise<void> {
  engine.checks.at(-1)?.answer.resolve({ checks: [{ name: 'a is two', passed: message === '', message }], answers, ms: 5 });
  await settle();
}

describe('the author’s proof of a lesson', () => {
  it('runs nothing by itself; then every case, one after the other, and says what is wrong', async () => {
    expect([engine.checks.length, session.state.proof]).toEqual([0, null]);
    void session.prove(1);
    await settle();
    expect([engine.checks.length, session.state.proof?.left]).toEqual([1, 4]);
    await answer('Expected 2, got 1.');
    await answer('Expected 2, got 4.');
    await answer('That is not two.');
    expect(engine.checks.at(-1)?.request).toMatchObject({ code: 'a = 2\n', asks: ['expect.copy(foreign_keys=False).executescript("SELECT \\"x\\";\\n")'] });
    await answer('', [{ error: 'OperationalError: no such column' }]);
    const { left, outcomes, gaps } = session.state.proof ?? {};
    expect(left).toBe(0);
    expect(outcomes?.map(({ kind, problem }) => `${kind}: ${problem}`)).toEqual(['start: ', 'solution: it should pass: a is two: Expected 2, got 4.', 'mistake: ', 'live: ']);
    expect(gaps?.map(({ text }) => text)).toEqual(['the step asks for nothing: it needs a check, a quiz or a predict block']);
    expect(session.state.announcement.text).toBe('2 things are wrong.');
  });

  it('ends where an engine could not answer, and what was found stays', async () => {
    const proof = session.prove(1);
    await settle();
    await answer('Expected 2, got 1.');
    engine.checks.at(-1)?.answer.reject(new Error('The engine was lost.'));
    await expect(proof).rejects.toThrow('The engine was lost.');
    expect([session.state.proof?.left, session.state.proof?.outcomes.length]).toEqual([0, 1]);
  });

  it('is left when the author says so, checks their own work, or saves the lesson', async () => {
    for (const leave of [() => session.stopProving(), () => void session.check(), () => void session.refresh('a')]) {
      void session.prove(null);
      await settle();
      const { answer: open } = engine.checks.at(-1) ?? {};
      lesson = { ...lesson };
      leave();
      await settle();
      const asked = engine.checks.length;
      open?.resolve({ checks: [], answers: [], ms: 1 });
      await settle();
      expect(engine.checks.length).toBe(asked);
      expect(session.state.proof?.outcomes).toEqual([]);
    }
  });
});
