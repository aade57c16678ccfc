import { describe, expect, it } from 'vitest';
import { backspace, indent, newline, offsetOf, outdent, placeOf, toggleComment, type TextEdit } from '../../src/components/editing.ts';
import { TabKeys } from '../../src/components/tab-keys.ts';

/** Text with `|` for the cursor, or two of them around the selection, as text and offsets. */
function at(marked: string): [string, number, number] {
  const start = marked.indexOf('|');
  const text = marked.replace('|', '');
  const end = text.indexOf('|');
  return [text.replace('|', ''), start, end < 0 ? start : end];
}

function after(marked: string, edit: TextEdit | null): string | null {
  if (!edit) return null;
  const [text] = at(marked);
  const result = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  const marks = edit.start === edit.end ? [edit.end] : [edit.end, edit.start];
  return marks.reduce((sum, mark) => `${sum.slice(0, mark)}|${sum.slice(mark)}`, result);
}

describe('a plain editor', () => {
  it.each([
    ['|x', '    |x'],
    ['ab|', 'ab  |'],
    ['|a\nb|', '    |a\n    b|'],
    ['|a\n|b', '    |a\n|b'],
  ])('Tab: %j → %j', (before, result) => {
    expect(after(before, indent(...at(before)))).toBe(result);
  });

  it.each([
    ['    |x', '|x'],
    ['  x|', 'x|'],
    ['|    a\n  b|', '|a\nb|'],
    ['x|', null],
  ])('Shift+Tab: %j → %j', (before, result) => {
    expect(after(before, outdent(...at(before)))).toBe(result);
  });

  it.each([
    ['x = 1|', 'x = 1\n|'],
    ['class A:|', 'class A:\n    |'],
    ['    def f():  # why|', '    def f():  # why\n        |'],
    ['f(|', 'f(\n    |'],
    ['        return 1|', '        return 1\n    |'],
    ['    "a # b"|', '    "a # b"\n    |'],
    ['    x|y', '    x\n    |y'],
  ])('Enter: %j → %j', (before, result) => {
    expect(after(before, newline(...at(before)))).toBe(result);
  });

  it.each([
    ['        |x', '    |x'],
    ['      |x', '    |x'],
    [' |x', null],
    ['  a|', null],
    ['a\n|b', null],
  ])('Backspace: %j → %j', (before, result) => {
    expect(after(before, backspace(...at(before)))).toBe(result);
  });

  it.each([
    ['|a\n    b|', '# |a\n#     b|'],
    ['    |a', '    # |a'],
    ['# |a\n#     b|', '|a\n    b|'],
    ['|', '# |'],
  ])('Ctrl+/: %j → %j', (before, result) => {
    expect(after(before, toggleComment(...at(before), '#'))).toBe(result);
  });

  it('knows lines and columns', () => {
    expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
    expect([offsetOf('ab\ncd', 1), offsetOf('ab\ncd', 2), offsetOf('ab\ncd', 9)]).toEqual([0, 3, 5]);
  });
});

describe('the Tab key', () => {
  const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, shiftKey: false, metaKey: false, altKey: false, ...more });

  it('goes on through the page until something is typed', () => {
    const keys = new TabKeys();
    keys.entered();
    expect(keys.key(key('Tab'))).toBe('hide');
    keys.key(key('a'));
    expect(keys.key(key('Tab'))).toBe('pass');
    keys.key(key('Escape'));
    expect(keys.key(key('Tab', { shiftKey: true }))).toBe('hide');
  });

  it('indents after a click, which comes before the focus', () => {
    const keys = new TabKeys();
    keys.pressed();
    keys.entered();
    expect(keys.key(key('Tab'))).toBe('pass');
  });

  it('is switched by Ctrl+M until the next Ctrl+M', () => {
    const keys = new TabKeys();
    keys.pressed();
    expect(keys.key(key('m', { ctrlKey: true }))).toBe('toggle');
    keys.key(key('a'));
    expect(keys.key(key('Tab'))).toBe('hide');
    keys.key(key('M', { ctrlKey: true, shiftKey: true }));
    expect(keys.key(key('Tab'))).toBe('pass');
  });
});
