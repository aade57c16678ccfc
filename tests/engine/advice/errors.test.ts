import { describe, expect, it } from 'vitest';
import { errorRules, explain } from '../../../src/advice/explain.ts';
import { startRunningEngine } from '../running-engine.ts';
import { errorCases } from './error-cases.ts';

const runFresh = async (code: string) => (await startRunningEngine()).run(code);

describe('an error that learners meet', () => {
  it.each(errorCases)('is explained, and gone when mended: $rule $as', async ({ rule, bad, at, good }) => {
    const { error } = await runFresh(bad);
    expect(error).toBeDefined();
    const explanation = error && explain(error, bad);
    expect(explanation?.rule).toBe(rule);
    expect(bad.split('\n')[(explanation?.line ?? 0) - 1]).toContain(at);
    expect(explanation?.fixes.length).toBeGreaterThan(0);
    const { error: none } = await runFresh(good);
    expect(none?.traceback).toBeUndefined();
  });

  it('has a program for each rule', () => {
    const tried = new Set(errorCases.map(({ rule }) => rule));
    expect(errorRules.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});
