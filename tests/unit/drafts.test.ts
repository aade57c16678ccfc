import { beforeEach, describe, expect, it } from 'vitest';
import type { Lesson, StepMark } from '../../src/lessons/lesson.ts';
import { Drafts } from '../../src/session/drafts.ts';
import { Progress } from '../../src/session/progress.ts';
import { Session } from '../../src/session/session.ts';
import type { Place } from '../../src/session/state.ts';
import { fingerprint } from '../../src/lessons/marks.ts';
import { DeviceStorage } from '../../src/session/storage.ts';
import { FakeDevice } from './fake-device.ts';
import { FakeEngine } from './fake-engine.ts';

const place: Place = { kind: 'lesson', slug: 'tables', step: 1 };
const key = 'junction:draft::lesson/tables/#one';
/** Where it was kept when steps were known by number. */
const older = 'junction:draft::lesson/tables/1';
const full = new DOMException('no space', 'QuotaExceededError');

let device: FakeDevice;
/** What the lesson's steps begin with. */
let start: string;
/** Titles of the lesson's steps. */
let titles: string[];

beforeEach(() => {
  device = new FakeDevice();
  start = 'start';
  titles = ['One', 'Two'];
});

/** Another page on the device, with the first step open. */
async function tab(): Promise<Session> {
  const storage = device.page();
  const numbers: Record<string, number> = { Zero: 0, One: 1, First: 1, Two: 2 };
  const steps = titles.map((title) => ({ title, language: 'python', setup: '', start: `${start} ${numbers[title] ?? title}`, solution: null, checks: [], quizzes: [] }));
  const lesson = { slug: 'tables', title: 'Tables', steps } as unknown as Lesson;
  const session = new Session({
    engine: (listener) => new FakeEngine(listener),
    drafts: new Drafts(storage),
    progress: new Progress(storage),
    lessons: { load: async () => lesson, fetch: async () => lesson },
  });
  await session.open(place);
  return session;
}

function write(session: Session, code: string): void {
  session.setCode(code);
  session.save();
}

const offers = (session: Session): unknown[] => session.state.notices.flatMap(({ actions }) => actions ?? []);
const stored = (): Record<string, unknown> => JSON.parse(device.texts.get(key) ?? 'null') as Record<string, unknown>;

describe('a draft in two tabs', () => {
  it('that only one of them changes is followed by the other, which can go back', async () => {
    const [one, two] = [await tab(), await tab()];
    write(one, 'a');
    write(one, 'ab');
    expect(two.state.code).toBe('ab');
    expect(two.state.notices.map(({ text }) => text)).toEqual(['Another tab has changed this step. You see what it made of it.']);
    two.act('undo');
    expect(two.state.code).toBe('start 1');
    two.save();
    expect([one.state.code, device.texts.get(key)]).toEqual(['start 1', undefined]);
  });

  it('that both change is kept twice, until the learner chooses', async () => {
    const [one, two] = [await tab(), await tab()];
    two.setCode('two');
    write(one, 'one');
    expect(two.state.code).toBe('two');
    two.save();
    expect(two.state.rival).toEqual({ from: 'tab', texts: { code: 'one', sql: '' } });
    expect(offers(two)).toEqual(['keep-mine', 'compare', 'take-other']);
    expect(stored()).toMatchObject({ code: 'two', other: { code: 'one' } });
    // Nothing is lost when the page is closed before the choice, and typing goes on.
    write(two, 'two, more');
    const later = await tab();
    expect([later.state.code, later.state.rival?.texts.code]).toEqual(['two, more', 'one']);

    two.act('take-other');
    expect([two.state.code, two.state.rival, stored()['other']]).toEqual(['one', null, null]);
    two.act('undo');
    expect(two.state.code).toBe('two, more');
  });

  it('of which mine is wanted forgets the other', async () => {
    const [one, two] = [await tab(), await tab()];
    two.setCode('two');
    write(one, 'one');
    two.save();
    two.act('keep-mine');
    expect([stored()['code'], stored()['other'], two.state.rival, offers(two)]).toEqual(['two', null, null, []]);
  });

  it('is not taken away by going back to the beginning in one of them', async () => {
    const [one, two] = [await tab(), await tab()];
    write(one, 'one');
    two.setCode('two');
    two.setCode('start 1');
    two.save();
    two.setCode('two');
    write(one, 'one, more');
    two.setCode('start 1, nearly');
    two.setCode('start 1');
    two.save();
    expect([one.state.code, device.texts.get(key)?.includes('one, more')]).toEqual(['one, more', true]);
  });
});

