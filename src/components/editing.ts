/**
 * What a plain text field needs to be a usable code editor: each function answers one key as an edit
 * of the text, or null when the key should keep its usual meaning. Pure; offsets are UTF-16 units.
 */

/** Replace `text[from..to)` by `insert`, then select `start..end`. */
export interface TextEdit {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

const UNIT = '    ';

/** Tab: inserts four spaces, or shifts every selected line right. */
export function indent(text: string, start: number, end: number): TextEdit {
  if (!text.slice(start, end).includes('\n')) {
    const insert = UNIT.slice(columnOf(text, start) % UNIT.length);
    return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
  }
  return mapLines(text, start, end, (line) => (line === '' ? line : UNIT + line));
}

/** Shift+Tab: takes up to four leading spaces off every line touched; null when there are none. */
export function outdent(text: string, start: number, end: number): TextEdit | null {
  const edit = mapLines(text, start, end, (line) => line.replace(/^(?:\t| {1,4})/, ''));
  return edit.insert === text.slice(edit.from, edit.to) ? null : edit;
}

/** Enter: keeps the line's indentation, one level more after a `:` or an open bracket. */
export function newline(text: string, start: number, end: number): TextEdit {
  const line = text.slice(lineStart(text, start), start);
  const code = line.replace(/#[^'"]*$/, '').trimEnd();
  let space = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (/[:([{]$/.test(code)) space += UNIT;
  else if (/^\s*(?:return|pass|break|continue|raise)\b/.test(code)) space = space.slice(UNIT.length);
  const at = start + 1 + space.length;
  return { from: start, to: end, insert: `\n${space}`, start: at, end: at };
}

/** Backspace within leading spaces removes back to the last stop of four; null elsewhere. */
export function backspace(text: string, start: number, end: number): TextEdit | null {
  const before = text.slice(lineStart(text, start), start);
  if (start !== end || before === '' || /[^ ]/.test(before)) return null;
  const from = start - (((before.length - 1) % UNIT.length) + 1);
  return start - from > 1 ? { from, to: start, insert: '', start: from, end: from } : null;
}

/** Ctrl+/: comments the touched lines, or uncomments them when all are comments. */
export function toggleComment(text: string, start: number, end: number, mark: '#' | '--'): TextEdit {
  const commented = new RegExp(`^(\\s*)${mark} ?`);
  const lines = text.slice(lineStart(text, start), lineEnd(text, end)).split('\n');
  const full = lines.filter((line) => line.trim() !== '');
  if (full.length > 0 && full.every((line) => commented.test(line))) {
    return mapLines(text, start, end, (line) => line.replace(commented, '$1'));
  }
  const depth = Math.min(...full.map((line) => line.search(/\S/)), full.length ? Infinity : 0);
  return mapLines(text, start, end, (line) =>
    line.trim() === '' && full.length ? line : `${line.slice(0, depth)}${mark} ${line.slice(depth)}`,
  );
}

/** Line and column, both from 1, of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}

/** Offset of a line's first character; the text's end when there are fewer lines. */
export function offsetOf(text: string, line: number): number {
  let at = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at;
}

function mapLines(text: string, start: number, end: number, change: (line: string) => string): TextEdit {
  const from = lineStart(text, start);
  // A selection that ends at a line's first column does not touch that line.
  const to = lineEnd(text, end > start && text[end - 1] === '\n' ? end - 1 : end);
  const old = text.slice(from, to).split('\n');
  const lines = old.map(change);
  const insert = lines.join('\n');
  const first = (lines[0] ?? '').length - (old[0] ?? '').length;
  const grown = insert.length - (to - from);
  return { from, to, insert, start: Math.max(from, start + first), end: Math.max(from, end + grown) };
}

function lineStart(text: string, at: number): number {
  return text.slice(0, at).lastIndexOf('\n') + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}
