import { describe, expect, it } from 'vitest';
import { cellOf } from '../../src/components/cells.ts';
import { pastedInputs, promptLines, promptSource, toBlocks } from '../../src/components/console-text.ts';
import { logScript, parametersText } from '../../src/components/sql-log-text.ts';
import { count, duration, firstLine, visibleText } from '../../src/components/text.ts';
import { wordsOf } from '../../src/components/words.ts';
import { statement } from './trace-fixtures.ts';

describe('printed text', () => {
  it.each([
    ['\u001b[1;31mred\u001b[0m and \u001b]0;title\u0007plain', 'red and plain'],
    ['a\0b\u0007', 'a\u2400b\u2407'],
    ['x\ud800y\udfffz 😀', 'x\\ud800y\\udfffz 😀'],
    ['10%\r50%\rdone\r\nnext', 'done\nnext'],
    ['tab\tand\nline', 'tab\tand\nline'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('of a megabyte on one line is made visible, for which quadratic work would take minutes', () => {
    expect(visibleText(`${'x'.repeat(1_000_000)}\r\u001b[`)).toBe('\u241b[');
    expect(visibleText('\r'.repeat(1_000_000))).toBe('');
  });

  it('is counted and timed in words', () => {
    expect([count(1, 'row'), count(1200, 'row'), duration(0.42), duration(12.3), duration(1340)]).toEqual(['1 row', '1,200 rows', '0.4 ms', '12 ms', '1.3 s']);
    expect([firstLine('  select 1 '), firstLine('select 1,\n 2'), firstLine('abcdef', 3)]).toEqual(['select 1', 'select 1, …', 'abc …']);
  });
});

describe('a cell', () => {
  it.each([
    [null, 'null', 'NULL'],
    ['NULL', 'text', 'NULL'],
    ['', 'text', ''],
    [9007199254740993n, 'number', '9007199254740993'],
    [1.5, 'number', '1.5'],
    [-0, 'number', '-0.0'],
    [Infinity, 'number', 'Inf'],
    [new Uint8Array([0, 255]), 'blob', "x'00ff'"],
    ['<img src=x>', 'text', '<img src=x>'],
    ['a\0', 'text', 'a\u2400'],
  ])('of %o is %s %s', (value, kind, text) => {
    expect(cellOf(value)).toEqual({ kind, text });
  });

  it('cuts what is long and says how long it is', () => {
    expect(cellOf('x'.repeat(1000)).text).toHaveLength(301);
    expect(cellOf(new Uint8Array(5000)).text).toMatch(/^x'0{32}…' \(5,000 bytes\)$/);
  });
});

describe('the console', () => {
  it('joins what one stream prints, and keeps the order of streams', () => {
    const { blocks } = toBlocks([
      { kind: 'stdout', text: 'a' },
      { kind: 'stdout', text: 'b\n' },
      { kind: 'stderr', text: 'c' },
      { kind: 'error', text: 'd\n', line: 3 },
    ]);
    expect(blocks).toEqual([
      { kind: 'stdout', text: 'ab\n' },
      { kind: 'stderr', text: 'c' },
      { kind: 'error', text: 'd', line: 3 },
    ]);
  });

  it('makes few pieces of a million prints, cut at line ends, and counts what it hides', () => {
    const lines = Array.from({ length: 1_000_000 }, (_, i) => `${i}\n`).join('');
    const { blocks, hidden } = toBlocks([{ kind: 'stdout', text: lines }]);
    expect(blocks.length).toBeLessThanOrEqual(600);
    expect(blocks.every(({ text }) => text.endsWith('\n') && text.length <= 8_000)).toBe(true);
    expect(hidden + blocks.reduce((sum, { text }) => sum + text.length, 0)).toBe(lines.length);
  });

  it('cuts one endless line without tearing a character apart', () => {
    const { blocks } = toBlocks([{ kind: 'stdout', text: `x${'😀'.repeat(8_000)}` }]);
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.map(({ text }) => text).join('')).toBe(`x${'😀'.repeat(8_000)}`);
    for (const { text } of blocks) expect(() => encodeURIComponent(text)).not.toThrow();
  });

  it('shows an input as it was typed', () => {
    expect(promptLines('for x in y:\n    x')).toBe('>>> for x in y:\n...     x');
  });

  it('takes a pasted transcript apart', () => {
    expect(pastedInputs('>>> a = 1\n>>> for x in b:\n...     x\n...\n1\n2\n>>> a\n1\n')).toEqual(['a = 1', 'for x in b:\n    x\n', 'a']);
    expect(pastedInputs('a = 1\nb = 2')).toEqual(['a = 1\nb = 2']);
    expect(promptSource('for x in y:\n    x\n    ')).toBe('for x in y:\n    x\n');
  });
});

describe('the SQL log', () => {
  it.each([
    [[], ''],
    [null, ''],
    [{}, ''],
    [[1], '(1,)'],
    [[1, "O'x", null, true], "(1, 'O\\'x', None, True)"],
    [{ id: 1 }, "{'id': 1}"],
    [[[1, 2], [3, 4]], '[(1, 2), (3, 4)]'],
    [[new Uint8Array(3), 2n], '(<3 bytes>, 2)'],
  ])('writes %o as %s', (parameters, text) => {
    expect(parametersText(parameters)).toBe(text);
  });

  it('is copied as a script', () => {
    const script = logScript([
      statement({ sql: 'SELECT ?', parameters: [1], line: 3 }),
      statement({ sql: 'COMMIT', kind: 'transaction' }),
    ]);
    expect(script).toBe('-- line 3  (1,)\nSELECT ?;\n\nCOMMIT;\n');
  });
});

it('completion offers the words of the text first, without the one being typed', () => {
  const words = wordsOf('teacher = 1\ntea', 'python', 15).map(({ text }) => text);
  expect(words[0]).toBe('teacher');
  expect(words).toContain('back_populates');
  expect(words).not.toContain('tea');
});
