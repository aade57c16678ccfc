import { describe, expect, it } from 'vitest';
import { starterCode } from '../../src/session/starter.ts';
import { database } from './fake-engine.ts';
import { SessionStage } from './session-stage.ts';

const stage = new SessionStage();

describe('a place', () => {
  it('without a lesson begins with a program', () => {
    expect(stage.session.state.code).toBe(starterCode);
  });

  it('of a lesson begins with the program of its step', async () => {
    await stage.openLesson('tables', 2);
    expect(stage.session.state.lesson.status).toBe('ready');
    expect(stage.session.state.code).toBe('start 2');
  });

  it('takes the nearest step there is', async () => {
    await stage.openLesson('tables', 9);
    expect(stage.session.state.place).toEqual({ kind: 'lesson', slug: 'tables', step: 3 });
  });

  it('says what is wrong with an unknown lesson, and can be worked in', async () => {
    const opening = stage.session.open({ kind: 'lesson', slug: 'nothing', step: 1 });
    stage.lessons['nothing']?.reject(new Error('There is no lesson “nothing”.'));
    await opening;
    expect(stage.session.state.lesson).toEqual({ status: 'error', message: 'There is no lesson “nothing”.' });
    stage.session.setCode('print(1)');
    expect(stage.session.state.code).toBe('print(1)');
  });

  it('that was left before its lesson came is not shown', async () => {
    const slow = stage.session.open({ kind: 'lesson', slug: 'slow', step: 1 });
    await stage.session.open({ kind: 'play' });
    stage.lessons['slow']?.resolve(stage.lesson());
    await slow;
    expect(stage.session.state.place).toEqual({ kind: 'play' });
    expect(stage.session.state.code).toBe(starterCode);
  });

  it('keeps a draft of its own', async () => {
    await stage.openLesson('tables', 1);
    stage.session.setCode('mine 1');
    await stage.session.goToStep(2);
    stage.session.setCode('mine 2');
    await stage.session.goToStep(1);
    expect(stage.session.state.code).toBe('mine 1');
    await stage.session.goToStep(2);
    expect(stage.session.state.code).toBe('mine 2');
  });

  it('gets a fresh engine with another lesson, not with another step', async () => {
    await stage.openLesson('tables', 1);
    stage.change(database('a.db'));
    await stage.session.goToStep(2);
    expect(stage.engine().log).not.toContain('reset');
    await stage.session.open({ kind: 'play' });
    expect(stage.engine().log).toContain('reset');
  });

  it('prefers text that was set before it was open', async () => {
    const other = stage.newSession();
    other.setCode('given');
    await other.open({ kind: 'play' });
    expect(other.state.code).toBe('given');
    const opening = other.open({ kind: 'lesson', slug: 'tables', step: 1 });
    stage.lessons['tables']?.resolve(stage.lesson());
    await opening;
    expect(other.state.code).toBe('start 1');
  });
});

describe('drafts', () => {
  it('are found by the next session, and nothing is run', async () => {
    stage.session.setCode('work');
    stage.session.save();
    const next = stage.newSession();
    next.start();
    await next.open({ kind: 'play' });
    expect(next.state.code).toBe('work');
    expect(stage.engine().runs).toHaveLength(0);
  });

  it('of an older version of a step are shown, with a way to start over and back', async () => {
    await stage.openLesson('tables', 1);
    stage.session.setCode('mine');
    stage.session.save();
    const next = stage.newSession();
    const opening = next.open({ kind: 'lesson', slug: 'tables', step: 1 });
    stage.lessons['tables']?.resolve(stage.lesson('new start'));
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
    stage.session.setCode('work');
    stage.session.save();
    stage.session.setCode(starterCode);
    stage.session.save();
    expect(stage.device.texts.size).toBe(0);
  });

  it('that the device refuses are kept in memory, and it is said once', async () => {
    stage.device.refusal = new Error('SecurityError');
    const refusing = stage.newSession();
    await refusing.open({ kind: 'play' });
    refusing.setCode('work');
    refusing.save();
    refusing.save();
    expect(refusing.state.notices.map(({ text }) => text.slice(0, 25))).toEqual(['Not saved on this device:']);
    await refusing.open({ kind: 'play' });
    expect(refusing.state.code).toBe('work');
  });
});
