import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { litLines } from '../../src/components/line-pointing.ts';
import { PlaygroundPointing } from '../../src/components/playground-pointing.ts';
import { scaleOf } from '../../src/components/png.ts';
import { ROW, scrollTo, TALLEST, viewOf } from '../../src/components/row-window.ts';
import type { KinshipFacts } from '../../src/kinship/kinship.ts';
import { noMarks, type Thing } from '../../src/kinship/thing.ts';
import { statement } from './trace-fixtures.ts';

describe('what is pointed at in a playground', () => {
  const line = (n: number): Thing => ({ kind: 'line', line: n });
  let facts: KinshipFacts;
  let changes: number;
  let pointing: PlaygroundPointing;
  beforeEach(() => {
    vi.useFakeTimers();
    facts = { statements: [statement({ id: 1, line: 1 }), statement({ id: 2, line: 2 })], events: [], schema: null, models: null, objects: null };
    changes = 0;
    pointing = new PlaygroundPointing(() => facts, () => changes++);
  });
  afterEach(() => void vi.useRealTimers());
  const lit = (): string[] => [...pointing.kin.marks].sort();
  const rest = (): void => void vi.advanceTimersByTime(1_000);

  it('lights nothing for a pointer that passes by, and reads nothing out for one that stays', () => {
    pointing.point({ thing: line(1), how: 'hover' });
    pointing.point({ thing: null, how: 'hover' });
    rest();
    expect([changes, pointing.kin.marks]).toEqual([0, noMarks]);
    pointing.point({ thing: line(1), how: 'hover' });
    rest();
    expect([lit(), pointing.says]).toEqual([['line 1', 'statement 1'], '']);
  });

  it('reads out what the keyboard points at, and changes nothing when nothing has changed', () => {
    pointing.point({ thing: line(1), how: 'focus' });
    rest();
    expect(pointing.says).toBe('Line 1: 1 statement.');
    const { marks } = pointing.kin;
    pointing.point({ thing: line(1), how: 'hover' });
    rest();
    expect(pointing.kin.marks).toBe(marks);
    expect(changes).toBe(1);
    // A line that sent nothing is nothing.
    pointing.point({ thing: line(9), how: 'focus' });
    rest();
    expect([lit(), pointing.says]).toEqual([[], '']);
  });

  it('keeps what is chosen until another is, or the same again, or nothing', () => {
    pointing.point({ thing: line(1), how: 'pin' });
    pointing.point({ thing: line(2), how: 'hover' });
    pointing.point({ thing: null, how: 'focus' });
    rest();
    expect(lit()).toEqual(['line 1', 'statement 1']);
    pointing.point({ thing: line(2), how: 'pin' });
    expect(lit()).toEqual(['line 2', 'statement 2']);
    pointing.point({ thing: line(2), how: 'pin' });
    expect([lit(), pointing.pinned, pointing.says]).toEqual([[], null, 'Nothing is kept lit.']);
    pointing.point({ thing: line(1), how: 'pin' });
    pointing.point({ thing: null, how: 'pin' });
    expect([lit(), pointing.pinned]).toEqual([[], null]);
  });

  it('finds what an input adds to what is kept, and lets go of what a new run takes away', () => {
    pointing.point({ thing: line(1), how: 'pin' });
    facts = { ...facts, statements: [...facts.statements, statement({ id: 3, line: 1 })] };
    pointing.refresh();
    expect(lit()).toEqual(['line 1', 'statement 1', 'statement 3']);
    pointing.forget();
    expect([lit(), pointing.pinned]).toEqual([[], null]);
  });
});

it('the lit lines of a text are those that it has', () => {
  expect(litLines('a\nb\nc', new Set(['line 2', 'line 4', 'statement 1']))).toEqual([2]);
});

it('a row is brought into sight by the shortest way, in tables that are taller than a browser too', () => {
  expect(scrollTo(3, 100, 0, 10 * ROW)).toBe(0);
  expect(scrollTo(12, 100, 0, 10 * ROW)).toBe(3 * ROW);
  expect(scrollTo(2, 100, 5 * ROW, 10 * ROW)).toBe(2 * ROW);
  const [total, height] = [3_000_000, 10 * ROW];
  expect(total * ROW).toBeGreaterThan(TALLEST);
  for (const index of [0, 1, 1_234_567, total - 1]) {
    const { first, last } = viewOf(total, scrollTo(index, total, TALLEST / 3, height), height, 0);
    expect(first <= index && index < last).toBe(true);
  }
});

it('an image is twice as large as its picture, as far as browsers draw that', () => {
  expect(scaleOf(800, 600)).toBe(2);
  expect(scaleOf(20_000, 100)).toBeLessThan(1);
  const large = scaleOf(12_000, 12_000);
  expect((12_000 * large) ** 2).toBeLessThanOrEqual(120_000_001);
});
