import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../src/session/state.ts';
import { database, result, schema, settle } from './fake-engine.ts';
import { statement } from './trace-fixtures.ts';
import { SessionStage } from './session-stage.ts';

const stage = new SessionStage();

describe('the engines', () => {
  it('are shown on their way, each by itself', async () => {
    expect(stage.session.state.pythonEngine.phase).toBe('loading');
    stage.engine().listener.progress({ part: 'python', step: 'Downloading Python', loaded: 5, total: 10 });
    expect(stage.session.state.pythonEngine).toEqual({ phase: 'loading', step: 'Downloading Python', loaded: 5, total: 10 });
    stage.engine().sqlStart.resolve({ version: '3.54.1' });
    await settle();
    expect(stage.session.state.sqlEngine).toEqual({ phase: 'ready', version: '3.54.1' });
    expect(stage.session.state.pythonEngine.phase).toBe('loading');
  });

  it('that fail say why, and are ready after a retry', async () => {
    const first = stage.session.ready;
    stage.engine().pythonStart.reject(new Error('Python did not arrive.'));
    await expect(first).rejects.toThrow('Python did not arrive.');
    await settle();
    expect(stage.session.state.pythonEngine).toEqual({ phase: 'failed', message: 'Python did not arrive.' });
    stage.session.retry();
    await stage.startAll();
    await stage.session.ready;
    expect(stage.session.state.pythonEngine.phase).toBe('ready');
  });

  it('begin anew after dispose, with the code kept', async () => {
    stage.session.setCode('x = 1');
    stage.session.dispose();
    expect(stage.engine().log).toContain('dispose');
    stage.session.start();
    expect(stage.engines).toHaveLength(2);
    expect(stage.session.state.code).toBe('x = 1');
    expect(stage.session.state.pythonEngine.phase).toBe('loading');
  });

  it('keep a question that came too early until it can be answered', async () => {
    const early = stage.newSession();
    const answer = early.ask('SELECT 1');
    early.start();
    expect(stage.engine().queries).toHaveLength(0);
    await stage.startAll();
    stage.engine().queries[0]?.answer.resolve({ status: 'ok', results: [], changes: 0, ms: 0 });
    expect((await answer).status).toBe('ok');
  });
});