describe('a draft', () => {
  it('of a step that has changed waits for a choice, and is asked about once', async () => {
    write(await tab(), 'mine');
    start = 'new start';
    const changed = await tab();
    write(changed, 'mine, more');
    expect((await tab()).state.rival?.from).toBe('lesson');
    changed.act('keep-mine');
    expect([changed.state.code, changed.state.rival]).toEqual(['mine, more', null]);
    expect((await tab()).state.rival).toBeNull();
  });

  it('stays with its step when its author puts another before it, or gives it another title', async () => {
    write(await tab(), 'mine');
    titles = ['Zero', 'One', 'Two'];
    const inserted = await tab();
    expect([inserted.state.code, inserted.state.rival]).toEqual(['start 0', null]);
    await inserted.goToStep(2);
    expect([inserted.state.code, inserted.state.rival]).toEqual(['mine', null]);
    titles = ['Zero', 'First', 'Two'];
    const renamed = await tab();
    await renamed.goToStep(2);
    expect([renamed.state.code, renamed.state.rival]).toEqual(['mine', null]);
    write(renamed, 'mine, more');
    // Nothing is as it was but the number: better shown, and asked about, than lost.
    titles = ['Zero', 'Another', 'Two'];
    const other = await tab();
    await other.goToStep(2);
    expect([other.state.code, other.state.rival?.from]).toEqual(['mine, more', 'lesson']);
  });

  it('that was kept by number goes to the step that it was made from, where a step was put before it', async () => {
    device.texts.set('junction:draft::lesson/tables/1', JSON.stringify({ version: 1, code: 'mine', sql: '', base: fingerprint('start 1') }));
    titles = ['Zero', 'One', 'Two'];
    const session = await tab();
    expect(session.state.code).toBe('start 0');
    await session.goToStep(2);
    expect([session.state.code, session.state.rival]).toEqual(['mine', null]);
  });

  it('in the first format is found, and asked about when the program that it began with has changed', async () => {
    device.texts.set(older, JSON.stringify({ version: 1, code: 'old', sql: '', base: fingerprint('start 1') }));
    expect((await tab()).state).toMatchObject({ code: 'old', rival: null });
    expect([...device.texts.keys()].filter((name) => name.startsWith('junction:draft:'))).toEqual([key]);
    start = 'new start';
    expect((await tab()).state).toMatchObject({ code: 'old', rival: { from: 'lesson' } });
  });

  it.each(['{"version":2,"code":', '{"version":9,"code":"future","sql":"","base":""}', '7', 'null', '{"version":2}'])('that cannot be read (%s) is told, and kept beside the next', async (text) => {
    device.texts.set(older, text);
    const session = await tab();
    expect(session.state.code).toBe('start 1');
    expect(session.state.notices[0]?.text).toContain('cannot be read');
    session.save();
    expect(device.texts.get(key)).toBe(text);
    write(session, 'mine');
    expect(stored()['code']).toBe('mine');
    expect([...device.texts].find(([name]) => name.startsWith('junction:aside:'))?.[1]).toBe(text);
  });

  it('is written again when the device was cleared under the page', async () => {
    const session = await tab();
    write(session, 'mine');
    device.texts.clear();
    session.save();
    expect([session.state.code, stored()['code']]).toEqual(['mine', 'mine']);
  });

  it('that the device has no room for stays, is told once with a way out, and goes there when there is room', async () => {
    const session = await tab();
    device.refusal = full;
    write(session, 'mine');
    write(session, 'mine, more');
    expect(session.state.notices.map(({ text, actions }) => [text.slice(0, 47), actions])).toEqual([['Not saved on this device: the browser’s storage', ['save-file']]]);
    device.refusal = null;
    write(session, 'mine, most');
    expect([stored()['code'], session.state.notices]).toEqual(['mine, most', []]);
  });

  it('of a lesson that did not arrive is left alone', async () => {
    write(await tab(), 'mine');
    const before = device.texts.get(key);
    const storage = device.page();
    const broken = async (): Promise<never> => Promise.reject(new Error('offline'));
    const session = new Session({ engine: (listener) => new FakeEngine(listener), drafts: new Drafts(storage), progress: new Progress(storage), lessons: { load: broken, fetch: broken } });
    await session.open(place);
    write(session, 'typed meanwhile');
    expect(device.texts.get(key)).toBe(before);
  });

  it('of two owners do not meet', () => {
    const storage = device.page();
    new Drafts(storage, () => '/a').save({ kind: 'play' }, { code: 'a', sql: '', base: '', other: null });
    expect(new Drafts(storage, () => '/b').load({ kind: 'play' })).toEqual({ status: 'none' });
    expect(new Drafts(storage, () => '/a').load({ kind: 'play' })).toMatchObject({ status: 'draft', draft: { code: 'a' } });
  });
});

describe('a step that there is not', () => {
  it('is answered in words, with the last', async () => {
    const session = await tab();
    await session.open({ ...place, step: 9 });
    expect(session.state.place).toEqual({ ...place, step: 2 });
    expect(session.state.notices.map(({ text }) => text)).toEqual(['This lesson has no step 9. You see its last, step 2.']);
  });
});

