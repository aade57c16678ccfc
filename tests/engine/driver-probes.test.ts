import { beforeAll, describe, expect, test } from 'vitest';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

let python: DriverPython;
beforeAll(async () => {
  python = await startDriverPython();
});

/** Lines in which the two may differ, and why. Labels, or patterns of them. */
const differing: Record<string, [label: string | RegExp, why: string][]> = {};

// Every program in tests/engine/driver runs on Python's own sqlite3 and on ours, in the same interpreter.
describe.each(['module', 'parameters', 'results', 'transactions', 'functions', 'hooks', 'blobs', 'copies'])('%s.py', (program) => {
  test('comes to the same on Python’s own sqlite3 and on ours', () => {
    const theirs = python.probe(program, 'builtin');
    const ours = python.probe(program, 'ours');
    const known = (label: string) => (differing[program] ?? []).some(([pattern]) => (typeof pattern === 'string' ? pattern === label : pattern.test(label)));
    const lines = (outcomes: Map<string, string>) => [...outcomes].filter(([label]) => !known(label)).map(([label, outcome]) => `${label} ${outcome}`);
    expect(lines(ours)).toEqual(lines(theirs));
    expect(theirs.size).toBeGreaterThan(25);
  });
});