describe('a run', () => {
  it('streams its output, then shows its result', async () => {
    stage.session.setCode('print(1)');
    const done = stage.session.run();
    expect(stage.session.state.running).toBe('program');
    await settle();
    stage.print('stdout', '1\n');
    expect(stage.session.state.entries).toEqual([{ kind: 'stdout', text: '1\n' }]);
    stage.answerRun(0, { stdout: '1\n' });
    expect((await done).stdout).toBe('1\n');
    expect(stage.session.state.running).toBeNull();
    expect(stage.session.state.lastRun?.code).toBe('print(1)');
    expect(stage.session.state.announcement.text).toBe('Finished: 1 line of output, 0 statements.');
  });

  it('puts given code in the editor', async () => {
    const done = stage.session.run('y = 2');
    await settle();
    expect(stage.session.state.code).toBe('y = 2');
    expect(stage.engine().runs[0]?.code).toBe('y = 2');
    stage.answerRun(0);
    await done;
  });

  it('begins with an empty console and keeps what was typed at the prompt', async () => {
    const input = stage.session.evaluate('1 + 1');
    await settle();
    stage.print('stdout', '2\n');
    stage.engine().inputs[0]?.answer.resolve(result({ stdout: '2\n' }));
    await input;
    expect(stage.session.state.entries).toHaveLength(2);
    void stage.session.run();
    expect(stage.session.state.entries).toEqual([]);
    expect(stage.session.state.history).toEqual(['1 + 1']);
  });

  it('gives what was typed at the prompt the number that its statements know it by', async () => {
    const inputs = [stage.session.evaluate('x'), stage.session.evaluate('session.commit()')];
    await settle();
    stage.engine().inputs[0]?.answer.resolve(result());
    await inputs[0];
    await settle();
    stage.engine().inputs[1]?.answer.resolve(result({ statements: [statement({ id: 1, input: 1 })] }));
    await inputs[1];
    expect(stage.session.state.entries).toEqual([{ kind: 'input', text: 'x' }, { kind: 'input', text: 'session.commit()', input: 1 }]);
  });

  it('that is overtaken leaves the state to the later one', async () => {
    const first = stage.session.run('a');
    await settle();
    const second = stage.session.run('b');
    await settle();
    stage.answerRun(0, { status: 'stopped' });
    await first;
    expect(stage.session.state.running).toBe('program');
    expect(stage.session.state.lastRun).toBeNull();
    stage.answerRun(1, { stdout: 'b' });
    await second;
    expect(stage.session.state.lastRun?.code).toBe('b');
  });

  it('shows an error with its line and says one sentence', async () => {
    const done = stage.session.run('\n1/0');
    await settle();
    stage.answerRun(0, { status: 'error', error: { type: 'ZeroDivisionError', message: 'division by zero', traceback: 'Traceback …', line: 2 } });
    await done;
    expect(stage.session.state.entries).toEqual([{ kind: 'error', text: 'Traceback …', line: 2 }]);
    expect(stage.session.state.announcement.text).toBe('Error at line 2: ZeroDivisionError: division by zero');
  });

  it('that the engine could not do leaves nothing running', async () => {
    const done = stage.session.run('a');
    await settle();
    stage.engine().runs[0]?.answer.reject(new Error('Lost.'));
    await expect(done).rejects.toThrow('Lost.');
    expect(stage.session.state.running).toBeNull();
  });

  it('ended by the engine says why, once', async () => {
    const before = stage.session.state.announcement.id;
    const done = stage.session.run('while True: pass');
    await settle();
    stage.engine().listener.restarted({ reason: 'time-limit', message: 'Stopped after 30 seconds.' });
    stage.answerRun(0, { status: 'stopped' });
    await done;
    expect(stage.session.state.entries).toEqual([{ kind: 'note', text: 'Stopped after 30 seconds. The prompt starts anew, without the program’s names.' }]);
    expect(stage.session.state.announcement).toEqual({ id: before + 1, text: 'Stopped after 30 seconds.' });
  });

  it('that printed nothing says so', async () => {
    const done = stage.session.run('x = 1');
    await settle();
    stage.answerRun(0);
    await done;
    expect(stage.session.state.entries).toEqual([{ kind: 'note', text: 'The program ran to its end and printed nothing.' }]);
  });

  it('tells how much of its output the engine held back, until the next one', async () => {
    const done = stage.session.run('flood()');
    await settle();
    stage.print('stdout', 'a\n');
    stage.answerRun(0, { stdout: 'a\n', truncated: { stdout: 70, stderr: 7 } });
    await done;
    expect(stage.session.state.truncated).toBe(77);
    void stage.session.run('x');
    expect(stage.session.state.truncated).toBe(0);
  });

  it('saves the draft before it starts', () => {
    stage.session.setCode('before the crash');
    expect([...stage.device.texts.values()].join()).not.toContain('before the crash');
    void stage.session.run();
    expect([...stage.device.texts.values()].join()).toContain('before the crash');
  });

  it('keeps the data when told to', async () => {
    stage.session.setKeepData(true);
    void stage.session.run();
    await settle();
    expect(stage.engine().runs[0]?.keepData).toBe(true);
  });
});

