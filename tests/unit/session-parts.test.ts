import { describe, expect, it } from 'vitest';
import { announceInput, announceQuery, announceRun } from '../../src/session/announce.ts';
import { append, consoleLimits, emptyLog, type ConsoleLog } from '../../src/session/console-log.ts';
import { Transcript } from '../../src/session/transcript.ts';
import { result } from './fake-engine.ts';

describe('the console log', () => {
  it('joins what one stream printed and keeps streams apart', () => {
    let log: ConsoleLog = emptyLog;
    log = append(log, { kind: 'stdout', text: 'a' });
    log = append(log, { kind: 'stdout', text: 'b\n' });
    log = append(log, { kind: 'stderr', text: 'c\n' });
    log = append(log, { kind: 'note', text: 'd' });
    log = append(log, { kind: 'note', text: 'e' });
    expect(log.entries.map(({ text }) => text)).toEqual(['ab\n', 'c\n', 'd', 'e']);
  });

  it('does not break a line between two entries', () => {
    let log: ConsoleLog = emptyLog;
    for (let i = 0; i < 10; i += 1) log = append(log, { kind: 'stdout', text: 'x'.repeat(1000) });
    expect(log.entries).toHaveLength(1);
    log = append(log, { kind: 'stdout', text: '\n' });
    log = append(log, { kind: 'stdout', text: 'next\n' });
    expect(log.entries.map(({ text }) => text.length)).toEqual([10_001, 5]);
  });

  it('keeps within its limits, and counts what it dropped', () => {
    let log: ConsoleLog = emptyLog;
    for (let i = 0; i < consoleLimits.entries + 10; i += 1) log = append(log, { kind: 'note', text: 'n' });
    expect(log.entries).toHaveLength(consoleLimits.entries);
    expect(log.truncated).toBe(10);
    log = append(log, { kind: 'stdout', text: 'y'.repeat(consoleLimits.characters + 5) });
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0]?.text.length).toBe(consoleLimits.characters);
    expect(log.truncated).toBe(10 + consoleLimits.entries + 5);
  });

  it('never changes the log that it was given', () => {
    const before = append(emptyLog, { kind: 'stdout', text: 'a' });
    append(before, { kind: 'stdout', text: 'b' });
    expect(before.entries).toEqual([{ kind: 'stdout', text: 'a' }]);
  });
});

describe('the transcript', () => {
  it('has everything, up to its limit', () => {
    const transcript = new Transcript(10);
    transcript.add('12345');
    transcript.add('67890');
    expect(transcript.text).toBe('1234567890');
    transcript.add('abc');
    expect(transcript.text).toBe('1234567890\n… 3 more characters were not kept.\n');
    transcript.clear();
    expect(transcript.text).toBe('');
  });
});

describe('announcements', () => {
  it.each([
    [result(), 'Finished: no output, 0 statements.'],
    [result({ stdout: 'a\nb', stderr: '' }), 'Finished: 2 lines of output, 0 statements.'],
    [result({ exitCode: 3 }), 'Finished: no output, 0 statements. It exited with code 3.'],
    [result({ stdout: 'a\n', truncated: { stdout: 9, stderr: 0 } }), 'Finished: more output than is shown, 0 statements.'],
    [result({ status: 'stopped' }), 'Stopped.'],
    [result({ status: 'error', error: { type: 'MemoryError', message: '', traceback: '' } }), 'Error: MemoryError'],
    [
      result({ status: 'error', error: { type: 'sqlalchemy.exc.IntegrityError', message: 'UNIQUE constraint failed\nmore', traceback: '', line: 4 } }),
      'Error at line 4: IntegrityError: UNIQUE constraint failed',
    ],
  ])('%#: say how a program ended', (run, text) => {
    expect(announceRun(run, null)).toBe(text);
  });

  it('are short', () => {
    const error = { type: 'ValueError', message: 'x'.repeat(1000), traceback: '' };
    expect(announceRun(result({ status: 'error', error }), null)).toHaveLength(150);
  });

  it('read a short answer of the prompt aloud, and sum up a long one', () => {
    expect(announceInput(result({ stdout: '42\n' }), null)).toBe('42');
    expect(announceInput(result({ stdout: 'line\n'.repeat(1000) }), null)).toBe('1,000 lines of output.');
    expect(announceInput(result(), null)).toBe('Done.');
  });

  it('tell rows from changes from errors', () => {
    const rows = { columns: ['a'], rows: [[1], [2]], truncated: false, sql: 'SELECT', changes: 0 };
    expect(announceQuery({ status: 'ok', results: [rows], changes: 0, ms: 0 })).toBe('2 rows.');
    expect(announceQuery({ status: 'ok', results: [{ ...rows, truncated: true }], changes: 0, ms: 0 })).toBe('First 2 rows.');
    expect(announceQuery({ status: 'ok', results: [], changes: 1, ms: 0 })).toBe('Done: 1 row changed.');
    expect(announceQuery({ status: 'error', results: [], changes: 0, ms: 0, error: { message: 'no such table: x' } })).toBe(
      'SQL error: no such table: x',
    );
  });
});
