import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inProject } from '../paths.ts';
import { Obstacle, step } from '../report.ts';
import { setUp } from '../setup.ts';
import { ordersOf, suites, type Suite } from './catalogue.ts';
import { parseCauses, problemsOf } from './causes.ts';
import { compatibilityText } from './compatibility.ts';
import { cpythonVersion, fetchCpython } from './cpython.ts';
import { archiveVersion, fetchSuites } from './fetch.ts';
import { zipMount } from './mount.ts';
import { runOrders } from './pool.ts';
import { Results } from './results.ts';

const causesFile = 'tests/suites/causes.yaml';
const table = 'docs/compatibility.md';
/** A Pyodide that runs a suite takes about half a gigabyte; more of them than this only wait for one another. */
const MOST_PROCESSES = 4;

/**
 * `npm run test:suites [-- suite …]`: runs the suites of others, compares what came out with the table of causes and, when
 * all of them were run, writes docs/compatibility.md. Gives the exit code.
 */
export async function testSuites(args: string[]): Promise<number> {
  const chosen = choose(args);
  const causes = parseCauses(readFileSync(inProject(causesFile), 'utf8'));
  await setUp();
  await fetchSuites();
  if (chosen.some(({ name }) => name === 'cpython')) await fetchCpython();
  await zipMount();

  const all = chosen.map((suite) => new Results(suite));
  await step('Running the suites', () => runAll(all));
  for (const results of all) console.log(`${results.suite.name}: ${told(results, false)}; with Pyodide's own sqlite3 ${told(results, true)}`);

  const cases = all.flatMap((results) => results.cases());
  mkdirSync(inProject('build/reports'), { recursive: true });
  writeFileSync(inProject('build/reports/suites.json'), JSON.stringify(cases, null, 1));
  const problems = problemsOf(causes, cases, chosen.map(({ name }) => name));
  for (const problem of problems) console.error(`\n${problem}`);
  if (chosen.length === suites.length) {
    writeFileSync(inProject(table), compatibilityText(all, causes, versionOf));
    console.log(`\n${table} is written.`);
  }
  console.log(`\n${problems.length === 0 ? `${causesFile} has a cause for all that did not pass.` : `${problems.length} things to look at.`}`);
  return problems.length === 0 ? 0 : 1;
}

function choose(names: string[]): Suite[] {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) throw new Obstacle(`There is no suite "${unknown}"; there are ${suites.map(({ name }) => name).join(', ')}.`);
  return suites.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function runAll(all: Results[]): Promise<void> {
  const orders = all.flatMap(({ suite }) => [...ordersOf(suite, false), ...ordersOf(suite, true)]);
  const byName = new Map(all.map((results) => [results.suite.name, results]));
  let count = 0;
  await runOrders(orders, Math.min(availableParallelism(), MOST_PROCESSES), (order, ended) => {
    byName.get(order.name)?.add(order.builtin, ended);
    count += 1;
    if (ended.outcome === 'failed') console.log(`  ${order.name}${order.builtin ? ', Pyodide\'s own' : ''}: ${ended.test} failed`);
    if (count % 500 === 0) console.log(`  ${count} tests run`);
  });
}

function told(results: Results, builtin: boolean): string {
  const { passed, failed, skipped } = results.counts(builtin);
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** The release that a suite belongs to. */
function versionOf(suite: string): string {
  if (suite === 'cpython') return cpythonVersion();
  return archiveVersion(suite === 'flask-sqlalchemy' ? 'Flask-SQLAlchemy' : 'SQLAlchemy');
}
