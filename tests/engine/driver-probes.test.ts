import { beforeAll, describe, expect, test } from 'vitest';
import { startDriverPython } from './driver-fixture.ts';
import type { DriverPython } from './driver-fixture.ts';

let python: DriverPython;
beforeAll(async () => {
  python = await startDriverPython();
});

// Every program in tests/engine/driver runs on Python's own sqlite3 and on ours, in the same interpreter.
describe.each(['module', 'parameters', 'results', 'transactions', 'functions', 'hooks', 'blobs', 'copies', 'files'])('%s.py', (program) => {
  test('comes to the same on Python’s own sqlite3 and on ours', () => {
    const theirs = python.probe(program, 'builtin');
    const ours = python.probe(program, 'ours');
    const lines = (outcomes: Map<string, string>) => [...outcomes].map(([label, outcome]) => `${label} ${outcome}`);
    expect(lines(ours)).toEqual(lines(theirs));
    expect(theirs.size).toBeGreaterThan(20);
  });
});