describe('the databases', () => {
  it('appear with their schema, the first with tables chosen', async () => {
    stage.change(database('empty.db', 0), database('a.db'));
    expect(stage.session.state.database).toBe('a.db');
    stage.engine().schemas[0]?.answer.resolve(schema('a.db'));
    await settle();
    expect(stage.session.state.schema?.database).toBe('a.db');
  });

  it('are asked for their schema once more, however often they changed meanwhile', async () => {
    for (let i = 0; i < 50; i += 1) stage.change(database('a.db'));
    expect(stage.engine().schemas).toHaveLength(1);
    stage.engine().schemas[0]?.answer.resolve(schema('a.db'));
    await settle();
    expect(stage.engine().schemas).toHaveLength(2);
    stage.engine().schemas[1]?.answer.resolve(schema('a.db'));
    await settle();
    expect(stage.engine().schemas).toHaveLength(2);
  });

  it('answer for the one that is chosen now', async () => {
    stage.change(database('a.db'), database('b.db'));
    stage.session.chooseDatabase('b.db');
    stage.engine().schemas[0]?.answer.resolve(schema('a.db'));
    await settle();
    expect(stage.session.state.schema).toBeNull();
    stage.engine().schemas[1]?.answer.resolve(schema('b.db'));
    await settle();
    expect(stage.session.state.schema?.database).toBe('b.db');
  });

  it('stay in sight while a run begins without any', async () => {
    stage.change(database('a.db'), database('b.db'));
    stage.session.chooseDatabase('b.db');
    const done = stage.session.run();
    await settle();
    stage.change();
    expect(stage.session.state.database).toBe('b.db');
    stage.change(database('a.db'));
    stage.change(database('a.db'), database('b.db'));
    expect(stage.session.state.database).toBe('b.db');
    stage.answerRun(0);
    await done;
    expect(stage.session.state.databases).toHaveLength(2);
  });

  it('are gone after a run that made none', async () => {
    stage.change(database('a.db'));
    const done = stage.session.run();
    await settle();
    stage.change();
    stage.answerRun(0);
    await done;
    expect(stage.session.state.databases).toEqual([]);
    expect(stage.session.state.database).toBeNull();
  });

  it('recover after the engine was replaced with a question open', async () => {
    stage.change(database('a.db'));
    stage.engine().listener.restarted({ reason: 'stopped', message: 'Stopped.' });
    stage.change(database('a.db'));
    expect(stage.engine().schemas).toHaveLength(2);
    stage.engine().schemas[1]?.answer.resolve(schema('a.db'));
    await settle();
    expect(stage.session.state.schema?.database).toBe('a.db');
  });

  it('are exported as bytes, or not with a sentence', async () => {
    await stage.startAll();
    expect(await stage.session.exportDatabase('a.db')).toEqual(new Uint8Array([1]));
    await expect(stage.session.exportDatabase('x.db')).rejects.toThrow('There is no database x.db.');
  });

  it('are imported and shown, or a notice says what is wrong', async () => {
    await stage.startAll();
    await stage.session.importDatabase(new Uint8Array([1]));
    expect(stage.session.state.database).toBe('b.db');
    await stage.session.importDatabase(new Uint8Array());
    expect(stage.session.state.notices.map(({ text }) => text)).toEqual(['That is not an SQLite file.']);
  });
});

describe('SQL', () => {
  it('asks the chosen database and shows the last answer only', async () => {
    await stage.startAll();
    stage.change(database('a.db'));
    const first = stage.session.query('SELECT 1');
    const second = stage.session.query('SELECT 2');
    await settle();
    const [one, two] = stage.engine().queries;
    expect(one?.database).toBe('a.db');
    two?.answer.resolve({ status: 'ok', results: [], changes: 2, ms: 0 });
    await second;
    one?.answer.resolve({ status: 'ok', results: [], changes: 1, ms: 0 });
    await first;
    expect(stage.session.state.queryResult?.changes).toBe(2);
    expect(stage.session.state.querying).toBe(false);
  });

  it('asked by a program leaves the console alone', async () => {
    await stage.startAll();
    const answer = stage.session.ask('SELECT 1');
    await settle();
    stage.engine().queries[0]?.answer.resolve({ status: 'ok', results: [], changes: 0, ms: 0 });
    await answer;
    expect(stage.session.state.queryResult).toBeNull();
  });
});

describe('the state', () => {
  it('is replaced, never changed', async () => {
    const seen: SessionState[] = [];
    const stop = stage.session.subscribe((state) => seen.push(state));
    const frozen = structuredClone(stage.session.state);
    const first = stage.session.state;
    const done = stage.session.run('a');
    await settle();
    stage.answerRun(0);
    await done;
    expect(first).toEqual(frozen);
    expect(new Set(seen).size).toBe(seen.length);
    stop();
    stage.session.setCode('b');
    expect(seen.at(-1)?.code).toBe('a');
  });

  it('is clean after a reset, but for the code', async () => {
    stage.session.setCode('mine');
    const done = stage.session.run();
    await settle();
    stage.print('stdout', 'x');
    stage.answerRun(0, { stdout: 'x' });
    await done;
    await stage.session.reset();
    expect(stage.session.state.entries).toEqual([]);
    expect(stage.session.state.lastRun).toBeNull();
    expect(stage.session.state.code).toBe('mine');
    expect(stage.engine().log).toContain('reset');
  });
});
