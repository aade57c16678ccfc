import { mkdirSync, rmSync } from 'node:fs';
import { budgetProblems } from './bundle-budget.ts';
import { ensureChromium } from './install-chromium.ts';
import { inProject } from './paths.ts';
import { runTool } from './process.ts';
import { Obstacle } from './report.ts';
import { setUp } from './setup.ts';
import { buildSite } from './site.ts';
import { playwrightCount, vitestCount, type Count } from './test-counts.ts';

interface Part {
  name: string;
  /** What `--only` calls it. */
  kind: 'check' | 'unit' | 'engine' | 'lessons' | 'browser';
  run(): Promise<Count>;
}

const parts: Part[] = [
  ...['.', 'src/engine', 'src/build', 'tests'].map(types),
  { name: 'Lint and import rules', kind: 'check', run: () => tool('oxlint/bin/oxlint', ['--deny-warnings']) },
  { name: 'Unit tests', kind: 'unit', run: () => vitest('unit') },
  { name: 'Engine tests', kind: 'engine', run: () => vitest('engine') },
  { name: 'Lesson tests', kind: 'lessons', run: () => vitest('lessons') },
  { name: 'The built site', kind: 'browser', run: site },
  { name: 'Browser tests', kind: 'browser', run: playwright },
];

/**
 * `npm test`: sets up, then runs every part, whatever became of those before it, and ends with the line
 * `N passed, N failed`. `--only check|unit|engine|lessons|browser` runs one kind. Gives the exit code.
 */
export async function test(args: string[]): Promise<number> {
  const only = args[0] === '--only' ? args[1] : undefined;
  const chosen = parts.filter((part) => only === undefined || part.kind === only);
  if (chosen.length === 0 || (args.length > 0 && only === undefined)) {
    throw new Obstacle(`The only option is --only, with one of ${[...new Set(parts.map((part) => part.kind))].join(', ')}.`);
  }
  await setUp();
  mkdirSync(inProject('build/reports'), { recursive: true });
  const counts: [string, Count][] = [];
  for (const part of chosen) {
    console.log(`\n── ${part.name} ──`);
    counts.push([part.name, await part.run().catch(broken)]);
  }
  return summary(counts);
}

function summary(counts: [string, Count][]): number {
  console.log('');
  for (const [name, { passed, failed }] of counts) console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed`);
  const sum = (key: keyof Count) => counts.reduce((total, [, count]) => total + count[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

/** A part that throws has failed once; an obstacle says what to do, anything else where it broke. */
function broken(error: unknown): Count {
  console.error(error instanceof Obstacle ? error.message : error);
  return { passed: 0, failed: 1 };
}

function types(project: string): Part {
  return { name: `Types of ${project}`, kind: 'check', run: () => tool('typescript/bin/tsc', ['-p', project, '--noEmit']) };
}

/** A tool that only says yes or no counts as one test. */
async function tool(script: string, args: string[]): Promise<Count> {
  return verdict((await runTool(script, args)).code === 0);
}

async function vitest(project: string): Promise<Count> {
  const report = freshReport(project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return vitestCount(report, await runTool('vitest/vitest.mjs', ['run', '--project', project, ...reporters]));
}

async function site(): Promise<Count> {
  await buildSite();
  const problems = budgetProblems();
  for (const problem of problems) console.error(problem);
  return verdict(problems.length === 0);
}

async function playwright(): Promise<Count> {
  const report = freshReport('browser');
  const env = { JUNCTION_CHROMIUM: await ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  return playwrightCount(report, await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json'], env));
}

function freshReport(name: string): string {
  const file = inProject('build/reports', `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function verdict(good: boolean): Count {
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
