import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Outcome, Suite } from '../../src/build/suites/catalogue.ts';
import { ordersOf, suites } from '../../src/build/suites/catalogue.ts';
import type { Cause } from '../../src/build/suites/causes.ts';
import { causeOf, parseCauses, problemsOf } from '../../src/build/suites/causes.ts';
import { compatibilityText } from '../../src/build/suites/compatibility.ts';
import { Results } from '../../src/build/suites/results.ts';

const suite: Suite = { name: 'orm', title: 'The ORM', root: '/', path: [], options: [], jobs: [['a.py', 'b.py'], ['c.py']] };
const causes = (text: string): Cause[] => parseCauses(text);
const noThreads = '- {cause: No threads., outcome: skipped, suites: [orm], reason: thread}';

/** Results of one suite, from `name: ours/builtin` pairs. */
function resultsOf(outcomes: Record<string, [ours: Outcome, builtin: Outcome, reason?: string]>): Results {
  const results = new Results(suite);
  for (const [test, [ours, builtin, reason = '']] of Object.entries(outcomes)) {
    results.add(false, { test, outcome: ours, reason });
    results.add(true, { test, outcome: builtin, reason });
  }
  return results;
}

describe('the table of causes', () => {
  const text = readFileSync(new URL('../suites/causes.yaml', import.meta.url), 'utf8');
  const document = readFileSync(new URL('../../docs/compatibility.md', import.meta.url), 'utf8');

  test('is well-formed, and docs/compatibility.md was written with it', () => {
    const all = causes(text);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(({ cause }) => !document.includes(`| ${cause} |`))).toEqual([]);
    expect(suites.filter(({ title }) => !document.includes(`| ${title} |`))).toEqual([]);
  });

  test.each([
    ['- {cause: No full stop, outcome: failed}', /in line 1: 0\.cause/],
    ['- {cause: Fine., outcome: failed}\n- {cause: Fine., outcome: passed}', /in line 2: 1\.outcome/],
    ['- {cause: Fine., outcome: failed, reason: "("}', /0\.reason is not a regular expression/],
    ['- {cause: Fine., outcome: failed, suites: [unheard]}', /0\.suites/],
    ['- {cause: Fine., outcome: failed, reasons: x}', /reasons/],
    ['- [', /./],
  ])('is refused: %s', (wrong, words) => {
    expect(() => causes(wrong)).toThrow(words);
  });

  test('the first cause that fits counts', () => {
    const [narrow, wide] = causes('[{cause: Narrow., outcome: failed, test: "::a$"}, {cause: Wide., outcome: failed}]');
    const found = { suite: 'orm', outcome: 'failed', reason: '', builtin: null } as const;
    const all = [narrow, wide].filter((cause) => cause !== undefined);
    expect([causeOf(all, { ...found, test: 'x::a' }), causeOf(all, { ...found, test: 'x::b' })]).toEqual([narrow, wide]);
    expect(causeOf(all, { ...found, test: 'x::a', outcome: 'skipped' })).toBeUndefined();
  });
});

describe('what a run is held against', () => {
  const problems = (table: string, results: Results, ran = ['orm']) => problemsOf(causes(table), results.cases(), ran);

  test('all is well when each has its cause', () => {
    expect(problems(noThreads, resultsOf({ a: ['passed', 'failed'], b: ['skipped', 'skipped', 'needs threads'] }))).toEqual([]);
  });

  test('a failure without a cause is a problem', () => {
    expect(problems('[]', resultsOf({ a: ['failed', 'failed', 'boom'] }))).toEqual(['orm: a failed, and no cause is listed. boom']);
  });

  test('a cause without a test is a problem, once its suites were run', () => {
    const results = resultsOf({ a: ['passed', 'passed'] });
    expect(problems(noThreads, results)).toEqual(['Nothing skipped for this cause any more: No threads.']);
    expect(problems(noThreads, results, [])).toEqual([]);
  });

  test('what is said of Pyodide\'s own is looked at', () => {
    const differs = resultsOf({ a: ['skipped', 'passed', 'threads'] });
    expect(problems(noThreads, differs)[0]).toMatch(/^orm: a skipped, but with Pyodide's own sqlite3 it passed/);
    const own = noThreads.replace('reason', 'ours: true, reason');
    expect(problems(own, differs)).toEqual([]);
    expect(problems(own, resultsOf({ a: ['skipped', 'skipped', 'threads'] }))[0]).toMatch(/"ours" is wrong/);
  });
});

test('a suite is run job by job, with either module', () => {
  expect(ordersOf(suite, true).map(({ name, files, builtin }) => ({ name, files, builtin }))).toEqual([
    { name: 'orm', files: ['a.py', 'b.py'], builtin: true },
    { name: 'orm', files: ['c.py'], builtin: true },
  ]);
});

test('the document counts outcomes and names failures', () => {
  const results = resultsOf({
    'a.py::T::passes': ['passed', 'failed'],
    'a.py::T::fails[1]': ['failed', 'passed'],
    'a.py::T::fails[2]': ['failed', 'failed'],
    'a.py::T::skips': ['skipped', 'skipped', 'threads'],
  });
  const text = compatibilityText([results], causes(`[{cause: Broken., outcome: failed, ours: true}, ${noThreads.slice(2)}]`), () => '1.0');
  expect(text).toContain('| `orm` | The ORM | 1.0 | 1 | 2 | 1 | 1 | 2 | 1 |');
  expect(text).toContain('| Broken. | `orm` | 2 | 1 | `fails` |');
  expect(text).toContain('| No threads. | `orm` | 1 | 1 |\n');
});