describe('progress', () => {
  const steps = ['one', 'two', 'three'].map((name) => ({ name, task: `checks ${name}` }));
  const at = (device: FakeDevice, now = '2026-01-02T03:04:05.000Z'): Progress => {
    return new Progress(device.page(), '/site/', () => new Date(now));
  };

  it('remembers when a step was first passed, and where the learner was last', () => {
    at(device).pass({ ...place, step: 2 }, steps);
    at(device, '2027-01-01T00:00:00.000Z').pass({ ...place, step: 2 }, steps);
    at(device, '2027-01-01T00:00:00.000Z').visit({ ...place, step: 1 }, steps);
    expect(at(device).record(place, steps)).toEqual({ passed: { 2: '2026-01-02T03:04:05.000Z' }, step: 1, seen: '2027-01-01T00:00:00.000Z' });
  });

  it('of another site on the same host is another', () => {
    at(device).pass(place, steps);
    expect(new Progress(device.page(), '/other/').passed(place, steps)).toEqual([]);
  });

  it('in the first format is found and moved', () => {
    device.texts.set('junction:progress:lesson/tables', '{"version":1,"steps":[3,1,"x",-1]}');
    expect(at(device).passed(place, steps)).toEqual([1, 3]);
    expect(at(device).pass({ ...place, step: 2 }, steps)).toEqual([1, 2, 3]);
    expect([...device.texts.keys()]).toEqual(['junction:progress:/site/:lesson/tables']);
  });

  it('in the second format is found, and stays with the steps as they stood when it was found', () => {
    device.texts.set('junction:progress:/site/:lesson/tables', '{"version":2,"passed":{"1":"2026-01-02T03:04:05.000Z","2":null,"9":null},"step":2,"seen":null}');
    const progress = at(device);
    expect(progress.record(place, steps)).toEqual({ passed: { 1: '2026-01-02T03:04:05.000Z', 2: null }, step: 2, seen: null });
    progress.visit({ ...place, step: 2 }, steps);
    const inserted = [{ name: 'zero', task: 'new' }, ...steps];
    expect(progress.record(place, inserted)).toMatchObject({ passed: { 2: '2026-01-02T03:04:05.000Z', 3: null }, step: 3 });
  });

  it('stays with a step that is moved, has another title or other checks, and comes back with one that does', () => {
    const progress = at(device);
    progress.pass({ ...place, step: 2 }, steps);
    const [one, two, three] = steps as [StepMark, StepMark, StepMark];
    const passedIn = (...now: StepMark[]) => progress.passed(place, now);
    expect([passedIn(one, three, two), passedIn(one, { ...two, name: 'second' }, three), passedIn(one, { ...two, task: 'checks anew' }, three)]).toEqual([[3], [2], [2]]);
    expect([passedIn(one, three), passedIn(one, { name: 'other', task: 'other' }, three)]).toEqual([[], []]);
    progress.pass({ ...place, step: 2 }, [one, three]);
    expect(passedIn(...steps)).toEqual([2, 3]);
  });

  it.each(['{"version":2', '{"version":4,"passed":{}}', '[]', '{"version":2,"passed":null}'])('that cannot be read (%s) counts as none, and is kept beside the next', (text) => {
    device.texts.set('junction:progress:/site/:lesson/tables', text);
    const progress = at(device);
    expect([progress.passed(place, steps), progress.unreadable(place)]).toEqual([[], true]);
    expect(progress.pass(place, steps)).toEqual([1]);
    expect([...device.texts].find(([name]) => name.startsWith('junction:aside:'))?.[1]).toBe(text);
  });

  it('of another tab shows in this one', async () => {
    const session = await tab();
    new Progress(device.page()).pass(place, [{ name: 'one', task: 'checks' }]);
    expect(session.state.work.passed).toEqual([1]);
  });
});

describe('the storage', () => {
  it('that refuses is kept in memory, and asked again', () => {
    const storage = device.page();
    device.refusal = full;
    expect([storage.set('k', 'v'), storage.get('k'), storage.keys(''), storage.works]).toEqual(['full', 'v', ['k'], false]);
    device.refusal = new Error('SecurityError');
    expect(storage.set('k', 'v')).toBe('refused');
    device.refusal = null;
    expect([storage.set('k', 'w'), device.texts.get('k'), storage.works, [...device.texts.keys()]]).toEqual(['device', 'w', true, ['k']]);
  });

  it('that is not there at all is no fault', () => {
    const storage = new DeviceStorage(() => {
      throw new Error('SecurityError');
    });
    expect([storage.get('k'), storage.keys(''), storage.set('k', 'v'), storage.get('k')]).toEqual([null, [], 'refused', 'v']);
    storage.remove('k');
    expect(storage.get('k')).toBeNull();
  });
});
