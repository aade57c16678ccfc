import { beforeEach, describe, expect, it } from 'vitest';
import type { CourseLesson } from '../../src/lessons/lesson.ts';
import { CourseBook } from '../../src/session/course-book.ts';
import { courseProgress } from '../../src/session/course-progress.ts';
import { Drafts } from '../../src/session/drafts.ts';
import { noRecord, Progress, type LessonRecord } from '../../src/session/progress.ts';
import { DeviceStorage } from '../../src/session/storage.ts';
import { FakeDevice } from './fake-device.ts';

const lesson = (slug: string, tasks: number[], minutes = 10): CourseLesson => ({ slug, title: slug.toUpperCase(), summary: '', minutes, section: '', steps: [1, 2, 3, 4].map((n) => ({ name: `step-${n}`, task: tasks.includes(n) ? `${slug} ${n}` : null })) });
const stepsOf = (slug: string) => lessons.find((one) => one.slug === slug)?.steps ?? [];
const lessons = [lesson('a', [1, 2]), lesson('b', [1, 2, 3, 4], 20), lesson('ab', [2]), lesson('text', [])];

describe('the way through a course', () => {
  const progress = (records: Record<string, Partial<LessonRecord>>) => courseProgress(lessons, ({ slug }) => ({ ...noRecord, ...records[slug] }));

  it('begins at its beginning', () => {
    expect(progress({})).toMatchObject({ begun: false, done: 0, total: 3, minutesLeft: 40, next: { slug: 'a', step: 1, begun: false } });
  });

  it('goes on where the learner was last', () => {
    const found = progress({ a: { passed: { 1: null }, step: 2, seen: '2026-01-01' }, b: { passed: { 4: '2026-01-02' }, step: 3, seen: '2026-01-03' }, text: { step: 1, seen: '2026-01-02' } });
    expect(found).toMatchObject({ begun: true, done: 0, minutesLeft: 30, next: { slug: 'b', step: 3, passed: 1 } });
  });

  it('goes on after a lesson that is done, and round to what was left out', () => {
    const b = { passed: { 1: '2026-01-03', 2: '2026-01-02', 3: '2026-01-01', 4: '2026-01-01' }, step: 4, seen: '2026-01-03' };
    expect(progress({ b })).toMatchObject({ done: 1, next: { slug: 'ab' } });
    expect(progress({ b }).lessons[1]).toMatchObject({ done: true, when: '2026-01-03' });
    expect(progress({ b, ab: { passed: { 2: null } }, text: { step: 4 } }).next?.slug).toBe('a');
    expect(progress({ a: { passed: { 1: null, 2: null } }, b, ab: { passed: { 2: null } }, text: { step: 4, seen: 'then' } })).toMatchObject({ done: 3, next: null, minutesLeft: 0, lessons: [{ when: null }, {}, {}, { done: true, when: 'then' }] });
  });

  it('does not lead to steps that are no more', () => {
    expect(progress({ a: { step: 9, passed: { 7: null } } }).lessons[0]).toMatchObject({ step: 4, passed: 0, done: false });
  });
});

