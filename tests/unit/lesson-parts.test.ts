import { describe, expect, it } from 'vitest';
import { folded, lineDiff } from '../../src/components/line-diff.ts';
import { moved, shuffled } from '../../src/components/shuffle.ts';

describe('a comparison by lines', () => {
  const told = (from: string, to: string): string[] => lineDiff(from, to).map(({ mark, text }) => mark + text);

  it('keeps what both have, and tells what goes and what comes', () => {
    expect(told('a\nb\nc\n', 'a\nc\nd')).toEqual([' a', '-b', ' c', '+d']);
    expect(told('', 'a')).toEqual(['-', '+a']);
    expect(told('a \r\nb\n\n', 'a\nb')).toEqual([' a', ' b']);
  });

  it('folds what does not matter', () => {
    const lines = lineDiff('1\n2\n3\n4\n5\n6\nx\n7\n8\n9', '1\n2\n3\n4\n5\n6\ny\n7\n8\n9');
    expect(folded(lines, 1).map((line) => (line === null ? '⋯' : line.mark + line.text))).toEqual(['⋯', ' 6', '-x', '+y', ' 7', '⋯']);
    expect(folded(lineDiff('a', 'a'))).toEqual([null]);
  });
});

describe('lines to be put in order', () => {
  it('come in an order that is always the same, and never the right one', () => {
    for (const lines of [['a', 'b'], ['a', 'b', 'c', 'd', 'e'], ['x = 1', 'y = 2', 'z = 3']]) {
      expect(shuffled(lines)).not.toEqual(lines);
      expect([...shuffled(lines)].sort()).toEqual([...lines].sort());
      expect(shuffled(lines)).toEqual(shuffled(lines));
    }
  });

  it('are moved one at a time', () => {
    expect([moved(['a', 'b', 'c'], 0, 2), moved(['a', 'b', 'c'], 2, 0), moved(['a', 'b'], 1, 9)]).toEqual([['b', 'c', 'a'], ['c', 'a', 'b'], ['a', 'b']]);
  });
});
