import { describe, expect, it, vi } from 'vitest';
import { Output, OUTPUT_LIMITS } from '../../src/engine/output.ts';
import type { OutputChunk } from '../../src/engine/protocol.ts';

function record(limits: Partial<typeof OUTPUT_LIMITS> = {}) {
  const sent: OutputChunk[] = [];
  const output = new Output(7, (chunk) => sent.push(chunk), { ...OUTPUT_LIMITS, interval: 1e9, ...limits });
  const text = () => sent.map((chunk) => chunk.text).join('');
  return { output, sent, text };
}

describe('batching', () => {
  it('sends the first writes at once, then gathers until there is much', () => {
    const { output, sent } = record({ eager: 2, batch: 10 });
    for (const text of ['a', 'b', 'c', 'd']) output.write('stdout', text);
    expect(sent.map((chunk) => chunk.text)).toEqual(['a', 'b']);
    output.write('stdout', 'eeeeeeeeee');
    expect(sent.at(-1)).toEqual({ run: 7, stream: 'stdout', text: 'cdeeeeeeeeee' });
  });

  it('sends what is held back when time has passed, at a flush, and before another stream', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { output, sent } = record({ eager: 1, interval: 50 });
    output.write('stdout', 'a');
    output.write('stdout', 'b');
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(60);
    output.write('stdout', 'c');
    expect(sent.at(-1)?.text).toBe('bc');
    output.write('stdout', 'd');
    output.flush();
    expect(sent.at(-1)?.text).toBe('d');
    output.write('stdout', 'e');
    output.write('stderr', 'f');
    output.end();
    expect(sent.slice(-2).map((chunk) => chunk.stream + chunk.text)).toEqual(['stdoute', 'stderrf']);
    vi.useRealTimers();
  });

  it('makes few messages of a million writes', () => {
    const { output, sent } = record();
    for (let line = 0; line < 1_000_000; line += 1) output.write('stdout', '1234567\n');
    output.end();
    expect(sent.length).toBeLessThan(300);
  });
});

describe('the cap', () => {
  const limits = { shown: 10, tail: 4, kept: 16 };

  it('shows the beginning and the end, and counts what is between', () => {
    const { output, text } = record(limits);
    output.write('stdout', '0123456');
    output.write('stdout', '789abcdefgh');
    output.write('stdout', '\nxyz');
    const summary = output.end();
    expect(summary.truncated).toEqual({ stdout: 9, stderr: 0 });
    expect(summary.stdout).toBe('0123456789\n… 9 characters are not shown here …\nxyz');
    expect(text()).toBe('0123456789So much output is not shown as it comes: the last of it follows when the program ends.\n… 9 characters are not shown here …\nxyz');
  });

  it('keeps more for the download, and says where even that ends', () => {
    const { output } = record(limits);
    output.write('stdout', '0123456789abcdefghij');
    expect(output.whole()).toBe('0123456789abcdef\n… 4 characters are not shown here …\n');
  });

  it('says nothing when nothing was cut', () => {
    const { output } = record(limits);
    output.write('stdout', '0123456789');
    expect(output.end()).toEqual({ stdout: '0123456789', stderr: '' });
    expect(output.whole()).toBe('0123456789');
  });

  it('never cuts a character in two', () => {
    const { output } = record({ ...limits, shown: 3 });
    output.write('stdout', 'ab😀cd');
    output.write('stdout', '😀😀😀');
    const { stdout, truncated } = output.end();
    expect(stdout.isWellFormed()).toBe(true);
    expect(stdout.startsWith('ab\n')).toBe(true);
    expect(truncated?.stdout).toBeGreaterThan(0);
  });

  it('does not count notes', () => {
    const { output, text } = record(limits);
    output.write('note', 'a note longer than the cap');
    expect(output.end()).toEqual({ stdout: '', stderr: '' });
    expect(text()).toBe('a note longer than the cap');
  });
});