describe('the learner’s work', () => {
  let device: FakeDevice;
  let storage: DeviceStorage;
  let book: CourseBook;
  let changes: number;
  const at = (slug: string, step = 1) => ({ kind: 'lesson', slug, step }) as const;

  beforeEach(() => {
    device = new FakeDevice();
    storage = device.page();
    changes = 0;
    book = new CourseBook(storage, '/s/', lessons, () => (changes += 1));
    for (const slug of ['a', 'ab']) {
      new Progress(storage, '/s/').pass(at(slug), stepsOf(slug));
      new Drafts(storage, () => '/s/').save(at(slug), { code: slug, sql: '', base: '', other: null });
    }
    new Drafts(storage, () => '/s/').save({ kind: 'play' }, { code: 'play', sql: '', base: '', other: null });
    device.texts.set('junction:progress:lesson/a', '{"version":1,"steps":[1]}');
    device.texts.set('junction:theme', 'dark');
  });

  it('on one lesson can be forgotten, and had back', () => {
    const before = new Map(device.texts);
    book.forget('a');
    expect([...device.texts.keys()].sort()).toEqual(['junction:draft:/s/:lesson/ab/1', 'junction:draft:/s/:play', 'junction:progress:/s/:lesson/ab', 'junction:theme']);
    expect(book.state.notice).toEqual({ text: '“A” is as it was at the beginning.', undo: true });
    book.undo();
    expect([new Map([...device.texts].sort()), book.state.notice]).toEqual([new Map([...before].sort()), null]);
  });

  it('on all lessons can be forgotten; the playground is no lesson', () => {
    book.forget(null);
    expect([...device.texts.keys()].sort()).toEqual(['junction:draft:/s/:play', 'junction:theme']);
    book.undo();
    expect(book.state.course.lessons[2]?.passed).toBe(0);
    expect(new Progress(storage, '/s/').passed(at('ab'), stepsOf('ab'))).toEqual([1]);
  });

  it('goes to another device, and another address, as a file', async () => {
    book.name = 'Ada';
    device.texts.set('junction:aside:1:x', 'broken');
    const text = book.save();
    expect(JSON.parse(text)).toMatchObject({ junction: 'work', records: { 'draft/lesson/a/1': expect.any(String), 'name/': 'Ada', 'aside/1:x': 'broken' } });
    const other = new FakeDevice().page();
    const there = new CourseBook(other, '/elsewhere/', lessons, () => undefined);
    await there.load(new Blob([text]));
    expect([there.state.name, new Drafts(other, () => '/elsewhere/').load(at('ab')), new Progress(other, '/elsewhere/').passed(at('a'), stepsOf('a'))]).toEqual(['Ada', { status: 'draft', draft: { code: 'ab', sql: '', base: '', other: null, step: 1 } }, [1]]);
    there.undo();
    expect(other.keys('junction:')).toEqual([]);
  });

  it.each(['', 'PK\u0003', '[]', '{"junction":"work","version":2,"records":{}}', '{"junction":"work","version":1}'])('is not taken from another file (%j)', async (text) => {
    const before = new Map(device.texts);
    await book.load(new Blob([text]));
    expect([device.texts, book.state.notice?.undo]).toEqual([before, false]);
    expect(book.state.notice?.text).toMatch(/^This file holds no work/);
  });

  it('is not taken from a file that cannot be read', async () => {
    await book.load({ text: () => Promise.reject(new Error('The file is gone.')) });
    expect(book.state.notice).toEqual({ text: 'The file is gone.', undo: false });
  });

  it('brings nothing but work from a file', async () => {
    await book.load(new Blob(['{"junction":"work","version":1,"records":{"theme":"x","constructor/x":"y","draft/play":7,"progress/lesson/b":"{"}}']));
    expect(device.texts.get('junction:theme')).toBe('dark');
    expect([...device.texts.keys()].filter((key) => key.includes('x') || key.includes('constructor'))).toEqual([]);
    expect(book.state.unreadable).toBe(true);
  });

  it('that the device does not keep is there while the page is', () => {
    device.refusal = new Error('SecurityError');
    const page = device.page();
    const here = new CourseBook(page, '/new/', lessons, () => undefined);
    new Progress(page, '/new/').pass(at('b'), stepsOf('b'));
    expect(here.state).toMatchObject({ works: false, course: { lessons: [{}, { passed: 1 }, {}, {}] } });
  });

  it('of another tab is told', () => {
    const stop = book.watch();
    new Progress(device.page(), '/s/').pass(at('b'), stepsOf('b'));
    expect(changes).toBe(1);
    stop();
    new Progress(device.page(), '/s/').pass(at('b', 2), stepsOf('b'));
    expect(changes).toBe(1);
  });
});
