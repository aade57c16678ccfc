import { describe, expect, it } from 'vitest';
import type { Advice } from '../../../src/advice/advice.ts';
import { diagnose } from '../../../src/advice/diagnose.ts';
import { knownWarnings } from '../../../src/advice/rules/warnings.ts';
import { startRunningEngine } from '../running-engine.ts';
import { doctorCases } from './doctor-cases.ts';

/** What the doctor says of a program that has run in a fresh engine. */
async function advise(code: string): Promise<Advice[]> {
  const { api, run } = await startRunningEngine();
  const result = await run(code);
  const answer = await api.query('SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2');
  return diagnose({
    code,
    error: result.error ?? null,
    warnings: result.warnings,
    statements: result.statements,
    transactions: result.transactions,
    schema: await api.schema(),
    models: (await api.inspect()).models,
    unsaved: result.unsaved ?? null,
    prompted: false,
    uncommitted: (await api.databases()).filter(({ uncommitted }) => uncommitted).map(({ name }) => name),
    dangling: (answer.results[0]?.rows ?? []).map(([table, parent, rows]) => ({ table: String(table), parent: String(parent), rows: Number(rows) })),
  });
}

describe('the doctor', () => {
  it.each(doctorCases)('tells $rule $as, and not when it is mended', async ({ rule, bad, at, good }) => {
    const advice = (await advise(bad)).find((one) => one.rule === rule);
    expect(advice).toBeDefined();
    const line = bad.split('\n')[(advice?.line ?? 0) - 1];
    if (at === undefined) expect(line).toBeUndefined();
    else expect(line).toContain(at);
    expect((await advise(good)).map((one) => one.rule)).not.toContain(rule);
  });

  it('has a program for each warning that it knows', () => {
    const tried = new Set(doctorCases.map(({ rule }) => rule));
    expect(knownWarnings.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });
});
