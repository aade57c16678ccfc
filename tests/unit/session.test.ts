import { beforeEach, describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/lessons/lesson.ts';
import { Progress } from '../../src/session/progress.ts';
import { Drafts } from '../../src/session/drafts.ts';
import { Session } from '../../src/session/session.ts';
import { starterCode } from '../../src/session/starter.ts';
import type { SessionState } from '../../src/session/state.ts';
import { FakeDevice } from './fake-device.ts';
import { FakeEngine, database, open, result, schema, settle, type Open } from './fake-engine.ts';

let engines: FakeEngine[];
let lessons: Record<string, Open<Lesson>>;
let device: FakeDevice;
let session: Session;

beforeEach(async () => {
  engines = [];
  lessons = {};
  device = new FakeDevice();
  session = newSession();
  session.start();
  await session.open({ kind: 'play' });
});

describe('the engines', () => {
  it('are shown on their way, each by itself', async () => {
    expect(session.state.pythonEngine.phase).toBe('loading');
    engine().listener.progress({ part: 'python', step: 'Downloading Python', loaded: 5, total: 10 });
    expect(session.state.pythonEngine).toEqual({ phase: 'loading', step: 'Downloading Python', loaded: 5, total: 10 });
    engine().sqlStart.resolve({ version: '3.54.1' });
    await settle();
    expect(session.state.sqlEngine).toEqual({ phase: 'ready', version: '3.54.1' });
    expect(session.state.pythonEngine.phase).toBe('loading');
  });

  it('that fail say why, and are ready after a retry', async () => {
    const first = session.ready;
    engine().pythonStart.reject(new Error('Python did not arrive.'));
    await expect(first).rejects.toThrow('Python did not arrive.');
    await settle();
    expect(session.state.pythonEngine).toEqual({ phase: 'failed', message: 'Python did not arrive.' });
    session.retry();
    await startAll();
    await session.ready;
    expect(session.state.pythonEngine.phase).toBe('ready');
  });

  it('begin anew after dispose, with the code kept', async () => {
    session.setCode('x = 1');
    session.dispose();
    expect(engine().log).toContain('dispose');
    session.start();
    expect(engines).toHaveLength(2);
    expect(session.state.code).toBe('x = 1');
    expect(session.state.pythonEngine.phase).toBe('loading');
  });

  it('keep a question that came too early until it can be answered', async () => {
    const early = newSession();
    const answer = early.ask('SELECT 1');
    early.start();
    expect(engine().queries).toHaveLength(0);
    await startAll();
    engine().queries[0]?.answer.resolve({ status: 'ok', results: [], changes: 0, ms: 0 });
    expect((await answer).status).toBe('ok');
  });
});

describe('a run', () => {
  it('streams its output, then shows its result', async () => {
    session.setCode('print(1)');
    const done = session.run();
    expect(session.state.running).toBe('program');
    await settle();
    print('stdout', '1\n');
    expect(session.state.entries).toEqual([{ kind: 'stdout', text: '1\n' }]);
    answerRun(0, { stdout: '1\n' });
    expect((await done).stdout).toBe('1\n');
    expect(session.state.running).toBeNull();
    expect(session.state.lastRun?.code).toBe('print(1)');
    expect(session.state.announcement.text).toBe('Finished: 1 line of output, 0 statements.');
  });

  it('puts given code in the editor', async () => {
    const done = session.run('y = 2');
    await settle();
    expect(session.state.code).toBe('y = 2');
    expect(engine().runs[0]?.code).toBe('y = 2');
    answerRun(0);
    await done;
  });

  it('begins with an empty console and keeps what was typed at the prompt', async () => {
    const input = session.evaluate('1 + 1');
    await settle();
    print('stdout', '2\n');
    engine().inputs[0]?.answer.resolve(result({ stdout: '2\n' }));
    await input;
    expect(session.state.entries).toHaveLength(2);
    void session.run();
    expect(session.state.entries).toEqual([]);
    expect(session.state.history).toEqual(['1 + 1']);
  });

  it('that is overtaken leaves the state to the later one', async () => {
    const first = session.run('a');
    await settle();
    const second = session.run('b');
    await settle();
    answerRun(0, { status: 'stopped' });
    await first;
    expect(session.state.running).toBe('program');
    expect(session.state.lastRun).toBeNull();
    answerRun(1, { stdout: 'b' });
    await second;
    expect(session.state.lastRun?.code).toBe('b');
  });

  it('shows an error with its line and says one sentence', async () => {
    const done = session.run('\n1/0');
    await settle();
    answerRun(0, { status: 'error', error: { type: 'ZeroDivisionError', message: 'division by zero', traceback: 'Traceback …', line: 2 } });
    await done;
    expect(session.state.entries).toEqual([{ kind: 'error', text: 'Traceback …', line: 2 }]);
    expect(session.state.announcement.text).toBe('Error at line 2: ZeroDivisionError: division by zero');
  });

  it('that the engine could not do leaves nothing running', async () => {
    const done = session.run('a');
    await settle();
    engine().runs[0]?.answer.reject(new Error('Lost.'));
    await expect(done).rejects.toThrow('Lost.');
    expect(session.state.running).toBeNull();
  });

  it('ended by the engine says why, once', async () => {
    const before = session.state.announcement.id;
    const done = session.run('while True: pass');
    await settle();
    engine().listener.restarted({ reason: 'time-limit', message: 'Stopped after 30 seconds.' });
    answerRun(0, { status: 'stopped' });
    await done;
    expect(session.state.entries).toEqual([{ kind: 'note', text: 'Stopped after 30 seconds. The prompt starts anew, without the program’s names.' }]);
    expect(session.state.announcement).toEqual({ id: before + 1, text: 'Stopped after 30 seconds.' });
  });

  it('that printed nothing says so', async () => {
    const done = session.run('x = 1');
    await settle();
    answerRun(0);
    await done;
    expect(session.state.entries).toEqual([{ kind: 'note', text: 'The program ran to its end and printed nothing.' }]);
  });

  it('tells how much of its output the engine held back, until the next one', async () => {
    const done = session.run('flood()');
    await settle();
    print('stdout', 'a\n');
    answerRun(0, { stdout: 'a\n', truncated: { stdout: 70, stderr: 7 } });
    await done;
    expect(session.state.truncated).toBe(77);
    void session.run('x');
    expect(session.state.truncated).toBe(0);
  });

  it('saves the draft before it starts', () => {
    session.setCode('before the crash');
    expect([...device.texts.values()].join()).not.toContain('before the crash');
    void session.run();
    expect([...device.texts.values()].join()).toContain('before the crash');
  });

  it('keeps the data when told to', async () => {
    session.setKeepData(true);
    void session.run();
    await settle();
    expect(engine().runs[0]?.keepData).toBe(true);
  });
});

describe('the databases', () => {
  it('appear with their schema, the first with tables chosen', async () => {
    change(database('empty.db', 0), database('a.db'));
    expect(session.state.database).toBe('a.db');
    engine().schemas[0]?.answer.resolve(schema('a.db'));
    await settle();
    expect(session.state.schema?.database).toBe('a.db');
  });

  it('are asked for their schema once more, however often they changed meanwhile', async () => {
    for (let i = 0; i < 50; i += 1) change(database('a.db'));
    expect(engine().schemas).toHaveLength(1);
    engine().schemas[0]?.answer.resolve(schema('a.db'));
    await settle();
    expect(engine().schemas).toHaveLength(2);
    engine().schemas[1]?.answer.resolve(schema('a.db'));
    await settle();
    expect(engine().schemas).toHaveLength(2);
  });

  it('answer for the one that is chosen now', async () => {
    change(database('a.db'), database('b.db'));
    session.chooseDatabase('b.db');
    engine().schemas[0]?.answer.resolve(schema('a.db'));
    await settle();
    expect(session.state.schema).toBeNull();
    engine().schemas[1]?.answer.resolve(schema('b.db'));
    await settle();
    expect(session.state.schema?.database).toBe('b.db');
  });

  it('stay in sight while a run begins without any', async () => {
    change(database('a.db'), database('b.db'));
    session.chooseDatabase('b.db');
    const done = session.run();
    await settle();
    change();
    expect(session.state.database).toBe('b.db');
    change(database('a.db'));
    change(database('a.db'), database('b.db'));
    expect(session.state.database).toBe('b.db');
    answerRun(0);
    await done;
    expect(session.state.databases).toHaveLength(2);
  });

  it('are gone after a run that made none', async () => {
    change(database('a.db'));
    const done = session.run();
    await settle();
    change();
    answerRun(0);
    await done;
    expect(session.state.databases).toEqual([]);
    expect(session.state.database).toBeNull();
  });

  it('recover after the engine was replaced with a question open', async () => {
    change(database('a.db'));
    engine().listener.restarted({ reason: 'stopped', message: 'Stopped.' });
    change(database('a.db'));
    expect(engine().schemas).toHaveLength(2);
    engine().schemas[1]?.answer.resolve(schema('a.db'));
    await settle();
    expect(session.state.schema?.database).toBe('a.db');
  });

  it('are exported as bytes, or not with a sentence', async () => {
    await startAll();
    expect(await session.exportDatabase('a.db')).toEqual(new Uint8Array([1]));
    await expect(session.exportDatabase('x.db')).rejects.toThrow('There is no database x.db.');
  });

  it('are imported and shown, or a notice says what is wrong', async () => {
    await startAll();
    await session.importDatabase(new Uint8Array([1]));
    expect(session.state.database).toBe('b.db');
    await session.importDatabase(new Uint8Array());
    expect(session.state.notices.map(({ text }) => text)).toEqual(['That is not an SQLite file.']);
  });
});

describe('SQL', () => {
  it('asks the chosen database and shows the last answer only', async () => {
    await startAll();
    change(database('a.db'));
    const first = session.query('SELECT 1');
    const second = session.query('SELECT 2');
    await settle();
    const [one, two] = engine().queries;
    expect(one?.database).toBe('a.db');
    two?.answer.resolve({ status: 'ok', results: [], changes: 2, ms: 0 });
    await second;
    one?.answer.resolve({ status: 'ok', results: [], changes: 1, ms: 0 });
    await first;
    expect(session.state.queryResult?.changes).toBe(2);
    expect(session.state.querying).toBe(false);
  });

  it('asked by a program leaves the console alone', async () => {
    await startAll();
    const answer = session.ask('SELECT 1');
    await settle();
    engine().queries[0]?.answer.resolve({ status: 'ok', results: [], changes: 0, ms: 0 });
    await answer;
    expect(session.state.queryResult).toBeNull();
  });
});

describe('a place', () => {
  it('without a lesson begins with a program', () => {
    expect(session.state.code).toBe(starterCode);
  });

  it('of a lesson begins with the program of its step', async () => {
    await openLesson('tables', 2);
    expect(session.state.lesson.status).toBe('ready');
    expect(session.state.code).toBe('start 2');
  });

  it('takes the nearest step there is', async () => {
    await openLesson('tables', 9);
    expect(session.state.place).toEqual({ kind: 'lesson', slug: 'tables', step: 3 });
  });

  it('says what is wrong with an unknown lesson, and can be worked in', async () => {
    const opening = session.open({ kind: 'lesson', slug: 'nothing', step: 1 });
    lessons['nothing']?.reject(new Error('There is no lesson “nothing”.'));
    await opening;
    expect(session.state.lesson).toEqual({ status: 'error', message: 'There is no lesson “nothing”.' });
    session.setCode('print(1)');
    expect(session.state.code).toBe('print(1)');
  });

  it('that was left before its lesson came is not shown', async () => {
    const slow = session.open({ kind: 'lesson', slug: 'slow', step: 1 });
    await session.open({ kind: 'play' });
    lessons['slow']?.resolve(lesson());
    await slow;
    expect(session.state.place).toEqual({ kind: 'play' });
    expect(session.state.code).toBe(starterCode);
  });

  it('keeps a draft of its own', async () => {
    await openLesson('tables', 1);
    session.setCode('mine 1');
    await session.goToStep(2);
    session.setCode('mine 2');
    await session.goToStep(1);
    expect(session.state.code).toBe('mine 1');
    await session.goToStep(2);
    expect(session.state.code).toBe('mine 2');
  });

  it('gets a fresh engine with another lesson, not with another step', async () => {
    await openLesson('tables', 1);
    change(database('a.db'));
    await session.goToStep(2);
    expect(engine().log).not.toContain('reset');
    await session.open({ kind: 'play' });
    expect(engine().log).toContain('reset');
  });

  it('prefers text that was set before it was open', async () => {
    const other = newSession();
    other.setCode('given');
    await other.open({ kind: 'play' });
    expect(other.state.code).toBe('given');
    const opening = other.open({ kind: 'lesson', slug: 'tables', step: 1 });
    lessons['tables']?.resolve(lesson());
    await opening;
    expect(other.state.code).toBe('start 1');
  });
});

describe('drafts', () => {
  it('are found by the next session, and nothing is run', async () => {
    session.setCode('work');
    session.save();
    const next = newSession();
    next.start();
    await next.open({ kind: 'play' });
    expect(next.state.code).toBe('work');
    expect(engine().runs).toHaveLength(0);
  });

  it('of an older version of a step are shown, with a way to start over and back', async () => {
    await openLesson('tables', 1);
    session.setCode('mine');
    session.save();
    const next = newSession();
    const opening = next.open({ kind: 'lesson', slug: 'tables', step: 1 });
    lessons['tables']?.resolve(lesson('new start'));
    await opening;
    expect(next.state.code).toBe('mine');
    expect(next.state.notices.map(({ actions }) => actions)).toEqual([['keep-mine', 'compare', 'start-over']]);
    expect(next.state.rival).toEqual({ from: 'lesson', texts: next.state.start });
    next.act('start-over');
    expect(next.state.code).toBe('new start 1');
    next.act('undo');
    expect(next.state.code).toBe('mine');
    expect(next.state.notices).toEqual([]);
  });

  it('are not kept where nothing differs from the start', async () => {
    session.setCode('work');
    session.save();
    session.setCode(starterCode);
    session.save();
    expect(device.texts.size).toBe(0);
  });

  it('that the device refuses are kept in memory, and it is said once', async () => {
    device.refusal = new Error('SecurityError');
    const refusing = newSession();
    await refusing.open({ kind: 'play' });
    refusing.setCode('work');
    refusing.save();
    refusing.save();
    expect(refusing.state.notices.map(({ text }) => text.slice(0, 25))).toEqual(['Not saved on this device:']);
    await refusing.open({ kind: 'play' });
    expect(refusing.state.code).toBe('work');
  });
});

describe('the state', () => {
  it('is replaced, never changed', async () => {
    const seen: SessionState[] = [];
    const stop = session.subscribe((state) => seen.push(state));
    const frozen = structuredClone(session.state);
    const first = session.state;
    const done = session.run('a');
    await settle();
    answerRun(0);
    await done;
    expect(first).toEqual(frozen);
    expect(new Set(seen).size).toBe(seen.length);
    stop();
    session.setCode('b');
    expect(seen.at(-1)?.code).toBe('a');
  });

  it('is clean after a reset, but for the code', async () => {
    session.setCode('mine');
    const done = session.run();
    await settle();
    print('stdout', 'x');
    answerRun(0, { stdout: 'x' });
    await done;
    await session.reset();
    expect(session.state.entries).toEqual([]);
    expect(session.state.lastRun).toBeNull();
    expect(session.state.code).toBe('mine');
    expect(engine().log).toContain('reset');
  });
});

function engine(): FakeEngine {
  const last = engines.at(-1);
  if (last === undefined) throw new Error('no engine was made');
  return last;
}

async function startAll(): Promise<void> {
  engine().sqlStart.resolve({ version: '3' });
  engine().pythonStart.resolve({ version: '3.14', packages: {}, ms: 1 });
  await settle();
}

function newSession(): Session {
  const storage = device.page();
  return new Session({
    engine: (listener) => {
      const made = new FakeEngine(listener);
      engines.push(made);
      return made;
    },
    drafts: new Drafts(storage),
    progress: new Progress(storage),
    lessons: {
      load: (slug) => (lessons[slug] = open<Lesson>()).promise,
      fetch: (url) => (lessons[url] = open<Lesson>()).promise,
    },
  });
}

async function openLesson(slug: string, step: number): Promise<void> {
  const opening = session.open({ kind: 'lesson', slug, step });
  lessons[slug]?.resolve(lesson());
  await opening;
}

function lesson(start = 'start'): Lesson {
  const steps = [1, 2, 3].map((n) => ({ title: `Step ${n}`, language: 'python', setup: '', start: `${start} ${n}`, solution: null, checks: [], quizzes: [] }));
  return { slug: 'tables', title: 'Tables', steps } as unknown as Lesson;
}

function change(...databases: ReturnType<typeof database>[]): void {
  engine().listener.databaseChanged({ run: 0, databases, schema: true });
}

function print(stream: 'stdout' | 'stderr', text: string): void {
  engine().listener.output({ run: 1, stream, text });
}

function answerRun(index: number, change: Parameters<typeof result>[0] = {}): void {
  const run = engine().runs[index];
  if (run === undefined) throw new Error(`run ${index} was not begun`);
  run.answer.resolve(result(change));
}
